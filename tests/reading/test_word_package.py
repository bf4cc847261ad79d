"""What is no readable Word file is refused in one clear sentence; what is one, is opened."""

import hashlib
import io
import pathlib
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_files import NAMESPACES, note, paragraph, read, relationship, rels, texts, write_docx

from resvtool.document import UnreadableDocument
from resvtool.reading.word import read_docx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refusal(folder: pathlib.Path, data: bytes) -> str:
    path = folder / "plan.docx"
    path.write_bytes(data)
    with pytest.raises(UnreadableDocument) as caught:
        read_docx(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}: ") and sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


class DescribeRefusal:
    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "leeg"),
            (b"\n  \n", "leeg"),
            (b"Dit is een gewone tekst.\n" * 20, "gewoon tekstbestand"),
            ("Eén plan voor de streek".encode(), "gewoon tekstbestand"),
            (OLE, "Word 97-2003"),
            (OLE + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
            (b"%PDF-1.7\n", "pdf"),
            (b"{\\rtf1\\ansi Plan}", "rtf"),
            (b"<!DOCTYPE html><html></html>", "webpagina"),
            (bytes(range(256)) * 4, "beschadigd"),
            (zipped(mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument"),
            (zipped(notities="x"), "zip-bestand"),
        ],
    )
    def it_says_what_a_file_is_when_it_is_no_word_file(self, tmp_path, data, said):
        assert said in refusal(tmp_path, data)

    def it_names_an_excel_workbook(self, tmp_path):
        data = zipped(
            **{
                "_rels/.rels": rels(relationship("a", "officeDocument", "xl/workbook.xml")),
                "xl/workbook.xml": "<workbook/>",
            }
        )
        assert "Excel-werkmap" in refusal(tmp_path, data)

    def it_says_that_the_main_part_is_missing(self, tmp_path):
        data = zipped(**{"_rels/.rels": rels(relationship("a", "officeDocument", "word/document.xml"))})
        assert "de tekst ontbreekt" in refusal(tmp_path, data)

    def it_names_the_part_whose_xml_is_broken(self, tmp_path):
        data = zipped(**{"word/document.xml": "<w:document"})
        assert "word/document.xml" in refusal(tmp_path, data)

    def it_refuses_a_main_part_without_a_body(self, tmp_path):
        data = zipped(**{"word/document.xml": f"<w:document {NAMESPACES}/>"})
        assert "beschadigd" in refusal(tmp_path, data)

    def it_refuses_a_main_part_that_is_no_document(self, tmp_path):
        data = zipped(**{"word/document.xml": "<html/>"})
        assert "geen Word-document" in refusal(tmp_path, data)

    def it_refuses_tables_nested_beyond_reason_without_crashing(self, tmp_path):
        depth = 120
        body = "<w:tbl><w:tr><w:tc>" * depth + paragraph("diep") + "</w:tc></w:tr></w:tbl>" * depth
        with pytest.raises(UnreadableDocument):
            read(tmp_path, body)

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.floats(0, 1, exclude_max=True))
    def it_refuses_a_truncated_file_wherever_it_was_cut(self, tmp_path, share):
        whole = write_docx(tmp_path / "heel.docx", paragraph("tekst") * 50).read_bytes()
        refusal(tmp_path, whole[: int(share * len(whole))])

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.data())
    def it_reads_or_refuses_a_file_with_a_damaged_byte(self, tmp_path, data):
        whole = bytearray(write_docx(tmp_path / "heel.docx", paragraph("tekst")).read_bytes())
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] ^= data.draw(st.integers(1, 255))
        path = tmp_path / "plan.docx"
        path.write_bytes(whole)
        try:
            read_docx(path)
        except UnreadableDocument as refused:
            assert str(refused).startswith(f"{path}: ")


