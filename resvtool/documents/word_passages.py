"""The bytes of a passage in a Word paragraph: its edges lie between runs, or within one that is parted there.

A run is parted by closing it and opening it again with the same properties, so that a comment marks just the
words it is about. What is more than plain text (a picture, a field's code, a note's mark, a content control,
a change of looks that is tracked) is never parted: the passage then takes in all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from resvtool.documents.markup import Markup, Node
from resvtool.documents.notes import fold
from resvtool.reading.word_xml import Element, W

GONE = frozenset({W + "del", W + "moveFrom"})
_RUN, _TEXT, _LOOK, _PARAGRAPH = W + "r", W + "t", W + "rPr", W + "p"
_OPEN = frozenset(W + name for name in ("ins", "moveTo", "hyperlink", "smartTag"))
_PLAIN = frozenset(
    W + name for name in ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak")
)
_MARKS = frozenset(
    W + name
    for name in ("pPr", "commentRangeStart", "commentRangeEnd", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart")
)
_PRESERVE = ' xml:space="preserve"'


@dataclass(frozen=True, slots=True)
class Edge:
    """A byte where a mark goes; within ``run`` that is parted there, and within its ``text`` (w:t) if that is cut."""

    at: int
    run: Node | None = None
    text: Node | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """From where to where a passage stands, and the byte ``after`` the piece of the paragraph that it ends in."""

    start: Edge
    end: Edge
    after: int


def passage(paragraph: Element, nodes: Mapping[Element, Node], markup: Markup, quotes: Iterable[str]) -> Passage | None:
    """Return where the first of ``quotes`` that ``paragraph`` holds stands in it; else all of the paragraph.

    None when there is nothing in the paragraph to mark.
    """
    pieces = [c for c in paragraph if not is_mark(c)]
    if not pieces or nodes[paragraph].is_empty_tag:
        return None
    edges = _Edges(nodes, markup)
    atoms = list(_atoms(paragraph))
    texts = [fold(shown_text(atom)) for atom in atoms]
    for quote in quotes:
        wanted = fold(quote)
        start = "".join(texts).find(wanted) if wanted else -1
        if start >= 0:
            first, at = _at(texts, start)
            last, end = _at(texts, start + len(wanted) - 1)
            opened, closed = edges.before(atoms[first], at, quote), edges.after(atoms[last], end, quote)
            return Passage(opened, closed, nodes[_piece(atoms[last], paragraph)].end)
    last_end = nodes[pieces[-1]].end
    return Passage(Edge(nodes[pieces[0]].start), Edge(last_end), last_end)


def put(markup: Markup, starts: Iterable[tuple[Edge, str]], ends: Iterable[tuple[Edge, str]]) -> None:
    """Ask for marks at the edges of passages: at one place all ends come before all starts.

    So the file does not change when it is annotated again: the runs stand parted by then.
    """
    parted: dict[int, tuple[Edge, list[str]]] = {}
    for edge, mark in [*ends, *starts]:
        if edge.run is None:
            markup.insert(edge.at, mark)
        else:
            parted.setdefault(edge.at, (edge, []))[1].append(mark)
    kept: set[int] = set()
    for edge, marks in parted.values():
        closing, opening = _parting(markup, edge)
        markup.insert(edge.at, closing + "".join(marks) + opening)
        if edge.text is not None and edge.text.inside not in kept and not _keeps_space(markup, edge.text):
            kept.add(edge.text.inside)
            markup.insert(edge.text.inside - 1, _PRESERVE)


def is_mark(piece: Element) -> bool:
    """Say whether a piece of a paragraph shows nothing: properties, bookmarks, the marks of comments."""
    if piece.tag in _MARKS:
        return True
    return piece.tag == _RUN and all(c.tag in (_LOOK, W + "commentReference") for c in piece)


def shown_text(element: Element) -> str:
    """Return the text in an element that is not deleted."""
    if element.tag == _TEXT:
        return element.text or ""
    if element.tag in GONE or not isinstance(element.tag, str):
        return ""
    return "".join(shown_text(child) for child in element)


def _atoms(parent: Element) -> Iterator[Element]:
    """Return what a paragraph's text is made of: the texts of runs that can be parted, and pieces that can not."""
    for child in parent:
        if not isinstance(child.tag, str) or child.tag in GONE or is_mark(child):
            continue
        if child.tag in _OPEN:
            yield from _atoms(child)
        elif child.tag == _RUN and _can_be_parted(child):
            yield from (c for c in child if c.tag == _TEXT)
        else:
            yield child


