"""Text that is drawn in a PDF but not seen on its page is no evidence, and is told; so is what the file wants done."""

import re
from pathlib import Path

import fpdf
import pikepdf
import pytest
from hostile_pdfs import form_circle
from pdf_files import PdfFile, paragraphs

from resvtool.document import UnreadableDocument
from resvtool.reading.opening import read_document

SEEN = "Zichtbare tekst van het plan."
MORE = "En dit is een andere zin."


def told(document):
    return [(p.code, p.place) for p in document.problems]


def drawn(folder, content, page=True, name="plan.pdf"):
    """A PDF with seen text on both pages, and drawing instructions added to the second."""
    file = PdfFile().page().text(60, 100, SEEN).page()
    if page:
        file.text(60, 300, MORE)
    path = file.save(folder, name)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        second = pdf.pages[1]
        second.Resources.Font = pdf.pages[0].Resources.Font
        second.Resources.ExtGState = pikepdf.Dictionary(G0=pikepdf.Dictionary(ca=0.0))
        second.contents_add(pdf.make_stream(content.encode()))
        pdf.save(path)
    return path


def font_name(folder):
    path = PdfFile().page().text(60, 100, SEEN).save(folder, "font.pdf")
    with pikepdf.open(path) as pdf:
        return next(iter(pdf.pages[0].Resources.Font.keys()))


@pytest.fixture
def text(tmp_path):
    font = font_name(tmp_path)
    return lambda more="", size=10, x=60, y=500: f"BT {font} {size} Tf {more} {x} {y} Td (De kassier is bevoegd.) Tj ET"


class DescribeUnseenText:
    @pytest.mark.parametrize(
        ("more", "size", "x", "code"),
        [
            ("3 Tr", 10, 60, "invisible-text"),
            ("1 g", 10, 60, "white-text"),
            ("0.98 0.98 0.97 rg", 10, 60, "white-text"),
            ("/G0 gs", 10, 60, "invisible-text"),
            ("", 1, 60, "tiny-text"),
            ("", 10, 2000, "text-outside-page"),
        ],
    )
    def it_is_not_read_and_told(self, tmp_path, text, more, size, x, code):
        document = read_document(drawn(tmp_path, f"q {text(more, size, x)} Q"))
        assert paragraphs(document) == [SEEN, MORE]
        assert told(document) == [(code, "pagina 2")]
        assert "telt niet als bewijs" in document.problems[0].text

    def it_reads_white_letters_on_a_dark_ground(self, tmp_path, text):
        document = read_document(drawn(tmp_path, f"q 0 0 0.5 rg 50 480 400 40 re f {text('1 g')} Q"))
        assert "De kassier is bevoegd." in paragraphs(document)
        assert told(document) == []

    def it_is_not_taken_in_by_white_over_dark(self, tmp_path, text):
        grounds = "0 0 0.5 rg 50 480 400 40 re f 1 g 50 480 400 40 re f"
        document = read_document(drawn(tmp_path, f"q {grounds} {text('1 g')} Q"))
        assert told(document) == [("white-text", "pagina 2")]

    def it_reads_white_letters_with_an_outline(self, tmp_path, text):
        assert told(read_document(drawn(tmp_path, f"q {text('1 g 2 Tr')} Q"))) == []

    def it_reads_invisible_words_over_a_picture_as_recognised(self, tmp_path, text):
        path = PdfFile().page().text(60, 100, SEEN).page().picture(0, 0, 842).save(tmp_path)
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.pages[1].Resources.Font = pdf.pages[0].Resources.Font
            pdf.pages[1].contents_add(pdf.make_stream(f"q {text('3 Tr')} Q".encode()))
            pdf.save(path)
        document = read_document(path)
        assert paragraphs(document) == [SEEN, "De kassier is bevoegd."]
        assert told(document) == [("recognised-text", "pagina 2")]

    def it_refuses_a_plan_of_which_nothing_is_seen(self, tmp_path, text):
        path = drawn(tmp_path, f"q {text('3 Tr')} Q", page=False)
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            del pdf.pages[0]
            pdf.save(path)
        with pytest.raises(UnreadableDocument, match="onzichtbaar, wit of buiten het papier"):
            read_document(path)


