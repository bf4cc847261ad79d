"""The words with which a number was read, and its unit, in the language of the report."""

from __future__ import annotations

import re

_ENGLISH = {
    "in woorden": "in words",
    "vaag": "vague",
    "alle": "all",
    "aanbieders": "providers",
    "uren": "hours",
    "cliënten": "clients",
    "inwonertal": "number of inhabitants",
    "met onderbouwde uitzondering": "with a reasoned exception",
    "drie disciplines samen": "three disciplines together",
    "genoemd aantal": "number named",
    "al in": "already in",
    "tekst": "text",
    "tabel": "table",
    "van": "of",
}
_DUTCH = re.compile(rf"\b(?:{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})\b")


def english(how: str) -> str:
    """Return in English how a number was read: "98 van 112 aanbieders" -> "98 of 112 providers"."""
    return _DUTCH.sub(lambda word: _ENGLISH[word.group()], how)


_UNITS = {
    " inwoners": {"nl": (" inwoner", " inwoners"), "en": (" inhabitant", " inhabitants")},
    " hoofdtaken": {"nl": (" hoofdtaak", " hoofdtaken"), "en": (" main task", " main tasks")},
    " disciplines": {"nl": (" discipline", " disciplines"), "en": (" discipline", " disciplines")},
}


def unit_of(unit: str, lang: str, number: str = "") -> str:
    """Return a unit (" hoofdtaken", "%") in ``lang``, as it is written after ``number``."""
    one, more = _UNITS[unit][lang] if unit in _UNITS else (unit, unit)
    return one if number == "1" else more
