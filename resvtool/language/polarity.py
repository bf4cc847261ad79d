"""What a sentence really claims: flags on tokens that are no evidence, and why.

The cues are concepts of the lexicon (``rulesets/lexicon/polariteit.yaml``). A negation voids the clause
it stands in, a strong one the sentence up to a contrast ("maar") or semicolon, as do a deferral and a bygone; a
reference to another document voids its clause, a placeholder its sentence. A question asserts nothing (what
stands before its colon does).
Source: design, "What is no evidence".
"""

from __future__ import annotations

from enum import IntFlag
from itertools import pairwise

from resvtool.language.lexicon import Lexicon
from resvtool.language.terms import Corpus, Hit


class Void(IntFlag):
    """Why a token is no evidence; 0 when it is."""

    NONE = 0
    NEGATED = 1
    DEFERRED = 2
    PLACEHOLDER = 4
    ELSEWHERE = 8
    PAST = 16
    GLOSSARY = 32
    CONTENTS = 64
    QUESTION = 256
    QUOTED = 512
    LISTED = 1024


_CLAUSE_MARKS = frozenset(",;:()–—.?!")
_CLAUSE_WORDS = frozenset(
    "maar terwijl hoewel omdat zodat waardoor want dus waarbij waarvan waarin waarmee doordat echter".split()
)
_NOT_A_NOUN = frozenset(
    "bij op aan in met voor door en of is zijn wordt worden heeft hebben te naar uit om als dan van kan kunnen zal "
    "zullen mag moet die dat het de een wij we zij ze hij ik er daar ons onze hun zonder tussen over per tot maar nog "
    "ook wel".split()
)
_DETERMINERS = frozenset("alle deze onze iedere elke enige beide hele".split())
_NO_ADJECTIVES = frozenset(
    "de die te we ze me zulke binnen tussen boven buiten tegen samen alleen worden hebben kunnen zullen moeten mogen "
    "willen gaan staan doen zien blijven komen laten krijgen maken nemen geven hoeven weten houden zelden".split()
)
_AFTER_AND = frozenset("dat geen niet die zij wij we er nooit evenmin".split())
_ROLE_VERBS = frozenset(
    "treden treedt kiezen kiest fungeert werkt is zijn heeft hebben wordt levert neemt nemen".split()
)
_REFERENCE_LENGTH = 16


def flag(corpus: Corpus, lexicon: Lexicon) -> list[int]:
    """Return for every token of ``corpus`` why it is no evidence: the value of a Void, 0 where it is.

    Plain integers, for speed. Raises LexiconError when ``lexicon`` lacks a cue concept.
    """
    flags = [0] * len(corpus.tokens)
    contrasts = _starts(corpus.find_any(lexicon.terms("tegenstelling")))
    clauses = _Clauses(corpus, _starts(corpus.find_any(lexicon.terms("voorwaarde"))))
    apparent = corpus.find_any(lexicon.terms("ontkenning-schijn"))
    excused = {i for hit in apparent for i in range(hit.start, hit.end)}
    for hit in corpus.find_any(lexicon.terms("ontkenning")):
        if hit.start not in excused and not clauses.is_condition(hit.start) and not _attributive(corpus, hit):
            _mark(flags, clauses.around(hit.start), Void.NEGATED)
    for hit in corpus.find_any(lexicon.terms("ontkenning-vooruit")):
        if hit.start not in excused:
            _mark(flags, (hit.start, clauses.around(hit.start)[1]), Void.NEGATED)
    for concept, why in (("ontkenning-sterk", Void.NEGATED), ("uitstel", Void.DEFERRED), ("verleden", Void.PAST)):
        for hit in corpus.find_any(lexicon.terms(concept)):
            if hit.start in excused or clauses.is_condition(hit.start):
                continue
            _mark(flags, _reach(corpus, hit, contrasts), why)
    for hit in corpus.find_any(lexicon.terms("verwijzing")):
        start, end = corpus.spans[hit.sentence]
        if end - start <= _REFERENCE_LENGTH:
            _mark(flags, clauses.around(hit.start), Void.ELSEWHERE)
    for hit in corpus.find_any(lexicon.terms("invulrest")):
        _mark(flags, corpus.spans[hit.sentence], Void.PLACEHOLDER)
    for start, end in corpus.spans:
        if end > start and corpus.tokens[end - 1].folded == "?":
            colon = max((i for i in range(start, end) if corpus.tokens[i].folded == ":"), default=start)
            _mark(flags, (colon, end), Void.QUESTION)
    return flags


def _starts(hits: list[Hit]) -> frozenset[int]:
    return frozenset(hit.start for hit in hits)


def _mark(flags: list[int], span: tuple[int, int], why: Void) -> None:
    value = int(why)
    for i in range(*span):
        flags[i] |= value


def _reach(corpus: Corpus, hit: Hit, contrasts: frozenset[int]) -> tuple[int, int]:
    start, end = corpus.spans[hit.sentence]
    for i in range(hit.start - 1, start, -1):
        if i in contrasts or corpus.tokens[i].folded == ";":
            start = i
            break
    for i in range(hit.end, end):
        if i in contrasts or corpus.tokens[i].folded == ";":
            end = i
            break
    return start, end


def _attributive(corpus: Corpus, hit: Hit) -> bool:
    """Say whether the negation belongs to an adjective before a noun: "niet-aangesloten praktijken"."""
    end = corpus.spans[hit.sentence][1]
    following = [corpus.tokens[i].folded for i in range(hit.end, min(hit.end + 2, end))]
    if corpus.tokens[hit.start].folded != "niet" or len(following) < 2:
        return False
    adjective, noun = following
    inflected = adjective.endswith(("e", "en")) and adjective not in _DETERMINERS | _NO_ADJECTIVES
    return inflected and noun.isalpha() and noun not in _NOT_A_NOUN


class _Clauses:
    def __init__(self, corpus: Corpus, conditions: frozenset[int]) -> None:
        self._corpus = corpus
        self._conditions = conditions

    def around(self, place: int) -> tuple[int, int]:
        """The token range of the clause around ``place``."""
        start, end = self._corpus.spans[self._corpus.sentence_of[place]]
        cuts = [start, *(i for i in range(start, end) if self._cuts(i)), end]
        for left, right in pairwise(cuts):
            if left <= place < right:
                return left, right
        return start, end

    def is_condition(self, place: int) -> bool:
        """Whether the clause around ``place`` opens with a word such as "als" or "lukt"."""
        start, end = self.around(place)
        opening = range(start, min(start + 3, end))
        return any(i in self._conditions and not self._is_role(i, end) for i in opening)

    def _is_role(self, i: int, end: int) -> bool:
        """Whether "als" means "in the role of": "Als kassier is zij niet bevoegd"."""
        tokens = self._corpus.tokens
        return tokens[i].folded == "als" and i + 2 < end and tokens[i + 2].folded in _ROLE_VERBS

    def _cuts(self, i: int) -> bool:
        tokens = self._corpus.tokens
        folded = tokens[i].folded
        if folded == "en":
            return i + 1 < len(tokens) and tokens[i + 1].folded in _AFTER_AND
        return folded in _CLAUSE_MARKS or folded in _CLAUSE_WORDS