def _can_be_parted(run: Element) -> bool:
    look = run.find(_LOOK)
    tracked = look is not None and any(isinstance(c.tag, str) and c.tag.endswith("Change") for c in look)
    return not tracked and all(c.tag == _LOOK or (c.tag in _PLAIN and not len(c)) for c in run)


def _at(texts: Sequence[str], place: int) -> tuple[int, int]:
    """Return in which of the texts a letter of all of them together stands, and where in it."""
    for number, text in enumerate(texts):
        if place < len(text):
            return number, place
        place -= len(text)
    raise IndexError(place)


def _piece(element: Element, paragraph: Element) -> Element:
    while element.getparent() is not paragraph:
        element = element.getparent()
    return element


@dataclass(frozen=True, slots=True)
class _Edges:
    """Finds the edges of passages in the bytes."""

    nodes: Mapping[Element, Node]
    markup: Markup

    def before(self, atom: Element, folded: int, quote: str) -> Edge:
        """Return the edge before the letter ``folded`` of the folded text, and what the quote has before that."""
        if atom.tag != _TEXT:
            return Edge(self.nodes[_outermost(atom, first=True)].start)
        text, at = atom.text or "", _place(atom.text or "", folded)
        for sign in reversed(list(takewhile(lambda c: not c.isalnum(), quote.lstrip()))):
            if at and text[at - 1] == sign:
                at -= 1
        run = atom.getparent()
        whole = Edge(self.nodes[_outermost(run, first=True)].start)
        if not text[:at].strip():
            return Edge(self.nodes[atom].start, self.nodes[run]) if _worded(run[: run.index(atom)]) else whole
        return self._cut(atom, at) or whole

    def after(self, atom: Element, folded: int, quote: str) -> Edge:
        """Return the edge after the letter ``folded`` of the folded text, and what the quote has after that."""
        if atom.tag != _TEXT:
            return Edge(self.nodes[_outermost(atom, first=False)].end)
        text, at = atom.text or "", _place(atom.text or "", folded) + 1
        for sign in reversed(list(takewhile(lambda c: not c.isalnum(), reversed(quote.rstrip())))):
            if text[at : at + 1] == sign:
                at += 1
        run = atom.getparent()
        whole = Edge(self.nodes[_outermost(run, first=False)].end)
        if not text[at:].strip():
            return Edge(self.nodes[atom].end, self.nodes[run]) if _worded(run[run.index(atom) + 1 :]) else whole
        return self._cut(atom, at) or whole

    def _cut(self, atom: Element, at: int) -> Edge | None:
        byte = self.markup.byte_in(self.nodes[atom], at)
        return None if byte is None else Edge(byte, self.nodes[atom.getparent()], self.nodes[atom])


def _worded(pieces: Iterable[Element]) -> bool:
    return any(shown_text(piece).strip() for piece in pieces)


def _place(text: str, folded: int) -> int:
    """Return which letter of ``text`` gives letter ``folded`` of the folded text."""
    for at, letter in enumerate(text):
        folded -= len(fold(letter))
        if folded < 0:
            return at
    return len(text)


def _outermost(element: Element, first: bool) -> Element:
    """Return the outermost piece that begins (or ends) with ``element``: a link whose first run it is, say."""
    while True:
        parent = element.getparent()
        if parent is None or parent.tag == _PARAGRAPH:
            return element
        beside = [c for c in parent if not is_mark(c)]
        if parent.tag not in _OPEN or element is not beside[0 if first else -1]:
            return element
        element = parent


def _parting(markup: Markup, edge: Edge) -> tuple[str, str]:
    """Return what closes a run at ``edge``, and what opens it again with the same properties."""
    assert edge.run is not None
    data, run, text = markup.data, edge.run, edge.text
    look = next((c for c in run.children if c.tag == _LOOK or c.tag.endswith("}rPr")), None)
    opening = data[run.start : run.inside] + (data[look.start : look.end] if look else b"")
    closing = b"</%s>" % _tag_name(data, run)
    if text is not None:
        tag = data[text.start : text.inside]
        opening += tag if _keeps_space(markup, text) else tag[:-1] + _PRESERVE.encode() + b">"
        closing = b"</%s>" % _tag_name(data, text) + closing
    return closing.decode(), opening.decode()


def _keeps_space(markup: Markup, text: Node) -> bool:
    return b"xml:space" in markup.data[text.start : text.inside]


def _tag_name(data: bytes, node: Node) -> bytes:
    return data[node.start + 1 : node.inside].split(None, 1)[0].rstrip(b"/>")
