"""Where in the markup of a Word file a note goes: the paragraph, and the passage in it."""

from __future__ import annotations

from collections.abc import Sequence

from resvtool.document import Anchor
from resvtool.documents.markup import Markup, Node
from resvtool.documents.notes import first_sentence, fold
from resvtool.documents.word_passages import GONE, Passage, passage, shown_text
from resvtool.reading.word_tables import visible_rows
from resvtool.reading.word_xml import Element, W

_PARAGRAPH, _TABLE = W + "p", W + "tbl"


class WordPlaces:
    """Finds the bytes that show a passage, for a document of which the reader gave the origins."""

    def __init__(self, root: Element, origins: Sequence[Element | None], markup: Markup) -> None:
        """``root`` is the parsed main part, ``markup`` the same part as bytes."""
        self._origins = origins
        self._markup = markup
        self._nodes = dict(zip(root.iter("*"), markup.nodes, strict=True))
        self._body = root.find(W + "body")

    def find(self, anchor: Anchor, quote: str) -> tuple[Node, Passage] | None:
        """Return the paragraph for a note, and from where to where its words stand in the bytes.

        Where the quote is not found, that is all of the paragraph; None when there is no paragraph at all.
        """
        paragraph = self._paragraph(anchor, fold(quote))
        if paragraph is None:
            return None
        found = passage(paragraph, self._nodes, self._markup, (quote, first_sentence(quote)))
        return (self._nodes[paragraph], found) if found is not None else None

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


def _in_row(cells: list[Element], quote: str) -> Element | None:
    """Return the paragraph in a row that holds the quote, or the first one that has text or anything."""
    paragraphs = [p for cell in cells for p in cell.iter(_PARAGRAPH) if _in_cell(p, cell)]
    filled = [p for p in paragraphs if fold(shown_text(p))]
    for paragraph in filled if quote else []:
        if quote in fold(shown_text(paragraph)):
            return paragraph
    for paragraph in filled if quote else []:
        if fold(shown_text(paragraph)) in quote:
            return paragraph
    return next(iter(filled), None)


def _in_cell(paragraph: Element, cell: Element) -> bool:
    """Say whether a paragraph is the cell's own, not in a text box or a table of it."""
    above = paragraph.getparent()
    while above is not cell:
        if above.tag in (W + "txbxContent", _TABLE, *GONE):
            return False
        above = above.getparent()
    return True
