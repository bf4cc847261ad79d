"""Footnotes: small print at the foot of a column that starts with a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from resvtool.reading.pdf_model import Item, Line

_SMALLER = 0.93
_MARK = re.compile(r"^(\d{1,3}|[*†‡])[.)]?$")
_FUSED = re.compile(r"^\d{1,3}$")


def take_footnotes(
    items: Sequence[Item], body: float, height: float
) -> tuple[list[Item], list[list[Line]]]:
    """The items of a page without its footnotes, and the lines of each footnote."""
    kept: list[Item] = []
    notes: list[list[Line]] = []
    for _, group in groupby(items, key=lambda i: i.column):
        column = list(group)
        start = _first_note(column, body, height)
        kept.extend(column[:start])
        for item in column[start:]:
            if isinstance(item, Line):
                if _starts_note(item) or not notes:
                    notes.append([])
                notes[-1].append(item)
    return kept, notes


def _first_note(column: list[Item], body: float, height: float) -> int:
    """Index of the first line of the footnotes in a column; its length when there are none."""
    tail = len(column)
    while tail:
        item = column[tail - 1]
        if not isinstance(item, Line) or item.size > _SMALLER * body or item.base < 0.3 * height:
            break
        tail -= 1
    for i in range(tail, len(column)):
        item = column[i]
        if isinstance(item, Line) and _starts_note(item):
            return i
    return len(column)


def _starts_note(line: Line) -> bool:
    if len(line.words) < 2 or not _MARK.match(line.words[0].text):
        return False
    first, second = line.words[:2]
    raised = first.size < 0.85 * second.size or first.base < second.base - 0.1 * second.size
    return raised or bool(_FUSED.match(first.text)) and any(c.isalpha() for c in second.text)


def note_label(lines: Sequence[Line]) -> str:
    """The number or mark that a footnote starts with, or the empty string."""
    first = lines[0].words[0].text
    return first.rstrip(".)") if _MARK.match(first) and len(lines[0].words) > 1 else ""
