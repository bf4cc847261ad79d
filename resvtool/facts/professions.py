"""Which profession a text speaks of: general practice, community nursing, pharmacy, allied disciplines.

In: text. Out: :class:`Mention` with a key and place. Hospital pharmacies, out-of-hours posts and doctors'
assistants are none of these. An organisation's name counts ("Huisartsencoöperatie"), and so does a short
name that the plan explains (:func:`aliases`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

GP, NURSING, PHARMACY, ALLIED = "huisartsen", "wijkverpleging", "apothekers", "paramedisch"
DISCIPLINES: dict[str, str] = {
    "fysiotherapie": r"fysio\w*|\bFT\b|\bFTH\b|manueel therap\w*|beweegt",
    "oefentherapie": r"oefenth\w*|\bOT\b",
    "ergotherapie": r"ergo(?:th\w*)?\b|\bET\b|ergotherap\w*",
    "diëtetiek": r"di[eë]t\w*|\bDT\b|voedingskund\w*",
    "logopedie": r"logop\w*|\blogo\b(?!['’]s)|\bLG\b",
    "podotherapie": r"podo(?:th\w*)?\b|podotherap\w*",
    "huidtherapie": r"huidth\w*",
    "optometrie": r"optomet\w*",
}
OTHERS: dict[str, str] = {
    "verloskunde": r"verlosk\w*|\bVK\b",
    "ouderengeneeskunde": r"specialist\w* ouderengeneeskunde|ouderenarts\w*|\bSO\b",
    "arts VG": r"arts\w* (?:voor )?verstandelijk gehandicapten|\bAVG\b",
    "mondzorg": r"tandarts\w*|mondzorg\w*|mondhygi\w*",
    "psychologie": r"eerstelijnspsycholo\w*|psycholo\w*",
}
_CORE: dict[str, str] = {
    GP: r"huisarts(?!enpost)\w*|\w*huisartsen(?!post)\w*|\bha\b|\bHA\b|\bHAs\b|dokters?(?!assist)(?:praktijk\w*|"
    r"koepel)?\b|praktijkdokters|hagro\w*|\brho\b|\brhos?\b",
    NURSING: r"\w*wijkverple\w*|\bwv\b|thuiszorg\w*|\bvvt\b|verpleging(?: en verzorging)? thuis|thuisverpleging|"
    r"thuis een verpleegkundige|"
    r"\bthuis voor verpleging\b|verpleegkundig collectief|wondzorg|\bverpleging en verzorging\b",
    PHARMACY: r"(?<!ziekenhuis)(?<!poli)\bapothe(?!ekhoudend)\w*|\bapo\b|\bapo'?s\b|farma\w*|\bFZ\b|"
    r"recepten klaarmaakt|medicijnen verstrekt|"
    r"toonbank|\w+apothekers?\b(?<!ziekenhuisapotheker)(?<!ziekenhuisapothekers)",
    ALLIED: r"paramed\w*|\bpm\b(?=\s*\()|\bpara\w*(?:hof|kring|koepel|verbond)\w*",
}
_ALL = {**_CORE, **DISCIPLINES, **OTHERS}
_COMPILED = {key: re.compile(pattern, re.IGNORECASE) for key, pattern in _ALL.items()}
_EXPLAINED = re.compile(r"([^().;|]{4,90}?)\s*\(([A-Z][A-Za-z&-]{1,8})\)")
_SHORT_NAME = re.compile(r"\([A-Z][A-Za-z&-]{1,8}\)")
_UPPER_ONLY = re.compile(r"^(?:ft|fth|ot|et|dt|lg|vk|so|avg|fz)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A profession or discipline named in a text, with its place (characters)."""

    key: str
    start: int
    end: int


def mentions(text: str, known: dict[str, str] | None = None) -> list[Mention]:
    """Return the professions named in ``text``, in order; ``known`` maps short names to keys."""
    found = list(_mentions(text))
    for short, key in (known or {}).items():
        for match in re.finditer(rf"(?<!\w){re.escape(short)}(?!\w)", text):
            if not any(m.start <= match.start() < m.end for m in found):
                found.append(Mention(key, match.start(), match.end()))
    return sorted(found, key=lambda m: m.start)


@lru_cache(maxsize=4096)
def _mentions(text: str) -> tuple[Mention, ...]:
    found = []
    for key, pattern in _COMPILED.items():
        for match in pattern.finditer(text):
            if _UPPER_ONLY.match(match.group()) or (
                _UPPER_ONLY.match(match.group().lower()) and not match.group().isupper()
            ):
                continue
            found.append(Mention(key, match.start(), match.end()))
    return tuple(found)


_NOBODY = frozenset({"AGB", "BIG", "FTE", "KVK", "NZA", "UZI", "WMO", "ZVW", "WLZ", "AVG", "IZA", "RESV", "HWV", "NPS"})
"""Abbreviations of the field that stand for no organisation of a profession."""


def aliases(texts: Iterable[str]) -> dict[str, str]:
    """Return short names with the profession they stand for: "Huisartsencoöperatie X (HCX)" -> HCX.

    Also rows and list items "HCX | huisartsen" that name one profession. Each text is a line.
    """
    found: dict[str, str] = {}
    for text in texts:
        for match in _EXPLAINED.finditer(text) if _SHORT_NAME.search(text) else ():
            keys = {m.key for m in mentions(match.group(1)[-70:])}
            if len(keys) == 1:
                found.setdefault(match.group(2), keys.pop())
        cells = [c.strip() for c in text.split(" | ")]
        if (
            len(cells) >= 2
            and re.fullmatch(r"[A-Z][A-Za-z&-]{1,7}", cells[0])
            and sum(c.isupper() for c in cells[0]) >= 2
        ):
            keys = {m.key for m in mentions(" | ".join(cells[1:3]))}
            if len(keys) == 1 and not mentions(cells[0]):
                found.setdefault(cells[0], keys.pop())
    return {short: key for short, key in found.items() if short.upper() not in _NOBODY and not mentions(short)}


def disciplines_in(text: str) -> set[str]:
    """Return the allied disciplines that ``text`` names."""
    return {m.key for m in mentions(text) if m.key in DISCIPLINES}
