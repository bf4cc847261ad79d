"""What styles say of a paragraph or run: its look, its place in the outline, its list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from resvtool.reading.word_xml import (
    VAL,
    Element,
    W,
    half_points,
    is_on,
    toggle,
    value,
    whole_number,
)

_HEADING = re.compile(r"(?:heading|kop|überschrift|titre)\s*([1-9])(?:$|\s|,)")
_TITLES = frozenset({"title", "titel", "document title", "documenttitel"})
_NO_HEADING = frozenset({"subtitle", "ondertitel", "normal", "standaard"})
_TOC_LINE = re.compile(r"(?:toc|inhopg|inhoudsopgave)\s*\d+$|table of figures|lijst met afbeeld")
_TOC_TITLE = re.compile(r"toc heading|kop\s?van\s?inhoudsopgave|contents heading")
_CAPTION = re.compile(r"caption|bijschrift|quote|citaat|signature|handtekening|header|footer")
_PALE = 0xF0
_DEFAULT_SIZE = 20  # half points, where a file says nothing
_PLAIN_FILLS = frozenset({"auto", "ffffff", ""})
_NO_OUTLINE = 9  # "body text"


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run of text looks. ``size`` is in half points; ``hidden`` text no reader sees.

    ``pale`` letters are white, and seen only where something dark lies behind them.
    """

    bold: bool
    caps: bool
    size: int
    hidden: bool
    pale: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style says, its ancestors included.

    ``name`` is as Word shows it. ``level`` is the heading level, ``outline`` whether that comes
    with a style that is made for headings; ``list_id`` and ``list_level`` tie it to a list.
    """

    id: str
    name: str | None
    level: int | None = None
    is_title: bool = False
    is_toc_line: bool = False
    is_toc_title: bool = False
    is_caption: bool = False
    list_id: str | None = None
    list_level: int | None = None
    mark_hidden: bool = False


@dataclass(slots=True)
class _Toggles:
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    size: int | None = None
    pale: bool | None = None
    marked: bool | None = None
    character_style: str = ""


_TOGGLES = ("bold", "italic", "caps", "hidden", "size", "pale", "marked")


@dataclass(slots=True)
class _Style:
    id: str
    kind: str
    name: str
    based_on: str | None
    element: Element
    chain: list[_Style] = field(default_factory=list)


class Styles:
    """The style sheet of a document. Everything looked up is remembered."""

    def __init__(self, root: Element | None) -> None:
        """Take the root of styles.xml; None means that the document has no styles."""
        self._styles: dict[str, _Style] = {}
        self._default_ids: dict[str, str] = {}
        self._defaults = _Toggles()
        if root is not None:
            self._read(root)
        self._toggles: dict[str, _Toggles] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._looks: dict[tuple[object, ...], RunLook] = {}
        self._plain: dict[str, RunLook] = {}

    @property
    def numbering_links(self) -> dict[str, str]:
        """The list ids of numbering styles, by style id."""
        found = {}
        for style in self._styles.values():
            if style.kind == "numbering":
                properties = style.element.find(W + "pPr")
                numbers = properties.find(W + "numPr") if properties is not None else None
                list_id = value(numbers, "numId")
                if list_id:
                    found[style.id] = list_id
        return found

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """Return what the paragraph style says; an absent id means the default style.

        So does an id that the file does not define, unless it is that of a heading ("Kop2").
        """
        if style_id is None or style_id not in self._styles:
            undefined = _HEADING.match((style_id or "").lower())
            if undefined:
                return ParagraphStyle(style_id or "", style_id, level=int(undefined.group(1)))
            style_id = self._default_ids.get("paragraph", "")
        if style_id not in self._paragraphs:
            self._paragraphs[style_id] = self._resolve_paragraph(style_id)
        return self._paragraphs[style_id]

    def run_look(self, paragraph: ParagraphStyle, properties: Element | None) -> RunLook:
        """Return how a run looks: its own properties over its styles over the document's."""
        if properties is None or len(properties) == 0:
            look = self._plain.get(paragraph.id)
            if look is None:
                look = self._plain[paragraph.id] = self._look(paragraph.id, "", _Toggles())
            return look
        own = _read_toggles(properties)
        style = own.character_style
        key = (paragraph.id, style, own.bold, own.italic, own.caps, own.hidden, own.size, own.pale, own.marked)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._look(paragraph.id, style, own)
        return look

    def header_row_stands_out(self, table_style: str | None) -> bool:
        """Say whether a table style makes the first row bold or shaded."""
        style = self._styles.get(table_style or "")
        for ancestor in self._chain(style) if style else ():
            for part in ancestor.element.findall(W + "tblStylePr"):
                if part.get(W + "type") == "firstRow":
                    cell = part.find(f"{W}tcPr/{W}shd")
                    return bool(toggle(part.find(W + "rPr"), "b")) or is_shaded(cell)
        return False

    def shadings(self, style_id: str | None) -> Iterator[Element]:
        """Yield the shadings (w:shd) that a style and its ancestors give paragraphs, tables and cells."""
        style = self._styles.get(style_id or "")
        for ancestor in self._chain(style) if style else ():
            for shading in ancestor.element.iter(W + "shd"):
                if shading.getparent().tag != W + "rPr":
                    yield shading

    def _read(self, root: Element) -> None:
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if defaults is not None:
            self._defaults = _read_toggles(defaults)
        for element in root.findall(W + "style"):
            style = _Style(
                id=element.get(W + "styleId", ""),
                kind=element.get(W + "type", "paragraph"),
                name=value(element, "name") or element.get(W + "styleId", ""),
                based_on=value(element, "basedOn"),
                element=element,
            )
            self._styles[style.id] = style
            if element.get(W + "default", "0").lower() in {"1", "true", "on"}:
                self._default_ids[style.kind] = style.id

    def _chain(self, style: _Style) -> list[_Style]:
        """Return a style and its ancestors, nearest first; a circle is cut."""
        if not style.chain:
            seen: set[str] = set()
            current: _Style | None = style
            while current is not None and current.id not in seen:
                seen.add(current.id)
                style.chain.append(current)
                current = self._styles.get(current.based_on or "")
        return style.chain

    def _style_toggles(self, style_id: str) -> _Toggles:
        """Return what a style and its ancestors say, the nearest first."""
        found = self._toggles.get(style_id)
        if found is not None:
            return found
        found = _Toggles()
        style = self._styles.get(style_id)
        for ancestor in self._chain(style) if style else ():
            said = _read_toggles(ancestor.element.find(W + "rPr"))
            for name in _TOGGLES:
                if getattr(found, name) is None:
                    setattr(found, name, getattr(said, name))
        self._toggles[style_id] = found
        return found

    def _look(self, paragraph_id: str, character_id: str, own: _Toggles) -> RunLook:
        if not character_id:
            character_id = self._default_ids.get("character", "")
        paragraph = self._style_toggles(paragraph_id)
        character = self._style_toggles(character_id)

        def resolve(name: str) -> bool:
            direct: bool | None = getattr(own, name)
            if direct is not None:
                return direct
            # Bold in both the paragraph's and the character's style cancels out (toggles).
            styles = bool(getattr(paragraph, name)) != bool(getattr(character, name))
            return styles or bool(getattr(self._defaults, name))

        sizes = (own.size, character.size, paragraph.size, self._defaults.size, _DEFAULT_SIZE)
        size = next(s for s in sizes if s is not None)
        levels = (own, character, paragraph, self._defaults)
        pale = next((s.pale for s in levels if s.pale is not None), False)
        marked = next((s.marked for s in levels if s.marked is not None), False)
        looks = {name: resolve(name) for name in ("bold", "italic", "caps", "hidden")}
        return RunLook(size=size, pale=pale and not marked, **looks)

    def _resolve_paragraph(self, style_id: str) -> ParagraphStyle:
        style = self._styles.get(style_id)
        if style is None:
            return ParagraphStyle(style_id, style_id or None)
        chain = self._chain(style)
        names = [s.name.lower().strip() for s in chain]
        list_id, list_level = self._list_of(chain)
        toc_title = any(_TOC_TITLE.match(n) for n in names)
        toc_line = bool(_TOC_LINE.match(names[0]))
        level = None if toc_line else (1 if toc_title else self._level(chain))
        return ParagraphStyle(
            id=style_id,
            name=style.name,
            level=level,
            is_title=level is not None and _is_title(names),
            is_toc_line=toc_line,
            is_toc_title=toc_title,
            is_caption=bool(_CAPTION.search(names[0])),
            list_id=list_id,
            list_level=list_level,
            mark_hidden=bool(self._style_toggles(style_id).hidden),
        )

    @staticmethod
    def _level(chain: list[_Style]) -> int | None:
        """Return the heading level: of the nearest style that is named for one or says one."""
        for style in chain:
            name = style.name.lower().strip()
            if name in _NO_HEADING:
                return None
            named = _HEADING.match(name)
            if named:
                return int(named.group(1))
            outline = value(style.element.find(W + "pPr"), "outlineLvl")
            if outline is not None:
                level = whole_number(outline, _NO_OUTLINE)
                return level + 1 if 0 <= level < _NO_OUTLINE else None
            if name in _TITLES:
                return 1
        return None

    @staticmethod
    def _list_of(chain: list[_Style]) -> tuple[str | None, int | None]:
        list_id: str | None = None
        level: str | None = None
        for style in chain:
            properties = style.element.find(W + "pPr")
            numbers = properties.find(W + "numPr") if properties is not None else None
            if numbers is None:
                continue
            list_id = list_id or value(numbers, "numId")
            level = level if level is not None else value(numbers, "ilvl")
        return list_id, None if level is None else whole_number(level)


