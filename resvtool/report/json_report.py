"""The JSON report, schema ``resvtool-report/1`` (design, The JSON report)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from resvtool import __version__
from resvtool.assessment import Assessment
from resvtool.document import Anchor
from resvtool.rules.differing import differences_of, topic_of
from resvtool.rules.model import Evidence, Item, Result

SCHEMA = "resvtool-report/1"
# json.dumps leaves these as they are, and a terminal may obey them: C1 controls and marks that turn text around.
_CONTROLS = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def json_report(assessments: Iterable[Assessment], lang: str = "nl") -> str:
    """Return the report of ``assessments`` as JSON text, in ``lang``."""
    content = {
        "schema": SCHEMA,
        "tool": {"name": "resvtool", "version": __version__},
        "documents": [document(a, lang) for a in assessments],
    }
    return json_text(content)


def json_text(content: Any) -> str:
    """Return plain data as JSON that is safe to show on a terminal."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return _CONTROLS.sub(lambda m: f"\\u{ord(m.group()):04x}", text) + "\n"


def document(assessment: Assessment, lang: str) -> dict[str, Any]:
    """Return the part of the report about one plan, as plain data."""
    read, ruleset = assessment.document, assessment.ruleset
    return {
        "path": read.path,
        "sha256": read.sha256,
        "format": read.format,
        "pages": read.pages,
        "ruleset": {
            "id": ruleset.id,
            "version": ruleset.version,
            "layers": list(ruleset.layers),
            "disabled": [{"rule": rule.id, "by": rule.layers["disabled"]} for rule in ruleset.disabled],
        },
        "sections": [
            {"block": s.block, "heading": s.heading, "certainty": s.certainty, "anchor": anchor(s.anchor)}
            for s in assessment.sections
        ],
        "results": [result(r, lang, ruleset.layers) for r in assessment.results],
        "facts": assessment.plan.facts_as_data(),
        "summary": assessment.summary(),
        "held_back": len(assessment.held_back()),
        "notices": [notice(lang) for notice in assessment.notices],
        "problems": [{"code": p.code, "text": p.text, "place": p.place} for p in read.problems],
    }


def result(item: Result, lang: str, layers: Iterable[str] = ()) -> dict[str, Any]:
    """Return one result as plain data; ``layers`` are those of the ruleset that judged."""
    rule, finding = item.rule, item.finding
    return {
        "rule": rule.id,
        "block": rule.block,
        "status": finding.status.value,
        "severity": rule.severity.value,
        "gate": rule.gate,
        "checklist": rule.check.kind == "checklist",
        "title": rule.title(lang),
        "message": finding.message(lang),
        "advice": rule.advice(lang),
        "source": dict(rule.source),
        "evidence": [evidence(e) for e in finding.evidence],
        "nearest": evidence(finding.nearest) if finding.nearest else None,
        "differences": [{"topic": topic_of(d, lang), "text": d[lang]} for d in differences_of(rule.id, layers)],
        "items": [_item(i) for i in finding.items],
        "waiver": {"reason": item.waiver.reason, "until": item.waiver.until.isoformat()} if item.waiver else None,
        "known": item.known,
    }


def evidence(found: Evidence) -> dict[str, Any]:
    """Return a passage and its place as plain data."""
    return {"text": found.text, "anchor": anchor(found.anchor)}


def anchor(place: Anchor) -> dict[str, Any]:
    """Return a place as plain data: section path, paragraph number, page and box in points."""
    box = [place.box.x0, place.box.y0, place.box.x1, place.box.y1] if place.box else None
    return {"section": list(place.section), "paragraph": place.paragraph, "page": place.page, "box": box}


def _item(item: Item) -> dict[str, Any]:
    return {
        "name": item.name,
        "status": item.status.value,
        "missing": list(item.missing),
        "anchor": anchor(item.anchor) if item.anchor else None,
    }
