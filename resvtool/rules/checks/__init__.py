"""The kinds of check. Each judges a plan against one rule and returns a Finding.

``CHECKS`` maps the kind's name to its function ``(plan, rule) -> Finding``.
"""

from __future__ import annotations

from collections.abc import Callable

from resvtool.plan import Plan
from resvtool.rules.checks.checklist import checklist
from resvtool.rules.checks.describes import describes
from resvtool.rules.checks.forbids import forbids
from resvtool.rules.checks.outlined import outlined
from resvtool.rules.model import Finding, Rule

CHECKS: dict[str, Callable[[Plan, Rule], Finding]] = {
    "checklist": checklist,
    "describes": describes,
    "forbids": forbids,
    "outline": outlined,
}
