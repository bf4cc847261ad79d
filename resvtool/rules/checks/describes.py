"""``describes``: the plan says something, with substance, in one of the ways that the rule lists.

Strong evidence passes; weak evidence alone is for a person to judge; none fails, with the passage that
came nearest. (Design, Checks and Statuses.)
"""

from __future__ import annotations

from resvtool.plan import Plan
from resvtool.rules.evidence import Searcher
from resvtool.rules.model import Evidence, Finding, Rule, Status, Text

_MOST_SHOWN = 3


def describes(plan: Plan, rule: Rule) -> Finding:
    """Judge ``plan`` by the evidence alternatives of ``rule``."""
    searcher = Searcher(plan.passages, plan.passages.lexicon.extended(rule.check.terms))
    shown: dict[Evidence, None] = {}
    for alternative in rule.check.evidence:
        if not alternative.weak and len(shown) < _MOST_SHOWN:
            shown.update(dict.fromkeys(searcher.evidence(m) for m in searcher.matches(alternative, most=2)))
    if shown:
        found = tuple(shown)[:_MOST_SHOWN]
        return Finding(Status.PASS, Text("Beschreven in het plan.", "Described in the plan."), found)
    nearest = searcher.nearest(rule.check.evidence)
    weak = searcher.first(a for a in rule.check.evidence if a.weak)
    if weak:
        return Finding(
            Status.REVIEW,
            Text(
                "Er is een aanwijzing, maar niet sterk genoeg om te beslissen: lees de passage.",
                "There is a hint, too weak to decide: read the passage.",
            ),
            (searcher.evidence(weak),),
            nearest=nearest,
        )
    message = Text(
        f"Niet gevonden: {rule.need.nl}",
        f"Not found: {rule.need.en}",
    )
    return Finding(Status.FAIL, message, nearest=nearest)
