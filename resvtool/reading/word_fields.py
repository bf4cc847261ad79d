"""Fields: which text between field characters is their visible result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from resvtool.reading.word_xml import Element, W, is_on, value, whole_number

_BUTTON = re.compile(r"\s*(?:MACRO|GOTO)BUTTON\s+\S+\s?(.*)", re.IGNORECASE | re.DOTALL)
_TOC = re.compile(r"\s*TOC(?:\s|$)", re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    in_result: bool = False

    @property
    def is_toc(self) -> bool:
        return bool(_TOC.match("".join(self.instruction)))


class Fields:
    """The fields that are open at a point in a story. They may nest and may span paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def visible(self) -> bool:
        """Whether text at this point is seen: it stands in no field's instruction."""
        return not self._open or all(f.in_result for f in self._open)

    @property
    def in_toc(self) -> bool:
        """Whether this point lies in a table of contents."""
        return bool(self._open) and any(f.is_toc for f in self._open)

    def character(self, element: Element) -> str:
        """Take a field character (w:fldChar) and return the text that it shows itself, if any."""
        match element.get(W + "fldCharType"):
            case "begin":
                shown = _form_field(element) if self.visible else ""
                self._open.append(_Field())
                return shown
            case "separate":
                if self._open:
                    self._open[-1].in_result = True
            case "end":
                if self._open:
                    return self._close()
        return ""

    def simple(self, instruction: str) -> None:
        """Open a simple field (w:fldSimple); its content is its result."""
        self._open.append(_Field([instruction], in_result=True))

    def close(self) -> None:
        """Close the innermost field."""
        if self._open:
            self._open.pop()

    def instruct(self, text: str) -> None:
        """Take a piece of a field's instruction."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction.append(text)

    def end_paragraph(self) -> None:
        """Let no broken field swallow the rest of the document: instructions end here."""
        for open_field in self._open:
            open_field.in_result = True

    def leave_toc(self) -> None:
        """Close a table of contents of which the end is missing."""
        self._open = [f for f in self._open if not f.is_toc]

    def _close(self) -> str:
        closed = self._open.pop()
        if not closed.in_result and self.visible:
            button = _BUTTON.match("".join(closed.instruction))
            if button:
                return button.group(1).strip()
        return ""


def _form_field(element: Element) -> str:
    """Return what an old form field shows: a ticked or empty box, or the chosen item."""
    data = element.find(W + "ffData")
    if data is None:
        return ""
    box = data.find(W + "checkBox")
    if box is not None:
        state = box.find(W + "checked")
        ticked = is_on(state if state is not None else box.find(W + "default"))
        return "☒" if ticked else "☐"
    choices = data.find(W + "ddList")
    if choices is not None:
        items = [e.get(W + "val", "") for e in choices.findall(W + "listEntry")]
        chosen = whole_number(value(choices, "result") or value(choices, "default"))
        return items[chosen] if 0 <= chosen < len(items) else ""
    return ""
