"""The outline: which sections of a plan serve which building block, and how sure that is.

A title that names the building block decides. Otherwise the words of the headings (its own first, then
those above it) and of the text are weighed: plans use their own titles, merge two blocks in a chapter, or
spread one over a chapter and an annex, so a section may serve several blocks and a block several sections.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from resvtool.document import Anchor, BlockKind
from resvtool.language.polarity import Void
from resvtool.locating.passages import Passages
from resvtool.locating.sections import Section

BLOCKS = range(1, 8)
BLOCK_NAMES = {
    1: "Startpunt en minimale eisen",
    2: "Regioplan en knelpunten",
    3: "Impact",
    4: "Activiteiten 2027",
    5: "Executiekracht",
    6: "Ontwikkelstappen 2028 en 2029",
    7: "Begroting 2027",
}
BLOCK_NAMES_EN = {
    1: "Starting point and minimum requirements",
    2: "Regional plan and bottlenecks",
    3: "Impact",
    4: "Activities 2027",
    5: "Power to execute",
    6: "Development steps 2028 and 2029",
    7: "Budget 2027",
}
_NAMED = re.compile(r"\bbouwste(?:en|nen)\s+((?:\d(?:\s*(?:,|en|t/m|\+|&|-)\s*)?)+)", re.IGNORECASE)
_OWN_HEADING, _UPPER_HEADING, _TEXT = 3.0, 1.2, 1.0
_ENOUGH, _SHARE = 2.0, 0.6
_VOTE, _MOST_VOTES = 1.2, 8
_LEAST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Located:
    """A section that serves a building block; ``certainty`` runs from 0 to 1, ``why`` says on what ground."""

    block: int
    section: int
    heading: str
    anchor: Anchor
    certainty: float
    why: str


def outline(passages: Passages, votes: Mapping[int, Mapping[int, int]] | None = None) -> list[Located]:
    """Return the sections that serve each building block, in reading order.

    ``votes`` says per section how many requirements of each block found their evidence there.
    Sections without text of their own, tables of contents and glossaries serve none.
    """
    scores = _scores(passages)
    for number, counts in (votes or {}).items():
        for block, count in counts.items():
            if block in BLOCKS:
                _add(scores[number], block, _VOTE * min(count, _MOST_VOTES))
    words = _words(passages)
    listings = _listings(passages)
    found: list[Located] = []
    for section in passages.sections:
        if words[section.number] < _LEAST_WORDS or section.number in listings:
            continue
        found.extend(_located(passages, section, scores[section.number]))
    return found


def _located(passages: Passages, section: Section, scores: dict[int, float]) -> list[Located]:
    path = [passages.sections[n] for n in (*section.path, section.number)]
    for above in reversed(path):
        named = blocks_named(above.heading)
        if named:
            return [
                Located(b, section.number, section.heading, section.anchor, 1.0, "kop noemt de bouwsteen")
                for b in named
            ]
    if not scores:
        return []
    best = max(scores.values())
    chosen = [b for b in sorted(scores) if scores[b] >= max(_ENOUGH, _SHARE * best)][:3]
    total = sum(scores.values())
    return [
        Located(
            b,
            section.number,
            section.heading,
            section.anchor,
            round(min(0.95, 0.35 + 0.6 * scores[b] / total), 2),
            "koppen, woorden en gevonden onderdelen",
        )
        for b in chosen
    ]


def blocks_named(heading: str) -> list[int]:
    """Return the building blocks that a heading names by number: "Bouwstenen 2 en 3" -> [2, 3]."""
    match = _NAMED.search(heading)
    if not match:
        return []
    text = match.group(1)
    numbers = [int(d) for d in re.findall(r"\d", text)]
    if len(numbers) == 2 and re.search(r"t/m|-", text):
        numbers = list(range(numbers[0], numbers[1] + 1))
    return [n for n in numbers if n in BLOCKS]


def _scores(passages: Passages) -> dict[int, dict[int, float]]:
    scores: dict[int, dict[int, float]] = {s.number: {} for s in passages.sections}
    for block in BLOCKS:
        in_heading = {h.sentence for h in passages.hits_of(f"bouwsteen-{block}-kop")}
        for section in passages.sections:
            contexts = passages.heading_contexts(section.number)
            own, upper = contexts[-1:], contexts[:-1]
            weight = _OWN_HEADING * bool(in_heading & set(own)) + _UPPER_HEADING * len(in_heading & set(upper))
            if weight:
                _add(scores[section.number], block, weight)
        _add_text(passages, block, scores)
    return scores


def _add_text(passages: Passages, block: int, scores: dict[int, dict[int, float]]) -> None:
    seen: dict[int, set[str]] = {}
    for hit in passages.hits_of(f"bouwsteen-{block}-inhoud"):
        sentence = passages.sentences.get(hit.sentence)
        if sentence is not None and not passages.why_void(hit) & (Void.CONTENTS | Void.GLOSSARY):
            seen.setdefault(sentence.section, set()).add(passages.corpus.tokens[hit.start].folded)
    for section, kinds in seen.items():
        _add(scores[section], block, _TEXT * min(len(kinds), 4))


def _add(scores: dict[int, float], block: int, weight: float) -> None:
    scores[block] = scores.get(block, 0.0) + weight


def _words(passages: Passages) -> Counter[int]:
    count: Counter[int] = Counter()
    for sentence in passages.sentences.values():
        start, end = passages.corpus.spans[sentence.number]
        count[sentence.section] += end - start
    for number, hint in passages.hint_sections:
        count[number] += len(hint.text.split())
    return count


def _listings(passages: Passages) -> set[int]:
    """Return the sections that only list: tables of contents, glossaries, sources."""
    void: Counter[int] = Counter()
    count: Counter[int] = Counter()
    listed = int(Void.CONTENTS | Void.GLOSSARY)
    for sentence in passages.sentences.values():
        start, end = passages.corpus.spans[sentence.number]
        count[sentence.section] += 1
        void[sentence.section] += any(flag & listed for flag in passages.flags[start:end])
    found = {number for number in count if void[number] > count[number] / 2}
    for section in passages.sections:
        blocks = [passages.document.blocks[b] for b in section.blocks]
        if blocks and all(b.toc for b in blocks if b.kind is not BlockKind.HEADING):
            found.add(section.number)
    return found
