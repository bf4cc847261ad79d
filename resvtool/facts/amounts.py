"""Dutch amounts of money: "€ 12.500,-", "12.500 euro", "€ 312k", "1,2 mln", "anderhalf miljoen".

In: text, or a table cell under a head that speaks of money. Out: amounts in euros.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from resvtool.facts.counting import DIGITS, digits_value, word_value

_SCALE = {
    "k": 1000, "duizend": 1000, "dzd": 1000, "ton": 100_000, "mln": 1_000_000,
    "miljoen": 1_000_000, "mio": 1_000_000, "m": 1_000_000,
}  # fmt: skip
_SCALE_RE = r"(?:k|duizend|dzd|ton|mln|miljoen|mio|m)(?![^\W\d_])\.?"
_TAIL = r"(?:,(?:-{1,2}|–|—|=))?"
_SPACED = r"\d{1,3}(?: \d{3})+(?:,\d{1,2})?"
_SIGNED = re.compile(
    rf"(?:€|\beur\b|\beuro\b)\s*(-?)(?P<n>{_SPACED}|{DIGITS}){_TAIL}(?:\s?(?P<s>{_SCALE_RE}))?",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?<![\w.,€])(?P<n>{DIGITS}){_TAIL}\s?(?P<s>{_SCALE_RE})?\s?(?:euro|eur)\b(?!')", re.IGNORECASE)
_SCALED = re.compile(rf"(?<![\w.,€])(?P<n>{DIGITS})\s?(?P<s>k|ton|mln\.?|miljoen)(?![\w'])", re.IGNORECASE)
_WORDS = re.compile(r"\b(?P<n>anderhalf|anderhalve|een half|[^\W\d_]+)\s+(?P<s>ton|miljoen|euro)\b", re.IGNORECASE)
_CELL = re.compile(rf"^[€\s]*(?P<n>-?(?:{_SPACED}|{DIGITS})){_TAIL}(?:\s?(?P<s>{_SCALE_RE}))?(?:\s?euro)?$", re.I)
_DIGIT = re.compile(r"\d")
_HALVES = {"anderhalf": Decimal("1.5"), "anderhalve": Decimal("1.5"), "een half": Decimal("0.5")}


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in euros and where it stands: ``start`` and ``end`` (exclusive) are characters."""

    euros: Decimal
    start: int
    end: int
    written: str


def find_amounts(text: str) -> list[Amount]:
    """Return the amounts of money in ``text``, in order; a bare number is none."""
    return list(_amounts(text))


@lru_cache(maxsize=4096)
def _amounts(text: str) -> tuple[Amount, ...]:
    found: dict[int, Amount] = {}
    taken: set[int] = set()
    lowered = text.lower()
    in_digits = (_SIGNED, _NAMED, _SCALED) if _DIGIT.search(text) else ()
    in_words = (_WORDS,) if any(word in lowered for word in ("ton", "miljoen", "euro")) else ()
    for pattern in (*in_digits, *in_words):
        for match in pattern.finditer(text):
            if taken.isdisjoint(range(match.start(), match.end())):
                euros = _euros(match)
                if euros is not None:
                    taken.update(range(match.start(), match.end()))
                    span = (match.start(), match.end())
                    found[match.start()] = Amount(euros, *span, match.group().strip())
    return tuple(found[start] for start in sorted(found))


def cell_amount(text: str) -> Decimal | None:
    """Return the amount of a cell that holds one amount and nothing else, else None.

    A quantity times a tariff ("240 uur x € 95") is no amount. "-" and "" are None.
    """
    plain = text.strip().strip("*").strip()
    match = _CELL.match(plain)
    if match is None:
        return None
    try:
        euros = _euros(match)
    except ValueError:
        return None
    return euros


def written_euros(euros: Decimal | int) -> str:
    """Return an amount as Dutch text: "€ 12.500" or "€ 212.414,40"."""
    value = Decimal(euros).quantize(Decimal("0.01"))
    whole, _, cents = f"{value:,.2f}".partition(".")
    grouped = whole.replace(",", ".")
    return f"€ {grouped}" if cents == "00" else f"€ {grouped},{cents}"


def _euros(match: re.Match[str]) -> Decimal | None:
    number, scale = match.group("n"), (match.group("s") or "").lower().rstrip(".")
    if number[0].isdecimal() or number[0] == "-":
        value = digits_value(number.lstrip("-"))
        value = -value if number.startswith("-") else value
    else:
        counted = _HALVES.get(number.lower(), word_value(number))
        if counted is None or (number.lower() == "een" and scale == "euro"):
            return None
        value = Decimal(counted)
    return value * _SCALE.get(scale, 1)
