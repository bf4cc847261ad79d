"""Budget tables: posts, subtotals and totals per column, and whether they add up.

In: a plan's document and lines. Out: :class:`Budget` per table that holds amounts of money, with its
mismatches. A quantity times a tariff ("240 uur x € 95") is no amount; a row "waarvan ..." no post; a
row that may be deducted ("af: eigen bijdrage") may count either way. Posts may be rounded: a total may
differ by one euro per post. Source: requirement bb7/optelling (handreiking, Bouwsteen 7).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations

from resvtool.document import Anchor, Block, Document, Table
from resvtool.facts.amounts import cell_amount, written_euros
from resvtool.rules.model import Evidence

_MONEY_HEAD = re.compile(
    r"€|\beuro'?s?\b|bedrag|kosten|raming|begroot|budget|bijdrage|vergoeding|"
    r"gevraagd|zvw",
    re.IGNORECASE,
)
_YEAR_HEAD = re.compile(r"^\W*(?:jaar\s+)?(20\d\d)\b")
_NO_MONEY_HEAD = re.compile(
    r"berekening|tarief|onderbouwing|\bper\s|inwoners|uren|aantal|fte|omvang|toelichting|datum|"
    r"postcode|\buur|prijs per",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:eind)?totaal\b|\btotale\b|\btezamen\b|^\W*(?:alles )?(?:samen|som|opgeteld)\b|"
    r"^\W*total\b|\bgrand total\b",
    re.I,
)
_SUBTOTAL = re.compile(r"\bsub-?\s?totaal\b|\btussentelling\b|\bdeeltotaal\b", re.IGNORECASE)
_MOST_BELOW = 40
_MOST_PARTS = 12
_FEW = 3
_OF_WHICH = re.compile(r"^\W*(?:waarvan|daarvan|w\.?v\.?|hiervan)\b", re.IGNORECASE)
_PART_OF_TOTAL = re.compile(r"\bvan (?:het|dit|de) (?:\w+ )?(?:sub)?tot(?:aal|ale)\b", re.IGNORECASE)
_NOT_A_POST = re.compile(
    r"maximum|plafond|onbenut|^\W*(?:\w+ende |\w+te )?ruimte\b|\bper inwoner\b|\bgevraagd\b(?!.*post)|"
    r"\bverschil\b|saldo|percentage",
    re.IGNORECASE,
)
_EITHER_WAY = re.compile(r"^\W*(?:af|minus|min|-)\b|in mindering|aftrek|eigen bijdrage|\bminus\b|\baf:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row with an amount in one column: a post, a subtotal or a total."""

    label: str
    euros: Decimal
    kind: str
    row: int


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A stated total that is not the sum of its posts. ``expected`` is the sum that comes nearest."""

    label: str
    stated: Decimal
    expected: Decimal
    evidence: Evidence

    @property
    def nl(self) -> str:
        """The mismatch in Dutch."""
        return f"{self.label} zegt {written_euros(self.stated)}, de posten samen {written_euros(self.expected)}"

    @property
    def en(self) -> str:
        """The mismatch in English."""
        return f"{self.label} says {written_euros(self.stated)}, its posts {written_euros(self.expected)}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of amounts: its head, its year (None when not stated) and its rows."""

    head: str
    year: int | None
    rows: tuple[Row, ...]

    @property
    def total(self) -> Row | None:
        """The last total of the column, None when it has none."""
        return next((r for r in reversed(self.rows) if r.kind == "total"), None)

    @property
    def total_or_sum(self) -> Decimal:
        """The stated total, or the sum of the posts."""
        return self.total.euros if self.total else sum((r.euros for r in self.rows if r.kind == "post"), Decimal(0))


@dataclass(frozen=True, slots=True)
class Budget:
    """A table with amounts: its columns, place, and the text around it (heads and headings)."""

    block: int
    anchor: Anchor
    columns: tuple[Column, ...]
    mismatches: tuple[Mismatch, ...]
    text: str
    heading: str

    @property
    def amounts(self) -> frozenset[Decimal]:
        """All its amounts."""
        return frozenset(r.euros for c in self.columns for r in c.rows)


def budgets(document: Document) -> list[Budget]:
    """Return the tables of ``document`` that hold amounts, in reading order."""
    found = []
    for number, block in enumerate(document.blocks):
        if block.table is not None and len(block.table.rows) >= 2:
            budget = _budget(number, block, block.table)
            if budget is not None:
                found.append(budget)
    return _over_tables(found)


def _over_tables(tables: list[Budget]) -> list[Budget]:
    """Leave out mismatches of totals that sum the subtotals of several tables."""
    stated = [r.euros for t in tables for c in t.columns for r in c.rows if r.kind in ("subtotal", "total") and r.euros]

    def holds(mismatch: Mismatch) -> bool:
        return mismatch.stated not in sums_of([s for s in stated if s != mismatch.stated])

    return [replace(t, mismatches=tuple(filter(holds, t.mismatches))) if t.mismatches else t for t in tables]


