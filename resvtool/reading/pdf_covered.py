"""Words that are drawn on a page but lie under something that is drawn later, or in a layer that is switched off.

Whether such words are seen is not reckoned but looked at: the page is drawn with and without them, and words whose
place stays the same, dot for dot, are not seen. That is done only for pages with a suspicion: a filled shape or
picture that is drawn after words in its place, or a file with layers. What the usual backgrounds of cells and marks
of a highlighter do (drawn before the words, or letting them through) is never a suspicion or stands the test.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as raw

from resvtool.reading import pdf_raw
from resvtool.reading.pdf_model import Page, Word

COVERED, SWITCHED_OFF = "covered-text", "switched-off-text"
_UNDRAWN = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_SCAN = 0.5
_MOST_DOTS = 4_000_000
_MOST_PIXELS = 50_000_000  # of one picture that is drawn to see what lies under it
_MOST_COVERS = 2000
_MOST_ROUNDS = 8
_SQUARE = 24.0

Area = tuple[float, float, float, float]


@dataclass(slots=True)
class Drawing:
    """In which order a page is drawn: text objects by handle, what may cover text, and what stands in a form.

    ``covers`` holds the box (in the reading frame) of what is filled, how many text objects were drawn before it,
    and whether it is a picture.
    """

    order: dict[int, int] = field(default_factory=dict)
    covers: list[tuple[Area, int, bool]] = field(default_factory=list)
    in_forms: set[int] = field(default_factory=set)


def drop_covered(page: Page, loaded: Any, drawing: Drawing, layered: bool) -> None:
    """Take the words that are covered or switched off from ``page``, and note why in ``page.unseen``.

    ``loaded`` is the page of pypdfium2. ``layered`` says whether the file (perhaps) has layers. Where a picture is too
    large to draw, what seems covered counts as not seen.
    """
    covered = _covered(page.words, drawing)
    off = [w for w in page.words if w.thing and _may_be_off(w, drawing)] if layered else []
    for words, why in ((_drawn(covered), COVERED), (_drawn(off), SWITCHED_OFF)):
        if not words:
            continue
        unseen = _unseen(words, loaded, page, drawing.order) if page.pixels <= _MOST_PIXELS else words
        if unseen and why == COVERED and _is_scan(page, drawing):
            page.recognised = True
            continue
        if any(c.isalnum() for w in unseen for c in w.text):
            page.unseen.add(why)
        gone = set(map(id, unseen))
        page.words = [w for w in page.words if id(w) not in gone]


def _covered(words: Sequence[Word], drawing: Drawing) -> list[Word]:
    """The words in whose middle something is filled after they were drawn."""
    covers = [(box, drawn) for box, drawn, _ in drawing.covers if drawn]
    if not covers:
        return []
    order = drawing.order
    if len(covers) > _MOST_COVERS:
        last = max(drawn for _, drawn in covers)
        return [w for w in words if order.get(w.thing, last) < last]
    lines = sorted(((w.top + w.bottom) / 2, i) for i, w in enumerate(words) if w.thing)
    middles = [middle for middle, _ in lines]
    found: set[int] = set()
    for (x0, y0, x1, y1), drawn in covers:
        for _, i in lines[bisect_left(middles, y0) : bisect_right(middles, y1)]:
            word = words[i]
            if x0 <= (word.x0 + word.x1) / 2 <= x1 and order.get(word.thing, drawn) < drawn:
                found.add(i)
    return [words[i] for i in sorted(found)]


def _may_be_off(word: Word, drawing: Drawing) -> bool:
    return word.thing in drawing.in_forms or pdf_raw.has_layer(word.thing)


def _unseen(words: Sequence[Word], loaded: Any, page: Page, order: dict[int, int]) -> list[Word]:
    """Those of ``words`` without which the page looks the same in their place."""
    before = _Dots(loaded)
    found: list[Word] = []
    for together in _rounds(words, order):
        modes = {w.thing: pdf_raw.object_mode(w.thing) for w in together}
        for handle in modes:
            pdf_raw.set_mode(handle, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        after = _Dots(loaded)
        for handle, mode in modes.items():
            pdf_raw.set_mode(handle, mode)
        found += [w for w in together if before.same(after, page, w)]
    return found


def _rounds(words: Sequence[Word], order: dict[int, int]) -> Iterator[list[Word]]:
    """Words that do not stand over each other, together: else the one on top would be taken for the one below."""
    squares: dict[tuple[int, int], list[tuple[Word, int]]] = defaultdict(list)
    rounds: dict[int, list[Word]] = defaultdict(list)
    for word in sorted(words, key=lambda w: order.get(w.thing, 0)):
        own = [
            (x, y)
            for x in range(int(word.x0 // _SQUARE), int(word.x1 // _SQUARE) + 1)
            for y in range(int(word.top // _SQUARE), int(word.bottom // _SQUARE) + 1)
        ]
        below = [n for square in own for other, n in squares[square] if _overlap(word, other)]
        number = min(max(below, default=-1) + 1, _MOST_ROUNDS - 1)
        rounds[number].append(word)
        for square in own:
            squares[square].append((word, number))
    yield from rounds.values()


def _overlap(word: Word, other: Word) -> bool:
    """Say whether two words of different objects stand over each other for a fair part."""
    wide = min(word.x1, other.x1) - max(word.x0, other.x0)
    high = min(word.bottom, other.bottom) - max(word.top, other.top)
    least = min((w.x1 - w.x0) * (w.bottom - w.top) for w in (word, other))
    return word.thing != other.thing and wide > 0 and high > 0 and wide * high > 0.2 * least


def _drawn(words: Iterable[Word]) -> list[Word]:
    """Leave out what text recognition wrote invisibly: that is judged elsewhere."""
    return [w for w in words if pdf_raw.object_mode(w.thing) not in _UNDRAWN]


def _is_scan(page: Page, drawing: Drawing) -> bool:
    """Say whether pictures are drawn over half of the page or more: the words are what was recognised in them."""
    area = sum(
        max(0.0, min(x1, page.frame.width) - max(x0, 0.0)) * max(0.0, min(y1, page.frame.height) - max(y0, 0.0))
        for (x0, y0, x1, y1), _, picture in drawing.covers
        if picture
    )
    return area >= _SCAN * page.frame.width * page.frame.height


class _Dots:
    """A page as it is shown, in grey, a dot for each point where that does not become too much."""

    def __init__(self, loaded: Any) -> None:
        width, height = loaded.get_size()
        self._scale = min(1.0, (_MOST_DOTS / max(width * height, 1.0)) ** 0.5)
        shown = loaded.render(scale=self._scale, grayscale=True, may_draw_forms=False, draw_annots=False)
        self._width, self._height, self._stride = shown.width, shown.height, shown.stride
        self._dots = bytes(shown.buffer)
        shown.close()

    def same(self, other: _Dots, page: Page, word: Word) -> bool:
        """Say whether both show the same where ``word`` stands."""
        box = page.frame.on_page(word.x0, word.top, word.x1, word.bottom)
        left, right = max(int(box.x0 * self._scale), 0), min(int(box.x1 * self._scale) + 1, self._width)
        top, bottom = max(int(box.y0 * self._scale), 0), min(int(box.y1 * self._scale) + 1, self._height)
        starts = range(top * self._stride, bottom * self._stride, self._stride)
        return all(self._dots[s + left : s + right] == other._dots[s + left : s + right] for s in starts)
