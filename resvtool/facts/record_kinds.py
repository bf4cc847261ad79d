"""What groups of records are about: bottlenecks, the impact on them, activities, or something else.

Nothing in a plan says so for certain. Names of columns and attributes, headings, labels and the words
of the texts each count for or against, and so does what was learned from labelled plans
(``group_signs``); a group is taken for what it scores highest, if high enough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from resvtool.facts.attributes import Attributes
from resvtool.facts.group_signs import group_weights, signs_of
from resvtool.facts.records import Group, Place, Record, same_label_family
from resvtool.facts.wording import Wording
from resvtool.language.words import fold, stem

ACTIVITY, BOTTLENECK, IMPACT = "activity", "bottleneck", "impact"
_ENOUGH = {ACTIVITY: 4.0, BOTTLENECK: 3.0, IMPACT: 5.0}
_OVERVIEW = re.compile(
    r"\b(?:leeswijzer|inleiding|overzicht|vooraf|samenhang|conclusie|toelichting|uitgangspunten|planning|"
    r"totaal|subtotaal|samenvatting|keuzes|overige|verantwoording)\b",
    re.IGNORECASE,
)
_SHORT_TITLE = 3  # words
_LONGEST_ITEM = 60  # words under a heading that are surely about one thing
_LATER_TITLE = re.compile(
    r"^\W*(?:(?:de jaren|wat|en) )?(?:na|vanaf|op|later|lange|daarna|verder|tot)\b", re.IGNORECASE
)
_LATER_WORDS = 5


def _families(words: str) -> frozenset[str]:
    """Return ``words`` as the families of labels are written."""
    return frozenset(stem(fold(word)) for word in words.split())


_FEWEST, _LETTERS = 2, 2
_LOOKS_BACK = re.compile(r"terugblik|terugkijken|geleerd|lessen|eerdere|vorige|opgelost|afgerond", re.IGNORECASE)
STRUCTURAL = _families(
    "hoofdtaak hoofdtaken thema bijlage bouwsteen bouwstenen deel hoofdstuk onderwerp paragraaf tabel stap fase niveau "
    "blok taak ht kader artikel afdeling sectie luik katern"
)
_BOTTLENECK_FAMILIES = _families(
    "k kp kn knelpunt probleem vraagstuk kloof opgave blokkade pijnpunt uitdaging kwestie hindernis"
)
_CALLED_BOTTLENECK = _families("knelpunt")
_MAIN_TASKS = _families("hoofdtaak hoofdtaken ht taak")
_ACTIVITY_KINDS = _families(
    "activiteit act project spoor werkpakket actielijn initiatief werkvorm actie draad programmalijn interventie wp "
    "werklijn pijler"
)
_CHANGE = re.compile(
    r"\bvan\b.{1,60}?\d.{0,90}?\bnaar\b.{0,60}?\d|\d+(?:[.,]\d+)?\s*(?:%|procent|->|→|–>)|\b\d+\s*(?:->|→)\s*\d+|"
    r"daalt|stijgt|groeit|halver|verdubbel",
    re.IGNORECASE | re.DOTALL,
)
_FEWEST_NUMBERS = 2
_WORDS = "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien twintig helft derde kwart".replace(" ", "|")
_NUMBER = re.compile(rf"(?<![\w.,])\d+(?:[.,]\d+)*(?!\w)|\b(?:{_WORDS})\b", re.IGNORECASE)
_SUMS = re.compile(r"\b(?:post|posten|kostenpost|bedrag|berekening|raming)\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\s*\d{1,3}(?:\.\d{3})+\s*$")
_YEAR = re.compile(r"\b20(?:2[7-9]|3\d)\b|'2[7-9]\b")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The scores of a group for each kind."""

    activity: float
    bottleneck: float
    impact: float
    later: bool = False

    def is_a(self, kind: str) -> bool:
        """Say whether the group scores high enough for ``kind``."""
        return self.score(kind) >= _ENOUGH[kind]

    def score(self, kind: str) -> float:
        """Return the score for ``kind``."""
        return {ACTIVITY: self.activity, BOTTLENECK: self.bottleneck, IMPACT: self.impact}[kind]


