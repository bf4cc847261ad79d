"""Bottlenecks and activities: what a plan says of each, wherever it says it.

One item is usually described in several places: a bottleneck in the analysis and again in the table of
results, an activity in an overview, on a card and in a table of effects. Here they are brought together
by label ("K1") or name. Source: Handreiking, Bouwstenen 2, 3 and 4; Menzis, Bijlage 1, 19.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from resvtool.document import Anchor, Document
from resvtool.facts.attributes import Attributes
from resvtool.facts.counting import find_numbers
from resvtool.facts.item_drafts import Draft
from resvtool.facts.item_joining import draft_items, is_fragment
from resvtool.facts.item_links import Links
from resvtool.facts.item_parts import ActivityReader
from resvtool.facts.item_smart import SmartReader
from resvtool.facts.levels import Level, levels_of
from resvtool.facts.naming import Naming
from resvtool.facts.record_kinds import Judge
from resvtool.facts.record_sections import RecordReader
from resvtool.facts.wording import Wording
from resvtool.locating.passages import Passages
from resvtool.locating.witness import FEWEST_WINDOWS
from resvtool.rules.model import Evidence

_FEWEST = 2
_MOST = 0.6
"""The share of headings that must be alike before the others are taken for no items."""
_FEWEST_WITH_ENDS, _MOST_NAMED, _FEWEST_WORDS = 4, 0.6, 4
"""Activities of a chapter whose first or last heading may be none, the share whose names come back, and the words of
such a heading."""
_LONG_OPENING, _LONGER = 6, 1.4
"""So many words the opening of a paragraph has that names no bottleneck, and how much longer it is than these."""
_SECTION_LABEL = re.compile(r"[IVX]{2,}\.?\d|[IVX]\.\d")
_REFERS = re.compile(r"\((?:bij|van|voor|bij opgave|bij knelpunt)\s+[A-Z]{0,3}\d", re.IGNORECASE)
_PARTING = re.compile(r"(?:algemeen|indeling|leeswijzer|inleiding|vooraf|toelichting|overzicht|ter inleiding)\W*", re.I)
_KINDS = frozenset(
    "activiteit project spoor lijn actielijn programmalijn werkpakket initiatief maatregel interventie fiche kaart "
    "projectkaart knelpunt probleem opgave vraagstuk effect impact resultaat belofte".split()
)
_TELLING_PARTS = ("hoofdtaak", "effect-patient", "effect-aanbieder", "domein")
SMART = ("specifiek", "meetbaar", "acceptabel", "realistisch", "tijdgebonden")


@dataclass(frozen=True)
class Bottleneck:
    """A bottleneck (knelpunt).

    ``smart`` holds per part of ``SMART`` what shows it in the promised impact, or None. ``measured`` is
    the number in the description of the bottleneck itself. ``promised`` says whether the plan promises
    an effect on it, ``listed`` whether the analysis names it, ``excluded`` holds the passage that
    leaves it out expressly. ``later`` marks a bottleneck of the years after 2030. ``activities`` are
    the labels or names of the activities that work on it.
    """

    name: str
    label: str
    anchor: Anchor
    smart: Mapping[str, Evidence | None]
    measured: Evidence | None = None
    promised: bool = False
    listed: bool = True
    later: bool = False
    excluded: Evidence | None = None
    activities: tuple[str, ...] = ()
    places: frozenset[tuple[int, int | None]] = frozenset()

    @property
    def title(self) -> str:
        """Label and name, as a reader would write them."""
        return _title(self.label, self.name)

    def part(self, name: str) -> Evidence | None:
        """Return what shows part ``name``: one of ``SMART``, or "omvang". Raises KeyError."""
        return self.measured if name == "omvang" else self.smart[name]


@dataclass(frozen=True)
class Activity:
    """An activity or project.

    ``main_tasks`` holds the numbers (1 to 5) of the hoofdtaken it serves, empty when the plan names
    them in words; ``shown`` holds per part (doel, hoofdtaak, effect-patient, effect-aanbieder, domein,
    niveau, knelpunt) what shows it, or None. ``bottlenecks`` are the labels or names of the bottlenecks
    it works on; ``budget`` the passages of the budget that name it.
    """

    name: str
    label: str
    anchor: Anchor
    shown: Mapping[str, Evidence | None]
    main_tasks: frozenset[int] = frozenset()
    level: str | None = None
    bottlenecks: tuple[str, ...] = ()
    budget: tuple[Evidence, ...] = ()
    places: frozenset[tuple[int, int | None]] = frozenset()

    @property
    def title(self) -> str:
        """Label and name, as a reader would write them."""
        return _title(self.label, self.name)

    def part(self, name: str) -> Evidence | None:
        """Return what shows part ``name`` (a key of ``shown``). Raises KeyError."""
        return self.shown[name]


@dataclass(frozen=True)
class Items:
    """The bottlenecks and activities of a plan, in reading order.

    ``fragment`` says that the text is too short to be a plan: all of it is read as about one item.
    """

    bottlenecks: tuple[Bottleneck, ...] = ()
    activities: tuple[Activity, ...] = ()
    fragment: bool = False
    notes: tuple[Evidence, ...] = field(default=())
    levels: Mapping[str, Level] = field(default_factory=dict)


def find_items(document: Document, passages: Passages) -> Items:
    """Return the bottlenecks and activities of ``document``, with their parts and links.

    ``document`` is that of ``passages``, or what is left of it without what is no evidence.
    """
    wording = Wording.of(document, passages.lexicon)
    attributes = Attributes(wording, document, passages.abbreviations)
    groups = RecordReader(document, passages, attributes).read()
    judge = Judge(wording, attributes, is_plan=len(passages.sentences) >= FEWEST_WINDOWS)
    naming = Naming(document)
    drafts = draft_items(document, groups, judge, attributes, naming, is_fragment(passages.document))
    if document is not passages.document:
        drafts.bottlenecks[:] = [d for d in drafts.bottlenecks if _is_written(d)]
        drafts.activities[:] = [d for d in drafts.activities if _is_written(d)]
    links = Links(drafts)
    smart = SmartReader(wording, attributes, drafts, links)
    active = ActivityReader(wording, attributes, drafts, links)
    return Items(
        _without_asides(_without_sections(tuple(_bottleneck(d, smart, links) for d in drafts.bottlenecks)), naming),
        _without_ends(_without_noise(tuple(_activity(draft, active, links) for draft in drafts.activities)), naming),
        drafts.fragment,
        levels=levels_of(drafts.activities, document, attributes, passages.abbreviations, passages.own_names),
    )


def _is_written(draft: Draft) -> bool:
    """Say whether anything is left of an item but its label, when the text that is no evidence is gone."""
    return bool(draft.name) or any(piece.text.strip() for piece in draft.pieces())


def _without_noise(activities: tuple[Activity, ...]) -> tuple[Activity, ...]:
    """Drop what has none of the parts that most activities have: it was no activity."""
    kept = tuple(a for a in activities if not _is_odd(a, activities) and not _PARTING.fullmatch(a.name))
    activities = kept if len(kept) >= _FEWEST else activities
    rich = [a for a in activities if _parts_told(a) >= 2]
    if len(rich) * 2 <= len(activities):
        return activities
    return tuple(a for a in activities if _parts_told(a) or a.label)


def _parts_told(activity: Activity) -> int:
    return sum(activity.shown[part] is not None for part in _TELLING_PARTS)


def _without_ends(activities: tuple[Activity, ...], naming: Naming) -> tuple[Activity, ...]:
    """Drop the heading that opens or closes the activities ("Vijf dingen en meer niet", "Wie wat doet, en waar").

    The first one counts the others, or the rest of the plan never names it, unlike most activities, and it tells fewer
    of the parts than they do.
    """
    if len(activities) < _FEWEST_WITH_ENDS or any(a.label or a.anchor.row is not None for a in activities):
        return activities
    counted = find_numbers(" ".join(activities[0].name.split()[:2]))
    told = [_parts_told(a) for a in activities]
    middle = sorted(told)[len(told) // 2]
    if counted and counted[0].value == len(activities) - 1 and told[0] < middle:
        return activities[1:]
    again = [naming.is_used_again(a.name) for a in activities]
    if sum(again) < _MOST_NAMED * len(again):
        return activities
    ends = {
        n
        for n in (0, len(activities) - 1)
        if not again[n] and told[n] < middle and len(activities[n].name.split()) >= _FEWEST_WORDS
    }
    return tuple(a for n, a in enumerate(activities) if n not in ends)


def _without_sections(bottlenecks: tuple[Bottleneck, ...]) -> tuple[Bottleneck, ...]:
    """Drop headings that only part the chapter ("Bronnen", "De jaren na 2030") where others have a label or a row."""
    kept = tuple(b for b in bottlenecks if not _is_odd(b, bottlenecks))
    named = [b for b in kept if b.listed and _is_named(b)]
    if len(named) < _FEWEST:
        return kept
    return tuple(b for b in kept if _is_named(b) or b.promised or not b.listed)


def _without_asides(bottlenecks: tuple[Bottleneck, ...], naming: Naming) -> tuple[Bottleneck, ...]:
    """Drop a paragraph between them that opens like one ("Het regioplan noemt vier opgaven: ..."): a long opening that
    the plan never uses again, where nothing is promised on it and the names of most others do come back.
    """

    def is_aside(one: Bottleneck) -> bool:
        bare = not one.label and one.anchor.row is None and not one.promised
        return bare and len(one.name.split()) >= _LONG_OPENING and not naming.is_used_again(one.name)

    lengths = sorted(len(b.name.split()) for b in bottlenecks)
    usual = lengths[len(lengths) // 2] if lengths else 0
    asides = [b for b in bottlenecks if is_aside(b) and len(b.name.split()) > _LONGER * usual]
    others = [b for b in bottlenecks if b not in asides]
    named = sum(b.promised or naming.is_used_again(b.name) for b in others) if asides else 0
    return tuple(others) if asides and len(others) >= _FEWEST and named >= _MOST_NAMED * len(others) else bottlenecks


def _is_named(bottleneck: Bottleneck) -> bool:
    """Say whether it stands in a table, or has a label that is no number of a section ("IV2")."""
    label = bottleneck.label
    return bottleneck.anchor.row is not None or bool(label and not _SECTION_LABEL.match(label))


def _is_odd(one: Activity | Bottleneck, among: Sequence[Activity | Bottleneck]) -> bool:
    """Say whether a heading differs from its fellows, that nearly all say what they are or refer to another item.

    "Vooraf" among "Activiteit A1: ..." and "Activiteit A2: ..." only parts the chapter. What has a label of its own
    is odd only among headings that say what they are.
    """
    if one.anchor.row is not None:
        return False
    fellows = [o for o in among if o.anchor.row is None and _family(o) == _family(one)]
    if len(fellows) < _FEWEST + 1:
        return False
    kinds = Counter(word for word in map(_first_word, fellows) if word in _KINDS)
    usual = max(kinds, key=kinds.__getitem__, default=None)
    alike = [o for o in fellows if _first_word(o) == usual]
    sections = not one.label or bool(_SECTION_LABEL.match(one.label))
    refers = [o for o in fellows if sections and _REFERS.search(o.name)]
    return any(len(fellows) > len(ones) >= _MOST * len(fellows) and one not in ones for ones in (alike, refers))


def _family(one: Activity | Bottleneck) -> str:
    return one.label.rstrip("0123456789. ")


def _first_word(one: Activity | Bottleneck) -> str:
    return one.name.split()[0].lower().strip(",:") if one.name.split() else ""


def _bottleneck(draft: Draft, reader: SmartReader, links: Links) -> Bottleneck:
    return Bottleneck(
        name=draft.name,
        label=str(draft.label or ""),
        anchor=draft.anchor,
        smart={part: reader.smart(draft, part) for part in SMART},
        measured=reader.measured(draft),
        promised=draft.promised,
        listed=draft.listed,
        later=draft.later,
        excluded=reader.excluded(draft),
        activities=links.activities_of(draft),
        places=draft.places(),
    )


def _activity(draft: Draft, reader: ActivityReader, links: Links) -> Activity:
    parts = ("doel", "hoofdtaak", "effect-patient", "effect-aanbieder", "domein", "niveau", "knelpunt")
    shown = {part: reader.part(draft, part) for part in parts}
    return Activity(
        name=draft.name,
        label=str(draft.label or ""),
        anchor=draft.anchor,
        shown=shown,
        main_tasks=reader.main_tasks(draft),
        level=reader.level(draft),
        bottlenecks=links.bottlenecks_of(draft),
        budget=reader.budget(draft),
        places=draft.places(),
    )


def _title(label: str, name: str) -> str:
    return f"{label} {name}".strip() if label.lower() != name.lower() else name
