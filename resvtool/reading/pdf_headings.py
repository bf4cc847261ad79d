"""Headings: by bookmark, or by their looks, with levels that are the same for the same looks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from resvtool.reading.hints import is_hint_text
from resvtool.reading.pdf_ligatures import mend_known
from resvtool.reading.pdf_model import Line
from resvtool.reading.pdf_paragraphs import Paragraph, Unit

_CAPTION = re.compile(r"^(?:tabel|figuur|grafiek|bron|schema|afbeelding|kader)\s*\d", re.IGNORECASE)
_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,4}\.?|[A-Z]\.|[IVX]{1,4}\.)$")
_DEPTH = re.compile(r"\d+")
_LONGEST = 160
_MINOR = 0.7  # certainty of a short bold line without a number
_CONTENTS = {"inhoud", "inhoudsopgave", "inhoudsoverzicht", "table of contents", "inhoudstafel"}


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the PDF's outline: its title, depth (1 is outermost) and 1-based page."""

    title: str
    depth: int
    page: int | None


@dataclass(slots=True)
class Heading:
    """What makes a paragraph a heading."""

    level: int
    label: str
    words_from: int
    certainty: float


Look = tuple[float, bool, bool]


def typed_number(line: Line) -> str:
    """The number typed before a heading ("3.2"), or the empty string."""
    if len(line.words) < 2 or not line.words[1].space:
        return ""
    first = line.words[0].text
    return first if _NUMBER.match(first) else ""


def find_headings(units: Sequence[Unit], body: float, bookmarks: Sequence[Bookmark]) -> dict[int, Heading]:
    """The headings among the units, by index. Lines of a table of contents are marked on the way."""
    marked = _marked(units, bookmarks, body)
    plain = _body_colour(units)
    found: dict[int, Heading] = {}
    in_contents = False
    again = _titles_from(units)
    for i, unit in enumerate(units):
        if not isinstance(unit, Paragraph):
            continue
        if unit.toc:
            continue
        depth = marked.get(i, 0)
        certainty = 1.0 if depth else _by_looks(unit, body, plain)
        if certainty and is_hint_text(_title(unit)):
            continue
        if in_contents and not depth and (_in_contents(unit, certainty) or _comes_again(unit, i, again)):
            unit.toc = True
            continue
        if certainty:
            label = typed_number(unit.first)
            found[i] = Heading(depth, label, 1 if label else 0, certainty)
            in_contents = _title(unit).casefold().strip(" .:") in _CONTENTS
        elif len(unit.lines) > 3:
            in_contents = False
    _set_levels(units, found)
    return found


def _title(unit: Paragraph) -> str:
    return " ".join(line.text for line in unit.lines)


def _in_contents(unit: Paragraph, certainty: float) -> bool:
    """Whether a paragraph under the head of a table of contents is one of its lines."""
    short = len(unit.lines) <= 2 and not unit.lines[-1].text.endswith(".")
    return short and (certainty == 0 or unit.lines[-1].words[-1].text.isdigit())


def _titles_from(units: Sequence[Unit]) -> dict[str, int]:
    """The last place of each line that is a paragraph by itself, by its bare letters."""
    alone = ((i, u) for i, u in enumerate(units) if isinstance(u, Paragraph) and len(u.lines) == 1)
    return {_plain(_title(unit)): i for i, unit in alone}


def _comes_again(unit: Paragraph, place: int, last: dict[str, int]) -> bool:
    """Whether all lines of a paragraph come again further on: a table of contents, if without its page numbers."""
    return all(last.get(_plain(line.text), -1) > place for line in unit.lines)


def _body_colour(units: Sequence[Unit]) -> int:
    count: Counter[int] = Counter()
    for unit in units:
        if isinstance(unit, Paragraph):
            for line in unit.lines:
                count[line.colour] += len(line.words)
    return count.most_common(1)[0][0] if count else 0


def _by_looks(unit: Paragraph, body: float, plain: int) -> float:
    """How sure a paragraph's looks make it a heading; 0 when they do not."""
    line, text = unit.first, _title(unit)
    number = typed_number(line)
    if (unit.label and not number) or len(unit.lines) > 3 or len(text) > _LONGEST:
        return 0.0
    if (text[-1:] in ".;," and not number) or _CAPTION.match(text) or not _worded(text[len(number) :]):
        return 0.0
    if line.words[0].sideways:
        return 0.0
    bold = all(p.bold for p in unit.lines)
    if line.size > 1.09 * body:
        return 0.9 if bold or number or line.size > 1.25 * body else 0.75
    if line.size < 0.93 * body or text.endswith((".", ":")):
        return 0.0
    if bold:
        return 0.85 if number else 0.8 if line.size > 1.04 * body else _MINOR
    short = len(unit.lines) == 1 and len(line.words) <= 12
    if short and number and (line.colour != plain or line.italic):
        return 0.7
    if short and text.isupper() and len(text) > 5:
        return 0.6
    return 0.6 if short and line.colour != plain and _coloured_head(line) else 0.0


