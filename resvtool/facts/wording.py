"""Asking of any piece of a plan's text which concepts of the lexicon it names.

Facts are found in cells, attribute names, headings and sentences. A :class:`Wording` indexes all of
them at once, so that asking costs a set look-up; a text that it has not seen is indexed on demand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from resvtool.document import Document
from resvtool.language.lexicon import Lexicon
from resvtool.language.polarity import Void, flag
from resvtool.language.terms import Corpus, Hit
from resvtool.language.words import sentences

_EMPTY = re.compile(
    r"^(?:[-–—.…_?/\s]*|n\.?\s?t\.?\s?b\.?|n\.?\s?n\.?\s?b\.?|p\.?\s?m\.?|volgt(?: later| nog)?|"
    r"geen|niets|nvt|n\.?\s?v\.?\s?t\.?|niet van toepassing|onbekend|niet bekend|onduidelijk|"
    r"nog niet (?:bekend|bepaald|vastgesteld|benoemd)|nader te bepalen|(?:nog )?(?:te|nader) bepalen|"
    r"(?:wordt )?later (?:bepaald|ingevuld)|nog in te vullen|nog open|leeg|x+|\[.*\]|<.*>)\.?$",
    re.IGNORECASE,
)
_NO_CONTENT = Void.DEFERRED | Void.PLACEHOLDER | Void.PAST | Void.GLOSSARY
_HEAD = re.compile(r"^\s*([^:.;?!|]{2,70}?)\s*(?::\s+|:$)(.*)$", re.DOTALL)


def split_head(text: str) -> tuple[str, str] | None:
    """Return ("Doel", "minder wachten") for "Doel: minder wachten", or None for other text.

    A question may serve as head too: "Wie staat ervoor? De apothekers."
    """
    match = _HEAD.match(text)
    if match and len(match.group(1).split()) <= 9:
        return match.group(1).strip(" *•-–"), match.group(2).strip()
    question, mark, rest = text.partition("?")
    if mark and rest.strip() and len(question.split()) <= 9 and not re.search(r"[.:;]", question):
        return question.strip(), rest.strip()
    return None


def is_empty(text: str) -> bool:
    """Say whether a cell or attribute says nothing: blank, a dash, "n.t.b.", "geen", "volgt"."""
    return bool(_EMPTY.match(text.strip()))


class Wording:
    """The texts of a document with the concepts they name."""

    def __init__(self, texts: Iterable[str], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._corpus = Corpus()
        self._numbers: dict[str, list[tuple[int, str]]] = {}
        for text in texts:
            self._register(text)
        self._flags: list[int] | None = None
        self._found: dict[tuple[str, bool], dict[int, list[Hit]]] = {}
        self._later: dict[str, Wording] = {}

    @classmethod
    def of(cls, document: Document, lexicon: Lexicon) -> Wording:
        """Return the wording of everything in ``document``: headings, paragraphs, cells, heads."""
        return cls(_texts(document), lexicon)

    def names(self, text: str, concept: str, live: bool = True) -> bool:
        """Say whether ``text`` names ``concept``; ``live`` leaves deferred and void words out."""
        return any(self.hits(text, concept, live))

    def sentence_with(self, text: str, *concepts: str) -> str | None:
        """Return the first sentence of ``text`` that names all ``concepts``, or None."""
        found = [self.hits(text, c) for c in concepts]
        for number, sentence in self._of(text)[1]:
            if all(any(h.sentence == number for h in hits) for hits in found):
                return sentence
        return None

    def hits(self, text: str, concept: str, live: bool = True) -> list[Hit]:
        """Return where ``concept`` stands in ``text``, as token places of this wording."""
        owner, numbers = self._of(text)
        found = owner._sentences_with(concept, live)
        return [hit for number, _ in numbers for hit in found.get(number, ())]

    def near(self, text: str, first: str, second: str, reach: int = 12) -> str | None:
        """Return the sentence in which ``second`` follows ``first`` within ``reach`` words, or None.

        "Voor <first>" and "bij <first>" may also stand after ``second`` ("dat scheelt voor ...").
        """
        owner, numbers = self._of(text)
        for number, sentence in numbers:
            ones = owner._sentences_with(first, True).get(number, [])
            twos = owner._sentences_with(second, True).get(number, [])
            for one in ones:
                follows = any(0 < two.start - one.start <= reach for two in twos)
                before = owner._corpus.tokens[max(0, one.start - 3) : one.start]
                aimed = any(t.folded in ("voor", "bij", "van") for t in before)
                if follows or (aimed and twos):
                    return sentence
        return None

    def says_nothing(self, text: str) -> bool:
        """Say whether ``text`` is empty or holds only words that defer or hold a place."""
        if is_empty(text):
            return True
        owner, numbers = self._of(text)
        flags = owner._all_flags()
        words = [
            i
            for n, _ in numbers
            for i in range(*owner._corpus.spans[n])
            if owner._corpus.tokens[i].folded[:1].isalnum()
        ]
        return not words or all(flags[i] & _NO_CONTENT for i in words)

    def sentences(self, text: str) -> list[str]:
        """Return the sentences of ``text``."""
        return [sentence for _, sentence in self._of(text)[1]]

    # ------------------------------------------------------------------ inner

    def _register(self, text: str) -> None:
        if text in self._numbers or not text:
            return
        parts = [text[a:b] for a, b in sentences(text)]
        self._numbers[text] = [(self._corpus.add(part), part) for part in parts]

    def _of(self, text: str) -> tuple[Wording, list[tuple[int, str]]]:
        if text in self._numbers or not text:
            return self, self._numbers.get(text, [])
        if text not in self._later:
            self._later[text] = Wording([text], self.lexicon)
        later = self._later[text]
        return later, later._numbers.get(text, [])

    def _all_flags(self) -> list[int]:
        if self._flags is None:
            self._flags = flag(self._corpus, self.lexicon)
        return self._flags

    def _sentences_with(self, concept: str, live: bool) -> dict[int, list[Hit]]:
        key = (concept, live)
        if key not in self._found:
            terms = self.lexicon.terms(concept)
            hits = self._corpus.find_any(t for t in terms if not t.startswith("!"))
            taken = self._corpus.find_any(t[1:] for t in terms if t.startswith("!"))
            excluded = {i for h in taken for i in range(h.start, h.end)}
            flags = self._all_flags()
            by_sentence: dict[int, list[Hit]] = {}
            for hit in hits:
                if excluded.intersection(range(hit.start, hit.end)):
                    continue
                if live and any(flags[i] & _NO_CONTENT for i in range(hit.start, hit.end)):
                    continue
                by_sentence.setdefault(hit.sentence, []).append(hit)
            self._found[key] = by_sentence
        return self._found[key]


def _texts(document: Document) -> Iterable[str]:
    for block in document.blocks:
        if block.table is None:
            yield from _pieces(block.text)
            continue
        for row in block.table.rows:
            for cell in row:
                yield from _pieces(cell)


def _pieces(text: str) -> Iterable[str]:
    yield text
    for part in [text, *(text[a:b] for a, b in sentences(text))]:
        yield part
        head = split_head(part)
        if head:
            yield from head
