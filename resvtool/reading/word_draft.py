"""What the Word reader knows of the document before headings are settled."""

from __future__ import annotations

from dataclasses import dataclass, field

from resvtool.document import Part, Table
from resvtool.reading.word_styles import RunLook
from resvtool.reading.word_xml import Element


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that could not be read, at the place in reading order where it stands."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text box (w:txbxContent) that hangs on a paragraph."""

    element: Element


@dataclass(frozen=True, slots=True)
class Lines:
    """Texts of a drawing (SmartArt, WordArt) that hangs on a paragraph."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A reference to a note. ``mark`` is the writer's own mark, "" for an automatic number."""

    part: Part
    id: str
    mark: str = ""


Aside = Trouble | TextBox | Lines | NoteReference


@dataclass(slots=True)
class Line:
    """The inside of one paragraph (``origin``): its visible text in spans of one look, and what hangs on it."""

    spans: list[tuple[str, RunLook]] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    in_toc: bool = False
    origin: Element | None = None


@dataclass(slots=True)
class Draft:
    """A block of which it is not settled yet whether it is a heading.

    ``style_level`` is the heading level that its style or outline level gives. ``auto_number`` says
    that ``label`` was counted by Word; ``list_level`` is the depth in that list, and ``bullet``
    whether the label only is a bullet. ``bold``, ``caps`` and ``size`` (half points) hold for
    practically all of its text; ``lead`` is what else it opens with in bold, or in italics.
    ``toc_page`` is the number the line ends in after a tab or leader,
    ``toc_dots`` whether leader dots stand before it. ``aside`` marks text boxes and notes,
    ``boxed`` a paragraph that shares a frame with others. ``origin`` is the paragraph (w:p) or table
    (w:tbl) of the story itself that shows it; what hangs on a paragraph has that paragraph.
    """

    text: str
    part: Part
    style: str | None = None
    style_level: int | None = None
    is_title: bool = False
    is_caption: bool = False
    label: str = ""
    list_level: int | None = None
    list_id: str | None = None
    bullet: bool = False
    bold: bool = False
    lead: str = ""
    caps: bool = False
    size: int = 0
    words: int = 0
    toc: bool = False
    toc_page: int | None = None
    toc_dots: bool = False
    table: Table | None = None
    aside: bool = False
    boxed: bool = False
    origin: Element | None = None
    # Settled by word_headings and word_lists:
    level: int | None = None
    certainty: float = 1.0

    @property
    def is_list_item(self) -> bool:
        """Whether the block stands in a list, by Word's numbering or by hand."""
        return self.list_level is not None
