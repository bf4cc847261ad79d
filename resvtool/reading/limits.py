"""How much of a file is read at most: a document of a stranger may not be a bomb.

Every limit lies far above what a plan needs, and each can be moved with ``--limit NAME=VALUE``. A document
that goes over one is refused in a sentence that names the limit; nothing is silently left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches

from resvtool.document import UnreadableDocument

_MEGABYTE = 1_000_000
_SIZES = frozenset({"file", "unpacked", "part"})
_SIZE = re.compile(r"(\d{1,9})(?:[.,](\d{1,3}))?\s*([kmg]?)b?", re.IGNORECASE)
_UNITS = {"": 1, "k": 1000, "m": _MEGABYTE, "g": 1000 * _MEGABYTE}


class LimitError(ValueError):
    """A limit that cannot be set so; the text says why and what can."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one document.

    ``file`` bytes of the file; ``pages`` of a PDF. Of a Word file: ``unpacked`` bytes together, ``part`` bytes
    of one part, ``ratio`` times smaller packed than unpacked, ``parts`` in number, ``nesting`` of tables in
    tables. Of both: ``cells`` of one table, ``paragraph`` letters of one paragraph or cell, ``text`` letters
    together. ``objects`` on one page of a PDF, letters included; ``pixels`` of one picture.
    """

    file: int = 100 * _MEGABYTE
    pages: int = 1000
    unpacked: int = 500 * _MEGABYTE
    part: int = 100 * _MEGABYTE
    ratio: int = 200
    parts: int = 5000
    nesting: int = 20
    cells: int = 50_000
    paragraph: int = 100_000
    text: int = 3_000_000
    objects: int = 200_000
    pixels: int = 400_000_000

    def check(self, path: object, name: str, found: int, place: str = "") -> None:
        """Raise UnreadableDocument when ``found`` is more than limit ``name``; ``place`` says where."""
        if found > getattr(self, name):
            raise UnreadableDocument(self.exceeded(path, name, place))

    def exceeded(self, path: object, name: str, place: str = "") -> str:
        """Return the sentence that says that the document at ``path`` goes over limit ``name``."""
        most = _shown(name, getattr(self, name))
        where = f" ({place})" if place else ""
        return (
            f"{path}: {_MORE_THAN[name].format(most)}{where}, en dat is meer dan resvtool leest; maak het plan "
            f"kleiner, of lees het toch met --limit {name}=WAARDE als u de afzender vertrouwt."
        )


_MORE_THAN = {
    "file": "het bestand is groter dan {}",
    "pages": "de PDF heeft meer dan {} pagina's",
    "unpacked": "het Word-bestand is uitgepakt groter dan {}",
    "part": "een deel van het Word-bestand is uitgepakt groter dan {}",
    "ratio": "het Word-bestand is uitgepakt meer dan {} keer zo groot als ingepakt",
    "parts": "het Word-bestand bestaat uit meer dan {} delen",
    "nesting": "er staan tabellen in elkaar, meer dan {} diep",
    "cells": "een tabel heeft meer dan {} cellen",
    "paragraph": "een alinea of cel heeft meer dan {} tekens",
    "text": "het plan heeft meer dan {} tekens",
    "objects": "een pagina heeft meer dan {} letters en lijnen",
    "pixels": "een afbeelding heeft meer dan {} beeldpunten",
}

USUAL = Limits()


def limits_of(settings: Iterable[str], base: Limits = USUAL) -> Limits:
    """Return ``base`` with settings such as "pages=2000" and "file=200M". Raises LimitError."""
    known = [f.name for f in fields(Limits)]
    changed: dict[str, int] = {}
    for setting in settings:
        name, equals, text = (part.strip() for part in setting.partition("="))
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"bedoelt u '{near[0]}'?" if near else f"kies uit {', '.join(known)}"
            raise LimitError(f"'{name}' is geen grens; {hint}")
        changed[name] = _amount(name, text if equals else "")
    return replace(base, **changed)


def _amount(name: str, text: str) -> int:
    match = _SIZE.fullmatch(text)
    if match is None or (match[3] and name not in _SIZES):
        example = f"{name}=200M" if name in _SIZES else f"{name}={getattr(USUAL, name)}"
        raise LimitError(f"'{text}' is geen waarde voor {name}; schrijf bijvoorbeeld {example}")
    amount = int(float(f"{match[1]}.{match[2] or 0}") * _UNITS[match[3].lower()])
    if not amount:
        raise LimitError(f"{name} moet groter zijn dan 0")
    return amount


def _shown(name: str, amount: int) -> str:
    if name in _SIZES:
        return f"{amount / _MEGABYTE:g} MB".replace(".", ",") if amount >= 1000 else f"{amount} bytes"
    return f"{amount:,}".replace(",", ".")
