"""Dutch dates: "9 juli 2026", "9-7-2026", "2026-07-09", "15/7/26", "medio juli 2026", "Q2 2026".

In: text. Out: :class:`DateMention`, a period from ``first`` to ``last`` (the same day when exact).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_SHORT = {m[:3]: i for i, m in enumerate(MONTHS, 1)} | {"mrt": 3, "sept": 9}
_MONTH = "(?P<month>" + "|".join([*MONTHS, "sept", "mrt", *(m[:3] for m in MONTHS)]) + r")\.?(?![^\W\d_])"
_YEAR = r"(?P<year>20\d\d|['’]\d\d)"
_WRITTEN = re.compile(rf"(?<!\d)(?P<day>[0-3]?\d)(?:e|ste|de)?\s+{_MONTH}(?:\s+{_YEAR})?(?!\d)", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\d.,/-])(?P<day>[0-3]?\d)([-/.])(?P<month>[01]?\d)\2['’]?(?P<year>20\d\d|\d\d)(?![\d/-])")
_ISO = re.compile(r"(?<![\d-])(?P<year>20\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)")
_SHORT_DAY = re.compile(r"(?<![\d.,/-])(?P<day>[0-3]?\d)-(?P<month>[01]?\d)(?![\d.,/-])")
_MONTHLY = re.compile(
    rf"(?P<part>begin|medio|half|eind|einde|mid|uiterlijk|in|"
    rf"van)?\s*(?<![\d\w]){_MONTH}(?:\s+{_YEAR})?",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"(?:\bQ(?P<q>[1-4])|\b(?P<n>[1-4]|eerste|tweede|derde|"
    r"vierde)e?\s+kwartaal)(?:\s+van)?\s*(?P<year>20\d\d|['’]\d\d)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
_PARTS = {"begin": (1, 10), "medio": (11, 20), "half": (11, 20), "mid": (11, 20), "eind": (21, 31), "einde": (21, 31)}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day or period in a text, with its place (characters). ``year_stated`` is False when guessed."""

    first: date
    last: date
    start: int
    end: int
    written: str
    year_stated: bool = True

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


def find_dates(text: str, year: int | None = None) -> list[DateMention]:
    """Return the dates in ``text``, in order.

    A date without a year takes that of the last one before it, or ``year``; it is left out when
    there is neither. A month or quarter is a period; "medio" is the 11th to the 20th.
    """
    return list(_dates(text, year))


@lru_cache(maxsize=4096)
def _dates(text: str, year: int | None) -> tuple[DateMention, ...]:
    if year is None and not _DIGIT.search(text):
        return ()
    taken: set[int] = set()
    found: list[DateMention] = []
    patterns = (
        (_ISO, True),
        (_DIGITS, True),
        (_WRITTEN, True),
        (_QUARTER, False),
        (_MONTHLY, False),
        (_SHORT_DAY, True),
    )
    for pattern, exact in patterns:
        for match in pattern.finditer(text):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            if not taken.isdisjoint(range(start, match.end())):
                continue
            stated = _year(match)
            implied = stated or _year_before(found, match.start()) or year
            if implied is None or (pattern is _SHORT_DAY and not _is_short_date(text, match)):
                continue
            period = _day(match, implied) if exact else _period(match, implied)
            if period is None:
                continue
            taken.update(range(start, match.end()))
            found.append(DateMention(*period, start, match.end(), match.group().strip(), stated is not None))
    return tuple(sorted(found, key=lambda d: d.start))


def written_date(day: date) -> str:
    """Return ``day`` as Dutch text: "9 juli 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _year(match: re.Match[str]) -> int | None:
    written = match.groupdict().get("year")
    if not written:
        return None
    digits = written.lstrip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _year_before(found: list[DateMention], place: int) -> int | None:
    before = [d for d in found if d.start < place]
    return max(before, key=lambda d: d.start).last.year if before else None


def _is_short_date(text: str, match: re.Match[str]) -> bool:
    """Whether "13-07" is a date: after "d.d." or a submission word, or a padded month."""
    return bool(re.search(r"(?:d\.d\.|dd\.?|op|per|van|bevestig\w*(?: \w+)?)\s*$", text[: match.start()], re.I)) and (
        match.group("month").startswith("0") or int(match.group("month")) > 9
    )


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    folded = written.lower()
    return MONTHS.index(folded) + 1 if folded in MONTHS else _SHORT[folded]


def _day(match: re.Match[str], year: int) -> tuple[date, date] | None:
    try:
        day = date(year, _month(match.group("month")), int(match.group("day")))
    except ValueError:
        return None
    return day, day


def _period(match: re.Match[str], year: int) -> tuple[date, date] | None:
    groups = match.groupdict()
    if "month" in groups:
        month = _month(groups["month"])
        if not groups.get("part") and not groups.get("year"):
            return None
        last_day = calendar.monthrange(year, month)[1]
        low, high = _PARTS.get((groups.get("part") or "").lower(), (1, last_day))
        return date(year, month, low), date(year, month, min(high, last_day))
    written = groups.get("q") or groups.get("n") or "1"
    quarter = _ORDINALS.get(written.lower()) or int(written)
    month = 3 * quarter
    return date(year, month - 2, 1), date(year, month, calendar.monthrange(year, month)[1])
