"""Tables come out as rows of cells, whether or not rules are drawn."""

import pytest
from pdf_files import PdfFile, paragraphs, tables

from resvtool.reading.pdf import read_pdf

XS = [60, 160, 320, 520]
HEAD = ["Nr", "Knelpunt", "Omvang"]
FIRST = [HEAD, ["K1", "Wachttijd", "8 dagen"]]
ROWS = [
    ["Gemeente", "Postcode", "Inwoners"],
    ["Halmstede", "8051", "18.940"],
    ["Borgwijk", "8066", "16.430"],
    ["Tersveld", "8074", "23.480"],
]


def only_table(path):
    (block,) = tables(read_pdf(path))
    return block.table


class DescribeRuledTables:
    def it_gives_rows_and_cells(self, tmp_path):
        file = PdfFile().page().grid(XS, [100, 120, 140], [HEAD, ["K1", "Wachttijd", "8 dagen"]])
        assert only_table(file.save(tmp_path)).rows == (tuple(HEAD), ("K1", "Wachttijd", "8 dagen"))

    def it_joins_the_lines_within_a_cell(self, tmp_path):
        file = PdfFile().page().grid(XS, [100, 120, 160], [HEAD, ["K1", "Lange wachttijd\nvoor ouderen", "8 dagen"]])
        assert only_table(file.save(tmp_path)).rows[1][1] == "Lange wachttijd voor ouderen"

    def it_parts_the_paragraphs_within_a_cell(self, tmp_path):
        file = PdfFile().page().grid(XS, [100, 120, 180], [HEAD, ["K1", "Eerste punt.\n\nTweede punt.", "8 dagen"]])
        assert only_table(file.save(tmp_path)).rows[1][1] == "Eerste punt.\nTweede punt."

    def it_keeps_empty_cells_in_their_column(self, tmp_path):
        file = PdfFile().page().grid(XS, [100, 120, 140], [HEAD, ["K1", "", "8 dagen"]])
        assert only_table(file.save(tmp_path)).rows[1] == ("K1", "", "8 dagen")

    def it_counts_bold_rows_at_the_top_as_heads(self, tmp_path):
        file = PdfFile().page().grid(XS, [100, 120, 140], [HEAD, ["K1", "Wachttijd", "8 dagen"]], head=True)
        assert only_table(file.save(tmp_path)).header_rows == 1

    def it_claims_no_head_where_it_sees_none(self, tmp_path):
        file = PdfFile().page().grid([60, 300, 520], [100, 120, 140], [["Naam", "De Brug"], ["Plaats", "Halmstede"]])
        assert only_table(file.save(tmp_path)).header_rows == 0

    def it_repeats_the_text_of_a_merged_cell(self, tmp_path):
        file = PdfFile().page()
        for y, start in ((100, 60), (120, 60), (140, 60)):
            file.rule(start, y, 520, y)
        file.rule(60, 100, 60, 140).rule(520, 100, 520, 140).rule(300, 120, 300, 140)
        file.text(64, 112, "Over beide kolommen", 9).text(64, 132, "links", 9).text(304, 132, "rechts", 9)
        table = only_table(file.save(tmp_path))
        assert table.rows == (("Over beide kolommen",) * 2, ("links", "rechts"))
        assert table.repeated == frozenset({(0, 1)})
        assert table.text() == "Over beide kolommen\nlinks | rechts"

    def it_gives_the_page_and_box_of_every_row(self, tmp_path):
        file = PdfFile().page().grid(XS, [100, 120, 140], [HEAD, ["K1", "Wachttijd", "8 dagen"]])
        table = only_table(file.save(tmp_path))
        assert table.row_pages == (1, 1)
        assert [round(b.y0) for b in table.row_boxes] == [100, 120]
        assert [round(b.x1) for b in table.row_boxes] == [520, 520]

    def it_makes_words_whole_that_a_narrow_cell_cuts_off(self, tmp_path):
        file = PdfFile().page()
        file.lines(60, 60, ["Voor elke activiteit is er een knelpunt dat in de streek is gevoeld."])
        file.grid([60, 94, 300], [100, 130], [["knelpu\nnt", "Lang wachten op hulp"]])
        assert only_table(file.save(tmp_path)).rows[0][0] == "knelpunt"

    def it_leaves_a_frame_round_text_alone(self, tmp_path):
        file = PdfFile().page()
        file.pdf.rect(50, 80, 400, 60)
        file.text(60, 100, "Kernpunt: wij doen het samen.")
        document = read_pdf(file.save(tmp_path))
        assert tables(document) == []
        assert paragraphs(document) == ["Kernpunt: wij doen het samen."]


