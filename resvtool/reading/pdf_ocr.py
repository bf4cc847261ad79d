"""Mends what text recognition (OCR) spoils in Dutch: ë read as é, spaces lost, € read as E.

Nothing is mended unless the document shows signs of recognition, and words are parted only where
one part is a word that does not join into compounds ("Het regionaal", but never "huisartsenzorg").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from resvtool.reading.pdf_vocabulary import WORD, Vocabulary, listed_words

_WRONG = re.compile(r"(?<=[a-zëïöü]i)[éè](?=[a-z])|(?<=[a-zëïöü]e)[éè](?=[a-z])")
_EURO = re.compile(r"\bE ?(?=\d{1,3}(?:\.\d{3})+(?:,\d\d|,-)?(?!\S*[A-Za-z]))")
_SMALL_EURO = re.compile(r"(?<![\w.])E (?=\d)|(?<=\()E(?=\))")
_GLUES_THAT_TELL = 3
_WORDS_PER_GLUE = 4000

# Words that start or end a phrase and never a compound.
_FREE = {
    "het", "de", "een", "van", "met", "dat", "die", "deze", "dit", "wordt", "worden", "zijn",
    "naar", "ook", "maar", "wij", "onze", "hun", "elke", "alle", "niet", "waaronder", "nadat",
    "omdat", "zoals", "tijdens", "volgens", "zonder", "heeft", "hebben", "kunnen", "moeten", "daarom",
    "waarvoor", "waarbij", "waarin", "zodat", "welke", "tot", "en", "of", "als", "haar", "iedere",
}  # fmt: skip
_FREE_AT_END = {
    "van", "met", "voor", "het", "een", "die", "dat", "deze", "wordt", "worden", "naar", "niet",
    "heeft", "hebben", "waren", "kunnen", "moet", "moeten", "zullen", "mogen", "krijgt", "legt",
    "bent", "onze", "waar", "bij", "aan", "door", "wij", "zij", "elke", "alle",
}  # fmt: skip
_DETERMINERS = {
    "de", "het", "deze", "dit", "die", "dat", "alle", "elke", "elk", "onze", "hun", "haar", "twee", "drie",
    "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "twaalf", "beide", "iedere", "welke",
}  # fmt: skip
# Words that also start compounds and verbs: free only before a determiner.
_PREFIXES = {
    "in", "op", "aan", "bij", "voor", "door", "over", "onder", "uit", "om", "na", "tegen", "binnen",
    "buiten", "boven", "tussen", "achter", "te", "per", "daar", "waar", "hier", "er", "weer", "mee",
    "af", "toe", "mede", "samen", "zelf", "terug", "weg", "vast", "los", "langs", "rond", "neer",
}  # fmt: skip
_WHOLE = {
    "daaromheen", "eromheen",
    "hetgeen", "hetzij", "hetwelk", "datgene", "diegene", "degene", "dewelke", "meteen", "vandaar",
    "vandaan", "vanouds", "alsnog", "alsmede", "alsof", "alsook", "diezelfde", "dienaar",
    "naarmate", "totdat", "bijeen", "aaneen", "opeen", "uiteen", "ineen", "overeen", "overal", "vooral",
    "bovenal", "bovendien", "indien", "opdat", "doordat", "voordat", "voordien", "nadien", "sindsdien",
    "tezamen", "tegelijk", "overdag", "ofwel", "oftewel", "enzovoort", "enzovoorts", "evenmin",
    "eenieder", "elkaar", "elkander", "iemand", "niemand", "hoezeer", "zover", "voorzover", "mitsdien",
    "erdoor", "ervoor", "eraan", "erbij", "ervan", "ertegen", "bijna", "voorbij", "daarbij", "hierbij",
    "waarbij", "vooraan", "achteraan", "bovenaan", "onderaan", "vanaf", "vandaag", "nabij",
    "dichtbij", "detail", "debat", "decent", "welzijn", "zozeer",
}  # fmt: skip
_INFLECTED = (
    "lijke", "ische", "ende", "erde", "iële", "bare", "zame", "loze", "tieve", "nale", "elde",
)  # fmt: skip
_CONFUSED = (("rn", "m"), ("m", "rn"), ("vv", "w"), ("1", "l"), ("0", "o"), ("I", "l"), ("l", "i"))
_MIXED = re.compile(r"\b[^\W_]*(?:[a-zà-ÿ][01][a-zà-ÿ]|[a-zà-ÿ]I[a-zà-ÿ])[^\W_]*\b")
_JOINED_CAPITAL = re.compile(r"\b([a-zà-ÿ]{2,})([A-Z][a-zà-ÿ]{2,}\w*)")


@lru_cache(maxsize=1)
def _with_diaeresis() -> dict[str, str]:
    """Listed words with a diaeresis, by their bare letters; not those that also stand bare."""
    found = {_bare(w): w for w in listed_words() if any(c in "ëïöü" for c in w)}
    return {bare: word for bare, word in found.items() if bare not in listed_words()}


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


class OcrMender:
    """Mends the texts of one document. ``damaged`` tells whether it shows signs of recognition."""

    def __init__(self, texts: Iterable[str], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._euro = any("€" in text or _EURO.search(text) for text in texts)
        self._mended: dict[str, str] = {}
        self.damaged = self._shows_signs()

    def _shows_signs(self) -> bool:
        """Whether accents are wrong as no writer gets them wrong, or several spaces are lost."""
        words = self._vocabulary.counts
        if any(_WRONG.search(w) and _accent(w) != w for w in words if "é" in w or "è" in w):
            return True
        glued, enough = 0, max(_GLUES_THAT_TELL, words.total() // _WORDS_PER_GLUE)
        for word, count in words.items():
            if count == 1 and len(word) > 4 and self._parted(word) != word:
                glued += 1
                if glued >= enough:
                    return True
        return False

    def mend(self, text: str) -> str:
        """A text, mended when the document shows signs of recognition."""
        if not self.damaged:
            return text
        if self._euro:
            text = _SMALL_EURO.sub(lambda m: "€ " if " " in m.group() else "€", text)
            text = _EURO.sub("€ ", text)
        text = _MIXED.sub(lambda m: self._unconfused(m.group()), text)
        text = _JOINED_CAPITAL.sub(self._at_capital, text)
        return WORD.sub(lambda m: self._word(m.group()), text)

    def _at_capital(self, match: re.Match[str]) -> str:
        left, right = match.groups()
        if left in _FREE or left in _PREFIXES or (len(left) > 3 and left in listed_words()):
            return f"{left} {right}"
        return match.group()

    def _word(self, word: str) -> str:
        mended = self._mended.get(word)
        if mended is None:
            mended = self._mended[word] = self._look_at(word)
        return mended

    def _look_at(self, word: str) -> str:
        lower = word.lower()
        if word.isupper() or self._vocabulary.listed(lower):
            return word
        accented = _accent(lower)
        if accented != lower:
            return _cased(accented, word)
        if self._vocabulary.counts[lower] > 2:
            return word
        parted = self._parted(lower)
        if parted != lower:
            at = parted.index(" ")
            return f"{word[:at]} {word[at:]}"
        mended = self._unconfused(lower)
        return word if mended == lower else _cased(mended, word)

    def _unconfused(self, word: str) -> str:
        """A word with letters that look alike put right, if that makes a listed word."""
        if self._vocabulary.known(word.lower()):
            return word
        for wrong, right in _CONFUSED:
            for place in re.finditer(wrong, word):
                tried = word[: place.start()] + right + word[place.end() :]
                if len(tried) > 4 and tried.lower() in listed_words():
                    return tried
        return word

    def _parted(self, word: str) -> str:
        """A word (lower case) as two, if it is two that were glued; else the word itself."""
        if self._vocabulary.listed(word) or word in _WHOLE or len(word) < 4:
            return word
        for at in range(2, len(word) - 1):
            left, right = word[:at], word[at:]
            if self._free(left, right):
                return f"{left} {right}"
        return word

    def _free(self, left: str, right: str) -> bool:
        """Whether two parts are words of their own that do not make a compound."""
        if left in _PREFIXES:
            return right in _DETERMINERS or (
                left == "te" and len(right) > 5 and right.endswith("en") and right in listed_words()
            )
        if right in _DETERMINERS and left in _FREE:
            return True
        if left in _FREE:
            return len(right) > 3 and self._vocabulary.known(right)
        if right in _FREE_AT_END:
            return len(left) > 3 and self._vocabulary.known(left) and len(right) > 2
        return (
            len(left) > 5
            and len(right) > 4
            and left.endswith(_INFLECTED)
            and left in listed_words()
            and self._vocabulary.known(right)
        )


def _accent(word: str) -> str:
    """A word (lower case) with é, è or a lost accent put right to a diaeresis."""
    listed = _with_diaeresis().get(_bare(word))
    if listed is not None:
        return listed
    return _WRONG.sub("ë", word)


def _cased(mended: str, word: str) -> str:
    """A mended word with the capital of the word it comes from."""
    return mended[:1].upper() + mended[1:] if word[:1].isupper() else mended
