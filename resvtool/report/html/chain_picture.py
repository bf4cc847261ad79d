"""The traceability matrix as a picture: where everything stands; the template draws it.

Columns from left to right: bottlenecks, their impact, activities (with hoofdtaken 1 to 5) and their budget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from resvtool.facts.amounts import written_euros
from resvtool.report.html.drawing import wrapped
from resvtool.report.overview.chain import GAP, ChainRow, Gap
from resvtool.report.wording import NOT_FOUND

_WIDTH = 1080
_NODE, _GUTTER = 244, 52
_BAR = 1080 - 3 * (_NODE + _GUTTER)
_LINE, _PADDING, _SPACE = 17, 11, 14
_LETTERS = 28
_MOST_LINES = 4
_FEET = 22
_TINTS = 6
HOOFDTAKEN = 5


@dataclass(frozen=True, slots=True)
class Node:
    """A box with lines of text; ``gaps`` are what is missing in it, ``tint`` the number of its colour."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    gaps: tuple[str, ...] = ()
    tint: int = 0
    missing: bool = False
    foot: str = ""
    tasks: tuple[int, ...] | None = None

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.y + self.height / 2

    @property
    def gaps_at(self) -> float:
        """The baseline of the first line of gaps."""
        return self.y + _PADDING + (len(self.lines) + 0.8) * _LINE


@dataclass(frozen=True, slots=True)
class Bar:
    """The budget of an activity: its amount, and a bar as wide as its share; ``width`` 0 without an amount."""

    x: float
    y: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one box to another, as an SVG path."""

    path: str
    tint: int


@dataclass(frozen=True, slots=True)
class ChainPicture:
    """All that is drawn, with the size of the picture."""

    width: float
    height: float
    columns: tuple[float, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    bars: tuple[Bar, ...]


def chain_picture(rows: Sequence[ChainRow], lang: str) -> ChainPicture | None:
    """Return the picture of a matrix, None when there is nothing to draw."""
    if not rows:
        return None
    return _Drawing(rows, lang).picture()


class _Drawing:
    def __init__(self, rows: Sequence[ChainRow], lang: str) -> None:
        self._rows, self._lang = rows, lang
        bottlenecks = [r.bottleneck for r in rows if r.bottleneck is not None]
        self._tints = {name: i % _TINTS + 1 for i, name in enumerate(dict.fromkeys(bottlenecks))}
        self._starts: dict[str, Node] = {}
        self._ends: dict[str, Node] = {}
        self._nodes: list[Node] = []
        self._bars: list[Bar] = []

    def picture(self) -> ChainPicture:
        """Lay out the columns, spread the shorter one, and join the boxes."""
        left = [self._pair(name) for name in self._tints]
        right = [self._activity(name) for name in dict.fromkeys(r.activity for r in self._rows if r.activity)]
        heights = [max(a.height, b.height) for a, b in left], [n.height for _, n in right]
        whole = max(sum(h) + _SPACE * (len(h) - 1) for h in heights)
        y = 0.0
        space = _spread(heights[0], whole)
        for name, (bottleneck, impact) in zip(self._tints, left, strict=True):
            height = max(bottleneck.height, impact.height)
            self._nodes += [_at(bottleneck, y, height), placed := _at(impact, y, height)]
            self._starts[name] = placed
            y += height + space
        y = 0.0
        space = _spread(heights[1], whole)
        for name, node in right:
            self._ends[name] = placed = _at(node, y, node.height)
            self._nodes.append(placed)
            y += node.height + space
        self._budget()
        columns = tuple(i * (_NODE + _GUTTER) for i in range(4))
        return ChainPicture(_WIDTH, whole, columns, tuple(self._nodes), tuple(self._edges()), tuple(self._bars))

    def _pair(self, name: str) -> tuple[Node, Node]:
        """Return the box of a bottleneck and that of its impact."""
        own = [r for r in self._rows if r.bottleneck == name]
        gaps = {g for r in own for g in r.gaps}
        impact = next((r.impact for r in own if r.impact), None)
        tint = self._tints[name]
        text = impact.text if impact else GAP[Gap.IMPACT](self._lang) if Gap.IMPACT in gaps else NOT_FOUND(self._lang)
        told = tuple(GAP[g](self._lang) for g in (Gap.MEASURE, Gap.ACTIVITY) if g in gaps)
        missing = impact is None and Gap.IMPACT in gaps
        return _node(0, name, tint=tint), _node(_NODE + _GUTTER, text, told, tint, missing)

    def _activity(self, name: str) -> tuple[str, Node]:
        own = [r for r in self._rows if r.activity == name]
        gaps = {g for r in own for g in r.gaps}
        told = tuple(GAP[g](self._lang) for g in (Gap.BOTTLENECK, Gap.HOOFDTAAK) if g in gaps)
        tasks = own[0].main_tasks
        node = _node(2 * (_NODE + _GUTTER), name, told, missing=Gap.BOTTLENECK in gaps, feet=_FEET)
        words = own[0].main_task.text if own[0].main_task and not tasks else ""
        foot = wrapped(words, _LETTERS, 1)[0] if words else own[0].level or ""
        return name, Node(node.x, node.y, node.width, node.height, node.lines, node.gaps, 0, node.missing, foot, tasks)

    def _budget(self) -> None:
        sums = {r.activity: sum(r.amounts, Decimal(0)) for r in self._rows if r.activity}
        most = max(sums.values(), default=Decimal(0))
        for name, node in self._ends.items():
            amount = sums[name]
            width = float(amount / most) * _BAR if most and amount else 0.0
            text = written_euros(amount) if amount else ""
            self._bars.append(Bar(3 * (_NODE + _GUTTER), node.middle, width, text))

    def _edges(self) -> list[Edge]:
        edges = [
            Edge(_path(_NODE, n.middle, _NODE + _GUTTER, n.middle), self._tints[name])
            for name, n in self._starts.items()
        ]
        for row in self._rows:
            if row.bottleneck is not None and row.activity is not None:
                start, end = self._starts[row.bottleneck], self._ends[row.activity]
                path = _path(start.x + start.width, start.middle, end.x, end.middle)
                edges.append(Edge(path, self._tints[row.bottleneck]))
        return list(dict.fromkeys(edges))


def _node(
    x: float, text: str, gaps: tuple[str, ...] = (), tint: int = 0, missing: bool = False, feet: float = 0
) -> Node:
    lines = wrapped(text, _LETTERS, _MOST_LINES)
    height = 2 * _PADDING + _LINE * (len(lines) + len(gaps)) + feet
    return Node(x, 0, _NODE, height, lines, gaps, tint, missing)


def _at(node: Node, y: float, height: float) -> Node:
    return Node(node.x, y, node.width, height, node.lines, node.gaps, node.tint, node.missing, node.foot, node.tasks)


def _spread(heights: list[float], whole: float) -> float:
    return (whole - sum(heights)) / (len(heights) - 1) if len(heights) > 1 else 0.0


def _path(x0: float, y0: float, x1: float, y1: float) -> str:
    middle = (x0 + x1) / 2
    return f"M{x0:g},{y0:g} C{middle:g},{y0:g} {middle:g},{y1:g} {x1:g},{y1:g}"