class Judge:
    """Scores groups of records of one plan; with what was learned of whole plans, if it ``is_plan``."""

    def __init__(self, wording: Wording, attributes: Attributes, is_plan: bool = False) -> None:
        self._wording = wording
        self._attributes = attributes
        self._weights = group_weights() if is_plan else None

    def kinds(self, group: Group) -> Kinds:
        """Return the scores of ``group``."""
        scores = self.by_hand(group)
        if self._weights is not None:
            adds = self._weights.of(signs_of(group, scores))
            scores = {kind: score + adds[kind] for kind, score in scores.items()}
        return Kinds(scores[ACTIVITY], scores[BOTTLENECK], scores[IMPACT], self.is_later(group))

    def by_hand(self, group: Group) -> dict[str, float]:
        """Return the score of ``group`` for each kind, by the field's usual words alone."""
        shares = self._shares(group)
        noise = self._noise(group)
        return {
            ACTIVITY: self._activity(group, shares) - noise,
            BOTTLENECK: self._bottleneck(group, shares) - noise,
            IMPACT: self._impact(group, shares) - noise,
        }

    def is_outlook(self, group: Group) -> bool:
        """Say whether the group lists bottlenecks of the years after 2030."""
        return self.is_later(group) and self._texts_name(group, "items-probleem-later")

    def is_later(self, group: Group) -> bool:
        """Say whether the group is about the years after 2030, by the heading nearest to it."""
        return bool(group.headings) and self._attributes.is_later(group.headings[-1])

    # ------------------------------------------------------------------ scores

    def _shares(self, group: Group) -> dict[str, float]:
        heads: dict[str, set[str]] = {}
        for head in group.heads():
            for part in self._attributes.of(head):
                heads.setdefault(part, set()).add(head)
        return {part: group.share_with(names) for part, names in heads.items()}

    def _activity(self, group: Group, shares: dict[str, float]) -> float:
        score = 4.0 if shares.get("hoofdtaak", 0) >= 0.4 else 0.0
        for part in ("patient", "aanbieder", "domein"):
            score += 2.0 if shares.get(part, 0) >= 0.4 else 0.0
        others = sum(shares.get(p, 0) >= 0.4 for p in ("knelpunt", "niveau", "doel", "eigenaar", "termijn"))
        score += min(2.0, others * 0.5)
        by_name = self._attributes.names_activity(group.name_head)
        score += 3.0 if by_name else 0.0
        score += self._heading(group, "items-titel-activiteit", 2.0, 1.0)
        score += 2.0 if self._kind_words(group, _ACTIVITY_KINDS) else 0.0
        under = bool(group.headings) and self._wording.names(group.headings[-1], "items-hoofdtaak-genoemd")
        score += 2.0 if under and not self._kind_words(group, STRUCTURAL) else 0.0
        score += 2.0 if not shares and self._tells_effects(group) else 0.0
        score -= 4.0 if self._kind_words(group, _MAIN_TASKS) else 0.0
        score += 3.0 if not shares.get("hoofdtaak") and self._texts_name(group, "items-hoofdtaak") else 0.0
        changes = shares.get("nulmeting", 0) >= 0.4 and shares.get("streefwaarde", 0) >= 0.4
        score -= 3.0 if changes and not shares.get("hoofdtaak") and not by_name else 0.0
        score -= 3.0 if self._attributes.names_bottleneck(group.name_head) else 0.0
        return score - (3.0 if self._family(group) in _BOTTLENECK_FAMILIES and not shares.get("hoofdtaak") else 0.0)

    def _bottleneck(self, group: Group, shares: dict[str, float]) -> float:
        score = 4.0 if self._attributes.names_bottleneck(group.name_head) else 0.0
        score += self._heading(group, "items-titel-knelpunt", 3.0, 1.5)
        looks_back = bool(group.headings) and bool(_LOOKS_BACK.search(group.headings[-1]))
        later = self.is_later(group)
        several = len(group.records) >= _FEWEST and not later and not looks_back
        family = self._family(group)
        score += 2.0 if family in _BOTTLENECK_FAMILIES and (several or len(family) <= _LETTERS) else 0.0
        score += 1.0 if several and family in _CALLED_BOTTLENECK else 0.0
        score += 1.0 if shares.get("omvang", 0) >= 0.4 else 0.0
        score -= 4.0 if self._looks_active(shares) else 0.0
        score -= 4.0 if later else 0.0
        score -= 3.0 if self._kind_words(group, STRUCTURAL) else 0.0
        linked = shares.get("knelpunt", 0) >= 0.4 and not self._attributes.names_bottleneck(group.name_head)
        return score - (3.0 if linked and group.kind in ("row", "column") else 0.0)

    def _impact(self, group: Group, shares: dict[str, float]) -> float:
        weights = {"streefwaarde": 3.0, "nulmeting": 2.0, "termijn": 2.0, "eigenaar": 2.0, "inzet": 1.0}
        score = sum(weight for part, weight in weights.items() if shares.get(part, 0) >= 0.4)
        names_bottleneck = self._attributes.names_bottleneck(group.name_head)
        score += 2.0 if names_bottleneck or self._family(group) in _BOTTLENECK_FAMILIES else 0.0
        score += self._heading(group, "items-titel-impact", 2.0, 1.0)
        if sum(map(promises, group.records)) * 2 > len(group.records) and len(shares) <= 1:
            score += 6.0 if self._texts_name(group, "items-eigenaar-zeker") else 4.0
            score += self._heading(group, "items-titel-knelpunt", 1.0, 0.5)
        score -= 6.0 if self._looks_active(shares) else 0.0
        return score - (3.0 if self._attributes.names_activity(group.name_head) else 0.0)

    def _noise(self, group: Group) -> float:
        score = 0.0
        if self._wording.names(group.name_head, "items-kolom-ruis", live=False):
            score += 0.0 if self._attributes.is_item_name(group.name_head) else 5.0
        if group.headings:
            own = group.headings[-1]
            noisy = self._wording.names(own, "items-titel-ruis", live=False)
            cued = any(
                self._wording.names(own, f"items-titel-{kind}", live=False)
                for kind in ("activiteit", "knelpunt", "impact")
            )
            score += (1.5 if cued else 4.0) if noisy else 0.0
        sums = any(_SUMS.search(head) for head in group.heads())
        money = sum("€" in p.text or (sums and bool(_AMOUNT.match(p.text))) for r in group.records for p in r.pieces())
        return score + (4.0 if money * 2 >= len(group.records) else 0.0)

    # ------------------------------------------------------------------ signs

    def _heading(self, group: Group, concept: str, own: float, above: float) -> float:
        if not group.headings:
            return 0.0
        if self._wording.names(group.headings[-1], concept, live=False):
            return own
        named = any(self._wording.names(h, concept, live=False) for h in group.headings[:-1])
        return above if named else 0.0

    @staticmethod
    def _looks_active(shares: dict[str, float]) -> bool:
        marks = sum(shares.get(part, 0) >= 0.4 for part in ("patient", "aanbieder", "domein"))
        return shares.get("hoofdtaak", 0) >= 0.4 or marks >= 2

    @staticmethod
    def _family(group: Group) -> str:
        return same_label_family(group.records) or ""

    def _kind_words(self, group: Group, kinds: frozenset[str]) -> bool:
        return self._family(group) in kinds

    def _tells_effects(self, group: Group) -> bool:
        """Say whether most texts tell what both patients and providers notice."""
        counts = {"items-patient": 0, "items-aanbieder": 0}
        for record in group.records:
            for party in counts:
                told = any(self._wording.near(p.text, party, "items-merkbaar-streng") for p in record.pieces())
                counts[party] += told
        return min(counts.values()) * 2 >= len(group.records)

    def _texts_name(self, group: Group, concept: str) -> bool:
        having = [r for r in group.records if any(self._wording.names(p.text, concept) for p in r.pieces())]
        return len(having) * 2 >= len(group.records)


