"""Text under what is drawn later, or in a layer that is switched off, is not seen; what shines through is."""

import pathlib

import pikepdf
import pytest
from hostile_pdfs import COVER, changed, drawn, layer, words
from pdf_files import PdfFile, paragraphs

from resvtool.reading.opening import read_document

SENTENCE = "De kassier is bevoegd en ontvangt de vergoeding."


def read(make, folder: pathlib.Path):
    path = folder / "plan.pdf"
    make(path)
    document = read_document(path)
    return SENTENCE in " ".join(paragraphs(document)), [(p.code, p.place) for p in document.problems]


def in_form(pdf: pikepdf.Pdf, content: str, state: pikepdf.Dictionary | None = None) -> None:
    """Draw ``content`` by way of a form, which may have a layer of its own."""
    page = pdf.pages[0]
    font = next(iter(page.Resources.Font.keys()))
    form = pdf.make_stream(content.replace("{font}", font).encode())
    form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 600, 850])
    form.Resources = pikepdf.Dictionary(Font=page.Resources.Font)
    if state is not None:
        form.OC = state
    page.Resources.XObject = pikepdf.Dictionary(X=pdf.make_indirect(form))
    page.contents_add(pdf.make_stream(b"/X Do"))


class DescribeCoveredText:
    @pytest.mark.parametrize(
        "content",
        [
            words() + COVER,
            words() + " q 0.9 0.9 0.2 rg 50 480 m 450 480 l 450 520 l 50 520 l f Q",
            words() + " q 1 G 30 w 50 502 m 450 502 l S Q",
            words() + " q 30 0 0 30 0 0 cm 1 G 1 w 1.6 16.7 m 15 16.7 l S Q",
            words() + COVER + "q 0 0 0.5 rg 60 490 20 5 re f Q",
            words() + COVER + " " + words(more="0 0 1 rg").replace("De kassier is bevoegd en ontvangt", "Wij weten het nog niet en zien"),
            words() + COVER + " q /G0 gs 0 0 600 850 re f Q",
        ],
    )  # fmt: skip
    def it_is_not_read_and_told(self, tmp_path, content):
        assert read(drawn(content, opacity=0.06), tmp_path) == (False, [("covered-text", "pagina 1")])

    def it_may_stand_in_a_form_or_on_a_turned_page(self, tmp_path):
        def change(pdf):
            in_form(pdf, words() + COVER)
            pdf.pages[0].rotate(90, relative=False)

        assert read(changed(change), tmp_path) == (False, [("covered-text", "pagina 1")])

    def it_may_lie_under_a_picture(self, tmp_path):
        file = PdfFile().page().text(60, 100, "Te zien.").text(60, 300, SENTENCE).picture(50, 200, 260)
        document = read_document(file.save(tmp_path))
        assert paragraphs(document) == ["Te zien."]
        assert [p.code for p in document.problems] == ["covered-text"]

    def it_is_taken_for_recognised_under_a_picture_of_the_page(self, tmp_path):
        document = read_document(PdfFile().page().text(60, 300, SENTENCE).picture(0, 0, 842).save(tmp_path))
        assert paragraphs(document) == [SENTENCE]
        assert [p.code for p in document.problems] == ["recognised-text"]

    @pytest.mark.parametrize(
        "content",
        [
            COVER + " " + words(),
            words() + " q /G0 gs 1 1 0 rg 50 480 400 40 re f Q",
            words() + " q 1 g 0 0 600 700 re 40 470 420 60 re f* Q",
            words() + " q 1 g 50 503 400 40 re f Q",
            words() + " q 0 0 10 10 re W n 1 g 50 480 400 40 re f Q",
        ],
        ids=["ground", "highlighter", "frame", "partly", "clipped"],
    )
    def it_leaves_text_alone_that_is_seen(self, tmp_path, content):
        assert read(drawn(content, opacity=0.4), tmp_path) == (True, [])


class DescribeLayers:
    @pytest.mark.parametrize("on", [True, False])
    def it_reads_a_layer_that_is_on_only(self, tmp_path, on):
        seen, problems = read(changed(lambda pdf: layer(pdf, on=on, content=words().encode())), tmp_path)
        assert (seen, problems) == ((True, []) if on else (False, [("switched-off-text", "pagina 1")]))

    def it_looks_under_words_that_stand_over_it(self, tmp_path):
        def change(pdf):
            layer(pdf, on=False, content=words().encode())
            font = next(iter(pdf.pages[0].Resources.Font.keys()))
            over = words().replace("De kassier is bevoegd en ontvangt", "Wij weten het nog niet en zien")
            pdf.pages[0].contents_add(pdf.make_stream(over.replace("{font}", font).encode()))

        assert read(changed(change), tmp_path) == (False, [("switched-off-text", "pagina 1")])

    def it_knows_forms_with_a_layer(self, tmp_path):
        def change(pdf):
            layer(pdf, on=False, content=b"")
            in_form(pdf, words(), pdf.Root.OCProperties.OCGs[0])

        assert read(changed(change), tmp_path) == (False, [("switched-off-text", "pagina 1")])

    def it_knows_layers_in_packed_and_oddly_spelt_files(self, tmp_path):
        path = changed(lambda pdf: layer(pdf, on=False, content=words().encode()))(tmp_path / "plan.pdf")
        path.write_bytes(path.read_bytes().replace(b"/OCProperties", b"/OC#50roperties"))
        assert [p.code for p in read_document(path).problems if p.code != "mended-file"] == ["switched-off-text"]
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        assert [p.code for p in read_document(path).problems] == ["switched-off-text"]
