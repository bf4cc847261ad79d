"""Running heads and feet: what returns at the same height on page after page, and is no content."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from resvtool.reading.pdf_model import Line

_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_PAGE = re.compile(
    r"^(?:pagina|pag\.?|blz\.?|bladzijde|p\.)?[\s|–-]*\d+(?:\s*(?:van|/|\|)\s*\d+)?[\s|–-]*$", re.IGNORECASE
)
_HEAD, _FOOT = 0.13, 0.885  # the parts of the page's height where running text may stand
_EDGE_HEAD, _EDGE_FOOT = 0.085, 0.93  # the parts where hardly anything else stands
_SNAP = 3.0


@dataclass(slots=True)
class Running:
    """The distinct running heads and feet of a document, as first met."""

    headers: list[str] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)


def take_running(pages: list[tuple[float, list[Line]]]) -> tuple[list[list[Line]], Running]:
    """Pages (height, pieces) without their running text, and that running text."""
    running = Running()
    seen: dict[tuple[bool, str], list[tuple[int, float, Line]]] = defaultdict(list)
    for number, (height, pieces) in enumerate(pages):
        for piece in pieces:
            if piece.base < _HEAD * height:
                seen[True, _key(piece, height)].append((number, piece.base, piece))
            elif piece.top > _FOOT * height:
                seen[False, _key(piece, height)].append((number, height - piece.base, piece))
    gone: set[int] = set()
    for (head, key), found in seen.items():
        texts = running.headers if head else running.footers
        for _, at, piece in found:
            pages_there = {n for n, other, _ in found if abs(other - at) <= _SNAP}
            if len(pages_there) >= _enough(len(pages)):
                gone.add(id(piece))
                if not any(_normal(t) == _normal(key) for t in texts):
                    texts.append(_SPACES.sub(" ", piece.text))
    return [[p for p in pieces if id(p) not in gone] for _, pieces in pages], running


def _enough(pages: int) -> int:
    return 2 if pages < 6 else 3


def _key(piece: Line, height: float) -> str:
    """What must return: at the very edge of the page figures may differ, further in only page numbers.

    Otherwise "Activiteit 1" and "Activiteit 2" at the top of their pages would be running text.
    """
    text = _SPACES.sub(" ", piece.text).casefold()
    edge = piece.base < _EDGE_HEAD * height or piece.base > _EDGE_FOOT * height
    return _normal(text) if edge or _PAGE.match(text) else text


def _normal(text: str) -> str:
    return _SPACES.sub(" ", _DIGITS.sub("#", text)).strip().casefold()
