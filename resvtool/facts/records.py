"""Records: everything in a plan that describes one named thing after another, whatever its layout.

A table row, a column of a transposed table, a heading with a table of attributes or "Doel: ..." lines
under it, a paragraph that opens with a name, a bullet with sub-bullets: each becomes a :class:`Record`
with a title, named fields and free text. What the records are about is settled elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from resvtool.document import Anchor
from resvtool.facts.labels import Label, parse_label
from resvtool.language.words import fold
from resvtool.rules.model import Evidence

_LONGEST = 300
Place = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Piece:
    """A text with its place: anchor, and block index with table row (None outside tables)."""

    text: str
    anchor: Anchor
    place: Place


@dataclass(frozen=True, slots=True)
class Field:
    """A named attribute of a record: "Hoofdtaak" with "4"."""

    head: str
    value: Piece


@dataclass(slots=True, eq=False)
class Record:
    """One described thing. ``title`` is the whole title, ``name`` the part after its label.

    ``context`` holds the heads above it within its table.
    """

    title: str
    anchor: Anchor
    place: Place
    fields: list[Field] = field(default_factory=list)
    texts: list[Piece] = field(default_factory=list)
    label: Label | None = None
    name: str = ""
    context: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.label is None:
            self.label, self.name = parse_label(self.title)
        elif not self.name:
            self.name = self.title

    def heads(self) -> tuple[str, ...]:
        """Return the names of the fields."""
        return tuple(f.head for f in self.fields)

    def pieces(self) -> list[Piece]:
        """Return all texts of the record: values of fields and free text."""
        return [*(f.value for f in self.fields), *self.texts]


@dataclass(slots=True, eq=False)
class Group:
    """Records that stand together: the rows of one table, the cards of one chapter.

    ``kind`` is row, column, card, paragraph or list. ``headings`` are the headings above, outermost
    first; ``name_head`` is the head of the column with the names; ``intro`` holds what stands before
    the records in the same section; ``section`` the section's number.
    """

    kind: str
    section: int
    headings: tuple[str, ...]
    records: list[Record]
    name_head: str = ""
    intro: list[Piece] = field(default_factory=list)
    all_heads: tuple[str, ...] = ()

    def heads(self) -> tuple[str, ...]:
        """Return the distinct names of the fields of all records."""
        return tuple(dict.fromkeys(h for r in self.records for h in (*r.heads(),))) or self.all_heads

    def share_with(self, heads: set[str]) -> float:
        """Return which part of the records has a field named by one of ``heads``."""
        if not self.records:
            return 0.0
        having = sum(1 for r in self.records if heads.intersection(r.heads()))
        return having / len(self.records)


def same_label_family(records: list[Record]) -> str | None:
    """Return the label family that most of ``records`` share, or None."""
    families = [r.label.family for r in records if r.label is not None]
    if not families:
        return None
    best = max(dict.fromkeys(families), key=families.count)  # of two as frequent the first, not as a set has them
    return best if families.count(best) * 2 >= len(records) else None


def folded_title(text: str) -> str:
    """Return a heading in a form in which recurrences are equal."""
    return " ".join(fold(text).split()).strip(" .:")


def evidence_of(piece: Piece, text: str | None = None) -> Evidence:
    """Return ``piece``, or ``text`` as a part of it, as evidence: on one line, shortened."""
    shown = " ".join((piece.text if text is None else text).split())
    if len(shown) > _LONGEST:
        shown = shown[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return Evidence(shown, piece.anchor)
