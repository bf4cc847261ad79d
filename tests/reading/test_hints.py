"""What a template says is no evidence; what the writer says beside it is."""

import pathlib

import pytest
from word_files import paragraph, row, table, write_docx

from resvtool.assessment import assess
from resvtool.document import Document
from resvtool.reading.opening import read_document
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Result, Status

LADDER = (
    "De escalatieladder heeft drie treden: de projectleider lost een probleem binnen twee weken op, daarna beslist het "
    "dagelijks bestuur binnen drie weken en ten slotte het bestuur in de eerstvolgende vergadering."
)
ASKED = "[vul in: Escalatieladder (bb5/escalatieladder)]"
EXPLAINED = f"Invulhulp bij Escalatieladder (bb5/escalatieladder). {LADDER}"


def read_text(folder: pathlib.Path, text: str) -> Document:
    path = folder / "plan.md"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def judged(folder: pathlib.Path, text: str) -> Result:
    read_text(folder, text)
    rules = load_ruleset("landelijk")
    return next(r for r in assess(folder / "plan.md", rules).results if r.rule.id == "bb5/escalatieladder")


class DescribeHints:
    def they_are_set_aside_with_the_requirements_they_name(self, tmp_path: pathlib.Path) -> None:
        document = read_text(tmp_path, f"# Escalatie\n\n> {EXPLAINED}\n\n{ASKED}\n\nOnze tekst.\n")

        assert [b.text for b in document.blocks] == ["Escalatie", "Onze tekst."]
        assert [b.anchor.paragraph for b in document.blocks] == [1, 2]
        assert [(h.rules, h.asks, h.anchor.paragraph) for h in document.hints] == [
            (("bb5/escalatieladder",), False, 1),
            (("bb5/escalatieladder",), True, 1),
        ]
        assert document.hints[0].anchor.section == ("Escalatie",)

    def they_leave_a_table_with_what_was_filled_in(self, tmp_path: pathlib.Path) -> None:
        text = "| Soort | Risico |\n|---|---|\n| Inhoud | [vul in: risico] |\n| Draagvlak | Leden haken af |\n"
        document = read_text(tmp_path, text)

        assert document.blocks[0].table is not None
        assert document.blocks[0].table.rows == (("Soort", "Risico"), ("", ""), ("Draagvlak", "Leden haken af"))
        assert [(h.text, h.anchor.row) for h in document.hints] == [("[vul in: risico]", 1)]

    def they_take_along_a_total_of_nothing(self, tmp_path: pathlib.Path) -> None:
        asked = "| Post | Bedrag |\n|---|---|\n| [vul in: post] | [vul in: bedrag] |\n| Subtotaal: Regio | 0 |\n"
        summed = "| Soort | Bedrag |\n|---|---|\n| Regionaal niveau | € 0 |\n| Totaal | € 0,00 |\n"
        document = read_text(tmp_path, f"{asked}\nDaarna.\n\n{summed}")

        tables = [b.table.rows for b in document.blocks if b.table is not None]
        assert tables == [(("Post", "Bedrag"), ("", ""), ("", "")), (("Soort", "Bedrag"), ("", ""), ("", ""))]
        assert [h.text for h in document.hints if not h.asks] == [
            "Subtotaal: Regio: 0",
            "Regionaal niveau: € 0",
            "Totaal: € 0,00",
        ]

    def they_leave_a_zero_that_the_writer_may_have_meant(self, tmp_path: pathlib.Path) -> None:
        table = "| Soort | Bedrag |\n|---|---|\n| Regio | € 9.000 |\n| Monodisciplinair | € 0 |\n| Totaal | € 9.000 |\n"
        nothing = table.replace("9.000", "0")

        among_others = read_text(tmp_path, f"{table}\n[vul in: toelichting]\n")
        in_a_plan_of_its_own = read_text(tmp_path, nothing)

        rows = [d.blocks[0].table.rows for d in (among_others, in_a_plan_of_its_own) if d.blocks[0].table is not None]
        assert rows[0][2:] == (("Monodisciplinair", "€ 0"), ("Totaal", "€ 9.000"))
        assert rows[1][1:] == (("Regio", "€ 0"), ("Monodisciplinair", "€ 0"), ("Totaal", "€ 0"))

    def they_know_a_requirement_that_lost_its_hyphen_at_the_end_of_a_line(self, tmp_path: pathlib.Path) -> None:
        document = read_text(tmp_path, "[vul in: Rechtsvorm (bb1/rechtsvorm-ofkassier)]\n")
        assert document.hints[0].names("bb1/rechtsvorm-of-kassier")
        assert not document.hints[0].names("bb1/rechtsvorm")

    def they_leave_other_brackets_and_quotes_alone(self, tmp_path: pathlib.Path) -> None:
        text = "Zie de notitie [bijlage 3].\n\n> Wij geven elkaar invulhulp bij formulieren.\n"
        document = read_text(tmp_path, text)
        assert [b.text for b in document.blocks] == [
            "Zie de notitie [bijlage 3].",
            "Wij geven elkaar invulhulp bij formulieren.",
        ]
        assert document.hints == []


