"""All facts of a plan as plain data, for the JSON report and ``resvtool facts``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from resvtool.document import Anchor
from resvtool.facts.amounts import find_amounts
from resvtool.facts.budgets import Budget
from resvtool.facts.dates import find_dates
from resvtool.facts.items import Activity, Bottleneck
from resvtool.facts.lines import Line
from resvtool.facts.parties import Party, kassier, participants
from resvtool.facts.percentages import find_shares
from resvtool.facts.postcodes import find_postcodes
from resvtool.rules.model import Evidence

if TYPE_CHECKING:
    from resvtool.plan import Plan


def collected(plan: Plan) -> dict[str, Any]:
    """Return what the plan states, by kind; each fact with its text and place."""
    numbers, reader, passages = plan.numbers, plan.numbers.reader, plan.passages
    cashier = kassier(reader, passages)
    return {
        "bottlenecks": [_bottleneck(b) for b in plan.items.bottlenecks],
        "activities": [_activity(a) for a in plan.items.activities],
        "participants": [_party(p) for p in participants(reader, passages)],
        "kassier": _party(cashier) if cashier else None,
        "shares": [
            {
                "discipline": c.key,
                "low": c.share.low,
                "high": c.share.high,
                "how": c.share.how.value,
                "measure": c.measure.value,
                "aim": c.aim,
                **_line(c.line),
            }
            for c in numbers.coverages
        ],
        "wijkverbanden": {
            "operational": [
                {
                    "low": o.share.low,
                    "high": o.share.high,
                    "part": o.share.part,
                    "whole": o.share.whole,
                    "later": o.later,
                    **_line(o.line),
                }
                for o in numbers.operational
            ],
            "inhabitants": [{"count": s.inhabitants, **_line(s.line)} for s in numbers.wijkverband_sizes],
        },
        "hoofdtaken": [{"year": t.year, "count": t.count, "how": t.how, **_line(t.line)} for t in numbers.hoofdtaken],
        "inhabitants": [{"count": i.count, "how": i.how, **_line(i.line)} for i in numbers.inhabitants],
        "submitted": [
            {"first": s.day.first.isoformat(), "last": s.day.last.isoformat(), "sure": s.sure, **_line(s.line)}
            for s in numbers.submissions
        ],
        "budgets": [_budget(b) for b in numbers.budgets],
        "requested": [
            {"euros": str(n.euros), "zvw": n.zvw, "how": n.how, **_line(n.line)} for n in numbers.requested_zvw
        ],
        "postcodes": [
            {"first": p.first, "last": p.last, "letters": p.letters, **_line(line)}
            for line in reader.lines
            for p in find_postcodes(line.text, "postcode" in line.head_text.lower())
        ],
        "dates": [
            {"first": d.first.isoformat(), "last": d.last.isoformat(), "written": d.written, **_line(line)}
            for line in reader.lines
            for d in find_dates(line.text)
        ],
        "amounts": [{"euros": str(a.euros), **_line(line)} for line in reader.lines for a in find_amounts(line.text)],
        "percentages": [
            {"low": s.low, "high": s.high, "how": s.how.value, **_line(line)}
            for line in reader.lines
            for s in find_shares(line.text)
        ],
    }


def _bottleneck(item: Bottleneck) -> dict[str, Any]:
    return {
        "label": item.label,
        "name": item.name,
        "smart": _parts(item.smart.items()),
        "size": _evidence(item.measured) if item.measured else None,
        "promised": item.promised,
        "after_2030": item.later,
        "activities": list(item.activities),
        "anchor": _anchor(item.anchor),
    }


def _activity(item: Activity) -> dict[str, Any]:
    return {
        "label": item.label,
        "name": item.name,
        "shown": _parts(item.shown.items()),
        "hoofdtaken": sorted(item.main_tasks),
        "level": item.level,
        "bottlenecks": list(item.bottlenecks),
        "budget": [_evidence(e) if isinstance(e, Evidence) else str(e) for e in item.budget],
        "anchor": _anchor(item.anchor),
    }


def _budget(budget: Budget) -> dict[str, Any]:
    return {
        "heading": budget.heading,
        "anchor": _anchor(budget.anchor),
        "columns": [
            {
                "head": c.head,
                "year": c.year,
                "rows": [{"label": r.label, "euros": str(r.euros), "kind": r.kind} for r in c.rows],
                "total": str(c.total.euros) if c.total else None,
            }
            for c in budget.columns
        ],
        "mismatches": [m.nl for m in budget.mismatches],
    }


def _parts(parts: Iterable[tuple[str, Evidence | None]]) -> dict[str, Any]:
    return {name: _evidence(found) if found else None for name, found in parts}


def _party(party: Party) -> dict[str, Any]:
    return {"name": party.name, "role": party.role, **_evidence(party.evidence)}


def _line(line: Line | None) -> dict[str, Any]:
    return _evidence(line.evidence) if line else {"text": "", "anchor": None}


def _evidence(found: Evidence) -> dict[str, Any]:
    return {"text": found.text, "anchor": _anchor(found.anchor)}


def _anchor(place: Anchor) -> dict[str, Any]:
    return {"section": list(place.section), "paragraph": place.paragraph, "page": place.page}
