"""Table grids from the rules on a page: which lines belong together, and the cells they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from resvtool.reading.pdf_model import GridCell, Rule

_SNAP = 2.0  # rules nearer than this are one
_REACH = 4.0  # how far apart rules that cross may end


@dataclass(slots=True)
class Grid:
    """Boundaries of columns (``xs``) and rows (``ys``) and the cells between them."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within the grid."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def merge_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that lie on one line and touch, as one."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if groups and rule.at - groups[-1][0].at <= _SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    merged: list[Rule] = []
    for group in groups:
        at = sum(r.at for r in group) / len(group)
        group.sort(key=lambda r: r.start)
        start, end = group[0].start, group[0].end
        for rule in group[1:]:
            if rule.start <= end + _REACH:
                end = max(end, rule.end)
            else:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        merged.append(Rule(at, start, end))
    return merged


def find_grids(across: list[Rule], down: list[Rule]) -> tuple[list[Grid], list[Rule]]:
    """The grids that rules make, and the horizontal rules that are part of none."""
    rows, columns = merge_rules(across), merge_rules(down)
    grids, used = [], set()
    for ours, theirs in _clusters(rows, columns):
        if len(ours) >= 2 and theirs:
            grid = _grid([rows[i] for i in ours], [columns[j] for j in theirs])
            if grid is not None:
                grids.append(grid)
                used.update(ours)
    return grids, [r for i, r in enumerate(rows) if i not in used]


def _clusters(rows: list[Rule], columns: list[Rule]) -> list[tuple[list[int], list[int]]]:
    """Indices of rows and columns that hang together by crossing."""
    parent = list(range(len(rows) + len(columns)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            if _cross(row, column):
                parent[root(i)] = root(len(rows) + j)
    found: dict[int, tuple[list[int], list[int]]] = {}
    for i in range(len(rows)):
        found.setdefault(root(i), ([], []))[0].append(i)
    for j in range(len(columns)):
        found.setdefault(root(len(rows) + j), ([], []))[1].append(j)
    return list(found.values())


def _cross(row: Rule, column: Rule) -> bool:
    return (
        row.start - _REACH <= column.at <= row.end + _REACH and column.start - _REACH <= row.at <= column.end + _REACH
    )


def _places(rules: list[Rule], others: list[Rule]) -> list[float]:
    """Distinct positions of rules, with the outer ends of the crossing ones where no rule closes."""
    places: list[float] = []
    for at in sorted(r.at for r in rules):
        if not places or at - places[-1] > _SNAP:
            places.append(at)
    start, end = min(o.start for o in others), max(o.end for o in others)
    if start < places[0] - 2 * _REACH:
        places.insert(0, start)
    if end > places[-1] + 2 * _REACH:
        places.append(end)
    return places


def _grid(rows: list[Rule], columns: list[Rule]) -> Grid | None:
    xs, ys = _places(columns, rows), _places(rows, columns)
    if len(xs) < 3 or len(ys) < 2:
        return None
    wide, high = len(xs) - 1, len(ys) - 1
    parent = list(range(wide * high))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for r in range(high):
        y = (ys[r] + ys[r + 1]) / 2
        for c in range(wide - 1):
            if not _covered(columns, xs[c + 1], y):
                parent[root(r * wide + c + 1)] = root(r * wide + c)
    for c in range(wide):
        x = (xs[c] + xs[c + 1]) / 2
        for r in range(high - 1):
            if not _covered(rows, ys[r + 1], x):
                parent[root((r + 1) * wide + c)] = root(r * wide + c)
    return Grid(xs, ys, _cells(wide, high, root))


def _covered(rules: list[Rule], at: float, across: float) -> bool:
    return any(abs(r.at - at) <= _SNAP and r.start - _SNAP <= across <= r.end + _SNAP for r in rules)


def _cells(wide: int, high: int, root: Callable[[int], int]) -> list[GridCell]:
    """Cells as rectangles; a region that is no rectangle is cut up into its squares again."""
    regions: dict[int, list[tuple[int, int]]] = {}
    for r in range(high):
        for c in range(wide):
            regions.setdefault(root(r * wide + c), []).append((r, c))
    cells = []
    for squares in regions.values():
        top, left = squares[0][0], min(c for _, c in squares)
        rows = max(r for r, _ in squares) - top + 1
        columns = max(c for _, c in squares) - left + 1
        if rows * columns == len(squares):
            cells.append(GridCell(top, left, rows, columns))
        else:
            cells.extend(GridCell(r, c, 1, 1) for r, c in squares)
    return sorted(cells, key=lambda cell: (cell.row, cell.column))
