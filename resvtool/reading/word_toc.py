"""Finds the lines of a table of contents that Word itself does not mark."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from resvtool.reading.word_draft import Draft
from resvtool.reading.word_labels import split_heading_number, split_item

_TITLES = frozenset({"inhoud", "inhoudsopgave", "inhoudsopgaaf", "inhoudstafel", "contents", "table of contents"})
_LONGEST_LINE = 16  # words
_FEWEST_TABBED = 3
_END_NUMBER = re.compile(r"[\s.…·_]{0,400}\d{1,3}$")
_NO_WORD = re.compile(r"[\W_]+")


def mark_contents(drafts: list[Draft]) -> None:
    """Set ``toc`` on the lines of tables of contents among ``drafts``, and on their titles."""
    _mark_lines_with_pages(drafts)
    for index, draft in enumerate(drafts):
        if is_contents_title(draft):
            _mark_after_title(drafts, index)
    for draft, following in pairwise(drafts):
        if following.toc and is_contents_title(draft):
            draft.toc = True


def is_contents_title(draft: Draft) -> bool:
    """Say whether a block reads as the title of a table of contents."""
    if draft.table is not None or draft.words > 5:
        return False
    return split_heading_number(draft.text)[1].lower().strip(" :.") in _TITLES


def _mark_lines_with_pages(drafts: list[Draft]) -> None:
    """Mark runs of lines that end in leader dots or a tab and a page number that never falls."""
    run: list[Draft] = []
    for draft in [*drafts, None]:
        page = draft.toc_page if draft is not None and draft.table is None else None
        if draft is not None and page is not None and draft.words <= _LONGEST_LINE:
            if run and page < (run[-1].toc_page or 0):
                _mark_run(run)
                run = []
            run.append(draft)
        else:
            _mark_run(run)
            run = []


def _mark_run(run: list[Draft]) -> None:
    if sum(d.toc_dots for d in run) >= 2 or len(run) >= _FEWEST_TABBED:
        for draft in run:
            draft.toc = True


def _mark_after_title(drafts: list[Draft], title: int) -> None:
    """Mark the lines after a title "Inhoud" that come back later as headings or the like."""
    zone: list[Draft] = []
    keys: list[str] = []
    seen: set[str] = set()
    for draft in drafts[title + 1 :]:
        key = _key(draft)
        if draft.table is not None:
            if not zone and _is_contents_table(draft):
                draft.toc = True
            break
        is_end = draft.style_level is not None and not draft.toc
        if is_end or draft.words > _LONGEST_LINE or not key or key in seen:
            break
        zone.append(draft)
        keys.append(key)
        seen.add(key)
    later = Counter(_key(d) for d in drafts[title + 1 + len(zone) :] if d.words <= _LONGEST_LINE)
    # The zone may have run on into text; it ends with the last line that comes back.
    while keys and keys[-1] not in later and not zone[-1].toc:
        keys.pop()
        zone.pop()
    found = sum(key in later for key in keys)
    if found >= 2 and found * 2 >= len(keys):
        for draft in zone:
            draft.toc = True


def _is_contents_table(draft: Draft) -> bool:
    rows = draft.table.rows if draft.table is not None else ()
    return len(rows) >= _FEWEST_TABBED and all(row[-1].strip(". ").isdigit() for row in rows[1:])


def _key(draft: Draft) -> str:
    """Return what a line says, without number, page and punctuation."""
    text = split_item(draft.text)[1]
    text = split_heading_number(_END_NUMBER.sub("", text) if draft.toc_page else text)[1]
    return _NO_WORD.sub(" ", text).strip().casefold()
