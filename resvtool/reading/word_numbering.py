"""Automatic numbers of lists and headings, restored from numbering.xml."""

from __future__ import annotations

from dataclasses import dataclass, field

from resvtool.reading.word_text import bullet, normalise
from resvtool.reading.word_xml import VAL, Element, W, is_on, value, whole_number

_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return ``number`` in lower-case Roman numerals, in figures when it has none."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for worth, letters in _ROMAN:
        count, number = divmod(number, worth)
        text += letters * count
    return text


def letters(number: int) -> str:
    """Return a, b, ... z, aa, bb, ... as Word counts with letters."""
    if number < 1:
        return str(number)
    rounds, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * min(rounds + 1, 20)


def format_number(number: int, style: str) -> str:
    """Return ``number`` in a numbering style (w:numFmt), in figures when the style is unknown."""
    match style:
        case "none":
            return ""
        case "lowerLetter":
            return letters(number)
        case "upperLetter":
            return letters(number).upper()
        case "lowerRoman":
            return roman(number)
        case "upperRoman":
            return roman(number).upper()
        case "decimalZero":
            return f"{number:02d}"
        case "ordinal":
            return f"{number}e"
        case "numberInDash":
            return f"- {number} -"
        case _:
            return str(number)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    paragraph_style: str | None = None


@dataclass(slots=True)
class _List:
    """An abstract list and how far it has counted."""

    levels: dict[int, _Level]
    style_link: str | None = None
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _Instance:
    """A list as paragraphs name it (w:num): an abstract list with overrides."""

    parent: _List
    levels: dict[int, _Level]
    starts: dict[int, int]
    used: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """What stands before a paragraph: its text, depth, and whether it only is a bullet."""

    text: str
    level: int
    is_bullet: bool


class Numbering:
    """Counts list paragraphs in reading order and says what number stands before each."""

    def __init__(self, root: Element | None, linked: dict[str, str] | None = None) -> None:
        """Take the root of numbering.xml; ``linked`` maps a numbering style to its list id."""
        self._instances: dict[str, _Instance] = {}
        if root is None:
            return
        lists = {a.get(W + "abstractNumId", ""): _read_list(a) for a in root.findall(W + "abstractNum")}
        named = {n.get(W + "numId", ""): n for n in root.findall(W + "num")}
        for key, num in named.items():
            found = lists.get(value(num, "abstractNumId") or "")
            if found is not None and found.style_link:
                other = named.get((linked or {}).get(found.style_link, ""))
                found = lists.get(value(other, "abstractNumId") or "", found)
            if found is not None:
                self._instances[key] = _read_instance(num, found)

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """Return the level of a list that is tied to a paragraph style, None when none is."""
        instance = self._instances.get(list_id)
        if instance is None:
            return None
        for index, level in instance.parent.levels.items():
            if level.paragraph_style == style:
                return index
        return None

    def next(self, list_id: str, level: int) -> Number | None:
        """Count one paragraph of a list and return its number, None when there is no such list."""
        instance = self._instances.get(list_id)
        if instance is None:
            return None
        level = min(max(level, 0), _LEVELS - 1)
        shape = self._shape(instance, level)
        self._count(instance, level)
        if shape.style == "bullet":
            return Number(bullet(shape.text), level, True)
        text = shape.text
        for index in range(level + 1):
            mark = f"%{index + 1}"
            if mark in text:
                text = text.replace(mark, self._figure(instance, index, shape.legal))
        return Number(normalise(text), level, False)

    @staticmethod
    def _shape(instance: _Instance, level: int) -> _Level:
        return instance.levels.get(level) or instance.parent.levels.get(level) or _Level()

    def _count(self, instance: _Instance, level: int) -> None:
        counts = instance.parent.counts
        if not instance.used:
            instance.used = True
            for index in instance.starts:
                counts[index] = None
        current = counts[level]
        counts[level] = self._start(instance, level) if current is None else current + 1
        for deeper in range(level + 1, _LEVELS):
            restart = self._shape(instance, deeper).restart
            if restart is None or level < restart:
                counts[deeper] = None

    def _start(self, instance: _Instance, level: int) -> int:
        return instance.starts.get(level, self._shape(instance, level).start)

    def _figure(self, instance: _Instance, level: int, legal: bool) -> str:
        count = instance.parent.counts[level]
        number = self._start(instance, level) if count is None else count
        style = self._shape(instance, level).style
        return format_number(number, "decimal" if legal and style != "none" else style)


def _read_list(element: Element) -> _List:
    levels = {whole_number(e.get(W + "ilvl")): _read_level(e) for e in element.findall(W + "lvl")}
    return _List(levels, value(element, "numStyleLink"))


def _read_level(element: Element) -> _Level:
    style = element.find(W + "numFmt")
    restart = value(element, "lvlRestart")
    return _Level(
        start=whole_number(value(element, "start"), 0),  # the standard's own default
        style=style.get(VAL, "decimal") if style is not None else "decimal",
        text=value(element, "lvlText") or "",
        restart=None if restart is None else whole_number(restart),
        legal=is_on(element.find(W + "isLgl")),
        paragraph_style=value(element, "pStyle"),
    )


def _read_instance(element: Element, parent: _List) -> _Instance:
    levels: dict[int, _Level] = {}
    starts: dict[int, int] = {}
    for override in element.findall(W + "lvlOverride"):
        index = whole_number(override.get(W + "ilvl"))
        level = override.find(W + "lvl")
        if level is not None:
            levels[index] = _read_level(level)
        start = value(override, "startOverride")
        if start is not None and 0 <= index < _LEVELS:
            starts[index] = whole_number(start, 1)
    return _Instance(parent, levels, starts)
