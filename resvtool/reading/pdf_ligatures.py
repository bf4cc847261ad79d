"""Mends letters that stand for a ligature: fonts whose ti, tt, ft, fh or tti come out as one odd letter.

Word's Calibri, for one, gives "conƟnuïteit" for "continuïteit". The stand-ins that are known are
replaced; of another odd letter the meaning is found by trying which ligature makes known words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from resvtool.reading.pdf_vocabulary import Vocabulary, listed_words

KNOWN: Mapping[str, str] = {
    "Ɵ": "ti", "Ʃ": "tt", "ƫ": "tti", "Ō": "ft", "Ĭ": "fh", "ƞ": "tf",
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_LIGATURES = ("ti", "tt", "tti", "ft", "fi", "fl", "ff", "ffi", "fh", "tf", "ffl", "fj", "ij", "th")
_NEVER_FIRST = {"tt", "tti", "ft", "ff", "fh", "tf", "fj", "ffi", "ffl"}
_TABLE = str.maketrans(dict(KNOWN))
_TOKEN = re.compile(r"[^\s.,;:!?()\[\]\"'’‘“”/\-–—]+")
_MOST_AT_ONCE = 3


def is_odd(char: str) -> bool:
    """Whether a character is no letter of Dutch or its neighbours, but may stand for letters."""
    if char < "\u0100":
        return char < " " and char not in "\t\n\r"
    if char in KNOWN or char == "\ufffd" or "\ue000" <= char <= "\uf8ff":
        return True
    return char.isalpha() and not _accented_latin(char)


def _accented_latin(char: str) -> bool:
    """Whether a letter is a plain letter with an accent, as in a name ("Şahin")."""
    return unicodedata.normalize("NFD", char)[0] < "\u0080" or char in "ıłŁøØœŒđĐ"


def mend_known(text: str) -> str:
    """Text with the known stand-ins for ligatures replaced, wherever they stand."""
    return text if text.isascii() else text.translate(_TABLE)


class LigatureMender:
    """Mends the odd letters of one document. Text without odd letters comes back as it is."""

    def __init__(self, texts: Iterable[str], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        texts = list(texts)
        odd = {c for c in set().union(*texts) if is_odd(c)}
        self._odd = re.compile("[" + re.escape("".join(sorted(odd))) + "]") if odd else None
        words: Counter[str] = Counter()
        for text in texts:
            if self._odd is not None and self._odd.search(text):
                words.update(t for t in _TOKEN.findall(text) if self._damaged(t))
        self.damaged = bool(words)
        self._meaning = self._meanings(words)

    @staticmethod
    def _damaged(token: str) -> bool:
        odd = sum(is_odd(c) for c in token)
        return 0 < odd < len(token) and odd <= _MOST_AT_ONCE and any(c.islower() for c in token)

    def _meanings(self, words: Counter[str]) -> dict[str, str]:
        """What each odd letter stands for, as far as the words tell."""
        meanings: dict[str, str] = {}
        letters = {c for word in words for c in word if is_odd(c)}
        for char in sorted(letters - set(KNOWN)):
            votes: Counter[str] = Counter()
            for word in words:
                if char in word:
                    for ligature in _LIGATURES:
                        tried = word.replace(char, ligature).translate(_TABLE).lower()
                        if not any(is_odd(c) for c in tried) and self._is_word(tried):
                            votes[ligature] += 1
            if votes:
                best, count = votes.most_common(1)[0]
                if count > 1 and count >= 0.6 * sum(votes.values()):
                    meanings[char] = best
        return meanings

    def _is_word(self, word: str) -> bool:
        return len(word) > 3 and (word in listed_words() or self._vocabulary.counts[word] > 0)

    def mend(self, text: str) -> str:
        """Text with its odd letters replaced where their meaning is known."""
        if not self.damaged or self._odd is None or not self._odd.search(text):
            return text
        return _TOKEN.sub(lambda m: self._word(m.group()), text)

    def _word(self, word: str) -> str:
        if not self._damaged(word):
            return word
        for char in [c for c in word if is_odd(c)]:
            meaning = KNOWN.get(char) or self._best(word, char)
            if not meaning:
                continue
            mended = word.replace(char, meaning, 1)
            if word[0] != char or meaning not in _NEVER_FIRST or mended in listed_words():
                word = mended
        return word

    def _best(self, word: str, char: str) -> str | None:
        """The ligature that makes this word a known one, else what the letter usually means."""
        fits = [
            ligature for ligature in _LIGATURES if self._is_word(word.replace(char, ligature).translate(_TABLE).lower())
        ]
        usual = self._meaning.get(char)
        if usual in fits or not fits:
            return usual
        return fits[0] if len(fits) == 1 else usual
