"""The line of reasoning of a plan: SMART impact per bottleneck, and bottleneck - impact - activity - budget.

In: a plan's items (``resvtool.facts.items``). Out: rows for tables, each with what is missing in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from resvtool.document import Anchor
from resvtool.facts.amounts import find_amounts
from resvtool.facts.items import SMART, Activity, Bottleneck, Items
from resvtool.report import wording as w
from resvtool.rules.model import Evidence, Text

SIZE = "omvang"
SMART_COLUMNS: Mapping[str, Text] = {SIZE: Text("omvang nu", "size now"), **w.SMART_PARTS}
_LEADING = re.compile(r"^\d{1,2}(?=\W)")
_REFERENCES_ONLY = re.compile(r"[\s,;/+&()]|\b(?:en|and|tot en met|t/m)\b", re.IGNORECASE)


class Gap(StrEnum):
    """What is missing in the chain from bottleneck to budget."""

    BOTTLENECK = "bottleneck"
    IMPACT = "impact"
    MEASURE = "measure"
    ACTIVITY = "activity"
    HOOFDTAAK = "hoofdtaak"
    BUDGET = "budget"


GAP = {
    Gap.BOTTLENECK: Text("geen knelpunt genoemd", "no bottleneck named"),
    Gap.IMPACT: Text("geen beoogde impact", "no intended impact"),
    Gap.MEASURE: Text("impact zonder getal", "impact without a number"),
    Gap.ACTIVITY: Text("geen activiteit", "no activity"),
    Gap.HOOFDTAAK: Text("geen hoofdtaak", "no main task"),
    Gap.BUDGET: Text("geen eigen post in de begroting", "no post of its own in the budget"),
}


@dataclass(frozen=True, slots=True)
class SmartRow:
    """A bottleneck with what shows each part of ``SMART_COLUMNS``, None where nothing does.

    ``listed`` says whether the analysis names it; if not, only the promised impact does.
    ``missing`` holds the SMART parts without evidence, in order (the size of the bottleneck apart).
    """

    name: str
    anchor: Anchor
    listed: bool
    promised: bool
    later: bool
    parts: Mapping[str, Evidence | None]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One link of bottleneck and activity, or one of them alone, with its gaps.

    ``bottleneck`` and ``activity`` are titles, None when missing; ``impact`` is the promised effect, its
    number first. ``main_tasks`` holds hoofdtaken by number, ``main_task`` the words that name them.
    ``budget`` holds the passages with money that name the activity, ``amounts`` the euros of those that are rows of a
    table: a sentence may well tell what others pay.
    """

    bottleneck: str | None
    bottleneck_anchor: Anchor | None
    impact: Evidence | None
    activity: str | None
    activity_anchor: Anchor | None
    main_tasks: tuple[int, ...]
    main_task: Evidence | None
    level: str | None
    budget: tuple[Evidence, ...]
    amounts: tuple[Decimal, ...]
    gaps: tuple[Gap, ...]


def smart_table(items: Items) -> tuple[SmartRow, ...]:
    """Return a row per bottleneck of the contract years or with a promised effect, in reading order."""
    return tuple(_smart_row(b) for b in items.bottlenecks if b.promised or not b.later)


def _smart_row(item: Bottleneck) -> SmartRow:
    parts = {part: item.part(part) for part in SMART_COLUMNS}
    missing = tuple(p for p in SMART if parts[p] is None)
    return SmartRow(item.title, item.anchor, item.listed, item.promised, item.later, parts, missing)


def chain(items: Items) -> tuple[ChainRow, ...]:
    """Return the matrix: every bottleneck with its activities, then the activities that serve none."""
    rows: list[ChainRow] = []
    served: set[int] = set()
    told = [b for b in items.bottlenecks if b.listed or b.activities]
    for bottleneck in told:
        linked = [a for a in items.activities if _linked(bottleneck, a)]
        served |= {id(a) for a in linked}
        rows += [_row(bottleneck, a) for a in linked] or [_row(bottleneck, None)]
    rows += [_row(None, a) for a in items.activities if id(a) not in served]
    return tuple(rows)


def _linked(bottleneck: Bottleneck, activity: Activity) -> bool:
    if (activity.label and activity.label in bottleneck.activities) or activity.name in bottleneck.activities:
        return True
    if (bottleneck.label and bottleneck.label in activity.bottlenecks) or bottleneck.name in activity.bottlenecks:
        return True
    named, means = activity.shown.get("knelpunt"), bottleneck.smart.get("realistisch")
    return _refers(named, bottleneck) or _refers(means, activity)


def _refers(found: Evidence | None, item: Bottleneck | Activity) -> bool:
    """Whether a cell with nothing but references ("1 en 3", "A, C") names ``item`` ("Activiteit A", "1 Wachttijd")."""
    mark = item.label.split()[-1:] or _LEADING.findall(item.name)
    if found is None or not mark:
        return False
    told = [t.lower() for t in _REFERENCES_ONLY.split(found.text) if t]
    return all(len(t) <= 3 for t in told) and mark[0].lower() in told


def _row(bottleneck: Bottleneck | None, activity: Activity | None) -> ChainRow:
    impact = _impact(bottleneck) if bottleneck else None
    budget = activity.budget if activity else ()
    return ChainRow(
        bottleneck=bottleneck.title if bottleneck else None,
        bottleneck_anchor=bottleneck.anchor if bottleneck else None,
        impact=impact,
        activity=activity.title if activity else None,
        activity_anchor=activity.anchor if activity else None,
        main_tasks=tuple(sorted(activity.main_tasks)) if activity else (),
        main_task=activity.shown.get("hoofdtaak") if activity else None,
        level=activity.level if activity else None,
        budget=budget,
        amounts=_amounts(budget),
        gaps=_gaps(bottleneck, activity, impact),
    )


def _amounts(budget: tuple[Evidence, ...]) -> tuple[Decimal, ...]:
    """Return the amount of every row among ``budget``, where a row may be told whole and by its cells."""
    whole = dict.fromkeys((e.anchor.paragraph, e.text) for e in budget if " | " in e.text)
    cells = dict.fromkeys((e.anchor.paragraph, e.text) for e in budget if e.anchor.row is not None)
    return tuple(found[-1].euros for _, text in whole or cells if (found := find_amounts(text)))


def _impact(bottleneck: Bottleneck) -> Evidence | None:
    return next((e for p in ("meetbaar", "specifiek") if (e := bottleneck.smart.get(p)) is not None), None)


def _gaps(bottleneck: Bottleneck | None, activity: Activity | None, impact: Evidence | None) -> tuple[Gap, ...]:
    gaps: list[Gap] = []
    if bottleneck is None:
        gaps += [] if activity and activity.shown.get("knelpunt") else [Gap.BOTTLENECK]
    elif bottleneck.excluded is None or bottleneck.promised:
        if impact is None:
            gaps.append(Gap.IMPACT)
        elif bottleneck.smart.get("meetbaar") is None:
            gaps.append(Gap.MEASURE)
        if activity is None:
            gaps.append(Gap.ACTIVITY)
    if activity is not None:
        if not activity.main_tasks and activity.shown.get("hoofdtaak") is None:
            gaps.append(Gap.HOOFDTAAK)
        if not activity.budget:
            gaps.append(Gap.BUDGET)
    return tuple(gaps)
