"""What a rule finds in a plan, for the second witness to weigh (see ``resvtool.locating.witness``)."""

from __future__ import annotations

from resvtool.plan import Plan
from resvtool.rules.checks.describes import matches_of
from resvtool.rules.checks.each import listed_sentences
from resvtool.rules.evidence import Searcher
from resvtool.rules.model import Rule


def is_weighed(rule: Rule) -> bool:
    """Say whether the second witness has a say in ``rule``: it describes, or says so itself (``weighed``)."""
    return rule.check.kind == "describes" or bool(rule.check.settings.get("weighed"))


def is_of_items(rule: Rule) -> bool:
    """Say whether ``rule`` asks something of every item: that it is lacking says little of any one passage."""
    return bool(rule.check.settings.get("require"))


def found_by(plan: Plan, rule: Rule) -> tuple[list[tuple[int, ...]], bool]:
    """Return the sentences of all that ``rule`` finds in ``plan``, and whether weak evidence matches."""
    if is_of_items(rule):
        return [], False
    if rule.check.kind == "each":
        return listed_sentences(plan, rule), False
    matches, weak = matches_of(rule, Searcher(plan.passages, plan.passages.lexicon.over(rule.check.terms)))
    return [tuple(m.sentences) for m in matches], weak
