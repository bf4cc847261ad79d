"""How many people each hecht wijkverband has, and whether their areas adjoin.

In: a plan's lines. Out: the inhabitants per wijkverband; numbers of another region, of groups of people or of what
grows do not count. Source: Menzis, Bijlage 2, 2 (10,000 inhabitants, adjoining postcodes).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from resvtool.facts.counting import digits_value, find_numbers
from resvtool.facts.lines import Line, Reader
from resvtool.facts.wijkverbanden import network_of
from resvtool.language.polarity import Void

_OTHERS = re.compile(
    r"(?:dementie|plussers|jaar en ouder|jaar of ouder|kwetsba\w+|sti?jgt|groei\w*|daalt|verdubbel\w*|toe(?:neemt)?|"
    r"(?:kleiner|minder) dan)[^.;:]{0,30}$",
    re.IGNORECASE,
)
_GROWING = re.compile(r"\s*(?:(?:mensen|inwoners|bewoners)\s+)?(?:nu\s+)?naar\b|\s*(?:mensen|inwoners) van \d{2}\b")
_GROWN = re.compile(
    r"\d\s+(?:(?:mensen|inwoners|bewoners)\s+)?(?:nu\s+)?naar\s+(?:ruim |bijna |zo'n |ongeveer |circa )?$"
)
_RECKONED = re.compile(r"[×x]\s*\d")
_PEOPLE = r"(?:inwoners?|inw\b\.?|mensen|bewoners|zielen|ingezetenen|personen)"
_LEAST_PEOPLE = 1000
_NORM_SIZE = 10_000
_EXCUSE = re.compile(
    r"uitzondering|geïsoleerd|afgelegen|ingesloten|eiland|afstand|kilometer|\bkm\b|besproken|"
    r"afgestemd|omdat|onderbouw|hoort bij geen|dunbevolkt|reis\w*|\brit\b",
    re.I,
)
_ADJOINING = re.compile(
    r"aaneengesloten|aaneensluit\w*|aansluit\w*|aangrenzend\w*|grenzen|elkaar aan\b|aan elkaar|"
    r"opeenvolgend\w*|naburig\w*|één vlek|(?:zonder|geen) gaten|op elkaar aan\b|aan één stuk|"
    r"ononderbroken|aanpalend|naast elkaar|buurpostcode\w*|omliggend\w*|één gebied|samenhangend "
    r"gebied|aaneen\b|\bgrenst|snoer|\d{4}\s?(?:-|–|t/m|tot en met|\+|en)\s?\d{4}",
    re.IGNORECASE,
)
_UNDER = re.compile(r"onder de (?:tienduizend|10\.000)|(?:minder|kleiner) dan (?:tienduizend|10\.000)", re.IGNORECASE)
_NORM = re.compile(r"\bgrens van\b|hanteert|hanteren|verzekeraars? (?:vraagt|eist)|ter sprake", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Size:
    """The inhabitants of a wijkverband (or the smallest of several), and the line."""

    inhabitants: int
    line: Line
    smallest: bool = False
    excused: bool = False


def sizes(reader: Reader) -> list[Size]:
    """Return the inhabitants per wijkverband that the plan states; "kleinste" marks a lower bound."""
    found: list[Size] = []
    network = network_of(reader)
    for line in reader.lines:
        text = line.text
        stated = [*_column_sizes(line), *_text_sizes(line)]
        if not stated and not _UNDER.search(text):
            continue
        if reader.void(line) & (Void.GLOSSARY | Void.CONTENTS | Void.DEFERRED) or (
            _NORM.search(text) and len(find_numbers(text)) < 3
        ):
            continue
        near = " ".join(o.text for o in reader.around(line, 1, 2))
        heading = (reader.passages.heading_path(line.section) or ("",))[-1]
        places = (text, line.head_text) if line.in_table else (text, line.head_text, near, heading)
        if not any(map(network.search, places)):
            continue
        if re.search(r"aanvankelijk|vroeger|destijds|voorheen", text, re.IGNORECASE):
            continue
        excused = bool(_EXCUSE.search(near)) or _excused_elsewhere(reader, line)
        for value, smallest in stated:
            found.append(Size(value, line, smallest, excused))
        denied = re.search(r"\b(?:geen|niet|nergens|nooit)\b.{0,60}(?:onder de|minder dan|kleiner dan)", text, re.I)
        denied = denied or re.search(r"(?:kleiner|minder) dan tienduizend.{0,30}\b(?:niet|te klein)\b", text, re.I)
        if _UNDER.search(text) and denied:
            found.append(Size(_NORM_SIZE, line, True))
        if _UNDER.search(text) and not denied:
            found.append(Size(_NORM_SIZE - 1, line, True, excused))
    return found


def _excused_elsewhere(reader: Reader, line: Line) -> bool:
    """Whether grounds for the wijkverband named at the head of a row stand in running text."""
    name = re.match(r"[A-Z][\w-]{3,}", line.cells[0]) if line.in_table else None
    if name is None:
        return False
    told = [x for x in reader.lines if not x.in_table and name.group() in x.text]
    return any(
        _EXCUSE.search(" ".join(o.text for o in reader.around(x, 0, 2)))
        and (_UNDER.search(x.text) or "klein" in x.text)
        for x in told
    )


def adjoining(reader: Reader) -> list[Line]:
    """Return the lines that say that the areas adjoin."""
    return [line for line in reader.lines if _ADJOINING.search(line.text + " " + " ".join(line.column_heads))]


def _column_sizes(line: Line) -> list[tuple[int, bool]]:
    found = []
    if not line.in_table or re.search(r"\btotaal\b|\bsamen\b|gemeente", line.cells[0], re.I):
        return []
    heads = line.column_heads
    named = re.search(r"wijk|kring|verband|hwv|kern|gebied|naam", " ".join(heads), re.I) and not re.match(
        r"gemeente$", heads[0].strip(), re.I
    )
    for head, cell in zip(heads, line.cells, strict=False):
        scale = 1000 if re.search(r"x\s?1\.?000|× ?1\.?000", head) else 1
        match = re.match(r"^\W*(?:circa |ca\. |ruim )?(\d{1,3}(?:\.\d{3})+|\d{4,6}|\d{1,3},\d)\b", cell)
        if named and re.search(r"inwoner|bewoner|mensen|inw", head, re.I) and match:
            value = int(digits_value(match.group(1)) * scale)
            if _LEAST_PEOPLE <= value <= 80_000:
                found.append((value, False))
    return found


def _text_sizes(line: Line) -> list[tuple[int, bool]]:
    text = line.text
    if line.in_table and len(line.cells) > 3:
        return []
    found = []
    smallest = bool(
        re.search(
            r"kleinste|laagste|minste|tussen|\bvan\b.{0,12}\btot\b|elk|alle|minstens|"
            r"ten minste|boven",
            text,
            re.I,
        )
    )
    for number in find_numbers(text):
        large = number.whole and _LEAST_PEOPLE <= number.value <= 80_000
        if not large or re.fullmatch(r"\d{4}", number.written) or re.search(r"€\s?$", text[: number.start]):
            continue
        before, after = text[max(0, number.start - 70) : number.start], text[number.end : number.end + 60]
        below = number.value != _NORM_SIZE and _OTHERS.search(before)
        if below or _GROWING.match(after) or _GROWN.search(before) or (line.in_table and _RECKONED.search(text)):
            continue
        if re.match(
            r"\s*(?:euro|uur|uren|ouderen|patiënten|cliënten|verzekerden|kwetsbare|zoekende|"
            r"thuiswonende|75|plannen|gesprekken)",
            after,
        ):
            continue
        if re.match(r"\s*(?:mensen|inwoners) (?:zonder|met|ouder|boven|in (?:negen|de)|zoeken)", after):
            continue
        people = re.search(_PEOPLE, before + after, re.IGNORECASE) or re.search(
            r"wonen|kleinste|laagste|telt|bedient", before, re.I
        )
        region = re.search(
            r"\b(?:regio|werkgebied|gemeenten?)\b[^,;.]{0,20}$|samen (?:bereiken|"
            r"ruim)",
            before,
            re.I,
        ) or re.search(r"^\W*\w* (?:in )?(?:de regio|vier gemeenten|\w+ gemeenten)", after)
        postcode = re.search(r"postcode\w*\s*$|pc4?\s*$", before, re.I)
        if people and not region and not postcode:
            value = int(number.value)
            if value != _NORM_SIZE or re.search(
                r"minder|minst|boven|alle|meer dan|minimaal|groter|elk|ieder", before, re.I
            ):
                found.append((value, smallest))
    return found
