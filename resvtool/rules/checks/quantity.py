"""``quantity``: a number that the plan states, against a limit.

Settings: ``fact`` (a name in :data:`resvtool.facts.quantities.FACTS`), ``at_least`` (percent or count).
Out: ``pass`` or ``fail`` when the stated number decides it; ``review`` when its words leave room ("circa
driekwart"), or when the same is stated twice with another outcome; ``fail`` when nothing is stated.
(Design, Checks; the sources of the limits are in the rules.)
"""

from __future__ import annotations

from resvtool.facts.lines import shown
from resvtool.facts.number_words import english, unit_of
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
            f"Het plan noemt verschillende getallen naast de grens van {_count(limit, found.unit, 'nl')}: "
            f"{_list(found.stated, found.unit, 'nl')}.",
            f"The plan states different numbers beside the limit of {_count(limit, found.unit, 'en')}: "
            f"{_list(found.stated, found.unit, 'en')}.",
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
    name = f"{stated.name}: " if stated.name else ""
    word_nl = {Status.PASS: "ten minste", Status.FAIL: "minder dan", Status.REVIEW: "niet zeker ten minste"}[status]
    word_en = {Status.PASS: "at least", Status.FAIL: "less than", Status.REVIEW: "not surely at least"}[status]
    doubt_nl = f"; {stated.doubt[0]}" if stated.doubt else ""
    doubt_en = f"; {stated.doubt[1]}" if stated.doubt else ""
    return Text(
        f"{name}{_told(stated, unit, 'nl')}: {word_nl} {_count(limit, unit, 'nl')}{doubt_nl}.",
        f"{name}{_told(stated, unit, 'en')}: {word_en} {_count(limit, unit, 'en')}{doubt_en}.",
    )


def _told(stated: Stated, unit: str, lang: str) -> str:
    """Return a stated number with its unit and how it was read: "1 hoofdtaak (tekst)"."""
    low, high = (f"{round(v, 1):g}" for v in (stated.low, stated.high))
    number = low if low == high else f"{low} {'tot' if lang == 'nl' else 'to'} {high}"
    how = stated.how if lang == "nl" else english(stated.how)
    return f"{number}{unit_of(unit, lang, number)} ({how})"


def _count(limit: float, unit: str, lang: str) -> str:
    return f"{limit:g}{unit_of(unit, lang, f'{limit:g}')}"


def _list(stated: tuple[Stated, ...], unit: str, lang: str) -> str:
    return ", ".join(_told(s, unit, lang) for s in stated)


def _unstated(found: Quantity, limit: float) -> Finding:
    why_nl, why_en = found.other or ("niets gevonden", "nothing found")
    nearest = found.near.evidence if found.near else None
    message = Text(
        f"Het gevraagde getal (ten minste {_count(limit, found.unit, 'nl')}) staat niet in het plan: {why_nl}.",
        f"The number asked (at least {_count(limit, found.unit, 'en')}) is not in the plan: {why_en}.",
    )
    return Finding(Status.FAIL, message, nearest=nearest)
