"""The parties of an RESV: regional organisations that take part, and the kassier or legal entity by name.

Source of what is looked for: Handreiking, Bouwsteen 1, eis 1, 2 and 5.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from resvtool.facts.lines import Line, Reader
from resvtool.locating.passages import Passages
from resvtool.rules.model import Evidence

_KIND = (
    r"(?:[A-Z][\w’'-]*)?(?:[Cc]o[öo]peratie|[Ss]tichting|[Vv]ereniging|[Kk]ring|[Pp]latform|[Vv]erbond|[Nn]etwerk|[Kk]oepel|"
    r"[Ff]ederatie|[Uu]nie|[Zz]orggroep|[Hh]uisartsenorganisatie|[Hh]uisartsengroep|[Bb]eraad|[Aa]lliantie|ROS|RHO|RAO)"
)
_NAME = r"(?:\s+(?:[A-Z][\w’'&.-]*|U\.?A\.?|B\.?V\.?|de|van|en|der|den|&|aan|in|op)){0,6}"
_ORGANISATION = re.compile(rf"\b{_KIND}{_NAME}")
_TRAIL = re.compile(r"\s+(?:de|van|en|der|den|&|aan|in|op)$|[.,;:]+$")
_SHORT = re.compile(r"\(([A-Z][A-Za-z]{1,7})\)")
_MOST = 12


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation by name, in the role in which the plan names it (kassier, rechtspersoon, deelnemer)."""

    name: str
    role: str
    evidence: Evidence


def kassier(reader: Reader, passages: Passages) -> Party | None:
    """Return the party that handles the money, by the name the plan gives it; None when it names none."""
    counts: Counter[str] = Counter()
    first: dict[str, Line] = {}
    for line in _live(reader, passages, "kassier"):
        for name in organisations(line.text):
            counts[name] += 3 if "kassier" in line.text.lower() else 1
            first.setdefault(name, line)
    if not counts:
        return None
    name = counts.most_common(1)[0][0]
    return Party(name, "kassier", first[name].evidence)


def participants(reader: Reader, passages: Passages) -> list[Party]:
    """Return the regional organisations that the plan names with a mandate or as taking part, most named first."""
    counts: Counter[str] = Counter()
    first: dict[str, Line] = {}
    for line in _live(reader, passages, "mandaat"):
        for name in organisations(line.text):
            counts[name] += 1
            first.setdefault(name, line)
    return [Party(name, "deelnemer", first[name].evidence) for name, _ in counts.most_common(_MOST)]


def organisations(text: str) -> list[str]:
    """Return the names of organisations in ``text``: a word such as Coöperatie or Stichting with capitals around it."""
    found = []
    for match in _ORGANISATION.finditer(text):
        name = match.group()
        while _TRAIL.search(name):
            name = _TRAIL.sub("", name)
        if sum(1 for word in name.split() if word[0].isupper()) >= 2 or re.match(
            r"[A-Z]\w+(?:coöperatie|kring|verbond)", name
        ):
            found.append(name)
    return list(dict.fromkeys(found))


def _live(reader: Reader, passages: Passages, concept: str) -> list[Line]:
    numbers = {h.sentence for h in passages.hits_of(concept) if not passages.why_void(h)}
    under = {n for number in numbers for n in passages.headed.get(number, ())}
    return [line for line in reader.lines if (numbers | under) & set(line.numbers)]
