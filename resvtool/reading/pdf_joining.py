"""Lines of a paragraph as running text: words that were broken at the end of a line made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from resvtool.reading.pdf_model import Line, Word, words_text

_LAST = re.compile(r"([^\s(\[\"'‘“]*)[-\u00ad]$")
_FIRST = re.compile(r"^[\w'’]+(?:-[\w'’]+)*")
_ELLIPSIS = {"en", "of", "tot", "noch", "én", "óf", "maar", "als", "dan", "respectievelijk", "resp"}
_ABBREVIATION = {
    "wmo", "zvw", "wlz", "ggz", "vvt", "ict", "poh", "apo", "ha", "hap", "seh", "resv", "iza",
    "mdo", "avg", "nza", "rhdo", "zzp", "dvo", "roaz", "ros", "rho", "gz", "wv", "hwv", "pkb",
    "o&i", "vws", "vng", "jgz", "azw", "bsn", "agb",
}  # fmt: skip
_PREFIX = {"niet", "non", "ex", "oud", "semi", "pilot", "kick"}
_CLASHES = {"aa", "ee", "oo", "uu", "ai", "oi", "oe", "au"}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _is_reference(word: Word, line: Line, before: Word | None) -> bool:
    """Whether a word is the raised number of a note, rather than an exponent or an ordinal."""
    if before is None or not re.fullmatch(r"[\d,*†‡]{1,6}", word.text):
        return False
    if word.size > 0.88 * line.size or word.base > before.base - 0.12 * line.size:
        return False
    return not (word.text in "23" and before.text.lower().endswith(("km", "cm", "m", "co")))


def without_references(line: Line) -> list[Word]:
    """The words of a line but for the raised numbers that point to notes."""
    kept: list[Word] = []
    for word in line.words:
        if _is_reference(word, line, kept[-1] if kept else None):
            continue
        kept.append(word)
    return kept


def line_text(line: Line) -> str:
    """A line's text as it reads aloud: without reference numbers."""
    return words_text(without_references(line))


def mid_line_words(lines: Iterable[Line]) -> set[str]:
    """Words that stand whole within lines, in lower case: how this document writes its words."""
    known: set[str] = set()
    for line in lines:
        known.update(_WORD.findall(line.text.lower()))
    return known


class Joiner:
    """Joins lines to text. ``known`` are the words the document writes unbroken elsewhere."""

    def __init__(self, known: set[str] | frozenset[str] = frozenset()) -> None:
        self._known = known

    def join(self, lines: Sequence[str]) -> str:
        """Lines as one text; a soft hyphen within a line vanishes."""
        text = ""
        for line in lines:
            line = line.strip()
            if not line:
                continue
            text = self._pair(text, line) if text else line
        if text.endswith("\u00ad"):
            text = text[:-1] + "-"
        return text.replace("\u00ad", "")

    def _pair(self, text: str, line: str) -> str:
        if text.endswith("\u00ad"):
            return text[:-1] + line
        if line[0] in ".,;:)?!" and text[-1].isalnum():
            return text + line
        if text.endswith("/") and not text.endswith(" /"):
            return text + line
        match = _LAST.search(text)
        if match is None or not match.group(1):
            return f"{text} {line}"
        first = _FIRST.match(line)
        if first is None or first.group().lower() in _ELLIPSIS:
            return f"{text} {line}"
        if self._keeps_hyphen(match.group(1), first.group()):
            return text + line
        return text[:-1] + line

    def _keeps_hyphen(self, stem: str, rest: str) -> bool:
        last = stem.rsplit("-", 1)[-1].rsplit("/", 1)[-1]
        if rest[0].isupper() or not rest[0].isalpha() or not last or not last[-1].isalpha():
            return True
        if last[-1].isupper() or last.lower() in _ABBREVIATION or len(last) == 1:
            return True
        if sum(c.isupper() for c in last) > 1:
            return True
        if f"{last}-{rest}".lower() in self._known:
            return True
        if (last + rest).lower() in self._known:
            return False
        if last.lower() in _PREFIX:
            return True
        return _vowels_clash(last, rest)


def _vowels_clash(stem: str, rest: str) -> bool:
    """Whether joined vowels would read as one sound, where Dutch spelling asks for a hyphen.

    Only between whole words: a syllable break within a word ("cre-eren") has a diaeresis instead.
    """
    pair = (stem[-1] + rest[0]).lower()
    return len(stem) > 3 and len(rest) > 3 and pair in _CLASHES
