"""Lines put together to paragraphs, list items and the lines of a table of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from resvtool.reading.pdf_model import Item, Line, PageTable, Word
from resvtool.reading.pdf_pieces import BULLET

_ENDS = re.compile(r"[.!?:;…][)\]”’\"']*$")
_TAIL = 400  # letters at the end of a line in which leader dots are looked for
_LEADERS = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){3,}\.?|_{4,}|·{4,})\s*(?:\d{1,3}|[ivx]{1,5})?\s*$")
_PAGE_NUMBER = re.compile(r"^(?:\d{1,3}|[ivx]{1,5})$")
_SURE_BULLETS = set("•▪➢✓●○◦■□►▶‣⁃∙❖✔")
_BARE_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*$")


@dataclass(slots=True)
class Paragraph:
    """Lines that are read as one. ``label`` is the bullet or number that was taken off."""

    lines: list[Line]
    label: str = ""
    text_x: float = 0.0
    toc: bool = False
    words: list[Word] = field(default_factory=list)

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]


Unit = Paragraph | PageTable


def usual_size(lines: Iterable[Line]) -> float:
    """The letter size in which most of the text is set."""
    count: Counter[float] = Counter()
    for line in lines:
        count[round(line.size * 2) / 2] += sum(len(w.text) for w in line.words)
    return count.most_common(1)[0][0] if count else 10.0


def usual_pitch(lines: Sequence[Line]) -> float:
    """The usual distance between baselines, in letter sizes."""
    steps: Counter[float] = Counter()
    for a, b in pairwise(lines):
        if a.column == b.column and abs(a.size - b.size) < 0.3 and b.base > a.base:
            step = (b.base - a.base) / a.size
            if 0.9 < step < 2.2:
                steps[round(step, 2)] += 1
    if not steps:
        return 1.25
    near = {s: sum(n for t, n in steps.items() if abs(t - s) <= 0.03) for s in steps}
    return max(near, key=lambda s: (near[s], -s))


def is_contents_line(line: Line) -> bool:
    """Whether a line has leaders, or a page number set far to the right of its text."""
    if _LEADERS.search(line.text[-_TAIL:]):
        return True
    if len(line.words) < 2 or not _PAGE_NUMBER.match(line.words[-1].text):
        return False
    return line.words[-1].x0 - line.words[-2].x1 > 2.5 * line.size


def label_of(line: Line) -> str:
    """The bullet or number with which a line starts, or the empty string."""
    if len(line.words) < 2:
        return ""
    first = line.words[0].text
    if first == "(" or (not line.words[1].space and first not in _SURE_BULLETS):
        return ""
    if not BULLET.match(first) or _BARE_NUMBER.match(first):
        return ""
    return first


class Assembler:
    """Walks over lines and tables in reading order and makes paragraphs of the lines."""

    def __init__(self, pitch: float) -> None:
        self._pitch = pitch
        self._units: list[Unit] = []

    def assemble(self, items: Iterable[Item]) -> list[Unit]:
        """Paragraphs and tables in reading order."""
        for item in items:
            if isinstance(item, PageTable):
                self._units.append(item)
                continue
            last = self._units[-1] if self._units else None
            if isinstance(last, Paragraph) and not self._starts(last, item):
                last.lines.append(item)
            else:
                self._units.append(self._new(item))
        return self._units

    def _new(self, line: Line) -> Paragraph:
        paragraph = Paragraph([line], toc=is_contents_line(line))
        label = label_of(line)
        paragraph.text_x = line.words[1].x0 if label else line.x0
        paragraph.label = label
        return paragraph

    def _starts(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether a line starts a new paragraph after the lines so far."""
        before = paragraph.lines[-1]
        if is_contents_line(before) or before.words[0].sideways != line.words[0].sideways:
            return True
        if abs(before.size - line.size) > 0.07 * before.size:
            return True
        if before.column != line.column or before.page != line.page:
            return not _goes_on_elsewhere(paragraph, before, line)
        step = line.base - before.base
        if step < -1 or step > (self._pitch * 1.2 + 0.08) * line.size:
            return True
        if before.bold != line.bold and not _runs_through(before, line):
            return True
        return _starts_by_place(paragraph, before, line)


def _starts_by_place(paragraph: Paragraph, before: Line, line: Line) -> bool:
    ended = bool(_ENDS.search(before.text))
    short = _ended_early(before, line)
    indent = line.x0 - (paragraph.text_x if paragraph.label else before.x0)
    label = label_of(line)
    if label and (label in _SURE_BULLETS or ended or short or paragraph.label or abs(indent) > 0.3 * line.size):
        return True
    if short and (ended or before.right - before.x1 > 0.3 * (before.right - before.left)):
        return True
    if indent > 0.8 * line.size:
        return ended
    if paragraph.label and indent < -0.5 * line.size:
        return ended and line.x0 <= paragraph.first.x0 + 1
    return False


def _runs_through(before: Line, line: Line) -> bool:
    """Whether bold type within a sentence happens to start or end with a line."""
    return not _ended_early(before, line) and line.text[:1].islower()


def _ended_early(before: Line, line: Line) -> bool:
    """Whether the next word would have fitted on the line before it."""
    first = line.words[0]
    return before.x1 + 0.3 * before.size + (first.x1 - first.x0) < before.right - 0.6 * before.size


def _goes_on_elsewhere(paragraph: Paragraph, before: Line, line: Line) -> bool:
    """Whether a sentence goes on over the end of a column or page."""
    if label_of(line) or is_contents_line(line) or before.bold != line.bold:
        return False
    text = before.text
    if text.endswith(("-", ",")):
        return True
    if _ENDS.search(text):
        return False
    if line.text[:1].islower() or line.text[:1] in "(":
        return True
    return not _ended_early(before, line) and not before.bold and len(paragraph.lines) > 1
