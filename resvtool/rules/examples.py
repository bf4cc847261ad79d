"""Running the examples of a ruleset: each rule against its own texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from resvtool.plan import Plan
from resvtool.reading.markdown import read_markdown
from resvtool.rules.engine import judge_rule
from resvtool.rules.model import Rule, Ruleset, Status

_FREE = frozenset({"checklist"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an example gave. ``number`` counts from 1 within its kind; 0 says that there is none."""

    rule: str
    kind: str
    number: int
    text: str
    status: str
    right: bool


def run_examples(ruleset: Ruleset) -> Iterator[Outcome]:
    """Yield the outcome of every example: ``pass`` texts must pass, ``fail`` texts must not.

    A rule without both kinds yields an outcome that is not right, unless it is a checklist.
    """
    for rule in ruleset.rules:
        if rule.check.kind in _FREE:
            continue
        for kind, texts in (("pass", rule.examples.passing), ("fail", rule.examples.failing)):
            if not texts:
                yield Outcome(rule.id, kind, 0, "geen voorbeeld", "-", False)
            for number, text in enumerate(texts, 1):
                yield _outcome(ruleset, rule, kind, number, text)


def _outcome(ruleset: Ruleset, rule: Rule, kind: str, number: int, text: str) -> Outcome:
    status = judge_rule(Plan(read_markdown(text), ruleset.lexicon), rule).status
    right = (status is Status.PASS) == (kind == "pass") and status is not Status.ERROR
    first = next(iter(text.strip().splitlines()), "")
    return Outcome(rule.id, kind, number, first[:100], status.value, right)
