"""GitHub annotations: a workflow command per finding, which GitHub shows beside the run and the files.

A plan has no lines, so the annotation stands at the file and its message names the place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resvtool.assessment import Assessment
from resvtool.report import wording as w
from resvtool.report.escaping import for_annotation, for_annotation_property, from_here
from resvtool.rules.model import Result, Severity, Status

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github_report(assessments: Sequence[Assessment], lang: str = "nl") -> str:
    """Return the workflow commands for the findings and notices of ``assessments``, a line each."""
    return "".join(f"{line}\n" for a in assessments for line in _lines(a, lang))


def _lines(assessment: Assessment, lang: str) -> Iterator[str]:
    path = from_here(assessment.document.path)
    for result in assessment.failures():
        level = "error" if result.status is Status.ERROR else _LEVEL[result.rule.severity]
        yield _command(level, path, result.rule.title(lang), _message(assessment, result, lang))
    for result in assessment.reviews():
        title = f"{w.STATUS[Status.REVIEW](lang)}: {result.rule.title(lang)}"
        yield _command("notice", path, title, _message(assessment, result, lang))
    for result in assessment.waived():
        title = f"{w.standing(result)(lang)}: {result.rule.title(lang)}"
        yield _command("notice", path, title, f"{w.stance(result, lang)}. {_message(assessment, result, lang)}")
    for notice in assessment.notices:
        yield _command("warning", path, w.WAIVERS(lang), notice(lang))
    if assessment.held_back():
        yield _command("notice", path, "baseline", w.held_back(len(assessment.held_back()), lang))


def _message(assessment: Assessment, result: Result, lang: str) -> str:
    place = w.place_of(result, lang)
    parts = [
        f"{result.rule.id}: {result.finding.message(lang)}",
        f"({place})" if place else "",
        f"{w.ADVICE(lang)}: {result.rule.advice(lang)}",
        f"{w.SOURCE(lang)}: {w.source(dict(result.rule.source), assessment.ruleset.layers)}.",
    ]
    return " ".join(p for p in parts if p)


def _command(level: str, path: str, title: str, message: str) -> str:
    told = f"file={for_annotation_property(path)},title={for_annotation_property(title)}"
    return f"::{level} {told}::{for_annotation(message)}"
