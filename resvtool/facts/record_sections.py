"""Records in headings, and the whole of a plan's records.

A heading that recurs ("Wat we bereiken") or that names a part ("Doel") is an attribute of the heading
above it; the others may name an item.
"""

from __future__ import annotations

import re
from collections import Counter

from resvtool.document import Block, BlockKind, Document, Part
from resvtool.facts.attributes import Attributes
from resvtool.facts.labels import parse_label
from resvtool.facts.record_kinds import STRUCTURAL
from resvtool.facts.record_tables import own_title, read_table
from resvtool.facts.record_texts import Line, fields_of, named_lines, nested
from resvtool.facts.records import Field, Group, Piece, Record, folded_title
from resvtool.locating.passages import Passages
from resvtool.locating.sections import Section, find_sections

_SECTION_NUMBER = re.compile(r"^(?:[A-Z]|\d+)(?:\.\d+)+[a-z]?[.)]?\s*", re.IGNORECASE)
_LETTERED = re.compile(r"(?P<letter>[A-Z])(?P<number>\d{1,2})[a-z]?\b")
_FEWEST_CHAPTERS = 4
_CHAPTER = re.compile(r"^(?:bijlage|hoofdstuk|bouwsteen|deel|paragraaf)\b", re.IGNORECASE)


class RecordReader:
    """Reads the records of one document."""

    def __init__(self, document: Document, passages: Passages, attributes: Attributes) -> None:
        self._blocks = document.blocks
        self._sections = passages.sections if document is passages.document else find_sections(document)
        self._unfilled = passages.unfilled_sections
        self._attributes = attributes
        counts = Counter(folded_title(s.heading) for s in self._sections if s.heading)
        self._recurring = {title for title, count in counts.items() if count > 1}
        self._cards: dict[int, Record] = {}
        self._parents: dict[int, int] = {}

    def read(self) -> list[Group]:
        """Return all groups of records in reading order; those of headings last."""
        groups: list[Group] = []
        for section in self._sections:
            if _is_contents(self._blocks, section):
                continue
            groups.extend(self._read_section(section))
        groups.extend(self._card_groups())
        _unnumber(groups, _chapter_letters(self._blocks))
        return groups

    # ------------------------------------------------------------------ one section

    def _read_section(self, section: Section) -> list[Group]:
        headings = self._headings(section)
        owner = self._card(section)
        part = section.heading if owner is not self._cards.get(section.number) else ""
        groups: list[Group] = []
        waiting: list[tuple[int, Block]] = []
        loose: list[Record] = []
        titled: Record | None = None
        all_text: list[tuple[int, Block]] = []
        for index in section.blocks:
            block = self._blocks[index]
            if block.toc or block.part in (Part.FOOTNOTE, Part.ENDNOTE):
                continue
            if block.table is None:
                waiting.append((index, block))
                all_text.append((index, block))
                continue
            intro = [Piece(b.text, b.anchor, (i, None)) for i, b in waiting]
            read = read_table(block, index, section.number, headings, self._attributes)
            for one in read:
                if isinstance(one, Group):
                    one.intro = intro
                    groups.append(one)
            fields = [one for one in read if isinstance(one, Field)]
            if fields:
                titled = self._owner_of_card(block, index, waiting, owner, section)
                titled.fields.extend(fields)
                if titled is not owner:
                    loose.append(titled)
            waiting = []
        if loose:
            groups.append(Group("card", section.number, headings, loose))
        lines = nested(all_text)
        if owner is not None:
            self._add_text(owner, part, lines)
        groups.extend(named_lines(lines, section.number, headings, self._attributes))
        return groups

    def _owner_of_card(
        self, block: Block, index: int, before: list[tuple[int, Block]], owner: Record | None, section: Section
    ) -> Record:
        """Return the record that a card belongs to: by its own title, the line above it, the heading."""
        assert block.table is not None
        place = (index, 0)
        title = own_title(block.table)
        bare = owner is not None and owner.label is not None and bool(owner.label.family) and not owner.fields
        if title and owner is not None and bare and not owner.name and parse_label(title)[0] is None:
            owner.name = title
            return owner
        if title and (owner is None or folded_title(title) != folded_title(owner.title)):
            return Record(title, block.anchor, place)
        text = before[-1][1].text if before else ""
        named = 0 < len(text) <= 100 and not text.rstrip().endswith((".", ":"))
        named = named or (0 < len(text) <= 100 and parse_label(text)[0] is not None)
        claimed = owner is not None and not owner.fields and owner.label is not None
        if named and not claimed:
            return Record(text, block.anchor, place)
        return owner or Record(section.heading, block.anchor, place)

    def _add_text(self, owner: Record, part: str, lines: list[Line]) -> None:
        for line in lines:
            fields, texts = fields_of(line, self._attributes)
            if part and self._attributes.is_part(part) and not fields:
                text = " ".join(p.text for p in line.pieces())
                owner.fields.append(Field(part, line.piece(text)))
                continue
            owner.fields.extend(fields)
            owner.texts.extend(texts)

    # ------------------------------------------------------------------ headings as titles

    def _headings(self, section: Section) -> tuple[str, ...]:
        path = (*section.path, section.number)
        return tuple(self._sections[n].heading for n in path if self._sections[n].heading)

    def _names(self, section: Section) -> bool:
        """Say whether the heading of ``section`` may name an item."""
        if not section.heading or section.number in self._unfilled:
            return False
        label, name = parse_label(section.heading)
        if label is not None and (name or (label.family and label.family not in STRUCTURAL)):
            return True
        recurs = folded_title(section.heading) in self._recurring
        short = len(section.heading.split()) <= 6
        part = short and bool(section.path) and self._attributes.is_part(section.heading)
        return not recurs and not (part and self._under_card(section))

    def _under_card(self, section: Section) -> bool:
        """Say whether the section stands right under a labelled heading, as its parts do."""
        above = self._sections[section.path[-1]]
        return parse_label(above.heading)[0] is not None and bool(parse_label(above.heading)[1])

    def _card(self, section: Section) -> Record | None:
        """Return the record of the nearest heading, from ``section`` upwards, that may name an item."""
        for number in (section.number, *reversed(section.path)):
            candidate = self._sections[number]
            if number in self._cards:
                return self._cards[number]
            if self._names(candidate):
                record = Record(candidate.heading, candidate.anchor, (_first(candidate), None))
                if _is_numbered(candidate.heading):
                    record.label = None
                self._cards[number] = record
                self._parents[number] = self._parent(candidate)
                return record
        return None

    def _parent(self, section: Section) -> int:
        return section.path[-1] if section.path else 0

    def _card_groups(self) -> list[Group]:
        by_parent: dict[tuple[int, int], list[int]] = {}
        for number in self._cards:
            key = (self._parents[number], self._sections[number].level)
            by_parent.setdefault(key, []).append(number)
        groups = []
        for (parent, _), numbers in sorted(by_parent.items()):
            above = self._sections[parent]
            headings = self._headings(above) if above.heading else ()
            records = [self._cards[n] for n in sorted(numbers)]
            intro = [
                Piece(self._blocks[i].text, self._blocks[i].anchor, (i, None))
                for i in above.blocks
                if self._blocks[i].table is None
            ]
            groups.append(Group("card", parent, headings, records, intro=intro))
        return groups


