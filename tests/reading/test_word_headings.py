"""Headings are found by style, by outline level and by looks, each with its level and path."""

import docx
import pytest
from word_files import (
    HEADING_STYLES,
    headings,
    labelled,
    level,
    lists,
    paragraph,
    read,
    row,
    run,
    table,
)

from resvtool.document import BlockKind
from resvtool.reading.word import read_docx

TEXT = paragraph(
    "In de wijken werken huisartsen, wijkverpleging en sociaal werk al jaren samen, en dat willen "
    "wij de komende jaren uitbouwen tot een verband dat voor inwoners herkenbaar is."
)


def bold(text: str, size: int = 0) -> str:
    return paragraph(text, look="<w:b/>" + (f'<w:sz w:val="{size}"/>' if size else ""))


def found(tmp_path, *blocks: str, **options: str):
    return headings(read(tmp_path, "".join(blocks), **options))


class DescribeStyles:
    def it_reads_the_headings_of_python_docx(self, tmp_path):
        made = docx.Document()
        made.add_heading("Plan", 0)
        made.add_heading("Inleiding", 1)
        made.add_heading("Aanleiding", 2)
        made.add_paragraph("tekst")
        made.save(str(tmp_path / "plan.docx"))
        document = read_docx(tmp_path / "plan.docx")
        assert headings(document) == [(1, "Plan"), (1, "Inleiding"), (2, "Aanleiding")]
        assert document.blocks[0].style == "Title"
        assert all(h.certainty == 1.0 for h in document.headings())

    @pytest.mark.parametrize(
        ("name", "depth"),
        [("heading 3", 3), ("Kop 2", 2), ("Titel", 1), ("Normal", None), ("Ondertitel", None)],
    )
    def it_knows_a_style_by_its_name(self, tmp_path, name, depth):
        styles = f'<w:style w:type="paragraph" w:styleId="X"><w:name w:val="{name}"/></w:style>'
        body = paragraph("Kop zonder meer", style="X") + TEXT
        expected = [] if depth is None else [(depth, "Kop zonder meer")]
        assert found(tmp_path, body, styles=styles) == expected

    def it_knows_a_style_that_is_based_on_a_heading(self, tmp_path):
        styles = HEADING_STYLES + (
            '<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Huisstijl"/>'
            '<w:basedOn w:val="Kop2"/></w:style>'
        )
        assert found(tmp_path, paragraph("Kop", style="Eigen"), styles=styles) == [(2, "Kop")]

    def it_bears_styles_based_on_each_other(self, tmp_path):
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
            for a, b in ("AB", "BA")
        )
        assert found(tmp_path, paragraph("tekst.", style="A"), styles=styles) == []

    def it_knows_a_heading_by_an_outline_level_of_its_own(self, tmp_path):
        assert found(tmp_path, paragraph("Kop", '<w:outlineLvl w:val="2"/>')) == [(3, "Kop")]

    def it_takes_the_outline_level_nine_for_text(self, tmp_path):
        assert found(tmp_path, paragraph("tekst", '<w:outlineLvl w:val="9"/>')) == []

    def it_takes_a_long_paragraph_in_a_heading_style_for_text(self, tmp_path):
        body = paragraph("woord " * 60, style="Kop1")
        assert found(tmp_path, body, styles=HEADING_STYLES) == []

    def it_knows_the_id_of_a_heading_style_that_is_not_defined(self, tmp_path):
        assert found(tmp_path, paragraph("Kop", style="Heading2")) == [(2, "Kop")]


class DescribePaths:
    def they_hold_the_headings_above_a_block(self, tmp_path):
        body = (
            paragraph("Een", style="Kop1") + paragraph("Twee", style="Kop2") + TEXT
            + paragraph("Drie", style="Kop1") + TEXT
        )  # fmt: skip
        document = read(tmp_path, body, styles=HEADING_STYLES)
        assert [b.anchor.section for b in document.blocks] == [
            (), ("Een",), ("Een", "Twee"), (), ("Drie",),
        ]  # fmt: skip

    def they_hold_the_number_with_the_heading(self, tmp_path):
        body = paragraph("3.2 Risico's", style="Kop1") + TEXT
        document = read(tmp_path, body, styles=HEADING_STYLES)
        assert labelled(document)[0] == ("3.2", "Risico's")
        assert document.blocks[1].anchor.section == ("3.2 Risico's",)

    def they_leave_names_as_they_are(self, tmp_path):
        body = paragraph("Bouwsteen 5 – Executiekracht", style="Kop1")
        document = read(tmp_path, body, styles=HEADING_STYLES)
        assert labelled(document) == [("", "Bouwsteen 5 – Executiekracht")]


