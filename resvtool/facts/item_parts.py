"""What shows each part of an activity: a filled attribute of that name, or words in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from resvtool.facts.attributes import Attributes
from resvtool.facts.item_drafts import Draft, Drafts
from resvtool.facts.item_links import Links
from resvtool.facts.records import Field, Piece, evidence_of
from resvtool.facts.wording import Wording, split_head
from resvtool.rules.model import Evidence

_PART_HEADS = {
    "doel": "doel", "hoofdtaak": "hoofdtaak", "effect-patient": "patient",
    "effect-aanbieder": "aanbieder", "domein": "domein", "niveau": "niveau", "knelpunt": "knelpunt",
}  # fmt: skip
_NO_DOMAIN = re.compile(
    r"^\s*(?:nee\b|neen\b|geen\b|niet\b|n\.?v\.?t|alleen (?:de )?zorg|zorg\b|binnen de zorg|volledig|geheel|"
    r"uitsluitend|puur|enkel|hoofdzakelijk|vooral|zvw\b)|"
    r"\b(?:alleen zorg|binnen de zorg|alleen (?:het )?sociaal domein|niet op het snijvlak)\b",
    re.IGNORECASE,
)
_SOCIAL = r"sociaa?le? (?:domein|werk\w*|team\w*)|sociaal|sociale|gemeente\w*|welzijn\w*|wmo"
_NOT_BETWEEN = re.compile(
    r"\b(?:(?:geen|niet|zonder)\b[^.;]{0,30}\b(?:raakvlak|snijvlak|grensvlak)|"
    r"(?:geheel|volledig|alleen|puur) binnen de zorg|"
    r"(?:gaat|is|valt|hoort|betreft|blijft|ligt|raakt)\b[^.;,]{0,20}\b(?:alleen|uitsluitend|enkel|puur|zuiver|louter)\b"
    r"[^.;,]{0,25}\b(?:zorg|zorgaangelegenheid|zorgdomein|sociaal domein)|niets (?:anders )?dan zorg|"
    rf"geen (?:{_SOCIAL})[- ]?(?:deel|aandeel|kant|component|rol|inbreng)|"
    rf"(?:{_SOCIAL})\b[^.;]{{0,30}}\b(?:(?:speelt|spelen|heeft|hebben|is|levert|leveren)\b[^.;]{{0,15}}"
    r"\bgeen (?:rol|aandeel|deel|taak|inbreng)|doe(?:t|n) (?:hier |hierin |hieraan )?niet mee|"
    r"niet (?:bij )?betrokken|staat hier\w* buiten)|"
    rf"geen (?:rol|aandeel|taak|inbreng|werk\w*)\b[^.;]{{0,15}}\b(?:voor|van) (?:het |de )?(?:{_SOCIAL}))\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:all?e|elke?|iedere?|al onze|geen van de|geen enkele)\s+(?:\w+\s+){0,2}?"
    r"(?:activiteiten|activiteit|projecten|project|sporen|spoor|werkpakketten|werkpakket|initiatieven|"
    r"actielijnen|kaarten|pakketten|draden|onderdelen|werkvormen)\b",
    re.IGNORECASE,
)
_TOLD_BY_VALUES = ("effect-patient", "effect-aanbieder", "domein")
_FEWEST_VALUES, _MOST_VALUES = 3, 0.6
"""In how many activities a head must stand, and in which share of them its value must tell a part, to stand for it."""
_ELSEWHERE = re.compile(r"(?:zie|lees|vgl\.?|vergelijk)\b[^.;]{0,80}\.?", re.IGNORECASE)
"""A cell that only points elsewhere."""
_LOOSE = frozenset({"effect", "domein"})
"""Parts that the words of a head for providers may name as well: "Voor zorg en welzijn"."""
_FOR = re.compile(r"voor\b", re.IGNORECASE)
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
_ALL_TASKS = re.compile(r"\b(?:alle|vijf)\s+(?:vijf\s+)?(?:landelijke\s+)?(?:hoofd)?taken\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?<!bijlage )(?<!paragraaf )(?<!tabel )\b(?:HT-?)?([1-5])\b(?![.,:]\d)(?!\s+[a-z]+(?:en|s)\b)", re.IGNORECASE
)
_AMOUNT = re.compile(r"€|\b\d{1,3}\.\d{3}\b")
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5}


class ActivityReader:
    """Reads the parts of the activities of one plan."""

    def __init__(self, wording: Wording, attributes: Attributes, drafts: Drafts, links: Links) -> None:
        self._wording = wording
        self._attributes = attributes
        self._drafts = drafts
        self._links = links
        self._own_heads = self._heads_of_their_own()
        self._columned = {part: self._is_columned(head) for part, head in _PART_HEADS.items()}

    def part(self, draft: Draft, part: str) -> Evidence | None:
        """Return what shows ``part`` of an activity: a field, its text, or a statement for all."""
        found = self._field(draft, part)
        if found is not None:
            return found
        if part == "knelpunt":
            found = self._links.bottleneck_shown(draft)
        if found is None and part == "hoofdtaak":
            found = self._in_title(draft) or self._mentioned(draft, "items-hoofdtaak-genoemd")
            found = found or self._mentioned_in_column(draft, part)
        if found is None and part in ("domein", "niveau"):
            found = self._mentioned_in_column(draft, part)
        if part == "effect-aanbieder" and found is None:
            found = self._for_others(draft) or self._for_party(draft, "items-aanbieder")
        if found is None:
            found = self._above(draft, part)
        if found is None and not (self._columned[part] and part.startswith("effect")):
            found = self._in_text(draft, part) or self._effect_mentioned(draft, part)
        return found or self._for_all(part)

    def main_tasks(self, draft: Draft) -> frozenset[int]:
        """Return the numbers of the hoofdtaken that the activity is linked with."""
        values = [f.value.text for f in self._fields(draft, "hoofdtaak")]
        texts = [s for p in draft.pieces() for s in self._wording.sentences(p.text)]
        if not values:
            values = [t for t in texts if self._wording.names(t, "items-hoofdtaak")]
        if not values:
            heads = [c for r in draft.records for c in r.context]
            values.extend(h for h in heads if self._wording.names(h, "items-hoofdtaak-genoemd"))
        if not values:
            evidence = self.part(draft, "hoofdtaak")
            values = [evidence.text] if evidence else []
        found: set[int] = set()
        for value in values:
            numbers = {int(n) for n in _NUMBERED.findall(value)}
            numbers |= {n for word, n in _ORDINALS.items() if re.search(rf"\b{word}\b", value, re.I)}
            found |= numbers or {n for n, pattern in _TASKS.items() if pattern.search(value)}
        return frozenset(found)

    def level(self, draft: Draft) -> str | None:
        """Return at which level the activity is carried out: regio, wijkverband, monodisciplinair."""
        evidence = self.part(draft, "niveau")
        text = evidence.text if evidence else ""
        return next((name for name, pattern in _LEVELS if pattern.search(text)), None)

    def budget(self, draft: Draft) -> tuple[Evidence, ...]:
        """Return the passages of the budget that name the activity."""
        named = [m.value for m in draft.mentions if "€" in m.value.text or "€" in m.head]
        return tuple(evidence_of(p) for p in (*draft.budget, *named))

    # ------------------------------------------------------------------ fields

    def _is_columned(self, head: str) -> bool:
        drafts = self._drafts.activities
        having = [d for d in drafts if any(True for _ in self._fields(d, head))]
        return bool(having) and len(having) * 2 >= len(drafts)

    def _heads_of_their_own(self) -> dict[str, str]:
        """Return the heads whose meaning only their values tell ("Oever: zorg; voor de gemeente is hier geen rol").

        In most activities the value tells one of the parts, and no other as often.
        """
        values: dict[str, dict[int, str]] = {}
        for i, draft in enumerate(self._drafts.activities):
            for field in (f for r in draft.records for f in r.fields):
                if field.head and not self._attributes.of(field.head):
                    values.setdefault(field.head, {}).setdefault(i, field.value.text)
        found = {}
        for head, texts in values.items():
            if len(texts) < _FEWEST_VALUES or len(texts) * 2 < len(self._drafts.activities):
                continue
            told = {p: sum(map(bool, (self._tells(t, p) for t in texts.values()))) for p in _TOLD_BY_VALUES}
            first, second, *_ = sorted(told.values(), reverse=True)
            if first > second and first >= _MOST_VALUES * len(texts):
                found[head] = _PART_HEADS[max(told, key=told.__getitem__)]
        return found

    def _tells(self, text: str, part: str) -> bool:
        return bool(self._sentence(text, part)) or (part == "domein" and bool(_NO_DOMAIN.search(text)))

    def _fields(self, draft: Draft, head: str) -> Iterable[Field]:
        for record in draft.records:
            for found in record.fields:
                if head in self._attributes.of(found.head) or self._own_heads.get(found.head) == head:
                    yield found

    def _field(self, draft: Draft, part: str) -> Evidence | None:
        fields = list(self._fields(draft, _PART_HEADS[part]))
        if part == "domein":
            return self._domain([f.value for f in fields])
        if part == "knelpunt":
            fields = [f for f in fields if not self._attributes.of(f.head) & {"hoofdtaak"}]
        if part.startswith("effect"):
            fields = [f for f in fields if not _ELSEWHERE.fullmatch(f.value.text.strip())]
        found = next((f.value for f in fields if not self._wording.says_nothing(f.value.text)), None)
        if found is None and part.startswith("effect"):
            party = part.replace("effect", "items")
            general = [
                f for f in self._fields(draft, "effect") if not self._attributes.of(f.head) & {"patient", "aanbieder"}
            ]
            found = next((f.value for f in general if self._wording.names(f.value.text, party)), None)
        return evidence_of(found) if found else None

    def _domain(self, values: list[Piece]) -> Evidence | None:
        """Return the answer to "care or social domain?": a no, or a yes with how it is divided."""
        answered = [v for v in values if not self._wording.says_nothing(v.text) or _NO_DOMAIN.search(v.text)]
        answered = [v for v in answered if not self._wording.names(v.text, "items-onbeslist", live=False)]
        answered = [v for v in answered if not re.fullmatch(r"[-–—.\s]*", v.text)]
        if not answered:
            return None
        text = " ".join(v.text for v in answered)
        if _NO_DOMAIN.search(text) or len(text.split()) >= 5:
            return evidence_of(answered[0], text)
        return None

    # ------------------------------------------------------------------ text

    def _above(self, draft: Draft, part: str) -> Evidence | None:
        """Return the heading above the item that tells ``part``: "Hoofdtaak 4", "Binnen de zorg"."""
        for record in draft.records:
            for head in record.context:
                told = {
                    "hoofdtaak": self._wording.names(head, "items-hoofdtaak-genoemd"),
                    "niveau": any(pattern.search(head) for _, pattern in _LEVELS),
                    "domein": bool(_NO_DOMAIN.search(head)) and self._wording.names(head, "items-domein"),
                    "knelpunt": bool(self._links.bottlenecks_in(head)),
                }
                if told.get(part):
                    return Evidence(head, record.anchor)
        return None

    def _texts(self, draft: Draft, part: str) -> Iterable[Piece]:
        """Yield the texts in which ``part`` may show: of fields that are of another part what goes on behind them."""
        head = _PART_HEADS[part]
        others = {"hoofdtaak", "domein", "patient", "aanbieder", "termijn", "eigenaar", "budget"} - {head}
        for record in draft.records:
            for found in record.fields:
                if not self._attributes.of(found.head) & others:
                    yield found.value
                elif rest := self._behind(found.value):
                    yield rest
            yield from record.texts

    def _behind(self, value: Piece) -> Piece | None:
        """Return what follows the first sentence of an attribute in running text ("Hoofdtaak: steun. Voor ...")."""
        rest = self._wording.sentences(value.text)[1:]
        return replace(value, text=" ".join(rest)) if rest and value.place[1] is None else None

    def _in_text(self, draft: Draft, part: str) -> Evidence | None:
        for piece in self._texts(draft, part):
            sentence = self._sentence(piece.text, part)
            if sentence:
                return evidence_of(piece, sentence)
        return None

    def _for_others(self, draft: Draft) -> Evidence | None:
        """Return the attribute behind that for patients, headed likewise: "Voor de inwoner", "Voor wie er werkt"."""
        for record in draft.records:
            for own, other in pairwise(record.fields):
                alike = own.head.split()[:1] == other.head.split()[:1]
                beside = "patient" in self._attributes.of(own.head) and self._attributes.of(other.head) <= _LOOSE
                if alike and beside and not self._wording.says_nothing(other.value.text):
                    return evidence_of(other.value)
        return None

    def _for_party(self, draft: Draft, party: str) -> Evidence | None:
        """Return the line that is headed by those for whom it is: "Voor apotheker en arts: een vast moment"."""
        for piece in draft.pieces():
            for sentence in self._wording.sentences(piece.text):
                head, value = split_head(sentence) or ("", "")
                led = _FOR.match(head) and self._wording.names(head, party)
                if led and not self._wording.says_nothing(value):
                    return evidence_of(piece, sentence)
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
                told = told or next((s for s in self._wording.sentences(text) if _NOT_BETWEEN.search(s)), None)
                open_still = told and self._wording.names(told, "items-onbeslist", live=False)
                return None if open_still else told
            case "knelpunt":
                return self._wording.sentence_with(text, "items-knelpunt-verwijzing")
            case "doel":
                return text if len(text.split()) >= 4 and not self._wording.says_nothing(text) else None
        return text if any(p.search(text) for _, p in _LEVELS) else None

    def _in_title(self, draft: Draft) -> Evidence | None:
        """Return the title that names the main task: "WP4 Korter wachten (hoofdtaak 2)"."""
        named = (r for r in draft.records if self._wording.names(r.title, "items-hoofdtaak-genoemd"))
        record = next(named, None)
        return Evidence(record.title, record.anchor) if record else None

    def _mentioned(self, draft: Draft, concept: str) -> Evidence | None:
        for mention in draft.mentions:
            if _ALL_TASKS.search(mention.value.text):
                continue
            whole = f"{mention.head} {mention.value.text}" if mention.head else mention.value.text
            sentence = self._wording.sentence_with(whole, concept)
            if sentence:
                return evidence_of(mention.value)
        return None

    def _mentioned_in_column(self, draft: Draft, part: str) -> Evidence | None:
        """Return the row "Regio | A1, A3" of a table whose heads speak of ``part``."""
        for mention in draft.mentions:
            if part == "domein" and _AMOUNT.search(mention.value.text):
                continue
            heads = mention.head.split(" | ")
            said = not self._wording.says_nothing(mention.value.text)
            if said and any(_PART_HEADS[part] in self._attributes.of(h) for h in heads):
                return evidence_of(mention.value)
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
                return evidence_of(mention.value, sentence)
        return None

    def _for_all(self, part: str) -> Evidence | None:
        """Return a statement that holds for all activities ("alle activiteiten vallen onder ...")."""
        for piece in self._drafts.general:
            if not _ALL.search(piece.text):
                continue
            for sentence in self._wording.sentences(piece.text):
                if _ALL.search(sentence) and self._states(sentence, part):
                    return evidence_of(piece, sentence)
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