class DescribeVerdicts:
    @pytest.mark.parametrize("left", [EXPLAINED, ASKED, f"{EXPLAINED}\n\n{ASKED}"])
    def they_say_not_filled_in_where_only_the_template_speaks(self, tmp_path: pathlib.Path, left: str) -> None:
        result = judged(tmp_path, f"# Escalatie\n\n{left}\n")

        assert result.status is Status.FAIL
        assert result.finding.message.nl.startswith("Nog niet ingevuld: ")
        assert result.finding.message.en.startswith("Not filled in yet: ")
        assert result.finding.nearest is not None and result.finding.nearest.anchor.section == ("Escalatie",)

    @pytest.mark.parametrize("left", ["", EXPLAINED, ASKED])
    def they_pass_on_what_the_writer_says_beside_it(self, tmp_path: pathlib.Path, left: str) -> None:
        assert judged(tmp_path, f"# Escalatie\n\n{left}\n\n{LADDER}\n").status is Status.PASS

    def they_say_not_found_without_a_template(self, tmp_path: pathlib.Path) -> None:
        result = judged(tmp_path, "# Escalatie\n\nWij spreken elkaar elke maand.\n")
        assert result.finding.message.nl.startswith("Niet gevonden: ")


class DescribeWordTemplates:
    def they_are_known_by_the_style_of_their_explanations(self, tmp_path: pathlib.Path) -> None:
        styles = '<w:style w:type="paragraph" w:styleId="Hulp"><w:name w:val="Invulhulp"/></w:style>'
        body = paragraph("Beschrijf de ladder.", style="Hulp") + paragraph("Onze tekst.")
        document = read_document(write_docx(tmp_path / "plan.docx", body, styles=styles))
        assert [b.text for b in document.blocks] == ["Onze tekst."]
        assert [h.text for h in document.hints] == ["Beschrijf de ladder."]

    def they_are_known_by_the_placeholders_of_their_controls(self, tmp_path: pathlib.Path) -> None:
        control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
        cell = f"<w:tc><w:p>{control.format('<w:r><w:t>bedrag</w:t></w:r>')}</w:p></w:tc>"
        body = control.format(paragraph("Klik om tekst in te voeren")) + table(
            row("Post", "Bedrag"), row("Bureau", cell)
        )
        document = read_document(write_docx(tmp_path / "plan.docx", body + paragraph("Onze tekst.")))

        assert [h.text for h in document.hints] == ["[vul in: Klik om tekst in te voeren]", "[vul in: bedrag]"]
        assert document.blocks[-1].text == "Onze tekst."
        assert document.blocks[0].table is not None
        assert document.blocks[0].table.rows[1] == ("", "")

    def they_make_no_heading_of_text_that_is_larger_than_an_explanation(self, tmp_path: pathlib.Path) -> None:
        small = '<w:rPr><w:sz w:val="18"/></w:rPr>'
        hint = f"<w:p><w:r>{small}<w:t>{EXPLAINED}</w:t></w:r></w:p>"
        body = (
            hint * 3
            + paragraph("Onze korte tekst")
            + paragraph("Dit is de tekst die de schrijver erbij zette, met zinnen.")
        )
        document = read_document(write_docx(tmp_path / "plan.docx", body))
        assert [b.level for b in document.blocks] == [None, None]
