"""Tables become rectangular grids in which every row knows its heads."""

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_files import (
    HEADING_STYLES,
    cell,
    headings,
    only_table,
    paragraph,
    read,
    row,
    run,
    table,
    texts,
)

from resvtool.document import BlockKind
from resvtool.reading.word import read_docx

HEADER = "<w:tblHeader/>"


def rows_of(tmp_path, *rows, **options):
    return only_table(read(tmp_path, table(*rows), **options)).table.rows


class DescribeCells:
    def it_reads_rows_and_columns(self, tmp_path):
        assert rows_of(tmp_path, row("a", "b"), row("c", "d")) == (("a", "b"), ("c", "d"))

    def it_joins_the_paragraphs_of_a_cell_with_newlines(self, tmp_path):
        inside = cell(paragraph("een") + paragraph("") + paragraph("twee"))
        assert rows_of(tmp_path, row(inside, "b")) == (("een\ntwee", "b"),)

    def it_fills_short_rows(self, tmp_path):
        assert rows_of(tmp_path, row("a", "b", "c"), row("d")) == (("a", "b", "c"), ("d", "", ""))

    def it_keeps_places_before_and_after_a_row_empty(self, tmp_path):
        short = row("x", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')
        assert rows_of(tmp_path, row("a", "b", "c"), short)[1] == ("", "x", "")

    def it_keeps_a_placeholder(self, tmp_path):
        control = (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:tc>"
            f"{paragraph('Vul in')}</w:tc></w:sdtContent></w:sdt>"
        )
        assert rows_of(tmp_path, row("a", control)) == (("a", "[vul in: Vul in]"),)

    def it_reads_rows_in_a_content_control(self, tmp_path):
        control = f"<w:sdt><w:sdtPr/><w:sdtContent>{row('c', 'd')}</w:sdtContent></w:sdt>"
        assert rows_of(tmp_path, row("a", "b"), control) == (("a", "b"), ("c", "d"))

    def it_leaves_out_deleted_rows_and_cells(self, tmp_path):
        gone = row("weg", "weg", properties="<w:del/>")
        rows = rows_of(tmp_path, row("a", "b"), gone, row("c", cell("x", "<w:cellDel/>"), "d"))
        assert rows == (("a", "b"), ("c", "d"))

    def it_keeps_inserted_rows(self, tmp_path):
        assert len(rows_of(tmp_path, row("a", "b"), row("c", "d", properties="<w:ins/>"))) == 2

    def it_leaves_out_a_table_without_text(self, tmp_path):
        assert read(tmp_path, table(row("", ""), row("", ""))).blocks == []

    def it_names_no_row_for_the_table_itself(self, tmp_path):
        assert only_table(read(tmp_path, table(row("a", "b")))).anchor.row is None


class DescribeMergedCells:
    def it_repeats_a_cell_over_its_columns(self, tmp_path):
        body = table(row("a", "b"), row(cell("breed", '<w:gridSpan w:val="2"/>')))
        found = only_table(read(tmp_path, body)).table
        assert found.rows[1] == ("breed", "breed")
        assert found.repeated == {(1, 1)}
        assert found.text() == "a | b\nbreed"

    def it_repeats_a_cell_over_its_rows(self, tmp_path):
        body = table(
            row(cell("K1", '<w:vMerge w:val="restart"/>'), "a"),
            row(cell("", "<w:vMerge/>"), "b"),
            row(cell("", "<w:vMerge/>"), "c"),
        )
        found = only_table(read(tmp_path, body)).table
        assert [r[0] for r in found.rows] == ["K1", "K1", "K1"]
        assert found.repeated == {(1, 0), (2, 0)}

    def it_shows_no_text_of_its_own_in_a_merged_part(self, tmp_path):
        body = table(
            row(cell("K1", '<w:vMerge w:val="restart"/>'), "a"),
            row(cell("onzichtbaar", "<w:vMerge/>"), "b"),
        )
        assert "onzichtbaar" not in only_table(read(tmp_path, body)).text

    def it_reads_a_merged_part_that_hangs_under_nothing(self, tmp_path):
        assert rows_of(tmp_path, row(cell("a", "<w:vMerge/>"), "b"), row("c", "d"))[0][0] == "a"

    def it_reads_a_block_merged_both_ways(self, tmp_path):
        wide = '<w:gridSpan w:val="2"/>'
        body = table(
            row("a", "b", "c"),
            row(cell("blok", wide + '<w:vMerge w:val="restart"/>'), "d"),
            row(cell("", wide + "<w:vMerge/>"), "e"),
        )
        found = only_table(read(tmp_path, body)).table
        assert found.rows[1:] == (("blok", "blok", "d"), ("blok", "blok", "e"))
        assert found.repeated == {(1, 1), (2, 0), (2, 1)}

    def it_reads_the_old_way_to_merge_across(self, tmp_path):
        old = row(cell("breed", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "c")
        assert rows_of(tmp_path, row("a", "b", "c"), old)[1] == ("breed", "breed", "c")

    def it_folds_columns_that_no_row_parts(self, tmp_path):
        wide = '<w:gridSpan w:val="3"/>'
        rows = rows_of(tmp_path, row(cell("a", wide), "b"), row(cell("c", wide), "d"))
        assert rows == (("a", "b"), ("c", "d"))

    def it_reads_merges_that_python_docx_makes(self, tmp_path):
        made = docx.Document()
        grid = made.add_table(3, 3)
        for r in range(3):
            for c in range(3):
                grid.cell(r, c).text = f"{r}{c}"
        grid.cell(0, 0).merge(grid.cell(1, 1)).text = "samen"
        made.save(str(tmp_path / "plan.docx"))
        found = only_table(read_docx(tmp_path / "plan.docx")).table
        assert found.rows == (
            ("samen", "samen", "02"), ("samen", "samen", "12"), ("20", "21", "22"),
        )  # fmt: skip

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=4), min_size=2, max_size=5))
    def it_always_is_a_rectangle_that_tells_every_cell_once(self, tmp_path, spans):
        names = iter(f"c{n}" for n in range(1000))
        body = table(*(row(*(cell(next(names), f'<w:gridSpan w:val="{s}"/>') for s in r)) for r in spans))
        found = only_table(read(tmp_path, body)).table
        assert {len(r) for r in found.rows} == {found.width}
        told = found.text().replace(" | ", "\n").split("\n")
        assert told == [f"c{n}" for n in range(sum(map(len, spans)))]


