"""Which records are items, and which of them describe the same one."""

from __future__ import annotations

import re
from collections.abc import Callable

from resvtool.document import Anchor, BlockKind, Document
from resvtool.facts.attributes import Attributes
from resvtool.facts.item_drafts import Draft, Drafts
from resvtool.facts.item_figures import promise_by_figures
from resvtool.facts.item_mentions import attach, mention
from resvtool.facts.item_promises import add_labelled_beside, add_promises, promise_by_name, promise_self
from resvtool.facts.labels import Label, shares_telling_word
from resvtool.facts.naming import Naming, without_activity_chapters, without_chapters
from resvtool.facts.record_kinds import (
    ACTIVITY,
    BOTTLENECK,
    IMPACT,
    STRUCTURAL,
    Judge,
    Kinds,
    item_records,
    promises,
)
from resvtool.facts.records import Group, Piece, Record, same_label_family

_FRAGMENT_WORDS = 220
_FEWEST_NAMED = 2
_FEWEST_LISTED = 3
_PLURAL = re.compile(
    r"\b(?:knelpunten|problemen|opgaven|vraagstukken|kloven|activiteiten|projecten|sporen|lijnen|werklijnen|"
    r"actielijnen|werkpakketten|initiatieven)\b",
    re.IGNORECASE,
)


def draft_items(
    document: Document,
    groups: list[Group],
    judge: Judge,
    attributes: Attributes,
    naming: Naming,
    fragment: bool = False,
) -> Drafts:
    """Return the items that ``groups`` describe, of a whole plan or of a ``fragment``. See :class:`Drafts`."""
    if fragment:
        return _of_fragment(document, groups)
    scored = without_chapters([(group, judge.kinds(group)) for group in groups], naming)
    active = without_activity_chapters(scored, naming)
    activities = _collect(_chosen(active, ACTIVITY), ACTIVITY, attributes)
    listed = [pair for pair in _chosen(scored, BOTTLENECK) if not pair[1].later]
    impact = [pair for pair in _chosen(scored, IMPACT) if not (listed and pair[1].later)]
    bottlenecks = _bottlenecks(listed, impact, scored, judge, attributes)
    drafts = Drafts(bottlenecks, activities)
    attach(drafts, groups, attributes)
    drafts.general = [Piece(b.text, b.anchor, (i, None)) for i, b in enumerate(document.blocks) if b.table is None]
    mention(drafts, document)
    by_name = promise_by_name(drafts.bottlenecks, document)
    if by_name or promise_by_figures(drafts.bottlenecks, drafts.activities, document):
        # Then headings that seemed to promise something ("Vier beloften") only part the chapter.
        drafts.bottlenecks[:] = [d for d in drafts.bottlenecks if d.listed or d.label is not None]
    return drafts


# ---------------------------------------------------------------------- choosing groups


def _chosen(scored: list[tuple[Group, Kinds]], kind: str) -> list[tuple[Group, Kinds]]:
    """Return the groups of ``kind``: the surest, and those that go on with it."""
    candidates = [pair for pair in scored if pair[1].is_a(kind) and _best_kind(pair[1], kind)]
    others = [
        (group, max(kinds.score(k) for k in (ACTIVITY, BOTTLENECK, IMPACT)))
        for group, kinds in scored
        if any(kinds.is_a(k) for k in (ACTIVITY, BOTTLENECK, IMPACT))
    ]
    candidates = [(g, k) for g, k in candidates if not _hosts(g, k.score(kind), others)]
    listing = [g for g, k in scored if g.kind != "card" and any(k.is_a(one) for one in (ACTIVITY, BOTTLENECK))]
    candidates = [(g, k) for g, k in candidates if not _parts_a_chapter(g, listing)]
    if not candidates:
        return []
    several = [(g, k) for g, k in candidates if len(g.records) >= 2 or same_label_family(g.records)]
    if not several:
        return []
    best, kinds = max(several, key=lambda pair: _weight(pair[0], pair[1], kind))
    top = kinds.score(kind)
    labelled = same_label_family(best.records) not in (None, "")
    chosen = []
    for group, own in candidates:
        near = group is best or group.headings[:-1] == best.headings[:-1] or group.headings == best.headings
        coded = same_label_family(group.records) not in (None, "")
        sure = own.score(kind) >= 0.6 * top
        if (
            group is best
            or (coded and sure)
            or (not labelled and near and sure and group.kind == best.kind)
            or (near and own.score(kind) >= 0.4 * top and coded)
        ):
            chosen.append((group, own))
    return chosen


