"""A document without sentences that are no evidence, for what reads documents rather than sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from resvtool.document import Block, BlockKind, Document, Table
from resvtool.locating.passages import Passages


def without_set_aside(passages: Passages) -> Document:
    """Return the document of ``passages`` as if the sentences and headings that were set aside were not written.

    Blocks keep their numbers; one of which nothing is left is empty. The same document when nothing was set aside.
    """
    document = passages.document
    if not passages.set_aside:
        return document
    cut: dict[int, list[tuple[int | None, int | None, str]]] = defaultdict(list)
    for number in sorted(passages.set_aside):
        sentence = passages.sentences.get(number)
        if sentence is not None:
            cut[sentence.block].append((sentence.row, sentence.column, sentence.text))
    blocks = [_cut(block, cut[i]) if i in cut else block for i, block in enumerate(document.blocks)]
    headings = [i for i, block in enumerate(blocks) if block.kind is BlockKind.HEADING and not block.toc]
    for section, number in passages.heading_numbers.items():
        if number in passages.set_aside:
            i = headings[section - 1]
            blocks[i] = replace(blocks[i], text="", label="")
    return replace(document, blocks=blocks)


def _cut(block: Block, pieces: Iterable[tuple[int | None, int | None, str]]) -> Block:
    if block.table is None:
        text = block.text
        for _, _, piece in pieces:
            text = text.replace(piece, "", 1)
        return replace(block, text=text.strip())
    rows = [list(row) for row in block.table.rows]
    for r, c, piece in pieces:
        if r is None or c is None:
            continue
        whole = rows[r][c]
        # A merged cell stands in each of its columns, and is a sentence in the first.
        rows[r] = [cell.replace(piece, "", 1).strip() if cell == whole else cell for cell in rows[r]]
    table: Table = replace(block.table, rows=tuple(map(tuple, rows)))
    return replace(block, text=table.text(), table=table)
