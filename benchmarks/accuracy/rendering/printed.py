"""Designed PDF reports from a plan: one or two columns, full-width tables, running header, page numbers."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from fpdf import FPDF

from rendering.fonts import add_font
from rendering.source import Block, Grid, Heading, Item, Run, Runs, Source, plain
from rendering.word import column_widths

_MARGIN = 52.0
_TOP = 70.0
_BOTTOM = 66.0
_GUTTER = 22.0
_PADDING = 4.0
_DATE = datetime.datetime(2026, 6, 15, 9, 0, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class Design:
    """How a report looks. Sizes are in points."""

    columns: int = 1
    serif: bool = True
    colour: tuple[int, int, int] = (0, 88, 64)
    size: float = 10.0
    letters: str = "ë€’–•"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a word in one style; ``raised`` is the mark of a footnote."""

    text: str
    style: str = ""
    raised: bool = False


_Word = tuple[_Piece, ...]


@dataclass(slots=True)
class _Line:
    """One line of text: its words, how far it is set in, the label before it and the space after it."""

    words: list[_Word]
    size: float
    indent: float = 0.0
    label: str = ""
    after: float = 0.0

    @property
    def height(self) -> float:
        """The room the line takes, with the space after it."""
        return self.size * 1.32 + self.after


class _Report(FPDF):
    """A report under construction: A4 in points, a header and a footer on every page."""

    def __init__(self, running: str, design: Design) -> None:
        super().__init__(unit="pt", format="A4")
        self.set_auto_page_break(False)
        self.set_creation_date(_DATE)
        self.c_margin = 0
        self.running = running
        self.design = design
        self.family = add_font(self, design.serif, design.letters)
        self.at = _TOP

    def header(self) -> None:
        """Write the running header."""
        self._small(_MARGIN, 34.0, self.running)

    def footer(self) -> None:
        """Write the page number."""
        self._small(self.w - _MARGIN - 70, self.h - 34.0, f"pagina {self.page_no()} van {{nb}}")

    def _small(self, x: float, y: float, text: str) -> None:
        self.set_font(self.family, "", 8)
        self.set_text_color(90, 90, 90)
        self.set_xy(x, y - 8)
        self.cell(70, 10, text)
        self.set_text_color(0, 0, 0)

    @property
    def width(self) -> float:
        """The width between the margins."""
        return self.w - 2 * _MARGIN

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self.h - _BOTTOM - self.at

    def next_page(self) -> None:
        """Start a page."""
        self.add_page()
        self.at = _TOP

    def write_line(self, line: _Line, x: float, y: float) -> None:
        """Write a line of text at the top left corner (x, y)."""
        base = y + line.size
        if line.label:
            self.set_font(self.family, "", line.size)
            self.text(x + line.indent - 14, base, line.label)
        at = x + line.indent
        for piece in _stretches(line.words):
            size = line.size * 0.65 if piece.raised else line.size
            self.set_font(self.family, piece.style, size)
            self.text(at, base - (line.size * 0.35 if piece.raised else 0), piece.text)
            at += self.get_string_width(piece.text)

    def wrapped(
        self,
        runs: Runs,
        width: float,
        size: float,
        *,
        indent: float = 0,
        label: str = "",
        after: float = 0,
        bold: bool = False,
    ) -> list[_Line]:
        """Return ``runs`` as lines that fit in ``width``."""
        lines = [_Line([], size, indent, label)]
        left = width - indent
        for word in _words(runs, bold):
            wide = self._measure(word, size)
            if lines[-1].words and wide > left:
                lines.append(_Line([], size, indent))
                left = width - indent
            lines[-1].words.append(word)
            left -= wide + self._measure((_Piece(" ", word[-1].style),), size)
        lines[-1].after = after
        return lines

    def _measure(self, word: _Word, size: float) -> float:
        total = 0.0
        for piece in word:
            self.set_font(self.family, piece.style, size * 0.65 if piece.raised else size)
            total += self.get_string_width(piece.text)
        return total

    def flow(self, lines: Sequence[_Line], columns: int) -> None:
        """Write lines in balanced columns, on as many pages as they need."""
        width = (self.width - _GUTTER * (columns - 1)) / columns
        rest = list(lines)
        while rest:
            target = sum(line.height for line in rest) / columns
            room = min(self.room, target + rest[0].size * 0.9) if target < self.room else self.room
            lowest = self.at
            for column in range(columns):
                last = column == columns - 1 and target < self.room
                taken = _fitting(rest, self.room if last else room)
                lowest = max(lowest, self._column(rest[:taken], _MARGIN + column * (width + _GUTTER)))
                rest = rest[taken:]
            self.at = lowest
            if rest:
                self.next_page()

    def _column(self, lines: Sequence[_Line], x: float) -> float:
        y = self.at
        for line in lines:
            self.write_line(line, x, y)
            y += line.height
        return y

    def write_table(self, block: Grid) -> None:
        """Write a table over the full width; its head comes back on every page."""
        size = self.design.size - 1.5
        widths = [float(w) for w in column_widths(block, int(self.width), 42)]
        rows = [
            [
                self.wrapped(cell, width - 2 * _PADDING, size, bold=block.head and r == 0)
                for cell, width in zip(row, widths, strict=True)
            ]
            for r, row in enumerate(block.rows)
        ]
        if self.room < sum(_row_height(row) for row in rows[:2]):
            self.next_page()
        for r, row in enumerate(rows):
            if self.room < _row_height(row):
                self.next_page()
                if block.head and r:
                    self._row(rows[0], widths, shaded=True)
            self._row(row, widths, shaded=block.head and r == 0)
        self.at += 10

    def _row(self, row: list[list[_Line]], widths: list[float], shaded: bool) -> None:
        height = _row_height(row)
        self.set_draw_color(120, 120, 120)
        self.set_fill_color(228, 236, 232)
        x = _MARGIN
        for lines, width in zip(row, widths, strict=True):
            self.rect(x, self.at, width, height, style="DF" if shaded else "D")
            y = self.at + _PADDING
            for line in lines:
                self.write_line(line, x + _PADDING, y)
                y += line.height
            x += width
        self.at += height


