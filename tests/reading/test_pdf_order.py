"""Text comes in the order in which a person reads the page."""

import pikepdf
import pytest
from pdf_files import PdfFile, headings, paragraphs, tables, told

from resvtool.document import BlockKind
from resvtool.reading.pdf import read_pdf

LEFT = [
    "De zorg in onze streek staat onder",
    "druk. Het aantal ouderen groeit en",
    "het aantal professionals daalt. Wij",
    "kiezen er daarom voor om de hechte",
    "wijkverbanden te versterken en het",
    "werk anders te verdelen over alle",
]
RIGHT = [
    "beroepsgroepen die hier werken. De",
    "huisartsen nemen het voortouw. Zij",
    "doen dat samen met de apothekers en",
    "met de wijkverpleging. Elk kwartaal",
    "bespreken zij de cijfers, die hun",
    "door het bureau worden geleverd.",
]
FLOWING = " ".join(LEFT + RIGHT)


def two_columns(file, y, left=LEFT, right=RIGHT):
    """Two columns, drawn line by line across, as some programs do."""
    for i in range(max(len(left), len(right))):
        if i < len(left):
            file.text(60, y + i * 13, left[i])
        if i < len(right):
            file.text(310, y + i * 13, right[i])
    return file


class DescribeColumns:
    def it_reads_the_left_column_before_the_right(self, tmp_path):
        document = read_pdf(two_columns(PdfFile().page(), 100).save(tmp_path))
        assert paragraphs(document) == [FLOWING]

    def it_reads_what_spans_the_columns_in_its_place(self, tmp_path):
        file = PdfFile().page()
        file.text(60, 70, "Een kop die over de hele breedte van de bladzijde en beide kolommen loopt", 14, "B")
        two_columns(file, 100)
        file.text(60, 210, "Een gewone regel die over de volle breedte van de beide kolommen hieronder doorloopt.")
        document = read_pdf(file.save(tmp_path))
        assert headings(document)[0][1].startswith("Een kop")
        assert paragraphs(document)[0] == FLOWING
        assert paragraphs(document)[1].startswith("Een gewone regel")

    def it_takes_a_short_head_over_both_columns_for_an_end_of_the_columns_above(self, tmp_path):
        file = two_columns(PdfFile().page(), 100)
        file.text(60, 205, "Werkwijze", 14, "B")
        two_columns(file, 230, ["Wij werken in kleine stappen. Na elke", *LEFT[1:]], RIGHT)
        document = read_pdf(file.save(tmp_path))
        order = [b.text.split(" ", 2)[1] if " " in b.text else b.text for b in document.blocks]
        assert order == ["zorg", "Werkwijze", "werken"]

    def it_reads_three_columns(self, tmp_path):
        file = PdfFile().page()
        words = [
            "aa bb cc dd ee ff",
            "gg hh ii jj kk ll",
            "mm nn oo pp qq rr",
            "ss tt uu vv ww xx",
            "yy zz ab ac ad ae",
        ]
        for column in range(3):
            file.lines(60 + 170 * column, 100, [f"kolom{column} {w}" for w in words])
        text = " ".join(paragraphs(read_pdf(file.save(tmp_path))))
        assert text.index("kolom0 yy") < text.index("kolom1 aa") < text.index("kolom1 yy") < text.index("kolom2 aa")

    def it_reads_short_columns_in_a_gutter_known_from_another_page(self, tmp_path):
        file = two_columns(PdfFile().page(), 100)
        file.page().text(60, 100, "Hier staat een slotzin die doorgaat").text(310, 100, "tot in de kolom ernaast.")
        assert paragraphs(read_pdf(file.save(tmp_path)))[-1] == (
            "Hier staat een slotzin die doorgaat tot in de kolom ernaast."
        )

    def it_reads_a_table_over_both_columns_between_them(self, tmp_path):
        file = two_columns(PdfFile().page(), 100)
        file.grid([60, 200, 500], [200, 220, 240], [["Naam", "Rol"], ["Anna", "Huisarts"]])
        two_columns(file, 270)
        document = read_pdf(file.save(tmp_path))
        assert [b.kind for b in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]

    def it_reads_lists_side_by_side_one_after_the_other(self, tmp_path):
        file = two_columns(PdfFile().page(), 100)
        file.lines(60, 220, ["- een", "- twee", "- drie"])
        file.lines(310, 220, ["- vier", "- vijf", "- zes"])
        items = told(read_pdf(file.save(tmp_path)), BlockKind.LIST_ITEM)
        assert items == ["- een", "- twee", "- drie", "- vier", "- vijf", "- zes"]


