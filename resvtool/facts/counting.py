"""Dutch numbers in digits and in words: "12.500", "12,5", "eenendertig", "twee honderd", "0,88".

In: text. Out: :class:`Number` with its value and its place (characters) in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from resvtool.language.words import fold

_UNITS = {
    "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8,
    "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14,
    "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18, "negentien": 19,
}  # fmt: skip
_TENS = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70,
    "tachtig": 80, "negentig": 90,
}  # fmt: skip
DIGITS = r"\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_NUMBER = re.compile(rf"(?<![\w.,])(?:{DIGITS})(?![\d])|[^\W\d_]+(?:['’][^\W\d_]+)*")
_SCALES = {"duizend": 1000, "miljoen": 1_000_000}


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands: ``start`` and ``end`` (exclusive) are characters."""

    value: Decimal
    start: int
    end: int
    written: str

    @property
    def whole(self) -> bool:
        """Whether it can be a count: no decimals."""
        return self.value == self.value.to_integral_value()


def digits_value(text: str) -> Decimal:
    """Return the value of Dutch digits: "1.250.000" or "12,5". Raises ValueError for other text."""
    plain = re.sub(r"(?<=\d)[.\u00a0\u202f ](?=\d{3}(?!\d))", "", text.strip()).replace(",", ".")
    if not re.fullmatch(r"\d+(?:\.\d+)?", plain):
        raise ValueError(f"geen getal: {text!r}")
    return Decimal(plain)


@lru_cache(maxsize=4096)
def word_value(word: str) -> int | None:
    """Return the value of a Dutch number word below a million ("tweeëntwintig" is 22), else None."""
    folded = fold(word)
    for scale, size in (("duizend", 1000), ("honderd", 100)):
        if scale in folded:
            left, _, right = folded.partition(scale)
            times = word_value(left) if left else 1
            right = right.removeprefix("en")
            rest = word_value(right) if right else 0
            return None if times is None or rest is None else times * size + rest
    if folded in _UNITS:
        return _UNITS[folded]
    for name, value in _TENS.items():
        if folded == name:
            return value
        if folded.endswith("en" + name):
            unit = _UNITS.get(folded[: -len(name) - 2])
            return value + unit if unit is not None and unit < 10 else None
    return None


def find_numbers(text: str) -> list[Number]:
    """Return the numbers in ``text``, in order. The article "een" is none; "één" is."""
    return list(_numbers(text))


@lru_cache(maxsize=4096)
def _numbers(text: str) -> tuple[Number, ...]:
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        written = match.group()
        if written[0].isdecimal():
            found.append(Number(digits_value(written), match.start(), match.end(), written))
            continue
        if written.lower() == "een":
            continue
        scale = _SCALES.get(written.lower())
        if scale and found and not text[found[-1].end : match.start()].strip():
            last = found.pop()
            both = text[last.start : match.end()]
            found.append(Number(last.value * scale, last.start, match.end(), both))
            continue
        value = word_value(written)
        if value is not None and written.lower() not in ("honderduit",):
            found.append(Number(Decimal(value), match.start(), match.end(), written))
    return tuple(found)
