"""The plan's own text for the page: blocks, with the words that findings rest on marked in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from resvtool.document import Anchor, Block, BlockKind, Document, Part
from resvtool.language.words import sentences
from resvtool.rules.model import Status

_HEAVIEST = (Status.FAIL, Status.ERROR, Status.REVIEW, Status.PASS, Status.NOT_APPLICABLE)
_BEFORE, _AFTER = "([{<“‘\"'€", ")]}>”’\"'.,;:!?%"
_OUTERMOST, _INNERMOST = 3, 6


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the plan that a finding rests on: ``key`` names them on the page."""

    key: str
    text: str
    anchor: Anchor
    status: Status


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``keys`` are the passages it is part of, ``status`` the heaviest of their findings'."""

    text: str
    keys: tuple[str, ...] = ()
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    pieces: tuple[Piece, ...]
    is_head: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as the page shows it. ``level`` is that of its heading on the page, None when it is none."""

    number: int
    kind: str
    label: str
    pieces: tuple[Piece, ...]
    rows: tuple[tuple[Cell, ...], ...]
    level: int | None
    depth: int


_Unit = tuple[int, int | None, int | None]
_Range = tuple[int, int, Passage]


def plan_blocks(document: Document, passages: Iterable[Passage]) -> list[Shown]:
    """Return the blocks of a plan in reading order, with all passages marked where they stand."""
    marks = _Marks(document)
    for passage in passages:
        marks.add(passage)
    return [_shown(i, block, marks) for i, block in enumerate(document.blocks)]


def _shown(number: int, block: Block, marks: _Marks) -> Shown:
    rows: list[tuple[Cell, ...]] = []
    if block.table is not None:
        for r, row in enumerate(block.table.rows):
            is_head = r < block.table.header_rows
            rows.append(tuple(Cell(marks.pieces((number, r, c), text), is_head) for c, text in enumerate(row)))
    level = None
    if block.kind is BlockKind.HEADING:
        level = min(_OUTERMOST + len(block.anchor.section), _INNERMOST)
    return Shown(
        number=number + 1,
        kind=_kind(block),
        label=block.label,
        pieces=() if rows else marks.pieces((number, None, None), block.text),
        rows=tuple(rows),
        level=level,
        depth=block.level or 0,
    )


def _kind(block: Block) -> str:
    if block.toc:
        return "contents"
    return "note" if block.part != Part.BODY and block.kind is BlockKind.PARAGRAPH else block.kind.value


class _Marks:
    """Which stretches of which texts are marked."""

    def __init__(self, document: Document) -> None:
        self._units: list[_Unit] = []
        self._texts: list[str] = []
        self._first: dict[tuple[int, int | None], int] = {}
        self._ranges: dict[_Unit, list[_Range]] = defaultdict(list)
        for number, block in enumerate(document.blocks):
            self._add_block(number, block)

    def _add_block(self, number: int, block: Block) -> None:
        if block.table is None:
            self._add_unit((number, None, None), block.text)
            return
        for r, row in enumerate(block.table.rows):
            for c, text in enumerate(row):
                if (r, c) not in block.table.repeated and text.strip():
                    self._add_unit((number, r, c), text)

    def _add_unit(self, unit: _Unit, text: str) -> None:
        number, row, _ = unit
        self._first.setdefault((number, None), len(self._units))
        self._first.setdefault((number, row), len(self._units))
        self._units.append(unit)
        self._texts.append(text)

    def add(self, passage: Passage) -> None:
        """Mark a passage: its words, over as many texts as it runs on; else sentence by sentence.

        Where none of these stands there, all of the text at its place.
        """
        block = (passage.anchor.paragraph or 0) - 1
        start = self._first.get((block, passage.anchor.row), self._first.get((block, None)))
        if start is None:
            return
        here = [at for at in range(start, len(self._units)) if self._units[at][0] == block]
        if self._mark(here, passage.text, passage):
            return
        onwards = [*range(start, len(self._units)), *range(start)]
        marked = [self._mark(onwards, passage.text[i:j], passage) for i, j in sentences(passage.text)]
        if len(marked) > 1 and any(marked):
            return
        for unit, text in self._at_place(start):
            self._ranges[unit].append((0, len(text), passage))

    def _mark(self, places: Iterable[int], text: str, passage: Passage) -> bool:
        wanted = _fold(text)[0]
        return bool(wanted) and any(self._runs_from(at, wanted, passage) for at in places)

    def _at_place(self, start: int) -> Iterable[tuple[_Unit, str]]:
        """Return the text at a place: a block, or a row of a table."""
        block, row, _ = self._units[start]
        for unit, text in zip(self._units[start:], self._texts[start:], strict=True):
            if unit[:2] != (block, row):
                break
            yield unit, text

    def _runs_from(self, at: int, wanted: str, passage: Passage) -> bool:
        """Mark ``wanted`` if it stands in text ``at``, or starts there and goes on in the next ones."""
        found: list[tuple[_Unit, int, int]] = []
        while wanted and at < len(self._units):
            folded, places = _fold(self._texts[at])
            inside = folded.find(wanted)
            if inside >= 0 and (not found or inside == 0):
                last = places[inside + len(wanted) - 1]
                found.append((self._units[at], *_widened(self._texts[at], places[inside], last + 1)))
                wanted = ""
            elif folded and wanted.startswith(folded):
                found.append((self._units[at], 0, len(self._texts[at])))
                wanted = wanted[len(folded) :]
            elif folded:
                return False
            at += 1
        if wanted:
            return False
        for unit, start, end in found:
            self._ranges[unit].append((start, end, passage))
        return True

    def pieces(self, unit: _Unit, text: str) -> tuple[Piece, ...]:
        """Return a text cut at every place where a mark begins or ends."""
        ranges = self._ranges.get(unit)
        if not ranges:
            return (Piece(text),) if text else ()
        cuts = sorted({0, len(text), *(e for s, t, _ in ranges for e in (s, t))})
        made = []
        for start, end in pairwise(cuts):
            over = [p for s, t, p in ranges if s <= start and end <= t]
            made.append(Piece(text[start:end], tuple(dict.fromkeys(p.key for p in over)), _heaviest(over)))
        return tuple(made)


def _heaviest(passages: Sequence[Passage]) -> Status | None:
    found = {p.status for p in passages}
    return next((s for s in _HEAVIEST if s in found), None)


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Take along the signs that belong to the words: brackets, quotes, points, the euro before an amount."""
    while start and text[start - 1] in _BEFORE:
        start -= 1
    while end < len(text) and text[end] in _AFTER:
        end += 1
    if not text[:start].strip() or text[:start].strip() == "€":
        start = 0
    return start, end


def _fold(text: str) -> tuple[str, list[int]]:
    """Return the letters and digits of a text in one case, and where each stands in it."""
    folded, places = [], []
    for place, char in enumerate(text):
        for c in normalize("NFKD", char).casefold():
            if c.isalnum():
                folded.append(c)
                places.append(place)
    return "".join(folded), places