class DescribeFontsWithoutLetters:
    def unmapped(self, folder: Path, seen: int) -> Path:
        """A PDF whose embedded font does not tell which letters it draws, on all pages after the first ``seen``."""
        font = next(Path(fpdf.__file__).parent.rglob("*.ttf"), None) or _system_font()
        if font is None:
            pytest.skip("no TrueType font on this machine")
        pdf = fpdf.FPDF(unit="pt")
        pdf.add_font("Eigen", "", str(font))
        for page in range(seen + 1):
            pdf.add_page()
            pdf.set_font("Helvetica" if page < seen else "Eigen", size=11)
            pdf.multi_cell(400, 14, "De kassier is bevoegd en ontvangt de vergoeding. " * 4)
        path = folder / "plan.pdf"
        pdf.output(str(path))
        with pikepdf.open(path, allow_overwriting_input=True) as opened:
            for page in opened.pages:
                for found in page.Resources.Font.values():
                    if "/ToUnicode" in found:
                        del found.ToUnicode
            opened.save(path)
        return path

    def it_tells_the_pages(self, tmp_path):
        document = read_document(self.unmapped(tmp_path, 2))
        assert told(document) == [("font-without-letters", "pagina 3")]

    def it_refuses_a_plan_that_has_no_others(self, tmp_path):
        with pytest.raises(UnreadableDocument, match="Unicode-tabel"):
            read_document(self.unmapped(tmp_path, 0))


def _system_font():
    folders = [Path("/usr/share/fonts"), Path("/Library/Fonts"), Path("C:/Windows/Fonts")]
    return next(
        (f for d in folders if d.is_dir() for f in sorted(d.rglob("*.ttf")) if "Sans" in f.name or "arial" in f.name),
        None,
    )


class DescribeDamage:
    @pytest.fixture
    def plan(self, tmp_path):
        return (
            PdfFile()
            .page()
            .text(60, 100, SEEN)
            .bookmark("Een")
            .page()
            .text(60, 300, MORE)
            .bookmark("Twee")
            .save(tmp_path)
        )

    def it_says_nothing_of_a_sound_file(self, plan):
        assert told(read_document(plan)) == []
        with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
            pdf.save(plan, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        assert told(read_document(plan)) == []
        with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
            pdf.save(plan, linearize=True)
        assert told(read_document(plan)) == []

    @pytest.mark.parametrize(
        ("sign", "wrong"),
        [
            (rb"startxref\n\d+", b"startxref\n12"),
            (rb"\d{10} 00000 n", b"0000000123 00000 n"),
            (rb"startxref[^$]*", b""),
        ],
    )
    def it_tells_that_references_were_mended(self, plan, sign, wrong):
        plan.write_bytes(re.sub(sign, wrong, plan.read_bytes()))
        document = read_document(plan)
        assert paragraphs(document) == [SEEN, MORE]
        assert told(document) == [("mended-file", "")]

    def it_does_not_go_round_in_a_circle_of_pages(self, plan):
        with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
            pdf.Root.Pages.Kids.append(pdf.Root.Pages)
            pdf.Root.Pages.Count = 500
            pdf.save(plan)
        assert paragraphs(read_document(plan)) == [SEEN, MORE]

    @pytest.mark.parametrize("way", ["/Next", "/First"])
    def it_does_not_go_round_in_a_circle_of_bookmarks(self, plan, way, capfd):
        with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
            first = pdf.Root.Outlines.First
            first[way] = first
            pdf.save(plan)
        assert paragraphs(read_document(plan)) == [SEEN, MORE]
        assert capfd.readouterr().err == ""

    def it_does_not_go_round_in_a_circle_of_forms(self, plan):
        with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
            form_circle(pdf)
            pdf.save(plan)
        assert paragraphs(read_document(plan)) == [SEEN, MORE]


class DescribeActions:
    @pytest.mark.parametrize("packed", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
    @pytest.mark.parametrize(
        ("action", "code"),
        [
            (pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")), "javascript"),
            (pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe")), "action"),
        ],
    )
    def it_tells_of_them_and_does_nothing(self, tmp_path, action, code, packed):
        path = PdfFile().page().text(60, 100, SEEN).save(tmp_path)
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.Root.OpenAction = action
            pdf.save(path, object_stream_mode=packed)
        assert told(read_document(path)) == [(code, "")]

    def it_does_not_unpack_a_stream_without_end(self, tmp_path):
        import zlib

        path = PdfFile().page().text(60, 100, SEEN).save(tmp_path)
        bomb = b"999 0 obj <</Type /ObjStm>> stream\n" + zlib.compress(b" " * 50_000_000) + b"\nendstream\n"
        path.write_bytes(path.read_bytes() + bomb * 20)
        assert paragraphs(read_document(path)) == [SEEN]
