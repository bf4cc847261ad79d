"""Text that looks like evidence and is none: pasted requirements, and lists of keywords.

A sentence that is taken from a source document, or from what a rule asks or advises, is voided before rules are
judged: the text of the requirement itself is no evidence. A list of bare words is voided when it alone gives the
evidence for many rules of several building blocks; no honest passage does that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from resvtool.document import Block, BlockKind, Problem
from resvtool.language.polarity import Void
from resvtool.language.quoting import RUN, Sources, load_fingerprints
from resvtool.language.words import fold
from resvtool.plan import Plan
from resvtool.rules.model import Result, Ruleset, Status, Text
from resvtool.rules.places import builtin_folder

_MANY_RULES, _MANY_BLOCKS = 6, 3
_LEAST_WORDS = 12
_LONGEST_PIECE = 4  # words
_FUNCTION_SHARE = 0.06
_FUNCTION_WORDS = frozenset(
    "de het een van in is zijn wordt worden met voor door die dat wij we ons onze op te aan bij om als dan niet "
    "naar heeft hebben zal kan kunnen er deze dit over uit tot hun zij ze ook elke elk tussen binnen".split()
)
_SHOWN = 5


@lru_cache(maxsize=1)
def _source_fingerprints() -> frozenset[int]:
    return load_fingerprints(builtin_folder() / "bronteksten.bin")


@lru_cache(maxsize=4)
def _sources(texts: tuple[str, ...]) -> Sources:
    return Sources(_source_fingerprints(), texts)


class Tricks:
    """Finds them in one plan that is judged by one ruleset."""

    def __init__(self, plan: Plan, ruleset: Ruleset) -> None:
        self._plan = plan
        self._rules = ruleset.rules
        self._quoted: set[int] = set()

    def void_quotes(self) -> None:
        """Void the sentences that are taken from the requirements, and tell of them among the problems."""
        passages = self._plan.passages
        sources = _sources(tuple(text for r in self._rules for text in (r.need.nl, r.advice.nl)))
        taken = {n for n in (*passages.heading_numbers.values(), *passages.sentences) if sources.taken(self._words(n))}
        cells: dict[tuple[int, int | None, int | None], list[int]] = defaultdict(list)
        for number, sentence in passages.sentences.items():
            cells[sentence.block, sentence.row, sentence.column].append(number)
        for (block, _, _), numbers in cells.items():
            # What is short may be said by who meets it, but not among more of the requirement.
            pasted = not taken.isdisjoint(numbers)
            if not pasted and len(numbers) > 1:
                pasted = sources.taken([w for n in numbers for w in self._words(n)])
            if pasted:
                taken.update(n for n in numbers if sources.taken(self._words(n), RUN))
                self._quoted.add(block)
        if taken:
            passages.make_void(taken, Void.QUOTED)
            text = "De tekst van de eis zelf staat in het plan; dat is geen bewijs. Schrijf op wat uw regio doet."
            self._tell("quoted-requirement", text, self._quoted)

    def _words(self, number: int) -> list[str]:
        corpus = self._plan.passages.corpus
        start, end = corpus.spans[number]
        return [t.folded for t in corpus.tokens[start:end] if t.folded[:1].isalnum()]

    def void_keywords(self, results: Iterable[Result]) -> bool:
        """Void lists of bare words that too many ``results`` rest on; say whether there are any."""
        resting: dict[int, list[Result]] = defaultdict(list)
        for result in results:
            finding = result.finding
            if result.status is not Status.PASS or not finding.evidence or finding.items:
                continue
            blocks = {(e.anchor.paragraph or 0) - 1 for e in finding.evidence}
            sections = {self._plan.passages.section_of.get(b, 0) for b in blocks}
            if len(sections) == 1 and all(self._is_bare(b) for b in blocks):
                resting[sections.pop()].append(result)
        listed: set[int] = set()
        for section, found in resting.items():
            if len(found) >= _MANY_RULES and len({r.rule.block for r in found}) >= _MANY_BLOCKS:
                own = self._plan.passages.sections[section].blocks
                listed.update(b for b in own if self._is_bare(b))
        if listed:
            numbers = [n for n, s in self._plan.passages.sentences.items() if s.block in listed]
            self._plan.passages.make_void(numbers, Void.LISTED)
            for part in ("witness", "items", "numbers"):  # they read these words; the next who asks makes another
                self._plan.__dict__.pop(part, None)
            self._tell("keyword-list", "Een opsomming van losse trefwoorden is geen bewijs.", listed)
        return bool(listed)

    def told(self, result: Result) -> Result:
        """Return ``result``; where a quote came nearest to what it looks for, its message says so."""
        nearest = result.finding.nearest
        if result.status is not Status.FAIL or nearest is None:
            return result
        if (nearest.anchor.paragraph or 0) - 1 not in self._quoted:
            return result
        message = result.finding.message
        said = Text(
            f"{message.nl} De tekst van de eis zelf is geen bewijs.",
            f"{message.en} The text of the requirement itself is no evidence.",
        )
        return replace(result, finding=replace(result.finding, message=said))

    def _is_bare(self, index: int) -> bool:
        """Say whether a block is bare words: short pieces, hardly a word of grammar, no figures."""
        block = self._plan.document.blocks[index] if 0 <= index < len(self._plan.document.blocks) else None
        if block is None or block.kind is BlockKind.HEADING:
            return False
        return is_bare(block, self._run_of(index))

    def _run_of(self, index: int) -> list[Block]:
        """The list, or run of short paragraphs, that a block belongs to."""
        blocks = self._plan.document.blocks
        section = self._plan.passages.section_of.get(index)
        own = self._plan.passages.sections[section].blocks if section is not None else [index]
        return [blocks[i] for i in own if blocks[i].table is None and len(blocks[i].text.split()) <= _LONGEST_PIECE]

    def _tell(self, code: str, text: str, blocks: Iterable[int]) -> None:
        problems = self._plan.document.problems
        if any(p.code == code for p in problems):
            return
        numbers = sorted(blocks)
        more = f" en nog {len(numbers) - _SHOWN}" if len(numbers) > _SHOWN else ""
        place = ", ".join(self._place(n) for n in numbers[:_SHOWN]) + more
        problems.append(Problem(code, text, place))

    def _place(self, index: int) -> str:
        anchor = self._plan.document.blocks[index].anchor
        return f"pagina {anchor.page}" if anchor.page is not None else f"alinea {anchor.paragraph}"


def is_bare(block: Block, run: list[Block]) -> bool:
    """Say whether a block, or the run of short blocks around it, is a list of bare keywords."""
    text = block.words()
    if block in run:
        text = "\n".join(b.text for b in run)
    for mark in ("|", ";", "/", "\n", "•", "·", "."):
        text = text.replace(mark, ",")
    pieces = [piece.split() for piece in text.split(",") if piece.strip()]
    words = [fold(w.strip("():")) for piece in pieces for w in piece]
    if len(words) < _LEAST_WORDS or any(c.isdigit() for c in text):
        return False
    short = sum(len(piece) <= _LONGEST_PIECE for piece in pieces)
    grammar = sum(w in _FUNCTION_WORDS for w in words)
    return short >= 0.9 * len(pieces) and grammar <= _FUNCTION_SHARE * len(words)
