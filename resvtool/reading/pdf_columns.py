"""The order in which the pieces of a page are read: columns side by side, what spans them between.

A gutter is an upright strip that no piece crosses over some height, with lines on both sides. The
widest-serving gutter splits a region in what stands above, left, right and below; each is split
again. Lines side by side that look like cells rather than columns of text become a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from resvtool.reading.pdf_aligned import aligned_table, looks_like_contents
from resvtool.reading.pdf_model import Item, Line, PageTable
from resvtool.reading.pdf_paragraphs import label_of
from resvtool.reading.pdf_pieces import merge_rows

_GUTTER = 7.0
_WHITE = 2.4  # white over both columns that is higher than this, in letter sizes, ends them
_FEWEST = 3
_DEEPEST = 8


@dataclass(slots=True)
class _Band:
    """A stretch of the page with a gutter in it."""

    top: float
    bottom: float
    left: list[Item]
    right: list[Item]
    gutter: float = 0.0


@dataclass(slots=True)
class Arranger:
    """Puts the items of pages in reading order and numbers the columns on the way.

    ``body`` is the letter size of the running text.
    """

    body: float = 10.0
    columns: int = 0
    gutters: list[float] = field(default_factory=list)
    _out: list[Item] = field(default_factory=list)

    def arrange_all(self, pages: Sequence[Sequence[Item]]) -> list[list[Item]]:
        """The pages' items in reading order. Gutters found on one page serve short columns too."""
        arranged = [self.arrange(items) for items in pages]
        return [self.arrange(items) for items in pages] if self.gutters else arranged

    def arrange(self, items: Sequence[Item]) -> list[Item]:
        """One page's pieces and tables as lines and tables in reading order."""
        self._out = []
        self._split(list(items), 0)
        return self._out

    def _split(self, items: list[Item], depth: int) -> None:
        if not items:
            return
        band = _find_band(items, self.body, self.gutters) if depth < _DEEPEST else None
        if band is None:
            self._emit(items)
            return
        inside = {id(i) for i in band.left} | {id(i) for i in band.right}
        rest = [i for i in items if id(i) not in inside]
        middle = (band.top + band.bottom) / 2
        self._split([i for i in rest if (i.top + i.bottom) / 2 <= middle], depth + 1)
        self._place(band, depth)
        self._split([i for i in rest if (i.top + i.bottom) / 2 > middle], depth + 1)

    def _place(self, band: _Band, depth: int) -> None:
        pieces = [i for i in (*band.left, *band.right) if isinstance(i, Line)]
        if len(pieces) == len(band.left) + len(band.right):
            if looks_like_contents(pieces):
                self._emit(list(pieces))
                return
            if not self._text_columns(band):
                table = aligned_table(pieces)
                if table is not None:
                    self.columns += 1
                    table.column = self.columns
                    self._out.append(table)
                    return
        self._split(band.left, depth + 1)
        self._split(band.right, depth + 1)

    def _text_columns(self, band: _Band) -> bool:
        left, right = _only_lines(band.left), _only_lines(band.right)
        if _wraps(left) and _wraps(right):
            if not any(abs(g - band.gutter) < _GUTTER / 2 for g in self.gutters):
                self.gutters.append(band.gutter)
            return True
        known = any(abs(g - band.gutter) < _GUTTER for g in self.gutters)
        return known or _unlike_cells(left, right)

    def _emit(self, items: list[Item]) -> None:
        """Items of one column, from top to bottom."""
        self.columns += 1
        lines = merge_rows(i for i in items if isinstance(i, Line))
        tables = [i for i in items if isinstance(i, PageTable)]
        if lines:
            left, right = min(p.x0 for p in lines), max(p.x1 for p in lines)
            if tables:
                right = max(right, max(t.x1 for t in tables))
            for line in lines:
                line.left, line.right, line.column = left, right, self.columns
        for table in tables:
            table.column = self.columns
        self._out.extend(sorted([*lines, *tables], key=lambda i: (i.top + i.bottom) / 2))


def _find_band(items: list[Item], body: float, gutters: Sequence[float]) -> _Band | None:
    lines = [i for i in items if isinstance(i, Line)]
    if len(lines) < (2 if gutters else 2 * _FEWEST):
        return None
    best: _Band | None = None
    best_score = 0.0
    for start, end in _strips(lines, items, gutters):
        middle = (start + end) / 2
        known = any(abs(g - middle) < _GUTTER for g in gutters)
        for band in _bands(items, start, end, body, known):
            score = min(_lines(band.left), _lines(band.right)) * (band.bottom - band.top)
            if score > best_score:
                best, best_score = band, score
    return best


def _lines(items: list[Item]) -> int:
    """How much an item weighs as evidence of a column: a table as many lines."""
    return sum(1 if isinstance(i, Line) else len(i.texts) for i in items)


def _strips(lines: list[Line], items: list[Item], gutters: Sequence[float]) -> list[tuple[float, float]]:
    """Upright strips just before where many pieces start, or just after where many end."""
    x0, x1 = min(i.x0 for i in items), max(i.x1 for i in items)
    low, high = x0 + 0.1 * (x1 - x0), x1 - 0.04 * (x1 - x0)
    starts = Counter(round(line.x0 / 2) for line in lines)
    ends = Counter(round(line.x1 / 2) for line in lines)
    strips = [(g - _GUTTER / 2, g + _GUTTER / 2) for g in gutters]
    for at, count in starts.items():
        if count + starts[at + 1] >= _FEWEST and low < at * 2 < high:
            strips.append((at * 2 - 1 - _GUTTER, at * 2 - 1.5))
    for at, count in ends.items():
        if count + ends[at - 1] >= _FEWEST and low < at * 2 < high:
            strips.append((at * 2 + 1.5, at * 2 + 1 + _GUTTER))
    return strips


