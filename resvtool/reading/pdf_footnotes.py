"""Footnotes: small print at the foot of a column that starts with a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from resvtool.reading.pdf_model import Item, Line, Page, Rule

_SMALLER = 0.93
_MARK = re.compile(r"^(\d{1,3}|[*†‡])[.)]?$")
_ENDED = re.compile(r"[.!?…][\"”’)]*$")
_FUSED = re.compile(r"^\d{1,3}$")


class FootnoteTaker:
    """Takes the footnotes from pages, in order. ``notes`` holds their lines by page.

    ``body`` is the letter size of the running text.
    """

    def __init__(self, body: float) -> None:
        self.notes: dict[int, list[list[Line]]] = {}
        self._body = body
        self._open: list[Line] | None = None

    def take(self, page: Page, items: Sequence[Item], rules: Sequence[Rule]) -> list[Item]:
        """The items of a page without its footnotes. ``rules`` are those of no table."""
        kept: list[Item] = []
        last: list[Line] | None = None
        for _, group in groupby(items, key=lambda i: i.column):
            column = list(group)
            start = self._start(column, page, rules)
            kept.extend(column[:start])
            for item in column[start:]:
                if isinstance(item, Line):
                    last = self._put(item, page.number, last)
        self._open = last if last and not _ENDED.search(last[-1].text) else None
        return kept

    def _put(self, line: Line, page: int, last: list[Line] | None) -> list[Line]:
        """Put a line in the note that it belongs to, and give that note."""
        if _starts_note(line, self._body):
            self.notes.setdefault(page, []).append([line])
            return self.notes[page][-1]
        note = last or self._open
        if note is None:
            self.notes.setdefault(page, []).append([line])
            return self.notes[page][-1]
        note.append(line)
        return note

    def _start(self, column: list[Item], page: Page, rules: Sequence[Rule]) -> int:
        """Index of the first line of the footnotes in a column; its length when there are none."""
        start = _first_note(column, self._body, page.frame.height)
        if self._open is None:
            return start
        for rule in rules:
            below = _below(column, rule, page)
            if below is not None:
                return min(start, below)
        return start


def _below(column: list[Item], rule: Rule, page: Page) -> int | None:
    """Where the text under a short rule low on the page starts, if it is all text."""
    if rule.at < 0.4 * page.frame.height or rule.end - rule.start > 0.45 * page.frame.width:
        return None
    at = next((i for i, item in enumerate(column) if item.top > rule.at - 1), len(column))
    under = column[at:]
    if not under or not all(isinstance(item, Line) for item in under):
        return None
    return at if abs(under[0].x0 - rule.start) < 6 else None


def _first_note(column: list[Item], body: float, height: float) -> int:
    """Where the last run of lines that start with a note's number begins in a column."""
    start = len(column)
    small = True
    for i in range(len(column) - 1, -1, -1):
        item = column[i]
        if not isinstance(item, Line) or item.base < 0.3 * height:
            break
        small = small and item.size <= _SMALLER * body
        if _raised_number(item) or (small and _plain_number(item)):
            start = i
        elif start <= i + 1 < len(column) and column[i + 1].top - item.bottom > 1.2 * item.size:
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
    return _raised_number(line) or (line.size <= _SMALLER * body and _plain_number(line))


def note_label(lines: Sequence[Line]) -> str:
    """The number or mark that a footnote starts with, or the empty string."""
    first = lines[0].words[0].text
    return first.rstrip(".)") if _MARK.match(first) and len(lines[0].words) > 1 else ""
