"""The annotated copy of a PDF plan: highlights with notes, added behind the file as it was.

A PDF may be changed by adding to it; the bytes that were there stay as they were, at the start of the new file.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import pathlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from resvtool.document import Anchor
from resvtool.documents.notes import AUTHOR, Note, first_sentence
from resvtool.documents.pdf_places import PageText, Rect, rect_of
from resvtool.reading.pdf_file import open_pdf
from resvtool.report.console import clean
from resvtool.rules.model import Severity, Status

_RED, _ORANGE, _YELLOW = (255, 170, 160), (255, 205, 120), (255, 240, 130)
_NAME = re.compile(rf"^{AUTHOR}/(\d+)/")
# The second half of a file's id is new at each change; pdfium takes it from the clock.
_ID = re.compile(rb"/ID\s*\[\s*<[0-9A-Fa-f]*>\s*<([0-9A-Fa-f]{32})>\s*\]")


def annotate_pdf(path: pathlib.Path, notes: Sequence[Note]) -> bytes:
    """Return the PDF at ``path`` with a highlight for each place that notes are about.

    Those of an earlier run are replaced. Raises UnreadableDocument when the file cannot be opened.
    """
    data = _before(path, path.read_bytes())
    document = open_pdf(path, data)
    try:
        for index in range(len(document)):
            here = [n for n in notes if (n.anchor.page or 1) == index + 1]
            _annotate_page(document, index, here, len(data))
        out = io.BytesIO()
        document.save(out, flags=raw.FPDF_INCREMENTAL)
    finally:
        document.close()
    return _with_fixed_id(out.getvalue(), len(data))


def _before(path: pathlib.Path, data: bytes) -> bytes:
    """Return the file as it was before an earlier run added to it, when nothing was added since."""
    document = open_pdf(path, data)
    try:
        names = {name for index in range(len(document)) for _, name in _own(document, index)}
    finally:
        document.close()
    lengths = {int(m[1]) for name in names if (m := _NAME.match(name))}
    if len(lengths) != 1:
        return data
    (length,) = lengths
    is_last = data[length:].count(b"%%EOF") == 1 and data[:length].rstrip().endswith(b"%%EOF")
    return data[:length] if is_last else data


def _own(document: pdfium.PdfDocument, index: int) -> list[tuple[int, str]]:
    """Return the numbers and names of the highlights on a page that resvtool made; [] for a damaged page."""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return []
    found = []
    for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, number)
        is_highlight = raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_HIGHLIGHT
        if is_highlight and _text(annotation, b"T") == AUTHOR:
            found.append((number, _text(annotation, b"NM")))
        raw.FPDFPage_CloseAnnot(annotation)
    page.close()
    return found


def _annotate_page(document: pdfium.PdfDocument, index: int, notes: Iterable[Note], length: int) -> None:
    old = _own(document, index)
    places: dict[tuple[Rect, ...], list[Note]] = {}
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return
    for number, _ in reversed(old):
        raw.FPDFPage_RemoveAnnot(page.raw, number)
    text = PageText(page) if (waiting := list(notes)) else None
    for note in waiting:
        if text is not None:
            places.setdefault(_rects(text, page, note.anchor, note.quote), []).append(note)
    if text is not None:
        text.close()
    # What stands in one place is one highlight: of two on top of each other a reader can open only one.
    for number, (rects, here) in enumerate(places.items(), 1):
        _highlight(page, rects, here, f"{AUTHOR}/{length}/{index + 1}/{number}")
    page.close()


def _rects(text: PageText, page: Any, anchor: Anchor, quote: str) -> tuple[Rect, ...]:
    """Return what to highlight: the quote, or the block, or the top corner of a page that tells no places."""
    found = text.rects(quote, anchor.box) or text.rects(first_sentence(quote), anchor.box)
    if found:
        return tuple(found)
    if anchor.box is not None:
        return (rect_of(page, anchor.box),)
    left, _, _, top = page.get_bbox()
    return ((left + 18, top - 36, left + 36, top - 18),)


def _highlight(page: Any, rects: Sequence[Rect], notes: Sequence[Note], name: str) -> None:
    annotation = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_HIGHLIGHT)
    for left, bottom, right, top in rects:
        quad = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        raw.FPDFAnnot_AppendAttachmentPoints(annotation, ctypes.byref(quad))
    around = raw.FS_RECTF(
        min(r[0] for r in rects), max(r[3] for r in rects), max(r[2] for r in rects), min(r[1] for r in rects)
    )
    raw.FPDFAnnot_SetRect(annotation, ctypes.byref(around))
    raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *_colour(notes), 255)
    raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_PRINT)
    texts = ("\n".join(clean(line) for line in (n.title, *n.lines)) for n in notes)
    for key, value in ((b"T", AUTHOR), (b"NM", name), (b"Contents", "\n\n".join(texts))):
        _set_text(annotation, key, value)
    raw.FPDFPage_CloseAnnot(annotation)


def _colour(notes: Iterable[Note]) -> tuple[int, int, int]:
    """Return the colour of the heaviest note."""
    failed = {n.severity for n in notes if n.status is not Status.REVIEW}
    if Severity.ERROR in failed:
        return _RED
    return _ORANGE if failed else _YELLOW


def _set_text(annotation: Any, key: bytes, value: str) -> None:
    buffer = ctypes.create_string_buffer(f"{value}\0".encode("utf-16-le"))
    raw.FPDFAnnot_SetStringValue(annotation, key, ctypes.cast(buffer, raw.FPDF_WIDESTRING))


def _text(annotation: Any, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le", errors="replace").rstrip("\0")


def _with_fixed_id(data: bytes, length: int) -> bytes:
    """Return the file with an id that follows from what it holds, so that the same plan gives the same file."""
    found = list(_ID.finditer(data, length))
    if not found:
        return data
    start, end = found[-1].span(1)
    digest = hashlib.sha256(data[:start] + data[end:]).hexdigest()[:32].upper()
    return data[:start] + digest.encode() + data[end:]
