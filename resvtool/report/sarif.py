"""The SARIF 2.1.0 report, for code scanning: failures, and what a person must judge as ``kind: review``.

A Word plan has no lines and a PDF plan none that mean anything, so ``startLine`` is the number of the paragraph
in reading order; the section, page and words stand beside it. Fingerprints are of the words, so that a finding
stays the same when text above it moves.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from resvtool import __version__
from resvtool.assessment import Assessment
from resvtool.document import Anchor
from resvtool.findings import fingerprint
from resvtool.report import wording as w
from resvtool.report.escaping import as_uri, one_line
from resvtool.rules.model import Evidence, Result, Rule, Ruleset, Severity, Status

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_report(assessments: Sequence[Assessment], lang: str = "nl") -> str:
    """Return the report of ``assessments`` as SARIF text, a run per ruleset."""
    ordered = sorted(assessments, key=lambda a: a.ruleset.id)
    runs = [_run(list(group), lang) for _, group in groupby(ordered, key=lambda a: a.ruleset.id)]
    content = {"$schema": SCHEMA, "version": "2.1.0", "runs": runs}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _run(assessments: list[Assessment], lang: str) -> dict[str, Any]:
    ruleset = assessments[0].ruleset
    index = {rule.id: number for number, rule in enumerate(ruleset.rules)}
    baseline = any(a.held_back() for a in assessments)
    told = [n for a in assessments for n in _notifications(a, lang)]
    sound = all(r.status is not Status.ERROR for a in assessments for r in a.results)
    return {
        "tool": {
            "driver": {
                "name": "resvtool",
                "version": __version__,
                "semanticVersion": __version__,
                "language": lang,
                "rules": [_rule(rule, ruleset, lang) for rule in ruleset.rules],
                "properties": {"ruleset": ruleset.id, "rulesetVersion": ruleset.version},
            }
        },
        "automationDetails": {"id": f"resvtool/{ruleset.id}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": sound, "toolExecutionNotifications": told}],
        "artifacts": [
            {"location": {"uri": as_uri(a.document.path)}, "hashes": {"sha-256": a.document.sha256}}
            for a in assessments
        ],
        "results": [
            _result(r, a.document.path, index[r.rule.id], baseline, lang)
            for a in assessments
            for r in a.results
            if r.status in (Status.FAIL, Status.REVIEW)
        ],
    }


def _rule(rule: Rule, ruleset: Ruleset, lang: str) -> dict[str, Any]:
    source = w.source(dict(rule.source), ruleset.layers)
    advice = f"{w.ADVICE(lang)}: {rule.advice(lang)}"
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title(lang)},
        "fullDescription": {"text": rule.need(lang)},
        "help": {
            "text": f"{rule.need(lang)}\n{advice}\n{w.SOURCE(lang)}: {source}",
            "markdown": f"{rule.need(lang)}\n\n**{w.ADVICE(lang)}**: {rule.advice(lang)}\n\n"
            f"**{w.SOURCE(lang)}**: {source}",
        },
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {
            "tags": [f"bouwsteen-{rule.block}" if rule.block else "plan", *(["minimale-eis"] if rule.gate else [])],
            "gate": rule.gate,
            "source": dict(rule.source),
        },
    }


def _result(result: Result, path: str, index: int, baseline: bool, lang: str) -> dict[str, Any]:
    review = result.status is Status.REVIEW
    told: dict[str, Any] = {
        "ruleId": result.rule.id,
        "ruleIndex": index,
        "kind": "review" if review else "fail",
        "level": "none" if review else _LEVEL[result.rule.severity],
        "message": {"text": _message(result, lang)},
        "locations": [_location(path, w.evidence_of(result), lang)],
        "partialFingerprints": {"resvtoolFinding/v1": fingerprint(result)},
    }
    others = [_location(path, e, lang) for e in result.finding.evidence[1:]]
    if others:
        told["relatedLocations"] = [{"id": number, **place} for number, place in enumerate(others, 1)]
    if baseline:
        told["baselineState"] = "unchanged" if result.known else "new"
    if not result.counts:
        told["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": one_line(w.stance(result, lang))}
        ]
    return told


def _message(result: Result, lang: str) -> str:
    short = [f"{i.name}: {w.MISSING(lang)} {', '.join(i.missing)}" for i in result.finding.items if i.missing]
    return one_line("; ".join([f"{result.rule.title(lang)}. {result.finding.message(lang)}", *short]))


def _location(path: str, evidence: Evidence | None, lang: str) -> dict[str, Any]:
    anchor = evidence.anchor if evidence else Anchor()
    region: dict[str, Any] = {"startLine": anchor.paragraph or 1}
    if evidence:
        region["snippet"] = {"text": one_line(evidence.text)}
    if anchor.page is not None:
        region["properties"] = {"page": anchor.page}
    place: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": as_uri(path)}, "region": region}}
    if anchor.section:
        heads = [one_line(head) for head in anchor.section]
        place["logicalLocations"] = [{"name": heads[-1], "fullyQualifiedName": " > ".join(heads), "kind": "section"}]
        place["message"] = {"text": one_line(w.place(anchor, lang))}
    return place


def _notifications(assessment: Assessment, lang: str) -> list[dict[str, Any]]:
    where = [{"physicalLocation": {"artifactLocation": {"uri": as_uri(assessment.document.path)}}}]
    told: list[tuple[str, str]] = [("warning", notice(lang)) for notice in assessment.notices]
    told += [("note", p.text) for p in assessment.document.problems]
    if assessment.held_back():
        told.append(("note", w.held_back(len(assessment.held_back()), lang)))
    told += [
        ("error", f"{r.rule.id}: {r.finding.message(lang)}") for r in assessment.results if r.status is Status.ERROR
    ]
    return [{"level": level, "message": {"text": one_line(text)}, "locations": where} for level, text in told]
