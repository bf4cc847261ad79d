"""Numbers and bullets that writers type before headings and list items."""

from __future__ import annotations

import re

_CAPITAL = r"(?=[\"'‘“(]?[A-ZÀ-ÖØ-Þ])"
_HEADING_NUMBERS = tuple(
    re.compile(pattern)
    for pattern in (
        # 3.2 and 3.2.1, but no 1.5 miljoen
        r"(\d{1,2}(?:\.\d{1,2}){1,5}[.):]?)\s+(?!(?:miljoen|miljard|mln|mld|fte|uur|procent)\b)(?=\S)",
        r"(\d{1,2}[.):])\s+(?=\S)",
        r"(\d{1,2})\s*[-–—|]\s+(?=\S)",
        rf"(\d{{1,2}})\s+{_CAPITAL}",
        r"([IVX]{1,5}[.)])\s+(?=\S)",
        rf"([IVX]{{2,5}})\s+{_CAPITAL}",
        rf"([A-Z][.)])\s+{_CAPITAL}",
        r"([a-z][.)])\s+(?=\S)",
        rf"((?:Hoofdstuk|HOOFDSTUK|Paragraaf|§)\s*(?:\d{{1,2}}(?:\.\d{{1,2}})*|[IVX]{{1,5}}))"
        rf"(?:\s*[:.–—|-]\s*(?=\S)|\s+{_CAPITAL})",
    )
)
# What a number can begin with: most headings are seen to have none at a glance.
_MAY_BE_NUMBER = re.compile(r"\d|[IVX]+[.)\s]|[A-Za-z][.)]|[Hh]oofd|HOOFD|Parag|§")
_DOTTED = re.compile(r"(?:hoofdstuk|paragraaf|§)?\s*(\d{1,2}(?:\.\d{1,2})*)[.):]?$", re.IGNORECASE)
_ROMAN = re.compile(r"(?:hoofdstuk)?\s*[IVX]{1,5}[.)]?$")
_PART = re.compile(
    r"(?:bouwsteen|hoofdstuk|deel|onderdeel|bijlage)\s+(?:\d{1,2}|[A-Z]|[IVX]{1,5})\b",
    re.IGNORECASE,
)
_FRONT_OR_BACK = re.compile(
    r"(?:voorwoord|vooraf|ten geleide|(?:management\s*)?samenvatting|leeswijzer|inhoud(?:sopgave)?"
    r"|inleiding|colofon|nawoord|slot(?:woord)?|tot slot|begrippen(?:lijst)?"
    r"|verklarende woordenlijst|(?:lijst van |gebruikte |woorden en )?afkortingen(?:lijst)?"
    r"|literatuur(?:lijst)?|bronnen|ondertekening"
    r"|bijlagen?|(?:overzicht|lijst) van (?:de )?bijlagen)$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"([-–—•▪◦●○■□❑➢❖*·➔]|o)\s+(?=\S)")
_ITEM_NUMBER = re.compile(r"(\(?\d{1,2}\)|\d{1,2}\.|\(?[a-z]\)|[a-z]\.|\(?[ivx]{2,5}\)|[ivx]{2,5}\.|[A-Z]\))\s+(?=\S)")
_CAPITAL_ITEM = re.compile(r"([A-Z])\.\s+(?=\S)")


def split_heading_number(text: str) -> tuple[str, str]:
    """Part a heading into the number typed before it and its text; ("", text) without a number.

    "3.2 Risico's" gives ("3.2", "Risico's"). "Bouwsteen 5" and the like are names and stay.
    """
    if not _MAY_BE_NUMBER.match(text):
        return "", text
    for pattern in _HEADING_NUMBERS:
        match = pattern.match(text)
        if match and match.end() < len(text):
            return match.group(1), text[match.end() :]
    return "", text


def depth_of(label: str, text: str) -> int | None:
    """Return how deep a heading is by its number: 1 for "4", 2 for "4.3"; None without a number."""
    dotted = _DOTTED.match(label)
    if dotted:
        parts = dotted.group(1).split(".")
        return len(parts) - 1 if len(parts) == 2 and parts[1] == "0" else len(parts)
    if _ROMAN.match(label) if label else False:
        return 1
    return 1 if _PART.match(text) else None


def is_front_or_back_matter(text: str) -> bool:
    """Say whether a heading names a part that stands beside the chapters ("Voorwoord")."""
    return bool(_FRONT_OR_BACK.match(text.rstrip(" :.")))


def split_item(text: str) -> tuple[str, str]:
    """Part a list item typed by hand into its bullet or number and its text; ("", text) if none."""
    match = _BULLET.match(text) or _ITEM_NUMBER.match(text)
    return (match.group(1), text[match.end() :]) if match else ("", text)


def capital_item(text: str) -> str:
    """Return the letter of "A. tekst", which may be a list item or a name; "" otherwise."""
    match = _CAPITAL_ITEM.match(text)
    return match.group(1) if match else ""
