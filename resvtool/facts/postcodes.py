"""Dutch postcodes and ranges of them: "8055 t/m 8057", "7170-7172", "1234 AB", "2711 + 2712".

In: text that speaks of postcodes (a bare four-digit number may also be a year or a count: the caller
knows). Out: the four-digit areas, and whether they follow one another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CODE = r"(?<![\d.,€])([1-9]\d{3})(?:\s?(?!SA|SD|SS)([A-Z]{2})(?![A-Za-z]))?(?!\d|[.,]\d)"
_ONE = re.compile(_CODE)
_RANGE = re.compile(rf"{_CODE}\s*(?:[tT]/?[mM]\.?|tot en met|tot|-|–|—)\s*{_CODE}")
_LONGEST_RANGE = 400
_CUE = re.compile(r"postcode|\bpc\s?[46]?\b|\bpc4\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Postcodes:
    """A postcode area or a range, with its place (characters). ``last`` is ``first`` for one area."""

    first: int
    last: int
    letters: str
    start: int
    end: int

    @property
    def areas(self) -> range:
        """The four-digit areas."""
        return range(self.first, self.last + 1)


def find_postcodes(text: str, speaks_of_postcodes: bool = False) -> list[Postcodes]:
    """Return the postcodes in ``text``, in order.

    Bare four-digit numbers count when ``speaks_of_postcodes`` or when the text itself says so.
    """
    found: list[Postcodes] = []
    taken: set[int] = set()
    trusted = speaks_of_postcodes or bool(_CUE.search(text))
    for match in _RANGE.finditer(text):
        first, last = int(match.group(1)), int(match.group(3))
        if first <= last <= first + _LONGEST_RANGE and (trusted or not _years(first, last)):
            taken.update(range(match.start(), match.end()))
            found.append(Postcodes(first, last, match.group(2) or "", match.start(), match.end()))
    for match in _ONE.finditer(text):
        code, letters = int(match.group(1)), match.group(2) or ""
        if taken.isdisjoint(range(match.start(), match.end())) and (trusted or letters):
            if not letters and _years(code, code) and not speaks_of_postcodes:
                continue
            found.append(Postcodes(code, code, letters, match.start(), match.end()))
    return sorted(found, key=lambda p: p.start)


def _years(first: int, last: int) -> bool:
    return 2000 <= first <= 2050 and 2000 <= last <= 2050
