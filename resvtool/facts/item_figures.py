"""Promises on bottlenecks that the plan does not name again, but whose figures or telling words it repeats.

"In 2025 kwamen 610 mensen na een val op de spoedeisende hulp" in the analysis is "van de 610 valpartijen mogen er in
2028 nog 460 over zijn" in the chapter on results: who promises something starts from where the bottleneck stands. So
the sentences of a chapter are given to the bottleneck with which they share figures that no other bottleneck has, or
words of its name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from resvtool.document import Block, BlockKind, Document
from resvtool.facts.counting import find_numbers
from resvtool.facts.item_drafts import Draft
from resvtool.facts.item_promises import is_aside
from resvtool.facts.labels import names_literally, words_of
from resvtool.facts.record_kinds import is_dated, promises
from resvtool.facts.records import Piece, Record
from resvtool.facts.smart import without_labels
from resvtool.language.words import sentences

_FEWEST = 2
_SMALLEST = 4
"""Smaller numbers stand everywhere."""
_FIGURE, _LITERAL, _LONG_WORD, _WORD, _BESIDES = 2.0, 3.0, 2.0, 1.0, 0.5
_ENOUGH = 2.0
_LONG = 7
_MOST = 60
"""No plan has more bottlenecks; what seems to has no list of them."""
_DENIED = re.compile(
    r"\b(?:beloven|beloofd|toezeggen|toegezegd|halen|haalbaar)\b[^.;]{0,60}\bniet\b|\bniet\b[^.;]{0,20}\b(?:beloofd|beloven|"
    r"toegezegd|haalbaar)\b|\bgeen (?:belofte|toezegging|doel|resultaat)|\b(?:verzekeraar|gemeente)\w*\b[^.;]{0,30}"
    r"\b(?:vroeg|vroegen|vraagt|vragen|wilde)\b",
    re.IGNORECASE,
)
_NOT_PROMISED = re.compile(r"\b(?:geen|niets?|buiten|later|pas na|zonder belofte)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Marks:
    """By what a bottleneck is known: its figures, the words of its name, and words of its description."""

    name: str
    figures: frozenset[Decimal]
    named: frozenset[str]
    described: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Part:
    """Sentences of one paragraph that are about the bottleneck with number ``draft``."""

    draft: int
    record: Record


def promise_by_figures(bottlenecks: Sequence[Draft], activities: Iterable[Draft], document: Document) -> bool:
    """Add the sentences of one chapter that promise something on most bottlenecks without a promise.

    Only where two bottlenecks at least get one, and half of those without; the text of activities, risks and money
    does not count. In that chapter a part on a bottleneck that promises nothing measured is a promise too, but for one
    that says that nothing is promised. Says whether any was found.
    """
    bare = [d for d in bottlenecks if d.listed and not d.later and not d.promises]
    if not _FEWEST <= len(bare) <= _MOST:
        return False
    marks = _marks(bare)
    records = [*(r for d in bottlenecks for r in d.records[:1]), *(r for d in activities for r in d.records)]
    own = {place[0] for r in records for place in (r.place, *(p.place for p in r.pieces()))}
    parts: dict[tuple[str, ...], list[_Part]] = defaultdict(list)
    for index, block in enumerate(document.blocks):
        if index not in own and not is_aside(block):
            parts[block.anchor.section].extend(_parts(index, block, marks))
    promised = {section: _promised(found) for section, found in parts.items()}
    section = max(promised, key=lambda s: len(promised[s]), default=())
    most = promised.get(section, {})
    if len(most) < _FEWEST or len(most) * 2 < len(bare):
        return False
    for part in parts[section]:
        text = part.record.texts[0].text
        vague = part.draft not in most and not _NOT_PROMISED.search(text) and not _DENIED.search(text)
        if part.record in most.get(part.draft, ()) or vague:
            bare[part.draft].promises.append(part.record)
    return True


def _promised(parts: list[_Part]) -> dict[int, list[Record]]:
    """Return the records that hold a promise, per bottleneck."""
    found: dict[int, list[Record]] = defaultdict(list)
    for part in parts:
        denied = _DENIED.search(part.record.texts[0].text)
        if not denied and (promises(part.record) or is_dated(part.record)):
            found[part.draft].append(part.record)
    return found


def _marks(bare: Sequence[Draft]) -> list[_Marks]:
    """Return by what each bottleneck is known that no other has."""
    figures = [frozenset(_figures(" ".join((d.name, *(p.text for p in _pieces(d)))))) for d in bare]
    named = [words_of(d.name) for d in bare]
    described = [words_of(" ".join(p.text for p in _pieces(d))) for d in bare]
    many = [Counter(x for one in kind for x in one) for kind in (figures, named, described)]
    return [
        _Marks(
            d.name,
            frozenset(n for n in figures[i] if many[0][n] == 1),
            frozenset(w for w in named[i] if many[1][w] == 1),
            frozenset(w for w in described[i] if many[2][w] == 1 and len(w) >= _LONG),
        )
        for i, d in enumerate(bare)
    ]


def _pieces(draft: Draft) -> list[Piece]:
    """Return the texts that first describe a bottleneck."""
    return [p for r in draft.records[:1] for p in r.pieces()]


def _figures(text: str) -> set[Decimal]:
    return {n.value for n in find_numbers(without_labels(text)) if n.value >= _SMALLEST}


def _parts(index: int, block: Block, marks: list[_Marks]) -> list[_Part]:
    """Return the parts of a paragraph that are each about one bottleneck; a part runs on to the next."""
    if block.table is not None or block.kind is BlockKind.HEADING:
        return []
    runs: list[tuple[int, int, int]] = []
    for start, end in sentences(block.text):
        about = _about(block.text[start:end], marks)
        if about is not None and not (runs and runs[-1][0] == about):
            runs.append((about, start, end))
        elif runs:
            runs[-1] = (runs[-1][0], runs[-1][1], end)
    return [_Part(draft, _record(index, block, marks[draft].name, start, end)) for draft, start, end in runs]


def _record(index: int, block: Block, name: str, start: int, end: int) -> Record:
    place = (index, None)
    return Record(name, block.anchor, place, texts=[Piece(block.text[start:end], block.anchor, place)])


def _about(sentence: str, marks: list[_Marks]) -> int | None:
    """Return the bottleneck that a sentence is about, None where none is or two are as likely."""
    figures, words = _figures(sentence), words_of(sentence)
    points = sorted(((_points(m, sentence, figures, words), i) for i, m in enumerate(marks)), reverse=True)
    (most, best), (next_best, _) = points[:2]
    return best if most >= _ENOUGH and most > next_best else None


def _points(mark: _Marks, sentence: str, figures: set[Decimal], words: frozenset[str]) -> float:
    named = mark.named & words
    return (
        _FIGURE * len(mark.figures & figures)
        + _LITERAL * names_literally(sentence, mark.name)
        + sum(_LONG_WORD if len(w) >= _LONG else _WORD for w in named)
        + _BESIDES * len(mark.described & words - named)
    )
