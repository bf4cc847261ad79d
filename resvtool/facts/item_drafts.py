"""Items in the making: what is known of a bottleneck or activity before its parts are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from resvtool.document import Anchor
from resvtool.facts.labels import Label, same_name, words_of
from resvtool.facts.records import Field, Piece, Place, Record

GENERIC_FAMILIES = frozenset({"", "kar", "activiteit", "project", "act", "nr", "nummer"})


@dataclass(slots=True, eq=False)
class Draft:
    """An item in the making: its records, per kind of group, and where else it is named."""

    name: str
    label: Label | None
    anchor: Anchor
    records: list[Record] = field(default_factory=list)
    promises: list[Record] = field(default_factory=list)
    mentions: list[Field] = field(default_factory=list)
    budget: list[Piece] = field(default_factory=list)
    listed: bool = True
    later: bool = False
    intros: list[Piece] = field(default_factory=list)

    @property
    def promised(self) -> bool:
        """Whether the plan promises an effect on it."""
        return bool(self.promises)

    def all_records(self) -> list[Record]:
        """Return the records that describe the item, in reading order."""
        return [*self.records, *(r for r in self.promises if r not in self.records)]

    def pieces(self) -> list[Piece]:
        """Return all texts of its records."""
        return [p for r in self.all_records() for p in r.pieces()]

    def places(self) -> frozenset[Place]:
        """Return the places (block, row) of everything that describes the item."""
        records = self.all_records()
        pieces = [p.place for r in records for p in r.pieces()]
        return frozenset([*pieces, *(r.place for r in records), *(m.value.place for m in self.mentions)])

    def matches(self, record: Record) -> bool:
        """Say whether ``record`` is about this item."""
        if self.label is not None and record.label is not None and same_label(self.label, record.label):
            return not record.name or not self.name or _alike(self.name, record.name)
        if record.label is not None and self.label is not None and record.label.family == self.label.family:
            return False
        name = record.name or record.title
        return bool(name) and bool(self.name) and same_name(self.name, name)


@dataclass(slots=True)
class Drafts:
    """The drafts of a plan, and what its statements for all items may stand in."""

    bottlenecks: list[Draft] = field(default_factory=list)
    activities: list[Draft] = field(default_factory=list)
    general: list[Piece] = field(default_factory=list)
    fragment: bool = False


def same_label(one: Label, other: Label) -> bool:
    """Say whether two labels can be of one item: "Kaart 3" and "3" can, "K3" and "A3" cannot."""
    if one.number != other.number:
        return False
    families = {one.family, other.family}
    return len(families) == 1 or bool(families & GENERIC_FAMILIES)


def _alike(one: str, other: str) -> bool:
    """Say whether two names under one label can be of one item: some word is shared."""
    return bool(words_of(one) & words_of(other))
