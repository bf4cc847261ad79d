"""A document as lines for reading facts: a sentence, or a table row, with its heads and its void words.

In: a document and its passages. Out: :class:`Line` objects in reading order, grouped in paragraphs and
tables, and which of their words are no evidence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from resvtool.document import Anchor, BlockKind, Document
from resvtool.language.polarity import Void
from resvtool.locating.passages import Passages, Sentence, Window
from resvtool.rules.model import Evidence

_LONGEST = 420
_LONGEST_ROW = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or a table row whose cells are joined by " | ".

    ``numbers`` are its sentences in the corpus and ``offsets`` where each begins in ``text``.
    ``cells`` and ``column_heads`` are as wide as the table, and empty outside tables. ``head_text`` is
    what stands above it: headings, the sentence that opens a list, column heads; outermost first.
    """

    number: int
    text: str
    numbers: tuple[int, ...]
    offsets: tuple[int, ...]
    anchor: Anchor
    block: int
    section: int
    group: int
    cells: tuple[str, ...] = ()
    column_heads: tuple[str, ...] = ()
    contexts: tuple[int, ...] = ()
    head_text: str = ""
    item: bool = False

    @property
    def in_table(self) -> bool:
        """Whether it is a table row."""
        return bool(self.cells)

    @property
    def is_answer(self) -> bool:
        """Whether it is a row whose first cell asks what the others answer."""
        return self.in_table and self.cells[0].rstrip(" *").endswith("?")

    @property
    def evidence(self) -> Evidence:
        """Its text (shortened) and place."""
        text = self.text
        if len(text) > _LONGEST:
            text = text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
        return Evidence(text, self.anchor)


@dataclass
class Reader:
    """The lines of a plan, and which of their words are void. What is a trick (a pasted requirement) is no line."""

    document: Document
    passages: Passages
    lines: list[Line] = field(init=False)
    groups: dict[int, list[Line]] = field(init=False)

    def __post_init__(self) -> None:
        self._table_starts: dict[int, int] = {}
        self.lines = self._lines()
        self.groups = defaultdict(list)
        for line in self.lines:
            self.groups[line.group].append(line)

    # ------------------------------------------------------------------ asking

    def void(self, line: Line, start: int = 0, end: int | None = None) -> Void:
        """Return why the words of ``line`` between two characters are no evidence."""
        why = 0
        stop = len(line.text) if end is None else end
        corpus, flags = self.passages.corpus, self.passages.flags
        for number, offset in zip(line.numbers, line.offsets, strict=True):
            for i in range(*corpus.spans[number]):
                if flags[i]:
                    token = corpus.tokens[i]
                    if offset + token.start < stop and offset + token.end > start:
                        why |= flags[i]
        return Void(why)

    def around(self, line: Line, before: int = 1, after: int = 1) -> list[Line]:
        """Return the lines of the same paragraph, list or table near ``line``, itself included."""
        group = self.groups[line.group]
        place = group.index(line)
        return group[max(0, place - before) : place + after + 1]

    # ------------------------------------------------------------------ building

    def _lines(self) -> list[Line]:
        by_window: dict[int, list[Sentence]] = defaultdict(list)
        for number in sorted(self.passages.sentences):
            if number in self.passages.set_aside:
                continue
            sentence = self.passages.sentences[number]
            by_window[sentence.windows[Window.SENTENCE]].append(sentence)
        for sentence in self.passages.sentences.values():
            if sentence.row is not None:
                least = self._table_starts.get(sentence.block, sentence.row)
                self._table_starts[sentence.block] = min(least, sentence.row)
        parts = (part for members in by_window.values() for part in _parts(members))
        return [self._line(i, part) for i, part in enumerate(parts)]

    def _line(self, number: int, members: list[Sentence]) -> Line:
        first = members[0]
        offsets: list[int] = []
        text = ""
        before: Sentence | None = None
        for member in members:
            if before is not None:
                text += " | " if before.column != member.column else " "
            offsets.append(len(text))
            text += member.text.replace("\n", " ")
            before = member
        own = {m.number for m in members}
        contexts = tuple(dict.fromkeys(c for m in members for c in m.contexts if c not in own))
        block = self.document.blocks[first.block]
        table = block.table
        heads: tuple[str, ...] = ()
        cells: tuple[str, ...] = ()
        if table is not None and first.row is not None:
            cells = table.rows[first.row]
            above = table.rows[: self._table_starts[first.block]]
            heads = tuple(" ".join(dict.fromkeys(row[c] for row in above if row[c])) for c in range(table.width))
        window = Window.TABLE if table is not None else Window.PARAGRAPH
        return Line(
            number, text, tuple(m.number for m in members), tuple(offsets), first.anchor, first.block,
            first.section, first.windows[window], cells, heads, contexts,
            " / ".join(self.passages.head_text(c) for c in contexts), block.kind is BlockKind.LIST_ITEM,
        )  # fmt: skip


def _parts(members: list[Sentence]) -> Iterator[list[Sentence]]:
    """Yield the sentences of a row as one line, or as several where that would be too long to search."""
    part: list[Sentence] = []
    length = 0
    for member in members:
        if part and length + len(member.text) > _LONGEST_ROW:
            yield part
            part, length = [], 0
        part.append(member)
        length += len(member.text)
    yield part


def clause(text: str, start: int, end: int, marks: str = r"[;.?!]\s|\||,\s(?:maar|terwijl|en)\s") -> str:
    """Return the part of ``text`` around a place, up to the nearest marks (a regular expression)."""
    left = max((m.end() for m in re.finditer(marks, text[:start])), default=0)
    after = re.search(marks, text[end:])
    return text[left : end + after.start() if after else len(text)]


def shown(lines: Iterable[Line], most: int = 3) -> tuple[Evidence, ...]:
    """Return the evidence of the first ``most`` different ``lines``."""
    return tuple(dict.fromkeys(line.evidence for line in lines))[:most]
