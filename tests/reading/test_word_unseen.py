"""Text that stands in a Word file but not on its page is no evidence, and the reader of the report is told."""

import pytest
from word_files import HEADING_STYLES, cell, paragraph, read, relationship, rels, row, run, table, text_box, texts

from resvtool.reading.opening import read_document

WHITE = '<w:color w:val="FFFFFF"/>'
DARK = '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'
PALE = '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>'


def codes(document):
    return [p.code for p in document.problems]


def styled(inside):
    return f'<w:style w:type="paragraph" w:styleId="Wit"><w:name w:val="Wit"/>{inside}</w:style>'


class DescribeWhiteText:
    @pytest.mark.parametrize(
        "look",
        [
            WHITE,
            '<w:color w:val="FDFDFD"/>',
            '<w:color w:themeColor="background1"/>',
            WHITE + PALE,
            WHITE + '<w:highlight w:val="white"/>',
        ],
    )
    def it_is_not_read_and_told(self, tmp_path, look):
        body = paragraph(run("Zichtbaar. ") + run("De kassier is bevoegd.", look))
        document = read(tmp_path, body)
        assert texts(document) == ["Zichtbaar."]
        assert codes(document) == ["white-text"]
        assert "telt niet als bewijs" in document.problems[0].text

    def it_may_come_from_a_style(self, tmp_path):
        document = read(tmp_path, paragraph("Wit.", style="Wit"), styles=styled(f"<w:rPr>{WHITE}</w:rPr>"))
        assert (texts(document), codes(document)) == ([], ["white-text"])

    @pytest.mark.parametrize(
        "body",
        [
            paragraph("Kop", look=WHITE + DARK),
            paragraph("Kop", look=WHITE + '<w:highlight w:val="darkBlue"/>'),
            paragraph("Kop", DARK, look=WHITE),
            table(row(cell(paragraph("Kop", look=WHITE), DARK), "b")),
            table(row(cell(paragraph("Kop", look=WHITE)), "b"), properties='<w:tblStyle w:val="T"/>'),
            paragraph("Kop", style="Wit", look=WHITE),
            paragraph("Kop", look=WHITE + '<w:shd w:val="clear" w:themeFill="accent1"/>'),
        ],
    )
    def it_is_read_on_a_dark_background(self, tmp_path, body):
        styles = styled(f"<w:pPr>{DARK}</w:pPr>") + (
            '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:tblStylePr w:type="firstRow">'
            f"<w:tcPr>{DARK}</w:tcPr></w:tblStylePr></w:style>"
        )
        document = read(tmp_path, body, styles=styles)
        assert "Kop" in texts(document)[0]
        assert codes(document) == []

    def it_is_read_in_a_filled_text_box_only(self, tmp_path):
        inside = text_box(paragraph("Wit in een vak.", look=WHITE))
        filled = inside.replace(
            "<wps:wsp>", '<wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="003366"/></a:solidFill></wps:spPr>'
        )
        assert texts(read(tmp_path, paragraph(run("Tekst.") + filled))) == ["Tekst.", "Wit in een vak."]
        assert texts(read(tmp_path, paragraph(run("Tekst.") + inside))) == ["Tekst."]

    def it_is_told_once_with_the_first_places(self, tmp_path):
        body = paragraph("Zichtbare kop", style="Kop1") + paragraph("x") * 2
        body += "".join(paragraph("Ja.") + paragraph("Wit.", look=WHITE) for _ in range(6))
        (problem,) = read(tmp_path, body, styles=HEADING_STYLES).problems
        assert problem.place.count("onder 'Zichtbare kop'") == 3
        assert "nog 3 plaatsen" in problem.place

    def it_says_nothing_of_white_spaces(self, tmp_path):
        assert codes(read(tmp_path, paragraph(run("Tekst.") + run("  .  ", WHITE)))) == []


class DescribeHiddenAndTinyText:
    def it_tells_of_hidden_text(self, tmp_path):
        document = read(tmp_path, paragraph(run("Zichtbaar.") + run("Verborgen.", "<w:vanish/>")))
        assert (texts(document), codes(document)) == (["Zichtbaar."], ["hidden-text"])

    @pytest.mark.parametrize(("size", "seen"), [(2, False), (4, False), (12, True)])
    def it_does_not_read_what_is_too_small_to_see(self, tmp_path, size, seen):
        document = read(tmp_path, paragraph("Klein.", look=f'<w:sz w:val="{size}"/>'))
        assert bool(texts(document)) is seen
        assert codes(document) == ([] if seen else ["tiny-text"])


