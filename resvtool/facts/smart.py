"""Whether a text holds a measure (a number that is no date or label) or a date to come."""

from __future__ import annotations

import re

_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
)
_QUARTER = (
    r"Q\s?[1-4]|[1-4]e\s+kwartaal|(?:eerste|tweede|derde|vierde|laatste)\s+(?:kwartaal|halfjaar|helft)|"
    r"kwartaal\s+[1-4]|K[1-4]\s+20\d\d"
)
_SEASON = r"(?:voorjaar|najaar|zomer|herfst|winter|jaareinde|jaarwisseling)"
_COMING = r"20(?:2[7-9]|[3-9]\d)|[’']\s?(?:2[7-9]|3\d)\b"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}\s+(?:{_MONTHS})\.?(?:\s+20\d\d)?|\d{{1,2}}[-/]\d{{1,2}}[-/](?:20)?\d\d|"
    rf"(?:{_MONTHS})\.?\s+(?:20\d\d|[’']\d\d)|{_QUARTER}|20\d\d)|[’']\s?\d\d\b",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    rf"\b(?:{_MONTHS}|{_SEASON}|kwartaal|halfjaar|\d+\s+(?:maanden|jaar|weken)|(?:twaalf|achttien|zes|negen|drie)\s+maanden|"
    r"binnen\s+(?:een|één|\w+)\s+jaar)\b",
    re.IGNORECASE,
)
_COMING_DATE = re.compile(
    rf"(?:{_COMING})|{_QUARTER}|\b(?:uiterlijk|v[óo]{{1,2}}r|per|eind|op|ultimo|medio)\s+(?:\d{{1,2}}\s+)?(?:{_MONTHS})\b",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"\b[A-Z]{1,4}-?\d{1,2}\b|\b[A-Z]{1,3}-[A-Z]\b|"
    r"\b(?:activiteit(?:en)?|act|project(?:en)?|spoor|sporen|werkpakket(?:ten)?|kaart(?:en)?|hoofdta(?:ak|ken)|taak|"
    r"knelpunt(?:en)?|tabel|bijlage|paragraaf|hoofdstuk|bouwsteen|draad|opgave|doel|thema)\s+"
    r"(?:\d[\d.]*|een|één|twee|drie|vier|vijf|zes|zeven|acht|[A-Z])\b(?:\s*(?:,|en|t/m)\s*\d+)*",
    re.IGNORECASE,
)
_CODES = re.compile(r"\b[A-Z]{1,4}-?\d{1,2}\b|\b[A-Z]{1,3}-[A-Z]\b")
_AGES = re.compile(r"\b\d\d(?:[-\s]?plus\w*|\+|-plussers?|-jarigen?)|\bde\s+\d\d\b", re.IGNORECASE)
_SHARE_WORDS = (
    r"procent|helft|halver\w+|gehalveerd|verdubbel\w*|verdrievoudig\w*|derde|kwart|driekwart|tweederde|nul|één op"
)
_NUMBER = re.compile(
    rf"\d|%|\b(?:{_SHARE_WORDS}|"
    r"twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|"
    r"achttien|negentien|twintig|\w+(?:en|ën)(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)|"
    r"dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|\w*honderd\w*|\w*duizend\w*|miljoen)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"[\d%]|\b(?:{_SHARE_WORDS})\b", re.IGNORECASE)
_AIMED = re.compile(
    r"\b(?:dag(?:en)?|werkdag(?:en)?|we(?:ek|ken)|uur|uren|minu(?:ut|ten)|maand(?:en)?|keer|maal)\b|"
    r"\b(?:naar|hooguit|hoogstens|maximaal|ten (?:minste|hoogste|meeste)|minstens|minder dan|meer dan|onder de|"
    r"boven de)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:iedereen|niemand|alle|elke?|ieder[e]?\s+(?:wijk|praktijk|kern)|dagelijks|wekelijks)\b", re.IGNORECASE
)
_VAGUE = re.compile(
    r"\b(?:beter|soepel\w*|\w*makkelijk\w*|vlotter|merkbaar|prettig\w*|hechter|rustiger|vertrouw\w+|"
    r"ervaren|ervaart)\b",
    re.IGNORECASE,
)

_CHANGE = re.compile(
    r"\bvan\b.{1,80}?\bnaar\b.{0,60}?\d|\d[^.]{0,20}?(?:->|→|–>|>)\s*\d|\b(?:daalt|stijgt|groeit|halver\w*|"
    r"verdubbel\w*|minder|meer)\b.{0,60}\d",
    re.IGNORECASE | re.DOTALL,
)

_DEADLINE = re.compile(
    rf"\b(?:\d{{1,2}}\s+(?:{_MONTHS})\s+20(?:2[7-9]|[3-9]\d)|(?:eind|einde|uiterlijk|ultimo|per|v[óo]{{1,2}}r|medio|in)\s+"
    rf"(?:(?:{_MONTHS}|van|het jaar)\s+)*20(?:2[7-9]|[3-9]\d)(?!\s*(?:-|–|t/m|tot)))",
    re.IGNORECASE,
)


def has_measure(text: str) -> bool:
    """Say whether ``text`` holds a number that measures: no date, year, label or age.

    "Alle praktijken" measures as well, but not beside a vague word ("elkaar in alle wijken beter vinden").
    """
    return _measures(without_labels(text))


def _measures(text: str) -> bool:
    return bool(_NUMBER.search(text) or (_WHOLE.search(text) and not _VAGUE.search(text)))


def is_target(text: str) -> bool:
    """Say whether ``text`` holds a measure that can be aimed at, and no mere number of people or meetings in words.

    "Een werkgroep van vijf gebruikers" aims at nothing; "binnen vijf dagen", "naar vijf" and "in 2028 vijf" do.
    """
    words = without_labels(text)
    only_counted = _NUMBER.search(words) and not _SHARE.search(words)
    return _measures(words) and (not only_counted or bool(_AIMED.search(words)) or has_date(text))


def without_labels(text: str) -> str:
    """Return ``text`` without its dates, years, labels and ages: what numbers are left measure something."""
    for pattern in (_CODES, _LABELS, _DATE, _AGES):
        text = pattern.sub(" ", text)
    return text


def has_date(text: str, loose: bool = False) -> bool:
    """Say whether ``text`` names a moment to come: a date or year from 2027 on, or a quarter.

    ``loose`` is for texts that are known to say when: any date, month, season or span of time counts.
    """
    if loose:
        return bool(_DATE.search(text) or _LOOSE.search(text))
    return bool(_COMING_DATE.search(text))


def is_change(text: str) -> bool:
    """Say whether ``text`` tells a measured change: "van 64% naar 45%", "11 -> 5"."""
    return bool(_CHANGE.search(text))


def has_deadline(text: str) -> bool:
    """Say whether ``text`` names an end: "eind 2027", "uiterlijk 1 juli 2028", "31 december 2027"."""
    return bool(_DEADLINE.search(text))