class DescribeTablesOverPages:
    def two_pages(self, rest):
        file = PdfFile().page().grid(XS, [740, 760, 780], FIRST, head=True)
        ys = [60 + 20 * i for i in range(len(rest) + 1)]
        return file.page().grid(XS, ys, rest, head=rest[0] == HEAD)

    def it_joins_the_parts_and_drops_the_repeated_head(self, tmp_path):
        table = only_table(self.two_pages([HEAD, ["K2", "Tekort", "12 fte"]]).save(tmp_path))
        assert table.rows == (tuple(HEAD), ("K1", "Wachttijd", "8 dagen"), ("K2", "Tekort", "12 fte"))
        assert table.row_pages == (1, 1, 2)

    def it_joins_parts_without_a_repeated_head(self, tmp_path):
        assert len(only_table(self.two_pages([["K2", "Tekort", "12 fte"]]).save(tmp_path)).rows) == 3

    def it_mends_a_row_that_the_page_break_parts(self, tmp_path):
        file = PdfFile().page().grid(XS, [740, 760, 780], [HEAD, ["K1", "Wachten op", "8 dagen"]], head=True)
        file.page().grid(XS, [60, 80, 100], [["", "een huisarts", ""], ["K2", "Tekort", "12 fte"]])
        assert only_table(file.save(tmp_path)).rows[1:] == (
            ("K1", "Wachten op een huisarts", "8 dagen"),
            ("K2", "Tekort", "12 fte"),
        )

    def it_keeps_a_total_row_on_the_next_page_a_row(self, tmp_path):
        table = only_table(self.two_pages([["", "Totaal", "20"]]).save(tmp_path))
        assert table.rows[-1] == ("", "Totaal", "20")

    def it_keeps_tables_with_other_columns_apart(self, tmp_path):
        file = PdfFile().page().grid(XS, [740, 760, 780], FIRST)
        file.page().grid([60, 300, 520], [60, 80, 100], [["Post", "Bedrag"], ["Bureau", "1.000"]])
        assert len(tables(read_pdf(file.save(tmp_path)))) == 2

    def it_keeps_tables_apart_when_text_stands_between(self, tmp_path):
        file = PdfFile().page().grid(XS, [740, 760, 780], FIRST)
        file.page().text(60, 60, "Hieronder staat iets anders.").grid(XS, [80, 100], [["K2", "Tekort", "12 fte"]])
        assert len(tables(read_pdf(file.save(tmp_path)))) == 2

    def it_keeps_a_table_with_another_head_apart(self, tmp_path):
        file = PdfFile().page().grid(XS, [740, 760, 780], FIRST, head=True)
        file.page().grid(XS, [60, 80, 100], [["Wie", "Wat", "Wanneer"], ["HCH", "Plan", "2027"]], head=True)
        assert len(tables(read_pdf(file.save(tmp_path)))) == 2


class DescribeTablesWithoutRules:
    def it_reads_cells_that_stand_in_line(self, tmp_path):
        file = PdfFile().page().grid(XS, [100, 115, 130, 145, 160], ROWS, ruled=False)
        assert only_table(file.save(tmp_path)).rows == tuple(map(tuple, ROWS))

    def it_joins_the_lines_of_its_cells(self, tmp_path):
        rows = [*ROWS, ["Noordlinge", "8081", "17.260 met de\ndorpen erbij"]]
        file = PdfFile().page().grid(XS, [100, 120, 140, 160, 180, 200], rows, ruled=False)
        assert only_table(file.save(tmp_path)).rows[-1][2] == "17.260 met de dorpen erbij"

    def it_reads_rows_between_rules_that_only_run_across(self, tmp_path):
        file = PdfFile().page()
        ys = [100, 120, 150, 170]
        for y in ys:
            file.rule(60, y, 520, y)
        cells = [["Risico", "Maatregel"], ["Te weinig tijd", "Eerst kiezen,\ndan pas doen"], ["Geld op", "Stoppen"]]
        file.grid([60, 300, 520], ys, cells, ruled=False)
        assert only_table(file.save(tmp_path)).rows[1] == ("Te weinig tijd", "Eerst kiezen, dan pas doen")

    def it_takes_no_prose_for_a_table(self, tmp_path):
        file = PdfFile().page()
        file.lines(60, 100, ["Wij werken in deze streek al jaren samen met alle partijen."] * 6)
        assert tables(read_pdf(file.save(tmp_path))) == []


@pytest.mark.parametrize("spread", [1, 3])
def it_reads_one_cell_per_square_whatever_the_number_of_pages(tmp_path, spread):
    file = PdfFile()
    for page in range(spread):
        file.page()
        file.text(60, 80, f"Hoofdstuk {page}", 16, "B")
        file.grid(XS, [100, 120, 140], [HEAD, [f"K{page}", "Wachttijd", "8 dagen"]])
    found = tables(read_pdf(file.save(tmp_path)))
    assert [block.table.rows[1][0] for block in found] == [f"K{page}" for page in range(spread)]
