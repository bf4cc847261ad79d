"""What the name of a column or attribute stands for: "Trekkers" is an owner, "Uiterlijk" a deadline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from resvtool.document import Block, Document
from resvtool.facts.wording import Wording, split_head
from resvtool.language.words import fold, sentences

PARTS = (
    "nulmeting", "streefwaarde", "eigenaar", "inzet", "termijn", "hoofdtaak", "patient", "aanbieder",
    "effect", "domein", "niveau", "knelpunt", "omvang", "doel", "budget",
)  # fmt: skip
_LONGEST, _SHORT = 12, 3  # words
_LONGEST_LEAD = 7  # words
_OFTEN = 3  # paragraphs
_BRACKETS = re.compile(r"\s*\(.*?\)")
_TELLING = frozenset(PARTS) - {"budget"}
_OF_ACTIVITIES = frozenset({"hoofdtaak", "patient", "aanbieder", "domein", "effect"})


class Attributes:
    """Recognises the names of columns and attributes in one plan."""

    def __init__(
        self, wording: Wording, document: Document | None = None, abbreviations: Mapping[str, str] | None = None
    ) -> None:
        self._wording = wording
        self._stands_for = abbreviations or {}
        self._recurring = _recurring(document) if document is not None else frozenset()
        self._leading = _leading(document) if document is not None else []
        self._known: dict[str, frozenset[str]] = {}
        self._shapes: dict[str, tuple[bool, str]] = {}

    def of(self, head: str) -> frozenset[str]:
        """Return the parts that ``head`` may name (see ``PARTS``); empty for other texts."""
        if head not in self._known:
            long = self._stands_for.get(fold(head.strip()))
            self._known[head] = self._parts(head) or (self._parts(long) if long else frozenset())
        return self._known[head]

    def is_part(self, head: str) -> bool:
        """Say whether ``head`` names a part of an item."""
        return bool(self.of(head))

    def recurs(self, head: str) -> bool:
        """Say whether several paragraphs of the plan open with ``head`` and a mark: a name of its own for some part."""
        return fold(head) in self._recurring

    def leads(self, lead: str) -> bool:
        """Say whether the plan opens paragraphs of several items with ``lead``, set apart: the name of a part."""
        return fold(lead) in self._leads

    def is_party(self, name: str) -> bool:
        """Say whether ``name`` is but one word for patients or providers ("Huisartsen")."""
        return len(name.split()) == 1 and any(self._has(name, party) for party in ("patient", "aanbieder", "zorgkant"))

    def is_attribute(self, head: str) -> bool:
        """Say whether ``head`` names a part, or the item itself, in a list of attributes."""
        return bool(self.of(head) & _TELLING) or self.is_item_name(head)

    def is_item_name(self, head: str) -> bool:
        """Say whether a column so headed holds the names of activities or bottlenecks."""
        return self.names_activity(head) or self.names_bottleneck(head) or self._has(head, "naam")

    def names_activity(self, head: str) -> bool:
        """Say whether a column so headed lists activities."""
        return self._has(head, "activiteit")

    def names_bottleneck(self, head: str) -> bool:
        """Say whether a column so headed lists bottlenecks."""
        return self._has(head, "knelpunt")

    def is_later(self, heading: str) -> bool:
        """Say whether ``heading`` is about the years after 2030."""
        return self._wording.names(heading, "items-titel-later", live=False)

    @cached_property
    def _leads(self) -> frozenset[str]:
        known = (leads for leads in self._leading if any(self.of(one) & _OF_ACTIVITIES for one in leads))
        return frozenset().union(*known)

    def _has(self, head: str, concept: str) -> bool:
        is_name, bare = self._shape(head)
        if not is_name:
            return False
        loose = f"items-kop-{concept}-los"
        if bare and loose in self._wording.lexicon.concepts and self._wording.names(bare, loose, live=False):
            return True
        return self._wording.names(head, f"items-kop-{concept}", live=False)

    def _shape(self, head: str) -> tuple[bool, str]:
        """Return whether ``head`` is short enough for a name, and its text without brackets when that is very short."""
        if head not in self._shapes:
            bare = _BRACKETS.sub("", head)
            self._shapes[head] = 0 < len(head.split()) <= _LONGEST, bare if len(bare.split()) <= _SHORT else ""
        return self._shapes[head]

    def _parts(self, head: str) -> frozenset[str]:
        found = {part for part in PARTS if self._has(head, part)}
        if found & {"hoofdtaak"}:
            return frozenset({"hoofdtaak"})
        if "effect" not in found and self._has(head, "betrokken"):
            found -= {"patient", "aanbieder"}
        if "effect" in found and not found & {"patient", "aanbieder"} and self._has(head, "zorgkant"):
            found = found - {"domein"} | {"aanbieder"}
        sure = self._has(head, "patient-zeker")
        if "patient" in found and "effect" not in found and not sure:
            found.discard("patient")
        if "domein" in found and "aanbieder" not in found:
            found -= {"effect"}
        return frozenset(found)


def _recurring(document: Document) -> frozenset[str]:
    """Return the short heads ("Kant:", "Voor vakgenoten:") that open a sentence in several paragraphs.

    Also those ("Effect inwoners.") that are the first sentence of several.
    """
    counts: Counter[str] = Counter()
    for block in document.blocks:
        if block.table is not None:
            continue
        first, stop, rest = block.text.partition(". ")
        if stop and rest and len(first.split()) <= _SHORT:
            counts[fold(first)] += 1
        if ":" in block.text:
            heads = (split_head(block.text[start:end]) for start, end in sentences(block.text))
            counts.update({fold(head[0]) for head in heads if head and 0 < len(head[0].split()) <= _SHORT})
    return frozenset(head for head, count in counts.items() if count >= _OFTEN)


def _leading(document: Document) -> list[set[str]]:
    """Return, per chapter, the words that stand out and open a paragraph under several of its headings.

    Names of parts do ("Wat de inwoner merkt"), under the heading of each activity; names of items that several
    chapters come back to do too, so some of them must be known as parts.
    """
    under: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for block in document.blocks:
        lead = lead_of(block)
        if lead and len(lead.split()) <= _LONGEST_LEAD and block.anchor.section:
            under.setdefault((fold(lead), block.anchor.section[:-1]), set()).add(block.anchor.section[-1])
    chapters: dict[tuple[str, ...], set[str]] = {}
    for (lead, chapter), headings in under.items():
        if len(headings) >= _OFTEN:
            chapters.setdefault(chapter, set()).add(lead)
    return list(chapters.values())


def lead_of(block: Block) -> str:
    """Return the words in bold or italics that ``block`` opens with, before other text; empty when there are none."""
    lead = block.lead.rstrip(" .:,;–—-?")
    rest = block.text[len(lead) :]
    opens = bool(lead) and block.text.startswith(lead) and not rest[:1].isalnum()
    return lead if opens and rest.strip(" .:,;–—-?") else ""