class DescribeNesting:
    NESTED = cell(paragraph("buiten") + table(row("x", "y"), row("z", "q")) + paragraph("na"))

    def it_puts_a_nested_table_after_the_outer_one(self, tmp_path):
        document = read(tmp_path, table(row("a", self.NESTED), row("b", "c")) + paragraph("eind"))
        assert [b.kind for b in document.blocks] == [
            BlockKind.TABLE, BlockKind.TABLE, BlockKind.PARAGRAPH,
        ]  # fmt: skip
        outer, inner, _ = document.blocks
        assert outer.table.rows[0] == ("a", "buiten\nna")
        assert inner.table.rows == (("x", "y"), ("z", "q"))

    def it_takes_a_table_of_one_cell_for_a_frame(self, tmp_path):
        document = read(tmp_path, table(row(cell(paragraph("een") + paragraph("twee")))))
        assert [(b.kind, b.text) for b in document.blocks] == [
            (BlockKind.PARAGRAPH, "een"),
            (BlockKind.PARAGRAPH, "twee"),
        ]

    def it_finds_the_heading_in_a_frame(self, tmp_path):
        document = read(tmp_path, table(row(cell(paragraph("Kader", style="Kop2")))), styles=HEADING_STYLES)
        assert headings(document) == [(2, "Kader")]

    def it_takes_a_frame_within_a_cell_for_text_of_that_cell(self, tmp_path):
        framed = cell(table(row("in kader")) + paragraph(""))
        assert rows_of(tmp_path, row("a", framed)) == (("a", "in kader"),)

    def it_keeps_a_form_with_headings_in_its_cells_a_table(self, tmp_path):
        body = table(row(cell(paragraph("Vraag 1", style="Kop2")), "antwoord"), row("a", "b"))
        document = read(tmp_path, body, styles=HEADING_STYLES)
        assert [b.kind for b in document.blocks] == [BlockKind.TABLE]


