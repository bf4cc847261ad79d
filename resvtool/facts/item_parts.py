"""What shows each part of an item: a filled attribute of that name, or words in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from resvtool.facts.attributes import Attributes
from resvtool.facts.item_drafts import Draft, Drafts
from resvtool.facts.labels import Label, names_literally, references, words_of
from resvtool.facts.records import Field, Piece
from resvtool.facts.smart import has_date, has_deadline, has_measure, is_change
from resvtool.facts.wording import Wording, is_empty
from resvtool.rules.model import Evidence

_LONGEST = 300
_PART_HEADS = {
    "doel": "doel", "hoofdtaak": "hoofdtaak", "effect-patient": "patient",
    "effect-aanbieder": "aanbieder", "domein": "domein", "niveau": "niveau", "knelpunt": "knelpunt",
}  # fmt: skip
_SMART_HEADS = {
    "acceptabel": "eigenaar", "realistisch": "inzet", "tijdgebonden": "termijn",
}  # fmt: skip
_NO_DOMAIN = re.compile(
    r"^\s*(?:nee\b|neen\b|geen\b|niet\b|n\.?v\.?t|alleen (?:de )?zorg|zorg\b|binnen de zorg|volledig|geheel|"
    r"uitsluitend|puur|enkel|hoofdzakelijk|vooral|zvw\b)|"
    r"\b(?:alleen zorg|binnen de zorg|alleen (?:het )?sociaal domein|niet op het snijvlak)\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:all?e|elke?|iedere?|al onze|geen van de|geen enkele)\s+(?:\w+\s+){0,2}?"
    r"(?:activiteiten|activiteit|projecten|project|sporen|spoor|werkpakketten|werkpakket|initiatieven|"
    r"actielijnen|kaarten|pakketten|draden|onderdelen|werkvormen)\b",
    re.IGNORECASE,
)
_LEVELS = (
    ("wijkverband", re.compile(r"wijk|buurt|dorp|kern|kring", re.I)),
    ("monodisciplinair", re.compile(r"monodisc|beroep|koepel|achterban|vereniging|discipline", re.I)),
    ("regio", re.compile(r"regio|streek|gebied|centraal|bovenlokaal|heel", re.I)),
)
_TASKS = {
    1: re.compile(r"vertegenwoordig|mandat|machtig", re.I),
    2: re.compile(r"capaciteit|toegankelijk|bereikbaar", re.I),
    3: re.compile(r"zorginhoudelijk|patiëntengroep", re.I),
    4: re.compile(r"wijkverband|wijkkring|dorpskring", re.I),
    5: re.compile(r"facilite|ondersteun\w+ (?:van )?aanbieders", re.I),
}
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5}


class PartReader:
    """Reads the parts of drafts of one plan."""

    def __init__(self, wording: Wording, attributes: Attributes, drafts: Drafts) -> None:
        self._wording = wording
        self._attributes = attributes
        self._drafts = drafts
        self._columned = {part: self._is_columned(head) for part, head in _PART_HEADS.items()}

    # ------------------------------------------------------------------ activities

    def activity_part(self, draft: Draft, part: str) -> Evidence | None:
        """Return what shows ``part`` of an activity: a field, its text, or a statement for all."""
        found = self._field(draft, part)
        if found is not None:
            return found
        if part == "knelpunt":
            found = self._linked_bottleneck(draft)
        if found is None and part == "hoofdtaak":
            found = self._mentioned(draft, "items-hoofdtaak-genoemd") or self._mentioned_in_column(draft, part)
        if found is None and part in ("domein", "niveau"):
            found = self._mentioned_in_column(draft, part)
        if found is None:
            found = self._above(draft, part)
        if found is None and not (self._columned[part] and part.startswith("effect")):
            found = self._in_text(draft, part) or self._effect_mentioned(draft, part)
        return found or self._for_all(part)

    def main_tasks(self, draft: Draft) -> frozenset[int]:
        """Return the numbers of the hoofdtaken that the activity is linked with."""
        values = [f.value.text for f in self._fields(draft, "hoofdtaak")]
        texts = [s for p in self._own_pieces(draft) for s in self._wording.sentences(p.text)]
        if not values:
            values = [t for t in texts if self._wording.names(t, "items-hoofdtaak")]
        if not values:
            heads = [c for r in draft.records for c in r.context]
            values.extend(h for h in heads if self._wording.names(h, "items-hoofdtaak-genoemd"))
        if not values:
            evidence = self.activity_part(draft, "hoofdtaak")
            values = [evidence.text] if evidence else []
        found: set[int] = set()
        for value in values:
            numbers = {int(n) for n in re.findall(r"\b(?:HT-?)?([1-5])\b", value)}
            numbers |= {n for word, n in _ORDINALS.items() if re.search(rf"\b{word}\b", value, re.I)}
            found |= numbers or {n for n, pattern in _TASKS.items() if pattern.search(value)}
        return frozenset(found)

    def level(self, draft: Draft) -> str | None:
        """Return at which level the activity is carried out: regio, wijkverband, monodisciplinair."""
        evidence = self.activity_part(draft, "niveau")
        text = evidence.text if evidence else ""
        return next((name for name, pattern in _LEVELS if pattern.search(text)), None)

    def budget(self, draft: Draft) -> tuple[Evidence, ...]:
        """Return the passages of the budget that name the activity."""
        named = [m.value for m in draft.mentions if "€" in m.value.text or "€" in m.head]
        return tuple(_evidence(p) for p in (*draft.budget, *named))

    def bottlenecks_of(self, draft: Draft) -> tuple[str, ...]:
        """Return the labels or names of the bottlenecks that the activity works on."""
        texts = [p.text for p in self._own_pieces(draft)]
        direct = [str(d.label or d.name) for d in self._named_in(texts, self._drafts.bottlenecks)]
        back = [str(d.label or d.name) for d in self._drafts.bottlenecks if draft in self._activities_behind(d)]
        return tuple(dict.fromkeys([*direct, *back]))

    def activities_of(self, draft: Draft) -> tuple[str, ...]:
        """Return the labels or names of the activities that work on a bottleneck."""
        return tuple(str(d.label or d.name) for d in self._activities_behind(draft))

    # ------------------------------------------------------------------ bottlenecks

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
        head = _SMART_HEADS[part]
        elsewhere = [f for r in draft.records if r not in draft.promises for f in r.fields]
        owned = [f for f in (*fields, *elsewhere) if head in self._attributes.of(f.head)]
        found = next((f.value for f in owned if self._says(f.value.text, part)), None)
        if found is not None:
            return _evidence(found)
        if part == "realistisch" and not owned and self._activities_behind(draft):
            return self._specific(pieces)
        concept = "items-eigenaar" if part == "acceptabel" else "items-haalbaar"
        if not owned:
            for piece in pieces:
                sentence = self._wording.sentence_with(piece.text, concept)
                if sentence:
                    return _evidence(piece, sentence)
        return self._general_smart(draft, concept)

    def measured(self, draft: Draft) -> Evidence | None:
        """Return the number with which the bottleneck itself is described, or None."""
        own = [r for r in draft.records if r not in draft.promises] or draft.records
        for record in own:
            pieces = [f.value for f in record.fields if not self._is_aim(f.head)]
            for piece in (*pieces, *record.texts):
                if has_measure(piece.text) and not self._wording.says_nothing(piece.text):
                    return _evidence(piece)
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
        for mention in (*(m.value for m in draft.mentions), *self._own_pieces(draft)):
            sentence = self._wording.sentence_with(mention.text, "items-buiten")
            if sentence:
                return _evidence(mention, sentence)
        return None

    # ------------------------------------------------------------------ fields

    def _is_columned(self, head: str) -> bool:
        drafts = self._drafts.activities
        having = [d for d in drafts if any(True for _ in self._fields(d, head))]
        return bool(having) and len(having) * 2 >= len(drafts)

    def _fields(self, draft: Draft, head: str) -> Iterable[Field]:
        for record in draft.records:
            for found in record.fields:
                if head in self._attributes.of(found.head):
                    yield found

    def _field(self, draft: Draft, part: str) -> Evidence | None:
        fields = list(self._fields(draft, _PART_HEADS[part]))
        if part == "domein":
            return self._domain([f.value for f in fields])
        if part == "knelpunt":
            fields = [f for f in fields if not self._attributes.of(f.head) & {"hoofdtaak"}]
        found = next((f.value for f in fields if not self._wording.says_nothing(f.value.text)), None)
        if found is None and part.startswith("effect"):
            party = part.replace("effect", "items")
            general = [
                f for f in self._fields(draft, "effect") if not self._attributes.of(f.head) & {"patient", "aanbieder"}
            ]
            found = next((f.value for f in general if self._wording.names(f.value.text, party)), None)
        return _evidence(found) if found else None

    def _domain(self, values: list[Piece]) -> Evidence | None:
        """Return the answer to "care or social domain?": a no, or a yes with how it is divided."""
        answered = [v for v in values if not self._wording.says_nothing(v.text) or _NO_DOMAIN.search(v.text)]
        answered = [v for v in answered if not self._wording.names(v.text, "items-onbeslist", live=False)]
        answered = [v for v in answered if not re.fullmatch(r"[-–—.\s]*", v.text)]
        if not answered:
            return None
        text = " ".join(v.text for v in answered)
        if _NO_DOMAIN.search(text) or len(text.split()) >= 5:
            return _evidence(answered[0], text)
        return None

    # ------------------------------------------------------------------ text

    def _own_pieces(self, draft: Draft) -> list[Piece]:
        return [p for r in draft.all_records() for p in r.pieces()]

    def _above(self, draft: Draft, part: str) -> Evidence | None:
        """Return the heading above the item that tells ``part``: "Hoofdtaak 4", "Binnen de zorg"."""
        for record in draft.records:
            for head in record.context:
                told = {
                    "hoofdtaak": self._wording.names(head, "items-hoofdtaak-genoemd"),
                    "niveau": any(pattern.search(head) for _, pattern in _LEVELS),
                    "domein": bool(_NO_DOMAIN.search(head)) and self._wording.names(head, "items-domein"),
                    "knelpunt": bool(self._named_in([head], self._drafts.bottlenecks)),
                }
                if told.get(part):
                    return Evidence(head, record.anchor)
        return None

    def _texts(self, draft: Draft, part: str) -> Iterable[Piece]:
        """Yield the texts in which ``part`` may show: no fields that are of another part."""
        head = _PART_HEADS[part]
        others = {"hoofdtaak", "domein", "patient", "aanbieder", "termijn", "eigenaar", "budget"} - {head}
        for record in draft.records:
            for found in record.fields:
                if not self._attributes.of(found.head) & others:
                    yield found.value
            yield from record.texts

    def _in_text(self, draft: Draft, part: str) -> Evidence | None:
        for piece in self._texts(draft, part):
            sentence = self._sentence(piece.text, part)
            if sentence:
                return _evidence(piece, sentence)
        return None

    def _sentence(self, text: str, part: str) -> str | None:
        match part:
            case "effect-patient":
                return self._wording.near(text, "items-patient", "items-merkbaar")
            case "effect-aanbieder":
                return self._wording.near(text, "items-aanbieder", "items-merkbaar")
            case "hoofdtaak":
                return self._wording.sentence_with(text, "items-hoofdtaak")
            case "domein":
                told = self._wording.sentence_with(text, "items-domein")
                open_still = told and self._wording.names(told, "items-onbeslist", live=False)
                return None if open_still else told
            case "knelpunt":
                return self._wording.sentence_with(text, "items-knelpunt-verwijzing")
            case "doel":
                return text if len(text.split()) >= 4 and not self._wording.says_nothing(text) else None
        return text if any(p.search(text) for _, p in _LEVELS) else None

    def _mentioned(self, draft: Draft, concept: str) -> Evidence | None:
        for mention in draft.mentions:
            whole = f"{mention.head} {mention.value.text}" if mention.head else mention.value.text
            sentence = self._wording.sentence_with(whole, concept)
            if sentence:
                return _evidence(mention.value)
        return None

    def _mentioned_in_column(self, draft: Draft, part: str) -> Evidence | None:
        """Return the row "Regio | A1, A3" of a table whose heads speak of ``part``."""
        for mention in draft.mentions:
            heads = mention.head.split(" | ")
            said = not self._wording.says_nothing(mention.value.text)
            if said and any(_PART_HEADS[part] in self._attributes.of(h) for h in heads):
                return _evidence(mention.value)
        concepts = {"domein": "items-domein-antwoord", "niveau": "items-niveau"}
        return self._mentioned(draft, concepts[part]) if part in concepts else None

    def _effect_mentioned(self, draft: Draft, part: str) -> Evidence | None:
        """Return a sentence elsewhere that names the item and tells an effect."""
        if not part.startswith("effect"):
            return None
        party = part.replace("effect", "items")
        for mention in draft.mentions:
            sentence = self._wording.near(mention.value.text, party, "items-merkbaar-streng")
            if sentence:
                return _evidence(mention.value, sentence)
        return None

    def _for_all(self, part: str) -> Evidence | None:
        """Return a statement that holds for all activities ("alle activiteiten vallen onder ...")."""
        for piece in self._drafts.general:
            if not _ALL.search(piece.text):
                continue
            for sentence in self._wording.sentences(piece.text):
                if _ALL.search(sentence) and self._states(sentence, part):
                    return _evidence(piece, sentence)
        return None

    def _states(self, sentence: str, part: str) -> bool:
        match part:
            case "hoofdtaak":
                return self._wording.names(sentence, "items-hoofdtaak-genoemd")
            case "domein":
                return self._wording.names(sentence, "items-domein-antwoord")
            case "effect-patient":
                return bool(self._wording.near(sentence, "items-patient", "items-merkbaar-streng"))
            case "effect-aanbieder":
                return bool(self._wording.near(sentence, "items-aanbieder", "items-merkbaar-streng"))
        return False

    # ------------------------------------------------------------------ links

    def _named_in(self, texts: list[str], drafts: list[Draft]) -> list[Draft]:
        known: dict[Label, str] = {}
        for draft in drafts:
            if draft.label is not None:
                known.setdefault(draft.label, draft.name)
        labels = {label for text in texts for label in references(text, known)}
        found = []
        for draft in drafts:
            by_label = draft.label in labels
            words = words_of(draft.name)
            by_name = len(words) >= 2 and any(words <= words_of(t) for t in texts)
            if by_label or by_name or any(names_literally(t, draft.name) for t in texts):
                found.append(draft)
        return found

    def _activities_behind(self, draft: Draft) -> list[Draft]:
        texts = [p.text for r in draft.promises for p in r.pieces()]
        found = self._named_in(texts, self._drafts.activities)
        aliased = _aliased(texts, self._drafts.activities)
        return [d for d in self._drafts.activities if d in found or d in aliased]

    def _linked_bottleneck(self, draft: Draft) -> Evidence | None:
        own = self._own_pieces(draft)
        for piece in own:
            if self._named_in([piece.text], self._drafts.bottlenecks):
                return _evidence(piece)
        for bottleneck in self._drafts.bottlenecks:
            if draft in self._activities_behind(bottleneck):
                pieces = [p for r in bottleneck.promises for p in r.pieces()]
                return _evidence(pieces[0]) if pieces else None
        return None

    # ------------------------------------------------------------------ smart

    def _says(self, text: str, part: str) -> bool:
        if self._wording.says_nothing(text):
            return False
        vague = re.fullmatch(r"(?:gezamenlijk|samen|allen|iedereen|alle partijen|wij)\.?", text.strip(), re.I)
        return not (part == "acceptabel" and vague)

    def _specific(self, pieces: list[Piece]) -> Evidence | None:
        for piece in pieces:
            if not self._wording.says_nothing(piece.text) and len(piece.text.split()) >= 1:
                return _evidence(piece)
        return None

    def _measurable(self, draft: Draft, fields: list[Field], pieces: list[Piece]) -> Evidence | None:
        counted = [f for f in fields if self._attributes.of(f.head) & {"nulmeting", "streefwaarde", "omvang"}]
        aimed = [f for f in counted if "streefwaarde" in self._attributes.of(f.head)]
        aimed = [*aimed, *(f for f in fields if has_date(f.head) and f not in aimed)] or counted
        for found in aimed or counted:
            if has_measure(found.value.text) and not self._wording.says_nothing(found.value.text):
                return _evidence(found.value)
        for found in counted:
            if is_change(found.value.text) and not self._wording.says_nothing(found.value.text):
                return _evidence(found.value)
        if counted:
            rest = [
                f.value for f in fields
                if not self._attributes.of(f.head) & {"eigenaar", "inzet", "termijn", "nulmeting", "budget"}
            ]  # fmt: skip
            pieces = [*rest, *(p for r in draft.promises for p in r.texts)]
        for piece in pieces:
            sentence = next((s for s in self._wording.sentences(piece.text) if self._counts(s)), None)
            if sentence:
                return _evidence(piece, sentence)
        return None

    def _counts(self, sentence: str) -> bool:
        return has_measure(sentence) and not self._wording.says_nothing(sentence)

    def _dated(self, draft: Draft, fields: list[Field], pieces: list[Piece]) -> Evidence | None:
        elsewhere = [f for r in draft.records if r not in draft.promises for f in r.fields]
        dated = [f for f in (*fields, *elsewhere) if "termijn" in self._attributes.of(f.head)]
        for found in dated:
            if has_date(found.value.text, loose=True) and not self._wording.says_nothing(found.value.text):
                return _evidence(found.value)
        yearly = {id(f.value) for f in fields if has_date(f.head) and has_measure(f.value.text)}
        base = {id(f.value) for f in fields if self._attributes.of(f.head) == frozenset({"nulmeting"})}
        for piece in pieces:
            if id(piece) not in base and not self._wording.says_nothing(piece.text) and id(piece) in yearly:
                return _evidence(piece)
            if id(piece) not in base and has_date(piece.text) and not self._wording.says_nothing(piece.text):
                return _evidence(piece)
        if dated and any(not is_empty(f.value.text) for f in dated):
            return None
        for intro in draft.intros:
            sentence = next((s for s in self._wording.sentences(intro.text) if has_deadline(s)), None)
            if sentence and not self._wording.says_nothing(sentence):
                return _evidence(intro, sentence)
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
                        return _evidence(piece, sentence)
        return None


def _aliased(texts: list[str], drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with a bare number that ``texts`` name as "activiteit 3" or "project 3"."""
    families = ("activiteit", "project", "act")
    found = []
    for draft in drafts:
        if draft.label is None or (len(draft.label.family) in (1, 2, 3) and draft.label.family != "kar"):
            continue
        known = {Label(f, draft.label.number): draft.name for f in families}
        numbered = {Label(f, str(n)): "" for f in families for n in range(1, 30)}
        if any(label in known for t in texts for label in references(t, {**numbered, **known})):
            found.append(draft)
    return found


def _evidence(piece: Piece, text: str | None = None) -> Evidence:
    shown = piece.text if text is None else text
    shown = " ".join(shown.split())
    if len(shown) > _LONGEST:
        shown = shown[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return Evidence(shown, piece.anchor)
