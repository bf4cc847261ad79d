"""The source of a plan: Markdown as headings, paragraphs, list items, tables and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"^(\s*)([-*+]|\d+[.)])\s+(.*)$")
_NOTE = re.compile(r"^\[\^([^\]]+)\]:\s*(.*)$")
_RULE = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
_INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()#+.!|<>-])|\[\^(?P<note>[^\]]+)\]|\[(?P<link>[^\]]+)\]\([^)]*\)"
    r"|\*\*(?P<bold>.+?)\*\*|(?<![\w*])\*(?P<italic>[^*\s](?:[^*]*[^*\s])?)\*|(?<!\w)_(?P<also>[^_]+)_(?!\w)"
    r"|`(?P<code>[^`]+)`|(?P<line><br ?/?>)"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one look, or (``note``) the mark of a footnote."""

    text: str
    bold: bool = False
    italic: bool = False
    note: str | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` is 1 for the outermost."""

    runs: Runs
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: ``label`` is "•" or its number, ``list_id`` counts the lists of the plan."""

    runs: Runs
    level: int
    label: str
    list_id: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the first row holds the column heads when ``head`` is true."""

    rows: tuple[tuple[Runs, ...], ...]
    head: bool
    right: tuple[bool, ...]


Block = Heading | Paragraph | Item | Grid


@dataclass(slots=True)
class Source:
    """A plan: its blocks in reading order, and its footnotes by name, in the order they are called."""

    blocks: list[Block]
    notes: dict[str, Runs] = field(default_factory=dict)


def plain(runs: Runs) -> str:
    """Return the text of ``runs`` without looks and marks."""
    return "".join(run.text for run in runs)


def typographic(text: str) -> str:
    """Return ``text`` with the quotes and dashes that a word processor makes of typed ones."""
    text = re.sub(r"(^|[\s(\[/–])\"", "\\1“", text).replace('"', "”")
    text = re.sub(r"(^|[\s(\[/–“])'(?!(?:s|n|t)\b)", "\\1‘", text).replace("'", "’")
    return text.replace(" -- ", " – ").replace("...", "…")


def read_source(text: str) -> Source:
    """Return the plan that Markdown ``text`` describes."""
    lines = text.replace("\u00a0", " ").splitlines()
    notes = {m.group(1): inline(m.group(2)) for line in lines if (m := _NOTE.match(line))}
    blocks = list(_blocks([line for line in lines if not _NOTE.match(line)]))
    called = dict.fromkeys(run.note for block in blocks for run in _all_runs(block) if run.note)
    return Source(blocks, {name: notes.get(name, ()) for name in called})


def inline(text: str, bold: bool = False, italic: bool = False) -> Runs:
    """Return the runs of one line of Markdown."""
    runs: list[Run] = []
    start = 0
    for match in _INLINE.finditer(text):
        if match.start() > start:
            runs.append(Run(typographic(text[start : match.start()]), bold, italic))
        start = match.end()
        runs.extend(_special(match, bold, italic))
    if start < len(text):
        runs.append(Run(typographic(text[start:]), bold, italic))
    return tuple(runs)


def _special(match: re.Match[str], bold: bool, italic: bool) -> Runs:
    kind, inside = match.lastgroup or "", match.group(match.lastgroup or 0)
    if kind == "note":
        return (Run("", note=inside),)
    if kind == "bold":
        return inline(inside, True, italic)
    if kind in ("italic", "also"):
        return inline(inside, bold, True)
    if kind == "link":
        return inline(inside, bold, italic)
    return (Run(" " if kind == "line" else inside, bold, italic),)


def _all_runs(block: Block) -> Iterator[Run]:
    if isinstance(block, Grid):
        for row in block.rows:
            for cell in row:
                yield from cell
    else:
        yield from block.runs


def _blocks(lines: list[str]) -> Iterator[Block]:
    list_id, at, in_list = 0, 0, False
    while at < len(lines):
        line = lines[at]
        at += 1
        if heading := _HEADING.match(line):
            in_list = False
            yield Heading(inline(heading.group(2)), len(heading.group(1)))
        elif line.lstrip().startswith("|"):
            in_list = False
            rows = [line]
            while at < len(lines) and lines[at].lstrip().startswith("|"):
                rows.append(lines[at])
                at += 1
            yield _grid(rows)
        elif item := _ITEM.match(line):
            if not in_list:
                list_id += 1
            in_list = True
            more, at = _continued(lines, at)
            label = item.group(2) if item.group(2)[0].isdigit() else "•"
            yield Item(inline(" ".join([item.group(3), *more])), len(item.group(1)) // 2, label, list_id)
        elif line.strip() and not re.fullmatch(r"\s*([-*_])(\s*\1){2,}\s*", line):
            in_list = False
            more, at = _continued(lines, at)
            yield Paragraph(inline(" ".join(part.strip().removeprefix("> ") for part in [line, *more])))


def _continued(lines: list[str], at: int) -> tuple[list[str], int]:
    """Return the lines that carry on the paragraph or item before ``at``, and where they end."""
    more: list[str] = []
    while at < len(lines) and lines[at].strip() and not _starts(lines[at]):
        more.append(lines[at].strip())
        at += 1
    return more, at


def _starts(line: str) -> bool:
    return bool(_HEADING.match(line) or _ITEM.match(line)) or line.lstrip().startswith("|")


def _grid(lines: list[str]) -> Grid:
    head = len(lines) > 1 and bool(_RULE.match(lines[1]))
    marks = _cells(lines[1]) if head else []
    rows = [tuple(inline(cell) for cell in _cells(line)) for line in lines if not _RULE.match(line)]
    width = max(len(row) for row in rows)
    full = tuple(row + ((),) * (width - len(row)) for row in rows)
    if head and not any(plain(cell).strip() for cell in full[0]):
        full, head = full[1:], False
    right = tuple(i < len(marks) and marks[i].endswith(":") and not marks[i].startswith(":") for i in range(width))
    return Grid(full, head, right)


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]
