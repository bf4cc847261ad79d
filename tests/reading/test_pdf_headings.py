"""Headings are found by bookmark, number and looks, with levels that agree over the document."""

import pytest
from pdf_files import PdfFile, headings, paragraphs

from resvtool.document import BlockKind
from resvtool.reading.pdf import read_pdf

BODY = ["Wij werken in deze streek al jaren samen met de huisartsen, de apotheken en", "de wijkverpleging."]


def chapter(file, y, *heads):
    """Heads (text, size, style) each with some text below."""
    for text, size, style in heads:
        file.text(60, y, text, size, style)
        y = file.lines(60, y + 20, BODY) + 20
    return file


class DescribeLooks:
    def it_ranks_sizes(self, tmp_path):
        file = chapter(PdfFile().page(), 80, ("Het plan", 20, "B"), ("Aanpak", 15, "B"), ("Doelen", 12, "B"))
        chapter(file, 400, ("Geld", 15, "B"))
        assert headings(read_pdf(file.save(tmp_path))) == [
            (1, "Het plan"),
            (2, "Aanpak"),
            (3, "Doelen"),
            (2, "Geld"),
        ]

    def it_takes_a_short_bold_line_of_body_size_for_a_lower_heading(self, tmp_path):
        file = chapter(PdfFile().page(), 80, ("Aanpak", 16, "B"), ("Wie doet wat", 10, "B"))
        assert headings(read_pdf(file.save(tmp_path))) == [(1, "Aanpak"), (2, "Wie doet wat")]

    def it_is_less_sure_of_looks_than_of_bookmarks(self, tmp_path):
        file = chapter(PdfFile().page(), 80, ("Aanpak", 16, "B"), ("Geld", 16, "B"))
        file.bookmark("Geld")
        first, second = read_pdf(file.save(tmp_path)).headings()
        assert first.certainty < second.certainty == 1.0

    def it_ranks_bold_heads_that_are_barely_larger_than_the_text_by_size(self, tmp_path):
        heads = [("Aanpak", 10.7, "B"), ("1.1 Doelen", 9.5, "B"), ("Wie doet wat", 10, "B")]
        file = chapter(PdfFile().page(), 60, ("Het plan", 20, "B"), *heads)
        assert [level for level, _ in headings(read_pdf(file.save(tmp_path)))] == [1, 2, 3, 4]

    def it_takes_bold_words_at_the_start_of_a_paragraph_for_text(self, tmp_path):
        file = PdfFile().page().text(60, 100, "Wonen.", 10, "B").text(98, 100, "In onze streek wonen veel ouderen.")
        document = read_pdf(file.save(tmp_path))
        assert paragraphs(document) == ["Wonen. In onze streek wonen veel ouderen."]
        assert headings(document) == []

    def it_takes_a_place_to_fill_in_for_text(self, tmp_path):
        file = chapter(PdfFile().page(), 80, ("Aanpak", 16, "B"), ("[vul in: Escalatieladder]", 14, "B"))
        assert headings(read_pdf(file.save(tmp_path))) == [(1, "Aanpak")]

    def it_knows_a_table_of_contents_without_page_numbers_by_the_heads_that_come_again(self, tmp_path):
        file = PdfFile().page().text(60, 60, "Inhoud", 16, "B")
        for y, head in ((90, "Aanpak"), (120, "Doelen"), (150, "Geld")):
            file.text(60, y, head, 12)
        chapter(file, 220, ("Aanpak", 16, "B"), ("Doelen", 16, "B"), ("Geld", 16, "B"))
        assert headings(read_pdf(file.save(tmp_path))) == [(1, "Inhoud"), (1, "Aanpak"), (1, "Doelen"), (1, "Geld")]

    def it_takes_a_bold_sentence_for_text(self, tmp_path):
        file = PdfFile().page().text(60, 100, "Wij vragen hiervoor geen geld.", 10, "B")
        file.lines(60, 130, BODY)
        assert headings(read_pdf(file.save(tmp_path))) == []

    def it_takes_the_caption_of_a_table_for_text(self, tmp_path):
        file = PdfFile().page().text(60, 100, "Tabel 3 Inwoners per gemeente", 10, "B")
        file.lines(60, 130, BODY)
        assert headings(read_pdf(file.save(tmp_path))) == []

    def it_joins_a_heading_of_two_lines(self, tmp_path):
        file = PdfFile().page()
        long = "Samenwerking tussen huisartsen, wijkverpleging en"
        file.lines(60, 80, [long, "sociaal domein"], 18, "B", 21)
        file.lines(60, 150, BODY)
        assert headings(read_pdf(file.save(tmp_path))) == [(1, long + " sociaal domein")]

    def it_gives_a_subtitle_no_rank_of_its_own(self, tmp_path):
        file = PdfFile().page().text(60, 80, "RESV-plan", 24, "B").text(60, 110, "Samen in de streek", 19, "B")
        chapter(file, 160, ("Aanpak", 15, "B"), ("Geld", 15, "B"))
        assert [level for level, _ in headings(read_pdf(file.save(tmp_path)))] == [1, 2, 2, 2]


