"""Numbers against limits, with the calculation, so that a person can check the sum with a pencil.

One :class:`Figure` per stated number: shares and counts (``quantity``), days (``date``), the maximum
compensation (``compensation``) and the columns of every budget table (``totals``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from resvtool.facts.amounts import written_euros
from resvtool.facts.budgets import Budget, Column
from resvtool.facts.dates import written_date
from resvtool.facts.inhabitants import BORDER, RATE
from resvtool.facts.number_words import english, unit_of
from resvtool.facts.quantities import Stated, quantity_of
from resvtool.plan import Plan
from resvtool.report.overview.verdicts import Judged, Verdict
from resvtool.rules.checks.compensation import RECKONED_RATE, maximum
from resvtool.rules.model import Evidence, Finding, Item, Status, Text

_NOT_STATED = Text("niet in het plan gevonden", "not found in the plan")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the plan beside its limit.

    ``name`` says which of several it is ("fysiotherapie", a budget column), "" when there is one;
    ``stated`` what the plan says, ``limit`` what is asked, ``calculation`` how the one follows from the
    other. ``verdict`` is that of this number alone, which the rule's own may overrule. ``value`` and ``bound`` are
    the same as plain numbers (percents, counts or euros) where both are known, for charts.
    """

    judged: Judged
    name: str
    stated: Text
    limit: Text
    calculation: Text
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    value: float | None = None
    bound: float | None = None


def figures(plan: Plan, results: tuple[Judged, ...]) -> tuple[Figure, ...]:
    """Return the figures of all rules about numbers that apply, in the order of the ruleset."""
    readers = {"quantity": _quantity, "date": _date, "compensation": _compensation, "totals": _totals}
    found: list[Figure] = []
    for result in results:
        reader = readers.get(result.rule.check.kind)
        if reader is not None and result.verdict is not Verdict.NOT_APPLICABLE:
            found += reader(plan, result) if result.result.status is not Status.ERROR else []
    return tuple(found)


def _quantity(plan: Plan, judged: Judged) -> Iterator[Figure]:
    settings, finding = judged.rule.check.settings, judged.result.finding
    bound = float(settings["at_least"])
    found = quantity_of(plan.numbers, str(settings["fact"]), bound)
    unit = found.unit
    limit = Text(f"ten minste {_number(bound)}{unit_of(unit, 'nl')}", f"at least {_number(bound)}{unit_of(unit, 'en')}")
    if not found.stated:
        why = Text(*found.other) if found.other else Text("–", "–")
        yield Figure(judged, "", _NOT_STATED, limit, why, judged.verdict, _nearest(finding), None, bound)
    for stated in found.stated:
        number = _range(stated)
        told = Text(f"{number}{unit_of(unit, 'nl', number)}", f"{number}{unit_of(unit, 'en', number)}")
        yield Figure(
            judged,
            (stated.name or stated.line.text.split(" | ")[0]) if len(found.stated) > 1 else "",
            told,
            limit,
            _reckoned(stated, told, bound, unit),
            _verdict_of(stated, finding, judged),
            (stated.line.evidence,),
            stated.low,
            bound,
        )


def _nearest(finding: Finding) -> tuple[Evidence, ...]:
    return (finding.nearest,) if finding.nearest else ()


def _verdict_of(stated: Stated, finding: Finding, judged: Judged) -> Verdict:
    item: Item | None = next((i for i in finding.items if stated.name and i.name == stated.name), None)
    if item is None or judged.by_person:
        return judged.verdict
    return {Status.PASS: Verdict.MEETS, Status.FAIL: Verdict.FAILS}.get(item.status, Verdict.OPEN)


def _reckoned(stated: Stated, told: Text, bound: float, unit: str) -> Text:
    sign = "≥" if stated.low >= bound - 0.05 else "<" if stated.high < bound - 0.05 else "?"
    hows = {"nl": stated.how, "en": english(stated.how)}
    sums = [
        f"{hows[lang]} → {told(lang)} {sign} {_number(bound)}{unit_of(unit, lang)}"
        + (f"; {stated.doubt[lang == 'en']}" if stated.doubt else "")
        for lang in ("nl", "en")
    ]
    return Text(*sums)


def _range(stated: Stated) -> str:
    low, high = _number(stated.low), _number(stated.high)
    return low if low == high else f"{low}–{high}"


