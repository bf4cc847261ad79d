"""A document as passages: sentences with everything around them that gives them meaning.

A sentence in a table means little without its column and row heads, a list item without the sentence
that introduces it, a paragraph without its headings. Here each sentence gets these as *contexts*, and
each sentence belongs to the wider *windows* (paragraph, table, section) in which evidence may be spread.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, reduce
from operator import or_

from resvtool.document import Anchor, Block, BlockKind, Document, Hint, Table
from resvtool.language.lexicon import Lexicon
from resvtool.language.polarity import Void, flag
from resvtool.language.terms import Corpus, Hit
from resvtool.language.words import fold, sentences
from resvtool.locating.own_words import abbreviations, aliases
from resvtool.locating.sections import find_sections, plan_title


class Window(StrEnum):
    """How far apart the parts of one piece of evidence may stand."""

    SENTENCE = "sentence"
    PAIR = "pair"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    SECTION = "section"
    DOCUMENT = "document"


@dataclass(slots=True)
class Sentence:
    """One sentence, list item or table cell, with its place and its windows.

    ``number`` is its number in the corpus; ``block`` the index of its block; ``row`` and ``column`` are
    None outside tables. ``contexts`` are the corpus numbers of the headings, introduction and heads around
    it, ``heads`` those of its column and row only. ``windows``
    maps each kind of window to an id that the sentences in that window share. ``head`` is True for the
    first cell of a row, which names what the row is about.
    """

    number: int
    text: str
    block: int
    section: int
    anchor: Anchor
    row: int | None = None
    column: int | None = None
    head: bool = False
    contexts: tuple[int, ...] = ()
    windows: dict[Window, int] = field(default_factory=dict)
    heads: tuple[int, ...] = ()


_PLACEHOLDER_CELLS = re.compile(
    r"^(?:[-–—.…_?\s]*|n\.?\s?t\.?\s?b\.?|p\.?m\.?|volgt|nader te bepalen|nog in te vullen|x+|\[.*\]|<.*>)$",
    re.IGNORECASE,
)
_SHORT_INTRO = 8
_GLOSSARY = (
    "afkorting*",
    "begrippenlijst*",
    "begrippen",
    "verklarende woordenlijst",
    "woordenlijst",
    "definities",
    "lijst van begrippen",
    "terminologie",
)
_CONTENTS = (
    "inhoud",
    "inhoudsopgave",
    "leeswijzer",
    "bijlagenoverzicht",
    "overzicht .. bijlagen",
    "bronnen",
    "bronnenlijst",
    "literatuur*",
    "geraadpleegde <woord>",
    "referenties",
)


class Passages:
    """The sentences of a document, their contexts and windows, and where concepts stand in them.

    ``abbreviations`` are those that the document itself explains, folded, with what they stand for; ``own_names``
    its own words for a hecht wijkverband.
    ``heading_numbers`` holds the number of each section's heading in the corpus; ``set_aside`` the numbers of
    sentences and headings that were made void as a trick.
    """

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document = document
        self.lexicon = lexicon
        self.corpus = Corpus()
        self.sentences: dict[int, Sentence] = {}
        self.sections = find_sections(document)
        self.section_of = {b: s.number for s in self.sections for b in s.blocks}
        self.set_aside: set[int] = set()
        self._next_window = 0
        self.abbreviations = abbreviations(document)
        self.own_names = aliases(document)
        self._expansions: dict[str, int] = {}
        self.heading_numbers: dict[int, int] = {}
        self._pair_before: dict[int, int] = {}
        self._title = plan_title(self.sections)
        self._add_headings()
        self._add_blocks()
        self._add_abbreviations()
        self.flags = flag(self.corpus, lexicon)
        self._flag_special_sections()
        self.members = self._windows()
        self.context_windows = self._contexts()
        self.headed: dict[int, list[int]] = defaultdict(list)
        self._in_section: dict[int, list[int]] = defaultdict(list)
        for sentence in self.sentences.values():
            self._in_section[sentence.section].append(sentence.number)
            for head in sentence.heads:
                self.headed[head].append(sentence.number)
        self._hits: dict[tuple[str, ...], tuple[Hit, ...]] = {}
        self._found: dict[tuple[str, ...], tuple[tuple[int, int], ...]] = {}
        self._windows_with: dict[tuple[tuple[str, ...], Window, int, int], dict[int, set[int]]] = {}
        self._windows_under: dict[tuple[tuple[str, ...], Window], frozenset[int]] = {}
        self._windows_served: dict[tuple[int, Window], frozenset[int]] = {}
        self._windows_right_under: dict[tuple[tuple[str, ...], Window], frozenset[int]] = {}
        self._words_in: dict[int, int] = {}
        self._by_kind: dict[Window, dict[int, tuple[int, ...]]] = {}

    # ------------------------------------------------------------------ asking

    def hits(self, terms: tuple[str, ...]) -> tuple[Hit, ...]:
        """Return where ``terms`` stand, also behind abbreviations that the plan itself explains."""
        if terms not in self._hits:
            found = self.corpus.find_any(t for t in terms if not t.startswith("!"))
            behind = {h.sentence for h in found} & set(self._expansions.values())
            for short, number in self._expansions.items():
                if number in behind:
                    found.extend(self.corpus.find(short))
            taken = self.corpus.find_any(t[1:] for t in terms if t.startswith("!"))
            excluded = {i for h in taken for i in range(h.start, h.end)}
            if excluded:
                found = [h for h in found if excluded.isdisjoint(range(h.start, h.end))]
            self._hits[terms] = tuple(found)
        return self._hits[terms]

    def hits_of(self, concept: str) -> tuple[Hit, ...]:
        """Return where the lexicon's ``concept`` stands. Raises LexiconError when it is unknown."""
        return self.hits(self.lexicon.terms(concept))

    def make_void(self, numbers: Iterable[int], why: Void) -> None:
        """Flag the words of sentences (or headings) as no evidence; what was found before is forgotten."""
        for number in numbers:
            self.set_aside.add(number)
            for i in range(*self.corpus.spans[number]):
                self.flags[i] |= int(why)
        for remembered in (self._found, self._windows_with, self._words_in):
            remembered.clear()

    def why_void(self, hit: Hit) -> Void:
        """Return why the words of ``hit`` are no evidence (``Void.NONE`` when they are)."""
        why = 0
        for i in range(hit.start, hit.end):
            why |= self.flags[i]
        return Void(why)

    def found(self, terms: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
        """Return, for every hit of ``terms``, its sentence and why it is void (0 when it is not)."""
        if terms not in self._found:
            flags = self.flags
            self._found[terms] = tuple(
                (number, flags[start] if end == start + 1 else reduce(or_, flags[start:end]))
                for number, start, end in self.hits(terms)
            )
        return self._found[terms]

    def is_void(self, number: int, accepted: int = 0) -> bool:
        """Say whether every word of a sentence is no evidence (``Void``), for other reasons than the ``accepted``."""
        return all(self.flags[i] & ~accepted for i in range(*self.corpus.spans[number]))

    def windows_with(self, terms: tuple[str, ...], kind: Window, accepted: int, least: int) -> dict[int, set[int]]:
        """Return the windows of ``kind`` that hold ``terms`` at least ``least`` times, with the sentences.

        Hits that are void for other reasons than ``accepted`` (bits of Void) do not count.
        """
        key = (terms, kind, accepted, least)
        if key not in self._windows_with:
            numbers = [n for n, why in self.found(terms) if not why & ~accepted]
            windows = self._windows_by_kind(kind)
            found: dict[int, set[int]] = {}
            for number in dict.fromkeys(numbers):
                for window in windows.get(number, ()):
                    if window in found:
                        found[window].add(number)
                    else:
                        found[window] = {number}
            if least > 1:
                counts = Counter(w for n in numbers for w in windows.get(n, ()))
                found = {w: inside for w, inside in found.items() if counts[w] >= least}
            self._windows_with[key] = found
        return self._windows_with[key]

    def windows_under(self, terms: tuple[str, ...], kind: Window) -> frozenset[int]:
        """Return the windows of ``kind`` that have ``terms`` in a heading or head around them."""
        key = (terms, kind)
        if key not in self._windows_under:
            contexts = {number for number, _ in self.found(terms)} & self.context_windows.keys()
            self._windows_under[key] = frozenset().union(*(self._served(c, kind) for c in contexts))
        return self._windows_under[key]

    def _served(self, context: int, kind: Window) -> frozenset[int]:
        """Return the windows of ``kind`` that have sentence ``context`` as heading or head."""
        key = (context, kind)
        if key not in self._windows_served:
            windows = self._windows_by_kind(kind)
            self._windows_served[key] = frozenset(w for n in self.context_windows[context] for w in windows[n])
        return self._windows_served[key]

    def windows_right_under(self, terms: tuple[str, ...], kind: Window) -> frozenset[int]:
        """Return the windows of ``kind`` that have ``terms`` in their own heading, column head or row head."""
        key = (terms, kind)
        if key not in self._windows_right_under:
            windows = self._windows_by_kind(kind)
            heads = {number for number, _ in self.found(terms)}
            own = {s for s, n in self.heading_numbers.items() if n in heads and n != self._title}
            under = [*(self._in_section.get(s, ()) for s in own), *(self.headed.get(h, ()) for h in heads)]
            self._windows_right_under[key] = frozenset(w for numbers in under for n in numbers for w in windows[n])
        return self._windows_right_under[key]

    def _windows_by_kind(self, kind: Window) -> dict[int, tuple[int, ...]]:
        """Return, for every sentence, its windows of ``kind``."""
        if kind not in self._by_kind:
            pairs = self._pair_before if kind is Window.PAIR else {}
            self._by_kind[kind] = {
                n: (s.windows[kind], pairs[n]) if n in pairs else (s.windows[kind],) for n, s in self.sentences.items()
            }
        return self._by_kind[kind]

    def window_text(self, window: int) -> str:
        """Return the text of a window, sentences joined in order (cells of a row by " | ")."""
        members = [self.sentences[n] for n in self.members[window]]
        parts: list[str] = []
        for before, sentence in zip([None, *members], members, strict=False):
            same_row = before is not None and sentence.row is not None and before.row == sentence.row
            parts.append((" | " if same_row and before and before.column != sentence.column else " ") + sentence.text)
        return "".join(parts).strip(" |")

    def head_text(self, number: int, most: int | None = None) -> str:
        """Return the (first ``most``) words and marks of heading or head ``number``, a space between each."""
        start, end = self.corpus.spans[number]
        stop = end if most is None else min(end, start + most)
        return " ".join(token.text for token in self.corpus.tokens[start:stop])

    def words_in(self, window: int) -> int:
        """Count the words in a window that are not void."""
        if window not in self._words_in:
            self._words_in[window] = sum(
                1
                for n in self.members[window]
                for i in range(*self.corpus.spans[n])
                if not self.flags[i] and self.corpus.tokens[i].folded[:1].isalnum()
            )
        return self._words_in[window]

    @cached_property
    def hint_sections(self) -> tuple[tuple[int, Hint], ...]:
        """What is left of a template, each hint with the number of the section that it stands in."""
        starts = [section.anchor.paragraph or 0 for section in self.sections]
        return tuple((bisect_right(starts, h.anchor.paragraph or 0) - 1, h) for h in self.document.hints)

    @cached_property
    def unfilled_sections(self) -> frozenset[int]:
        """The sections of a template in which nothing was written yet: they hold its hints and no more."""
        return frozenset({number for number, _ in self.hint_sections} - {s.section for s in self.sentences.values()})

    def heading_path(self, section: int) -> tuple[str, ...]:
        """Return the headings above and of ``section``, outermost first."""
        path = (*self.sections[section].path, section)
        return tuple(self.sections[n].heading for n in path if self.sections[n].heading)

    # ------------------------------------------------------------------ building

    def _window(self) -> int:
        self._next_window += 1
        return self._next_window

    def _add_headings(self) -> None:
        for section in self.sections:
            if section.heading:
                self.heading_numbers[section.number] = self.corpus.add(section.heading)

    def heading_contexts(self, section: int) -> tuple[int, ...]:
        """Return the corpus numbers of the headings above and of ``section``."""
        path = (*self.sections[section].path, section)
        return tuple(self.heading_numbers[n] for n in path if n in self.heading_numbers and n != self._title)

    def _add_blocks(self) -> None:
        blocks = self.document.blocks
        document_window = self._window()
        for section in self.sections:
            base = {Window.DOCUMENT: document_window, Window.SECTION: self._window()}
            contexts = self.heading_contexts(section.number)
            for group in _groups([(b, blocks[b]) for b in section.blocks]):
                self._add_group(group, section.number, contexts, base)

    def _add_group(
        self, group: list[tuple[int, Block]], section: int, contexts: tuple[int, ...], base: dict[Window, int]
    ) -> None:
        windows = {**base, Window.PARAGRAPH: self._window()}
        windows[Window.TABLE] = windows[Window.PARAGRAPH]
        intro: tuple[int, ...] = ()
        for index, block in group:
            if block.table is not None:
                self._add_table(index, block, section, (*contexts, *intro), base)
                continue
            added = self._add_text(index, block, section, (*contexts, *intro), windows)
            is_intro = block.kind is BlockKind.PARAGRAPH and added
            intro = tuple(added[-1:]) if is_intro else intro

    def _add_text(
        self, index: int, block: Block, section: int, contexts: tuple[int, ...], windows: dict[Window, int]
    ) -> list[int]:
        added: list[int] = []
        runin: tuple[int, ...] = ()
        for start, end in sentences(block.text):
            text = block.text[start:end]
            number = self.corpus.add(text)
            own = {**windows, Window.SENTENCE: self._window()}
            self.sentences[number] = Sentence(
                number, text, index, section, block.anchor, contexts=(*contexts, *runin), windows=own
            )
            if not added and len(text) <= 60 and len(block.text) > len(text) + 20 and len(text.split()) <= 6:
                runin = (number,)
            added.append(number)
        return added

    def _add_table(
        self, index: int, block: Block, section: int, contexts: tuple[int, ...], base: dict[Window, int]
    ) -> None:
        table = block.table
        assert table is not None
        table_window = self._window()
        header = max(table.header_rows, 1 if _looks_like_header(table) else 0)
        heads: list[tuple[int, ...]] = [() for _ in range(table.width)]
        for r in range(header):
            for c, text in enumerate(table.rows[r]):
                if text and (r, c) not in table.repeated:
                    number = self.corpus.add(text.replace("\n", " "))
                    self._place_head(heads, table, r, c, number)
        subhead: tuple[int, ...] = ()
        for r in range(header, len(table.rows)):
            anchor = _row_anchor(block, table, r)
            filled = [c for c, text in enumerate(table.rows[r]) if text and (r, c) not in table.repeated]
            if table.width >= 3 and len(filled) <= 2 and _is_subhead(table.rows[r], filled):
                subhead = self._add_subhead(
                    table.rows[r], filled, index, section, anchor, contexts, base, table_window, r
                )
                continue
            self._add_row(index, section, anchor, table, r, heads, (*contexts, *subhead), base, table_window)

    @staticmethod
    def _place_head(heads: list[tuple[int, ...]], table: Table, r: int, c: int, number: int) -> None:
        heads[c] = (*heads[c], number)
        following = c + 1
        while (r, following) in table.repeated and table.rows[r][following] == table.rows[r][c]:
            heads[following] = (*heads[following], number)
            following += 1

    def _add_subhead(
        self,
        row: tuple[str, ...],
        filled: list[int],
        index: int,
        section: int,
        anchor: Anchor,
        contexts: tuple[int, ...],
        base: dict[Window, int],
        table_window: int,
        r: int,
    ) -> tuple[int, ...]:
        numbers = []
        windows = {
            **base,
            Window.TABLE: table_window,
            Window.PARAGRAPH: self._window(),
            Window.SENTENCE: self._window(),
        }
        for c in filled:
            number = self.corpus.add(row[c].replace("\n", " "))
            self.sentences[number] = Sentence(
                number, row[c], index, section, anchor, r, c, True, contexts, dict(windows)
            )
            numbers.append(number)
        return tuple(numbers)

    def _add_row(
        self,
        index: int,
        section: int,
        anchor: Anchor,
        table: Table,
        r: int,
        heads: list[tuple[int, ...]],
        contexts: tuple[int, ...],
        base: dict[Window, int],
        table_window: int,
    ) -> None:
        row_window = self._window()
        windows = {**base, Window.TABLE: table_window, Window.PARAGRAPH: row_window, Window.SENTENCE: row_window}
        row_head: tuple[int, ...] = ()
        for c, cell in enumerate(table.rows[r]):
            if not cell or ((r, c) in table.repeated and c and table.rows[r][c - 1] == cell):
                continue
            first = c == 0
            for start, end in sentences(cell):
                number = self.corpus.add(cell[start:end])
                self.sentences[number] = Sentence(
                    number,
                    cell[start:end],
                    index,
                    section,
                    anchor,
                    r,
                    c,
                    first,
                    (*contexts, *heads[c], *(() if first else row_head)),
                    dict(windows),
                    (*heads[c], *(() if first else row_head)),
                )
                if first:
                    row_head = (*row_head, number)

    def _add_abbreviations(self) -> None:
        for short, long in self.abbreviations.items():
            self._expansions["=" + short] = self.corpus.add(long)
        for own, long in self.own_names.items():
            if fold(own) == own:
                self._expansions.setdefault(own, self.corpus.add(long))

    def _flag_special_sections(self) -> None:
        glossary = {h.sentence for h in self.corpus.find_any(_GLOSSARY)}
        listing = {h.sentence for h in self.corpus.find_any(_CONTENTS)}
        for sentence in self.sentences.values():
            block = self.document.blocks[sentence.block]
            own = set(self.heading_contexts(sentence.section)[-1:])
            short_heading = bool(own) and _words(self.corpus, next(iter(own))) <= 6
            why = Void.NONE
            if short_heading and own & glossary:
                why |= Void.GLOSSARY
            listed = block.kind is BlockKind.LIST_ITEM or block.table is not None or len(sentence.text) < 80
            if block.toc or (short_heading and own & listing and listed):
                why |= Void.CONTENTS
            if sentence.row is not None and _PLACEHOLDER_CELLS.match(sentence.text):
                why |= Void.PLACEHOLDER
            if why:
                for i in range(*self.corpus.spans[sentence.number]):
                    self.flags[i] |= int(why)

    def _windows(self) -> dict[int, list[int]]:
        members: dict[int, list[int]] = defaultdict(list)
        ordered = [self.sentences[n] for n in sorted(self.sentences)]
        for sentence in ordered:
            for window in set(sentence.windows.values()):
                members[window].append(sentence.number)
        for i, sentence in enumerate(ordered):
            pair = sentence.windows[Window.PAIR] = self._window()
            members[pair].append(sentence.number)
            following = ordered[i + 1] if i + 1 < len(ordered) else None
            if following and following.row is None and _same(sentence, following, Window.PARAGRAPH):
                members[pair].append(following.number)
                self._pair_before[following.number] = pair
        return members

    def _contexts(self) -> dict[int, list[int]]:
        served: dict[int, list[int]] = defaultdict(list)
        for sentence in self.sentences.values():
            for context in sentence.contexts:
                served[context].append(sentence.number)
        return served


def _groups(blocks: list[tuple[int, Block]]) -> Iterator[list[tuple[int, Block]]]:
    """Yield blocks that are read as one: a paragraph, or a list or table with the line that opens it."""
    group: list[tuple[int, Block]] = []
    for index, block in blocks:
        opens = bool(group) and _opens(group[-1][1])
        is_item = block.kind is BlockKind.LIST_ITEM
        goes_on = is_item and bool(group) and (opens or group[-1][1].kind is BlockKind.LIST_ITEM)
        if group and not (goes_on or (opens and block.table is not None)):
            yield group
            group = []
        group.append((index, block))
    if group:
        yield group


def _opens(block: Block) -> bool:
    """Whether a block opens the list or table after it: it ends in a colon, or is a short line without an end."""
    text = block.text.rstrip()
    if block.table is not None or block.kind is not BlockKind.PARAGRAPH:
        return False
    return text.endswith(":") or (bool(text) and text[-1].isalnum() and len(text.split()) <= _SHORT_INTRO)


def _looks_like_header(table: Table) -> bool:
    if len(table.rows) < 2 or table.width < 2:
        return False
    first = table.rows[0]
    if not all(cell and len(cell) <= 60 and not cell.rstrip().endswith(".") for cell in first):
        return False
    if any(re.fullmatch(r"[\d.,€%\s-]+", cell) for cell in first[1:]):
        return False
    if table.width == 2:
        longer = sum(len(row[1]) for row in table.rows[1:]) / max(1, len(table.rows) - 1)
        return len(first[1]) <= 30 and len(first[1]) < longer
    return True


def _is_subhead(row: tuple[str, ...], filled: list[int]) -> bool:
    texts = [row[c] for c in filled]
    return bool(texts) and all(len(t) <= 80 and not re.search(r"\d{3}", t) for t in texts) and filled[0] == 0


def _row_anchor(block: Block, table: Table, r: int) -> Anchor:
    page = table.row_pages[r] if r < len(table.row_pages) else block.anchor.page
    box = table.row_boxes[r] if r < len(table.row_boxes) else block.anchor.box
    return replace(block.anchor, row=r, page=page, box=box)


def _same(left: Sentence, right: Sentence, kind: Window) -> bool:
    return left.windows[kind] == right.windows[kind]


def _words(corpus: Corpus, number: int) -> int:
    start, end = corpus.spans[number]
    return end - start