def _budget(number: int, block: Block, table: Table) -> Budget | None:
    header = _header(table)
    columns = [c for c in range(table.width) if _is_money(table, c, header)]
    if not columns:
        return None
    made = tuple(_column(table, c, header, columns) for c in columns)
    mismatches = [m for c in made for m in _mismatches(c, tuple(o for o in made if o is not c), block, table)]
    mismatches += _across(made, block, table)
    heading = " / ".join(block.anchor.section)
    return Budget(number, block.anchor, made, tuple(mismatches), table.text(), heading)


def _header(table: Table) -> int:
    """Return how many leading rows are heads: at least those without any amount, at most two."""
    rows = max(table.header_rows, 0)
    while rows < min(2, len(table.rows)) and not any(_money_cell(c) for c in table.rows[rows][1:]):
        if rows and not table.header_rows:
            break
        if table.header_rows and rows >= table.header_rows:
            break
        rows += 1
    return rows


def _money_cell(cell: str) -> bool:
    value = cell_amount(cell)
    return value is not None and not re.fullmatch(r"\W*20\d\d\W*", cell.strip())


def _is_money(table: Table, column: int, header: int) -> bool:
    """Whether a column holds amounts: by "€" in its cells, or by its head with bare numbers."""
    head = " ".join(dict.fromkeys(table.rows[r][column] for r in range(header)))
    cells = [row[column].strip() for row in table.rows[header:] if row[column].strip()]
    parsed = [c for c in cells if cell_amount(c) is not None]
    if not parsed or 2 * len(parsed) < len(cells):
        return False
    if _NO_MONEY_HEAD.search(head) and not any("€" in c for c in parsed):
        return False
    if 2 * sum("€" in c or "euro" in c.lower() for c in parsed) >= len(parsed):
        return not _NO_MONEY_HEAD.search(head) or bool(_MONEY_HEAD.search(head))
    if _MONEY_HEAD.search(head) and not re.search(r"inwoner", head, re.IGNORECASE):
        return True
    large = [v for v in map(cell_amount, parsed) if v is not None and v >= 1000]
    labels = " ".join(row[0] for row in table.rows)
    speaks = bool(re.search(r"€|euro|begroting|kosten|post\b", table.text(), re.IGNORECASE))
    return bool(_YEAR_HEAD.match(head) and large and speaks and re.search(r"totaal", labels + table.text(), re.I))


def _column(table: Table, column: int, header: int, money: list[int]) -> Column:
    head = " ".join(dict.fromkeys(table.rows[r][column] for r in range(header))).strip()
    year = _YEAR_HEAD.match(head) or re.search(r"\b(20\d\d)\b", head)
    rows = []
    for r in range(header, len(table.rows)):
        value = cell_amount(table.rows[r][column])
        if value is None or (r, column) in table.repeated:
            continue
        label = " ".join(
            t for c, t in enumerate(table.rows[r]) if c not in money and t and (r, c) not in table.repeated
        )
        rows.append(Row(label.strip() or head, value, _kind(label), r))
    return Column(head, int(year.group(1)) if year else None, tuple(rows))


def _kind(label: str) -> str:
    plain = _PART_OF_TOTAL.sub("", label.strip(" *_"))
    if _OF_WHICH.match(plain):
        return "of-which"
    if _SUBTOTAL.search(plain):
        return "subtotal"
    if _TOTAL.search(plain[:80]) and not re.match(r"^\d", plain):
        return "total"
    return "other" if _NOT_A_POST.search(plain) else "post"


def _mismatches(column: Column, others: tuple[Column, ...], block: Block, table: Table) -> list[Mismatch]:
    """Walk down a column; every subtotal and total must be the sum of something above it, or beside that.

    A total of half the posts is right too: they and their unnamed subtotals stand in one column.
    """
    walk = _Walk()
    found = []
    for row in column.rows:
        if row.kind == "subtotal":
            posts = walk.open
            if not walk.close_with(row) and posts:
                found.append(_mismatch(row, _sum(posts), block, table))
        elif row.kind == "total" and (walk.open or walk.subtotals or walk.totals):
            sums = [*walk.sums(), _beside(row, column, others)]
            counted_twice = any(_adds_up(2 * row.euros, s) and _holds_a_sum(s) for s in sums if len(s) > _FEW)
            if not counted_twice and not any(s and _adds_up(row.euros, s) for s in sums):
                nearest = min((_sum(s) for s in sums if s), key=lambda v: abs(v - row.euros))
                found.append(_mismatch(row, nearest, block, table))
            walk.total_with(row)
        else:
            walk.take(row)
    return found


