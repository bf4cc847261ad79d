"""What a plan promises on its bottlenecks: in a list of promises, beside it, or in paragraphs that name them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from resvtool.document import Block, BlockKind, Document
from resvtool.facts.attributes import Attributes
from resvtool.facts.item_drafts import Draft, same_label
from resvtool.facts.labels import names_literally, references, same_name, words_of
from resvtool.facts.record_kinds import IMPACT, is_dated, item_records, promises
from resvtool.facts.records import Group, Piece, Record
from resvtool.language.words import fold

_FEWEST_NAMED = 2
_STEM = 7
_SHORT_LABEL = re.compile(r"(?P<label>[A-Z]|\d{1,2})[.:)]?\s+(?P<name>.+)", re.DOTALL)
_BEFORE_NAME = re.compile(
    r"^\W*(?:(?:ten aanzien van|met betrekking tot|wat betreft|als het gaat om|aangaande|inzake|rondom|"
    r"bij|over|voor|op|rond|tegen|wat|aan|van)\s+)?\W*",
    re.IGNORECASE,
)
_LONGEST_OPENING = 120
_MONEY = re.compile(r"€|\d euro\b", re.IGNORECASE)
_ASIDE = re.compile(r"risico|begroting|kosten|geld|financ|planning|mitigatie|escalatie", re.IGNORECASE)


def promise_self(drafts: list[Draft], promising: list[Group]) -> None:
    """Add to ``drafts`` as promises those of their own records that stand in ``promising``: one list is both."""
    for draft in drafts:
        for group in promising:
            draft.promises.extend(r for r in group.records if r in draft.records)


def add_promises(drafts: list[Draft], group: Group, attributes: Attributes) -> None:
    """Add the records of a list of promises to the bottlenecks they are on; the others as bottlenecks not listed."""
    records = item_records(group, IMPACT, attributes)
    matched: list[tuple[Record, Draft | None]] = []
    for record in records:
        fitting: list[Draft | None] = [d for d in drafts if _promise_fits(d, record, attributes)]
        matched.extend((record, d) for d in fitting or [None])
    left = [record for record, draft in matched if draft is None]
    taken = [draft for _, draft in matched]
    open_drafts = [d for d in drafts if not d.later and d not in taken and not d.promises]
    if left and len(left) == len(open_drafts):
        pairs = dict(zip(map(id, left), open_drafts, strict=True))
        matched = [(record, draft or pairs[id(record)]) for record, draft in matched]
    some = any(draft is not None for _, draft in matched)
    for record, draft in matched:
        if draft is None:
            if some and group.kind in ("paragraph", "list") and not promises(record):
                continue
            draft = Draft(record.name, record.label, record.anchor, listed=False)
            drafts.append(draft)
        if record not in draft.promises:
            draft.promises.append(record)
        draft.intros.extend(group.intro)
        draft.intros.extend(Piece(h, record.anchor, record.place) for h in group.headings[-1:])


def add_labelled_beside(drafts: list[Draft], promising: list[Group], groups: list[Group]) -> None:
    """Add what stands under the heading of a list of promises, outside it, with the label of a bottleneck."""
    headings = {g.headings for g in promising if g.headings}
    listed = {id(r) for d in drafts for r in d.records}
    bare = [d for d in drafts if d.label is not None and d.label.family and not d.later and not d.promises]
    for group in groups:
        if group in promising or group.headings not in headings:
            continue
        for record in group.records:
            for draft in bare:
                if record.label == draft.label and id(record) not in listed:
                    draft.promises.append(record)


def promise_by_name(bottlenecks: list[Draft], document: Document) -> bool:
    """Add the paragraphs ("Bij knelpunt A daalt ... van 286 naar 240 in 2028") that promise something by naming it.

    Only those of the one section that does so for most bottlenecks without a promise, in two paragraphs at least, and
    none about risks or money, that name a bottleneck and its numbers too. In that section a date will do for the rest,
    and a paragraph that opens with the name is about it ("Bij knelpunt B hopen wij ..."). Says whether it found any.
    """
    bare = [d for d in bottlenecks if d.listed and not d.later and not d.promises]
    found: dict[tuple[str, ...], dict[int, Record]] = {}
    likely: dict[tuple[str, ...], dict[int, Record]] = {}
    looks = _Looks(document)
    named = Counter(place for d in bare for place in {m.value.place for m in d.mentions})
    for i, draft in enumerate(bare):
        led = looks.led_by(draft)
        places = [*(m.value.place for m in draft.mentions), *(r.place for r in draft.records[1:])]
        for index in dict.fromkeys([*(index for index, row in places if row is None), *led]):
            if not 0 <= index < len(document.blocks):
                continue
            block = document.blocks[index]
            promised, is_dated = looks.of(index)
            texts = [Piece(block.text, block.anchor, (index, None))]
            record = Record(draft.name, block.anchor, (index, None), texts=texts)
            if index in led or (is_dated and named[index, None] <= 1):
                likely.setdefault(block.anchor.section, {}).setdefault(i, record)
            if promised or (index in led and is_dated):
                found.setdefault(block.anchor.section, {}).setdefault(i, record)
    section = max(found, key=lambda s: (_count_places(found[s]), len(found[s])), default=())
    most = found.get(section, {})
    if _count_places(most) >= _FEWEST_NAMED and len(most) * 2 >= len(bare):
        for i, record in {**likely.get(section, {}), **most}.items():
            bare[i].promises.append(record)
        return True
    return False


class _Looks:
    """Whether a paragraph promises something, whether it has a date and a number, and with what name it opens.

    Each paragraph is looked at once.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[int, tuple[bool, bool]] = {}

    def of(self, index: int) -> tuple[bool, bool]:
        """Return what the paragraph at ``index`` looks like; neither for what is about risks or money."""
        if index not in self._known:
            block = self._document.blocks[index]
            record = Record("", block.anchor, (index, None), texts=[Piece(block.text, block.anchor, (index, None))])
            aside = is_aside(block)
            self._known[index] = (not aside and promises(record), not aside and is_dated(record))
        return self._known[index]

    def led_by(self, draft: Draft) -> list[int]:
        """Return the paragraphs, outside its first record, that open with the name of ``draft`` ("Bij *Avond* ...")."""
        name = fold(_BEFORE_NAME.sub("", draft.name.strip(" .:")))
        if not name or not draft.records:
            return []
        own = {draft.records[0].place[0], *(p.place[0] for p in draft.records[0].pieces())}
        led = (i for i, opening in self._openings if opening.startswith(name) and not opening[len(name)].isalnum())
        return [i for i in led if i not in own]

    @cached_property
    def _openings(self) -> list[tuple[int, str]]:
        """Return the words that each paragraph opens with, in the form of a name, and a space."""
        blocks = enumerate(self._document.blocks)
        texts = [(i, b.text) for i, b in blocks if b.table is None and b.kind is not BlockKind.HEADING]
        return [(i, fold(_BEFORE_NAME.sub("", text[:_LONGEST_OPENING])) + " ") for i, text in texts]


