"""The outline as text and data: which sections serve which building block."""

from __future__ import annotations

from typing import Any

from resvtool.assessment import Assessment
from resvtool.locating.outline import BLOCK_NAMES, BLOCK_NAMES_EN, BLOCKS
from resvtool.report import wording as w
from resvtool.report.console import clean
from resvtool.report.json_report import anchor, json_text


def outline_text(assessment: Assessment, lang: str) -> str:
    """Return a line per section and building block: heading, place and how sure it is."""
    names = BLOCK_NAMES_EN if lang == "en" else BLOCK_NAMES
    lines = [clean(assessment.document.path)]
    for block in BLOCKS:
        lines += ["", f"{w.BLOCK(lang)} {block}: {names[block]}"]
        located = [s for s in assessment.sections if s.block == block]
        if not located:
            lines.append(f"  {w.NOT_FOUND(lang)}")
        for section in located:
            place = w.place(section.anchor, lang).rpartition(", ")[2]
            heading = clean(section.heading) or "-"
            lines.append(f"  {section.certainty:4.0%}  {heading[:50]:50}  {place}")
    return "\n".join(lines) + "\n"


def outline_json(assessment: Assessment) -> str:
    """Return the outline as JSON text."""
    data: list[dict[str, Any]] = [
        {
            "block": s.block,
            "heading": s.heading,
            "certainty": s.certainty,
            "why": s.why,
            "anchor": anchor(s.anchor),
        }
        for s in assessment.sections
    ]
    return json_text({"path": assessment.document.path, "sections": data})
