"""Where in the markup of a Word file a note goes: the paragraph, and the pieces of it that hold the quote."""

from __future__ import annotations

from collections.abc import Sequence

from resvtool.document import Anchor
from resvtool.documents.markup import Markup, Node
from resvtool.documents.notes import first_sentence, fold
from resvtool.reading.word_tables import visible_rows
from resvtool.reading.word_xml import Element, W

_GONE = frozenset({W + "del", W + "moveFrom"})
_PARAGRAPH, _TABLE = W + "p", W + "tbl"
_MARKS = frozenset(
    W + name
    for name in ("pPr", "commentRangeStart", "commentRangeEnd", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart")
)


class WordPlaces:
    """Finds the bytes that show a passage, for a document of which the reader gave the origins."""

    def __init__(self, root: Element, origins: Sequence[Element | None], markup: Markup) -> None:
        """``root`` is the parsed main part, ``markup`` the same part as bytes."""
        self._origins = origins
        self._nodes = dict(zip(root.iter("*"), markup.nodes, strict=True))
        self._body = root.find(W + "body")

    def find(self, anchor: Anchor, quote: str) -> tuple[Node, int, int] | None:
        """Return the paragraph for a note, and from where to where its words stand in the bytes.

        Where the quote is not found, that is all of the paragraph; None when there is no paragraph at all.
        """
        folded = fold(quote)
        paragraph = self._paragraph(anchor, folded)
        if paragraph is None:
            return None
        node = self._nodes[paragraph]
        pieces = [c for c in paragraph if not _is_mark(c)]
        if not pieces or node.is_empty_tag:
            return None
        first, last = _span(pieces, folded) or _span(pieces, fold(first_sentence(quote))) or (pieces[0], pieces[-1])
        return node, self._nodes[first].start, self._nodes[last].end

    def _paragraph(self, anchor: Anchor, quote: str) -> Element | None:
        number = (anchor.paragraph or 1) - 1
        origin = self._origins[number] if number < len(self._origins) else None
        if origin is None:
            origin = next((o for o in self._origins if o is not None), None)
        if origin is None or origin.tag != _TABLE:
            return origin
        rows = visible_rows(origin)
        if not rows:
            return None
        at = anchor.row if anchor.row is not None and anchor.row < len(rows) else 0
        return _in_row(rows[at], quote)


def _is_mark(piece: Element) -> bool:
    """Say whether a piece of a paragraph shows nothing: properties, bookmarks, the marks of comments."""
    if piece.tag in _MARKS:
        return True
    return piece.tag == W + "r" and all(c.tag in (W + "rPr", W + "commentReference") for c in piece)


def _in_row(cells: list[Element], quote: str) -> Element | None:
    """Return the paragraph in a row that holds the quote, or the first one that has text or anything."""
    paragraphs = [p for cell in cells for p in cell.iter(_PARAGRAPH) if _in_cell(p, cell)]
    filled = [p for p in paragraphs if fold(_text(p))]
    for paragraph in filled if quote else []:
        if quote in fold(_text(paragraph)):
            return paragraph
    for paragraph in filled if quote else []:
        if fold(_text(paragraph)) in quote:
            return paragraph
    return next(iter(filled), None)


def _in_cell(paragraph: Element, cell: Element) -> bool:
    """Say whether a paragraph is the cell's own, not in a text box or a table of it."""
    above = paragraph.getparent()
    while above is not cell:
        if above.tag in (W + "txbxContent", _TABLE, *_GONE):
            return False
        above = above.getparent()
    return True


def _span(pieces: list[Element], quote: str) -> tuple[Element, Element] | None:
    """Return the first and last of the pieces that hold the quote, None when they do not."""
    texts = [fold(_text(piece)) for piece in pieces]
    start = "".join(texts).find(quote) if quote else -1
    if start < 0:
        return None
    end, at = start + len(quote), 0
    inside = []
    for piece, text in zip(pieces, texts, strict=True):
        if text and at < end and at + len(text) > start:
            inside.append(piece)
        at += len(text)
    return inside[0], inside[-1]


def _text(element: Element) -> str:
    """Return the text in an element that is not deleted."""
    if element.tag == W + "t":
        return element.text or ""
    if element.tag in _GONE or not isinstance(element.tag, str):
        return ""
    return "".join(_text(child) for child in element)
