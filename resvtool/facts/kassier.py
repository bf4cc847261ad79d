"""Who keeps the money: the kassier, or the legal entity, by name.

In: a plan's lines. Out: :class:`Kassier` with the name as the plan writes it, most often named first.
Source: handreiking, Bouwsteen 1 (legal entity or kassier).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from resvtool.facts.lines import Line, Reader

_NAME = (
    r"((?:Stichting|Coöperatie|Vereniging|[A-Z][\w&'’-]+)"
    r"(?:\s+(?:[A-Z][\w&'’-]*|U\.A\.|B\.V\.|van|voor|de|der|het|en|&))*"
    r"(?:\s+[A-Z][\w&'’-]*\.?|\s+U\.A\.)?)"
)
_AFTER = re.compile(rf"\b[Kk]assier\w*\b[^.|;]{{0,30}}?(?:\bis\b|:|\||=|\bwordt\b)\s*(?:de |het )?{_NAME}")
_BEFORE = re.compile(rf"{_NAME}\s+(?:is|treedt op als|vervult de rol van|wordt)\s+(?:de |onze )?[Kk]assier")
_NO_NAME = re.compile(r"^(?:Dat|Dit|Het|De|Wij|Een|Deze|Wie|In|Op|Ja|Nee|Elk|Alle|Zij|Die|Bij|Er)$")
_TAIL = re.compile(r"\s+(?:van|voor|de|der|het|en|&)$")


@dataclass(frozen=True, slots=True)
class Kassier:
    """A name, and the line that says that it keeps the money."""

    name: str
    line: Line


def kassiers(reader: Reader) -> list[Kassier]:
    """Return who the plan names as kassier, the name stated most often first."""
    found = [
        Kassier(_TAIL.sub("", match.group(1)).strip(), line)
        for line in reader.lines
        for pattern in (_AFTER, _BEFORE)
        for match in pattern.finditer(line.text)
        if not _NO_NAME.match(match.group(1).split()[0])
    ]
    often = Counter(k.name for k in found)
    return sorted(found, key=lambda k: -often[k.name])
