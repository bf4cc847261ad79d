"""``checklist``: what no plan can show; the assessor ticks it off by other evidence, point by point.

Never a failure: every point is ``review`` (design, Checks).
"""

from __future__ import annotations

from resvtool.plan import Plan
from resvtool.rules.model import Finding, Item, Rule, Status, Text


def checklist(plan: Plan, rule: Rule) -> Finding:
    """Return the points that a person must check for ``rule``; the plan's text does not matter."""
    points = rule.check.settings.get("points") or [{"nl": rule.need.nl, "en": rule.need.en}]
    items = tuple(Item(str(point["nl"]), Status.REVIEW) for point in points)
    count = len(items)
    message = Text(
        f"Voor de checklist: {count} {'punt' if count == 1 else 'punten'} met ander bewijs dan het plan te toetsen.",
        f"For the checklist: {count} {'point' if count == 1 else 'points'} to verify by other evidence than the plan.",
    )
    return Finding(Status.REVIEW, message, items=items)