class DescribePackage:
    def it_reads_the_hash_of_the_bytes(self, tmp_path):
        path = write_docx(tmp_path / "plan.docx", paragraph("tekst"))
        assert read_docx(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()

    def it_says_path_and_format_and_no_pages(self, tmp_path):
        path = write_docx(tmp_path / "plan.docx", paragraph("tekst"))
        document = read_docx(path)
        assert (document.path, document.format, document.pages) == (str(path), "docx", None)

    def it_finds_the_main_part_by_its_relationship(self, tmp_path):
        document = read(tmp_path, paragraph("elders"), main_name="word/document2.xml")
        assert texts(document) == ["elders"]

    def it_reads_a_strict_file(self, tmp_path):
        path = write_docx(tmp_path / "plan.docx", paragraph("streng", look="<w:b/>"))
        strict = tmp_path / "streng.docx"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(strict, "w") as new:
            for name in old.namelist():
                data = old.read(name)
                for area in (b"wordprocessingml/", b"officeDocument/"):
                    data = data.replace(
                        b"http://schemas.openxmlformats.org/" + area + b"2006/",
                        b"http://purl.oclc.org/ooxml/" + area,
                    )
                new.writestr(name, data)
        assert b"purl.oclc.org" in zipfile.ZipFile(strict).read("word/document.xml")
        assert texts(read_docx(strict)) == ["streng"]

    def it_reads_no_part_outside_the_package(self, tmp_path):
        (tmp_path / "geheim.xml").write_text(f"<w:footnotes {NAMESPACES}/>")
        outside = relationship("rId9", "footnotes", "file:///etc/passwd", mode="External")
        above = relationship("rId8", "footnotes", "../../../geheim.xml")
        document = read(tmp_path, paragraph("tekst"), relationships=outside + above)
        assert texts(document) == ["tekst"]

    def it_follows_no_external_relationship_even_to_a_name_it_has(self, tmp_path):
        outside = relationship("n", "footnotes", "noten.xml", mode="External")
        body = '<w:p><w:r><w:t>tekst</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
        notes = f"<w:footnotes {NAMESPACES}>{note(1, 'noot')}</w:footnotes>"
        document = read(tmp_path, body, relationships=outside, raw={"word/noten.xml": notes})
        assert texts(document) == ["tekst"]

    def it_reads_a_document_without_text(self, tmp_path):
        assert read(tmp_path, paragraph("")).blocks == []

    def it_refuses_entities_and_follows_none(self, tmp_path):
        (tmp_path / "geheim.txt").write_text("GEHEIM")
        xml = (
            f'<!DOCTYPE d [<!ENTITY x SYSTEM "{(tmp_path / "geheim.txt").as_uri()}">]>'
            f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>a&x;b</w:t></w:r></w:p>"
            "</w:body></w:document>"
        )
        path = tmp_path / "plan.docx"
        path.write_bytes(zipped(**{"word/document.xml": xml}))
        sentence = refusal(tmp_path, path.read_bytes())
        assert "entiteiten" in sentence
        assert "GEHEIM" not in sentence

    def it_goes_on_without_a_damaged_side_part_and_says_so(self, tmp_path):
        document = read(
            tmp_path,
            paragraph("tekst"),
            raw={"word/styles.xml": "<w:styles"},
            relationships=relationship("s", "styles", "styles.xml"),
        )
        assert texts(document) == ["tekst"]
        assert [p.code for p in document.problems] == ["damaged-part"]

    def it_says_that_a_file_has_macros(self, tmp_path):
        document = read(tmp_path, paragraph("tekst"), raw={"word/vbaProject.bin": b"x"})
        assert [p.code for p in document.problems] == ["macros"]

    def it_reads_the_file_s_own_properties(self, tmp_path):
        made = docx.Document()
        made.add_paragraph("tekst")
        made.core_properties.title = "RESV-plan"
        made.core_properties.author = "Jo Jansen"
        made.save(str(tmp_path / "plan.docx"))
        metadata = read_docx(tmp_path / "plan.docx").metadata
        assert metadata["title"] == "RESV-plan"
        assert metadata["author"] == "Jo Jansen"
        assert metadata["created"] == "2013-12-23"
