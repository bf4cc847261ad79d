"""Finding evidence: which windows of a plan satisfy an alternative, and which come nearest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass

from resvtool.language.lexicon import Lexicon
from resvtool.language.polarity import Void
from resvtool.language.terms import Hit
from resvtool.locating.passages import Passages, Window
from resvtool.rules.model import Alternative, Evidence

_ACCEPTS = {v.name.lower(): v for v in Void if v.name}
_LONGEST = 420
_ANY = -1
_ALL_BUT_TRICKS = ~int(Void.QUOTED | Void.LISTED)


@dataclass(frozen=True, slots=True)
class Match:
    """A window that satisfies an alternative, with the sentences in which its concepts stand."""

    alternative: Alternative
    window: int
    sentences: tuple[int, ...]


class Searcher:
    """Looks for alternatives in one plan, with the lexicon extended by one rule's own terms."""

    def __init__(self, passages: Passages, lexicon: Lexicon) -> None:
        self.passages = passages
        self.lexicon = lexicon

    def first(self, alternatives: Iterable[Alternative]) -> Match | None:
        """Return the first match in reading order of the first alternative that has one."""
        for alternative in alternatives:
            matches = self.matches(alternative, most=1)
            if matches:
                return matches[0]
        return None

    def matches(self, alternative: Alternative, most: int | None = None) -> list[Match]:
        """Return the windows that satisfy ``alternative``, in reading order; the first ``most`` of them."""
        if alternative.table:
            return self._table_matches(alternative)[:most]
        kind = Window(alternative.window)
        accepted = self._accepted(alternative)
        inside: list[dict[int, set[int]]] = []
        candidates: Set[int] | None = None
        found: Set[int]
        for entry in (*alternative.own, *alternative.all):
            own = self._windows(entry, kind, accepted)
            inside.append(own)
            found = own.keys() if entry in alternative.own else own.keys() | self._context_windows(entry, kind)
            candidates = found if candidates is None else candidates & found
            if not candidates:
                return []
        for entry in alternative.under:
            found = self._context_windows(entry, kind)
            candidates = found if candidates is None else candidates & found
        if inside:
            candidates = {w for w in candidates or () if any(w in own for own in inside)}
        for entry in alternative.none if candidates else ():
            candidates = (candidates or set()) - self._windows(entry, kind, _ANY).keys()
        for entry in alternative.outside if candidates else ():
            candidates = (candidates or set()) - self.passages.windows_right_under(self._terms(entry), kind)
        enough = [w for w in candidates or () if self.passages.words_in(w) >= alternative.min_words or accepted]
        ordered = sorted(enough, key=lambda w: self.passages.members[w][0])
        return [Match(alternative, w, self._sentences_in(w, inside)) for w in ordered[:most]]

    def _sentences_in(self, window: int, inside: list[dict[int, set[int]]]) -> tuple[int, ...]:
        """Return the sentences of ``window`` in which concepts stand, or all when none were asked inside."""
        numbers = set().union(*(own[window] for own in inside if window in own)) if inside else None
        return tuple(sorted(numbers if numbers is not None else self.passages.members[window]))

    def nearest(self, alternatives: Iterable[Alternative]) -> Evidence | None:
        """Return the passage that holds most of what some alternative asks, void or not."""
        score: Counter[int] = Counter()
        for alternative in alternatives:
            seen: Counter[int] = Counter()
            for entry in {*alternative.own, *alternative.all, *alternative.under}:
                seen.update(self._windows(entry, Window.PARAGRAPH, _ANY).keys())
            for window, count in seen.items():
                score[window] = max(score[window], count)
        if not score:
            return None
        best = max(score.items(), key=lambda pair: (pair[1], -self.passages.members[pair[0]][0]))[0]
        return self.evidence_of(best)

    def evidence(self, match: Match) -> Evidence:
        """Return the text and place of a match: the sentences that matter, or the whole row."""
        sentences = [self.passages.sentences[n] for n in match.sentences]
        if sentences[0].row is not None:
            return self.evidence_of(sentences[0].windows[Window.SENTENCE])
        text = " ".join(s.text for s in sentences[:3])
        return Evidence(_shortened(text), sentences[0].anchor)

    def evidence_of(self, window: int) -> Evidence:
        """Return the text and place of a whole window, shortened."""
        first = self.passages.sentences[self.passages.members[window][0]]
        return Evidence(_shortened(self.passages.window_text(window)), first.anchor)

    # ------------------------------------------------------------------ inner

    def hits(self, entry: str) -> list[Hit]:
        """Return the hits of an entry: a concept, or several joined by ``|``."""
        return list(self.passages.hits(self._terms(entry)))

    def _accepted(self, alternative: Alternative) -> int:
        accepted = 0
        for name in alternative.accepts:
            accepted |= _ALL_BUT_TRICKS if name == "any" else int(_ACCEPTS[name])
        return accepted

    def _terms(self, entry: str) -> tuple[str, ...]:
        names = entry.partition(">=")[0].split("|")
        if len(names) == 1:
            return self.lexicon.terms(names[0].strip())
        return tuple(term for name in names for term in self.lexicon.terms(name.strip()))

    def _windows(self, entry: str, kind: Window, accepted: int) -> dict[int, set[int]]:
        least = int(entry.partition(">=")[2] or 1)
        return self.passages.windows_with(self._terms(entry), kind, accepted, least)

    def _context_windows(self, entry: str, kind: Window) -> frozenset[int]:
        return self.passages.windows_under(self._terms(entry), kind)

    def _table_matches(self, alternative: Alternative) -> list[Match]:
        """Find tables whose column heads hold every concept of ``table``, with enough filled rows."""
        accepted = self._accepted(alternative)
        rows: dict[int, dict[int, set[int]]] = {}
        for i, entry in enumerate(alternative.table):
            for number in self._cells_under(entry):
                sentence = self.passages.sentences[number]
                if sentence.row is not None and not self.passages.is_void(number, accepted):
                    row = rows.setdefault(sentence.windows[Window.TABLE], {})
                    row.setdefault(sentence.row * 100 + i, set()).add(number)
        heads = alternative.table
        found = []
        for window, cells in rows.items():
            filled = [r for r in {k // 100 for k in cells} if all(r * 100 + i in cells for i in range(len(heads)))]
            if len(filled) >= alternative.rows and self._table_extra(alternative, window):
                numbers = sorted(n for r in filled for i in range(len(heads)) for n in cells[r * 100 + i])
                found.append(Match(alternative, window, tuple(numbers)))
        return sorted(found, key=lambda m: m.sentences[0])

    def _cells_under(self, entry: str) -> set[int]:
        """Return the sentences whose column or row head holds ``entry``, or that are such a row head."""
        numbers: set[int] = set()
        for head in {number for number, _ in self.passages.found(self._terms(entry))}:
            numbers.update(self.passages.headed.get(head, ()))
            if head in self.passages.sentences and self.passages.sentences[head].head:
                numbers.add(head)
        return numbers

    def _table_extra(self, alternative: Alternative, window: int) -> bool:
        accepted = self._accepted(alternative)
        for entry in (*alternative.own, *alternative.all):
            inside = window in self._windows(entry, Window.TABLE, accepted)
            if not inside and (entry in alternative.own or window not in self._context_windows(entry, Window.TABLE)):
                return False
        if any(window not in self._context_windows(e, Window.TABLE) for e in alternative.under):
            return False
        if any(window in self.passages.windows_right_under(self._terms(e), Window.TABLE) for e in alternative.outside):
            return False
        return not any(window in self._windows(e, Window.TABLE, _ANY) for e in alternative.none)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