def _coloured_head(line: Line) -> bool:
    """Whether all of a line is in one colour, as a head is, and not just a link within it."""
    return len({w.colour for w in line.words}) == 1 and line.text[:1].isupper()


def _worded(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= max(2, 0.4 * len(text.replace(" ", "")))


def _look(unit: Paragraph) -> Look:
    line = unit.first
    return round(line.size * 2) / 2, unit.first.bold, _title(unit).isupper()


def _set_levels(units: Sequence[Unit], found: dict[int, Heading]) -> None:
    """Give headings without a bookmark the level of their looks, deeper where their number is."""
    looks: dict[int, Look] = {}
    for i in found:
        unit = units[i]
        if isinstance(unit, Paragraph):
            looks[i] = _look(unit)
    levels = _levels_of_looks(looks, found)
    shallowest: dict[Look, int] = {}
    for i, look in looks.items():
        if found[i].label:
            depth = _depth(found[i].label)
            shallowest[look] = min(depth, shallowest.get(look, depth))
    for i, heading in found.items():
        if not heading.level:
            heading.level = levels[looks[i]]
            if heading.label:
                heading.level += _depth(heading.label) - shallowest[looks[i]]


def _depth(label: str) -> int:
    return max(1, len(_DEPTH.findall(label)))


def _levels_of_looks(looks: dict[int, Look], found: dict[int, Heading]) -> dict[Look, int]:
    """The level of each look: by the bookmarks that have it, else by its rank in size and weight.

    A look that occurs but once, right below the title, is a subtitle and takes no rank.
    Looks that only make bold lines of the text's own size stand below all others.
    """
    marked: dict[Look, Counter[int]] = {}
    for i, look in looks.items():
        if found[i].level:
            marked.setdefault(look, Counter())[found[i].level] += 1
    uses = Counter(looks.values())
    firm = {look for i, look in looks.items() if found[i].certainty > _MINOR}
    title = min(looks, default=0)
    subtitle = looks.get(title + 1)
    levels: dict[Look, int] = {}
    deepest = 0
    for look in sorted(uses, key=lambda k: (k not in firm, -k[0], not k[1], not k[2])):
        if look in marked:
            levels[look] = marked[look].most_common(1)[0][0]
        else:
            levels[look] = deepest + 1
        if uses[look] > 1 or look != subtitle:
            deepest = max(deepest, levels[look])
    return levels


def _plain(text: str) -> str:
    text = mend_known(text).casefold()
    return "".join(c for c in text if c.isalnum() and c.isascii())


def _marked(units: Sequence[Unit], bookmarks: Sequence[Bookmark], body: float) -> dict[int, int]:
    """The depths of the units that bookmarks name, by index; each bookmark names one at most.

    Of units with the same text on the page (a line of the table of contents and the head itself)
    the one that looks most like a heading is meant.
    """
    named: dict[tuple[str, int], list[int]] = {}
    for i, unit in enumerate(units):
        if bookmarks and isinstance(unit, Paragraph) and len(unit.lines) <= 4 and not unit.toc:
            for name in _names(unit):
                named.setdefault((name, unit.first.page), []).append(i)
    depths: dict[int, int] = {}
    for mark in bookmarks:
        found = [i for i in named.get((_plain(mark.title), mark.page or 0), ()) if i not in depths]
        if found:
            depths[max(found, key=lambda i: _weight(units[i], body))] = mark.depth
    return depths


def _names(unit: Paragraph) -> set[str]:
    """A paragraph's bare letters, with and without the number it starts with."""
    title = _title(unit)
    names = {_plain(title)}
    if unit.label or typed_number(unit.first):
        names.add(_plain(title[len(unit.first.words[0].text) :]))
    return names - {""}


def _weight(unit: Unit, body: float) -> tuple[bool, float]:
    """How much a paragraph named by a bookmark looks like a heading."""
    if not isinstance(unit, Paragraph):
        return False, 0.0
    bullet = bool(unit.label) and not typed_number(unit.first)
    return not bullet, unit.first.size / body + (0.2 if unit.first.bold else 0.0)
