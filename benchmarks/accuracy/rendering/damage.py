"""Damages text as PDF files do: ligatures that come out as other letters, and text recognition."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

from rendering.source import Block, Grid, Runs, Source

_LIGATURES = (("tti", "ƫ"), ("tf", "ƞ"), ("ft", "Ō"), ("fh", "Ĭ"), ("tt", "Ʃ"), ("ti", "Ɵ"))
_ACCENTS = str.maketrans({"ë": "é", "Ë": "É"})
_SPACE = re.compile(r"(?<=[a-zé]{2}) (?=[a-zé]{2})")
_WORDS_PER_LOST_SPACE = 150


def broken_ligatures(text: str) -> str:
    """Return ``text`` as copied from a PDF whose font has ligatures without a good character map."""
    for letters, stand_in in _LIGATURES:
        text = text.replace(letters, stand_in)
    return text


def recognised(text: str) -> str:
    """Return ``text`` as text recognition gives it: accents confused and a space lost now and then.

    Which spaces are lost depends on the text only, so that every run gives the same file.
    """

    def space(match: re.Match[str]) -> str:
        around = text[max(0, match.start() - 12) : match.end() + 12]
        return "" if zlib.crc32(around.encode()) % _WORDS_PER_LOST_SPACE == 0 else " "

    return _SPACE.sub(space, text).translate(_ACCENTS)


def damaged(source: Source, how: str) -> Source:
    """Return a copy of ``source`` damaged by "ligatures" or "ocr"."""
    blocks = [_damaged_block(block, how) for block in source.blocks]
    return Source(blocks, {name: _damaged_runs(runs, how) for name, runs in source.notes.items()})


def _damaged_block(block: Block, how: str) -> Block:
    if isinstance(block, Grid):
        return replace(block, rows=tuple(tuple(_damaged_runs(cell, how) for cell in row) for row in block.rows))
    return replace(block, runs=_damaged_runs(block.runs, how))


def _damaged_runs(runs: Runs, how: str) -> Runs:
    change = broken_ligatures if how == "ligatures" else recognised
    return tuple(replace(run, text=change(run.text)) for run in runs)
