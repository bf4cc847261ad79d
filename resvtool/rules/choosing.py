"""Which insurer's ruleset a plan asks for: the one that the plan says leads its market.

The insurer that leads the market assesses the plan (Handreiking, Fase 2). A sentence that names it as market
leader, or that says to whom the plan is submitted, decides, and so do market shares side by side; failing
that, the only insurer that is named often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from resvtool.facts.lines import Line, Reader
from resvtool.language.polarity import Void
from resvtool.language.terms import Hit
from resvtool.locating.passages import Passages

INSURERS = ("menzis", "cz", "zilveren-kruis")
_OTHERS = "anders"
_CUES = (("marktleider-cue", 5), ("indiening-cue", 3))
_SHARES = 5
_AHEAD = 2.0
_VOID = Void.NEGATED | Void.QUESTION | Void.DEFERRED | Void.PAST
_SHARE_WORD = re.compile(r"marktaande|aandeel (?:op|in) de (?:zorg)?markt|% van de verzekerden", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,3}(?:,\d+)?)\s?(?:%|procent)")
_TOGETHER = frozenset(("en", "of", ",", "&", "/"))


@dataclass(frozen=True, slots=True)
class Choice:
    """The ruleset that a plan asks for (None when unclear), and the sentence that says so or why not."""

    ruleset: str | None
    why: str


def choose(passages: Passages) -> Choice:
    """Return the ruleset of the insurer that the plan says leads its market."""
    named = {name: _hits(passages, f"verzekeraar-{name}") for name in (*INSURERS, _OTHERS)}
    points: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for name, weight, text in [*_told(passages, named), *_by_share(passages, named)]:
        points[name] += weight
        shown.setdefault(name, text)
    if not points:
        points = Counter({name: len(hits) for name, hits in named.items() if len(hits) >= 2})
    ranked = points.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < _AHEAD * ranked[1][1]):
        return Choice(None, "het plan zegt niet duidelijk welke verzekeraar marktleider is")
    best = ranked[0][0]
    if best == _OTHERS:
        return Choice(None, "het plan noemt een verzekeraar waarvoor geen ruleset is meegeleverd")
    why = f'"{shown[best]}"' if best in shown else f"het plan noemt {best} het vaakst"
    return Choice(best, why)


def _hits(passages: Passages, concept: str) -> list[Hit]:
    """Return where ``concept`` stands in the plan's text and is not denied, asked or past."""
    found = passages.hits_of(concept)
    return [h for h in found if h.sentence in passages.sentences and not passages.why_void(h) & _VOID]


def _told(passages: Passages, named: dict[str, list[Hit]]) -> Iterator[tuple[str, int, str]]:
    """Yield the insurers that stand by a cue, in its sentence or below a head or heading that holds it."""
    for cue, weight in _CUES:
        marked: dict[int, Hit] = {}
        for hit in passages.hits_of(cue):
            if not passages.why_void(hit) & _VOID:
                marked.setdefault(hit.sentence, hit)
        nearest: dict[int, list[tuple[int, str, Hit]]] = {}
        for name, hits in named.items():
            for hit in hits:
                sentence = passages.sentences[hit.sentence]
                if hit.sentence in marked:
                    distance = _distance(hit, marked[hit.sentence])
                    nearest.setdefault(hit.sentence, []).append((distance, name, hit))
                elif not marked.keys().isdisjoint(sentence.contexts):
                    yield name, weight, sentence.text
        for number, found in nearest.items():
            for name in _by_the_cue(passages, sorted(found)):
                yield name, weight, passages.sentences[number].text


def _distance(hit: Hit, cue: Hit) -> int:
    return hit.start - cue.end if hit.start >= cue.end else cue.start - hit.end


def _by_the_cue(passages: Passages, found: list[tuple[int, str, Hit]]) -> set[str]:
    """Return the insurer nearest to the cue, and those that are named in one breath with it."""
    _, first, nearest = found[0]
    names = {first}
    for _, name, hit in found[1:]:
        left, right = sorted((nearest, hit), key=lambda h: h.start)
        between = {passages.corpus.tokens[i].folded for i in range(left.end, right.start)}
        if between <= _TOGETHER:
            names.add(name)
    return names


def _by_share(passages: Passages, named: dict[str, list[Hit]]) -> Iterator[tuple[str, int, str]]:
    """Yield the insurer with the largest market share, when the plan gives those of two or more."""
    largest: dict[str, tuple[float, str]] = {}
    for line in Reader(passages.document, passages).lines:
        if not _SHARE_WORD.search(f"{line.text} {line.head_text} {' '.join(line.column_heads)}"):
            continue
        places = sorted((p, name) for name, hits in named.items() for p in _places(passages, line, hits))
        ends = [place for place, _ in places[1:]] + [len(line.text)]
        for (start, name), end in zip(places, ends, strict=False):
            percent = _PERCENT.search(line.text[start:end])
            if percent:
                share = float(percent.group(1).replace(",", "."))
                largest[name] = max(largest.get(name, (0.0, "")), (share, line.text))
    ranked = sorted(((share, name, text) for name, (share, text) in largest.items()), reverse=True)
    if len(ranked) >= 2 and ranked[0][0] > ranked[1][0]:
        yield ranked[0][1], _SHARES, ranked[0][2]


def _places(passages: Passages, line: Line, hits: list[Hit]) -> list[int]:
    """Return the characters of ``line`` at which ``hits`` in it begin."""
    offsets = dict(zip(line.numbers, line.offsets, strict=True))
    return [offsets[h.sentence] + passages.corpus.tokens[h.start].start for h in hits if h.sentence in offsets]
