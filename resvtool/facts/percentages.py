"""Shares of a whole: "45%", "driekwart", "81 van de 98 praktijken", "8/10", "op drie na alle 26".

In: text. Out: :class:`Share` in percents with a lower and an upper bound: "ruim 92%" is 92 to 97,
"circa driekwart" 70 to 80, "de meeste" 50 to 100. A bound is how sure the words are, so that a check
can decide, or leave it to a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from resvtool.facts.counting import Number, digits_value, find_numbers


class How(StrEnum):
    """How a share was read."""

    PERCENTAGE = "percentage"
    COUNTS = "counts"
    WORDS = "words"
    VAGUE = "vague"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percents, from ``low`` to ``high``, with its place (characters).

    ``part`` and ``whole`` are the counts behind it, None when only a percentage is stated. ``conflict``
    says that the counts and the percentage beside them differ by more than 1.5 points.
    """

    low: float
    high: float
    start: int
    end: int
    how: How
    part: float | None = None
    whole: float | None = None
    conflict: bool = False

    @property
    def vague(self) -> bool:
        """Whether the words leave room."""
        return self.high - self.low > 0.5


_NUM = r"\d{1,3}(?:,\d+)?|\d{4,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+"
_PERCENT = re.compile(
    rf"(?P<first>{_NUM})(?:\s*(?:\ben\b|tot|à|-|–)\s*(?P<second>{_NUM}))?\s?"
    r"(?:%|procent(?!\w)|percent\b|pct\b|ten honderd)(?!\s?-?punt)",
    re.IGNORECASE,
)
_PERCENT_WORDS = ("%", "procent", "percent", "pct", "honderd")
_RATIO = re.compile(r"(?<![\w./,-])(\d{1,6}(?:\.\d{3})*)\s?/\s?(\d{1,6}(?:\.\d{3})*)(?![\w./-])")
_LINK = re.compile(
    r"^\s*(?:er\s+)?(?:van|v\.?d\.?|op)\s*(?:v\.?d\.?|de|het|elke|iedere|alle|onze|die|deze|in "
    r"totaal|een totaal van)?"
    r"(?:\s+(?:in totaal|ruim|circa|totaal))?\s*$",
    re.IGNORECASE,
)
_WHOLE_FIRST = re.compile(
    r"\b(?:van|op)\s+(?:de|elke|iedere|onze|alle|die|deze|hun|een totaal "
    r"van)?\s*(?:in totaal\s+)?$",
    re.IGNORECASE,
)
_PART_CUE = re.compile(r"(?:\ber\b|\bdaarvan\b|\bhiervan\b|\boverige\b)(?:\s+(?!en\b)[\w'’-]+){0,6}\s*$", re.IGNORECASE)
_MISSING = re.compile(
    r"\b(?:mis(?:sen|ten|t)|ontbre(?:ken|ekt)|ontbraken|weiger(?:en|den)|"
    r"bedank(?:en|ten))\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r"\bop\s+(?P<n>[\w]+)\s+na\b", re.IGNORECASE)
_ALL_OF = re.compile(r"\balle\s+(?P<n>[\w.]+)", re.IGNORECASE)
_FRACTIONS: tuple[tuple[str, float], ...] = (
    (r"drie[\s-]?kwart|driekwart", 75.0),
    (r"vier[\s-]?vijfde", 80.0),
    (r"negen[\s-]?tiende", 90.0),
    (r"twee[\s-]?derden?", 200 / 3),
    (r"een\s+kwart|het\s+kwart", 25.0),
    (r"een\s+derde(?!\s+(?:partij|kwartaal))", 100 / 3),
    (r"een\s+vijfde", 20.0),
    (r"de\s+helft", 50.0),
)
_FRACTION_PATTERNS = tuple((re.compile(rf"(?<![\w'\"‘“])(?:{p})(?!\w)", re.IGNORECASE), v) for p, v in _FRACTIONS)
_ONE_OF_A_ROW = re.compile(
    r"\s+(?:zetel|stoel|plaats|plek|lid|stem|partij|vak|\w*verband|\w*groep|beroep|organisatie|vereniging|kern|wijk|"
    r"jaar|keer|dag|week|spoor|\w*taak|bouwsteen|kwartaal|gemeente|ronde|stap|trede|"
    r"praktijk|deelnemer|vergadering|bijeenkomst|huisarts|apotheek|verzekeraar|partner)\b",
    re.IGNORECASE,
)
"""What follows a word that only counts ("een vijfde zetel") and is no share."""
_FRACTION_WORDS = ("kwart", "vijfde", "tiende", "derde", "helft")
_VAGUE: tuple[tuple[re.Pattern[str], float, float], ...] = (
    (re.compile(r"(?:over)?grot?e? deel|overgrote deel|grootste deel|leeuwendeel", re.IGNORECASE), 50.0, 100.0),
    (re.compile(r"(?:ruime |grote )?meerderheid|merendeel", re.IGNORECASE), 50.0, 100.0),
    (re.compile(r"\bde meeste", re.IGNORECASE), 50.0, 100.0),
    (re.compile(r"(?:bijna|vrijwel|nagenoeg) (?:alle|allemaal|iedereen|elke)", re.IGNORECASE), 85.0, 100.0),
)
_VAGUE_WORDS = ("deel", "mee", "alle", "iedereen", "elke")
_ALL = re.compile(
    r"\b(?:alle|elke|iedere)\s+(?:(?:\w+e|\w+en|\d+)\s+){0,2}(?:praktijken|apotheken|huisartsen|"
    r"huisartsenpraktijken|"
    r"huisartspraktijken|apothekers|aanbieders|agb\S*|praktijk|apotheek|zorgaanbieders)\b",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"(?:ruim|meer dan|boven de|boven|>|≥|ten\s?minste|minimaal|minstens|tenminste|op zijn "
    r"minst)\s*$",
    re.I,
)
_BELOW = re.compile(
    r"(?:bijna|net geen|nog geen|krap|minder dan|onder de|hooguit|ten hoogste|maximaal|<|≤|"
    r"geen)\s*$",
    re.I,
)
_ABOUT = re.compile(
    r"(?:circa|ca\.?|ongeveer|rond de|rond|zo['’]n|plm\.?|±|~|naar schatting|grofweg|om en "
    r"nabij)\s*(?:de\s*)?$",
    re.I,
)
_ROOM = 5.0


_MOST_SHARES = 40  # in one sentence or row; more are no statements, and each is weighed against the whole line


def find_shares(text: str) -> list[Share]:
    """Return the (first forty) shares in ``text``, in order. Counts with the same percentage beside them are one."""
    return list(_shares(text))


@lru_cache(maxsize=4096)
def _shares(text: str) -> tuple[Share, ...]:
    found = [*_counts(text), *_ratios(text), *_percents(text), *_exceptions(text)]
    taken = {i for s in found for i in range(s.start, s.end)}
    for share in [*_fractions(text), *_vague(text)]:
        if taken.isdisjoint(range(share.start, share.end)):
            found.append(share)
            taken.update(range(share.start, share.end))
    for match in _ALL.finditer(text):
        if taken.isdisjoint(range(match.start(), match.end())) and not _excepted(text, match.start()):
            found.append(Share(100, 100, match.start(), match.end(), How.ALL))
    return tuple(_joined(sorted(found, key=lambda s: (s.start, s.end)), text))[:_MOST_SHARES]


def share_of(part: float, whole: float, start: int = 0, end: int = 0) -> Share:
    """Return the share of ``part`` in ``whole`` (> 0)."""
    percent = 100 * part / whole
    return Share(percent, percent, start, end, How.COUNTS, part, whole)


def percent_cell(text: str) -> Share | None:
    """Return the share in a cell under a head that speaks of percents: "82,7" or "82,7%"."""
    match = re.fullmatch(
        rf"\s*(?:{'|'.join(['ca.', 'circa', 'ruim'])})?\s*({_NUM})\s?(?:%|procent)?\s*", text.strip("* ")
    )
    if match is None:
        return None
    value = float(digits_value(match.group(1)))
    return Share(value, value, 0, len(text), How.PERCENTAGE) if value <= 100 else None


def _percents(text: str) -> list[Share]:
    found: list[Share] = []
    lowered = text.lower()
    if not any(word in lowered for word in _PERCENT_WORDS):
        return found
    for match in _PERCENT.finditer(text):
        if match.group("second") is not None and not re.search(r"\d\s*(?:tot|à|-|–)\s*\d", match.group()):
            for group in ("first", "second"):
                value = float(digits_value(match.group(group)))
                found.append(Share(value, value, match.start(group), match.end(group), How.PERCENTAGE))
            continue
        low = float(digits_value(match.group("first")))
        high = float(digits_value(match.group("second"))) if match.group("second") else low
        if low > 100 or (high > 100 and high != low):
            continue
        share = Share(min(low, high), max(low, high), match.start(), match.end(), How.PERCENTAGE)
        found.append(_bounded(share, text))
    return found


def _bounded(share: Share, text: str) -> Share:
    """Return ``share`` widened by the word before it: "ruim", "bijna", "circa"."""
    before = text[max(0, share.start - 24) : share.start]
    if re.search(r"(?:ten\s?minste|minimaal|minstens|tenminste|meer dan|>|≥|boven de|boven)\s*$", before, re.I):
        return replace(share, high=100.0)
    if _ABOVE.search(before):
        return replace(share, high=min(100.0, share.high + _ROOM))
    if _BELOW.search(before):
        return replace(share, low=max(0.0, share.low - _ROOM), high=share.high - 0.1)
    if _ABOUT.search(before):
        return replace(share, low=share.low - _ROOM, high=min(100.0, share.high + _ROOM))
    return share


def _counts(text: str) -> list[Share]:
    """Find "81 van de 98", and "van de 98 praktijken hebben er 81"."""
    numbers = [
        n
        for n in find_numbers(text)
        if n.whole and not _is_year(n) and not _followed_by_percent(text, n) and not _is_day(text, n)
    ]
    found = []
    used: set[int] = set()
    for i, (left, right) in enumerate(pairwise(numbers)):
        between = text[left.end : right.start]
        if i in used:
            continue
        nouned = re.sub(r"^\s*[^\W\d_]+(?=\s+(?:van|op)\b)", "", between)
        if (_LINK.match(between) or (len(nouned) < len(between) and _LINK.match(nouned))) and left.value <= right.value:
            found.append(_counted(left, right, text))
            used.update((i, i + 1))
    for i, whole in enumerate(numbers):
        before = text[: whole.start]
        if i in used or not _WHOLE_FIRST.search(before) or whole.value < 2:
            continue
        for j in range(i + 1, min(i + 3, len(numbers))):
            part = numbers[j]
            reach = text[whole.end : part.start]
            if j in used or len(reach) > 160 or part.value > whole.value or re.search(r"[.;?!]\s", reach):
                continue
            if _PART_CUE.search(reach) or _MISSING.search(reach):
                found.append(
                    _turned(share_of(float(part.value), float(whole.value), whole.start, part.end), reach, text)
                )
                used.update((i, j))
                break
    return found


def _counted(left: Number, right: Number, text: str) -> Share:
    share = share_of(float(left.value), float(right.value), left.start, right.end)
    return _turned(share, "", text)


_REFUSAL = re.compile(
    r"\b(?:niet|nog niet|geen)\b.{0,60}\b(?:vertegenwoordig\w*|aangesloten|lid|mandaat|volmacht|"
    r"gemandateerd|getekend|mee)\b|"
    r"\b(?:vertegenwoordig\w*|aangesloten|lid|mee|getekend)\b.{0,12}\bniet\b",
    re.IGNORECASE,
)


def _turned(share: Share, reach: str, text: str) -> Share:
    """Return the rest of the whole when the counted part is those who do not take part."""
    after = re.split(r"[.;!?]", text[share.end :], maxsplit=1)[0]
    refuses = share.low < 50 and _REFUSAL.search(re.split(r",?\s(?:maar|en)\s", after)[0])
    if (reach and _MISSING.search(reach)) or refuses:
        assert share.part is not None and share.whole is not None
        return replace(share_of(share.whole - share.part, share.whole), start=share.start, end=share.end)
    return share


def _ratios(text: str) -> list[Share]:
    found = []
    for match in _RATIO.finditer(text):
        part, whole = float(digits_value(match.group(1))), float(digits_value(match.group(2)))
        if 0 < part <= whole and whole >= 3:
            found.append(share_of(part, whole, match.start(), match.end()))
    return found


def _exceptions(text: str) -> list[Share]:
    """Find "op drie na alle 26" and "alle 21 codes op drie na"."""
    found = []
    for match in _EXCEPT.finditer(text):
        missing = find_numbers(match.group("n"))
        for whole in _ALL_OF.finditer(text):
            counted = find_numbers(whole.group("n"))
            if missing and counted and counted[0].value > missing[0].value:
                start, end = min(match.start(), whole.start()), max(match.end(), whole.end())
                value = counted[0].value
                found.append(share_of(float(value - missing[0].value), float(value), start, end))
                break
    return found


def _excepted(text: str, start: int) -> bool:
    return bool(_EXCEPT.search(text)) or bool(
        re.search(r"\b(?:niet|bijna|vrijwel|nagenoeg|van|namens|voor|aan)\s*$", text[:start], re.I)
    )


def _fractions(text: str) -> list[Share]:
    found: list[Share] = []
    lowered = text.lower()
    if not any(word in lowered for word in _FRACTION_WORDS):
        return found
    for pattern, value in _FRACTION_PATTERNS:
        for match in pattern.finditer(text):
            if not _ONE_OF_A_ROW.match(text, match.end()):
                found.append(_bounded(Share(value, value, match.start(), match.end(), How.WORDS), text))
    return found


def _vague(text: str) -> list[Share]:
    found: list[Share] = []
    lowered = text.lower()
    if not any(word in lowered for word in _VAGUE_WORDS):
        return found
    for pattern, low, high in _VAGUE:
        for match in pattern.finditer(text):
            found.append(Share(low, high, match.start(), match.end(), How.VAGUE))
    return found


def _joined(shares: list[Share], text: str) -> list[Share]:
    """Join counts with the percentage that says the same beside them."""
    joined: list[Share] = []
    for share in shares:
        last = joined[-1] if joined else None
        if last and {last.how, share.how} == {How.COUNTS, How.PERCENTAGE} and share.start - last.end < 70:
            between = text[last.end : share.start]
            counts, percent = (last, share) if last.how is How.COUNTS else (share, last)
            agree = abs(counts.low - percent.low) <= 1.5 or percent.low <= counts.low <= percent.high
            beside = re.search(r"[(=:>]\s*$|\b(?:ofwel|oftewel|dus|is|zijnde|of|dat)\b[^.;]*$|,\s*$|^\s*\($", between)
            if agree or (beside and not re.search(r"[;|]", between) and "(" in between):
                start, end = min(last.start, share.start), max(last.end, share.end)
                if agree:
                    joined[-1] = replace(counts, start=start, end=end)
                else:
                    low, high = sorted((counts.low, percent.low))
                    joined[-1] = replace(counts, start=start, end=end, low=low, high=high, conflict=True)
                continue
        joined.append(share)
    return joined


def _is_year(number: Number) -> bool:
    return number.written.isdigit() and len(number.written) == 4 and number.written[:2] in ("19", "20")


def _is_day(text: str, number: Number) -> bool:
    """Whether a number is the day in a date: "1 januari"."""
    return bool(re.match(r"\s(?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)", text[number.end :], re.I))


def _followed_by_percent(text: str, number: Number) -> bool:
    return bool(re.match(r"\s?(?:%|procent)", text[number.end :]))