@dataclass
class _Walk:
    """What stands above a place in a column: posts not summed yet, subtotals and totals.

    ``silent`` are the same posts, but for those that are themselves the sum of the ones before them: a subtotal
    that does not say so ("In de wijkverbanden"). ``other`` are rows that may be posts or not.
    """

    open: list[Row] = field(default_factory=list)
    silent: list[Row] = field(default_factory=list)
    since_silent: list[Row] = field(default_factory=list)
    subtotals: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    every: list[Row] = field(default_factory=list)
    other: list[Row] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """Add a post, or a row that may be one."""
        if row.kind == "other":
            self.other.append(row)
        if row.kind != "post":
            return
        if len(self.since_silent) >= 2 and row.euros and _adds_up(row.euros, self.since_silent):
            self.silent = [*self.silent[: len(self.silent) - len(self.since_silent)], row]
            self.since_silent = []
        else:
            self.silent.append(row)
            self.since_silent.append(row)
        self.open.append(row)
        self.every.append(row)

    def close_with(self, subtotal: Row) -> bool:
        """Take a subtotal, and say whether it sums open posts: all, or only the last of them, and the others stay."""
        start = _summed_from(subtotal.euros, self.open)
        self.subtotals += [subtotal, *self.open[: start or 0]]
        self.open, self.silent, self.since_silent = [], [], []
        return start is not None

    def total_with(self, total: Row) -> None:
        """Take a total."""
        self.totals.append(total)
        self.subtotals, self.open, self.silent, self.since_silent = [], [], [], []

    def sums(self) -> list[list[Row]]:
        """Return what the next total may be the sum of."""
        sums = []
        for rows in (self.open, self.silent, [*self.open, *self.other]):
            below = [*self.subtotals, *rows]
            sums += [rows, below, [*self.totals, *below], [*self.totals, *rows]]
        return [*sums, self.totals, self.every, [*self.every, *self.other], _without_parts(self.every)]


def _without_parts(posts: list[Row]) -> list[Row]:
    """Return ``posts`` but those that a post above them sums: "Bureau 120; directie 70; secretariaat 50"."""
    kept, place = [], 0
    while place < len(posts):
        kept.append(posts[place])
        most = min(_MOST_PARTS, len(posts) - place - 1)
        whole = posts[place].euros
        counts = (n for n in range(2, most + 1) if whole and _adds_up(whole, posts[place + 1 : place + 1 + n]))
        place += 1 + next(counts, 0)
    return kept


def _holds_a_sum(rows: list[Row]) -> bool:
    """Say whether one of the rows is the sum of two or more that stand directly above or under it."""
    for place, row in enumerate(rows):
        most = min(_MOST_PARTS, len(rows))
        under = (rows[place + 1 : place + 1 + n] for n in range(2, most))
        above = (rows[max(0, place - n) : place] for n in range(2, most))
        if row.euros and any(len(part) > 1 and _adds_up(row.euros, part) for part in (*under, *above)):
            return True
    return False


def _summed_from(euros: Decimal, posts: list[Row]) -> int | None:
    """Return from which of ``posts`` on a subtotal sums them: all, or the last few (two at least); None for none."""
    starts = [0, *range(max(1, len(posts) - _MOST_BELOW), len(posts) - 1)]
    return next((n for n in starts if _adds_up(euros, posts[n:])), None)


def _beside(row: Row, column: Column, others: tuple[Column, ...]) -> list[Row]:
    """Return the totals one row of totals higher, of all columns: what a grand total under them sums."""
    above = [r for c in (column, *others) for r in c.rows if r.kind == "total" and r.row < row.row]
    last = max((r.row for r in above), default=-1)
    return [r for r in above if r.row == last]


def _sum(rows: list[Row]) -> Decimal:
    return sum((r.euros for r in rows), Decimal(0))


def _adds_up(stated: Decimal, rows: list[Row]) -> bool:
    room = Decimal(len(rows))
    if abs(_sum(rows) - stated) <= room:
        return True
    turned = [replace(r, euros=-r.euros) if _EITHER_WAY.search(r.label) else r for r in rows]
    return abs(_sum(turned) - stated) <= room


def _mismatch(row: Row, expected: Decimal, block: Block, table: Table) -> Mismatch:
    text = " | ".join(c for c in dict.fromkeys(table.rows[row.row]) if c)
    page = table.row_pages[row.row] if row.row < len(table.row_pages) else block.anchor.page
    box = table.row_boxes[row.row] if row.row < len(table.row_boxes) else block.anchor.box
    anchor = replace(block.anchor, row=row.row, page=page, box=box)
    return Mismatch(row.label.strip(" *_"), row.euros, expected, Evidence(text, anchor))


def _across(columns: tuple[Column, ...], block: Block, table: Table) -> list[Mismatch]:
    """Check rows whose last column is the total of the other columns of amounts."""
    last = columns[-1]
    if len(columns) < 3 or not _TOTAL.search(last.head):
        return []
    wrong, right = [], 0
    for row in last.rows:
        others = [r for c in columns[:-1] for r in c.rows if r.row == row.row]
        if len(others) == len(columns) - 1:
            if abs(_sum(others) - row.euros) <= len(others):
                right += 1
            else:
                wrong.append(_mismatch(row, _sum(others), block, table))
    return wrong if right >= len(wrong) else []


def sums_of(amounts: list[Decimal], most: int = 4) -> frozenset[Decimal]:
    """Return the sums of up to ``most`` of ``amounts`` (the first 12): what a text may name as "samen"."""
    few = list(dict.fromkeys(amounts))[:12]
    return frozenset(sum(c, Decimal(0)) for n in range(1, most + 1) for c in combinations(few, n))
