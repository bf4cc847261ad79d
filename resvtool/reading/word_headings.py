"""Decides which paragraphs are headings and how deep: by style, by number and by looks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from resvtool.document import Part
from resvtool.reading.hints import is_hint_text
from resvtool.reading.word_draft import Draft
from resvtool.reading.word_labels import (
    depth_of,
    is_front_or_back_matter,
    split_heading_number,
    split_item,
)
from resvtool.reading.word_toc import is_contents_title

_MOST_WORDS = 14
_MOST_LETTERS = 120
_LARGER = 2  # half points above the text
_SMALLEST = 0.85  # of the text's size
_LONGEST_RUN = 2  # headings of one look that may follow each other without text
_RUNNING_TEXT = 15  # words
_LONG_TEXT = 20  # words; where this comes, the cover is over
_STYLED_DOCUMENT = 2  # headings by style that make looks only an addition
_DEFAULT_SIZE = 22
_CAPTION = re.compile(r"(?:tabel|figuur|afbeelding|grafiek|schema|kader|bron|foto)\s*\d*\s*[:.\d]")
_END_PUNCTUATION = (".", ";", ",", "!", "…", "-")


@dataclass(frozen=True, slots=True)
class _Look:
    """What makes a paragraph stand out. ``size`` is 0 when it is no larger than the text."""

    size: int
    caps: bool
    bold: bool

    @property
    def certainty(self) -> float:
        """How sure it is that this look makes a heading."""
        if self.size:
            return 0.9 if self.bold else 0.75
        return 0.7 if self.bold else 0.5


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A paragraph that looks like a heading; ``depth`` is that of its number, None without."""

    index: int
    draft: Draft
    look: _Look
    depth: int | None
    is_major: bool


@dataclass(frozen=True, slots=True)
class _BodyText:
    size: int
    is_bold: bool


def settle_headings(drafts: list[Draft]) -> None:
    """Set ``level`` and ``certainty`` on the headings among ``drafts``, which are in order.

    A style or outline level is certain. In a document with such headings, a paragraph that only
    looks like a heading goes below the heading it stands under; otherwise size, weight and numbers
    make the levels.
    """
    for draft in drafts:
        draft.level = draft.style_level
    candidates = _candidates(drafts, _body_text(drafts))
    candidates = _without_runs(candidates, drafts)
    candidates = _without_cover(candidates, drafts)
    styled = [d for d in drafts if d.style_level and not d.is_title and not d.toc and not d.aside]
    if len(styled) >= _STYLED_DOCUMENT:
        _level_among_styled(candidates, drafts, styled)
    else:
        _level_by_rank(candidates)
    for candidate in candidates:
        candidate.draft.certainty = _certainty(candidate)
    _drop_closing_lines(candidates, drafts)


def _body_text(drafts: list[Draft]) -> _BodyText:
    """Return the look that most of the running text has."""
    sizes: Counter[int] = Counter()
    bold = total = 0
    for draft in drafts:
        if draft.table is None and draft.style_level is None and not draft.aside and not draft.toc:
            if is_hint_text(draft.text, draft.style):
                continue
            length = len(draft.text)
            sizes[draft.size] += length
            total += length
            bold += length if draft.bold else 0
    size = sizes.most_common(1)[0][0] if sizes else _DEFAULT_SIZE
    return _BodyText(size, bold * 2 > total)


def _candidates(drafts: list[Draft], body: _BodyText) -> list[_Candidate]:
    found = []
    for index, draft in enumerate(drafts):
        look = _look(draft, body) if _may_be_heading(draft) else None
        if look is not None:
            typed, text = split_heading_number(draft.text)
            depth = depth_of(draft.label or typed, text)
            found.append(_Candidate(index, draft, look, depth, is_front_or_back_matter(text)))
    return found


def _may_be_heading(draft: Draft) -> bool:
    """Say whether a paragraph is short and bare enough, and stands where headings stand."""
    if draft.style_level is not None or draft.table is not None or draft.part is not Part.BODY:
        return False
    if draft.boxed or draft.bullet or draft.is_caption or is_hint_text(draft.text, draft.style):
        return False
    if draft.toc and not is_contents_title(draft):
        return False
    if draft.words > _MOST_WORDS or len(draft.text) > _MOST_LETTERS or draft.text.count("\n") > 1:
        return False
    if draft.text.endswith(_END_PUNCTUATION) or _CAPTION.match(draft.text.lower()):
        return False
    if split_item(draft.text)[0] in {"-", "–", "•", "*", "o"}:
        return False
    return any(c.isalpha() for c in draft.text)


def _look(draft: Draft, body: _BodyText) -> _Look | None:
    """Return how a paragraph stands out from the text, None when it does not."""
    larger = draft.size >= body.size + _LARGER
    bold = draft.bold and not body.is_bold and draft.size >= body.size * _SMALLEST
    letters = sum(c.isalpha() for c in draft.text)
    caps = draft.caps and (letters >= 6 or (letters >= 4 and draft.words > 1))
    caps = caps and draft.size >= body.size * _SMALLEST
    if draft.list_level is not None and not (bold or larger):
        return None
    if not (larger or bold or caps):
        return None
    return _Look(draft.size if larger else 0, caps, bold)


