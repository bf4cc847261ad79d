"""Opening a PDF: what it must be to be read, what it tells of itself, and what else is in it."""

from __future__ import annotations

import ctypes
import logging
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from resvtool.document import Problem, UnreadableDocument
from resvtool.reading.pdf_damage import actions, damage
from resvtool.reading.pdf_headings import Bookmark

_DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?([Zz+-])?(\d{2})?'?(\d{2})?")


def open_pdf(path: Path, data: bytes) -> pdfium.PdfDocument:
    """The opened document; UnreadableDocument when there is nothing to open."""
    if not data:
        raise UnreadableDocument(f"{path}: het bestand is leeg; lever het plan opnieuw aan.")
    if b"%PDF-" not in data[:1024]:
        raise UnreadableDocument(
            f"{path}: dit is geen PDF-bestand, al heet het wel zo; "
            "sla het plan opnieuw op als PDF of lever het Word-bestand aan."
        )
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableDocument(_why_not(path, error)) from error
    if len(document) == 0:
        raise UnreadableDocument(f"{path}: de PDF heeft geen pagina's; lever het plan opnieuw aan.")
    return document


def _why_not(path: Path, error: pdfium.PdfiumError) -> str:
    if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
        return f"{path}: de PDF is beveiligd met een wachtwoord; sla het bestand op zonder wachtwoord."
    if getattr(error, "err_code", None) == raw.FPDF_ERR_SECURITY:
        return f"{path}: de PDF is beveiligd op een manier die niet leesbaar is; sla het bestand op zonder beveiliging."
    return damaged(path)


def damaged(path: Path) -> str:
    """The sentence that tells that a file is damaged."""
    return f"{path}: de PDF is beschadigd of niet volledig; maak de PDF opnieuw vanuit het oorspronkelijke bestand."


def metadata(document: pdfium.PdfDocument) -> dict[str, str]:
    """The file's own properties: title, author, and dates as ISO text. What is not told is left out."""
    try:
        told = document.get_metadata_dict()
    except UnicodeDecodeError:  # damaged properties tell nothing
        return {}
    found = {
        "title": told.get("Title", "").strip(),
        "author": told.get("Author", "").strip(),
        "created": iso_date(told.get("CreationDate", "")),
        "modified": iso_date(told.get("ModDate", "")),
    }
    return {key: value for key, value in found.items() if value}


def iso_date(text: str) -> str:
    """A PDF date ("D:20260702101500+02'00'") as ISO 8601; empty when it is none."""
    match = _DATE.match(text.strip())
    if match is None:
        return ""
    year, month, day, hour, minute, second, sign, off_hour, off_minute = match.groups()
    date = f"{year}-{month or '01'}-{day or '01'}"
    if hour is None:
        return date
    zone = ""
    if sign in ("Z", "z"):
        zone = "+00:00"
    elif sign:
        zone = f"{sign}{off_hour or '00'}:{off_minute or '00'}"
    return f"{date}T{hour}:{minute or '00'}:{second or '00'}{zone}"


def bookmarks(document: pdfium.PdfDocument) -> list[Bookmark]:
    """The entries of the outline."""
    found = []
    logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)  # it tells of circles, which are cut
    for mark in document.get_toc(max_depth=10):
        try:
            title = " ".join(mark.get_title().split())
        except UnicodeDecodeError:  # a damaged title names nothing
            continue
        target = mark.get_dest()
        index = target.get_index() if target is not None else None
        found.append(Bookmark(title, mark.level + 1, None if index is None else index + 1))
    return found


def extras(document: pdfium.PdfDocument, pieces: Sequence[bytes]) -> list[Problem]:
    """What the file (of these ``contents``) holds besides pages, and nobody has read or run."""
    problems = damage(pieces[0])
    count = document.count_attachments()
    if count > 0:
        problems.append(
            Problem(
                "attachment",
                f"De PDF bevat {count} bijgevoegd{'' if count == 1 else 'e'} bestand"
                f"{'' if count == 1 else 'en'}; de inhoud daarvan is niet beoordeeld.",
            )
        )
    problems += actions(pieces, raw.FPDFDoc_GetJavaScriptActionCount(document.raw))
    if document.get_formtype() in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        problems.append(
            Problem(
                "xfa-form",
                "De PDF bevat een XFA-formulier; wat daarin staat, is niet beoordeeld.",
            )
        )
    return problems


def flatten_fields(document: pdfium.PdfDocument, page: Any, index: int) -> Any:
    """The page with the text of form fields and text notes as page text."""
    handle = page.raw
    for i in range(raw.FPDFPage_GetAnnotCount(handle)):
        annotation = raw.FPDFPage_GetAnnot(handle, i)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT):
            break
    else:
        return page
    if raw.FPDFPage_Flatten(handle, ctypes.c_int(raw.FLAT_NORMALDISPLAY)) != raw.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[index]
