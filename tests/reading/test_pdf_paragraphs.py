"""Lines become paragraphs and list items, each with its place."""

import pytest
from pdf_files import PdfFile, paragraphs, respell, told

from resvtool.document import BlockKind, Part
from resvtool.reading.pdf import read_pdf

WIDE = "De huisartsen, de apothekers en de wijkverpleging in onze streek hebben op 12 maart 2026 besloten"


class DescribeParagraphs:
    def it_joins_the_lines_of_a_paragraph(self, tmp_path):
        file = PdfFile().page()
        file.lines(60, 100, [WIDE, "om samen op te trekken."])
        assert paragraphs(read_pdf(file.save(tmp_path))) == [WIDE + " om samen op te trekken."]

    def it_parts_paragraphs_at_white_space(self, tmp_path):
        file = PdfFile().page()
        y = file.lines(60, 100, [WIDE, "om samen op te trekken."])
        file.lines(60, y + 8, [WIDE, "om apart te blijven."])
        assert len(paragraphs(read_pdf(file.save(tmp_path)))) == 2

    def it_parts_paragraphs_at_a_first_line_indent(self, tmp_path):
        file = PdfFile().page()
        file.lines(60, 100, [WIDE, "om samen op te trekken in de komende jaren, waarin het werk alleen maar groeit."])
        file.lines(75, 126, ["Dat vraagt veel van de mensen die het werk in de wijken van onze streek moeten doen."])
        assert len(paragraphs(read_pdf(file.save(tmp_path)))) == 2

    def it_parts_paragraphs_where_a_line_ends_early_with_a_full_stop(self, tmp_path):
        file = PdfFile().page()
        file.lines(60, 100, [WIDE, "om samen op te trekken.", "Daarna " + WIDE[3:]])
        assert len(paragraphs(read_pdf(file.save(tmp_path)))) == 2

    def it_goes_on_over_a_page_when_the_sentence_does(self, tmp_path):
        file = PdfFile().page().text(60, 780, WIDE).page().text(60, 80, "om samen op te trekken.")
        document = read_pdf(file.save(tmp_path))
        assert paragraphs(document) == [WIDE + " om samen op te trekken."]
        assert document.blocks[0].anchor.page == 1

    def it_starts_anew_on_a_page_when_the_sentence_was_finished(self, tmp_path):
        file = PdfFile().page().text(60, 780, "Dat is zo besloten.").page().text(60, 80, "Daarna volgde de rest.")
        assert len(paragraphs(read_pdf(file.save(tmp_path)))) == 2

    def it_makes_words_whole_that_a_hyphen_parts(self, tmp_path):
        file = PdfFile().page()
        file.lines(60, 100, [WIDE + " de bepa-", "lende factoren eerst te bespreken."])
        assert "de bepalende factoren" in paragraphs(read_pdf(file.save(tmp_path)))[0]

    def it_leaves_out_raised_numbers_that_point_to_notes(self, tmp_path):
        file = PdfFile().page().text(60, 100, "Zo is het besloten.").text(148, 96, "3", 6)
        assert paragraphs(read_pdf(file.save(tmp_path))) == ["Zo is het besloten."]

    def it_keeps_an_exponent(self, tmp_path):
        file = PdfFile().page().text(60, 100, "Een pand van 120 m").text(152.5, 96, "2", 6)
        assert paragraphs(read_pdf(file.save(tmp_path))) == ["Een pand van 120 m2"]

    def it_turns_odd_spaces_into_plain_ones(self, tmp_path):
        file = PdfFile().page().text(60, 100, "samen\u00a0 \u00a0sterk")
        assert paragraphs(read_pdf(file.save(tmp_path))) == ["samen sterk"]

    def it_mends_a_font_that_gives_an_odd_letter_for_ti(self, tmp_path):
        file = PdfFile().page().text(60, 100, "De organisa~e is ac~ef in alle coopera~es.")
        path = respell(file.save(tmp_path), "~", "Ɵ")
        assert paragraphs(read_pdf(path)) == ["De organisatie is actief in alle cooperaties."]


class DescribePlaces:
    def it_numbers_blocks_and_gives_page_and_box(self, tmp_path):
        file = PdfFile().page().text(60, 100, "Eerste.").page().text(60, 300, "Tweede.")
        first, second = read_pdf(file.save(tmp_path)).blocks
        assert (first.anchor.paragraph, first.anchor.page) == (1, 1)
        assert (second.anchor.paragraph, second.anchor.page) == (2, 2)
        assert second.anchor.box.x0 == pytest.approx(60, abs=1)
        assert second.anchor.box.y0 < 300 < second.anchor.box.y1

    def it_gives_the_headings_above(self, tmp_path):
        file = PdfFile().page().text(60, 80, "1 Aanpak", 16, "B").text(60, 110, "1.1 Doelen", 13, "B")
        file.text(60, 140, "Wij willen meer samen doen.")
        assert read_pdf(file.save(tmp_path)).blocks[-1].anchor.section == ("1 Aanpak", "1.1 Doelen")


