"""``quantity``: placeholder, being written."""

from __future__ import annotations

from resvtool.plan import Plan
from resvtool.rules.model import Finding, Rule, Status, Text


def quantity(plan: Plan, rule: Rule) -> Finding:
    """Judge a stated number by its limit."""
    return Finding(Status.REVIEW, Text("", ""))