def _bands(items: list[Item], start: float, end: float, body: float, known: bool) -> list[_Band]:
    """The stretches that a strip runs through freely, with enough lines on both sides."""
    crossing = _crossing(items, start, end, body)
    stopped = {id(i) for i in crossing}
    ordered = [i for i in sorted(items, key=lambda i: i.top) if id(i) not in stopped]
    stops = sorted([*((i.top, i.bottom) for i in crossing), *_white(ordered, body)])
    bands = []
    position = 0
    ceiling = -1e9
    for floor, reach in [*stops, (1e9, 1e9)]:
        sides: tuple[list[Item], list[Item]] = ([], [])
        while position < len(ordered) and ordered[position].top < floor:
            item = ordered[position]
            position += 1
            if item.x1 <= start:
                sides[0].append(item)
            elif item.x0 >= end:
                sides[1].append(item)
        band = _trimmed(*sides, ceiling, known)
        if band is not None:
            band.gutter = (start + end) / 2
            bands.append(band)
        ceiling = max(ceiling, reach)
    return bands


def _white(ordered: list[Item], body: float) -> list[tuple[float, float]]:
    """Stretches of height where nothing stands on either side, wider than between paragraphs."""
    found = []
    bottom = 1e9
    for item in ordered:
        if item.top - bottom > _WHITE * body:
            found.append((item.top - 0.01, bottom))
        bottom = item.bottom if bottom == 1e9 else max(bottom, item.bottom)
    return found


def _crossing(items: list[Item], start: float, end: float, body: float) -> list[Item]:
    """What stops a gutter, from top to bottom: items in it, and heads with nothing beside them.

    A short head over two columns ends before the gutter; that the right side leaves room at its
    height tells that it is over both.
    """
    found = [i for i in items if i.x0 < end and i.x1 > start]
    right = [i for i in items if i.x0 >= end]
    for item in items:
        if isinstance(item, Line) and item.x1 <= start and (item.size > 1.08 * body or item.bold):
            room = 0.35 * item.size
            if not any(i.bottom > item.top - room and i.top < item.bottom + room for i in right):
                found.append(item)
    return sorted(found, key=lambda i: i.top)


def _trimmed(left: list[Item], right: list[Item], ceiling: float, known: bool) -> _Band | None:
    """The part of both sides that stands side by side, with what hangs on to it.

    In a gutter that is known from elsewhere a single line on either side is enough.
    """
    fewest, slack = (1, 14.0) if known else (_FEWEST, 0.0)
    if _lines(left) < fewest or _lines(right) < fewest:
        return None
    top = max(min(i.top for i in left), min(i.top for i in right)) - slack
    bottom = min(max(i.bottom for i in left), max(i.bottom for i in right)) + slack
    if bottom <= top:
        return None
    left, right = _run(left, top, bottom, ceiling), _run(right, top, bottom, ceiling)
    if _lines(left) < fewest or _lines(right) < fewest:
        return None
    both = [*left, *right]
    return _Band(min(i.top for i in both), max(i.bottom for i in both), left, right)


def _run(side: list[Item], top: float, bottom: float, ceiling: float) -> list[Item]:
    """Items between two heights, and those above and below that follow on without a gap."""
    side = sorted(side, key=lambda i: i.top)
    first = next((k for k, i in enumerate(side) if i.bottom > top), len(side))
    last = next((k for k in range(len(side) - 1, -1, -1) if side[k].top < bottom), -1)
    while 0 < first < len(side):
        gap = side[first].top - side[first - 1].bottom
        above = side[first - 2].bottom if first > 1 else ceiling
        if gap > _free(side[first]) or 0 <= side[first - 1].top - above < gap - 0.5:
            break
        first -= 1
    while 0 <= last < len(side) - 1:
        if side[last + 1].top - side[last].bottom > _free(side[last]):
            break
        last += 1
    return side[first : last + 1]


def _free(item: Item) -> float:
    """How much room may be left between an item and the next of the same column."""
    return 1.1 * item.size if isinstance(item, Line) else 14.0


def _unlike_cells(left: list[Line], right: list[Line]) -> bool:
    """Whether lines side by side cannot be the cells of a table.

    Cells stand on shared baselines, row by row; columns of text hold heads or list items.
    """
    sizes = Counter(round(line.size * 2) for line in (*left, *right))
    usual = sizes.most_common(1)[0][0]
    if any(size > 1.09 * usual for size in sizes):
        return True
    if sum(bool(label_of(line)) for line in right) >= 0.5 * len(right):
        return True
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    shared = sum(any(abs(a.base - b.base) < 0.35 * a.size for b in many) for a in few)
    return shared < 0.7 * len(few)


def _only_lines(side: list[Item]) -> list[Line]:
    return merge_rows(i for i in side if isinstance(i, Line))


def _wraps(lines: list[Line]) -> bool:
    """Whether lines follow on one another: set close, the next word not fitting on the line."""
    if len(lines) < 3:
        return False
    edge = max(line.x1 for line in lines)
    full = 0
    for a, b in pairwise(lines):
        first = b.words[0]
        close = b.base - a.base < 1.7 * a.size
        full += close and a.x1 + 0.25 * a.size + first.x1 - first.x0 > edge - 0.5 * a.size
    words = sum(len(line.words) for line in lines)
    return full >= 0.4 * (len(lines) - 1) and words >= 2.6 * len(lines)
