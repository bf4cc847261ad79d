"""Letters that only look like letters: from other scripts, or with something invisible between them.

A word is what a reader sees. Letters of other alphabets that look like Latin ones are read as those, and what
shows nothing is left out; the report tells of it. Words that are really Greek or Russian stay as they are. Runs
of letters that no language has are cut, so that no search takes longer than it should.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from resvtool.document import Block, Document, Problem

LONGEST_WORD = 200
"""Letters after which an unbroken run of them is cut."""

_LOOKALIKES = {
    ord(strange): latin
    for row in (
        ("АВСЕНІЈКМОРЅТХҮУӀԌԜ", "ABCEHIJKMOPSTXYYIGW"),  # Cyrillic capitals
        ("аеорсухіјѕһԁԛԝӏ", "aeopcyxijshdqwl"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),  # Greek capitals
        ("ακονιρυϲϳ", "akovipucj"),
        ("ɑɡᴀᴄᴇᴏᴠᴢʏɪʀɴʜʟ", "agaceovzyirnhl"),  # phonetic letters
    )
    for strange, latin in zip(*row, strict=True)
}
_STRANGE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
    "\u0250-\u02af\u0370-\u03ff\u0400-\u052f\u1d00-\u1d7f\uff01-\uff5e\U0001d400-\U0001d7ff\u0300-\u036f\u20d0-\u20ff]"
)
_NOTHING = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
_MARKS = re.compile("(?<=[A-Za-z])[\u0300-\u036f\u20d0-\u20ff]+")
_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = re.compile(r"(?<=\w)[\u200b-\u200f\u2060-\u2064\ufeff\u034f\u180e\u3164\u115f\U000e0000-\U000e0fff](?=\w)")
_RUN = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


def undisguised(document: Document) -> Document:
    """Return ``document`` with its words as they look; with a problem when letters were in disguise."""
    found: list[str] = []
    blocks = [_plain_block(block, found) for block in document.blocks]
    if not found:
        return replace(document, blocks=blocks)
    shown = ", ".join(f"'{w}'" for w in dict.fromkeys(found[:3]))
    text = (
        f"Er staan letters uit een ander schrift of onzichtbare tekens in gewone woorden ({len(found)} keer, zoals in "
        f"{shown}); ze zijn gelezen als de letters waar ze op lijken."
    )
    return replace(document, blocks=blocks, problems=[*document.problems, Problem("disguised-letters", text)])


def _plain_block(block: Block, found: list[str]) -> Block:
    table = block.table
    if table is None:
        text = plain(block.text, found)
        return block if text is block.text else replace(block, text=text)
    if not _is_odd(block.text):
        return block
    seen: dict[str, str] = {}  # a cell that covers several places is told once
    for cell in (c for row in table.rows for c in row):
        if cell not in seen:
            seen[cell] = plain(cell, found)
    table = replace(table, rows=tuple(tuple(seen[c] for c in row) for row in table.rows))
    return replace(block, table=table, text=table.text())


def _is_odd(text: str) -> bool:
    """Say whether there may be anything to mend: a quick look."""
    if not text.isascii() and _STRANGE.search(text):
        return True
    return len(text) > LONGEST_WORD and max(map(len, text.split()), default=0) > LONGEST_WORD


def plain(text: str, found: list[str]) -> str:
    """Return ``text`` with its words as they look, itself when nothing is odd; ``found`` gets the disguised."""
    if not _is_odd(text):
        return text
    if not text.isascii():
        hidden = _INSIDE.search(text) is not None
        bare = _NOTHING.sub("", text)
        if hidden:
            found.append(_around(bare, _INSIDE.search(text)))
        bare = _MARKS.sub("", unicodedata.normalize("NFC", bare))
        text = _WORD.sub(lambda m: _latin(m.group(), found), bare)
    return _RUN.sub(r"\g<0> ", text)


def _around(text: str, place: re.Match[str] | None) -> str:
    start = place.start() if place else 0
    words: Iterable[re.Match[str]] = _WORD.finditer(text, max(0, start - 80))
    return next((w.group()[:40] for w in words if w.end() >= start), "")


def _latin(word: str, found: list[str]) -> str:
    """Return a word with look-alikes made Latin, when it is a Latin word, or could be nothing else."""
    if word.isascii():
        return word
    plain_word = unicodedata.normalize("NFKC", word) if any(ord(c) >= 0x1D00 for c in word) else word
    looks = plain_word.translate(_LOOKALIKES)
    mixed = any("a" <= c <= "z" or "A" <= c <= "Z" for c in plain_word)
    if looks == word or not (mixed or (len(word) > 2 and looks.isascii())):
        return word
    found.append(looks[:40])
    return looks