class DescribeTurnedPages:
    @pytest.mark.parametrize("turn", [90, 180, 270])
    def it_reads_a_page_that_is_shown_turned(self, tmp_path, turn):
        file = PdfFile().page()
        file.lines(60, 100, LEFT)
        path = file.save(tmp_path)
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.pages[0].Rotate = turn
            pdf.save(path)
        assert paragraphs(read_pdf(path)) == [" ".join(LEFT)]

    def it_reads_a_landscape_table_that_stands_on_its_side(self, tmp_path):
        file = PdfFile().page()
        for i, line in enumerate(LEFT):
            file.sideways(100 + 13 * i, 700, line)
        document = read_pdf(file.save(tmp_path))
        assert paragraphs(document) == [" ".join(LEFT)]

    def it_gives_boxes_as_the_page_is_shown(self, tmp_path):
        file = PdfFile().page()
        file.sideways(100, 700, "Deze regel loopt omhoog.")
        box = read_pdf(file.save(tmp_path)).blocks[0].anchor.box
        assert box.y1 == pytest.approx(700, abs=2)
        assert 90 < box.x0 < box.x1 < 106

    def it_leaves_out_what_lies_off_the_page(self, tmp_path):
        file = PdfFile().page().text(60, 100, "Zichtbaar").text(2000, 100, "Onzichtbaar")
        assert paragraphs(read_pdf(file.save(tmp_path))) == ["Zichtbaar"]


class DescribeRunningText:
    @pytest.fixture
    def document(self, tmp_path):
        file = PdfFile()
        for number in range(1, 5):
            file.page().text(60, 40, "RESV-plan Teststreek 2027").text(500, 810, f"pagina {number} van 4")
            file.lines(60, 100, [f"Dit is de tekst van bladzijde {number}, en die telt mee.", "Zo staat het er."])
        return read_pdf(file.save(tmp_path))

    def it_takes_out_heads_and_feet(self, document):
        assert "RESV-plan" not in " ".join(paragraphs(document))
        assert "pagina" not in " ".join(paragraphs(document))

    def it_keeps_them_apart_and_tells_each_once(self, document):
        assert document.headers == ["RESV-plan Teststreek 2027"]
        assert document.footers == ["pagina 1 van 4"]

    def it_keeps_a_repeated_sentence_that_stands_in_the_text(self, tmp_path):
        file = PdfFile()
        for _ in range(4):
            file.page().text(60, 300, "Deze zin staat op elke bladzijde in de tekst.")
        assert len(paragraphs(read_pdf(file.save(tmp_path)))) == 4

    def it_keeps_the_only_line_at_the_top_of_one_page(self, tmp_path):
        file = PdfFile().page().text(60, 40, "Aanbiedingsbrief").page().text(60, 300, "Tekst.")
        assert "Aanbiedingsbrief" in " ".join(b.text for b in read_pdf(file.save(tmp_path)).blocks)

    def it_takes_out_a_head_that_is_set_in_a_table(self, tmp_path):
        file = PdfFile()
        for number in range(1, 4):
            file.page().grid([60, 300, 540], [30, 50], [["Streekverband", f"Versie 1, blad {number}"]])
            file.text(60, 200, f"Tekst van blad {number}.")
        document = read_pdf(file.save(tmp_path))
        assert tables(document) == []
        assert document.headers == ["Streekverband", "Versie 1, blad 1"]
