"""Sets a template's own text aside: what explains, or asks to be filled in, is not what the writer says.

Three marks, the same in every format. A paragraph that opens with "Invulhulp", or has the Word style of
that name, explains. "[vul in: ...]" as a whole paragraph, list item or table cell asks; the Word reader
writes a content control that still shows its placeholder in this way. What is set aside is kept in
``Document.hints``: the outline counts it, the engine tells by it which requirements were not filled in
yet, and it is no clean plan as long as there are any. (Design, "What is no evidence".)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from resvtool.document import Block, BlockKind, Document, Hint, Table

STYLE = "Invulhulp"
_EXPLAINS = re.compile(r"Invulhulp\b")
_ASKS = re.compile(r"\[\s*vul in\b[^\[\]]*\]", re.IGNORECASE)
_TOTAL = re.compile(r"\s*(?:sub|eind)?totaal\b", re.IGNORECASE)
_ZERO = re.compile(r"(?:€\s*)?0(?:,(?:0+|-+))?")
_RULE = re.compile(r"(?<![\w/])[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*(?![\w/])")


def set_hints_aside(document: Document) -> Document:
    """Return ``document`` without the text of its template, which goes to ``hints``; itself when there is none.

    A hint's place is that of the block before it; the blocks that stay are numbered anew.
    """
    kept: list[Block] = []
    hints: list[Hint] = []
    asking = any(map(_asks, document.blocks))
    for block in document.blocks:
        if block.kind is not BlockKind.TABLE and is_hint_text(block.text, block.style):
            hints.append(_hint(block, block.text, len(kept)))
            continue
        if asking and block.table is not None:
            block = _without_prompts(block, hints, len(kept) + 1)
        if block.anchor.paragraph != len(kept) + 1:
            block = replace(block, anchor=replace(block.anchor, paragraph=len(kept) + 1))
        kept.append(block)
    return replace(document, blocks=kept, hints=hints) if hints else document


def is_hint_text(text: str, style: str | None = None) -> bool:
    """Say whether a paragraph of this text and Word style is a template's own."""
    return style == STYLE or _EXPLAINS.match(text) is not None or _ASKS.fullmatch(text.strip()) is not None


def _asks(block: Block) -> bool:
    rows = block.table.rows if block.table is not None else ((block.text,),)
    return any("[" in cell and _ASKS.search(cell) is not None for row in rows for cell in row)


def _hint(block: Block, text: str, paragraph: int, row: int | None = None) -> Hint:
    anchor = replace(block.anchor, paragraph=paragraph, row=row)
    return Hint(text, anchor, tuple(dict.fromkeys(_RULE.findall(text))), asks=text.startswith("["))


def _without_prompts(block: Block, hints: list[Hint], paragraph: int) -> Block:
    """Return a table with its cells that ask for something made empty, and with them a head that stands alone."""
    assert block.table is not None
    rows: list[tuple[str, ...]] = []
    idle = _idle_sums(block.table.rows)
    for number, row in enumerate(block.table.rows):
        asked = [c for c, cell in enumerate(row) if _ASKS.fullmatch(cell.strip())]
        sums = [c for c in idle if number and _ZERO.fullmatch(row[c].strip())]
        hints.extend(_hint(block, cell, paragraph, number) for cell in dict.fromkeys(row[c] for c in asked))
        hints.extend(_hint(block, f"{row[0]}: {row[c]}", paragraph, number) for c in sums)
        left = tuple("" if c in asked or c in sums else cell for c, cell in enumerate(row))
        rows.append(("",) * len(row) if (asked or sums) and sum(map(bool, left)) <= 1 else left)
    if rows == list(block.table.rows):
        return block
    table: Table = replace(block.table, rows=tuple(rows))
    return replace(block, table=table, text=table.text() if block.text else "")


def _idle_sums(rows: Sequence[tuple[str, ...]]) -> list[int]:
    """Return the columns that a word processor added up before anything was filled in: they end in a total of zero."""
    if len(rows) < 3 or not _TOTAL.match("".join(rows[-1][:1])):
        return []
    columns = range(1, min(map(len, rows)))
    return [c for c in columns if _ZERO.fullmatch(rows[-1][c].strip()) and not any(_says(r[c]) for r in rows[1:])]


def _says(cell: str) -> bool:
    text = cell.strip()
    return bool(text) and _ZERO.fullmatch(text) is None and _ASKS.fullmatch(text) is None
