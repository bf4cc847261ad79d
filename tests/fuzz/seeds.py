"""Small files of our own that show what the readers know: the seeds of the fuzzing."""

from __future__ import annotations

import pathlib
import tempfile

import pikepdf
import word_files as w
from hostile_pdfs import COVER, changed, layer, words
from pdf_files import PdfFile


def word_seeds() -> list[bytes]:
    """Word files with headings, lists, tables, notes, boxes, fields and tracked changes."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "plan.docx"
        first = w.write_docx(
            path,
            w.paragraph("Bouwsteen 1", style="Kop1")
            + w.paragraph(w.run("Tekst met een noot") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
            + w.item("punt een")
            + w.item("punt twee", 1)
            + w.table(w.row("Kop", "Kop", properties="<w:tblHeader/>"), w.row(w.cell("a", '<w:gridSpan w:val="2"/>')))
            + w.paragraph(w.field("TOC \\o", "Inhoud 1")),
            styles=w.HEADING_STYLES,
            numbering=w.lists([w.level(0, "%1."), w.level(1, "%1.%2")]),
            footnotes=w.note(2, "De noot."),
            settings="",
        ).read_bytes()
        second = w.write_docx(
            path,
            w.paragraph(w.run("Voor ") + w.text_box(w.paragraph("In een vak.")) + w.picture("Een foto"))
            + "<w:p><w:ins><w:r><w:t>erbij</w:t></w:r></w:ins><w:del><w:r><w:delText>eraf</w:delText></w:r></w:del></w:p>"
            + w.paragraph("Wit.", look='<w:color w:val="FFFFFF"/>')
            + w.table(w.row(w.table(w.row("binnen", "in")), "buiten")),
        ).read_bytes()
    return [first, second]


def pdf_seeds() -> list[bytes]:
    """PDFs with headings, columns, a table, bookmarks, rotated text, a picture, covered words and a layer."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        file = PdfFile().page().bookmark("Bouwsteen 1").text(60, 80, "Bouwsteen 1", 16, "B")
        file.lines(60, 110, ["Een eerste regel van de tekst die", "doorloopt op de tweede regel."])
        file.grid([60, 200, 340], [200, 220, 240], [["Kop", "Bedrag"], ["Een", "1.000"]], head=True)
        file.sideways(500, 300, "Langs de kant")
        first = file.page().text(60, 100, "Een tweede bladzijde.").save(folder).read_bytes()
        second = PdfFile().page(landscape=True).picture(10, 10, 50).text(60, 100, "Liggend.").save(folder).read_bytes()
        third = changed(_covered_and_layered)(folder / "derde.pdf").read_bytes()
    return [first, second, third]


def _covered_and_layered(pdf: pikepdf.Pdf) -> None:
    """Words under a shape, words in a layer that is off, and words in a form."""
    page = pdf.pages[0]
    font = next(iter(page.Resources.Font.keys()))
    form = pdf.make_stream(words(y=300).replace("{font}", font).encode())
    form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 600, 850])
    form.Resources = pikepdf.Dictionary(Font=page.Resources.Font)
    page.Resources.XObject = pikepdf.Dictionary(X=pdf.make_indirect(form))
    page.contents_add(pdf.make_stream(f"{words()} {COVER} /X Do".replace("{font}", font).encode()))
    layer(pdf, on=False, content=words(y=200).encode())
