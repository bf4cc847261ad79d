"""Which insurer's ruleset a plan asks for: the one that the plan says leads its market.

The insurer that leads the market assesses the plan (Handreiking, Fase 2). A sentence that names it as market
leader, or that says to whom the plan is submitted, decides; failing that, the only insurer that is named often.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from resvtool.locating.passages import Passages

INSURERS = ("menzis", "cz", "zilveren-kruis")
_OTHERS = "anders"
_CUES = (("marktleider-cue", 5), ("indiening-cue", 3))
_AHEAD = 2.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The ruleset that a plan asks for (None when unclear), and the sentence that says so or why not."""

    ruleset: str | None
    why: str


def choose(passages: Passages) -> Choice:
    """Return the ruleset of the insurer that the plan says leads its market."""
    named = {name: _sentences(passages, f"verzekeraar-{name}") for name in (*INSURERS, _OTHERS)}
    points: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for cue, weight in _CUES:
        marked = _sentences(passages, cue)
        for name, sentences in named.items():
            both = [n for n in sentences if n in marked or _row_of(passages, n) & marked]
            if both:
                points[name] += weight * len(both)
                shown.setdefault(name, passages.sentences[both[0]].text)
    if not points:
        points = Counter({name: len(sentences) for name, sentences in named.items() if len(sentences) >= 2})
    ranked = points.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < _AHEAD * ranked[1][1]):
        return Choice(None, "het plan zegt niet duidelijk welke verzekeraar marktleider is")
    best = ranked[0][0]
    if best == _OTHERS:
        return Choice(None, "het plan noemt een verzekeraar waarvoor geen ruleset is meegeleverd")
    why = f'"{shown[best]}"' if best in shown else f"het plan noemt {best} het vaakst"
    return Choice(best, why)


def _sentences(passages: Passages, concept: str) -> set[int]:
    return {h.sentence for h in passages.hits_of(concept) if h.sentence in passages.sentences}


def _row_of(passages: Passages, number: int) -> set[int]:
    """The heads of a sentence: "Aangeboden aan | Menzis" tells it in the row head."""
    return set(passages.sentences[number].contexts)