class DescribeTextOutsideThePage:
    @pytest.mark.parametrize(
        ("offset", "frame", "seen"),
        [
            (-90_000_000, "column", False),
            (9_000_000, "page", False),
            (-3_000_000, "page", False),
            (-500_000, "column", True),
            (3_000_000, "page", True),
        ],
    )
    def it_reads_a_text_box_only_when_it_stands_on_the_page(self, tmp_path, offset, frame, seen):
        place = (
            f'<wp:positionH relativeFrom="{frame}"><wp:posOffset>{offset}</wp:posOffset></wp:positionH>'
            '<wp:extent cx="2000000" cy="500000"/>'
        )
        box = text_box(paragraph("In het vak.")).replace("<wp:anchor>", f"<wp:anchor>{place}")
        document = read(tmp_path, paragraph(run("Tekst.") + box))
        assert ("In het vak." in texts(document)) is seen
        assert codes(document) == ([] if seen else ["text-outside-page"])

    @pytest.mark.parametrize(
        "style", ["position:absolute;margin-left:-2000pt", "visibility:hidden", "position:absolute;left:100in"]
    )
    def it_knows_old_shapes_too(self, tmp_path, style):
        box = f'<w:r><w:pict><v:shape style="{style}"><v:textbox><w:txbxContent>{paragraph("Weg.")}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
        document = read(tmp_path, paragraph(run("Tekst.") + box))
        assert (texts(document), codes(document)) == (["Tekst."], ["text-outside-page"])

    def it_does_not_read_hidden_drawings(self, tmp_path):
        box = text_box(paragraph("Weg.")).replace('name="Tekstvak 1"', 'name="Tekstvak 1" hidden="1"')
        assert texts(read(tmp_path, paragraph(run("Tekst.") + box))) == ["Tekst."]

    @pytest.mark.parametrize("away", ['<w:framePr w:x="40000" w:y="10"/>', '<w:ind w:left="31000"/>'])
    def it_does_not_read_paragraphs_that_are_pushed_off_the_paper(self, tmp_path, away):
        document = read(tmp_path, paragraph("Tekst.") + paragraph("Weg.", away))
        assert (texts(document), codes(document)) == (["Tekst."], ["text-outside-page"])


class DescribeWhatIsFetchedFromElsewhere:
    def it_is_never_fetched_and_told(self, tmp_path):
        settings = rels(relationship("t", "attachedTemplate", "http://sjabloon.invalid/kwaad.dotm", "External"))
        picture = relationship("p", "image", "http://beeld.invalid/x.png", "External")
        link = relationship("l", "hyperlink", "http://gemeente.invalid/", "External")
        document = read(
            tmp_path,
            paragraph("Tekst."),
            settings="",
            relationships=picture + link,
            raw={"word/_rels/settings.xml.rels": settings},
        )
        assert texts(document) == ["Tekst."]
        assert codes(document) == ["external-template", "external-content"]

    def it_says_nothing_of_links(self, tmp_path):
        link = relationship("l", "hyperlink", "http://gemeente.invalid/", "External")
        assert codes(read(tmp_path, paragraph("Tekst."), relationships=link)) == []

    @pytest.mark.parametrize("instruction", ["DDEAUTO c:\\\\x.exe", 'INCLUDETEXT "C:\\\\geheim.txt"'])
    def it_runs_no_field(self, tmp_path, instruction):
        body = paragraph(f"<w:r><w:instrText> {instruction} </w:instrText></w:r>" + run("Tekst."))
        assert codes(read(tmp_path, body)) == ["external-content"]

    def it_reads_a_file_with_macros_without_them(self, tmp_path):
        document = read(tmp_path, paragraph("Tekst."), raw={"word/vbaProject.bin": b"\xd0\xcf"})
        macro = (tmp_path / "plan.docx").rename(tmp_path / "plan.docm")
        assert codes(document) == ["macros"]
        assert texts(read_document(macro)) == ["Tekst."]

    def it_does_not_trust_the_name_of_a_part(self, tmp_path):
        liars = "".join(relationship(k, k, f"{k}.xml") for k in ("styles", "numbering", "footnotes"))
        png = {f"word/{k}.xml": b"\x89PNG\r\n\x1a\n" for k in ("styles", "numbering", "footnotes")}
        document = read(tmp_path, paragraph("Tekst."), relationships=liars, raw=png)
        assert texts(document) == ["Tekst."]
        assert codes(document) == ["damaged-part"] * 3