class DescribeHeaderRows:
    def it_counts_marked_rows(self, tmp_path):
        body = table(row("a", "b", properties=HEADER), row("c", "d", properties=HEADER), row("e", "f"))
        assert only_table(read(tmp_path, body)).table.header_rows == 2

    def it_takes_a_bold_first_row_for_a_header(self, tmp_path):
        bold = row(*(cell(paragraph(t, look="<w:b/>")) for t in "ab"))
        assert only_table(read(tmp_path, table(bold, row("c", "d")))).table.header_rows == 1

    def it_takes_no_header_when_everything_is_bold(self, tmp_path):
        bold = row(*(cell(paragraph(t, look="<w:b/>")) for t in "ab"))
        assert only_table(read(tmp_path, table(bold, bold))).table.header_rows == 0

    def it_takes_no_header_when_only_the_first_cell_is_bold(self, tmp_path):
        half = row(cell(paragraph("a", look="<w:b/>")), "b")
        assert only_table(read(tmp_path, table(half, row("c", "d")))).table.header_rows == 0

    @pytest.mark.parametrize(
        ("look", "fill", "count"),
        [
            ('<w:tblLook w:firstRow="1"/>', "003366", 1),
            ('<w:tblLook w:val="04A0"/>', "003366", 1),
            ('<w:tblLook w:firstRow="0"/>', "003366", 0),
            ('<w:tblLook w:firstRow="1"/>', "FFFFFF", 0),
            ('<w:tblLook w:firstRow="1"/>', "auto", 0),
        ],
    )
    def it_takes_a_shaded_first_row_where_the_options_say_so(self, tmp_path, look, fill, count):
        shade = f'<w:shd w:val="clear" w:fill="{fill}"/>'
        body = table(row(cell("a", shade), cell("b", shade)), row("c", "d"), properties=look)
        assert only_table(read(tmp_path, body)).table.header_rows == count

    def it_takes_a_first_row_that_the_table_style_makes_bold(self, tmp_path):
        styles = (
            '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:tblStylePr '
            'w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
        )
        options = '<w:tblStyle w:val="T"/><w:tblLook w:firstRow="1"/>'
        body = table(row("a", "b"), row("c", "d"), properties=options)
        assert only_table(read(tmp_path, body, styles=styles)).table.header_rows == 1

    def it_counts_a_row_that_heads_reach_down_into(self, tmp_path):
        bold = "<w:b/>"
        body = table(
            row(
                cell(paragraph("Post", look=bold), '<w:vMerge w:val="restart"/>'),
                cell(paragraph("Jaar", look=bold), '<w:gridSpan w:val="2"/>'),
            ),
            row(
                cell("", "<w:vMerge/>"),
                cell(paragraph("2027", look=bold)),
                cell(paragraph("2028", look=bold)),
            ),
            row("A", "1", "2"),
        )
        found = only_table(read(tmp_path, body)).table
        assert found.header_rows == 2
        assert found.rows[0] == ("Post", "Jaar", "Jaar")


class DescribeTextInCells:
    def it_reads_tracked_insertions_but_not_deletions(self, tmp_path):
        inside = cell(f"<w:p><w:ins>{run('nieuw')}</w:ins><w:del><w:r><w:delText>oud</w:delText></w:r></w:del></w:p>")
        assert rows_of(tmp_path, row("a", inside)) == (("a", "nieuw"),)

    def it_does_not_let_a_deleted_mark_reach_out_of_its_cell(self, tmp_path):
        inside = cell(paragraph("een", "<w:rPr><w:del/></w:rPr>"))
        document = read(tmp_path, table(row(inside, "twee")) + paragraph("drie"))
        assert texts(document) == ["een | twee", "drie"]
