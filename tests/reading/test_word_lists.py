"""Lists get back the numbers that Word counts, and lists typed by hand are lists too."""

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_files import (
    HEADING_STYLES,
    item,
    labelled,
    level,
    lists,
    paragraph,
    read,
    row,
    run,
    table,
    texts,
)

from resvtool.document import BlockKind
from resvtool.reading.word import read_docx

DECIMAL = [level(0, "%1."), level(1, "%1.%2"), level(2, "%3)", "lowerLetter")]


def labels(tmp_path, body, numbering):
    return [label for label, _ in labelled(read(tmp_path, body, numbering=numbering))]


class DescribeAutomaticNumbers:
    def it_counts(self, tmp_path):
        body = item("een") + item("twee") + item("drie")
        assert labels(tmp_path, body, lists(DECIMAL)) == ["1.", "2.", "3."]

    def it_counts_levels_and_starts_deeper_ones_again(self, tmp_path):
        body = "".join(item("x", lvl) for lvl in (0, 1, 1, 2, 2, 0, 1, 2))
        assert labels(tmp_path, body, lists(DECIMAL)) == [
            "1.", "1.1", "1.2", "a)", "b)", "2.", "2.1", "a)",
        ]  # fmt: skip

    def it_goes_on_after_other_text(self, tmp_path):
        body = item("een") + paragraph("tussendoor") + item("twee")
        assert labels(tmp_path, body, lists(DECIMAL)) == ["1.", "", "2."]

    @pytest.mark.parametrize(
        ("style", "text", "seen"),
        [
            ("upperRoman", "%1.", "IV."),
            ("upperLetter", "Knelpunt %1:", "Knelpunt D:"),
            ("ordinal", "%1", "4e"),
            ("decimalZero", "%1", "04"),
            ("bullet", "\uf0b7", "•"),
            ("bullet", "o", "◦"),
            ("bullet", "–", "–"),
        ],
    )
    def it_writes_the_number_as_the_list_says(self, tmp_path, style, text, seen):
        numbering = lists([level(0, text, style, start=4)])
        assert labels(tmp_path, item("x"), numbering) == [seen]

    def it_starts_again_where_an_override_says_so(self, tmp_path):
        again = (
            '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
        body = item("x") + item("x") + item("x", list_id=9) + item("x", list_id=9)
        assert labels(tmp_path, body, lists(DECIMAL, instances=again)) == ["1.", "2.", "1.", "2."]

    def it_goes_on_in_another_instance_of_the_same_list(self, tmp_path):
        other = '<w:num w:numId="9"><w:abstractNumId w:val="1"/></w:num>'
        body = item("x") + item("x", list_id=9)
        assert labels(tmp_path, body, lists(DECIMAL, instances=other)) == ["1.", "2."]

    def it_takes_a_level_that_an_instance_overrides(self, tmp_path):
        other = (
            '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
            f"{level(0, '(%1)', 'upperLetter')}</w:lvlOverride></w:num>"
        )
        numbering = lists(DECIMAL, instances=other)
        assert labels(tmp_path, item("x", list_id=9), numbering) == ["(A)"]

    def it_never_restarts_a_level_that_says_so(self, tmp_path):
        numbering = lists([level(0, "%1."), level(1, "%2)", more='<w:lvlRestart w:val="0"/>')])
        body = "".join(item("x", lvl) for lvl in (0, 1, 0, 1))
        assert labels(tmp_path, body, numbering) == ["1.", "1)", "2.", "2)"]

    def it_shows_the_start_of_a_level_that_was_skipped(self, tmp_path):
        assert labels(tmp_path, item("x", 1), lists(DECIMAL)) == ["1.1"]

    def it_writes_figures_only_in_a_legal_number(self, tmp_path):
        numbering = lists([level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")])
        assert labels(tmp_path, item("x") + item("x", 1), numbering) == ["I", "1.1"]

    def it_does_not_count_a_deleted_paragraph(self, tmp_path):
        gone = item("x").replace("<w:numPr>", "<w:rPr><w:del/></w:rPr><w:numPr>")
        gone = gone.replace("<w:r>", "<w:del><w:r>").replace("</w:r>", "</w:r></w:del>")
        body = item("een") + gone + item("twee")
        assert labels(tmp_path, body, lists(DECIMAL)) == ["1.", "2."]

    def it_gives_no_number_where_it_is_switched_off(self, tmp_path):
        assert labels(tmp_path, item("x", list_id=0), lists(DECIMAL)) == [""]

    def it_bears_a_list_that_does_not_exist(self, tmp_path):
        assert labels(tmp_path, item("x", list_id=7), lists(DECIMAL)) == [""]

    def it_says_kind_and_depth(self, tmp_path):
        document = read(tmp_path, item("een") + item("diep", 1), numbering=lists(DECIMAL))
        assert [(b.kind, b.level) for b in document.blocks] == [
            (BlockKind.LIST_ITEM, 0),
            (BlockKind.LIST_ITEM, 1),
        ]

    def it_counts_in_table_cells(self, tmp_path):
        body = table(row(item("a").join(["<w:tc>", "</w:tc>"]), "x"), row("y", "z")) + item("b")
        document = read(tmp_path, body, numbering=lists([level(0, "K%1")]))
        assert document.blocks[0].table.rows[0][0] == "K1 a"
        assert document.blocks[1].label == "K2"

    def it_finds_the_list_of_a_style(self, tmp_path):
        made = docx.Document()
        for text in ("een", "twee"):
            made.add_paragraph(text, style="List Number")
        made.add_paragraph("punt", style="List Bullet")
        made.save(str(tmp_path / "plan.docx"))
        blocks = read_docx(tmp_path / "plan.docx").blocks
        assert [b.label for b in blocks] == ["1.", "2.", "•"]

    def it_numbers_headings_by_their_styles(self, tmp_path):
        tied = "".join(
            f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/><w:pPr>'
            '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            for n in (1, 2)
        )
        numbering = lists(
            [
                level(0, "%1", more='<w:pStyle w:val="H1"/>'),
                level(1, "%1.%2", more='<w:pStyle w:val="H2"/>'),
            ]
        )
        body = paragraph("A", style="H1") + paragraph("B", style="H2") + paragraph("C", style="H2")
        document = read(tmp_path, body, styles=tied, numbering=numbering)
        assert labelled(document) == [("1", "A"), ("1.1", "B"), ("1.2", "C")]
        assert document.blocks[2].anchor.section == ("1 A",)

    def it_follows_the_link_to_a_numbering_style(self, tmp_path):
        styles = (
            '<w:style w:type="numbering" w:styleId="Lijst"><w:name w:val="Lijst"/><w:pPr><w:numPr>'
            '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        )
        linked = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Lijst"/></w:abstractNum>'
        numbering = linked + lists(DECIMAL) + ('<w:num w:numId="8"><w:abstractNumId w:val="8"/></w:num>')
        document = read(tmp_path, item("x", list_id=8), styles=styles, numbering=numbering)
        assert labelled(document) == [("1.", "x")]

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.integers(0, 1), min_size=1, max_size=20))
    def it_counts_like_an_outline(self, tmp_path, levels):
        expected, chapters, sections = [], 0, 0
        for lvl in levels:
            if lvl == 0:
                chapters, sections = chapters + 1, 0
                expected.append(f"{chapters}.")
            else:
                sections += 1
                expected.append(f"{max(chapters, 1)}.{sections}")
        body = "".join(item("x", lvl) for lvl in levels)
        assert labels(tmp_path, body, lists(DECIMAL)) == expected


class DescribeTypedLists:
    @pytest.mark.parametrize("mark", ["-", "•", "1.", "2)", "a.", "(b)", "iii."])
    def they_are_list_items_with_a_label(self, tmp_path, mark):
        (block,) = read(tmp_path, paragraph(f"{mark} samen werken aan de wijk.")).blocks
        assert (block.kind, block.label, block.text, block.level) == (
            BlockKind.LIST_ITEM, mark, "samen werken aan de wijk.", 0,
        )  # fmt: skip

    def they_may_use_capital_letters_in_order(self, tmp_path):
        body = paragraph("A. Eerste punt") + paragraph("B. Tweede punt")
        assert [b.label for b in read(tmp_path, body).blocks] == ["A.", "B."]

    def they_are_no_names_with_an_initial(self, tmp_path):
        body = paragraph("B. Jansen, huisarts") + paragraph("P. de Vries, apotheker")
        assert labelled(read(tmp_path, body)) == [
            ("", "B. Jansen, huisarts"),
            ("", "P. de Vries, apotheker"),
        ]

    def they_keep_the_text_of_a_tick_box(self, tmp_path):
        assert texts(read(tmp_path, paragraph(run("☒ Ja, akkoord")))) == ["☒ Ja, akkoord"]

    def they_do_not_touch_headings(self, tmp_path):
        document = read(tmp_path, paragraph("1. Doel", style="Kop1"), styles=HEADING_STYLES)
        assert document.blocks[0].kind is BlockKind.HEADING
        assert labelled(document) == [("1.", "Doel")]
