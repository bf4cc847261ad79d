"""Lines of a table of contents are marked, however it was made."""

from word_files import HEADING_STYLES, field, paragraph, read, run

from resvtool.document import BlockKind

TEXT = paragraph(
    "In de wijken werken huisartsen, wijkverpleging en sociaal werk al jaren samen, en dat willen "
    "wij de komende jaren uitbouwen tot een verband dat voor inwoners herkenbaar is."
)
CHAPTERS = "".join(paragraph(t, style="Kop1") + TEXT for t in ("Onze regio", "Ons plan", "Geld"))


def toc_of(tmp_path, contents: str, rest: str = CHAPTERS, styles: str = HEADING_STYLES):
    document = read(tmp_path, contents + rest, styles=styles)
    return [b.text for b in document.blocks if b.toc]


class DescribeContents:
    def it_is_marked_by_its_styles(self, tmp_path):
        styles = HEADING_STYLES + (
            '<w:style w:type="paragraph" w:styleId="I1"><w:name w:val="toc 1"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="IK"><w:name w:val="TOC Heading"/>'
            '<w:basedOn w:val="Kop1"/></w:style>'
        )
        contents = paragraph("Inhoud", style="IK") + paragraph("Onze regio 3", style="I1")
        document = read(tmp_path, contents + CHAPTERS, styles=styles)
        assert [b.toc for b in document.blocks[:3]] == [True, True, False]
        assert document.blocks[0].kind is BlockKind.HEADING
        assert document.blocks[1].kind is BlockKind.PARAGRAPH

    def it_is_marked_by_its_field(self, tmp_path):
        line = field(" TOC \\o ", "Onze regio 3")
        assert toc_of(tmp_path, paragraph(line)) == ["Onze regio 3"]

    def it_ends_at_a_heading_when_its_field_has_no_end(self, tmp_path):
        line = field(" TOC \\o ", "Onze regio 3").rsplit("<w:r>", 1)[0]
        assert toc_of(tmp_path, paragraph(line)) == ["Onze regio 3"]

    def it_is_marked_by_its_content_control(self, tmp_path):
        control = (
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="
            '"Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
            f"{paragraph('Inhoudsopgave')}{paragraph('Onze regio')}</w:sdtContent></w:sdt>"
        )
        assert toc_of(tmp_path, control) == ["Inhoudsopgave", "Onze regio"]

    def it_is_marked_by_leader_dots_and_page_numbers(self, tmp_path):
        contents = paragraph("Inhoud") + "".join(paragraph(t) for t in ("Onze regio ....... 3", "Ons plan ........ 12"))
        assert len(toc_of(tmp_path, contents)) == 3

    def it_is_marked_by_tabs_and_rising_page_numbers(self, tmp_path):
        contents = "".join(
            paragraph(run(t) + "<w:r><w:tab/></w:r>" + run(n))
            for t, n in (("Onze regio", "3"), ("Ons plan", "5"), ("Geld", "12"))
        )
        assert len(toc_of(tmp_path, contents)) == 3

    def it_is_marked_when_its_lines_come_back_as_headings(self, tmp_path):
        contents = "".join(paragraph(t) for t in ("Inhoud", "- Onze regio", "- Ons plan", "- Geld"))
        assert len(toc_of(tmp_path, contents)) == 4

    def it_ends_where_the_first_of_its_headings_comes_back(self, tmp_path):
        bold = [paragraph(t, look="<w:b/>") for t in ("Inhoud", "Onze regio", "Ons plan", "Geld")]
        rest = bold[1] + TEXT + bold[2] + TEXT + bold[3] + TEXT
        document = read(tmp_path, "".join(bold) + rest)
        assert [b.toc for b in document.blocks[:5]] == [True] * 4 + [False]
        assert [h.text for h in document.headings()] == ["Inhoud", "Onze regio", "Ons plan", "Geld"]

    def it_is_no_budget_typed_with_tabs(self, tmp_path):
        budget = "".join(
            paragraph(run(t) + "<w:r><w:tab/></w:r>" + run(n))
            for t, n in (("Projectleider", "120"), ("Secretaris", "80"), ("Zaalhuur", "15"))
        )
        assert toc_of(tmp_path, budget) == []

    def it_is_no_chapter_that_is_called_contents(self, tmp_path):
        assert toc_of(tmp_path, paragraph("Inhoud", style="Kop1") + TEXT) == []
