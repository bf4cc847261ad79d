"""Where on a page of a PDF a note goes: the lines that its quote covers, or else the box of the block."""

from __future__ import annotations

import ctypes
from itertools import takewhile
from typing import Any

import pypdfium2.raw as raw

from resvtool.document import Box
from resvtool.documents.notes import fold

# Left, bottom, right, top in the page's own coordinates.
Rect = tuple[float, float, float, float]

_LEAST_LETTERS = 4


class PageText:
    """The letters and digits of a page, with which a quote is found however it is spaced or broken off."""

    def __init__(self, page: Any) -> None:
        """``page`` is a pypdfium2 page, open as long as this is used."""
        self._page = page
        self._text = page.get_textpage()
        self._folded = ""
        self._places: list[int] = []
        self._count = raw.FPDFText_CountChars(self._text.raw)
        for index in range(self._count):
            folded = fold(self._char(index))
            self._folded += folded
            self._places += [index] * len(folded)

    def close(self) -> None:
        """Give the memory of the page's text back."""
        self._text.close()

    def rects(self, quote: str, box: Box | None) -> list[Rect]:
        """Return a rectangle per line of the quote, at the place nearest to ``box``; [] when it is not there."""
        folded = fold(quote)
        if len(folded) < _LEAST_LETTERS:
            return []
        near = rect_of(self._page, box) if box is not None else None
        found: list[list[Rect]] = []
        at = self._folded.find(folded)
        while at >= 0:
            first, last = self._widened(self._places[at], self._places[at + len(folded) - 1], quote.strip())
            found.append(self._lines(first, last - first + 1))
            at = self._folded.find(folded, at + 1)
        found = [lines for lines in found if lines]
        if near is None or len(found) < 2:
            return found[0] if found else []
        return min(found, key=lambda lines: abs(lines[0][3] - near[3]) + abs(lines[0][0] - near[0]))

    def _widened(self, first: int, last: int, quote: str) -> tuple[int, int]:
        """Take along the brackets and points with which the quote starts and ends."""
        for mark in reversed("".join(takewhile(_is_mark, quote))):
            first -= self._char(first - 1) == mark
        for mark in reversed("".join(takewhile(_is_mark, reversed(quote)))):
            last += self._char(last + 1) == mark
        return first, last

    def _char(self, index: int) -> str:
        if not 0 <= index < self._count:
            return ""
        return chr(raw.FPDFText_GetUnicode(self._text.raw, index))

    def _lines(self, first: int, count: int) -> list[Rect]:
        lines: list[Rect] = []
        corners = [ctypes.c_double() for _ in range(4)]
        for i in range(raw.FPDFText_CountRects(self._text.raw, first, count)):
            raw.FPDFText_GetRect(self._text.raw, i, *(ctypes.byref(c) for c in corners))
            left, top, right, bottom = (c.value for c in corners)
            if right > left and top > bottom:
                lines.append((left, bottom, right, top))
        return _joined(lines)


def rect_of(page: Any, box: Box) -> Rect:
    """Return a box of the page as it is displayed in the coordinates of the page itself."""
    left, bottom, right, top = page.get_bbox()
    corners = []
    for u, v in ((box.x0, box.y0), (box.x1, box.y1)):
        corners.append(
            (
                (left + u, top - v),
                (left + v, bottom + u),
                (right - u, bottom + v),
                (right - v, top - u),
            )[page.get_rotation() // 90 % 4]
        )
    (ax, ay), (bx, by) = corners
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _is_mark(char: str) -> bool:
    return not fold(char)


def _joined(rects: list[Rect]) -> list[Rect]:
    """Join the rectangles of one line (pdfium gives one for each change of font)."""
    lines: list[Rect] = []
    for rect in rects:
        last = lines[-1] if lines else None
        if last is not None and _beside(last, rect):
            lines[-1] = (min(last[0], rect[0]), min(last[1], rect[1]), max(last[2], rect[2]), max(last[3], rect[3]))
        else:
            lines.append(rect)
    return lines


def _beside(left: Rect, right: Rect) -> bool:
    overlap = min(left[3], right[3]) - max(left[1], right[1])
    height = min(left[3] - left[1], right[3] - right[1])
    return overlap > 0.5 * height and -1 < right[0] - left[2] < height
