"""GitLab's code quality report: a JSON list of issues, which a merge request shows as new or solved.

GitLab wants a line; a plan has none, so the paragraph's number in reading order stands there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from resvtool.assessment import Assessment
from resvtool.findings import fingerprint
from resvtool.report import wording as w
from resvtool.report.escaping import from_here, one_line
from resvtool.rules.model import Result, Severity, Status

_SEVERITY = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "minor"}


def gitlab_report(assessments: Sequence[Assessment], lang: str = "nl") -> str:
    """Return the findings of ``assessments`` as GitLab code quality JSON."""
    issues = [issue for a in assessments for issue in _issues(a, lang)]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _issues(assessment: Assessment, lang: str) -> Iterator[dict[str, Any]]:
    path = from_here(assessment.document.path)
    for result in (*assessment.failures(), *assessment.reviews(), *assessment.waived()):
        told = f"{path}\n{assessment.ruleset.id}\n{fingerprint(result)}"
        anchor = w.anchor_of(result)
        yield {
            "description": one_line(_description(result, lang)),
            "check_name": result.rule.id,
            "fingerprint": hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest(),
            "severity": _severity(result),
            "location": {"path": path, "lines": {"begin": (anchor.paragraph if anchor else None) or 1}},
        }
    for notice in assessment.notices:
        told = f"{path}\n{assessment.ruleset.id}\n{notice.nl}"
        yield {
            "description": one_line(f"{w.WAIVERS(lang)}: {notice(lang)}"),
            "check_name": "waivers",
            "fingerprint": hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest(),
            "severity": "minor",
            "location": {"path": path, "lines": {"begin": 1}},
        }


def _description(result: Result, lang: str) -> str:
    unlike = result.waiver or result.status is Status.REVIEW
    stance = f"{w.stance(result, lang)}: " if unlike else ""
    place = w.place_of(result, lang)
    return f"{stance}{result.rule.title(lang)}. {result.finding.message(lang)}" + (f" ({place})" if place else "")


def _severity(result: Result) -> str:
    if result.waiver or result.status is Status.REVIEW:
        return "info"
    if result.status is Status.ERROR or (result.rule.gate and result.rule.severity is Severity.ERROR):
        return "blocker"
    return _SEVERITY[result.rule.severity]
