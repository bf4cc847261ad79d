"""What a reader of a plan sees, whatever the file format: blocks in reading order, each with a place.

Readers (``resvtool.reading``) make a :class:`Document`; everything after them knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is to the person who reads the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"


class Part(StrEnum):
    """Where on the page a block stands."""

    BODY = "body"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXTBOX = "textbox"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in points (1/72 inch), origin at the top left of the page."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where something stands.

    ``section`` is the path of headings above it, outermost first. ``paragraph`` is the block's
    1-based number in reading order. ``page`` (1-based) and ``box`` are None where the format has
    no pages (Word). ``row`` is the 0-based table row, None outside tables.
    """

    section: tuple[str, ...] = ()
    paragraph: int | None = None
    page: int | None = None
    box: Box | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a rectangular grid of texts.

    The text of a merged cell is repeated at every position it covers, so that every row knows its
    heads; ``repeated`` holds the (row, column) positions that are such repeats, so that the text can
    be told once. ``header_rows`` counts the leading rows that are marked or look like column heads
    (0 when the reader cannot tell). Paragraphs in one cell are joined by newlines.
    """

    rows: tuple[tuple[str, ...], ...]
    repeated: frozenset[tuple[int, int]] = frozenset()
    header_rows: int = 0
    row_pages: tuple[int | None, ...] = ()
    row_boxes: tuple[Box | None, ...] = ()

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def text(self) -> str:
        """The whole table as text, a line a row, cells parted by " | ", merged cells once."""
        lines = []
        for r, row in enumerate(self.rows):
            cells = [c for i, c in enumerate(row) if (r, i) not in self.repeated]
            lines.append(" | ".join(c.replace("\n", " ") for c in cells if c))
        return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class Block:
    """One heading, paragraph, list item or table.

    ``text`` excludes ``label``, the number or bullet that stands before it ("3.2", "a)", "•"; "" when
    there is none). ``level`` is 1 for the outermost heading, or the 0-based depth of a list item; None
    otherwise. ``certainty`` says how sure the reader is that a heading is one: 1.0 by style, outline
    level or bookmark, less where only its looks say so. ``toc`` marks a line of a table of contents.
    ``lead`` is what a paragraph or list item opens with in bold, or in italics; "" when it does not, or is so as a
    whole.
    """

    kind: BlockKind
    text: str
    anchor: Anchor
    level: int | None = None
    label: str = ""
    table: Table | None = None
    part: Part = Part.BODY
    certainty: float = 1.0
    toc: bool = False
    style: str | None = None
    lead: str = ""

    def words(self) -> str:
        """Return the text, or that of the table."""
        return self.text if self.table is None else self.table.text()


@dataclass(frozen=True, slots=True)
class Hint:
    """A template's own text that is still in the plan: an explanation, or a place to fill in.

    ``rules`` are the requirements that it names ("bb5/escalatieladder"); ``asks`` tells a place to fill in.
    """

    text: str
    anchor: Anchor
    rules: tuple[str, ...] = ()
    asks: bool = False

    def names(self, rule: str) -> bool:
        """Say whether this names the requirement ``rule``; a hyphen at the end of a PDF's line may be lost."""
        return any(name.replace("-", "") == rule.replace("-", "") for name in self.rules)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that could not be read, or that a reader should be told about.

    ``code`` is a stable slug ("picture-without-text"); ``text`` a Dutch sentence; ``place`` where.
    """

    code: str
    text: str
    place: str = ""


@dataclass(slots=True)
class Document:
    """A plan as its reader sees it.

    ``format`` is "docx" or "pdf"; ``sha256`` is of the file's bytes; ``pages`` is None for Word.
    ``headers`` and ``footers`` hold the distinct running texts, which are no content. ``hints`` holds
    what is left of a template, which is no content either. ``metadata`` holds the file's own
    properties as ISO dates or text ("created", "modified", "title", "author").
    """

    path: str
    format: str
    sha256: str
    blocks: list[Block]
    pages: int | None = None
    headers: list[str] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    hints: list[Hint] = field(default_factory=list)

    def headings(self) -> Iterator[Block]:
        """The headings in reading order."""
        return (b for b in self.blocks if b.kind is BlockKind.HEADING)


class UnreadableDocument(Exception):
    """The file cannot be assessed. Its text is one Dutch sentence: what, where, and what to do."""
