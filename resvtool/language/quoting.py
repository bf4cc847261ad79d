"""Text that a plan has from a requirement itself: known by fingerprints, never by the sentences of the sources.

The words of the source documents stand in no file of resvtool. ``rulesets/bronteksten.bin`` holds numbers of 32
bits, one for each run of words in them, from which no sentence can be made again
(``benchmarks/make_fingerprints.py`` makes it). What the rules themselves ask and advise is fingerprinted when a
plan is looked at.
"""

from __future__ import annotations

import pathlib
import re
import sys
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from zlib import crc32

from resvtool.language.words import fold

RUN = 7
"""Words in a run that has a fingerprint."""
_LEAST_SHARE = 0.75
_LEAST_WORDS = 15  # a short requirement is said in its own words by who meets it
_BASE = 1_000_003
_MASK = (1 << 61) - 1
_DROP = pow(_BASE, RUN, _MASK)
# As resvtool.language.words cuts words, without the marks.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’](?=[^\W\d_])[^\W\d_]+)*")


def words_of(text: str) -> list[str]:
    """Return the words of ``text``, folded: numbers too, marks not."""
    return [fold(w) for w in _WORD.findall(text)]


def fingerprints(words: Sequence[str]) -> list[int]:
    """Return a number of 32 bits for each run of ``RUN`` words, in order; none when there are fewer."""
    code = _codes()
    codes = [code(w) for w in words]
    found = []
    value = 0
    for i, number in enumerate(codes):
        value = (value * _BASE + number) % _MASK
        if i >= RUN:
            value = (value - codes[i - RUN] * _DROP) % _MASK
        if i >= RUN - 1:
            found.append((value * 0x9E3779B97F4A7C15 >> 24) & 0xFFFFFFFF)
    return found


@lru_cache(maxsize=1)
def _codes() -> Callable[[str], int]:
    known: dict[str, int] = {}

    def code(word: str) -> int:
        number = known.get(word)
        if number is None:
            number = known[word] = crc32(word.encode()) + 1
        return number

    return code


def load_fingerprints(path: pathlib.Path) -> frozenset[int]:
    """Return the fingerprints in a file that :func:`save_fingerprints` wrote. Raises OSError and ValueError."""
    numbers = array("I")
    numbers.frombytes(path.read_bytes())
    if sys.byteorder == "big":
        numbers.byteswap()
    return frozenset(numbers)


def save_fingerprints(path: pathlib.Path, numbers: Iterable[int]) -> None:
    """Write fingerprints to ``path``, sorted, so that their order says nothing of the text."""
    ordered = array("I", sorted(set(numbers)))
    if sys.byteorder == "big":
        ordered.byteswap()
    path.write_bytes(ordered.tobytes())


class Sources:
    """Knows whether a sentence is (nearly all) taken from texts of which it has the fingerprints."""

    def __init__(self, known: frozenset[int], texts: Iterable[str] = ()) -> None:
        """``known`` are fingerprints; ``texts`` are further texts, each on its own."""
        own: set[int] = set()
        for text in texts:
            own.update(fingerprints(words_of(text)))
        self._known = known | own

    def taken(self, words: Sequence[str], least: int = _LEAST_WORDS) -> bool:
        """Say whether three quarters of a sentence's ``words``, ``least`` or more, stand in runs that are known."""
        if len(words) < least:
            return False
        covered = reach = 0
        for i, number in enumerate(fingerprints(words)):
            if number in self._known:
                covered += i + RUN - max(i, reach)
                reach = i + RUN
        return covered >= _LEAST_SHARE * len(words)
