"""Damage and doings of a PDF that pdfium passes over in silence: mended references, actions, scripts.

Nothing here runs or follows anything. The file's bytes are looked at, and its object streams unpacked, each
no further than a limit.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

from resvtool.document import Problem

_START = re.compile(rb"startxref\s{1,9}(\d{1,12})")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) n")
_SECTION = re.compile(rb"\s{0,9}xref\s{1,9}(\d{1,9}) (\d{1,9})\s{1,9}")
_OBJECT = re.compile(rb"\s{0,9}\d{1,10}\s{1,9}\d{1,5}\s{1,9}obj")
_STREAM = re.compile(rb"/ObjStm\b[^\0]{0,400}?\bstream\r?\n", re.DOTALL)
_TAIL = 2048
_MOST_CHECKED = 3000
_MOST_STREAMS = 300
_MOST_UNPACKED = 2_000_000


def _name(*names: str) -> bytes:
    """A pattern for names of PDF, whose every letter may also be written as its number: /J#53."""
    spelt = ("".join(f"(?:{c}|#{ord(c):02x}|#{ord(c):02X})" for c in name) for name in names)
    return f"/(?:{'|'.join(spelt)})".encode()


_LAYERS = re.compile(_name("OCProperties"))
_ACTIONS = (
    (
        "javascript",
        re.compile(_name("JavaScript") + rb"\b|" + _name("JS") + rb"\s?[(<\d]"),
        "De PDF bevat JavaScript; dat is niet uitgevoerd.",
    ),
    (
        "action",
        re.compile(_name("Launch", "ImportData", "SubmitForm", "GoToE", "GoToR") + rb"\b"),
        "De PDF bevat een opdracht om een programma of ander bestand te openen of iets te versturen; die is niet "
        "uitgevoerd.",
    ),
)


def damage(data: bytes) -> list[Problem]:
    """Return a problem when the table of references in ``data`` is wrong, so that pdfium had to mend it."""
    if _is_sound(data):
        return []
    text = "De PDF was beschadigd (verkeerde verwijzingen) en is hersteld gelezen; er kan tekst ontbreken of oud zijn."
    return [Problem("mended-file", text)]


def _is_sound(data: bytes) -> bool:
    starts = _START.findall(data[-_TAIL:])
    if not starts:
        return False
    header = max(data.find(b"%PDF-", 0, 1024), 0)
    at = int(starts[-1]) + header
    section = _SECTION.match(data, at)
    if section is None:
        return _OBJECT.match(data, at) is not None
    entries = _ENTRY.findall(data, section.end(), section.end() + 20 * min(int(section[2]), _MOST_CHECKED))
    return all(_OBJECT.match(data, int(place) + header) for place, _ in entries if int(place))


def contents(data: bytes) -> list[bytes]:
    """Return the bytes of a file and those of its object streams, unpacked as far as the limits go."""
    return [data, *_unpacked(data)]


def may_have_layers(pieces: Sequence[bytes]) -> bool:
    """Say whether the file of these ``contents`` may have layers: it names them, or could not be looked at whole."""
    streams = len(_STREAM.findall(pieces[0]))
    return streams >= len(pieces) or b"/Encrypt" in pieces[0] or any(map(_LAYERS.search, pieces))


def actions(pieces: Sequence[bytes], scripts: int) -> list[Problem]:
    """Return problems for what the file of these ``contents`` wants done; ``scripts`` is how many it names.

    None is run.
    """
    return [
        Problem(code, text)
        for code, sign, text in _ACTIONS
        if (scripts and code == "javascript") or any(map(sign.search, pieces))
    ]


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Yield the object streams of a file, unpacked, as far as they are packed the usual way."""
    for number, match in enumerate(_STREAM.finditer(data)):
        if number == _MOST_STREAMS:
            return
        try:
            yield zlib.decompressobj().decompress(data[match.end() : match.end() + _MOST_UNPACKED], _MOST_UNPACKED)
        except zlib.error:
            continue
