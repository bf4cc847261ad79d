"""``compensation``: the Zvw compensation asked stays within Zilveren Kruis' maximum for the region.

maximum = fixed foot + inhabitants x rate, in euros per year for the whole RESV region, all insurers
together. Foot: 150,000 below 300,000 inhabitants, 200,000 above; exactly 300,000 is not provided for.
Rate: the source says 0.88 and reckons 35,000 / 20,000 / 2 = 0.875; an amount between both outcomes is
for a person to judge. (Zilveren Kruis, Tarieven en volume.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from resvtool.facts.amounts import find_amounts, written_euros
from resvtool.facts.inhabitants import BORDER, FOOT_ABOVE, FOOT_BELOW, RATE, Inhabitants
from resvtool.facts.lines import Line, shown
from resvtool.facts.requested import Named
from resvtool.plan import Plan
from resvtool.rules.model import Evidence, Finding, Rule, Status, Text

_MAXIMUM = re.compile(r"\b(?:plafond|maximum\w*|bovengrens)\b", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:aanvraag|vraag|gevraagd\w*|begroting|bedrag\w*|raming\w*|totaal|samen|wij|we)\b[^.;|]{0,80}"
    r"\b(?:blij(?:ft|ven)|ligt|liggen|komt|komen|zit(?:ten)?|past|passen)\b(?![^.;|]{0,20}\b(?:niet|boven)\b)[^.;|]{0,60}"
    r"(?:\bdaar\b[^.;|]{0,40}\bonder\b|\b(?:daar|er)(?:onder|binnen)\b|"
    r"\b(?:onder|binnen|beneden) (?:dat|dit|het|de|deze|ons) (?:plafond|maxim\w+|bovengrens|grens))"
    r"(?![^.;|]{0,40}\b(?:maar|mits|als|tenzij)\b)(?![^.;|]*\?)",
    re.IGNORECASE,
)
RECKONED_RATE = Decimal("0.875")


@dataclass(frozen=True, slots=True)
class Maximum:
    """The maximum for a number of inhabitants: foot, part per inhabitant, and both outcomes."""

    inhabitants: int
    foot: Decimal
    stated: Decimal
    reckoned: Decimal


def maximum(inhabitants: int, foot: Decimal | None = None) -> Maximum:
    """Return the maximum in euros for a region of ``inhabitants``; above the border when exactly on it."""
    used = foot if foot is not None else (FOOT_BELOW if inhabitants < BORDER else FOOT_ABOVE)
    return Maximum(inhabitants, used, used + RATE * inhabitants, used + RECKONED_RATE * inhabitants)


def outcome(asked: Decimal, inhabitants: int) -> Status:
    """Return whether ``asked`` (euros) stays within the maximum for ``inhabitants``."""
    feet = (FOOT_BELOW, FOOT_ABOVE) if inhabitants == BORDER else (None,)
    statuses = {_within(asked, maximum(inhabitants, foot)) for foot in feet}
    return statuses.pop() if len(statuses) == 1 else Status.REVIEW


def _within(asked: Decimal, most: Maximum) -> Status:
    if asked <= most.reckoned:
        return Status.PASS
    return Status.REVIEW if asked <= most.stated else Status.FAIL


def compensation(plan: Plan, rule: Rule) -> Finding:
    """Judge the amount that ``plan`` asks by the maximum for its inhabitants."""
    stated = plan.numbers.inhabitants
    asked = plan.numbers.requested_zvw
    given = plan.given.inhabitants
    if not asked:
        said = _said_within(plan)
        if said:
            return Finding(Status.PASS, Text(
                "Het plan noemt het maximum en zegt dat het gevraagde bedrag eronder blijft; controleer de bedragen.",
                "The plan states the maximum and says that the amount asked stays below it; check the amounts.",
            ), shown(said))  # fmt: skip
        return Finding(Status.FAIL, Text(
            "Het plan noemt geen gevraagd Zvw-bedrag voor 2027.",
            "The plan states no Zvw amount asked for 2027.",
        ))  # fmt: skip
    if given is None and not stated:
        return Finding(Status.FAIL, Text(
            f"Gevraagd wordt {written_euros(asked[0].euros)}; het plan noemt geen inwonertal van "
            f"de regio (geef het op met --inwoners).",
            f"Asked is {written_euros(asked[0].euros)}; the plan states no inhabitants of the "
            f"region (give it with --inwoners).",
        ), _evidence(asked[0], None))  # fmt: skip
    count = given if given is not None else stated[0].count
    return _judge(asked[0], count, stated[0] if stated else None, given)


def _said_within(plan: Plan) -> list[Line]:
    """Return the lines that say that what is asked stays below a maximum of which an amount is stated, if any."""
    reader = plan.numbers.reader
    for line in reader.lines:
        near = [line] if line.in_table else [*reader.around(line, 1, 0), line]
        around = " ".join(dict.fromkeys(x.text for x in near))
        if _WITHIN.search(line.text) and _MAXIMUM.search(around) and find_amounts(around):
            return list(dict.fromkeys([*near, line]))
    return []


def _judge(asked: Named, count: int, stated: Inhabitants | None, given: int | None) -> Finding:
    status = outcome(asked.euros, count)
    most = maximum(count)
    differ_nl = differ_en = ""
    if given is not None and stated is not None and stated.count != given:
        differ_nl = f" Let op: het plan noemt {_dotted(stated.count)} inwoners, opgegeven is {_dotted(given)}."
        differ_en = f" Note: the plan states {_dotted(stated.count)} inhabitants, given is {_dotted(given)}."
        if outcome(asked.euros, stated.count) is not status:
            status = Status.REVIEW
    parts = f"{written_euros(most.foot)} + {_dotted(count)} × € 0,88 = {written_euros(most.stated)}"
    reckoned = f"{written_euros(most.reckoned)}"
    word_nl = {Status.PASS: "binnen", Status.FAIL: "boven", Status.REVIEW: "op de rand van"}[status]
    word_en = {Status.PASS: "within", Status.FAIL: "above", Status.REVIEW: "at the edge of"}[status]
    border_nl = " Precies 300.000 inwoners is in de bron niet geregeld." if count == BORDER else ""
    border_en = " Exactly 300,000 inhabitants is not provided for in the source." if count == BORDER else ""
    message = Text(
        f"Gevraagd {written_euros(asked.euros)} ({asked.how}): {word_nl} het maximum {parts} (met "
        f"€ 0,875: {reckoned}).{border_nl}{differ_nl}",
        f"Asked {written_euros(asked.euros)} ({asked.how}): {word_en} the maximum {parts} (with € "
        f"0.875: {reckoned}).{border_en}{differ_en}",
    )
    return Finding(status, message, _evidence(asked, stated))


def _evidence(asked: Named, stated: Inhabitants | None) -> tuple[Evidence, ...]:
    lines = [x.line for x in (asked, stated) if x is not None and x.line is not None]
    return tuple(dict.fromkeys(line.evidence for line in lines))


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
