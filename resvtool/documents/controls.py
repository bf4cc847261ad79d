"""Makes content controls of the places to fill in: a click selects the whole place, and typing replaces it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_PROMPT = re.compile(r"\s*\[vul in: [^\[\]]*\]\s*")
_STYLE = "Placeholder Text"


def add_controls(document: WordDocument) -> None:
    """Turn every "[vul in: ...]" of ``document`` that is a run of its own into a content control.

    A paragraph that is no more than that, outside tables, becomes a control that takes whole paragraphs.
    """
    from docx.oxml.ns import qn

    style = next((s.style_id for s in document.styles if s.name == _STYLE), None)
    body = document.element.body
    for paragraph in list(body.iter(qn("w:p"))):
        runs = [run for run in paragraph.findall(qn("w:r")) if _PROMPT.fullmatch(_text(run))]
        for run in runs:
            _dress(run, style)
        alone = len(runs) == 1 and len(paragraph.findall(qn("w:r"))) == 1
        if alone and paragraph.getparent() is body:
            _wrap(paragraph, rich=True)
            continue
        for run in runs:
            _wrap(run, rich=False)


def _text(run: Any) -> str:
    return "".join(child.text or "" for child in run)


def _dress(run: Any, style: str | None) -> None:
    if style is not None:
        run.style = style


def _wrap(element: Any, rich: bool) -> None:
    """Put ``element`` (w:p or w:r) in a control that shows its placeholder and goes when something is typed."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    control, properties, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    alias = OxmlElement("w:alias")
    alias.set(qn("w:val"), "Vul in")
    properties.extend([alias, OxmlElement("w:temporary"), OxmlElement("w:showingPlcHdr")])
    if not rich:
        properties.append(OxmlElement("w:text"))
    element.addprevious(control)
    content.append(element)
    control.extend([properties, content])
