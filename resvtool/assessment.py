"""The whole way: a file and a ruleset in, an assessment out, ready for any report."""

from __future__ import annotations

import pathlib
from collections import Counter
from dataclasses import dataclass

from resvtool.document import Document
from resvtool.locating.outline import Located
from resvtool.plan import Given, Plan
from resvtool.reading.opening import read_document
from resvtool.rules.engine import judge
from resvtool.rules.model import Result, Ruleset, Severity, Status


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one plan scores on one ruleset, with the plan itself for those who want its facts."""

    document: Document
    ruleset: Ruleset
    results: list[Result]
    sections: list[Located]
    plan: Plan

    def summary(self) -> dict[str, int]:
        """Count the results per status; every status has a key."""
        count = Counter(r.status for r in self.results)
        return {status.value: count[status] for status in Status}

    def failures(self, at_least: Severity = Severity.INFO) -> list[Result]:
        """Return the failed results of at least this severity and all broken ones, gates first, heaviest first."""
        order = list(Severity)
        wanted = order[: order.index(at_least) + 1]
        failed = [
            r
            for r in self.results
            if r.status is Status.ERROR or (r.status is Status.FAIL and r.rule.severity in wanted)
        ]
        return sorted(failed, key=lambda r: (not r.rule.gate, order.index(r.rule.severity), r.rule.block))


def assess(path: pathlib.Path, ruleset: Ruleset, given: Given | None = None) -> Assessment:
    """Return the assessment of the plan at ``path`` by ``ruleset``. Raises UnreadableDocument."""
    return assess_document(read_document(path), ruleset, given)


def assess_document(document: Document, ruleset: Ruleset, given: Given | None = None) -> Assessment:
    """Return the assessment of a document that has been read."""
    plan = Plan(document, ruleset.lexicon, given or Given())
    results = judge(plan, ruleset)
    return Assessment(document, ruleset, results, plan.outline(), plan)
