"""What the PDF reader passes from step to step: words, pieces of lines, lines, rules and pages.

All coordinates are points in the page's reading frame: origin at the top left, text running to the
right. ``Frame.on_page`` turns them back into boxes of the page as it is displayed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from resvtool.document import Box

ASCENT = 0.76
DESCENT = 0.22
_CLOSING = frozenset(".,;:)")


@dataclass(frozen=True, slots=True)
class Font:
    """What matters of a font: its name and its looks."""

    name: str
    bold: bool
    italic: bool


PLAIN = Font("", False, False)


@dataclass(slots=True)
class Word:
    """Letters in one style without a space between them.

    ``space`` tells whether a space goes before it; a raised reference mark has none. ``sideways`` is
    a word that does not run with the page's text. ``colour`` is the fill as 0xRRGGBB. ``blank_after``
    tells whether the file itself has a space after it, also at the end of a line. ``unseen`` says why it
    may not be seen on the page (a code of :mod:`resvtool.reading.unseen`). ``thing`` is the handle of the text object
    that its first letter belongs to, while the page is loaded.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    font: Font = PLAIN
    space: bool = True
    sideways: bool = False
    colour: int = 0
    blank_after: bool = False
    top: float = 0.0
    bottom: float = 0.0
    unseen: str = ""
    thing: int = 0

    def __post_init__(self) -> None:
        if not self.bottom:
            self.top = self.base - ASCENT * self.size
            self.bottom = self.base + DESCENT * self.size


@dataclass(slots=True)
class Line:
    """Words side by side on one baseline. ``left`` and ``right`` are the edges of its column."""

    words: list[Word]
    page: int
    x0: float = 0.0
    x1: float = 0.0
    base: float = 0.0
    size: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    left: float = 0.0
    right: float = 0.0
    column: int = 0

    def __post_init__(self) -> None:
        self.measure()

    def measure(self) -> None:
        """Set the box, size and baseline from the words; the widest style decides."""
        words = self.words
        main = words[0] if len(words) == 1 else max(words, key=lambda w: (w.x1 - w.x0) * w.size)
        self.base, self.size = main.base, main.size
        self.x0, self.x1 = min(w.x0 for w in words), max(w.x1 for w in words)
        self.top, self.bottom = min(w.top for w in words), max(w.bottom for w in words)
        self.left, self.right = self.x0, self.x1

    @property
    def text(self) -> str:
        """The words with their spaces, raised reference marks included."""
        return words_text(self.words)

    @property
    def bold(self) -> bool:
        """Whether every word with letters or digits is bold."""
        return _all_words(self.words, "bold")

    @property
    def italic(self) -> bool:
        """Whether every word with letters or digits is italic."""
        return _all_words(self.words, "italic")

    @property
    def colour(self) -> int:
        """The colour of the first word."""
        return self.words[0].colour


def words_text(words: Iterable[Word]) -> str:
    """Words as text with the spaces between them; none before a lone full stop or comma."""
    return "".join((" " + w.text) if w.space and w.text not in _CLOSING else w.text for w in words).strip()


def _all_words(words: list[Word], trait: str) -> bool:
    """Whether all words show a trait; those in a stand-in font for odd letters do not count."""
    told = [w for w in words if any(c.isalnum() and c < "\u0100" for c in w.text)]
    return bool(told) and all(getattr(w.font, trait) for w in told)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, or the side of a drawn rectangle: at ``at``, from ``start`` to ``end``."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Frame:
    """How the reading frame lies on the displayed page: turned ``quarter`` times clockwise."""

    width: float
    height: float
    quarter: int = 0

    def on_page(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle of the reading frame as a box of the displayed page."""
        if self.quarter == 1:
            x0, y0, x1, y1 = self.height - y1, x0, self.height - y0, x1
        elif self.quarter == 2:
            x0, y0, x1, y1 = self.width - x1, self.height - y1, self.width - x0, self.height - y0
        elif self.quarter == 3:
            x0, y0, x1, y1 = y0, self.width - x1, y1, self.width - x0
        return Box(round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1))


@dataclass(slots=True)
class Page:
    """One page: its words in the order of the file, its rules, and its size in the reading frame.

    ``pixels`` is the size of its largest picture; ``unseen`` says why words were left out, ``recognised`` whether
    its words lie invisible over a picture, ``unmapped`` how many letters are in fonts that do not tell them.
    """

    number: int
    frame: Frame
    words: list[Word]
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    pictures: int = 0
    pixels: int = 0
    unseen: set[str] = field(default_factory=set)
    recognised: bool = False
    unmapped: int = 0
    damaged: bool = False
    dots: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class GridCell:
    """A cell of a table on one page: what it covers and its words."""

    row: int
    column: int
    rows: int
    columns: int
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class PageTable:
    """A table on one page, before tables are joined over pages. ``texts`` are full rows.

    ``edges`` are the columns' boundaries from left to right; ``tops`` and ``bottoms`` per row.
    """

    page: int
    edges: list[float]
    tops: list[float]
    bottoms: list[float]
    texts: list[list[str]]
    repeated: set[tuple[int, int]] = field(default_factory=set)
    bold_rows: list[bool] = field(default_factory=list)
    ruled: bool = True
    left: float = 0.0
    right: float = 0.0
    column: int = 0

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.edges[0]

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.edges[-1]

    @property
    def top(self) -> float:
        """Top edge."""
        return self.tops[0]

    @property
    def bottom(self) -> float:
        """Bottom edge."""
        return self.bottoms[-1]


Item = Line | PageTable
