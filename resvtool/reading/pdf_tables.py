"""Tables of one page: words put in the cells of grids, and tables with horizontal rules only."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from resvtool.reading.pdf_aligned import aligned_table
from resvtool.reading.pdf_grid import Grid, find_grids
from resvtool.reading.pdf_joining import Joiner
from resvtool.reading.pdf_model import Line, Page, PageTable, Rule, Word
from resvtool.reading.pdf_pieces import attach_labels, build_pieces, is_label, merge_rows

_DIGITS = re.compile(r"\d+")
_SLIVER = 12.0
_EDGE = 0.12  # a grid wholly within this part of the page's height is a running head or foot


class RuledTables:
    """Finds the tables that rules make on the pages of a document.

    A grid in the margin that holds the same on page after page is a running head, and no table.
    """

    def __init__(self, pages: Sequence[Page], joiner: Joiner) -> None:
        self._joiner = joiner
        self._found = {page.number: find_grids(page.across, page.down) for page in pages}
        keys = [
            key
            for page in pages
            for grid in self._found[page.number][0]
            if (key := _margin_key(grid, page)) is not None
        ]
        self._running = {key for key, count in Counter(keys).items() if count > 1}

    def take(self, page: Page) -> tuple[list[PageTable], list[Word], list[Rule]]:
        """The tables of a page, the words outside them, and the rules that are left."""
        grids, loose = self._found[page.number]
        grids = [g for g in grids if _margin_key(g, page) not in self._running]
        if not grids:
            return [], page.words, loose
        inside: list[list[Word]] = [[] for _ in grids]
        outside: list[Word] = []
        for word in page.words:
            x, y = (word.x0 + word.x1) / 2, word.base - 0.3 * word.size
            found = next((k for k, g in enumerate(grids) if g.holds(x, y)), None)
            (outside if found is None else inside[found]).append(word)
        tables = []
        for grid, words in zip(grids, inside, strict=True):
            table = _fill(grid, words, page, self._joiner)
            if table is None:
                outside.extend(words)
            else:
                tables.append(table)
        return tables, outside, loose


def _margin_key(grid: Grid, page: Page) -> str | None:
    """What a grid in the top or bottom margin says, figures aside; None for other grids."""
    height = page.frame.height
    if grid.ys[-1] >= _EDGE * height and grid.ys[0] <= (1 - _EDGE * 0.75) * height:
        return None
    words = [w.text for w in page.words if grid.holds((w.x0 + w.x1) / 2, w.base - 0.3 * w.size)]
    return _DIGITS.sub("#", " ".join(words))


def _fill(grid: Grid, words: list[Word], page: Page, joiner: Joiner) -> PageTable | None:
    """A grid with words as a table; None when there are none."""
    where = {}
    for cell in grid.cells:
        cell.words = []
        for r in range(cell.row, cell.row + cell.rows):
            for c in range(cell.column, cell.column + cell.columns):
                where[r, c] = cell
    for word in words:
        r = min(max(bisect_right(grid.ys, word.base - 0.3 * word.size) - 1, 0), len(grid.ys) - 2)
        c = min(max(bisect_right(grid.xs, (word.x0 + word.x1) / 2) - 1, 0), len(grid.xs) - 2)
        where[r, c].words.append(word)
    if not words:
        return None
    texts = [[""] * (len(grid.xs) - 1) for _ in range(len(grid.ys) - 1)]
    repeated = set()
    for cell in grid.cells:
        sides = grid.xs[cell.column], grid.xs[cell.column + cell.columns]
        text = cell_text(cell.words, page.number, joiner, sides)
        for r in range(cell.row, cell.row + cell.rows):
            for c in range(cell.column, cell.column + cell.columns):
                texts[r][c] = text
                if (r, c) != (cell.row, cell.column):
                    repeated.add((r, c))
    bold = [_bold(where[r, c].words for c in range(len(grid.xs) - 1)) for r in range(len(texts))]
    return _without_empty(PageTable(page.number, grid.xs, grid.ys[:-1], grid.ys[1:], texts, repeated, bold))


def _bold(cells: Iterable[list[Word]]) -> bool:
    words = [w for cell in cells for w in cell if any(c.isalnum() for c in w.text)]
    return bool(words) and all(w.font.bold for w in words)


def _without_empty(table: PageTable) -> PageTable | None:
    """A table without empty rows, and without the slivers that double rules make of columns."""
    rows = [
        r for r, row in enumerate(table.texts) if any(t and (r, c) not in table.repeated for c, t in enumerate(row))
    ]
    columns = [
        c
        for c in range(len(table.texts[0]))
        if table.edges[c + 1] - table.edges[c] > _SLIVER
        or any(row[c] and (r, c) not in table.repeated for r, row in enumerate(table.texts))
    ]
    if len(columns) < 2:
        return None
    table.repeated = {(rows.index(r), columns.index(c)) for r, c in table.repeated if r in rows and c in columns}
    table.texts = [[table.texts[r][c] for c in columns] for r in rows]
    table.tops, table.bottoms = [table.tops[r] for r in rows], [table.bottoms[r] for r in rows]
    table.bold_rows = [table.bold_rows[r] for r in rows]
    table.edges = [table.edges[c] for c in columns] + [table.edges[-1]]
    return table


def cell_text(words: list[Word], page: int, joiner: Joiner, sides: tuple[float, float]) -> str:
    """The text of a cell, its paragraphs parted by newlines."""
    if not words:
        return ""
    lines = merge_rows(attach_labels(build_pieces(words, page)))
    paragraphs: list[list[Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if _starts_paragraph(before, line):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    texts = (joiner.join_cell(paragraph, *sides) for paragraph in paragraphs)
    return "\n".join(t for t in texts if t)


def _starts_paragraph(before: Line, line: Line) -> bool:
    if line.top - before.bottom > 0.45 * line.size:
        return True
    first = line.words[0]
    marked = is_label(Line([first], line.page)) and not first.text.isdigit()
    return marked and len(line.words) > 1


def unruled_tables(rules: Sequence[Rule], pieces: list[Line]) -> tuple[list[PageTable], list[Line]]:
    """Tables between horizontal rules of equal length, and the pieces that are left."""
    tables: list[PageTable] = []
    for group in _stacks(rules):
        top, bottom = group[0].at, group[-1].at
        inside = [
            p
            for p in pieces
            if top <= p.base - 0.3 * p.size <= bottom and p.x0 >= group[0].start - 4 and p.x1 <= group[0].end + 4
        ]
        if len(inside) < 4:
            continue
        middle = [r.at for r in group[1:-1]]
        dividers = middle if len(middle) >= 2 else ()
        table = aligned_table(inside, dividers, (group[0].start, group[0].end))
        if table is not None:
            tables.append(table)
            gone = {id(p) for p in inside}
            pieces = [p for p in pieces if id(p) not in gone]
    return tables, pieces


def _stacks(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that start and end at the same places, three or more, from top to bottom."""
    stacks: dict[tuple[int, int], list[Rule]] = {}
    for rule in sorted(rules, key=lambda r: r.at):
        if rule.end - rule.start > 80:
            stacks.setdefault((round(rule.start / 4), round(rule.end / 4)), []).append(rule)
    return [s for s in stacks.values() if len(s) >= 3]
