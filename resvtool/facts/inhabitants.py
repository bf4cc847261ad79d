"""How many people live in the region, as the plan states it.

In: a plan's lines. Out: :class:`Inhabitants` mentions: the number with which the plan reckons the maximum first, when
it is one of those stated or larger; then by how often a number is stated. What a stated maximum comes to counts where
nothing else is said. Neighbourhoods, age groups and caseloads are no region.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from resvtool.facts.counting import digits_value
from resvtool.facts.lines import Line, Reader

_PEOPLE = (
    r"(?:inwoners?|inw\.?|bewoners|mensen|zielen|burgers|ingezetenen|verzekerden|personen|"
    r"inwonertal|inwoneraantal|bevolking|populatie)"
)
_COUNT = re.compile(
    rf"(?<![\d.,€])(\d{{1,3}}(?:\.\d{{3}})+|\d{{5,7}}|\d{{2,3}}(?:,\d)?(?=\s?(?:k|"
    rf"duizend)\b))\s?(k|duizend)?\s+(?:van de |vaste )?{_PEOPLE}\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"\b{_PEOPLE}\b[^|\d€]{{0,40}}[:|=]?\s*(\d{{1,3}}(?:\.\d{{3}})+)(?!\s*(?:euro|"
    rf"\d))",
    re.IGNORECASE,
)
_MILLIONS = re.compile(
    rf"(?<![\d.,€])(?:(?P<n>\d(?:,\d{{1,3}})?)|(?P<w>een half|een kwart|driekwart|een|één))"
    rf"\s?(?:miljoen|mln\.?)\s+{_PEOPLE}\b",
    re.IGNORECASE,
)
_WORDED = {"een half": 500_000, "een kwart": 250_000, "driekwart": 750_000, "een": 1_000_000, "één": 1_000_000}
_FACTOR = re.compile(
    r"(\d{1,3}(?:\.\d{3})+)\s*(?:inwoners?\s*)?(?:[x×*]|maal|keer)\s*€?\s?0,88|"
    r"0,88\s*(?:euro\s*)?(?:[x×*]|maal|keer)\s*(\d{1,3}(?:\.\d{3})+)(?! \w+ per (?:wijk|kring|dorp))|"
    r"(?:ieder|elk)\w* van de (\d{1,3}(?:\.\d{3})+)"
)
_AGED = re.compile(
    r"\b(?:75|80|65|67|70|85)\s?(?:\+|-plus|jaar|en ouder)|kwetsba\w+|met drie of meer|ouderen|"
    r"\bouder dan\b",
    re.IGNORECASE,
)
_SMALLER = re.compile(
    r"\b(?:wijkverband\w*|kring\w*|wijk(?:en)?|kernteam\w*|dorp\w*|hwv\w*|buurregio|landelijk|"
    r"nederland|minder dan|meer dan|onder de|boven de)\b",
    re.IGNORECASE,
)
_LEAST = 20_000
BORDER = 300_000
FOOT_BELOW, FOOT_ABOVE = Decimal(150_000), Decimal(200_000)
RATE = Decimal("0.88")
"""What the maximum compensation is reckoned with: a foot in euros, below and from so many inhabitants, and euros for
each of them (Zilveren Kruis, Tarieven en volume)."""
_MOST, _ROUND = 1_500_000, 100
_CEILING_NAMED = re.compile(r"\b(?:plafond|maximum\w*|maximale (?:vergoeding|bedrag))\b|0,88", re.IGNORECASE)
_OF_OTHERS = re.compile(r"\b(?:gemeente\w*|project\w*|wijk\w*|huisvesting|per (?:jaar|praktijk))\b", re.IGNORECASE)
_CEILING = re.compile(r"(?<![\d.,])(\d{3}\.\d{3})(?!\.?\d)(?!,\d)(?!\s*(?:inw|mensen|bewoners))")


@dataclass(frozen=True, slots=True)
class Inhabitants:
    """A stated number of people in the region, and the line that states it."""

    count: int
    line: Line
    how: str


def region_inhabitants(reader: Reader) -> list[Inhabitants]:
    """Return the numbers of inhabitants of the region, the likeliest first; empty when not stated."""
    reckoned = [Inhabitants(n, line, "berekening") for line in reader.lines for n in _factors(line.text)]
    stated = [Inhabitants(n, line, "tekst") for line in reader.lines for n in _counts(line)]
    often = Counter(i.count for i in stated)
    stated.sort(
        key=lambda i: (
            not re.search(r"maxim|plafond|grens|0,88|gevraagd|regio|werkgebied", i.line.text, re.I),
            -often[i.count],
            -i.count,
        )
    )
    most = max((i.count for i in stated), default=0)
    sure = [i for i in reckoned if i.count in often or i.count > most]
    rest = [i for i in reckoned if i not in sure]
    behind = (Inhabitants(n, line, "plafond") for line in reader.lines for n in _behind_a_maximum(line.text))
    return [*sure, *stated, *rest] or list(behind)


def _behind_a_maximum(text: str) -> list[int]:
    """Return for how many people a stated maximum is one: "het plafond is € 336.560" is for 212.000."""
    found = []
    is_of_the_region = _CEILING_NAMED.search(text) and not _OF_OTHERS.search(text)
    for match in _CEILING.finditer(text) if is_of_the_region else ():
        euros = digits_value(match.group(1))
        for foot, fewest, most in ((FOOT_BELOW, _LEAST, BORDER - 1), (FOOT_ABOVE, BORDER, _MOST)):
            count = (euros - foot) / RATE
            if fewest <= count <= most and count % _ROUND == 0:
                found.append(int(count))
    return found


def _factors(text: str) -> list[int]:
    return [int(digits_value(next(g for g in m.groups() if g))) for m in _FACTOR.finditer(text)]


def _counts(line: Line) -> list[int]:
    found = []
    heads = " | ".join(dict.fromkeys(line.column_heads))
    found += [int(digits_value(m.group(1))) for m in _COUNT.finditer(heads) if not m.group(2)]
    for match in _MILLIONS.finditer(line.text):
        if not _SMALLER.search(line.text[max(0, match.start() - 40) : match.start()]):
            found.append(
                _WORDED[match["w"].lower()] if match["w"] else round(float(match["n"].replace(",", ".")) * 1e6)
            )
    for pattern in (_COUNT, _LABELLED):
        for match in pattern.finditer(line.text):
            before = line.text[max(0, match.start() - 40) : match.start()]
            after = line.text[match.end() : match.end() + 40]
            if _AGED.search(before + after) or _SMALLER.search(before) or re.search(r"per (?:wijk|kring|dorp)", after):
                continue
            scale = 1000 if pattern is _COUNT and match.group(2) else 1
            found.append(int(digits_value(match.group(1)) * scale))
    if line.in_table and re.search(r"\btotaal\b|\bsamen\b", line.cells[0], re.IGNORECASE):
        for head, cell in zip(line.column_heads, line.cells, strict=False):
            if re.search(r"inwoner", head, re.I) and re.fullmatch(r"\W*\d{1,3}(?:\.\d{3})+\W*", cell):
                found.append(int(digits_value(cell.strip(" *"))))
    if line.in_table:
        for head, cell in zip(line.column_heads, line.cells, strict=False):
            if re.search(r"^inwoners (?:werkgebied|regio)", head, re.I) and re.fullmatch(r"\d{1,3}(?:\.\d{3})+", cell):
                found.append(int(digits_value(cell)))
    return [n for n in found if n >= _LEAST]
