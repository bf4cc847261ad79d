"""Footnotes and endnotes, by the references to them."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from resvtool.document import Part
from resvtool.reading.word_numbering import format_number
from resvtool.reading.word_package import Package
from resvtool.reading.word_xml import Element, W, value

_KINDS = {Part.FOOTNOTE: ("footnotes", "footnote"), Part.ENDNOTE: ("endnotes", "endnote")}
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_STYLES = {Part.FOOTNOTE: "decimal", Part.ENDNOTE: "lowerRoman"}


class Notes:
    """The notes of a document. Each is told once, where the text first refers to it."""

    def __init__(self, package: Package, settings: Element | None) -> None:
        """Read the notes of ``package``; ``settings`` (or None) tells how they are numbered."""
        self._notes: dict[tuple[Part, str], Element] = {}
        self._counts: Counter[Part] = Counter()
        self._styles = dict(_STYLES)
        self.sources: dict[Part, str] = {}
        self.damaged: list[str] = []
        for part, (kind, tag) in _KINDS.items():
            self._load(package, part, kind, tag)
            own = settings.find(f"{W}{tag}Pr") if settings is not None else None
            self._styles[part] = value(own, "numFmt") or self._styles[part]

    def take(self, part: Part, note_id: str, mark: str = "") -> tuple[Element, str] | None:
        """Return a note's element and its label; None when there is none, or it was told before.

        ``mark`` is the writer's own mark, which takes no number.
        """
        element = self._notes.pop((part, note_id), None)
        if element is None:
            return None
        if mark:
            return element, mark
        self._counts[part] += 1
        return element, format_number(self._counts[part], self._styles[part])

    def _load(self, package: Package, part: Part, kind: str, tag: str) -> None:
        source = package.related(package.main, kind)
        if source is None:
            return
        self.sources[part] = source
        try:
            root = package.part(source)
        except etree.XMLSyntaxError:
            self.damaged.append(source)
            return
        for element in root.findall(W + tag) if root is not None else ():
            if element.get(W + "type") not in _SEPARATORS:
                self._notes[part, element.get(W + "id", "")] = element
