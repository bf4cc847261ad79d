"""Walks through a story of a Word file and drafts its blocks in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile

from resvtool.document import Part
from resvtool.reading.word_draft import Draft, Line, Lines, NoteReference, TextBox, Trouble
from resvtool.reading.word_inline import InlineReader, as_placeholder
from resvtool.reading.word_notes import Notes
from resvtool.reading.word_numbering import Number, Numbering
from resvtool.reading.word_package import Package
from resvtool.reading.word_styles import ParagraphStyle, Styles
from resvtool.reading.word_tables import read_table
from resvtool.reading.word_text import normalise
from resvtool.reading.word_unseen import OUTSIDE, is_pushed_out
from resvtool.reading.word_xml import (
    MC,
    Element,
    Properties,
    R,
    W,
    alternative,
    is_on,
    properties_of,
    shows_placeholder,
    toggle,
    value,
    value_in,
    whole_number,
)

_LONGEST_HEADING = 50  # words; more is body text that got a heading's style by mistake
_LONGEST_TOC_LINE = 40  # words
_TOC_END = re.compile(r"(?P<lead>\t|[.…·_]{3,}|\s{4,})[\s.…·_]*(?P<page>\d{1,3})\s*$")
_TOC_TAIL = 400  # letters at the end of a line in which leader dots are looked for
_ENTIRE = 0.95  # of the letters: a bold line may have a number or mark that is not
_WRAPPERS = frozenset(W + name for name in ("customXml", "ins", "moveTo", "smartTag", "sdtContent", "hyperlink"))

Drafts = list[Draft | Trouble]


@dataclass(slots=True)
class Resources:
    """What all stories of one document share."""

    package: Package
    styles: Styles
    numbering: Numbering
    notes: Notes


@dataclass(slots=True)
class _Held:
    """A paragraph whose mark is deleted: it goes on in the next one."""

    line: Line
    properties: Properties
    style: ParagraphStyle


@dataclass(slots=True)
class _Story:
    """Where in the document we are: the part, and what is open."""

    part: Part
    source: str
    inline: InlineReader
    in_toc: int = 0
    depth: int = 0
    held: _Held | None = None


@dataclass(slots=True)
class StoryReader:
    """Drafts the blocks of stories: the body, notes, text boxes, headers."""

    shared: Resources
    _actions: dict[str, Callable[[Element, _Story], Drafts]] = field(init=False)

    def __post_init__(self) -> None:
        self._actions = {
            W + "p": self._paragraph,
            W + "tbl": self._table,
            W + "sdt": self._content_control,
            W + "altChunk": self._alt_chunk,
            W + "subDoc": self._sub_document,
            MC + "AlternateContent": self._alternates,
        }

    def read(self, root: Element, part: Part, source: str) -> Drafts:
        """Return the blocks under ``root`` (w:body, w:footnote, w:txbxContent, w:hdr).

        ``source`` is the name of the package's part that ``root`` belongs to.
        """
        inline = InlineReader(self.shared.styles, self.shared.package, source)
        return self._container(root, _Story(part, source, inline))

    def _container(self, parent: Element, story: _Story) -> Drafts:
        """Read the blocks of a body or cell; a paragraph does not go on beyond its end."""
        drafts = self._blocks(parent, story)
        return drafts + self._release(story)

    def _blocks(self, parent: Element, story: _Story) -> Drafts:
        drafts: Drafts = []
        for child in parent:
            action = self._actions.get(child.tag)
            if action is not None:
                drafts += action(child, story)
            elif child.tag in _WRAPPERS:
                drafts += self._blocks(child, story)
        return drafts

    def _alternates(self, element: Element, story: _Story) -> Drafts:
        chosen = alternative(element)
        return self._blocks(chosen, story) if chosen is not None else []

    def _content_control(self, element: Element, story: _Story) -> Drafts:
        content = element.find(W + "sdtContent")
        if content is None:
            return []
        properties = element.find(W + "sdtPr")
        gallery = properties.find(f"{W}docPartObj") if properties is not None else None
        is_toc = (value(gallery, "docPartGallery") or "").lower() == "table of contents"
        story.in_toc += is_toc
        drafts = self._blocks(content, story)
        story.in_toc -= is_toc
        return drafts

    def _alt_chunk(self, element: Element, story: _Story) -> Drafts:
        relationships = self.shared.package.relationships(story.source)
        target = relationships.get(element.get(R + "id", ""))
        name = f" ({target.target})" if target else ""
        text = f"Een ingevoegd bestand{name} is niet gelezen; sla het document in Word opnieuw op."
        return [*self._release(story), Trouble("alt-chunk", text)]

    def _sub_document(self, element: Element, story: _Story) -> Drafts:
        text = "Een subdocument is niet gelezen; voeg de tekst ervan in dit document in."
        return [*self._release(story), Trouble("sub-document", text)]

    def _table(self, element: Element, story: _Story) -> Drafts:
        drafts = self._release(story)
        story.depth += 1
        package = self.shared.package
        package.limits.check(package.name, "nesting", story.depth)
        content = read_table(
            element,
            self.shared.styles,
            lambda cell: self._container(cell, story),
            lambda cells: package.limits.check(package.name, "cells", cells),
        )
        story.depth -= 1
        if content.table is not None:
            style = value(element.find(W + "tblPr"), "tblStyle")
            drafts.append(Draft(content.table.text(), story.part, style=style, table=content.table, origin=element))
        return drafts + content.after

    def _paragraph(self, element: Element, story: _Story) -> Drafts:
        properties = properties_of(element, W + "pPr")
        style = self.shared.styles.paragraph(value_in(properties, W + "pStyle"))
        line = story.inline.read(element, style)
        if line.spans and any(map(shows_placeholder, element.iterancestors(W + "sdt"))):
            line.spans = as_placeholder(line.spans)
        if line.spans and is_pushed_out(properties):
            line.spans.clear()
            line.asides.append(OUTSIDE)
        if story.held is not None:
            held = story.held.line
            line = Line(held.spans + line.spans, held.asides + line.asides, held.in_toc or line.in_toc)
            story.held = None
        line.origin = element
        if _mark_is_gone(properties, style, line):
            story.held = _Held(line, properties, style)
            return []
        return self._finish(line, properties, style, story)

    def _release(self, story: _Story) -> Drafts:
        held, story.held = story.held, None
        if held is None or not (held.line.spans or held.line.asides):
            return []
        return self._finish(held.line, held.properties, held.style, story)

    def _finish(self, line: Line, properties: Properties, style: ParagraphStyle, story: _Story) -> Drafts:
        list_id, number = self._number(properties, style)
        raw = "".join(text for text, _ in line.spans)
        text = normalise(raw)
        drafts: Drafts = []
        if text:
            draft = Draft(text, story.part, style.name, words=len(text.split()), origin=line.origin)
            _set_look(draft, line)
            _set_outline(draft, properties, style)
            if number is not None and number.text:
                draft.label, draft.list_level = number.text, number.level
                draft.list_id, draft.bullet = list_id, number.is_bullet
            self._set_toc(draft, raw, line, style, story)
            drafts.append(draft)
        for aside in line.asides:
            drafts += self._aside(aside, story, line.origin)
        return drafts

    def _number(self, properties: Properties, style: ParagraphStyle) -> tuple[str | None, Number | None]:
        direct = properties.get(W + "numPr")
        if direct is None and style.list_id is None:
            return None, None
        list_id = value(direct, "numId") or style.list_id
        if list_id is None or list_id == "0":
            return None, None
        said = value(direct, "ilvl")
        if said is not None:
            level = whole_number(said)
        else:
            tied = self.shared.numbering.level_of_style(list_id, style.id)
            level = tied if tied is not None else style.list_level or 0
        return list_id, self.shared.numbering.next(list_id, level)

    @staticmethod
    def _set_toc(draft: Draft, raw: str, line: Line, style: ParagraphStyle, story: _Story) -> None:
        end = _TOC_END.search(raw, len(raw) - _TOC_TAIL) if raw.rstrip()[-1:].isdigit() else None
        if end:
            draft.toc_page = int(end["page"])
            draft.toc_dots = any(c in end.group() for c in ".…·_")
        if style.is_toc_line or style.is_toc_title or story.in_toc:
            draft.toc = True
        elif line.in_toc:
            if draft.style_level is not None or draft.words > _LONGEST_TOC_LINE:
                story.inline.fields.leave_toc()
            else:
                draft.toc = True

    def _aside(self, aside: Trouble | TextBox | Lines | NoteReference, story: _Story, host: Element | None) -> Drafts:
        drafts: Drafts = []
        if isinstance(aside, Trouble):
            return [aside]
        if isinstance(aside, TextBox):
            part = Part.TEXTBOX if story.part is Part.BODY else story.part
            drafts = self.read(aside.element, part, story.source)
        elif isinstance(aside, Lines):
            texts = filter(None, map(normalise, aside.texts))
            drafts = [Draft(t, Part.TEXTBOX, words=len(t.split())) for t in texts]
        else:
            drafts = self._note(aside)
        for draft in drafts:
            if isinstance(draft, Draft):
                draft.aside, draft.origin = True, host
        return drafts

    def _note(self, reference: NoteReference) -> Drafts:
        notes = self.shared.notes
        found = notes.take(reference.part, reference.id, reference.mark)
        if found is None:
            return []
        element, label = found
        drafts = self.read(element, reference.part, notes.sources[reference.part])
        first = next((d for d in drafts if isinstance(d, Draft)), None)
        if first is not None and first.table is None and not first.label:
            first.label = label
            if reference.mark and first.text.startswith(reference.mark + " "):
                first.text = first.text[len(reference.mark) + 1 :]
        return drafts


def _mark_is_gone(properties: Properties, style: ParagraphStyle, line: Line) -> bool:
    """Say whether a paragraph goes on in the next: its mark is deleted, moved away or hidden.

    A hidden mark after a heading is a style separator: the heading stays a block of its own.
    """
    mark = properties.get(W + "rPr")
    if mark is None and not style.mark_hidden:
        return False
    if mark is not None:
        if mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None:
            return True
        if is_on(mark.find(W + "specVanish")):
            return False
    hidden = toggle(mark, "vanish")
    if not (style.mark_hidden if hidden is None else hidden):
        return False
    is_heading = style.level is not None or W + "outlineLvl" in properties
    return not (is_heading and line.spans)


def _set_look(draft: Draft, line: Line) -> None:
    """Set what holds for practically all letters of a paragraph."""
    total = bold = italic = caps = 0
    sizes: dict[int, int] = {}
    for text, look in line.spans:
        length = len(text) - text.count(" ")
        total += length
        bold += length if look.bold else 0
        italic += length if look.italic else 0
        caps += length if look.caps or text.isupper() else 0
        sizes[look.size] = sizes.get(look.size, 0) + length
    draft.bold = total > 0 and bold >= _ENTIRE * total
    draft.lead = "" if draft.bold else _lead(line, slanted=italic >= _ENTIRE * total)
    draft.caps = draft.text.isupper() or (total > 0 and caps >= _ENTIRE * total)
    draft.size = max(sizes, key=lambda size: sizes[size]) if sizes else 0


def _lead(line: Line, slanted: bool) -> str:
    """Return what a paragraph opens with in bold, or else in italics, unless all of it is ``slanted``."""
    bold = (text for text, _ in takewhile(lambda span: span[1].bold or not span[0].strip(), line.spans))
    italic = (text for text, _ in takewhile(lambda span: span[1].italic or not span[0].strip(), line.spans))
    return normalise("".join(bold)) or ("" if slanted else normalise("".join(italic)))


def _set_outline(draft: Draft, properties: Properties, style: ParagraphStyle) -> None:
    """Set the heading level that a paragraph has by its own outline level or by its style."""
    direct = whole_number(value_in(properties, W + "outlineLvl"), -1)
    level = direct + 1 if 0 <= direct < 9 else style.level
    if level is not None and draft.words <= _LONGEST_HEADING:
        draft.style_level = level
        draft.is_title = style.is_title
    draft.is_caption = style.is_caption
