"""``quantity``: a number that the plan states, against a limit.

Settings: ``fact`` (a name in :data:`resvtool.facts.quantities.FACTS`), ``at_least`` (percent or count).
Out: ``pass`` or ``fail`` when the stated number decides it; ``review`` when its words leave room ("circa
driekwart"), or when the same is stated twice with another outcome; ``fail`` when nothing is stated.
(Design, Checks; the sources of the limits are in the rules.)
"""

from __future__ import annotations

from resvtool.facts.lines import shown
from resvtool.facts.quantities import Quantity, Stated, quantity_of
from resvtool.plan import Plan
from resvtool.rules.model import Finding, Item, Rule, Status, Text

_ROUNDING = 0.05


def quantity(plan: Plan, rule: Rule) -> Finding:
    """Judge a number of ``plan`` by the limit of ``rule``. Raises KeyError for an unknown fact."""
    limit = float(rule.check.settings["at_least"])
    found = quantity_of(plan.numbers, str(rule.check.settings["fact"]), limit)
    if not found.stated:
        return _unstated(found, limit)
    return _each(found, limit) if found.each else _one(found, limit)


def _status(stated: Stated, limit: float) -> Status:
    if stated.low >= limit - _ROUNDING:
        return Status.REVIEW if stated.doubt else Status.PASS
    if stated.high < limit - _ROUNDING:
        return Status.FAIL
    return Status.REVIEW


def _one(found: Quantity, limit: float) -> Finding:
    statuses = [_status(s, limit) for s in found.stated]
    status = statuses[0]
    first = found.stated[0]
    if Status.PASS in statuses and Status.FAIL in statuses:
        differing = tuple(s.line for s in found.stated)
        message = Text(
            f"Het plan noemt verschillende getallen naast de grens van {limit:g}{found.unit}: "
            f"{_list(found.stated, found.unit)}.",
            f"The plan states different numbers beside the limit of {limit:g}{found.unit}: "
            f"{_list(found.stated, found.unit)}.",
        )
        return Finding(Status.REVIEW, message, shown(differing))
    return Finding(status, _says(first, status, limit, found.unit), shown([s.line for s in found.stated]))


def _each(found: Quantity, limit: float) -> Finding:
    statuses = [_status(s, limit) for s in found.stated]
    worst = next((s for s in (Status.FAIL, Status.REVIEW) if s in statuses), Status.PASS)
    first = next(s for s, status in zip(found.stated, statuses, strict=True) if status is worst)
    items = tuple(
        Item(s.name, status, (), s.line.anchor, (s.line.evidence,))
        for s, status in zip(found.stated, statuses, strict=True) if s.name
    )  # fmt: skip
    lines = [first.line, *(s.line for s in found.stated)]
    return Finding(worst, _says(first, worst, limit, found.unit), shown(lines), items)


def _says(stated: Stated, status: Status, limit: float, unit: str) -> Text:
    number, name = _number(stated), f"{stated.name}: " if stated.name else ""
    word_nl = {Status.PASS: "ten minste", Status.FAIL: "minder dan", Status.REVIEW: "niet zeker ten minste"}[status]
    word_en = {Status.PASS: "at least", Status.FAIL: "less than", Status.REVIEW: "not surely at least"}[status]
    doubt_nl = f"; {stated.doubt[0]}" if stated.doubt else ""
    doubt_en = f"; {stated.doubt[1]}" if stated.doubt else ""
    return Text(
        f"{name}{number}{unit} ({stated.how}): {word_nl} {limit:g}{unit}{doubt_nl}.",
        f"{name}{number}{unit} ({stated.how}): {word_en} {limit:g}{unit}{doubt_en}.",
    )


def _number(stated: Stated) -> str:
    low, high = (f"{round(v, 1):g}" for v in (stated.low, stated.high))
    return low if low == high else f"{low} tot {high}"


def _list(stated: tuple[Stated, ...], unit: str) -> str:
    return ", ".join(f"{_number(s)}{unit} ({s.how})" for s in stated)


def _unstated(found: Quantity, limit: float) -> Finding:
    why_nl, why_en = found.other or ("niets gevonden", "nothing found")
    nearest = found.near.evidence if found.near else None
    message = Text(
        f"Het gevraagde getal (ten minste {limit:g}{found.unit}) staat niet in het plan: {why_nl}.",
        f"The number asked (at least {limit:g}{found.unit}) is not in the plan: {why_en}.",
    )
    return Finding(Status.FAIL, message, nearest=nearest)
