"""The figures of a plan that insurers lay side by side, each the surest that the plan states."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from resvtool.assessment import Assessment
from resvtool.facts.parties import kassier, participants
from resvtool.rules.model import Text

FIGURES: dict[str, Text] = {
    "submitted": Text("Ingediend", "Submitted"),
    "inhabitants": Text("Inwoners", "Inhabitants"),
    "requested": Text("Gevraagd 2027 (€)", "Asked for 2027 (€)"),
    "per_inhabitant": Text("€ per inwoner", "€ per inhabitant"),
    "kassier": Text("Kassier", "Cashier"),
    "participants": Text("Deelnemers", "Participants"),
    "hoofdtaken": Text("Hoofdtaken 2027", "Hoofdtaken 2027"),
    "bottlenecks": Text("Knelpunten", "Bottlenecks"),
    "activities": Text("Activiteiten", "Activities"),
}
SHARE = Text("Aandeel", "Share")


def figures(assessment: Assessment) -> dict[str, Any]:
    """Return the figures of a plan by the keys of :data:`FIGURES`, those it does not state left out.

    What the user told (submission date, inhabitants) goes before what the plan says. ``shares`` holds the
    share represented per profession, in percents.
    """
    plan = assessment.plan
    numbers, given = plan.numbers, plan.given
    submitted = given.submitted or next((s.day.first for s in numbers.submissions), None)
    inhabitants = given.inhabitants or next((i.count for i in numbers.inhabitants), None)
    requested = next((n.euros for n in numbers.requested_zvw), None)
    cashier = kassier(numbers.reader, plan.passages)
    found: dict[str, Any] = {
        "submitted": submitted.isoformat() if submitted else None,
        "inhabitants": inhabitants,
        "requested": _number(requested),
        "per_inhabitant": round(float(requested) / inhabitants, 2) if requested and inhabitants else None,
        "kassier": cashier.name if cashier else None,
        "participants": len({p.name for p in participants(numbers.reader, plan.passages)}) or None,
        "hoofdtaken": next((t.count for t in numbers.hoofdtaken if t.year == 2027), None),
        "bottlenecks": len(plan.items.bottlenecks) or None,
        "activities": len(plan.items.activities) or None,
    }
    shares: dict[str, float] = {}
    for coverage in numbers.coverages:
        if not coverage.aim:
            shares.setdefault(coverage.key, round(coverage.share.low, 1))
    return {**{k: v for k, v in found.items() if v is not None}, "shares": shares}


def _number(euros: Decimal | None) -> float | None:
    return float(euros) if euros is not None else None
