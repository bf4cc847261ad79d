"""The kinds of check. Each judges a plan against one rule and returns a Finding.

``CHECKS`` maps the kind's name to its function ``(plan, rule) -> Finding``.
"""

from __future__ import annotations

from collections.abc import Callable

from resvtool.plan import Plan
from resvtool.rules.checks.checklist import checklist
from resvtool.rules.checks.dates import date_check
from resvtool.rules.checks.describes import describes
from resvtool.rules.checks.each import each
from resvtool.rules.checks.forbids import forbids
from resvtool.rules.checks.outlined import outlined
from resvtool.rules.checks.totals import totals
from resvtool.rules.model import Finding, Rule


def _compensation(plan: Plan, rule: Rule) -> Finding:
    from resvtool.rules.checks.compensation import compensation  # loaded when a rule asks for it

    return compensation(plan, rule)


def _quantity(plan: Plan, rule: Rule) -> Finding:
    from resvtool.rules.checks.quantity import quantity  # loaded when a rule asks for it

    return quantity(plan, rule)


CHECKS: dict[str, Callable[[Plan, Rule], Finding]] = {
    "checklist": checklist,
    "compensation": _compensation,
    "date": date_check,
    "describes": describes,
    "each": each,
    "forbids": forbids,
    "outline": outlined,
    "quantity": _quantity,
    "totals": totals,
}