class DescribeLooks:
    def they_make_a_heading_of_a_short_bold_paragraph(self, tmp_path):
        document = read(tmp_path, bold("In de wijk") + TEXT + bold("In de regio") + TEXT)
        assert headings(document) == [(1, "In de wijk"), (1, "In de regio")]
        assert all(h.certainty < 1 for h in document.headings())

    def they_make_a_heading_of_a_short_larger_paragraph(self, tmp_path):
        large = paragraph("In de wijk", look='<w:sz w:val="32"/>')
        assert found(tmp_path, TEXT, large, TEXT) == [(1, "In de wijk")]

    def they_make_a_heading_of_capitals(self, tmp_path):
        assert found(tmp_path, TEXT, paragraph("ONZE AANPAK"), TEXT) == [(1, "ONZE AANPAK")]

    def they_are_found_in_a_paragraph_style(self, tmp_path):
        styles = (
            '<w:style w:type="paragraph" w:styleId="Tussen"><w:name w:val="Tussen"/><w:rPr><w:b/></w:rPr></w:style>'
        )
        body = TEXT + paragraph("In de wijk", style="Tussen") + TEXT
        assert found(tmp_path, body, styles=styles) == [(1, "In de wijk")]

    def they_cancel_out_when_two_styles_both_say_bold(self, tmp_path):
        styles = "".join(
            f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{key}"/><w:rPr><w:b/></w:rPr></w:style>'
            for kind, key in (("paragraph", "P"), ("character", "C"))
        )
        body = TEXT + paragraph("In de wijk", style="P", look='<w:rStyle w:val="C"/>') + TEXT
        assert found(tmp_path, body, styles=styles) == []

    @pytest.mark.parametrize(
        "block",
        [
            paragraph(run("In de wijk. ", "<w:b/>") + run("Daar werken wij samen aan zorg.")),
            bold("Dit is een zin die vet is gezet."),
            bold("Een zin die vet is en zo lang doorloopt dat niemand hem voor een kop houdt, toch"),
            bold("Tabel 3: de begroting"),
            bold("2027"),
            bold("- punt"),
            paragraph("IZA"),
            paragraph("Gewone korte regel"),
        ],
    )
    def they_make_no_heading_of(self, tmp_path, block):
        assert found(tmp_path, TEXT, block, TEXT) == []

    def they_make_no_headings_of_a_list_of_bold_lines(self, tmp_path):
        lines = [bold(f"Deelnemer {name}") for name in ("Oost", "West", "Noord", "Zuid")]
        assert found(tmp_path, TEXT, *lines, TEXT) == []

    def they_make_no_heading_in_a_table(self, tmp_path):
        inside = f"<w:tc>{bold('Onderdeel')}</w:tc>"
        assert found(tmp_path, TEXT, table(row(inside, "b"), row("c", "d")), TEXT) == []

    def they_make_no_heading_when_all_text_is_bold(self, tmp_path):
        everything = TEXT.replace("<w:rPr>", "<w:rPr><w:b/>")
        assert found(tmp_path, everything, bold("In de wijk"), everything) == []

    def they_make_no_heading_of_a_last_line(self, tmp_path):
        assert found(tmp_path, TEXT, bold("Namens alle partners")) == []

    def they_make_a_heading_of_a_numbered_bold_line_with_text_under_it(self, tmp_path):
        def numbered(text):
            number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
            return paragraph(text, number, look="<w:b/>")

        body = numbered("Wie wij zijn") + TEXT + numbered("Wat wij doen") + TEXT
        document = read(tmp_path, body, numbering=lists([level(0, "%1.")]))
        assert [(h.label, h.text) for h in document.headings()] == [
            ("1.", "Wie wij zijn"),
            ("2.", "Wat wij doen"),
        ]

    def they_keep_bold_items_of_a_list_items(self, tmp_path):
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        items = [paragraph(t, number, look="<w:b/>") for t in ("Samen", "Dichtbij")]
        document = read(tmp_path, TEXT + "".join(items) + TEXT, numbering=lists([level(0, "•", "bullet")]))
        assert headings(document) == []
        assert [b.kind for b in document.blocks[1:3]] == [BlockKind.LIST_ITEM] * 2