class DescribeNumbers:
    def it_puts_a_typed_number_in_the_label(self, tmp_path):
        file = chapter(PdfFile().page(), 80, ("3.2 Risico's", 14, "B"))
        (heading,) = read_pdf(file.save(tmp_path)).headings()
        assert (heading.label, heading.text) == ("3.2", "Risico's")

    def it_keeps_a_numbered_name_in_the_text(self, tmp_path):
        file = chapter(PdfFile().page(), 80, ("Bouwsteen 5 Executiekracht", 14, "B"))
        (heading,) = read_pdf(file.save(tmp_path)).headings()
        assert (heading.label, heading.text) == ("", "Bouwsteen 5 Executiekracht")

    def it_sets_longer_numbers_deeper_when_they_look_the_same(self, tmp_path):
        file = chapter(PdfFile().page(), 80, ("1 Aanpak", 14, "B"), ("1.1 Doelen", 14, "B"), ("1.1.1 Wie", 14, "B"))
        assert [level for level, _ in headings(read_pdf(file.save(tmp_path)))] == [1, 2, 3]

    def it_sets_bold_lines_without_a_number_below_numbered_heads_that_are_smaller(self, tmp_path):
        heads = [("1 Aanpak", 16, "B"), ("1.1 Doelen", 9.5, "B"), ("Wie doet wat", 10, "B"), ("1.2 Geld", 9.5, "B")]
        file = chapter(PdfFile().page(), 80, *heads, ("Wat het kost", 10, "B"))
        assert [level for level, _ in headings(read_pdf(file.save(tmp_path)))] == [1, 2, 3, 2, 3]

    def it_reads_a_number_that_stands_apart_from_its_heading(self, tmp_path):
        file = PdfFile().page().text(60, 80, "2.1", 14, "B").text(100, 80, "Werkwijze", 14, "B")
        file.lines(60, 110, BODY)
        (heading,) = read_pdf(file.save(tmp_path)).headings()
        assert (heading.label, heading.text) == ("2.1", "Werkwijze")


class DescribeBookmarks:
    def it_makes_headings_of_lines_that_look_like_text(self, tmp_path):
        file = PdfFile().page().bookmark("Aanpak").text(60, 80, "Aanpak")
        file.bookmark("Doelen", 1).text(60, 110, "Doelen")
        file.lines(60, 140, BODY)
        assert headings(read_pdf(file.save(tmp_path))) == [(1, "Aanpak"), (2, "Doelen")]

    def it_finds_the_line_whether_or_not_the_number_is_in_the_bookmark(self, tmp_path):
        file = PdfFile().page().bookmark("Aanpak").text(60, 80, "1. Aanpak", 10)
        file.lines(60, 110, BODY)
        assert headings(read_pdf(file.save(tmp_path))) == [(1, "1. Aanpak")]

    def it_prefers_the_heading_over_a_bullet_with_the_same_words(self, tmp_path):
        file = PdfFile().page().text(60, 60, "- Aanpak")
        file.bookmark("Aanpak").text(60, 120, "Aanpak", 14, "B")
        file.lines(60, 150, BODY)
        document = read_pdf(file.save(tmp_path))
        assert headings(document) == [(1, "Aanpak")]
        assert document.blocks[0].kind is BlockKind.LIST_ITEM


class DescribeTablesOfContents:
    @pytest.fixture
    def document(self, tmp_path):
        file = PdfFile().page().text(60, 60, "Inhoud", 16, "B")
        for i, title in enumerate(["1 Aanpak", "2 Geld", "3 Risico's"]):
            file.text(60, 90 + 15 * i, title + " " + "." * 60).text(500, 90 + 15 * i, str(i + 2))
        file.page()
        chapter(file, 80, ("1 Aanpak", 16, "B"))
        return read_pdf(file.save(tmp_path))

    def it_marks_the_lines(self, document):
        assert [b.text for b in document.blocks if b.toc] == ["1 Aanpak 2", "2 Geld 3", "3 Risico's 4"]

    def it_does_not_take_them_for_headings(self, document):
        assert headings(document) == [(1, "Inhoud"), (1, "1 Aanpak")]

    def it_marks_lines_that_only_have_a_page_number(self, tmp_path):
        file = PdfFile().page().text(60, 60, "Inhoudsopgave", 16, "B")
        for i, title in enumerate(["Aanpak", "Geld", "Risico's", "Bijlagen"]):
            file.text(60, 90 + 15 * i, title).text(500, 90 + 15 * i, str(i + 2))
        document = read_pdf(file.save(tmp_path))
        assert [b.text for b in document.blocks if b.toc] == ["Aanpak 2", "Geld 3", "Risico's 4", "Bijlagen 5"]

    def it_marks_a_bare_list_under_the_head(self, tmp_path):
        file = PdfFile().page().text(60, 60, "Inhoud", 16, "B")
        file.lines(60, 90, ["- Aanpak", "- Geld"])
        chapter(file, 150, ("Aanpak", 16, "B"))
        document = read_pdf(file.save(tmp_path))
        assert [b.text for b in document.blocks if b.toc] == ["Aanpak", "Geld"]
