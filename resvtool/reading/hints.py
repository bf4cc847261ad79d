"""Sets a template's own text aside: what explains, or asks to be filled in, is not what the writer says.

Three marks, the same in every format. A paragraph that opens with "Invulhulp", or has the Word style of
that name, explains. "[vul in: ...]" as a whole paragraph, list item or table cell asks; the Word reader
writes a content control that still shows its placeholder in this way. What is set aside is kept in
``Document.hints``: the outline counts it, the engine tells by it which requirements were not filled in
yet, and it is no clean plan as long as there are any. (Design, "What is no evidence".)
"""

from __future__ import annotations

import re
from dataclasses import replace

from resvtool.document import Block, BlockKind, Document, Hint, Table

STYLE = "Invulhulp"
_EXPLAINS = re.compile(r"Invulhulp\b")
_ASKS = re.compile(r"\[\s*vul in\b[^\[\]]*\]", re.IGNORECASE)
_RULE = re.compile(r"(?<![\w/])[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*(?![\w/])")


def set_hints_aside(document: Document) -> Document:
    """Return ``document`` without the text of its template, which goes to ``hints``; itself when there is none.

    A hint's place is that of the block before it; the blocks that stay are numbered anew.
    """
    kept: list[Block] = []
    hints: list[Hint] = []
    for block in document.blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and is_hint_text(block.text, block.style):
            hints.append(_hint(block, block.text, len(kept)))
            continue
        if block.table is not None and any("[" in cell for row in block.table.rows for cell in row):
            block = _without_prompts(block, hints, len(kept) + 1)
        if block.anchor.paragraph != len(kept) + 1:
            block = replace(block, anchor=replace(block.anchor, paragraph=len(kept) + 1))
        kept.append(block)
    return replace(document, blocks=kept, hints=hints) if hints else document


def is_hint_text(text: str, style: str | None = None) -> bool:
    """Say whether a paragraph of this text and Word style is a template's own."""
    return style == STYLE or _EXPLAINS.match(text) is not None or _ASKS.fullmatch(text.strip()) is not None


def _hint(block: Block, text: str, paragraph: int, row: int | None = None) -> Hint:
    anchor = replace(block.anchor, paragraph=paragraph, row=row)
    return Hint(text, anchor, tuple(dict.fromkeys(_RULE.findall(text))), asks=text.startswith("["))


def _without_prompts(block: Block, hints: list[Hint], paragraph: int) -> Block:
    """Return a table with its cells that ask for something made empty, and with them a head that stands alone."""
    assert block.table is not None
    rows: list[tuple[str, ...]] = []
    for number, row in enumerate(block.table.rows):
        asked = [cell for cell in row if _ASKS.fullmatch(cell.strip())]
        hints.extend(_hint(block, cell, paragraph, number) for cell in dict.fromkeys(asked))
        left = tuple("" if cell in asked else cell for cell in row)
        rows.append(("",) * len(row) if asked and sum(map(bool, left)) <= 1 else left)
    table: Table = replace(block.table, rows=tuple(rows))
    return replace(block, table=table, text=table.text() if block.text else "")