def promises(record: Record) -> bool:
    """Say whether the texts of a record hold a measured change and a year to come.

    Of a heading with several paragraphs one must hold both: in a whole chapter both stand somewhere.
    """
    return any(_promises(text) for text in _told_together(record))


def _told_together(record: Record) -> list[str]:
    """Return the texts of a record: as one, but per paragraph when it has no fields and is as long as a chapter."""
    whole = " ".join(p.text for p in record.pieces())
    if record.fields or len(whole.split()) <= _LONGEST_ITEM:
        return [whole]
    paragraphs: dict[Place, list[str]] = {}
    for piece in record.texts:
        paragraphs.setdefault(piece.place, []).append(piece.text)
    return [" ".join(texts) for texts in paragraphs.values()]


def _promises(text: str) -> bool:
    numbers = re.findall(r"\d+(?:[.,]\d+)*", _YEAR.sub(" ", text))
    return bool(_YEAR.search(text) and (_CHANGE.search(text) or len(numbers) >= 3))


def is_dated(record: Record) -> bool:
    """Say whether the texts of a record hold a year to come, and numbers besides."""
    text = " ".join(p.text for p in record.pieces())
    return bool(_YEAR.search(text)) and len(_NUMBER.findall(_YEAR.sub(" ", text))) >= _FEWEST_NUMBERS


def item_records(group: Group, kind: str, attributes: Attributes) -> list[Record]:
    """Return the records of ``group`` that are items; introductions and totals are not.

    When most records carry a label of one family, those are the items.
    """
    family = same_label_family(group.records)
    labelled = [r for r in group.records if r.label is not None and r.label.family == family]
    if family and labelled:
        return labelled
    records = [r for r in group.records if not _is_overview(r.title)]
    if kind != ACTIVITY and group.kind == "card":
        records = [r for r in records if r.label is not None or not _is_of_later(r.title, attributes)]
    described = [r for r in records if _described(r, attributes) >= 2]
    if group.kind == "card" and len(described) >= 2:
        return described
    return [r for r in records if r.pieces() or kind == BOTTLENECK]


def _is_of_later(title: str, attributes: Attributes) -> bool:
    """Say whether a heading is but of the years to come ("Na 2030"); "Te weinig plaatsen na 2030" is a bottleneck."""
    is_short = len(title.split()) <= _LATER_WORDS and _LATER_TITLE.match(title) is not None
    return is_short and attributes.is_later(title)


def _is_overview(title: str) -> bool:
    """Say whether a title is that of an overview; "Niemand heeft het overzicht" is none."""
    found = _OVERVIEW.search(title)
    return found is not None and (len(title[: found.start()].split()) < 2 or len(title.split()) <= _SHORT_TITLE)


def _described(record: Record, attributes: Attributes) -> int:
    return len({part for head in record.heads() for part in attributes.of(head)})
