"""Tables without rules: pieces that stand in columns and rows by their places alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resvtool.reading.pdf_joining import Joiner, line_text
from resvtool.reading.pdf_model import Line, PageTable

_NUMBER = re.compile(r"^(?:\d{1,3}|[ivx]{1,5})$")
_GAP = 4.0


def looks_like_contents(pieces: Sequence[Line]) -> bool:
    """Whether the rightmost pieces are page numbers that only go up: a table of contents."""
    edge = max(p.x1 for p in pieces)
    last = sorted((p for p in pieces if p.x1 > edge - 3), key=lambda p: p.base)
    if len(last) < 3 or not all(_NUMBER.match(p.text) for p in last):
        return False
    numbers = [int(p.text) for p in last if p.text.isdigit()]
    return numbers == sorted(numbers) and len(set(numbers)) > 1 and numbers[-1] < 400


def aligned_table(
    pieces: Sequence[Line], dividers: Sequence[float] = (), edges: tuple[float, float] | None = None
) -> PageTable | None:
    """The table that pieces make by their places, or None if they make none.

    ``dividers`` are heights of rules between rows, if there are any.
    """
    columns = _columns(pieces)
    if len(columns) < 2:
        return None
    rows = _rows(pieces, columns, dividers)
    if len(rows) < 2:
        return None
    joiner = Joiner()
    texts = [[joiner.join([line_text(p) for p in cell]) for cell in row] for row in rows]
    filled = sum(1 for row in texts if sum(bool(c) for c in row) >= 2)
    if filled < 2 or filled < 0.4 * len(texts):
        return None
    flat = [[p for cell in row for p in cell] for row in rows]
    bold = [all(p.bold for p in row) for row in flat]
    xs = [c[0] for c in columns] + [columns[-1][1]]
    if edges is not None:
        xs[0], xs[-1] = min(xs[0], edges[0]), max(xs[-1], edges[1])
    tops, bottoms = [min(p.top for p in r) for r in flat], [max(p.bottom for p in r) for r in flat]
    return PageTable(pieces[0].page, xs, tops, bottoms, texts, bold_rows=bold, ruled=False)


def _columns(pieces: Sequence[Line]) -> list[tuple[float, float]]:
    """Stretches of x that pieces cover, but for the odd piece that spans columns."""
    spans = sorted((p.x0, p.x1) for p in pieces)
    widest = max(b for _, b in spans) - spans[0][0]
    usual = [s for s in spans if s[1] - s[0] < 0.6 * widest] or spans
    columns = [usual[0]]
    for start, end in usual[1:]:
        if start > columns[-1][1] + _GAP:
            columns.append((start, end))
        else:
            columns[-1] = (columns[-1][0], max(columns[-1][1], end))
    return columns


def _rows(
    pieces: Sequence[Line], columns: list[tuple[float, float]], dividers: Sequence[float]
) -> list[list[list[Line]]]:
    """Rows of cells of pieces. Without dividers a row starts where its first cell does."""
    rows: list[list[list[Line]]] = []
    bottom, reached = -1e9, -1
    for line in _heights(pieces):
        base = line[0].base
        band = sum(d < base for d in dividers)
        filled = {_column(p, columns) for p in line}
        if dividers:
            new = band != reached
        else:
            gap = min(p.top for p in line) - bottom
            new = 0 in filled and (len(filled) >= max(2, len(columns) / 2) or gap > 0.55 * line[0].size)
        reached = band
        if new or not rows:
            rows.append([[] for _ in columns])
        for piece in line:
            rows[-1][_column(piece, columns)].append(piece)
        bottom = max(p.bottom for p in line)
    return rows


def _heights(pieces: Sequence[Line]) -> list[list[Line]]:
    """Pieces by baseline, top to bottom."""
    lines: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda p: (p.base, p.x0)):
        if lines and abs(lines[-1][0].base - piece.base) < 0.35 * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def _column(piece: Line, columns: list[tuple[float, float]]) -> int:
    """The column that a piece starts in."""
    at = 0
    for i, (start, _) in enumerate(columns):
        if piece.x0 >= start - 2:
            at = i
    return at
