"""Where else a plan speaks of its items: other tables, the budget, sentences that name them."""

from __future__ import annotations

from collections.abc import Iterable

from resvtool.document import Document
from resvtool.facts.attributes import Attributes
from resvtool.facts.item_drafts import GENERIC_FAMILIES, Draft, Drafts
from resvtool.facts.labels import Label, forms_of, references, shares_telling_word, words_of
from resvtool.facts.records import Field, Group, Piece, Record
from resvtool.language.words import fold, sentences, stem

_STEPS = frozenset({"tred", "trap", "stap", "fase"})
_TELLING = frozenset({"hoofdtaak", "patient", "aanbieder", "domein", "effect", "streefwaarde", "eigenaar"})


def attach(drafts: Drafts, groups: list[Group], attributes: Attributes) -> None:
    """Add the records of other groups to the items that they name."""
    for group in groups:
        money = _is_money(group)
        telling = bool(_TELLING & _parts(group, attributes))
        for record in group.records:
            only = _only(record, drafts) if telling else None
            for draft in (*drafts.activities, *drafts.bottlenecks):
                if _counts_steps(group, record) or record in draft.records or record in draft.promises:
                    continue
                if not (draft is only or draft.matches(record)):
                    continue
                if record.label is None and len(words_of(record.title)) < 2 and draft.label is not None:
                    continue
                if money:
                    draft.budget.extend(record.pieces())
                elif group.kind != "card" or record.fields:
                    draft.records.append(record)


def _counts_steps(group: Group, record: Record) -> bool:
    """Say whether a bare number counts the steps of a ladder ("Trede | 1"), and so is no item's label."""
    bare = record.label is not None and not record.label.family
    return bare and stem(fold(group.name_head.strip())) in _STEPS


def _parts(group: Group, attributes: Attributes) -> set[str]:
    return {part for head in group.heads() for part in attributes.of(head)}


def _only(record: Record, drafts: Drafts) -> Draft | None:
    """Return the draft that alone shares a telling word with an unlabelled record's name."""
    if record.label is not None or len(words_of(record.title)) > 6:
        return None
    everyone = (*drafts.activities, *drafts.bottlenecks)
    if any(d.matches(record) for d in everyone):
        return None
    sharing = [d for d in everyone if shares_telling_word(d.name, record.title)]
    return sharing[0] if len(sharing) == 1 else None


def _is_money(group: Group) -> bool:
    texts = [p.text for r in group.records for p in r.pieces()]
    return sum("€" in t for t in texts) * 3 >= len(group.records) > 0


def mention(drafts: Drafts, document: Document) -> None:
    """Note the sentences and rows, outside an item's own records, that name it by its label."""
    items = {id(d): d for d in (*drafts.activities, *drafts.bottlenecks)}
    known: dict[Label, str] = {}
    owners: dict[Label, list[int]] = {}
    for draft in items.values():
        for label in _aliases(draft):
            known.setdefault(label, draft.name)
            owners.setdefault(label, []).append(id(draft))
    own_places = {key: draft.places() for key, draft in items.items()}
    forms = [(key, draft, form) for key, draft in items.items() for form in forms_of(draft.name)]
    for head, piece in statements(document):
        text = piece.text
        for key, draft in {key: draft for key, draft, form in forms if form in text}.items():
            if piece.place not in own_places[key]:
                draft.mentions.append(Field(head, piece))
        for label in references(piece.text, known):
            for key in owners[label]:
                if piece.place not in own_places[key]:
                    items[key].mentions.append(Field(head, piece))


def _aliases(draft: Draft) -> list[Label]:
    if draft.label is None:
        return []
    if draft.label.family in GENERIC_FAMILIES or len(draft.label.family) > 3:
        families = dict.fromkeys([draft.label.family, "activiteit", "project"])
        return [Label(f, draft.label.number) for f in families if f]
    return [draft.label]


def statements(document: Document) -> Iterable[tuple[str, Piece]]:
    """Yield every sentence, and every table row as one text, with the head of its first cell."""
    for index, block in enumerate(document.blocks):
        if block.table is None:
            for start, end in sentences(block.text):
                yield "", Piece(block.text[start:end], block.anchor, (index, None))
            continue
        heads = block.table.rows[0] if block.table.rows else ()
        for r, row in enumerate(block.table.rows):
            text = " | ".join(cell for cell in row if cell)
            head = " | ".join(heads) if r else ""
            yield head, Piece(text, block.anchor, (index, r))
