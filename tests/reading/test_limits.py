"""No document is read beyond its limits, and the sentence that says so names the limit to move."""

import pathlib
import struct
import time

import pytest
from hostile_files import LAUGHS, PNG, many_parts, with_doctype, with_lying_size, zip_bomb
from pdf_files import PdfFile
from word_files import paragraph, row, table, write_docx

from resvtool.document import UnreadableDocument
from resvtool.reading.limits import USUAL, LimitError, Limits, limits_of
from resvtool.reading.opening import read_document
from resvtool.reading.pictures import pixels


def refusal(path: pathlib.Path, limits: Limits = USUAL) -> str:
    begin = time.perf_counter()
    with pytest.raises(UnreadableDocument) as caught:
        read_document(path, limits)
    assert time.perf_counter() - begin < 5
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}: ")
    assert "\n" not in sentence
    return sentence


def nested(depth: int) -> str:
    inside = paragraph("Diep.")
    for _ in range(depth):
        inside = table(row(f"<w:tc>{inside}{paragraph('x')}</w:tc>", "naast"))
    return inside


class DescribeSettings:
    def it_moves_the_limits_that_are_named(self):
        moved = limits_of(["pages=2000", "file=1,5G", "paragraph = 10"])
        assert (moved.pages, moved.file, moved.paragraph) == (2000, 1_500_000_000, 10)
        assert moved.text == USUAL.text

    @pytest.mark.parametrize(
        ("setting", "said"),
        [
            ("page=3", "bedoelt u 'pages'"),
            ("zzz=3", "kies uit file, pages"),
            ("pages", "pages=1000"),
            ("pages=veel", "'veel'"),
            ("pages=3M", "pages=1000"),
            ("file=-1", "file=200M"),
            ("pages=0", "groter zijn dan 0"),
        ],
    )
    def it_says_what_is_wrong_with_a_setting(self, setting, said):
        with pytest.raises(LimitError) as caught:
            limits_of([setting])
        assert said in str(caught.value)


class DescribeWordFiles:
    def it_refuses_a_zip_bomb_before_it_unpacks_it(self, tmp_path):
        path = zip_bomb(tmp_path / "bom.docx")
        assert path.stat().st_size < 200_000
        assert "--limit ratio=" in refusal(path)

    def it_refuses_what_unpacks_to_too_much(self, tmp_path):
        path = zip_bomb(tmp_path / "bom.docx", 2)
        assert "--limit unpacked=" in refusal(path, limits_of(["unpacked=1M"]))
        assert "--limit part=" in refusal(path, limits_of(["part=100"]))
        assert read_document(path).blocks[0].text == "Tekst."

    def it_refuses_thousands_of_parts(self, tmp_path):
        assert "--limit parts=" in refusal(many_parts(tmp_path / "plan.docx", 6000))

    def it_refuses_a_list_of_contents_without_end(self, tmp_path):
        path = write_docx(tmp_path / "plan.docx", paragraph("Tekst."))
        path.write_bytes(path.read_bytes() + b"PK\x01\x02" * 200_000)
        assert "--limit parts=" in refusal(path)

    def it_is_not_taken_in_by_a_size_that_lies(self, tmp_path):
        assert "beschadigd" in refusal(with_lying_size(tmp_path / "plan.docx"))

    def it_does_not_open_an_archive_in_an_archive(self, tmp_path):
        inner = zip_bomb(tmp_path / "binnen.docx").read_bytes()
        path = write_docx(tmp_path / "plan.docx", paragraph("Tekst."), raw={"word/embeddings/bom.zip": inner})
        assert [b.text for b in read_document(path).blocks] == ["Tekst."]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    @pytest.mark.parametrize(
        "doctype", [LAUGHS, '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE w SYSTEM "x.dtd">']
    )
    def it_refuses_entities_of_any_kind_and_encoding(self, tmp_path, doctype, encoding):
        sentence = refusal(with_doctype(tmp_path / "plan.docx", doctype, encoding))
        assert "entiteiten" in sentence or "beschadigd" in sentence
        assert "root:" not in sentence

    def it_refuses_tables_that_are_nested_too_deep(self, tmp_path):
        assert "--limit nesting=" in refusal(write_docx(tmp_path / "plan.docx", nested(25)))
        assert "te diep genest" in refusal(write_docx(tmp_path / "plan.docx", nested(200)))
        assert read_document(write_docx(tmp_path / "plan.docx", nested(15))).blocks

    def it_refuses_a_table_with_too_many_cells(self, tmp_path):
        wide = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="500"/></w:tcPr><w:p/></w:tc></w:tr>'
        path = write_docx(tmp_path / "plan.docx", table(row("a", "b"), *[wide] * 400))
        assert "--limit cells=" in refusal(path)

    def it_refuses_a_paragraph_of_a_megabyte(self, tmp_path):
        path = write_docx(tmp_path / "plan.docx", paragraph("lange alinea " * 80_000))
        assert "--limit paragraph=" in refusal(path)
        assert "alinea 1" in refusal(path)

    def it_refuses_too_much_text_together(self, tmp_path):
        path = write_docx(tmp_path / "plan.docx", paragraph("Een zin van zeven woorden in dit plan. ") * 100)
        assert "--limit text=" in refusal(path, limits_of(["text=3000"]))

    def it_refuses_a_picture_of_ten_thousand_million_pixels(self, tmp_path):
        path = write_docx(tmp_path / "plan.docx", paragraph("Tekst."), raw={"word/media/groot.png": PNG})
        assert "--limit pixels=" in refusal(path)