def write_report(source: Source, path: pathlib.Path, design: Design) -> None:
    """Write ``source`` as a designed report."""
    title = next((plain(b.runs) for b in source.blocks if isinstance(b, Heading)), "RESV-plan")
    report = _Report(title, design)
    report.next_page()
    numbers = {name: str(i) for i, name in enumerate(source.notes, start=1)}
    waiting: list[_Line] = []
    for block in _numbered(source.blocks, numbers):
        if isinstance(block, Heading | Grid):
            report.flow(waiting, design.columns)
            waiting = []
        if isinstance(block, Heading):
            _heading(report, block)
        elif isinstance(block, Grid):
            report.write_table(block)
        else:
            waiting += _text(report, block)
    report.flow(waiting, design.columns)
    _notes(report, source, numbers)
    report.output(str(path))


def _text(report: _Report, block: Block) -> list[_Line]:
    columns, size = report.design.columns, report.design.size
    width = (report.width - _GUTTER * (columns - 1)) / columns
    if isinstance(block, Item):
        indent = 18.0 + 14 * block.level
        return report.wrapped(block.runs, width, size, indent=indent, label=block.label, after=3)
    return [] if isinstance(block, Grid) else report.wrapped(block.runs, width, size, after=7)


def _heading(report: _Report, block: Heading) -> None:
    size = (20.0, 14.0, 11.5, 10.5, 10.0, 10.0)[block.level - 1]
    style = "BI" if block.level == 3 else "B"
    lines = report.wrapped(
        tuple(replace(run, bold=True, italic="I" in style) for run in block.runs), report.width - 20, size
    )
    height = sum(line.height for line in lines)
    if report.room < height + 70:
        report.next_page()
    elif report.at > _TOP:
        report.at += (0, 16, 10, 6, 6, 6)[block.level - 1]
    x = _MARGIN
    if block.level == 1:
        report.set_fill_color(*report.design.colour)
        report.rect(x, report.at, report.width, height + 22, style="F")
        report.set_text_color(255, 255, 255)
        report.at, x = report.at + 10, x + 10
    elif block.level == 2:
        report.set_text_color(*report.design.colour)
    for line in lines:
        report.write_line(line, x, report.at)
        report.at += line.height
    report.at += 24 if block.level == 1 else 5
    report.set_text_color(0, 0, 0)


def _notes(report: _Report, source: Source, numbers: dict[str, str]) -> None:
    """Write the notes at the end, below a short rule, as designed reports do."""
    if not source.notes:
        return
    if report.room < 60:
        report.next_page()
    report.at += 12
    report.line(_MARGIN, report.at, _MARGIN + 120, report.at)
    report.at += 6
    for name, runs in source.notes.items():
        marked = (Run(numbers[name] + " "), *runs)
        report.flow(report.wrapped(marked, report.width, report.design.size - 2, after=2), 1)


def _numbered(blocks: Iterable[Block], numbers: dict[str, str]) -> list[Block]:
    """Return the blocks with the number of each footnote as the text of its mark."""

    def marked(runs: Runs) -> Runs:
        return tuple(replace(run, text=numbers[run.note]) if run.note else run for run in runs)

    return [
        replace(b, rows=tuple(tuple(marked(cell) for cell in row) for row in b.rows))
        if isinstance(b, Grid)
        else replace(b, runs=marked(b.runs))
        for b in blocks
    ]


@dataclass(slots=True)
class _WordMaker:
    """Gathers pieces into words at the spaces between them."""

    words: list[_Word] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)

    def end(self) -> None:
        """End the word."""
        if self.pieces:
            self.words.append(tuple(self.pieces))
            self.pieces = []


def _words(runs: Runs, bold: bool) -> list[_Word]:
    made = _WordMaker()
    for run in runs:
        style = ("B" if run.bold or bold else "") + ("I" if run.italic else "")
        for n, part in enumerate(run.text.split(" ")):
            if n:
                made.end()
            if part:
                made.pieces.append(_Piece(part, style, bool(run.note)))
    made.end()
    return made.words


def _stretches(words: Sequence[_Word]) -> list[_Piece]:
    """Return the pieces of a line with the spaces between words, joined where the style is the same."""
    found: list[_Piece] = []
    for n, word in enumerate(words):
        for m, piece in enumerate(word):
            space = " " if n and not m else ""
            if found and (found[-1].style, found[-1].raised) == (piece.style, piece.raised):
                found[-1] = replace(piece, text=found[-1].text + space + piece.text)
                continue
            if space and found:
                found[-1] = replace(found[-1], text=found[-1].text + space)
            found.append(piece)
    return found


def _fitting(lines: Sequence[_Line], room: float) -> int:
    """Return how many lines fit in ``room``; at least one, so that a flow always ends."""
    used = 0.0
    for count, line in enumerate(lines):
        used += line.height
        if used > room + line.after:
            return max(count, 1)
    return len(lines)


def _row_height(row: Sequence[Sequence[_Line]]) -> float:
    return max(sum(line.height for line in lines) for lines in row) + 2 * _PADDING