class DescribeLists:
    @pytest.mark.parametrize("labels", [("•", "•"), ("-", "-"), ("1.", "2."), ("a)", "b)"), ("(i)", "(ii)")])
    def it_takes_the_label_off_an_item(self, tmp_path, labels):
        file = PdfFile().page()
        file.pdf.core_fonts_encoding = "cp1252"
        for i, label in enumerate(labels):
            file.text(60, 100 + 13 * i, label).text(78, 100 + 13 * i, f"punt {i}")
        document = read_pdf(file.save(tmp_path))
        assert [(b.kind, b.label, b.text) for b in document.blocks] == [
            (BlockKind.LIST_ITEM, label, f"punt {i}") for i, label in enumerate(labels)
        ]

    def it_joins_the_lines_of_an_item(self, tmp_path):
        file = PdfFile().page().text(60, 100, "-").text(78, 100, WIDE).text(78, 113, "om samen op te trekken;")
        file.text(60, 126, "-").text(78, 126, "en om te delen.")
        items = told(read_pdf(file.save(tmp_path)), BlockKind.LIST_ITEM)
        assert items == [f"- {WIDE} om samen op te trekken;", "- en om te delen."]

    def it_tells_how_deep_an_item_is(self, tmp_path):
        file = PdfFile().page()
        file.lines(60, 100, ["- vogels"])
        file.lines(80, 113, ["- mees", "- merel"])
        file.lines(60, 139, ["- vissen"])
        assert [b.level for b in read_pdf(file.save(tmp_path)).blocks] == [0, 1, 1, 0]

    def it_sees_a_bullet_that_is_drawn_as_a_dot(self, tmp_path):
        file = PdfFile().page()
        for i in range(3):
            file.pdf.ellipse(62, 95 + 20 * i, 3, 3, style="F")
            file.text(75, 100 + 20 * i, f"punt {i}")
        assert told(read_pdf(file.save(tmp_path)), BlockKind.LIST_ITEM) == ["• punt 0", "• punt 1", "• punt 2"]

    def it_takes_a_year_at_the_start_of_a_line_for_text(self, tmp_path):
        file = PdfFile().page()
        file.lines(60, 100, [WIDE + " dat vanaf", "2027 alles anders gaat."])
        assert len(paragraphs(read_pdf(file.save(tmp_path)))) == 1


class DescribeFootnotes:
    @pytest.fixture
    def document(self, tmp_path):
        file = PdfFile().page()
        file.lines(60, 100, [WIDE] * 10)
        file.text(60, 760, "1", 5).text(64, 763, "Dit is een noot over de bron van deze cijfers.", 8)
        file.text(60, 773, "2", 5).text(64, 776, "En dit is een tweede, die langer is en over", 8)
        file.text(64, 786, "een tweede regel loopt.", 8)
        return read_pdf(file.save(tmp_path))

    def it_sets_them_apart_with_their_number(self, document):
        notes = [(b.label, b.text) for b in document.blocks if b.part is Part.FOOTNOTE]
        assert notes[0] == ("1", "Dit is een noot over de bron van deze cijfers.")
        assert notes[1] == ("2", "En dit is een tweede, die langer is en over een tweede regel loopt.")

    def it_keeps_them_out_of_the_text(self, document):
        assert all("noot" not in b.text for b in document.blocks if b.part is Part.BODY)

    def it_finds_a_note_as_large_as_the_text_by_its_raised_number(self, tmp_path):
        file = PdfFile().page()
        file.lines(60, 100, [WIDE] * 4)
        file.text(60, 756, "1", 6).text(64, 760, "Een noot die even groot is als de tekst.")
        notes = [b.text for b in read_pdf(file.save(tmp_path)).blocks if b.part is Part.FOOTNOTE]
        assert notes == ["Een noot die even groot is als de tekst."]

    def it_finishes_a_note_that_goes_on_at_the_foot_of_the_next_page(self, tmp_path):
        file = PdfFile().page()
        file.lines(60, 100, [WIDE] * 4)
        file.text(60, 756, "1", 6).text(64, 760, "Een noot die op deze bladzijde niet past en")
        file.page().lines(60, 100, [WIDE] * 4)
        file.rule(60, 745, 200, 745).text(60, 760, "op de volgende wordt voltooid.")
        notes = [b.text for b in read_pdf(file.save(tmp_path)).blocks if b.part is Part.FOOTNOTE]
        assert notes == ["Een noot die op deze bladzijde niet past en op de volgende wordt voltooid."]
