"""Which words are known: a list of frequent Dutch and field words, and what a document itself uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def listed_words() -> frozenset[str]:
    """The shipped list: lower case, one form each."""
    text = resources.files("resvtool.reading").joinpath("words_nl.txt").read_text("utf-8")
    return frozenset(text.split())


class Vocabulary:
    """The words of one document, counted in lower case, on top of the shipped list."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.counts: Counter[str] = Counter()
        for text in texts:
            self.counts.update(WORD.findall(text.lower()))

    def listed(self, word: str) -> bool:
        """Whether a word (lower case) is in the shipped list."""
        return word in listed_words()

    def known(self, word: str) -> bool:
        """Whether a word (lower case) is listed, or used more than once in the document."""
        return word in listed_words() or self.counts[word] > 1