class DescribePdfFiles:
    def it_refuses_too_many_pages(self, tmp_path):
        file = PdfFile()
        for _ in range(4):
            file.page().text(60, 100, "Tekst.")
        assert "meer dan 3 pagina's" in refusal(file.save(tmp_path), limits_of(["pages=3"]))

    def it_refuses_too_many_objects_on_a_page_and_says_which(self, tmp_path):
        file = PdfFile().page().text(60, 100, "Tekst.").page()
        for i in range(300):
            file.rule(10, 10 + i, 20, 10 + i)
        path = file.save(tmp_path)
        assert "(pagina 2)" in refusal(path, limits_of(["objects=200"]))
        assert read_document(path).blocks

    def it_refuses_too_many_letters_on_a_page(self, tmp_path):
        path = PdfFile().page().text(60, 100, "Een regel tekst.").save(tmp_path)
        assert "--limit objects=" in refusal(path, limits_of(["objects=10"]))

    def it_refuses_a_picture_with_too_many_pixels(self, tmp_path):
        path = PdfFile().page().text(60, 100, "Tekst.").picture(60, 200, 100).save(tmp_path)
        assert "--limit pixels=" in refusal(path, limits_of(["pixels=63"]))
        assert read_document(path, limits_of(["pixels=64"])).blocks


class DescribeFiles:
    def it_refuses_a_file_that_is_too_large_before_it_reads_it(self, tmp_path):
        path = tmp_path / "plan.pdf"
        with path.open("wb") as file:
            file.write(b"%PDF-1.7\n")
            file.truncate(200_000_000)
        assert "--limit file=" in refusal(path)

    def it_refuses_what_is_no_ordinary_file(self):
        with pytest.raises(UnreadableDocument):
            read_document(pathlib.Path("/dev/zero" if pathlib.Path("/dev/zero").exists() else "NUL"))


@pytest.mark.parametrize(
    ("start", "size"),
    [
        (PNG, 10_000_000_000),
        (b"GIF89a" + struct.pack("<HH", 30, 20), 600),
        (b"BM" + b"\0" * 16 + struct.pack("<ii", 30, -20), 600),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 20, 30), 600),
        (b"\xff\xd8\xff", 0),
        (b"\x89PNG\r\n\x1a\n", 0),
        (b"anders", 0),
    ],
)
def it_knows_the_size_of_a_picture_from_its_start(start, size):
    assert pixels(start) == size