def _count_places(records: dict[int, Record]) -> int:
    return len({record.place for record in records.values()})


def is_aside(block: Block) -> bool:
    """Say whether a paragraph is about risks or money."""
    return bool(_MONEY.search(block.text)) or bool(_ASIDE.search(" ".join(block.anchor.section[-1:])))


def _promise_fits(draft: Draft, record: Record, attributes: Attributes) -> bool:
    linked = [f.value.text for f in record.fields if "knelpunt" in attributes.of(f.head)]
    if draft.label is not None and any(references(text, {draft.label: ""}) for text in linked):
        return True
    if any(same_name(text, draft.name) or names_literally(text, draft.name) for text in linked):
        return True
    if draft.label is not None and record.title.strip(" .:)").lower() == str(draft.label).lower():
        return True
    if draft.label is not None and record.label is not None:
        return same_label(draft.label, record.label)
    if draft.matches(record):
        return True
    if draft.label is not None and (short := _SHORT_LABEL.match(record.title)):
        return short["label"].lower() == draft.label.number and _share_a_stem(short["name"], draft.name)
    name = words_of(draft.name)
    return bool(name) and name <= words_of(record.title)


def _share_a_stem(one: str, other: str) -> bool:
    """Say whether two names share a word, or the beginning of a long one ("begrijpelijk", "begrijpen")."""
    beginnings = [{word[:_STEM] for word in words_of(name)} for name in (one, other)]
    return not beginnings[0].isdisjoint(beginnings[1])
