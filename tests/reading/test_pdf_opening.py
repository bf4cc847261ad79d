"""A file that cannot be read is refused with a sentence that says why and what to do."""

import hashlib
import re

import pikepdf
import pytest
from pdf_files import PdfFile, paragraphs

from resvtool.document import UnreadableDocument
from resvtool.reading.pdf import read_pdf
from resvtool.reading.pdf_file import iso_date


@pytest.fixture
def plan(tmp_path):
    file = PdfFile().page()
    file.pdf.set_title("RESV-plan Teststreek")
    file.pdf.set_author("M. Jansen")
    file.lines(60, 100, ["De huisartsen en de wijkverpleging werken", "in deze streek al jaren samen."])
    return file.save(tmp_path)


def refusal(path):
    with pytest.raises(UnreadableDocument) as caught:
        read_pdf(path)
    return str(caught.value)


class DescribeRefusals:
    def it_refuses_an_empty_file(self, tmp_path):
        path = tmp_path / "leeg.pdf"
        path.write_bytes(b"")
        assert "leeg.pdf: het bestand is leeg" in refusal(path)

    def it_refuses_what_is_no_pdf(self, tmp_path):
        path = tmp_path / "plan.pdf"
        path.write_text("Dit is gewone tekst.")
        assert "geen PDF-bestand" in refusal(path)

    def it_refuses_a_file_cut_off_beyond_repair(self, plan):
        plan.write_bytes(plan.read_bytes()[:120])
        assert "beschadigd of niet volledig" in refusal(plan)

    def it_refuses_a_locked_file_and_says_how_to_save_it(self, tmp_path):
        path = PdfFile().lock("geheim").page().text(60, 100, "Tekst").save(tmp_path)
        sentence = refusal(path)
        assert "beveiligd met een wachtwoord" in sentence
        assert "sla het bestand op zonder wachtwoord" in sentence

    def it_reads_a_file_that_only_its_owner_may_change(self, tmp_path):
        path = PdfFile().lock("").page().text(60, 100, "Leesbare tekst").save(tmp_path)
        assert paragraphs(read_pdf(path)) == ["Leesbare tekst"]

    def it_refuses_pages_that_are_all_pictures(self, tmp_path):
        path = PdfFile().page().picture(50, 50, 400).page().picture(50, 50, 400).save(tmp_path)
        sentence = refusal(path)
        assert "geen tekstlaag" in sentence
        assert "OCR" in sentence

    def it_says_everything_in_one_sentence_that_names_the_file(self, tmp_path):
        path = PdfFile().page().picture(50, 50, 400).save(tmp_path, "scan.pdf")
        sentence = refusal(path).removeprefix(str(path))
        assert sentence.startswith(": ")
        assert sentence.count(". ") == 0


class DescribeWhatAFileTells:
    def it_gives_the_hash_the_number_of_pages_and_the_format(self, plan):
        document = read_pdf(plan)
        assert document.sha256 == hashlib.sha256(plan.read_bytes()).hexdigest()
        assert (document.pages, document.format, document.path) == (1, "pdf", str(plan))

    def it_gives_title_author_and_creation_date(self, plan):
        metadata = read_pdf(plan).metadata
        assert metadata["title"] == "RESV-plan Teststreek"
        assert metadata["author"] == "M. Jansen"
        assert metadata["created"].startswith("20")
        assert metadata["created"][10] == "T"

    @pytest.mark.parametrize(
        ("written", "iso"),
        [
            ("D:20260702101500+02'00'", "2026-07-02T10:15:00+02:00"),
            ("D:20260702101500Z", "2026-07-02T10:15:00+00:00"),
            ("D:20260702", "2026-07-02"),
            ("D:2026", "2026-01-01"),
            ("2 juli 2026", ""),
            ("", ""),
        ],
    )
    def it_turns_dates_into_iso_dates(self, written, iso):
        assert iso_date(written) == iso

    def it_names_the_pages_without_text(self, tmp_path):
        file = PdfFile().page().text(60, 100, "Tekst").page().picture(50, 50, 400).page().text(60, 100, "Meer tekst")
        problems = read_pdf(file.save(tmp_path)).problems
        assert [(p.code, p.place) for p in problems] == [("page-without-text", "pagina 2")]
        assert "Pagina 2 is zonder tekst" in problems[0].text

    def it_keeps_silent_about_a_blank_page(self, tmp_path):
        file = PdfFile().page().text(60, 100, "Tekst").page()
        assert read_pdf(file.save(tmp_path)).problems == []

    def it_tells_of_attachments(self, plan):
        with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
            pdf.attachments["begroting.xlsx"] = pikepdf.AttachedFileSpec(pdf, b"cijfers", filename="begroting.xlsx")
            pdf.save(plan)
        assert [p.code for p in read_pdf(plan).problems] == ["attachment"]

    def it_tells_of_scripts(self, plan):
        with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
            script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
            names = pikepdf.Array([pikepdf.String("start"), pdf.make_indirect(script)])
            pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=names))
            pdf.save(plan)
        assert [p.code for p in read_pdf(plan).problems] == ["javascript"]

    def it_reads_what_is_filled_in_on_a_form(self, plan):
        with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
            look = pdf.make_stream(b"/Tx BMC BT /F1 10 Tf 2 4 Td (Streekverband De Brug) Tj ET EMC")
            look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            look.BBox = pikepdf.Array([0, 0, 200, 16])
            look.Resources = pikepdf.Dictionary(
                Font=pikepdf.Dictionary(F1=next(iter(pdf.pages[0].Resources.Font.values())))
            )
            field = pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Widget,
                    FT=pikepdf.Name.Tx,
                    T=pikepdf.String("naam"),
                    V=pikepdf.String("Streekverband De Brug"),
                    Rect=pikepdf.Array([60, 600, 260, 616]),
                    F=4,
                    AP=pikepdf.Dictionary(N=look),
                )
            )
            pdf.pages[0].Annots = pikepdf.Array([field])
            pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
            pdf.save(plan)
        assert "Streekverband De Brug" in paragraphs(read_pdf(plan))


class DescribeDamagedPages:
    def it_reads_the_other_pages_and_names_the_damaged_one(self, tmp_path):
        path = PdfFile().page().text(60, 100, "Heel.").page().text(60, 100, "Stuk.").save(tmp_path)
        path.write_bytes(re.sub(rb"/Kids \[\d+ 0 R", b"/Kids [99 0 R", path.read_bytes()))
        document = read_pdf(path)
        assert paragraphs(document) == ["Stuk."]
        assert [(p.code, p.place) for p in document.problems] == [("page-damaged", "pagina 1")]