def is_shaded(shading: Element | None) -> bool:
    """Say whether a shading (w:shd) gives a cell a colour or pattern."""
    if shading is None:
        return False
    if shading.get(W + "themeFill"):
        return True
    fill = shading.get(W + "fill", "").lower()
    pattern = shading.get(W + "val", "clear").lower()
    return fill not in _PLAIN_FILLS or pattern not in {"clear", "nil", "solid"}


def _is_title(names: list[str]) -> bool:
    for name in names:
        if _HEADING.match(name):
            return False
        if name in _TITLES:
            return True
    return False


def _read_toggles(properties: Element | None) -> _Toggles:
    said = _Toggles()
    if properties is None:
        return said
    for child in properties:
        tag = child.tag
        if tag == _B:
            said.bold = is_on(child)
        elif tag == _I:
            said.italic = is_on(child)
        elif tag in _CAPS:
            said.caps = bool(said.caps) or is_on(child)
        elif tag == _VANISH:
            said.hidden = is_on(child)
        elif tag == _SZ:
            said.size = half_points(child.get(VAL))
        elif tag == _R_STYLE:
            said.character_style = child.get(VAL, "")
        elif tag == _COLOUR:
            said.pale = _is_pale(child)
        elif tag == _SHADE:
            said.marked = bool(said.marked) or is_shaded(child)
        elif tag == _HIGHLIGHT:
            said.marked = bool(said.marked) or child.get(VAL, "none") not in {"none", "white"}
    return said


def _is_pale(colour: Element) -> bool:
    """Say whether letters of this colour (w:color) are white, or so nearly that nobody reads them."""
    said = colour.get(VAL, "auto")
    if len(said) == 6:
        try:
            number = int(said, 16)
        except ValueError:
            return False
        return min(number >> 16, number >> 8 & 255, number & 255) >= _PALE
    return colour.get(W + "themeColor") in {"background1", "light1"}


_B = W + "b"
_I = W + "i"
_COLOUR = W + "color"
_SHADE = W + "shd"
_HIGHLIGHT = W + "highlight"
_CAPS = frozenset({W + "caps", W + "smallCaps"})
_VANISH = W + "vanish"
_SZ = W + "sz"
_R_STYLE = W + "rStyle"