class DescribeLevels:
    def they_follow_size(self, tmp_path):
        blocks = [bold("Plan", 36), TEXT, bold("Deel", 28), TEXT, bold("Punt"), TEXT]
        assert found(tmp_path, *blocks) == [(1, "Plan"), (2, "Deel"), (3, "Punt")]

    def they_follow_numbers_when_the_look_is_the_same(self, tmp_path):
        blocks = [
            bold("Voorwoord"), TEXT, bold("1. Wie wij zijn"), TEXT, bold("1.1 Deelnemers"), TEXT,
            bold("Huisartsen"), TEXT, bold("1.1.1 Mandaat"), TEXT, bold("2. Begroting"), TEXT,
        ]  # fmt: skip
        assert found(tmp_path, *blocks) == [
            (1, "Voorwoord"), (1, "Wie wij zijn"), (2, "Deelnemers"), (4, "Huisartsen"),
            (3, "Mandaat"), (1, "Begroting"),
        ]  # fmt: skip

    def they_put_capitals_above_bold_of_the_same_size(self, tmp_path):
        blocks = [bold("ONZE REGIO"), TEXT, bold("Inwoners"), TEXT]
        assert found(tmp_path, *blocks) == [(1, "ONZE REGIO"), (2, "Inwoners")]

    def they_put_a_bold_line_under_the_styled_heading_above_it(self, tmp_path):
        blocks = [
            paragraph("Deel", style="Kop1"), TEXT, paragraph("Punt", style="Kop2"),
            bold("A1 Startpakket"), TEXT, bold("A2 Wijkoverleg"), TEXT,
            paragraph("Slot", style="Kop1"), TEXT,
        ]  # fmt: skip
        assert found(tmp_path, *blocks, styles=HEADING_STYLES) == [
            (1, "Deel"), (2, "Punt"), (3, "A1 Startpakket"), (3, "A2 Wijkoverleg"), (1, "Slot"),
        ]  # fmt: skip

    def they_fit_a_numbered_bold_line_in_with_styled_numbers(self, tmp_path):
        blocks = [
            paragraph("1 Deel", style="Kop1"), TEXT, paragraph("1.1 Punt", style="Kop2"), TEXT,
            bold("1.2 Vergeten kop"), TEXT,
        ]  # fmt: skip
        assert found(tmp_path, *blocks, styles=HEADING_STYLES)[-1] == (2, "Vergeten kop")

    def they_keep_empty_numbered_sections(self, tmp_path):
        blocks = [TEXT, *(bold(f"5.{n} Onderdeel {n}") for n in range(1, 6)), TEXT]
        assert len(found(tmp_path, *blocks)) == 5


class DescribeCovers:
    def they_give_one_title(self, tmp_path):
        blocks = [
            bold("RESV-plan 2027", 48), bold("Regio Halmerstreek", 32), bold("Versie 1.0", 28),
            table(row("Datum", "9 juli 2026"), row("Status", "Vastgesteld")),
            bold("Voorwoord", 26), TEXT, bold("Onze regio", 26), TEXT,
        ]  # fmt: skip
        assert found(tmp_path, *blocks) == [
            (1, "RESV-plan 2027"), (2, "Voorwoord"), (2, "Onze regio"),
        ]  # fmt: skip

    def they_keep_a_bold_subtitle_text(self, tmp_path):
        blocks = [
            paragraph("Plan", style="Kop1"), bold("Dichtbij en in samenhang"),
            table(row("Datum", "9 juli 2026"), row("Status", "Vastgesteld")),
            paragraph("Deel", style="Kop2"), TEXT,
        ]  # fmt: skip
        assert found(tmp_path, *blocks, styles=HEADING_STYLES) == [(1, "Plan"), (2, "Deel")]
