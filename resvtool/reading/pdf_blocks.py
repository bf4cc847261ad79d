"""Paragraphs, tables and footnotes as the Document's blocks, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from operator import attrgetter

from resvtool.document import Anchor, Block, BlockKind, Box, Part, Table
from resvtool.reading.mending import Mender
from resvtool.reading.pdf_footnotes import note_label
from resvtool.reading.pdf_headings import Heading
from resvtool.reading.pdf_joining import Joiner, without_references
from resvtool.reading.pdf_model import Frame, Line, PageTable, Word, words_text
from resvtool.reading.pdf_paragraphs import Paragraph, Unit
from resvtool.reading.pdf_table_join import TableParts

_LEADERS = (".", "…", "_", "·")


class BlockMaker:
    """Makes blocks and keeps the section path and the numbering on the way."""

    def __init__(self, frames: Sequence[Frame], joiner: Joiner) -> None:
        self._frames = frames
        self._joiner = joiner
        self._blocks: list[Block] = []
        self._path: list[tuple[int, str]] = []
        self._margins: list[float] = []

    def make(
        self,
        units: Sequence[Unit],
        headings: Mapping[int, Heading],
        notes: Mapping[int, list[list[Line]]],
    ) -> list[Block]:
        """The blocks of a document; the footnotes of a page follow its last block."""
        waiting = sorted(notes)
        table: TableParts | None = None
        for i, unit in enumerate(units):
            page = unit.page if isinstance(unit, PageTable) else unit.first.page
            joins = isinstance(unit, PageTable) and table is not None and table.takes(unit)
            if not joins:
                self._finish(table)
                table = None
                while waiting and waiting[0] < page:
                    self._notes(notes[waiting.pop(0)])
            if isinstance(unit, PageTable):
                if joins and table is not None:
                    table.add(unit, self._joiner)
                else:
                    table = TableParts(unit)
            elif i in headings:
                self._heading(unit, headings[i])
            else:
                self._text(unit)
        self._finish(table)
        for page in waiting:
            self._notes(notes[page])
        return self._blocks

    def _finish(self, parts: TableParts | None) -> None:
        if parts is None:
            return
        table = parts.table(self._frames)
        anchor = self._anchor(parts.first_page, parts.box(self._frames))
        if sum(bool(cell) for row in table.rows for cell in row) - len(table.repeated) < 2:
            self._blocks.append(Block(BlockKind.PARAGRAPH, table.text(), anchor))
            return
        self._blocks.append(Block(BlockKind.TABLE, table.text(), anchor, table=table))

    def _heading(self, unit: Paragraph, heading: Heading) -> None:
        text = self._words(unit.lines, heading.words_from)
        while self._path and self._path[-1][0] >= heading.level:
            self._path.pop()
        anchor = self._place(unit.lines)
        self._blocks.append(
            Block(
                BlockKind.HEADING, text, anchor, heading.level, heading.label,
                certainty=heading.certainty,
            )
        )  # fmt: skip
        whole = f"{heading.label} {text}".strip()
        self._path.append((heading.level, whole))

    def _text(self, unit: Paragraph) -> None:
        text = self._words(unit.lines, 1 if unit.label else 0)
        if unit.toc:
            text = _without_leaders(text)
        if not text:
            return
        kind = BlockKind.LIST_ITEM if unit.label else BlockKind.PARAGRAPH
        level = self._depth(unit) if unit.label else None
        if not unit.label:
            self._margins = []
        lead = self._lead(unit.lines, 1 if unit.label else 0)
        self._blocks.append(Block(kind, text, self._place(unit.lines), level, unit.label, toc=unit.toc, lead=lead))

    def _depth(self, unit: Paragraph) -> int:
        """How deep a list item is nested: by where its label stands among those of its list."""
        at = unit.first.x0 - unit.first.left
        while self._margins and self._margins[-1] > at + 3:
            self._margins.pop()
        if not self._margins or at > self._margins[-1] + 3:
            self._margins.append(at)
        return len(self._margins) - 1

    def _notes(self, notes: Sequence[list[Line]]) -> None:
        for lines in notes:
            label = note_label(lines)
            text = self._words(lines, 1 if label else 0)
            if text:
                self._blocks.append(
                    Block(
                        BlockKind.PARAGRAPH, text, self._place(lines), label=label,
                        part=Part.FOOTNOTE,
                    )
                )  # fmt: skip

    def _words(self, lines: Sequence[Line], skip: int) -> str:
        texts = []
        for k, line in enumerate(lines):
            words = without_references(line)
            texts.append(words_text(words[skip:] if k == 0 else words))
        return self._joiner.join(texts)

    def _lead(self, lines: Sequence[Line], skip: int) -> str:
        """Return the words in bold, or else in italics, that lines open with; "" when all are."""
        return self._opening(lines, skip, attrgetter("font.bold")) or self._opening(
            lines, skip, attrgetter("font.italic")
        )

    def _opening(self, lines: Sequence[Line], skip: int, is_so: Callable[[Word], bool]) -> str:
        texts: list[str] = []
        for k, line in enumerate(lines):
            words = without_references(line)[skip if k == 0 else 0 :]
            own = list(takewhile(is_so, words))
            texts.append(words_text(own))
            if len(own) < len(words):
                return self._joiner.join(texts).strip()
        return ""

    def _place(self, lines: Sequence[Line]) -> Anchor:
        """The anchor of lines: the box is that of the lines on the first page."""
        page = lines[0].page
        here = [p for p in lines if p.page == page and p.column == lines[0].column]
        box = self._frames[page - 1].on_page(
            min(p.x0 for p in here), here[0].top, max(p.x1 for p in here), here[-1].bottom
        )
        return self._anchor(page, box)

    def _anchor(self, page: int, box: Box) -> Anchor:
        section = tuple(text for _, text in self._path)
        return Anchor(section, len(self._blocks) + 1, page, box)


def _without_leaders(text: str) -> str:
    """A line of a table of contents without the dots between its text and its page."""
    kept = [w for w in text.split() if (len(w) < 2 and w not in _LEADERS) or w.strip("._…·")]
    cleaned: list[str] = []
    for word in kept:
        head = word.rstrip("0123456789")
        if head.endswith(("...", "___", "……", "···")):
            cleaned.extend(w for w in (head.rstrip("._…·"), word[len(head) :]) if w)
        else:
            cleaned.append(word.rstrip("…·_") if word.endswith(("…", "·", "_")) else word)
    return " ".join(w.rstrip(".") if w.endswith("...") else w for w in cleaned if w)


def block_texts(blocks: Sequence[Block]) -> list[str]:
    """All texts of the blocks, those of table cells apart."""
    texts: list[str] = []
    for block in blocks:
        if block.table is None:
            texts.append(block.text)
        else:
            texts.extend(cell for row in block.table.rows for cell in row)
    return texts


def mend_blocks(blocks: Sequence[Block], mender: Mender) -> None:
    """Mend the texts of blocks, of table cells and of the section paths, in place."""
    for block in blocks:
        if block.table is not None:
            rows = tuple(tuple(mender.mend(cell) for cell in row) for row in block.table.rows)
            block.table = _with_rows(block.table, rows)
            block.text = block.table.text()
        else:
            block.text = mender.mend(block.text)
        section = tuple(mender.mend(title) for title in block.anchor.section)
        if section != block.anchor.section:
            block.anchor = replace(block.anchor, section=section)


def _with_rows(table: Table, rows: tuple[tuple[str, ...], ...]) -> Table:
    return table if rows == table.rows else replace(table, rows=rows)
