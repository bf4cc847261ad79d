"""Lines of a paragraph as running text: words that were broken at the end of a line made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resvtool.reading.pdf_model import Line, Word, words_text
from resvtool.reading.pdf_vocabulary import listed_words

SOFT_HYPHEN = "\u00ad"
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


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document writes: its words that stand within lines, in lower case, and whether the file
    keeps the space at the end of a line that goes on.
    """

    words: frozenset[str] = frozenset()
    blank_at_end: bool = False


def habits(pages: Iterable[Sequence[Word]]) -> Habits:
    """The habits of a document, from the words of its pages in drawing order."""
    known: set[str] = set()
    kept = wrapped = 0
    for words in pages:
        for before, word, after in zip(words, words[1:], words[2:], strict=False):
            if abs(before.base - word.base) < 1:
                if abs(after.base - word.base) < 1 or word.blank_after:
                    known.add(word.text)
                if after.x0 < word.x0 and 0 < after.base - word.base < 1.7 * word.size:
                    wrapped += 1
                    kept += word.blank_after
    plain = frozenset(w for text in known for w in _WORD.findall(text.lower()))
    return Habits(plain, wrapped > 0 and kept > 0.5 * wrapped)


def _width(char: str) -> float:
    """About the greatest width of a letter, in letter sizes."""
    if char in "iljtfrI":
        return 0.5
    return 0.9 if char in "mwMW" else 0.68


class Joiner:
    """Joins lines to text, in the way the document writes its words elsewhere."""

    def __init__(self, habits: Habits | None = None) -> None:
        self._habits = habits or Habits()
        self._known = self._habits.words

    def join_cell(self, lines: Sequence[Line], left: float, right: float) -> str:
        """The lines of a table cell as text; long words that were cut off without a hyphen too."""
        texts = [line_text(line) for line in lines]
        margin = min([8.0, *(max(line.x0 - left, 0.0) for line in lines)])
        start = 0
        while start < len(lines) - 1:
            end = start
            while end < len(lines) - 1 and self._may_be_cut(
                lines[end], texts[end], texts[end + 1], right - margin - lines[end].x1
            ):
                end += 1
            self._mark_cuts(texts, start, end)
            start = max(end, start + 1)
        return self.join(texts)

    def _may_be_cut(self, line: Line, text: str, following: str, room: float) -> bool:
        """Whether a line is one word that fills it, and the next may be the rest of that word."""
        if " " in text or not text[-1:].isalnum() or not following[:1].isalnum():
            return False
        if following[0].isupper() and not text.isupper():
            return False
        if self._habits.blank_at_end and line.words[-1].blank_after:
            return False
        return room <= _width(following[0]) * line.size

    def _mark_cuts(self, texts: list[str], start: int, end: int) -> None:
        """Mark the words that go on, among lines that each fill their width with one word."""
        if start == end:
            return
        parts = [*texts[start:end], texts[end].split()[0]]
        whole = self.is_cut(parts[0], "".join(parts[1:]))
        for i in range(start, end):
            if whole or self._reads_cut(parts[i - start], parts[i - start + 1]):
                texts[i] += SOFT_HYPHEN

    def is_cut(self, start: str, rest: str) -> bool:
        """Whether two parts make one known word, and are not two words by themselves."""
        start, rest = start.lower().lstrip("("), rest.rstrip(".,;:)?!").lower()
        if self._is_word(start + rest):
            return True
        return self._word_over(start, rest)

    def _reads_cut(self, start: str, rest: str) -> bool:
        """Whether the second of two parts is no word, so must belong to the first."""
        if self.is_cut(start, rest):
            return True
        start, rest = start.lower().lstrip("("), rest.rstrip(".,;:)?!").lower()
        if not self._habits.blank_at_end or self._is_word(rest):
            return False
        return len(rest) < 3 or not self._is_word(start)

    def join_split(self, above: str, below: str) -> str:
        """The two parts of a cell that a page break parts."""
        start, rest = above.split()[-1], below.split()[0]
        if rest[:1].islower() and self.is_cut(start, rest) and not self._two_words(start, rest):
            return self.join([above + SOFT_HYPHEN, below])
        return self.join([above, below])

    def _two_words(self, start: str, rest: str) -> bool:
        return self._is_word(start.lower()) and self._is_word(rest.rstrip(".,;:)?!"))

    def _word_over(self, start: str, rest: str) -> bool:
        """Whether a known word runs over the break, as the last part of a compound."""
        return any(
            len(start) - at + len(rest) > 5 and self._is_word(start[at:] + rest) for at in range(2, len(start) - 1)
        )

    def _is_word(self, word: str) -> bool:
        return len(word) > 1 and (word in self._known or word in listed_words())

    def join(self, lines: Sequence[str]) -> str:
        """Lines as one text; a soft hyphen within a line vanishes."""
        text = ""
        for line in lines:
            line = line.strip()
            if not line:
                continue
            text = self._pair(text, line) if text else line
        if text.endswith(SOFT_HYPHEN):
            text = text[:-1] + "-"
        return text.replace(SOFT_HYPHEN, "")

    def _pair(self, text: str, line: str) -> str:
        if text.endswith(SOFT_HYPHEN):
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
        if first.group().split("-")[0].lower() in _ELLIPSIS:
            return text + line
        if self._keeps_hyphen(match.group(1), first.group()):
            return text + line
        return text[:-1] + line

    def _keeps_hyphen(self, stem: str, rest: str) -> bool:
        last = stem.rsplit("-", 1)[-1].rsplit("/", 1)[-1]
        if rest[0].isupper() or not rest[0].isalpha() or not last or not last[-1].isalpha():
            return True
        if last.lower() in _ELLIPSIS and "-" in stem:
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
