"""Whether names come back: a plan speaks again of its bottlenecks and activities, never of what parts a chapter.

"De stille telefoon" in the analysis is "Over de stille telefoon" in the results; "Waar wij ons op baseren" is nowhere
else. So names that come back tell the items of a chapter from the headings that only part it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from resvtool.document import BlockKind, Document
from resvtool.facts.labels import forms_of, only_label_in, words_of
from resvtool.facts.record_kinds import ACTIVITY, BOTTLENECK, IMPACT, Kinds, promises
from resvtool.facts.records import Group, Record

_FEWEST_LISTED = 3
_FEWEST_WORDS_BESIDES = 4
"""So many words a line must hold besides a name: less is a line of a table of contents."""
_MOST = 0.5


class Naming:
    """Which names of records the rest of a document uses again."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._shares: dict[int, float] = {}

    @cached_property
    def _texts(self) -> list[tuple[int, str, bool]]:
        """Return the blocks but those of a table of contents: their place, text, and whether they are headings."""
        blocks = enumerate(self._document.blocks)
        return [(i, block.words(), block.kind is BlockKind.HEADING) for i, block in blocks if not block.toc]

    def most_come_back(self, group: Group) -> bool:
        """Say whether most names of ``group`` are used again elsewhere."""
        return self._share(group) >= _MOST

    def is_used_again(self, name: str) -> bool:
        """Say whether ``name`` stands in more than one block, or all the words of it that tell it apart do."""
        forms, telling = forms_of(name.strip(" .:")), words_of(name)
        found = 0
        for _, text, _ in self._texts:
            found += any(form in text for form in forms) or (len(telling) > 1 and telling <= words_of(text))
        return found > 1

    def _share(self, group: Group) -> float:
        if id(group) not in self._shares:
            own = {place[0] for r in group.records for place in (r.place, *(p.place for p in r.pieces()))}
            again = sum(self._comes_back(record, own) for record in group.records)
            self._shares[id(group)] = again / (len(group.records) or 1)
        return self._shares[id(group)]

    def _comes_back(self, record: Record, own: set[int]) -> bool:
        forms = forms_of(record.name.strip(" .:"))
        most_of_title = len(record.name.split()) + _FEWEST_WORDS_BESIDES
        for i, text, is_heading in self._texts:
            if i not in own and text != record.title and any(form in text for form in forms):
                words = len(text.split())
                if words < most_of_title if is_heading else words >= most_of_title:
                    return True
        return False


def without_chapters(scored: list[tuple[Group, Kinds]], naming: Naming) -> list[tuple[Group, Kinds]]:
    """Drop headings that seem to list bottlenecks or impact, when the rest of the plan hardly uses these names.

    They part a chapter. Where nothing under them is a list for sure, one of names that do come back is what the
    chapter is about. Where no list of bottlenecks is left, all is as it was.
    """
    parting = [(group, kinds) for group, kinds in scored if _parts_only(group, kinds, naming)]
    dropped = {id(group) for group, _ in parting}
    kept = {id(group): (group, kinds) for group, kinds in scored if id(group) not in dropped}
    for chapter, kinds in parting:
        titles = {r.title for r in chapter.records}
        within = [(group, own) for group, own in kept.values() if titles.intersection(group.headings[-1:])]
        if any(own.is_a(BOTTLENECK) or own.is_a(IMPACT) for _, own in within):
            continue
        named = [(group, own) for group, own in within if _names_items(group, naming)]
        group, own = max(named, key=lambda pair: pair[1].bottleneck, default=(chapter, kinds))
        if group is not chapter and own.activity <= own.bottleneck:
            kept[id(group)] = group, replace(own, bottleneck=max(own.bottleneck, kinds.bottleneck))
    left = list(kept.values())
    return left if any(kinds.is_a(BOTTLENECK) for _, kinds in left) else scored


def without_activity_chapters(scored: list[tuple[Group, Kinds]], naming: Naming) -> list[tuple[Group, Kinds]]:
    """Drop headings that seem to list activities ("Wat er in 2027 gebeurt", "Hoe het werk is verdeeld").

    Only where the rest of the plan hardly uses these names, and under one of them stands a list of activities whose
    names it does use.
    """

    def hosts_a_list(group: Group, kinds: Kinds) -> bool:
        if group.kind != "card" or not kinds.is_a(ACTIVITY) or any(r.label is not None for r in group.records):
            return False
        titles = {r.title for r in group.records}
        within = [
            own
            for own, own_kinds in scored
            if titles.intersection(own.headings[-1:]) and own_kinds.is_a(ACTIVITY) and _names_items(own, naming)
        ]
        return bool(within) and not naming.most_come_back(group)

    return [(group, kinds) for group, kinds in scored if not hosts_a_list(group, kinds)]


def _parts_only(group: Group, kinds: Kinds, naming: Naming) -> bool:
    """Say whether headings taken for bottlenecks or impact bear no names: no labels, no promises, no use elsewhere."""
    if group.kind != "card" or not (kinds.is_a(BOTTLENECK) or kinds.is_a(IMPACT)):
        return False
    if any(r.label is not None or only_label_in(r.title) for r in group.records):
        return False
    promising = sum(map(promises, group.records))
    listing = promising >= _FEWEST_LISTED and promising * 2 > len(group.records)
    return not listing and not naming.most_come_back(group)


def _names_items(group: Group, naming: Naming) -> bool:
    return group.kind != "card" and len(group.records) >= _FEWEST_LISTED and naming.most_come_back(group)
