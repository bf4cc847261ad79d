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
from resvtool.rules.model import Result, Ruleset, Severity, Status, Text


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one plan scores on one ruleset, with the plan itself for those who want its facts.

    ``notices`` tell what the user should know of the waivers that were given: expired, or not needed.
    """

    document: Document
    ruleset: Ruleset
    results: list[Result]
    sections: list[Located]
    plan: Plan
    notices: tuple[Text, ...] = ()

    def summary(self) -> dict[str, int]:
        """Count the results per status; every status has a key."""
        count = Counter(r.status for r in self.results)
        return {status.value: count[status] for status in Status}

    def failures(self, at_least: Severity = Severity.INFO) -> list[Result]:
        """Return the failed results of at least this severity and all broken ones, gates first, heaviest first.

        Failures that are waived or held back by a baseline are left out.
        """
        order = list(Severity)
        wanted = order[: order.index(at_least) + 1]
        failed = [
            r
            for r in self.results
            if r.counts and (r.status is Status.ERROR or (r.status is Status.FAIL and r.rule.severity in wanted))
        ]
        return sorted(failed, key=lambda r: (not r.rule.gate, order.index(r.rule.severity), r.rule.block))

    def reviews(self) -> list[Result]:
        """Return what a person must judge, less what a baseline holds back."""
        return [r for r in self.results if r.status is Status.REVIEW and r.counts]

    def waived(self) -> list[Result]:
        """Return the failures that a waiver excuses."""
        return [r for r in self.results if r.waiver is not None]

    def held_back(self) -> list[Result]:
        """Return the findings that a baseline knew already."""
        return [r for r in self.results if r.known]


def assess(path: pathlib.Path, ruleset: Ruleset, given: Given | None = None) -> Assessment:
    """Return the assessment of the plan at ``path`` by ``ruleset``. Raises UnreadableDocument."""
    return assess_document(read_document(path), ruleset, given)


def assess_document(document: Document, ruleset: Ruleset, given: Given | None = None) -> Assessment:
    """Return the assessment of a document that has been read."""
    return assess_plan(plan_of(document, ruleset, given), ruleset)


def plan_of(document: Document, ruleset: Ruleset, given: Given | None = None) -> Plan:
    """Return ``document`` as a plan, to be judged by ``ruleset``."""
    return Plan(document, ruleset.lexicon, given or Given(), weights=ruleset.weights)


def assess_plan(plan: Plan, ruleset: Ruleset) -> Assessment:
    """Return the assessment of a plan that has been made ready."""
    results = judge(plan, ruleset)
    return Assessment(plan.document, ruleset, results, plan.outline(), plan)