def _weight(group: Group, kinds: Kinds, kind: str) -> float:
    coded = 1.0 if same_label_family(group.records) not in (None, "") else 0.0
    return kinds.score(kind) + coded


def _best_kind(kinds: Kinds, kind: str) -> bool:
    if kind == ACTIVITY:
        return kinds.activity >= max(kinds.bottleneck, kinds.impact)
    return kinds.activity < kinds.score(kind) or not kinds.is_a(ACTIVITY)


def _hosts(group: Group, score: float, others: list[tuple[Group, float]]) -> bool:
    """Say whether the group's headings hold a surer group, and so name chapters, not items."""
    if group.kind != "card":
        return False
    family = same_label_family(group.records)
    margin = 0.0 if not family else -4.0 if family in STRUCTURAL else 2.0
    titles = {r.title for r in group.records}
    return any(
        other is not group and titles.intersection(other.headings) and len(other.records) >= 2 and own >= score + margin
        for other, own in others
    )


def _parts_a_chapter(group: Group, listing: list[Group]) -> bool:
    """Say whether the headings of ``group`` part a chapter, one of them ("Vier knelpunten") heading the list itself."""
    if group.kind != "card" or same_label_family(group.records):
        return False
    titles = [r.title for r in group.records if _PLURAL.search(r.title)]
    lists = [g for g in listing if len(g.records) >= _FEWEST_LISTED]
    return any(g.headings[-1:] == (title,) for g in lists for title in titles)


# ---------------------------------------------------------------------- joining records


def _collect(groups: list[tuple[Group, Kinds]], kind: str, attributes: Attributes) -> list[Draft]:
    drafts: list[Draft] = []
    pairs = [(r, g) for g, _ in groups for r in item_records(g, kind, attributes)]
    coded = sum(1 for r, _ in pairs if r.label is not None and r.label.family)
    first = groups[0][0] if groups else None
    for record, group in pairs:
        record.context = (*group.headings, *(c for c in record.context if c not in group.headings))
        other = _longer_named(drafts, record, group) if group is not first else None
        if other is not None:
            other.records.append(record)
            continue
        stray = record.label is None and coded * 2 > len(pairs)
        if not stray or any(d.matches(record) for d in drafts):
            _join(drafts, record, group)
    return drafts


def _longer_named(drafts: list[Draft], record: Record, group: Group) -> Draft | None:
    """Return the one draft of another group whose name shares a telling word with an unlabelled record."""
    if record.label is not None or any(d.matches(record) for d in drafts):
        return None
    same = [d for d in drafts if d.label is None and shares_telling_word(d.name, record.name)]
    if len(same) != 1 or any(r in group.records for r in same[0].records):
        return None
    rivals = [r for r in group.records if shares_telling_word(same[0].name, r.name)]
    return same[0] if len(rivals) == 1 else None


def _join(drafts: list[Draft], record: Record, group: Group) -> Draft:
    draft = next((d for d in drafts if d.matches(record) and not _beside(d, record, group)), None)
    if draft is None:
        draft = Draft(record.name, record.label, record.anchor)
        drafts.append(draft)
    elif not draft.name:
        draft.name = record.name
    if record not in draft.records:
        draft.records.append(record)
    return draft


def _beside(draft: Draft, record: Record, group: Group) -> bool:
    """Say whether ``draft`` is another record of the same group, under another label."""
    labels_differ = draft.label is None or draft.label != record.label
    return labels_differ and any(r in group.records for r in draft.records)


