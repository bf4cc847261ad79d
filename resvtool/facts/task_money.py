"""Which hoofdtaken (main tasks) get money in 2027, where the budget puts a main task beside an amount.

In: a plan's lines. Out: the number of the main task and the line. An amount of nothing ("€ 0", "-"), of a later year
or of the municipalities does not count. Source: Zilveren Kruis, Tarieven en volume.
"""

from __future__ import annotations

import re

from resvtool.facts.lines import Line, Reader
from resvtool.language.polarity import Void

_TASK = re.compile(
    r"\b(?:hoofdtaak|hoofdtaken|taak|taken|HT)[\s-]?([1-5])\b(?:\s*(?:,|en|\+|/)\s*([1-5])\b)?", re.IGNORECASE
)
_AMOUNT = re.compile(
    r"(?:€|EUR|euro)\s?[1-9]|\b[1-9]\d{0,2}\.\d{3}\b(?!\s*(?:inwoners|mensen|uur|uren))|\b[1-9]\d{3,6},-"
)
_CLAUSE = re.compile(r"[;,]\s|\ben\b(?=\s(?:hoofd)?taak)|\.\s")
_OTHER_YEAR = re.compile(r"\b20(?:2[4-689]|3\d)\b|\bvanaf 2028\b")
_NOT_ASKED = re.compile(
    r"gemeente\w*|\bwmo\b|eigen (?:middelen|bijdrage|budget|begroting)|sociaal domein|subsidie|ZonMw", re.IGNORECASE
)


def tasks_with_money(reader: Reader) -> list[tuple[int, Line]]:
    """Return each main task beside an amount for 2027, with the line that says so, in reading order."""
    found: list[tuple[int, Line]] = []
    for line in reader.lines:
        if not _TASK.search(line.text) or reader.void(line) & (Void.GLOSSARY | Void.CONTENTS):
            continue
        for part in _row(line) if line.in_table else _CLAUSE.split(line.text):
            if _AMOUNT.search(part) and not _OTHER_YEAR.search(part) and not _NOT_ASKED.search(part):
                found.extend((int(n), line) for m in _TASK.finditer(part) for n in m.groups() if n)
    return found


def _row(line: Line) -> list[str]:
    """Return a row without the cells of other years and payers."""
    heads = line.column_heads
    kept = [
        cell
        for i, cell in enumerate(line.cells)
        if i >= len(heads) or not (_OTHER_YEAR.search(heads[i]) or _NOT_ASKED.search(heads[i]))
    ]
    return [" | ".join(kept)]
