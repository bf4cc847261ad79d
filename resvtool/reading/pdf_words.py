"""The words of a PDF page, with place, size and style, in the order in which the file draws them."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from resvtool.reading import pdf_raw
from resvtool.reading.disguise import LONGEST_WORD
from resvtool.reading.pdf_model import PLAIN, Font, Frame, Page, Word

_BOLD = re.compile(r"bold|black|heavy|semib|demi|-bd\b|,bd\b|extrab", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv|-it\b|,it\b", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_UNDRAWN = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_TINY = 2.0  # points
FAINT = 13
"""Opacity, of 255, under which nothing is seen."""

# What pdfium or a font's own encoding gives for a letter, and what a reader sees there.
# pdfium writes U+FFFE or U+0002 for a hyphen at the end of a line.
_SEEN: dict[int, str] = {
    0x02: "-", 0xFFFE: "-", 0x2010: "-", 0x2011: "-",
    0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0A8: "▪", 0xF06F: "o", 0xF02D: "-",
    0xF0E0: "→", 0xF0F0: "→",
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st", 0x0132: "IJ", 0x0133: "ij",
}  # fmt: skip
_UNSEEN = {0, 0x21A9, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFE0E, 0xFE0F, 0xFFFF}
_BLANK = {0x20, 0x0A, 0x0D, 0x09, 0xA0, 0x202F, 0x3000, 0x2028, 0x2029, *range(0x2000, 0x200B)}
_RUN = re.compile(f"[^{re.escape(''.join(map(chr, sorted(_BLANK))))}]+")
_NEVER_SEEN = re.compile(f"[{re.escape(''.join(map(chr, sorted(_UNSEEN))))}]")

Span = tuple[float, float, float, float]
Area = tuple[float, float, float, float]
CountCheck = Callable[[int], None]


@dataclass(slots=True)
class _Drawn:
    """A word as drawn, in page units: where it starts and ends, and how it runs."""

    text: str
    start: Span
    end: Span
    origin: tuple[float, float]
    size: float
    quarter: int
    font: Font
    colour: int
    space: bool
    blank_after: bool = False
    unseen: str = ""
    thing: int = 0


class _Look(NamedTuple):
    """What the letters of one object share: style, and font, colour and why they are not seen, as they are painted."""

    thing: int | None
    style: tuple[Any, ...] = ()
    font: Font = PLAIN
    colour: int = 0
    unseen: str = ""


@dataclass(slots=True)
class FontShelf:
    """The fonts met so far in a document, by pdfium handle."""

    fonts: dict[int, Font] = field(default_factory=dict)

    def look_up(self, thing: int) -> Font:
        """The font of a text object."""
        key = pdf_raw.object_font(thing)
        if not key:
            return PLAIN
        font = self.fonts.get(key)
        if font is None:
            font = self.fonts[key] = _describe(key)
        return font


def _describe(key: int) -> Font:
    pointer = ctypes.cast(key, raw.FPDF_FONT)
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(pointer, buffer, 256)
    name = buffer.value.decode("latin-1")
    bold = bool(_BOLD.search(name)) or bool(raw.FPDFFont_GetFlags(pointer) & _FORCE_BOLD)
    return Font(name, bold, bool(_ITALIC.search(name)))


def _quarter(a: float, b: float) -> int:
    """Direction of writing in quarter turns: 0 right, 1 up, 2 left, 3 down."""
    return round(math.atan2(b, a) / (math.pi / 2)) % 4


class WordReader:
    """Reads the words of one page after the other."""

    def __init__(self) -> None:
        self.shelf = FontShelf()
        self.unmapped = 0
        self.scratch = pdf_raw.Scratch()
        self._look = _Look(-1)

    def read(self, text_page: Any, check: CountCheck) -> list[_Drawn]:
        """The words of a loaded text page, as drawn; ``check`` may refuse its number of letters."""
        text = pdf_raw.handle(text_page)
        count = pdf_raw.count_chars(text)
        check(count)
        written = "".join(map(chr, map(pdf_raw.char_code, repeat(text), range(count))))
        self._look = _Look(-1)
        words: list[_Drawn] = []
        for run in _RUN.finditer(written):
            before = len(words)
            words += self._run(text, written, *run.span())
            if len(words) > before and written[run.end() : run.end() + 1] == " ":
                words[-1].blank_after = bool(pdf_raw.char_object(text, run.end()))
        return [piece for w in words for piece in (_cut(w) if len(w.text) > LONGEST_WORD else (w,))]

    def _run(self, text: int, written: str, begin: int, end: int) -> Iterator[_Drawn]:
        """The letters ``begin`` to ``end`` between two blanks: one word, or one for each style in them."""
        object_of = pdf_raw.char_object
        thing = object_of(text, begin)
        if object_of(text, end - 1) == thing and not _NEVER_SEEN.search(written, begin, end):
            look = self._look_at(text, begin, thing)
            yield self._word(text, written[begin:end].translate(_SEEN), begin, end - 1, look)
            return
        look, first, last, space = _Look(-1), -1, -1, True
        letters = ""
        for i in range(begin, end):
            if ord(written[i]) in _UNSEEN:
                continue
            now = self._look_at(text, i, object_of(text, i))
            if now.style != look.style and letters:
                yield self._word(text, letters, first, last, look, space)
                letters, space = "", False
            if not letters:
                first, look = i, now
            letters += written[i].translate(_SEEN)
            last = i
        if letters:
            yield self._word(text, letters, first, last, look, space)

    def _look_at(self, text: int, i: int, thing: int) -> _Look:
        """The look of letter ``i``, which belongs to object ``thing``: that of the letter before when it did too."""
        if thing != self._look.thing:
            style = self._style(text, i, thing)
            self._look = _Look(thing, style, *self._paint(thing, style))
        return self._look

    def _style(self, text: int, i: int, thing: int) -> tuple[Any, ...]:
        """What letters of one word share: font, size, direction and, across, the baseline."""
        a, b, c, d, e, f = self.scratch.char_matrix(text, i)
        size = pdf_raw.char_size(text, i) * math.hypot(c, d)
        quarter = _quarter(a, b) if b else (0 if a >= 0 else 2)
        font = self.shelf.look_up(thing) if thing else PLAIN
        return font, round(size, 1), quarter, round(f if quarter % 2 == 0 else e)

    def _word(self, text: int, letters: str, first: int, last: int, look: _Look, space: bool = True) -> _Drawn:
        scratch = self.scratch
        start = scratch.char_span(text, first)
        end = scratch.char_span(text, last) if last != first else start
        written = letters if letters.isascii() else unicodedata.normalize("NFC", letters)
        if look.thing and pdf_raw.char_unmapped(text, first) == 1:
            self.unmapped += len(letters)
        origin = scratch.char_origin(text, first)
        _, size, quarter, _ = look.style
        return _Drawn(
            written, start, end, origin, size, quarter, look.font, look.colour, space, unseen=look.unseen,
            thing=look.thing or 0,
        )  # fmt: skip

    def _paint(self, thing: int, style: tuple[Any, ...]) -> tuple[Font, int, str]:
        """The font, colour and, when it is not seen, the reason, of the letters of one object in one style."""
        font: Font = style[0]
        if not thing:
            return font, 0, ""
        colour, mode = self.scratch.colour(thing), pdf_raw.object_mode(thing)
        if mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE and not font.bold:
            font = Font(font.name, True, font.italic)
        return font, colour, _why_unseen(mode, colour, self.scratch.opacity, style[1])


def _cut(word: _Drawn) -> Iterator[_Drawn]:
    """A run of letters without end as words that are not too long, all in the same place."""
    for start in range(0, len(word.text), LONGEST_WORD):
        yield replace(word, text=word.text[start : start + LONGEST_WORD], space=word.space or start > 0)


def is_pale(colour: int) -> bool:
    """Whether a colour is white, or so nearly that nobody reads letters of it on white."""
    return colour & 0xF0F0F0 == 0xF0F0F0


def _why_unseen(mode: int, colour: int, opacity: int, size: float) -> str:
    """Why letters may not be seen: the code of a problem, empty when they are."""
    if mode in _UNDRAWN or (opacity < FAINT and mode == raw.FPDF_TEXTRENDERMODE_FILL):
        return "invisible-text"
    if 0 < size < _TINY:
        return "tiny-text"
    if mode == raw.FPDF_TEXTRENDERMODE_FILL and is_pale(colour):
        return "white-text"
    return ""


def _turned(x: float, y: float, quarter: int, area: Area) -> tuple[float, float]:
    """A point of the page in the reading frame: turned clockwise, origin at the top left."""
    left, bottom, right, top = area
    if quarter == 0:
        return x - left, top - y
    if quarter == 1:
        return y - bottom, x - left
    if quarter == 2:
        return right - x, y - bottom
    return top - y, right - x


def reading_quarter(words: list[_Drawn]) -> int:
    """The direction in which most of the letters on a page run."""
    count: Counter[int] = Counter()
    for word in words:
        count[word.quarter] += len(word.text)
    return count.most_common(1)[0][0] if count else 0


def place_words(words: list[_Drawn], quarter: int, area: Area) -> list[Word]:
    """Drawn words in the reading frame; what lies wholly outside the page is marked as unseen."""
    width, height = _extent(quarter, area)
    placed = []
    for word in words:
        made = _placed(word, quarter, area)
        if not (made.x1 > 0 and made.x0 < width and made.bottom > 0 and made.top < height):
            made.unseen = "text-outside-page"
        placed.append(made)
    return placed


def _placed(word: _Drawn, quarter: int, area: Area) -> Word:
    start, end = word.start, word.end
    if quarter == 0:
        x0, x1 = min(start[0], end[0]) - area[0], max(start[2], end[2]) - area[0]
        y0, y1 = area[3] - max(start[1], end[1]), area[3] - min(start[3], end[3])
        base = area[3] - word.origin[1]
    else:
        corners = [
            _turned(x, y, quarter, area) for span in (start, end) for x, y in ((span[0], span[1]), (span[2], span[3]))
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        _, base = _turned(*word.origin, quarter, area)
    made = Word(
        word.text, x0, x1, base, word.size or max(y1 - y0, 1.0), word.font, word.space,
        colour=word.colour, blank_after=word.blank_after, unseen=word.unseen, thing=word.thing,
    )  # fmt: skip
    if word.quarter != quarter:
        made.sideways, made.top, made.bottom = True, y0, y1
    return made


def _extent(quarter: int, area: Area) -> tuple[float, float]:
    left, bottom, right, top = area
    wide, high = right - left, top - bottom
    return (high, wide) if quarter % 2 else (wide, high)


def read_page(reader: WordReader, page: Any, number: int, check: CountCheck) -> tuple[Page, int, Area]:
    """A page's words in their reading frame, with the turn and the area that made it.

    ``check`` is given the number of objects and that of letters, and may refuse them.
    """
    check(pdf_raw.page_objects(pdf_raw.handle(page.raw)))
    area: Area = page.get_bbox()
    text_page = page.get_textpage()
    reader.unmapped = 0
    drawn = reader.read(text_page.raw, check)
    text_page.close()
    quarter = reading_quarter(drawn)
    width, height = _extent(quarter, area)
    frame = Frame(width, height, (page.get_rotation() // 90 - quarter) % 4)
    return Page(number, frame, place_words(drawn, quarter, area), unmapped=reader.unmapped), quarter, area


def turned_box(box: Area, quarter: int, area: Area) -> Area:
    """A rectangle (left, bottom, right, top) of the page as x0, y0, x1, y1 of the reading frame."""
    ax, ay = _turned(box[0], box[1], quarter, area)
    bx, by = _turned(box[2], box[3], quarter, area)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
