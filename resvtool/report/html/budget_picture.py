"""The budget as a picture: per column of amounts a bar of its parts, and per post a bar as long as its amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from resvtool.facts.amounts import written_euros
from resvtool.facts.budgets import Budget, Column, Row
from resvtool.report.html.drawing import wrapped

WIDTH = 1080
_LABEL, _AMOUNT = 380, 120
_ROOM = WIDTH - _LABEL - _AMOUNT
_LETTERS = 45
_TINTS = 6
_WIDE, _NARROW = 90, 44


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a stacked bar."""

    label: str
    amount: str
    share: str
    x: float
    width: float
    tint: int

    @property
    def is_wide(self) -> bool:
        """Whether its amount can be written in it."""
        return self.width > _WIDE

    @property
    def is_narrow(self) -> bool:
        """Whether not even its share can be written in it."""
        return self.width < _NARROW


@dataclass(frozen=True, slots=True)
class Stack:
    """A column of amounts as one bar. ``total`` is what it says; ``wrong`` the sum of its parts when that differs."""

    head: str
    parts: tuple[Part, ...]
    total: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Post:
    """A row of the budget: its bar's width and colour; ``kind`` is post, subtotal or total."""

    label: str
    amount: str
    kind: str
    width: float
    tint: int
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class BudgetPicture:
    """A budget table: bars on one scale, the legend of their parts, and its posts when it has one column."""

    heading: str
    paragraph: int | None
    stacks: tuple[Stack, ...]
    legend: tuple[tuple[str, int], ...]
    posts: tuple[Post, ...]


def budget_pictures(budgets: Sequence[Budget]) -> list[BudgetPicture]:
    """Return a picture for each budget with more than one amount in a column."""
    return [_picture(b) for b in budgets if any(len(c.rows) > 1 for c in b.columns)]


def _picture(budget: Budget) -> BudgetPicture:
    columns = [c for c in budget.columns if len(c.rows) > 1]
    wrong = {(m.label, m.stated): m.expected for m in budget.mismatches}
    most = max((sum((r.euros for r in _parts(c)), Decimal(0)) for c in columns), default=Decimal(0))
    most = max([most, *(c.total_or_sum for c in columns)])
    labels = list(dict.fromkeys(r.label for c in columns for r in _parts(c)))
    tints = {label: i % _TINTS + 1 for i, label in enumerate(labels)}
    stacks = tuple(_stack(c, tints, most, wrong) for c in columns)
    legend = tuple((_short(label), tint) for label, tint in tints.items())
    posts = tuple(_posts(columns[0], tints, wrong)) if len(columns) == 1 else ()
    heading = budget.heading.rpartition(" / ")[2]
    return BudgetPicture(heading, budget.anchor.paragraph, stacks, legend, posts)


def _parts(column: Column) -> list[Row]:
    """Return what a column falls apart in: its subtotals, or its posts where it has none."""
    subtotals = [r for r in column.rows if r.kind == "subtotal" and r.euros > 0]
    if len(subtotals) > 1:
        return subtotals
    return [r for r in column.rows if r.kind == "post" and r.euros > 0]


def _stack(column: Column, tints: dict[str, int], most: Decimal, wrong: dict[tuple[str, Decimal], Decimal]) -> Stack:
    rows = _parts(column)
    whole = sum((r.euros for r in rows), Decimal(0))
    parts, x = [], 0.0
    for row in rows:
        width = float(row.euros / most) * WIDTH if most else 0.0
        share = f"{row.euros / whole:.0%}" if whole else ""
        parts.append(Part(_short(row.label), written_euros(row.euros), share, x, width, tints[row.label]))
        x += width
    total = column.total
    off = _wrong(total, wrong) if total else ""
    return Stack(column.head, tuple(parts), written_euros(column.total_or_sum), off)


def _posts(column: Column, tints: dict[str, int], wrong: dict[tuple[str, Decimal], Decimal]) -> Iterator[Post]:
    """Yield the rows with bars; posts have the colour of the subtotal that closes their group."""
    most = max((r.euros for r in column.rows if r.kind == "post"), default=Decimal(0))
    for i, row in enumerate(column.rows):
        closing = next((r for r in column.rows[i:] if r.kind != "post"), row)
        tint = tints.get(row.label) or tints.get(closing.label) or 1
        width = float(abs(row.euros) / most) * _ROOM if row.kind == "post" and most else 0.0
        yield Post(
            wrapped(row.label.strip(" *_"), _LETTERS, 1)[0],
            written_euros(row.euros),
            row.kind,
            width,
            0 if row.kind == "total" else tint,
            _wrong(row, wrong),
        )


def _wrong(row: Row, wrong: dict[tuple[str, Decimal], Decimal]) -> str:
    """Return the sum that the posts of a total come to, "" when it is right."""
    found = next((e for (label, stated), e in wrong.items() if stated == row.euros and label in row.label), None)
    return written_euros(found) if found is not None else ""


def _short(label: str) -> str:
    return wrapped(label.strip(" *_"), _LETTERS, 1)[0]
