"""The words that a plan makes its own: abbreviations that it explains, and its name for a hecht wijkverband."""

from __future__ import annotations

import re

from resvtool.document import BlockKind, Document
from resvtool.language.words import fold, tokenize

_WIJKVERBAND = r"(?:hecht(?:e)? )?wijkverband(?:en)?"
_ALIASES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<own>\w+)['’\"]?[\s,–—-]+zo (?:noemen|heten) (?:wij|we|bij ons)? ?(?:onze|de|een|het)? ?{_WIJKVERBAND}",
        rf"{_WIJKVERBAND}[\s,(–—]+(?:bij ons|hier|verder|hierna|in dit plan|die (?:wij|we))[\s:]+"
        r"(?:een |de )?['‘\"]?(?P<own>\w+)['’\"]?"
        r"(?= (?:geheten|genoemd|noemen)|\))",
        rf"(?:wij|we) noemen (?:onze |de |het |een )?{_WIJKVERBAND} (?:een |de )?['‘\"]?(?P<own>\w+)",
    )
)
_ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z&/-]{1,9}s?)\)")


def abbreviations(document: Document) -> dict[str, str]:
    """Return the abbreviations that the plan itself explains, folded, with what they stand for.

    They are found in running text, "Long Name (LN)", and in two-column tables or lists under a heading
    that speaks of abbreviations or terms.
    """
    found: dict[str, str] = {}
    under_glossary = False
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            folded = block.text.lower()
            under_glossary = any(w in folded for w in ("afkorting", "begrip", "woordenlijst", "definitie"))
        elif under_glossary and block.table is not None and block.table.width >= 2:
            for row in block.table.rows:
                _note(found, row[0], row[1])
        elif under_glossary:
            parts = re.split(r"\s*[:=–—]\s*|\s+-\s+", block.text, maxsplit=1)
            if len(parts) == 2:
                _note(found, parts[0], parts[1])
        for match in _ABBREVIATION.finditer(block.text if block.table is None else block.table.text()):
            text = block.text if block.table is None else block.table.text()
            _note(found, match.group(1), _long_form(text[: match.start()], match.group(1)))
    return found


def aliases(document: Document) -> dict[str, str]:
    """Return the plan's own words for a hecht wijkverband, with what they stand for.

    "dorpsknopen, zo noemen wij onze hechte wijkverbanden", "hechte wijkverbanden, bij ons knopen geheten".
    """
    found: dict[str, str] = {}
    for block in document.blocks:
        text = block.text if block.table is None else block.table.text()
        if "wijkverband" not in text.lower():
            continue
        for pattern in _ALIASES:
            for match in pattern.finditer(text):
                own = fold(match.group("own"))
                if "wijkverband" not in own and len(own) > 4:
                    found.setdefault(own, "hechte wijkverbanden")
    return found


def _note(found: dict[str, str], short: str, long: str) -> None:
    short = short.strip()
    tokens = tokenize(short)
    if len(tokens) == 1 and 2 <= len(short) <= 10 and sum(c.isupper() for c in short) >= 2 and long:
        found.setdefault(tokens[0].folded, long.strip())


def _long_form(before: str, short: str) -> str:
    """Return the words before "(ABC)" that it abbreviates: as many as fit its letters, at most eight."""
    words = before.split()[-8:]
    letter = short[0].lower()
    for i, word in enumerate(words):
        if word.lower().lstrip("'‘\"(").startswith(letter) and len(words) - i <= len(short) + 2:
            return " ".join(words[i:])
    return ""
