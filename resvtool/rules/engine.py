"""The engine: every rule of a ruleset gets a status, always."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from resvtool.facts.circumstances import holds
from resvtool.plan import Plan
from resvtool.rules.checks import CHECKS
from resvtool.rules.evidence import Searcher
from resvtool.rules.model import Condition, Evidence, Finding, Result, Rule, Ruleset, Status, Text
from resvtool.rules.tricks import Tricks


def judge(plan: Plan, ruleset: Ruleset) -> list[Result]:
    """Return a result for every rule of ``ruleset``, in its order. A check that breaks gives ``error``.

    Where the evidence of the other rules stands tells which sections serve which building block, so rules
    about the outline come last.
    """
    tricks = Tricks(plan, ruleset)
    tricks.void_quotes()
    first = {r.id: judge_rule(plan, r) for r in ruleset.rules if r.check.kind != "outline"}
    if tricks.void_keywords(first.values()):
        first = {r.id: judge_rule(plan, r) for r in ruleset.rules if r.check.kind != "outline"}
    _vote(plan, first.values())
    return [tricks.told(first.get(rule.id) or judge_rule(plan, rule)) for rule in ruleset.rules]


def _vote(plan: Plan, results: Iterable[Result]) -> None:
    plan.votes.clear()
    for result in results:
        if result.status is not Status.PASS or not result.finding.evidence:
            continue
        paragraph = result.finding.evidence[0].anchor.paragraph
        section = plan.passages.section_of.get((paragraph or 0) - 1)
        if section is not None:
            plan.votes.setdefault(section, Counter())[result.rule.block] += 1


def judge_rule(plan: Plan, rule: Rule) -> Result:
    """Return the result of one rule: its condition first, then its check."""
    result = _judge_content(plan, rule)
    return _unfilled(plan, rule) if _is_open(plan, result) else result


def _judge_content(plan: Plan, rule: Rule) -> Result:
    try:
        if rule.when is not None and not applies(plan, rule, rule.when):
            message = Text(
                f"Niet van toepassing; dit geldt als {rule.when.text.nl}.",
                f"Not applicable; it applies when {rule.when.text.en}.",
            )
            return Result(rule, Finding(Status.NOT_APPLICABLE, message))
        return Result(rule, CHECKS[rule.check.kind](plan, rule))
    except MemoryError:
        # Says nothing of this rule: the plan as a whole needs more than it may have.
        raise
    except Exception as error:
        message = Text(
            f"De controle liep stuk ({type(error).__name__}); meld dit als fout van resvtool.",
            f"The check broke down ({type(error).__name__}); report this as a fault of resvtool.",
        )
        return Result(rule, Finding(Status.ERROR, message))


def _is_open(plan: Plan, result: Result) -> bool:
    """Say whether the plan's template still asks for what ``result`` should have found.

    Evidence found weighs more than an explanation that was left, less than a place left to fill in, unless
    it is enough to pass.
    """
    hints = [hint for hint in plan.document.hints if hint.names(result.rule.id)]
    if not hints or result.status is Status.ERROR:
        return False
    unsure = result.status is not Status.PASS and any(hint.asks for hint in hints)
    return unsure or not result.finding.evidence


def _unfilled(plan: Plan, rule: Rule) -> Result:
    hint = next(h for h in reversed(plan.document.hints) if h.names(rule.id))
    message = Text(f"Nog niet ingevuld: {rule.need.nl}", f"Not filled in yet: {rule.need.en}")
    return Result(rule, Finding(Status.FAIL, message, nearest=Evidence(hint.text.partition(". ")[0], hint.anchor)))


def applies(plan: Plan, rule: Rule, condition: Condition) -> bool:
    """Say whether ``condition`` holds in ``plan``."""
    if condition.facts and not holds(plan.numbers.reader, condition.facts):
        return False
    searcher = Searcher(plan.passages, plan.passages.lexicon.over(rule.check.terms))
    if condition.unless and searcher.first(condition.unless) is not None:
        return False
    return not condition.any or searcher.first(condition.any) is not None
