"""Words, sentences and the folding that lets one term find its inflections.

There is no trained model here: a plan writer's machine has none, and nothing may be downloaded. What
an RESV-plan needs of Dutch is regular enough for rules: case, accents, plurals, adjective endings, the
doubling of vowels and consonants, and compounds (found by wildcards in ``resvtool.language.terms``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"€|%|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’](?=[^\W\d_])[^\W\d_]+)*|[?!.;:,()\[\]–—-]|[^\w\s]")
_ABBREVIATIONS = frozenset(
    "o.a i.c i.s.m i.o m.b.t t.b.v t.a.v t.o.v n.a.v d.w.z d.m.v e.d e.v bijv bv n.t.b n.v.t a.d.h.v incl excl ca "
    "evt nr art par blz pag dr drs mr ir ing prof mevr dhr fa st resp vgl zgn jl tel max min gem wv ha apo alg bijl "
    "hfst mln mld uitgez afgev reg org vz secr coörd gemand aangesl deeln p.m i.v.m z.s.m c.q i.h.k.v u.a b.v "
    "n.v".split()
)
_SEEN = re.compile(r"\S")
_MAY_END = re.compile(r"[.?!\n]")
LONGEST_SENTENCE = 1500
"""Letters of the longest sentence: searching one takes time that grows with the square of its length."""
_CLOSERS = frozenset("\"'”’)]")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return ``word`` in lower case without accents or apostrophes: "Coördinatie" -> "coordinatie"."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered.replace("'", "")
    plain = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "").replace("'", "")


_DOUBLE_VOWEL = re.compile(r"(aa|ee|oo|uu)(?=[^aeiou]*$)")
_IRREGULAR = {
    "leden": "lid",
    "steden": "stad",
    "gaat": "gan",
    "gaan": "gan",
    "doet": "don",
    "doen": "don",
    "ziet": "zien",
    "bladen": "blad",
    "namens": "namens",
    "soms": "soms",
    "thans": "thans",
    "volgens": "volgens",
    "wegens": "wegens",
    "tijdens": "tijdens",
}


def _without_s(word: str) -> str:
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] not in "sui" else word


@lru_cache(maxsize=65536)
def stem(folded: str) -> str:
    """Return a key that the inflections of one Dutch word share.

    ``folded`` comes from :func:`fold`. Plurals, adjective endings, the present tense and the spelling
    changes that go with them fall together ("afspraak", "afspraken"; "brief", "brieven"; "loopt",
    "lopen"); participles and derived nouns do not. Words of three letters or fewer stay themselves.
    """
    if folded in _IRREGULAR:
        return _IRREGULAR[folded]
    if len(folded) <= 3 or not folded.isalpha():
        return folded
    word = _without_s(folded)
    if word.endswith("heden") and len(word) > 6:
        word = word[:-5] + "heid"
    elif word.endswith("en") and len(word) > 4:
        word = _without_s(word[:-2])
    elif word.endswith("e") and len(word) > 4:
        word = _without_s(word[:-1])
    if word.endswith("t") and len(word) > 4 and word[-2] not in "hsfdtaeiou":
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    if word[-1] == "v":
        word = word[:-1] + "f"
    elif word[-1] == "z":
        word = word[:-1] + "s"
    return _DOUBLE_VOWEL.sub(lambda m: m.group(1)[0], word)


class Token(NamedTuple):
    """One word, number or mark: its text, folded form and place (characters) in its source."""

    text: str
    folded: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def tokenize(text: str) -> tuple[Token, ...]:
    """Split ``text`` into tokens. Hyphenated words become their parts, with the hyphen as a token."""
    return tuple([Token(m.group(), fold(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text)])


def _is_abbreviation(text: str, dot: int) -> bool:
    begin = dot
    while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] == "."):
        begin -= 1
    word = text[begin:dot].lower()
    if word in _ABBREVIATIONS:
        return True
    single = len(word) == 1 or (len(word) > 1 and word[-2] == ".")
    return single and word[-1:].isalpha()


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) character spans of the sentences in ``text``.

    A sentence ends at ``.``, ``?`` or ``!`` before white space and a capital, digit, bullet or quote,
    or at a line end. Abbreviations ("o.a.", "i.s.m."), initials, ordinals and decimals do not end one.
    What goes on for more than LONGEST_SENTENCE letters is cut.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    length = len(text)
    for mark in _MAY_END.finditer(text):
        i, char = mark.start(), mark.group()
        if char == "\n":
            cut = i
        else:
            cut = i + 1
            while cut < length and text[cut] in _CLOSERS:
                cut += 1
            if cut < length and not text[cut].isspace():
                continue
            begin = _SEEN.search(text, cut)
            following = begin.group() if begin else ""
            if following and following.islower() and char != "?":
                continue
            if char == "." and _is_abbreviation(text, i) and following:
                continue
            if char == "." and i and text[i - 1].isdigit() and i - start <= 3:
                continue
        if cut >= start and text[start:cut].strip():
            spans.append((start, cut))
            start = cut
    if text[start:].strip():
        spans.append((start, length))
    if length > LONGEST_SENTENCE:
        spans = [part for a, b in spans for part in _cut(text, a, b)]
    return [_trimmed(text, a, b) for a, b in spans]


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence without end as parts of a length that can be searched, cut between words."""
    while end - start > LONGEST_SENTENCE:
        most = start + LONGEST_SENTENCE
        space = max(text.rfind(" ", start, most), text.rfind("\n", start, most))
        cut = space if space > start else most
        if text[start:cut].strip():
            yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