def _without_runs(candidates: list[_Candidate], drafts: list[Draft]) -> list[_Candidate]:
    """Leave out bold lines that follow each other without text: lists, addresses, names.

    Headings with numbers such as 3.2 or "Bouwsteen 3" stay: a plan may still be empty below them.
    """
    main = {id(d): i for i, d in enumerate(d for d in drafts if not d.aside)}
    kept: list[_Candidate] = []
    runs: list[list[_Candidate]] = []
    for candidate in candidates:
        previous = runs[-1][-1] if runs else None
        if previous is not None and _follows(previous, candidate, main):
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    for run in runs:
        longest = 1 if run[0].draft.list_level is not None else _LONGEST_RUN
        kept += [c for c in run if len(run) <= longest or _has_firm_number(c)]
    return kept


def _follows(first: _Candidate, second: _Candidate, places: dict[int, int]) -> bool:
    adjacent = places[id(second.draft)] == places[id(first.draft)] + 1
    return adjacent and (first.look, first.depth) == (second.look, second.depth)


def _has_firm_number(candidate: _Candidate) -> bool:
    if candidate.depth is None or candidate.draft.list_level is not None:
        return candidate.depth is not None and candidate.depth > 1
    return candidate.depth > 1 or not split_heading_number(candidate.draft.text)[0]


def _without_cover(candidates: list[_Candidate], drafts: list[Draft]) -> list[_Candidate]:
    """Keep one title of the cover's large and bold lines; the others are subtitles and names."""
    first = next((i for i, d in enumerate(drafts) if d.style_level is not None), -1)
    cover_end = next((i for i, d in enumerate(drafts) if i != first and _ends_cover(d)), len(drafts))
    later = Counter(c.look for c in candidates if c.index >= cover_end)
    on_cover: list[_Candidate] = []
    rest: list[_Candidate] = []
    for candidate in candidates:
        over = candidate.depth is not None or candidate.is_major or rest
        (rest if over or candidate.index >= cover_end else on_cover).append(candidate)
    if not on_cover:
        return candidates
    has_title = any(d.style_level for d in drafts[: on_cover[-1].index])
    largest = max(c.look.size for c in on_cover)
    title = next((c for c in on_cover if c.look.size == largest), None)
    kept = [c for c in on_cover if (c is title and not has_title) or (later[c.look] >= 2 and _heads_text(c, drafts))]
    return kept + rest


def _ends_cover(draft: Draft) -> bool:
    if draft.aside:
        return False
    return draft.toc or draft.words > _LONG_TEXT or (draft.style_level is not None and not draft.is_title)


def _heads_text(candidate: _Candidate, drafts: list[Draft]) -> bool:
    """Say whether running text follows a candidate."""
    following = next((d for d in drafts[candidate.index + 1 :] if not d.aside), None)
    if following is None or following.table is not None:
        return False
    return following.words >= _RUNNING_TEXT


def _level_by_rank(candidates: list[_Candidate]) -> None:
    """Give each combination of look and number its level, the most prominent first."""
    keys = {}
    by_look = sorted(candidates, key=lambda c: _prominence(c.look))
    for _, group in groupby(by_look, key=lambda c: _prominence(c.look)):
        for candidate, step in _steps(list(group)):
            keys[candidate.index] = (_prominence(candidate.look), step)
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys.values())), start=1)}
    for candidate in candidates:
        candidate.draft.level = ranks[keys[candidate.index]]


def _prominence(look: _Look) -> tuple[int, bool, bool]:
    return (-look.size, not look.caps, not look.bold)


def _steps(group: list[_Candidate]) -> list[tuple[_Candidate, int]]:
    """Part candidates of one look by the depth of their numbers.

    Without a number, a large one is as high as the highest number, a merely bold one is below the
    deepest; parts beside the chapters ("Voorwoord") are as high as the highest.
    """
    depths = {c.depth for c in group if c.depth is not None}
    if not depths:
        return [(c, 0) for c in group]
    highest, deepest = min(depths), max(depths)
    return [
        (
            c,
            c.depth if c.depth is not None else (highest if c.look.size or c.is_major else deepest + 1),
        )
        for c in group
    ]


def _level_among_styled(candidates: list[_Candidate], drafts: list[Draft], styled: list[Draft]) -> None:
    """Fit candidates in the outline that the styles make."""
    by_depth: dict[int, Counter[int]] = {}
    by_size: dict[int, Counter[int]] = {}
    for draft in styled:
        level = draft.style_level or 1
        typed, text = split_heading_number(draft.text)
        depth = depth_of(draft.label or typed, text)
        if depth is not None:
            by_depth.setdefault(depth, Counter())[level] += 1
        by_size.setdefault(draft.size, Counter())[level] += 1
    looks = {c.index: c for c in candidates}
    under = 0
    for index, draft in enumerate(drafts):
        candidate = looks.get(index)
        if candidate is not None:
            levels = by_depth.get(candidate.depth or 0) or by_size.get(candidate.look.size)
            draft.level = levels.most_common(1)[0][0] if levels else under + 1
        elif draft.style_level is not None and not draft.aside:
            under = draft.style_level


def _certainty(candidate: _Candidate) -> float:
    certainty = candidate.look.certainty
    if candidate.depth is not None or candidate.is_major:
        certainty += 0.05
    if candidate.draft.text.endswith(":"):
        certainty -= 0.1
    return round(certainty, 2)


def _drop_closing_lines(candidates: list[_Candidate], drafts: list[Draft]) -> None:
    """Take back bold lines that head nothing: the end, or a higher heading, comes right after."""
    main = [d for d in drafts if not d.aside]
    following = dict(zip(map(id, main), [*main[1:], None], strict=False))
    for candidate in candidates:
        if candidate.look.size or candidate.depth is not None or candidate.is_major:
            continue
        draft = candidate.draft
        after = following[id(draft)]
        if after is None or (after.level is not None and after.level < (draft.level or 0)):
            draft.level, draft.certainty = None, 1.0
