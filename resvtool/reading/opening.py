"""Opening a file: which reader it needs, and one clear sentence where there is none."""

from __future__ import annotations

import pathlib

from resvtool.document import Block, Document, UnreadableDocument
from resvtool.reading.disguise import undisguised
from resvtool.reading.hints import set_hints_aside
from resvtool.reading.limits import USUAL, Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_document(path: pathlib.Path, limits: Limits = USUAL) -> Document:
    """Return the plan at ``path`` as a document, by what the file holds rather than by its name.

    No more is read than ``limits`` allow. What is left of a template is set aside in its ``hints``. Raises
    UnreadableDocument with one Dutch sentence: what is wrong, where, and what to do.
    """
    if not path.exists():
        raise UnreadableDocument(f"{path}: dit bestand bestaat niet; controleer de naam en de map.")
    if path.is_dir():
        raise UnreadableDocument(f"{path}: dit is een map; geef het plan zelf op (Word of PDF).")
    if path.exists() and not path.is_file():
        raise UnreadableDocument(f"{path}: dit is geen gewoon bestand; geef het plan zelf op (Word of PDF).")
    try:
        limits.check(path, "file", path.stat().st_size)
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError as error:
        reason = error.strerror or "onbekende oorzaak"
        raise UnreadableDocument(f"{path}: niet te openen ({reason}); controleer uw rechten op het bestand.") from error
    if not start:
        raise UnreadableDocument(f"{path}: dit bestand is leeg; sla het plan opnieuw op en probeer het nog eens.")
    if b"%PDF-" in start:
        from resvtool.reading.pdf import read_pdf

        return set_hints_aside(_within(limits, read_pdf(path, limits)))
    if start.startswith((b"PK", _OLE)) or path.suffix.lower() in (".docx", ".docm", ".doc"):
        from resvtool.reading.word import read_docx

        return set_hints_aside(_within(limits, read_docx(path, limits)))
    if path.suffix.lower() == ".pdf":
        raise UnreadableDocument(
            f"{path}: dit is geen PDF, al heet het zo; bewaar het plan opnieuw als PDF of lever het Word-bestand aan."
        )
    if path.suffix.lower() in (".md", ".markdown"):
        limits.check(path, "text", path.stat().st_size)
        return set_hints_aside(_within(limits, _read_text(path)))
    raise UnreadableDocument(f"{path}: dit is geen Word- of PDF-bestand; lever het plan aan als .docx of .pdf.")


def _read_text(path: pathlib.Path) -> Document:
    """Read a plan that is kept as Markdown."""
    from resvtool.reading.markdown import read_markdown

    try:
        return read_markdown(path.read_text(encoding="utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"{path}: dit Markdown-bestand is geen UTF-8; sla het op met die tekencodering."
        ) from error


def _within(limits: Limits, document: Document) -> Document:
    """Return ``document``, its words as they look, when its text is not too much. Raises UnreadableDocument."""
    total = 0
    for block in document.blocks:
        table = block.table
        if table is not None:
            limits.check(document.path, "cells", len(table.rows) * table.width, place_of(block))
        longest = len(block.text) if table is None else max((len(c) for row in table.rows for c in row), default=0)
        limits.check(document.path, "paragraph", longest, place_of(block))
        total += len(block.text)
    limits.check(document.path, "text", total)
    return undisguised(document)


def place_of(block: Block) -> str:
    """Return where a block stands, for a message: its page, or its number in reading order."""
    anchor = block.anchor
    return f"pagina {anchor.page}" if anchor.page is not None else f"alinea {anchor.paragraph}"
