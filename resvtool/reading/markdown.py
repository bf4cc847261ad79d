"""Markdown as a Document: for the example texts in rules, and for plans kept as Markdown.

Understands ATX headings, paragraphs, block quotes (as paragraphs), bullet and numbered lists, pipe
tables, footnotes and lines that are wholly bold (read as low headings). Emphasis marks are dropped.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from resvtool.document import Anchor, Block, BlockKind, Document, Part, Table

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"^(\s*)([-*+•]|\d{1,3}[.)]|[a-z][.)])\s+(.*)$")
_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
_BOLD_LINE = re.compile(r"^\*\*([^*]{2,90})\*\*:?$")
_ITALIC_LEAD = re.compile(r"\s*(\*|_)(?![\s*_])((?:(?!\1).)+)(?<!\s)\1(?!\1)\s*[^\s*_]")
_BOLD_LEAD = re.compile(r"\s*(\*\*|__)(?=\S)((?:(?!\1).)+)\1\s*[^\s*_]")
_FOOTNOTE = re.compile(r"^\[\^([^\]]+)\]:\s*(.*)$")
_NUMBER = re.compile(r"^((?:\d+\.)*\d+\.?|[A-Z]\.)\s+(?=\S)")
_MARKS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}(?=[^\W_])|(?<=[^\W_])_{1,2}(?!\w)|\[\^[^\]]+\]|`")


def read_markdown(text: str, path: str = "") -> Document:
    """Return ``text`` (Markdown) as a document; nothing in it is an error."""
    blocks: list[Block] = []
    open_path: list[tuple[int, str]] = []
    for block in _parse(text.splitlines()):
        if block.kind is BlockKind.HEADING:
            level = block.level or 1
            while open_path and open_path[-1][0] >= level:
                open_path.pop()
        section = tuple(heading for _, heading in open_path)
        block.anchor = Anchor(section=section, paragraph=len(blocks) + 1)
        if block.kind is BlockKind.HEADING:
            open_path.append((block.level or 1, block.text))
        blocks.append(block)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(path=path, format="markdown", sha256=digest, blocks=blocks)


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", _MARKS.sub("", text).replace("\\", "")).strip()


def _parse(lines: list[str]) -> Iterator[Block]:
    paragraph: list[str] = []
    depth = 1
    i = 0
    while i < len(lines):
        line = lines[i]
        special = _special(line, depth)
        if special is None and line.lstrip().startswith("|"):
            yield from _flush(paragraph)
            rows = []
            while i < len(lines) and lines[i].lstrip().startswith("|"):
                rows.append(lines[i])
                i += 1
            yield _table(rows)
            continue
        if special is not None or not line.strip():
            yield from _flush(paragraph)
        if special is not None:
            if special.kind is BlockKind.HEADING and special.certainty == 1.0:
                depth = special.level or 1
            yield special
        elif line.strip():
            paragraph.append(line.strip().removeprefix(">").lstrip())
        i += 1
    yield from _flush(paragraph)


def _flush(paragraph: list[str]) -> Iterator[Block]:
    if paragraph:
        raw = " ".join(paragraph)
        text = _clean(raw)
        paragraph.clear()
        if text:
            yield Block(BlockKind.PARAGRAPH, text, Anchor(), lead=_lead(raw))


def _special(line: str, depth: int) -> Block | None:
    """Return the heading, list item or footnote that ``line`` is, or None."""
    if heading := _HEADING.match(line):
        return _heading(_clean(heading.group(2)), len(heading.group(1)), 1.0)
    if bold := _BOLD_LINE.match(line.strip()):
        return _heading(_clean(bold.group(1)), depth + 1, 0.7)
    if footnote := _FOOTNOTE.match(line):
        return Block(
            BlockKind.PARAGRAPH, _clean(footnote.group(2)), Anchor(), label=footnote.group(1), part=Part.FOOTNOTE
        )
    if item := _ITEM.match(line):
        text = _clean(item.group(3))
        level, label = len(item.group(1)) // 2, item.group(2)
        return Block(BlockKind.LIST_ITEM, text, Anchor(), level=level, label=label, lead=_lead(item.group(3)))
    return None


def _lead(raw: str) -> str:
    """Return the words that a paragraph opens with in bold or italics, when more follows."""
    match = _BOLD_LEAD.match(raw) or _ITALIC_LEAD.match(raw)
    return _clean(match.group(2)) if match else ""


def _heading(text: str, level: int, certainty: float) -> Block:
    label = ""
    if number := _NUMBER.match(text):
        label, text = number.group(1).rstrip("."), text[number.end() :]
    return Block(BlockKind.HEADING, text, Anchor(), level=level, label=label, certainty=certainty)


def _table(lines: list[str]) -> Block:
    rows = [[_clean(cell) for cell in line.strip().strip("|").split("|")] for line in lines if not _RULE.match(line)]
    header = 1 if len(lines) > 1 and _RULE.match(lines[1]) else 0
    width = max((len(row) for row in rows), default=0)
    rows = rows if width else [[""]]
    grid = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    if header and grid and not any(grid[0]):
        grid, header = grid[1:], 0
    return Block(BlockKind.TABLE, "", Anchor(), table=Table(rows=grid, header_rows=header))
