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
                if _starts_note(item, body) or not notes:
                    notes.append([])
                notes[-1].append(item)
    return kept, notes


def _first_note(column: list[Item], body: float, height: float) -> int:
    """Index of the first line of the footnotes in a column; its length when there are none."""
    start = len(column)
    small = True
    for i in range(len(column) - 1, -1, -1):
        item = column[i]
        if not isinstance(item, Line) or item.base < 0.3 * height:
            break
        small = small and item.size <= _SMALLER * body
        if _raised_number(item) or small and _plain_number(item):
            start = i
        elif i + 1 < len(column) and column[i + 1].top - item.bottom > 1.2 * item.size:
            if start <= i + 1:
                break
    return start


def _raised_number(line: Line) -> bool:
    """Whether a line starts with a small raised number or mark."""
    if len(line.words) < 2 or not _MARK.match(line.words[0].text):
        return False
    first, second = line.words[:2]
    return first.size < 0.9 * second.size and first.base < second.base - 0.1 * second.size


def _plain_number(line: Line) -> bool:
    """Whether a line starts with a number and goes on with a word."""
    if len(line.words) < 2 or not _FUSED.match(line.words[0].text):
        return False
    return any(c.isalpha() for c in line.words[1].text)


def _starts_note(line: Line, body: float) -> bool:
    return _raised_number(line) or line.size <= _SMALLER * body and _plain_number(line)


def note_label(lines: Sequence[Line]) -> str:
    """The number or mark that a footnote starts with, or the empty string."""
    first = lines[0].words[0].text
    return first.rstrip(".)") if _MARK.match(first) and len(lines[0].words) > 1 else ""
