"""Files made to harm whoever opens them, small enough to make in a test."""

from __future__ import annotations

import pathlib
import struct
import zipfile

import pikepdf
from pdf_files import PdfFile
from word_files import NAMESPACES, paragraph, rels, write_docx


def zip_bomb(path: pathlib.Path, megabytes: int = 60) -> pathlib.Path:
    """A Word file of which one part, all the same byte, unpacks to a thousand times its size."""
    return write_docx(path, paragraph("Tekst."), raw={"word/media/bom.xml": b"a" * (megabytes * 1_000_000)})


def many_parts(path: pathlib.Path, number: int) -> pathlib.Path:
    """A Word file of very many small parts."""
    return write_docx(path, paragraph("Tekst."), raw={f"word/deel{i}.xml": "<a/>" for i in range(number)})


def with_lying_size(path: pathlib.Path) -> pathlib.Path:
    """A Word file whose list of contents says that its text is ten bytes long."""
    write_docx(path, paragraph("Tekst. " * 1000))
    with zipfile.ZipFile(path) as package:
        real = package.getinfo("word/document.xml").file_size
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", real), struct.pack("<L", 10)))
    return path


def with_doctype(path: pathlib.Path, doctype: str, encoding: str = "utf-8") -> pathlib.Path:
    """A Word file whose text declares entities, and uses one named ``x``."""
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?>{doctype}'
        f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>voor &x; na</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", xml.encode(encoding))
        package.writestr("word/_rels/document.xml.rels", rels(""))
    return path


LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefgh", "bcdefghx", strict=True))
    + "]>"
)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 100_000, 100_000) + b"\x08\x02\0\0\0"


def form_bomb(folder: pathlib.Path) -> pathlib.Path:
    """A PDF of a few kilobytes that draws one letter a thousand million times, by forms in forms."""
    path = PdfFile().page().text(60, 100, "Tekst.").save(folder, "bom.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        inner = _form(pdf, b"BT 60 700 Td (x) Tj ET", None)
        for _ in range(9):
            inner = _form(pdf, b"/X Do " * 10, inner)
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(X=inner)
        pdf.pages[0].contents_add(pdf.make_stream(b"/X Do"))
        pdf.save(path)
    return path


def _form(pdf: pikepdf.Pdf, content: bytes, inner: pikepdf.Object | None) -> pikepdf.Object:
    form = pdf.make_stream(content)
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, 600, 850])
    if inner is not None:
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
    return pdf.make_indirect(form)
