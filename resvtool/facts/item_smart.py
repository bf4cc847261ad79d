"""What makes the promised impact on a bottleneck SMART, and how large the bottleneck itself is.

A filled column of the right name shows a part; so do words in the text, or a statement for all goals
("trekker van alle doelen is ...") when no goal has a column for it.
"""

from __future__ import annotations

import re

from resvtool.facts.attributes import Attributes
from resvtool.facts.item_drafts import Draft, Drafts
from resvtool.facts.item_links import Links
from resvtool.facts.records import Field, Piece, evidence_of
from resvtool.facts.smart import has_date, has_deadline, has_measure, is_change, is_target
from resvtool.facts.wording import Wording
from resvtool.rules.model import Evidence

_HEADS = {"acceptabel": "eigenaar", "realistisch": "inzet", "tijdgebonden": "termijn"}


class SmartReader:
    """Reads the parts of the bottlenecks of one plan."""

    def __init__(self, wording: Wording, attributes: Attributes, drafts: Drafts, links: Links) -> None:
        self._wording = wording
        self._attributes = attributes
        self._drafts = drafts
        self._links = links
        self._columned = {part: self._is_columned(head) for part, head in _HEADS.items()}

    def smart(self, draft: Draft, part: str) -> Evidence | None:
        """Return what shows ``part`` (specifiek ... tijdgebonden) of the impact on a bottleneck."""
        if not draft.promises:
            return None
        fields = [f for r in draft.promises for f in r.fields]
        pieces = [p for r in draft.promises for p in r.pieces()]
        match part:
            case "specifiek":
                return self._specific(pieces)
            case "meetbaar":
                return self._measurable(draft, fields, pieces)
            case "tijdgebonden":
                return self._dated(draft, fields, pieces)
        owned = self._named(draft, _HEADS[part])
        found = next((f.value for f in owned if self._says(f.value.text, part)), None)
        if found is not None:
            return evidence_of(found)
        if part == "realistisch" and not owned and self._links.activities_behind(draft):
            return self._specific(pieces)
        strict = self._columned[part]
        concept = "items-haalbaar"
        if part == "acceptabel":
            concept = "items-eigenaar-zeker" if strict else "items-eigenaar"
        for piece in [] if owned else pieces:
            sentence = self._wording.sentence_with(piece.text, concept)
            if sentence:
                return evidence_of(piece, sentence)
        return None if strict else self._general_smart(draft, concept)

    def measured(self, draft: Draft) -> Evidence | None:
        """Return the number with which the bottleneck itself is described, or None."""
        own = [r for r in draft.records if r not in draft.promises] or draft.records
        for record in own:
            pieces = [f.value for f in record.fields if not self._is_aim(f.head)]
            for piece in (*pieces, *record.texts):
                if has_measure(piece.text) and not self._wording.says_nothing(piece.text):
                    return evidence_of(piece)
            if has_measure(record.name):
                return Evidence(record.title, record.anchor)
        return None

    def _is_aim(self, head: str) -> bool:
        """Say whether an attribute tells what is done about a bottleneck, not how large it is."""
        parts = self._attributes.of(head)
        size = parts & {"omvang", "nulmeting"}
        return bool(parts & {"termijn", "hoofdtaak", "domein", "inzet", "eigenaar"}) or (
            "streefwaarde" in parts and not size
        )

    def excluded(self, draft: Draft) -> Evidence | None:
        """Return the passage that expressly leaves the bottleneck out of the plan, or None."""
        for mention in (*(m.value for m in draft.mentions), *draft.pieces()):
            sentence = self._wording.sentence_with(mention.text, "items-buiten")
            if sentence:
                return evidence_of(mention, sentence)
        return None

    # ------------------------------------------------------------------ inner

    def _is_columned(self, head: str) -> bool:
        """Say whether at least half of the promised impacts have an attribute ``head``."""
        promised = [d for d in self._drafts.bottlenecks if d.promises]
        having = [d for d in promised if self._named(d, head)]
        return bool(having) and len(having) * 2 >= len(promised)

    def _named(self, draft: Draft, head: str) -> list[Field]:
        return [f for r in draft.all_records() for f in r.fields if head in self._attributes.of(f.head)]

    def _says(self, text: str, part: str) -> bool:
        if self._wording.says_nothing(text):
            return False
        vague = re.fullmatch(r"(?:gezamenlijk|samen|allen|iedereen|alle partijen|wij)\.?", text.strip(), re.I)
        return not (part == "acceptabel" and vague)

    def _specific(self, pieces: list[Piece]) -> Evidence | None:
        for piece in pieces:
            if not self._wording.says_nothing(piece.text) and len(piece.text.split()) >= 1:
                return evidence_of(piece)
        return None

    def _measurable(self, draft: Draft, fields: list[Field], pieces: list[Piece]) -> Evidence | None:
        counted = [f for f in fields if self._attributes.of(f.head) & {"nulmeting", "streefwaarde", "omvang"}]
        aimed = [f for f in counted if "streefwaarde" in self._attributes.of(f.head)]
        aimed = [*aimed, *(f for f in fields if has_date(f.head) and f not in aimed)] or counted
        for found in aimed or counted:
            if has_measure(found.value.text) and not self._wording.says_nothing(found.value.text):
                return evidence_of(found.value)
        for found in counted:
            if is_change(found.value.text) and not self._wording.says_nothing(found.value.text):
                return evidence_of(found.value)
        if counted:
            rest = [
                f.value for f in fields
                if not self._attributes.of(f.head) & {"eigenaar", "inzet", "termijn", "nulmeting", "budget"}
            ]  # fmt: skip
            pieces = [*rest, *(p for r in draft.promises for p in r.texts)]
        for piece in pieces:
            sentence = next((s for s in self._wording.sentences(piece.text) if self._counts(s)), None)
            if sentence:
                return evidence_of(piece, sentence)
        return None

    def _counts(self, sentence: str) -> bool:
        return is_target(sentence) and not self._wording.says_nothing(sentence)

    def _dated(self, draft: Draft, fields: list[Field], pieces: list[Piece]) -> Evidence | None:
        for found in self._named(draft, "termijn"):
            if has_date(found.value.text, loose=True) and not self._wording.says_nothing(found.value.text):
                return evidence_of(found.value)
        yearly = {id(f.value) for f in fields if has_date(f.head) and has_measure(f.value.text)}
        base = {id(f.value) for f in fields if self._attributes.of(f.head) == frozenset({"nulmeting"})}
        for piece in pieces:
            if id(piece) not in base and not self._wording.says_nothing(piece.text) and id(piece) in yearly:
                return evidence_of(piece)
            if id(piece) not in base and has_date(piece.text) and not self._wording.says_nothing(piece.text):
                return evidence_of(piece)
        if self._columned["tijdgebonden"]:
            return None
        for intro in draft.intros:
            sentence = next((s for s in self._wording.sentences(intro.text) if has_deadline(s)), None)
            if sentence and not self._wording.says_nothing(sentence):
                return evidence_of(intro, sentence)
        return self._general_smart(draft, "items-uiterlijk")

    def _general_smart(self, draft: Draft, concept: str) -> Evidence | None:
        """Return a statement for all impacts, in their section or in a sentence on "alle doelen"."""
        for piece in (*draft.intros, *self._drafts.general):
            nearby = piece in draft.intros
            for sentence in self._wording.sentences(piece.text):
                general = self._wording.names(sentence, "items-alle")
                about = self._wording.names(sentence, "items-alle-knelpunten")
                if general and (about or nearby) and self._wording.names(sentence, concept):
                    dated = concept != "items-uiterlijk" or has_deadline(sentence)
                    if dated:
                        return evidence_of(piece, sentence)
        return None
