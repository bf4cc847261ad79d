"""Texts as numbered pieces of words, the most likely ones of a fixed list (a unigram model).

The list and how likely each piece is come with the weights of ``resvtool.locating.meaning``. A word that
stands in no list is still written in smaller pieces, in the end in single letters.

Source of the method: T. Kudo, *Subword Regularization*, ACL 2018, section 3.2 (the most likely segmentation,
found by Viterbi's algorithm); pieces never cross a space.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_SPACE = "▁"
_FAR_BELOW = 10.0


class Pieces:
    """Cuts texts into pieces. ``scores`` holds the log likelihood of every piece, ``numbers`` their numbers.

    ``unknown`` is the number of whatever no piece covers.
    """

    def __init__(self, pieces: Mapping[str, float], numbers: Mapping[str, int], unknown: int) -> None:
        self._known = {piece: (score, numbers[piece]) for piece, score in pieces.items()}
        self._longest = max(map(len, pieces), default=1)
        self._unknown = unknown
        self._lowest = min(pieces.values(), default=0.0) - _FAR_BELOW
        self._words: dict[str, tuple[int, ...]] = {}

    def of(self, text: str, most: int | None = None) -> list[int]:
        """Return the numbers of the pieces of ``text``, in order, the first ``most``; nothing for an empty text."""
        found: list[int] = []
        for word in unicodedata.normalize("NFKC", text).split():
            if most is not None and len(found) >= most:
                break
            if word not in self._words:
                self._words[word] = self._cut(_SPACE + word)
            found += self._words[word]
        return found[:most]

    def _cut(self, word: str) -> tuple[int, ...]:
        known, end = self._known, len(word)
        best = [0.0] + [float("-inf")] * end
        came: list[tuple[int, int]] = [(0, 0)] * (end + 1)
        for start in range(end):
            here = best[start]
            for stop in range(start + 1, min(end, start + self._longest) + 1):
                piece = known.get(word[start:stop])
                if piece is None:
                    if stop > start + 1:
                        continue
                    piece = (self._lowest, self._unknown)
                score = here + piece[0]
                if score > best[stop]:
                    best[stop], came[stop] = score, (start, piece[1])
        found: list[int] = []
        while end:
            end, number = came[end]
            if not (number == self._unknown and found and found[-1] == number):
                found.append(number)
        return tuple(reversed(found))
