"""The signs in a passage: its words, pairs of words and parts of words, and the words of the heads above it.

They are what the second witness (``resvtool.locating.witness``) weighs. Words that are no evidence where they
stand (negated, deferred, elsewhere) are signs of their own, so that "geen kassier" is not read as "kassier".
"""

from __future__ import annotations

from functools import lru_cache

from resvtool.language.terms import NUMBER_WORDS
from resvtool.language.words import stem
from resvtool.locating.passages import Passages, Window

_LONG = 6
_PART = 5
_WIJKVERBAND = stem("wijkverband")
_UNIT_WINDOWS = (Window.PAIR, Window.PARAGRAPH)


@lru_cache(maxsize=65536)
def sign_of(folded: str) -> str:
    """Return the sign of one word: its stem, "0" for a number, "0j" for a year, "" for a mark."""
    if folded[:1].isdigit():
        return "0j" if len(folded) == 4 and folded.startswith("20") and folded.isdigit() else "0"
    if not folded[:1].isalpha():
        return folded if folded in "%€" else ""
    return "0w" if folded in NUMBER_WORDS and folded != "een" else stem(folded)


class Signs:
    """The signs of the sentences and windows of one plan."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages
        self._own_names = passages.own_names
        self._of_sentence: dict[int, frozenset[str]] = {}
        self._of_head: dict[int, frozenset[str]] = {}

    def places(self) -> dict[int, int]:
        """Return the windows that can be weighed (pairs of sentences, paragraphs, table rows), each with its place.

        Windows of the same sentences share a place; places count from 0 in the order of :meth:`windows`.
        """
        found: dict[int, int] = {}
        known: dict[tuple[int, ...], int] = {}
        for sentence in self._passages.sentences.values():
            for kind in _UNIT_WINDOWS:
                window = sentence.windows[kind]
                if window not in found:
                    found[window] = known.setdefault(tuple(self._passages.members[window]), len(known))
        return found

    def windows(self) -> list[int]:
        """Return one window for each place."""
        first: dict[int, int] = {}
        for window, place in self.places().items():
            first.setdefault(place, window)
        return list(first.values())

    def of_window(self, window: int) -> frozenset[str]:
        """Return the signs of a window: those of its sentences and of the heads above them."""
        passages = self._passages
        members = passages.members[window]
        own = [self.of_sentence(n) for n in members]
        heads = {h for n in members for h in passages.sentences[n].contexts}
        return frozenset().union(*own, *map(self.of_head, heads))

    def of_sentence(self, number: int) -> frozenset[str]:
        """Return the signs of one sentence."""
        if number not in self._of_sentence:
            self._of_sentence[number] = frozenset(self._words(number))
        return self._of_sentence[number]

    def of_head(self, number: int) -> frozenset[str]:
        """Return the signs of a heading, a column head or a line that opens a list."""
        if number not in self._of_head:
            tokens = self._passages.corpus.tokens
            words = {self._sign(tokens[i].folded) for i in range(*self._passages.corpus.spans[number])}
            self._of_head[number] = frozenset("h:" + word for word in words if word)
        return self._of_head[number]

    def _sign(self, folded: str) -> str:
        """Return the sign of a word; what the plan calls its wijkverbanden has the sign of that word."""
        return _WIJKVERBAND if folded in self._own_names else sign_of(folded)

    def _words(self, number: int) -> set[str]:
        corpus, flags = self._passages.corpus, self._passages.flags
        found: set[str] = set()
        before = ""
        for i in range(*corpus.spans[number]):
            folded = corpus.tokens[i].folded
            word = self._sign(folded)
            if not word:
                continue
            if flags[i]:
                found.add("~" + word)
                before = ""
                continue
            found.add(word)
            if before:
                found.add(f"{before}_{word}")
            before = word
            if len(folded) > _LONG and folded.isalpha():
                found.add("^" + folded[:_PART])
                found.add(folded[-_PART:] + "$")
        return found