def _bottlenecks(
    listed: list[tuple[Group, Kinds]],
    impact: list[tuple[Group, Kinds]],
    scored: list[tuple[Group, Kinds]],
    judge: Judge,
    attributes: Attributes,
) -> list[Draft]:
    promising = [group for group, _ in impact]
    sources = [pair for pair in listed if pair[0] not in promising]
    if promising and (same := _list_with_labels_of(promising, sources, scored)) is not None:
        sources = [same]
    drafts = _collect(sources or listed, BOTTLENECK, attributes)
    if not sources or not promising:
        promise_self(drafts, promising or [g for g, _ in sources if _mostly(promises, g)])
    later = [group for group, _ in scored if judge.is_outlook(group)]
    for group in later:
        for record in group.records:
            if not any(d.matches(record) for d in drafts):
                drafts.append(Draft(record.name, record.label, record.anchor, [record], later=True))
    for group in promising:
        add_promises(drafts, group, attributes)
    add_labelled_beside(drafts, promising, [group for group, _ in scored])
    families = {d.label.family for d in drafts if d.listed and not d.later and d.label is not None and d.promises}
    for draft in drafts:
        # One list with what is promised in it may fall into several tables.
        draft.listed = draft.listed or (draft.label is not None and draft.label.family in families - {""})
    return [d for d in drafts if (not d.later or d.promised or d.records) and not _is_of_another_list(d, families)]


def _is_of_another_list(draft: Draft, families: set[str]) -> bool:
    """Say whether a draft bears a label of a kind on which nothing is promised, where others of one kind have promises.

    The priorities of a regioplan ("Opgave II") are no bottlenecks of the plan beside its own ("K1" to "K5").
    """
    if draft.later or draft.promises or draft.label is None or not draft.label.family:
        return False
    return len(families - {""}) == 1 and draft.label.family not in families


def _list_with_labels_of(
    promising: list[Group], sources: list[tuple[Group, Kinds]], scored: list[tuple[Group, Kinds]]
) -> tuple[Group, Kinds] | None:
    """Return the list before the promises that bears the labels of these, when none of ``sources`` does."""
    promised = {label for group in promising for label in _labels(group)}
    if any(len(promised & _labels(group)) >= _FEWEST_NAMED for group, _ in sources):
        return None
    first = min((r.place for g in promising for r in g.records), default=(0, None), key=lambda place: place[0])
    before = [
        (len(promised & _labels(group)), i)
        for i, (group, kinds) in enumerate(scored)
        if group not in promising
        and not kinds.is_a(ACTIVITY)
        and not kinds.later
        and all(r.place[0] < first[0] for r in group.records)
    ]
    shared, place = max(before, key=lambda pair: (pair[0], -pair[1]), default=(0, 0))
    return scored[place] if shared >= _FEWEST_LISTED else None


def _labels(group: Group) -> set[Label]:
    return {r.label for r in group.records if r.label is not None and r.label.family}


def _mostly(holds: Callable[[Record], bool], group: Group) -> bool:
    return sum(map(holds, group.records)) * 2 > len(group.records)


# ---------------------------------------------------------------------- fragments


def is_fragment(document: Document) -> bool:
    """Say whether the text is an excerpt: short, and without headings."""
    words = sum(len(b.words().split()) for b in document.blocks)
    return words <= _FRAGMENT_WORDS and not any(b.kind is BlockKind.HEADING for b in document.blocks)


def _of_fragment(document: Document, groups: list[Group]) -> Drafts:
    """Return one bottleneck and one activity that the whole of a short text is about."""
    anchor = document.blocks[0].anchor if document.blocks else Anchor()
    texts = [Piece(b.text, b.anchor, (i, None)) for i, b in enumerate(document.blocks) if b.table is None]
    rows = [g for g in groups if g.kind in ("row", "column") or any(r.fields for r in g.records)]
    records = [r for g in rows for r in g.records] or [Record("", anchor, (0, None))]
    for record in records:
        record.texts.extend(t for t in texts if t.place not in {p.place for p in record.pieces()})
    drafts = Drafts(general=texts, fragment=True)
    for items in (drafts.bottlenecks, drafts.activities):
        for record in records:
            items.append(Draft(record.name or record.title, record.label, anchor, [record], [record]))
    return drafts