def _number(value: float) -> str:
    text = f"{round(value, 1):,.1f}".removesuffix(".0")
    return text.translate(str.maketrans(",.", ".,"))


def _date(plan: Plan, judged: Judged) -> Iterator[Figure]:
    raw = judged.rule.check.settings["limit"]
    day = raw if isinstance(raw, date) else date.fromisoformat(str(raw))
    limit = Text(f"uiterlijk {written_date(day)}", f"by {day.isoformat()}")
    given = plan.given.submitted
    finding = judged.result.finding
    if given is not None:
        stated = Text(f"{written_date(given)} (opgegeven)", f"{given.isoformat()} (given)")
    elif finding.evidence and finding.status is not Status.REVIEW:
        stated = Text(finding.evidence[0].text, finding.evidence[0].text)
    else:
        stated = _NOT_STATED
    yield Figure(judged, "", stated, limit, finding.message, judged.verdict, finding.evidence)


def _compensation(plan: Plan, judged: Judged) -> Iterator[Figure]:
    numbers, finding = plan.numbers, judged.result.finding
    asked = numbers.requested_zvw[0].euros if numbers.requested_zvw else None
    counted = plan.given.inhabitants or (numbers.inhabitants[0].count if numbers.inhabitants else None)
    stated = Text(written_euros(asked), written_euros(asked)) if asked is not None else _NOT_STATED
    if counted is None:
        limit = Text("€ 0,88 per inwoner boven de vaste voet", "€ 0.88 per inhabitant above the fixed foot")
        why = Text("het inwonertal is niet bekend", "the number of inhabitants is not known")
        yield Figure(judged, "", stated, limit, why, judged.verdict, finding.evidence)
        return
    most = maximum(counted)
    limit = Text(*(f"{word} {written_euros(most.stated)}" for word in ("ten hoogste", "at most")))
    value, bound = (float(asked) if asked is not None else None), float(most.stated)
    yield Figure(
        judged, "", stated, limit, _maximum(counted, most.foot), judged.verdict, finding.evidence, value, bound
    )


def _maximum(counted: int, foot: Decimal) -> Text:
    people = f"{counted:,}".replace(",", ".")
    stated, reckoned = (written_euros(foot + rate * counted) for rate in (RATE, RECKONED_RATE))
    nl = f"{written_euros(foot)} + {people} inwoners × € 0,88 = {stated} (met € 0,875: {reckoned})"
    en = f"{written_euros(foot)} + {people} inhabitants × € 0.88 = {stated} (with € 0.875: {reckoned})"
    if counted == BORDER:
        nl += "; precies 300.000 inwoners is in de bron niet geregeld"
        en += "; exactly 300,000 inhabitants is not provided for in the source"
    return Text(nl, en)


def _totals(plan: Plan, judged: Judged) -> Iterator[Figure]:
    for budget in plan.numbers.budgets:
        for column in budget.columns:
            if column.total is not None:
                yield _column(budget, column, judged)


def _column(budget: Budget, column: Column, judged: Judged) -> Figure:
    total = column.total
    assert total is not None
    wrong = next((m for m in budget.mismatches if m.stated == total.euros and m.label in total.label), None)
    posts = [r.euros for r in column.rows if r.kind == "post"]
    summed = wrong.expected if wrong else sum(posts, Decimal(0))
    if wrong or summed == total.euros:
        how = (
            f"{len(posts)} posten samen {written_euros(summed)}",
            f"{len(posts)} posts together {written_euros(summed)}",
        )
    else:
        how = "telt op via subtotalen of afronding", "adds up by way of subtotals or rounding"
    off = (
        f"; verschil {written_euros(abs(total.euros - summed))}",
        f"; difference {written_euros(abs(total.euros - summed))}",
    )
    name = ", ".join(t for t in (budget.heading.rsplit(" / ", 1)[-1], column.head) if t)
    stated = Text(written_euros(total.euros), written_euros(total.euros))
    limit = Text("gelijk aan de som van de posten", "equal to the sum of its posts")
    calculation = Text(*(h + (o if wrong else "") for h, o in zip(how, off, strict=True)))
    verdict = judged.verdict if judged.by_person else Verdict.FAILS if wrong else Verdict.MEETS
    evidence = (wrong.evidence,) if wrong else (Evidence(f"{total.label}: {stated.nl}", budget.anchor),)
    return Figure(judged, name, stated, limit, calculation, verdict, evidence, float(total.euros), float(summed))
