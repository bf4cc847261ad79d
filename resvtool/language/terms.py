"""Terms: the small pattern language in which concepts and rules name Dutch words.

A term is words parted by spaces, each matching one token:

======================  ===========================================================================
``praktijk``            the word and its inflections (see ``words.stem``), never another function word
``=kan``                exactly this form
``escalatie*``          words that begin so; ``*ladder`` that end so; ``*tafel*`` that hold it
``legt/leggen/afleggen``  one of several words, each of which may be any of the above
``<getal>``             a number in digits or letters; also ``<jaar>``, ``<postcode>`` (four digits that are
                        no year), ``<naam>`` (a capitalised word inside a sentence, or an abbreviation)
                        and ``<woord>`` (any word)
``..``                  a gap of up to three tokens; ``...`` of up to eight
======================  ===========================================================================

Case and accents do not matter, and hyphens part words ("RESV-plan" is "resv plan"). There are no
regular expressions, so a term cannot hang: finding one takes time linear in the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from resvtool.language.words import Token, fold, stem, tokenize

NUMBER_WORDS = frozenset(
    "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend miljoen "
    "helft derde kwart driekwart tweederde beide geen nul".split()
)
_FUNCTION_WORDS = frozenset(
    "met van voor der op in aan bij naar uit over om tot te door per dan als dat die dit de het een er hij zij we "
    "wij u is zijn was wet weg ander andere wie wat hoe nog al ook maar want dus of en niet geen wel zo ze ons".split()
)
_CLASSES = ("getal", "jaar", "naam", "postcode", "woord")
_GAPS = {"..": 3, "...": 8}


class TermError(ValueError):
    """A term that cannot be read; the text says which and why."""


Word = tuple[tuple[tuple[str, str], ...], int]
"""One place in a term: alternatives as (kind, text) pairs, after a gap of at most so many tokens."""


class Hit(NamedTuple):
    """Where a term stands: sentence number and token range (``end`` exclusive) in the corpus."""

    sentence: int
    start: int
    end: int


_PARSED: dict[str, tuple[Word, ...]] = {}
_MOST_PARSED = 100_000


def parse_term(term: str) -> tuple[Word, ...]:
    """Return the words of ``term``. Raises :class:`TermError` for an empty or malformed one."""
    words = _PARSED.get(term)
    if words is None:
        words = _parse(term)
        if len(_PARSED) < _MOST_PARSED:
            _PARSED[term] = words
    return words


def learn_parsed(terms: Mapping[str, tuple[Word, ...]]) -> None:
    """Take over terms that were parsed before, so that they need not be parsed again."""
    _PARSED.update(terms)


def _parse(term: str) -> tuple[Word, ...]:
    words: list[Word] = []
    gap = 0
    for piece in term.replace("-", " ").split():
        if piece in _GAPS:
            gap = _GAPS[piece]
            continue
        if piece.isalpha() and piece.isascii():
            words.append(((("stem", piece.lower()),), gap))
            gap = 0
            continue
        for i, part in enumerate(_split_marks(piece)):
            words.append((tuple(_alternative(a, term) for a in part.split("/")), gap if not i else 0))
        gap = 0
    if not words or gap or words[0][1]:
        raise TermError(f"term '{term}' is leeg, of begint of eindigt met een tussenruimte")
    return tuple(words)


def _split_marks(piece: str) -> list[str]:
    if "." in piece.strip(".") or piece.endswith("."):
        return [t.text for t in tokenize(piece)]
    return [piece]


def _alternative(text: str, term: str) -> tuple[str, str]:
    if text.startswith("<") and text.endswith(">"):
        if text[1:-1] not in _CLASSES:
            raise TermError(f"term '{term}' noemt een onbekende soort {text}; bekend zijn {_CLASSES}")
        return ("class", text[1:-1])
    if text.startswith("="):
        return ("exact", fold(text[1:]))
    inner = fold(text.strip("*"))
    if not inner:
        raise TermError(f"term '{term}' heeft een leeg woord of een losse *")
    if "*" in inner:
        raise TermError(f"term '{term}' heeft een * midden in een woord; dat kan alleen aan begin of eind")
    if text.startswith("*"):
        return ("infix" if text.endswith("*") else "suffix", inner)
    return ("prefix" if text.endswith("*") else "stem", inner)


class Corpus:
    """Sentences as tokens, with an index from words to places, in which terms are found.

    Add sentences with :meth:`add`, then :meth:`find` terms; adding after finding is an error.
    """

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.spans: list[tuple[int, int]] = []
        self.sentence_of: list[int] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        self._found: dict[str, tuple[Hit, ...]] = {}
        self._resolved: dict[tuple[str, str], list[int]] = {}
        self._place_sets: dict[tuple[tuple[str, str], ...], frozenset[int]] = {}
        self._sorted: list[str] | None = None

    def add(self, text: str) -> int:
        """Add one sentence and return its number."""
        if self._sorted is not None:
            raise RuntimeError("the corpus is being searched; no sentences can be added")
        number = len(self.spans)
        start = len(self.tokens)
        last_end = -1
        tokens = tokenize(text)
        for i, token in enumerate(tokens):
            if token.text == "-" and last_end == token.start and _glued(tokens, i):
                last_end = token.end
                continue
            last_end = token.end
            self._places[token.folded].append(len(self.tokens))
            self.tokens.append(token)
            self.sentence_of.append(number)
        self.spans.append((start, len(self.tokens)))
        return number

    def find(self, term: str) -> tuple[Hit, ...]:
        """Return where ``term`` stands, in order. Raises :class:`TermError`."""
        found = self._found.get(term)
        if found is None:
            self._freeze()
            found = self._found[term] = tuple(self._search(parse_term(term)))
        return found

    def find_any(self, terms: Iterable[str]) -> list[Hit]:
        """Return where any of ``terms`` stands, in order."""
        known = self._found.get
        found: set[Hit] = set()
        for term in terms:
            hits = known(term)
            if hits is None:
                hits = self.find(term)
            if hits:
                found.update(hits)
        return sorted(found)

    def _freeze(self) -> None:
        if self._sorted is None:
            self._sorted = sorted(self._places)
            self._reversed = sorted(word[::-1] for word in self._sorted)
            self._by_stem: dict[str, list[str]] = defaultdict(list)
            for word in self._sorted:
                self._by_stem[stem(word)].append(word)

    def _search(self, words: tuple[Word, ...]) -> Iterable[Hit]:
        starts = self._word_places(words[0][0])
        sentence_of = self.sentence_of
        if len(words) == 1 or not starts:
            return [Hit(sentence_of[start], start, start + 1) for start in starts]
        rest: list[tuple[int, frozenset[int]]] = []
        for alternatives, gap in words[1:]:
            places = self._place_set(alternatives)
            if not places:
                return ()
            rest.append((gap, places))
        if not rest[0][0]:
            starts = [start for start in starts if start + 1 in rest[0][1]]
        ends = ((start, self._extend(start, rest)) for start in starts)
        return [Hit(sentence_of[start], start, end) for start, end in ends if end is not None]

    def _extend(self, start: int, rest: list[tuple[int, frozenset[int]]]) -> int | None:
        place = start
        for gap, places in rest:
            if gap == 0:
                place += 1
                if place not in places:
                    return None
                continue
            for following in range(place + 1, place + 2 + gap):
                if following in places:
                    place = following
                    break
            else:
                return None
        return place + 1 if place < self.spans[self.sentence_of[start]][1] else None

    def _word_places(self, alternatives: tuple[tuple[str, str], ...]) -> list[int]:
        if len(alternatives) == 1:
            places = self._resolved.get(alternatives[0])
            return self._resolve(alternatives[0]) if places is None else places
        return sorted({p for a in alternatives for p in self._resolve(a)})

    def _place_set(self, alternatives: tuple[tuple[str, str], ...]) -> frozenset[int]:
        if alternatives not in self._place_sets:
            self._place_sets[alternatives] = frozenset(self._word_places(alternatives))
        return self._place_sets[alternatives]

    def _resolve(self, alternative: tuple[str, str]) -> list[int]:
        places = self._resolved.get(alternative)
        if places is None:
            kind, text = alternative
            if kind == "class":
                places = self._class_places(text)
            else:
                types = self._types(kind, text)
                places = sorted(p for t in types for p in self._places[t]) if types else []
            self._resolved[alternative] = places
        return places

    def _types(self, kind: str, text: str) -> list[str]:
        assert self._sorted is not None
        if kind == "exact":
            return [text] if text in self._places else []
        if kind == "stem":
            found = [t for t in self._by_stem.get(stem(text), []) if t == text or t not in _FUNCTION_WORDS]
            return found if text in found or text not in self._places else [*found, text]
        if kind == "prefix":
            return _with_prefix(self._sorted, text)
        if kind == "suffix":
            return [word[::-1] for word in _with_prefix(self._reversed, text[::-1])]
        return [word for word in self._sorted if text in word]

    def _class_places(self, name: str) -> list[int]:
        test = _CLASS_TESTS.get(name)
        if test is not None:
            return sorted(p for t, places in self._places.items() if test(t) for p in places)
        return [i for i, t in enumerate(self.tokens) if self._is_name(i, t)]

    def _is_name(self, place: int, token: Token) -> bool:
        if not token.text[0].isupper():
            return False
        first = self.spans[self.sentence_of[place]][0] == place
        return not first or (len(token.text) > 1 and token.text.isupper())


def _glued(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].end and tokens[i + 1].text[0].isalnum()


def _with_prefix(ordered: list[str], prefix: str) -> list[str]:
    found = []
    for i in range(bisect_left(ordered, prefix), len(ordered)):
        if not ordered[i].startswith(prefix):
            break
        found.append(ordered[i])
    return found


def _is_number(folded: str) -> bool:
    return folded[:1].isdigit() or folded in NUMBER_WORDS


def _is_year(folded: str) -> bool:
    return len(folded) == 4 and folded.isdigit() and folded[:2] == "20"


def _is_postcode(folded: str) -> bool:
    return len(folded) == 4 and folded.isdigit() and folded >= "1000" and not "1950" <= folded <= "2050"


def _is_word(folded: str) -> bool:
    return folded[:1].isalnum()


_CLASS_TESTS = {"getal": _is_number, "jaar": _is_year, "postcode": _is_postcode, "woord": _is_word}
