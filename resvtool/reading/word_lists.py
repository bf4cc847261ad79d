"""Recognises list items and heading numbers that were typed by hand."""

from __future__ import annotations

from resvtool.document import Part
from resvtool.reading.word_draft import Draft
from resvtool.reading.word_labels import capital_item, split_heading_number, split_item


def split_labels(drafts: list[Draft]) -> None:
    """Move typed numbers and bullets from the text of ``drafts`` to their label.

    Headings must be settled (``level``). A capital letter with a dot may be an initial: it only is
    a number when the item before or after it has the neighbouring letter.
    """
    capitals = [capital_item(d.text) if _may_be_item(d) else "" for d in drafts]
    for index, draft in enumerate(drafts):
        if draft.level is not None:
            draft.text = draft.text.replace("\n", " ")
            if not draft.label:
                draft.label, draft.text = split_heading_number(draft.text)
        elif _may_be_item(draft):
            label, text = split_item(draft.text)
            if not label and _has_neighbour(capitals, index):
                label, text = draft.text.split(" ", 1)
            if label:
                draft.label, draft.text, draft.list_level = label, text, 0


def _may_be_item(draft: Draft) -> bool:
    return (
        draft.level is None
        and draft.table is None
        and not draft.label
        and not draft.toc
        and draft.part in (Part.BODY, Part.TEXTBOX)
    )


def _has_neighbour(capitals: list[str], index: int) -> bool:
    letter = capitals[index]
    if not letter:
        return False
    before = capitals[index - 1] if index else ""
    after = capitals[index + 1] if index + 1 < len(capitals) else ""
    return (before != "" and ord(letter) - ord(before) == 1) or (after != "" and ord(after) - ord(letter) == 1)