def _chapter_letters(blocks: list[Block]) -> frozenset[str]:
    """Return the letters ("a") that number the chapters of a form in its headings: A1, A2, B1, C1, C2, D1 ...

    Items have letters of their own (K1, W2), but no four that follow one another, each with numbers.
    """
    counts: dict[int, set[str]] = {}
    for match in (_LETTERED.match(b.text) for b in blocks if b.kind is BlockKind.HEADING):
        if match:
            counts.setdefault(ord(match["letter"]), set()).add(match["number"])
    found: set[str] = set()
    for letter in counts:
        run = [letter + i for i in range(_FEWEST_CHAPTERS)]
        if all(code in counts for code in run) and sum(len(counts[code]) > 1 for code in run) > 1:
            found.update(chr(code).lower() for code in run)
    return frozenset(found)


def _unnumber(groups: list[Group], letters: frozenset[str]) -> None:
    """Take away labels that only number the parts of a form, and keep those behind them."""
    for record in (r for group in groups for r in group.records):
        if record.label is not None and record.label.family in letters and _LETTERED.match(record.title):
            record.label, record.name = parse_label(record.name)


def _is_numbered(heading: str) -> bool:
    """Say whether what looks like the label of a heading is its number ("4.2 Werkwijze"), not that of an item."""
    if _CHAPTER.match(heading):
        return True
    number = _SECTION_NUMBER.match(heading)
    inner = parse_label(heading[number.end() :])[0] if number else None
    return number is not None and (inner is None or not inner.family)


def _first(section: Section) -> int:
    return section.blocks[0] if section.blocks else -1


def _is_contents(blocks: list[Block], section: Section) -> bool:
    own = [blocks[i] for i in section.blocks]
    return bool(own) and all(b.toc for b in own)
