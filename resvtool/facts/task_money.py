"""Which hoofdtaken (main tasks) get money in 2027, where the budget puts a main task beside an amount.

In: a plan's lines. Out: the main tasks that are named together and the line. An amount of nothing ("€ 0", "-"), of a
later year or of municipalities and other payers does not count. Source: Zilveren Kruis, Tarieven en volume.
"""

from __future__ import annotations

import re

from resvtool.facts.lines import Line, Reader
from resvtool.language.polarity import Void

_TASK = re.compile(
    r"\b(?:hoofdtaak|hoofdtaken|taak|taken|HT)[\s-]?(?P<numbers>[1-5]\b(?:\s?(?:,|en|\+|/)\s?[1-5]\b)*)", re.IGNORECASE
)
_TASK_HEAD = re.compile(r"^\W*(?:hoofdta(?:ak|ken)|taak|HT)\W*$", re.IGNORECASE)
_BARE = re.compile(r"\W*(?P<numbers>[1-5](?:\s?(?:,|en|\+|/)\s?[1-5])*)\W*")
_EUROS = re.compile(r"(?<!geen )(?:€|EUR|euro)\s?[1-9]|\b[1-9][\d.]{2,10} euro\b", re.IGNORECASE)
_IN_A_CELL = re.compile(r"^\W*[1-9]\d{0,2}(?:\.\d{3})+\W*$|^\W*[1-9]\d{3,6},-\W*$")
_CLAUSE = re.compile(r";\s|,\s(?!\d)|\ben\b(?=\s(?:hoofd)?taak)|\.\s")
_OTHER_YEAR = re.compile(r"\b20(?:2[4-689]|3\d)\b|\bvanaf 2028\b")
_NOT_ASKED = re.compile(
    r"gemeente\w*|provinci\w*|\bwmo\b|eigen (?:middelen|bijdrage|budget|begroting)|sociaal domein|subsidie|"
    r"stimulering\w*|fonds\w*|ZonMw",
    re.IGNORECASE,
)


def tasks_with_money(reader: Reader) -> list[tuple[frozenset[int], Line]]:
    """Return the main tasks beside an amount for 2027, as they are named together, and the line, in reading order."""
    found: list[tuple[frozenset[int], Line]] = []
    for line in reader.lines:
        if not reader.void(line) & (Void.GLOSSARY | Void.CONTENTS):
            found.extend((tasks, line) for tasks in (_of_row(line) if line.in_table else _of_text(line.text)))
    return found


def _of_text(text: str) -> list[frozenset[int]]:
    parts = _CLAUSE.split(text) if _TASK.search(text) else ()
    return [tasks for part in parts if _EUROS.search(part) and not _is_other(part) for tasks in _tasks(part)]


def _of_row(line: Line) -> list[frozenset[int]]:
    """Return the tasks of a row with an amount in a cell that is not of other years or payers."""
    heads = (*line.column_heads, *[""] * len(line.cells))
    cells = [(head, cell) for head, cell in zip(heads, line.cells, strict=False) if not _is_other(f"{head} {cell}")]
    if not any(_EUROS.search(cell) or _IN_A_CELL.match(cell) for _, cell in cells):
        return []
    bare = [match for head, cell in cells if _TASK_HEAD.match(head) and (match := _BARE.fullmatch(cell))]
    return [*(_numbers(match["numbers"]) for match in bare), *(t for _, cell in cells for t in _tasks(cell))]


def _tasks(text: str) -> list[frozenset[int]]:
    return [_numbers(match["numbers"]) for match in _TASK.finditer(text)]


def _numbers(written: str) -> frozenset[int]:
    return frozenset(map(int, re.findall(r"[1-5]", written)))


def _is_other(text: str) -> bool:
    return bool(_OTHER_YEAR.search(text) or _NOT_ASKED.search(text))
