"""Assessments for tests of reports: real ones of small Word plans, and ones with a finding of the test's choice."""

from __future__ import annotations

import functools
import pathlib
from collections.abc import Sequence
from dataclasses import replace

import docx

from resvtool.assessment import Assessment, assess
from resvtool.document import Anchor
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Evidence, Finding, Item, Ruleset, Status, Text

SENTENCES = (
    (
        "Bouwsteen 5 Executiekracht",
        "Loopt een project vast, dan zoekt de projectleider binnen twee weken een oplossing. "
        "Lukt dat niet, dan beslist het kernteam binnen een maand en daarna het bestuur.",
    ),
    ("Bouwsteen 7 Begroting", "De contactpersoon voor de begroting is [naam invullen]."),
)
RESIDUE = "plan/geen-invulresten"


@functools.cache
def national() -> Ruleset:
    return load_ruleset("landelijk")


def save_plan(path: pathlib.Path, sections: Sequence[tuple[str, str]] = SENTENCES) -> pathlib.Path:
    document = docx.Document()
    for heading, text in sections:
        document.add_heading(heading, 1)
        document.add_paragraph(text)
    document.save(str(path))
    return path


def assessed(path: pathlib.Path, sections: Sequence[tuple[str, str]] = SENTENCES) -> Assessment:
    return assess(save_plan(path, sections), national())


def with_finding(
    assessment: Assessment, rule: str, status: Status, text: str, items: tuple[Item, ...] = (), section: str = "Kop"
) -> Assessment:
    """Return ``assessment`` with one result whose message, evidence and place are the test's own words."""
    evidence = Evidence(text, Anchor(section=(section,), paragraph=3))
    finding = Finding(status, Text(text, text), (evidence,), items)
    results = [replace(r, finding=finding) if r.rule.id == rule else r for r in assessment.results]
    return replace(assessment, results=results)


def status_of(assessment: Assessment, rule: str) -> Status:
    return next(r.status for r in assessment.results if r.rule.id == rule)
