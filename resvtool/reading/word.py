"""Reads Word files (docx): everything a reader of the final document sees, in order."""

from __future__ import annotations

import pathlib
import re

from lxml import etree

from resvtool.document import (
    Anchor,
    Block,
    BlockKind,
    Document,
    Part,
    Problem,
    UnreadableDocument,
)
from resvtool.reading.limits import USUAL, Limits
from resvtool.reading.word_body import Drafts, Resources, StoryReader
from resvtool.reading.word_draft import Draft, Trouble
from resvtool.reading.word_headings import settle_headings
from resvtool.reading.word_lists import split_labels
from resvtool.reading.word_notes import Notes
from resvtool.reading.word_numbering import Numbering
from resvtool.reading.word_package import Package, damaged, too_deep
from resvtool.reading.word_running import read_running_texts
from resvtool.reading.word_styles import Styles
from resvtool.reading.word_text import normalise
from resvtool.reading.word_toc import mark_contents
from resvtool.reading.word_unseen import gathered, references
from resvtool.reading.word_xml import Element, W

_PROPERTIES = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
    "created": "{http://purl.org/dc/terms/}created",
    "modified": "{http://purl.org/dc/terms/}modified",
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_docx(path: pathlib.Path, limits: Limits = USUAL) -> Document:
    """Read the Word file at ``path``.

    Returns its content as a reader of the final document sees it: tracked insertions are in it;
    deletions, comments and hidden text are not. What could not be read is told in ``problems``.
    Raises :class:`UnreadableDocument`, with one Dutch sentence, when the file is empty, damaged,
    protected or no Word document, and ``OSError`` when it cannot be opened.
    """
    package = Package(path, limits)
    package.check_pictures()
    try:
        return _read(path, package)
    except RecursionError as error:
        raise too_deep(package.name) from error


def origins(package: Package) -> list[Element | None]:
    """Return, for each block that :func:`read_docx` makes of this package, the element that shows it.

    It is the paragraph (w:p) or table (w:tbl) in the main part, ``package.document``; for text boxes and
    notes the paragraph they hang on. Raises as :func:`read_docx` does.
    """
    content, _ = _content(package, [])
    return [draft.origin for draft in content if isinstance(draft, Draft)]


def _content(package: Package, problems: list[Problem]) -> tuple[Drafts, StoryReader]:
    """Return what stands in the body, in reading order, and the reader that read it."""
    body = package.document.find(W + "body")
    if body is None:
        raise damaged(package.name, package.main)
    settings = _side_part(package, "settings", problems)
    styles = Styles(_side_part(package, "styles", problems))
    numbering = Numbering(_side_part(package, "numbering", problems), styles.numbering_links)
    notes = Notes(package, settings)
    problems += [_damaged_part(source) for source in notes.damaged]
    reader = StoryReader(Resources(package, styles, numbering, notes))
    return reader.read(body, Part.BODY, package.main), reader


def _read(path: pathlib.Path, package: Package) -> Document:
    problems: list[Problem] = []
    content, reader = _content(package, problems)
    drafts = [d for d in content if isinstance(d, Draft)]
    mark_contents(drafts)
    settle_headings(drafts)
    split_labels(drafts)
    blocks, troubles = _place(content)
    settings = _side_part(package, "settings", [])
    body = package.document.find(W + "body")
    headers, footers = read_running_texts(reader, body, settings)
    problems += references(package, package.related(package.main, "settings"), body)
    if package.has_macros:
        text = "Het bestand bevat macro's; die zijn niet uitgevoerd en niet gelezen."
        problems.append(Problem("macros", text))
    return Document(
        path=str(path),
        format="docx",
        sha256=package.sha256,
        blocks=blocks,
        headers=headers,
        footers=footers,
        problems=gathered(problems + troubles),
        metadata=_metadata(package),
    )


def _side_part(package: Package, kind: str, problems: list[Problem]) -> Element | None:
    """Return the root of a part beside the text, None when absent; a damaged one is told."""
    name = package.related(package.main, kind)
    if name is None:
        return None
    try:
        return package.part(name)
    except etree.XMLSyntaxError:
        problems.append(_damaged_part(name))
        return None


def _damaged_part(name: str) -> Problem:
    text = f"Een deel van het Word-bestand ({name}) is beschadigd en niet gelezen."
    return Problem("damaged-part", text, name)


def _place(content: Drafts) -> tuple[list[Block], list[Problem]]:
    """Make drafts into blocks with their place in the outline, and troubles into problems."""
    blocks: list[Block] = []
    problems: list[Problem] = []
    path: list[tuple[int, str]] = []
    for item in content:
        if isinstance(item, Trouble):
            problems.append(Problem(item.code, item.text, _place_name(path, len(blocks))))
            continue
        if item.level is not None:
            while path and path[-1][0] >= item.level:
                path.pop()
        anchor = Anchor(tuple(name for _, name in path), len(blocks) + 1)
        blocks.append(_block(item, anchor))
        if item.level is not None:
            path.append((item.level, f"{item.label} {item.text}".strip()))
    return blocks, problems


def _place_name(path: list[tuple[int, str]], paragraph: int) -> str:
    where = f"onder '{path[-1][1]}'" if path else "vóór de eerste kop"
    return f"{where}, bij alinea {max(paragraph, 1)}"


def _block(draft: Draft, anchor: Anchor) -> Block:
    kind, level = BlockKind.PARAGRAPH, None
    if draft.table is not None:
        kind = BlockKind.TABLE
    elif draft.level is not None:
        kind, level = BlockKind.HEADING, draft.level
    elif draft.is_list_item:
        kind, level = BlockKind.LIST_ITEM, draft.list_level
    return Block(
        kind=kind,
        text=draft.text,
        anchor=anchor,
        level=level,
        label=draft.label,
        table=draft.table,
        part=draft.part,
        certainty=draft.certainty,
        toc=draft.toc,
        style=draft.style,
        lead=_lead(draft) if kind is not BlockKind.HEADING else "",
    )


def _lead(draft: Draft) -> str:
    """Return what the text of a paragraph opens with in bold or italics, without a label that was typed before it."""
    if draft.text.startswith(draft.lead):
        return draft.lead
    bare = draft.lead.removeprefix(draft.label).lstrip(" \t\u00a0-–•*")
    return bare if draft.text.startswith(bare) else ""


def _metadata(package: Package) -> dict[str, str]:
    """Return the file's own properties: title, author, and dates as ISO dates."""
    name = package.related("", "core-properties") or "docProps/core.xml"
    try:
        root = package.part(name)
    except (etree.XMLSyntaxError, UnreadableDocument):
        return {}
    found: dict[str, str] = {}
    for key, tag in _PROPERTIES.items():
        text = normalise((root.findtext(tag) if root is not None else None) or "")
        if key in {"created", "modified"}:
            date = _DATE.match(text)
            text = date.group() if date else ""
        if text:
            found[key] = text
    return found
