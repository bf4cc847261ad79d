"""The memo as its readers get it: Word, Markdown and PDF."""

from __future__ import annotations

import io
import pathlib

import docx
import pypdfium2
import pytest
from memo_plans import DAY, assessed, given

from resvtool.documents.memo import memo, memo_context
from resvtool.documents.office import OfficeError, find_office, word_to_pdf
from resvtool.documents.rendering import TemplateProblem
from resvtool.report.overview import Judgement, PointJudgement, Verdict, overview

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is niet geïnstalleerd")


def texts(content: bytes) -> str:
    """All text of a Word file: paragraphs, tables and footer."""
    document = docx.Document(io.BytesIO(content))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    footer = [p.text for p in document.sections[0].footer.paragraphs]
    return "\n".join([*(p.text for p in document.paragraphs), *cells, *footer])


class DescribeTheWordMemo:
    def it_tells_what_was_assessed_and_by_what(self) -> None:
        told = texts(memo(given(beoordelaar="A. Buijs"), ".docx"))

        for part in ("Lindestreek", "lindestreek.docx", assessed().document.sha256, "CZ groep", "2027.1",
                     "20 augustus 2026", "A. Buijs", "9 juli 2026"):  # fmt: skip
            assert part in told
        assert "map/" not in told

    def it_tells_every_finding_with_its_source_and_every_question(self) -> None:
        told, made = texts(memo(given(), ".docx")), overview(assessed())

        assert made.findings
        for finding in made.findings:
            assert finding.rule.title.nl in told
            assert finding.rule.need.nl in told
        for question in made.questions:
            assert " ".join(question.asked.nl.split()) in told
        for entry in made.checklist:
            assert all(f"☐\t{point.text.nl}" in told for point in entry.points)

    def it_shows_the_budget_that_does_not_add_up(self) -> None:
        assert "1 posten samen € 40.000; verschil € 5.000" in texts(memo(given(), ".docx"))

    def it_takes_text_of_the_plan_for_text(self) -> None:
        told = texts(memo(given(), ".docx"))

        assert "K1 Volle praktijken <script>{{ 7 + 7 }}</script>" in told

    def it_has_the_judgements_of_the_assessor(self) -> None:
        said = {
            "bb3/smart": Judgement(Verdict.PARTLY, "Datum wordt nagezonden."),
            "cz/uitsluitingsgronden": Judgement(Verdict.MEETS),
        }

        told = texts(memo(given(said, conclusie="Nog niet contracteerbaar."), ".docx"))

        assert "Datum wordt nagezonden." in told
        assert "oordeel van de beoordelaar" in told
        assert "Nog niet contracteerbaar." in told
        assert "☑\t3. Belastingen zijn betaald" in told
        assert "Bij 2 eisen staat het oordeel van een beoordelaar." in told

    def it_ticks_a_checklist_point_by_point(self) -> None:
        points = {"3. Belastingen zijn betaald": PointJudgement(True, "Verklaring van 3 juni.")}
        made = given({"cz/uitsluitingsgronden": Judgement(points=points)})

        told, markdown = texts(memo(made, ".docx")), memo(made, ".md").decode()

        assert "☑\t3. Belastingen zijn betaald\nOpmerking: Verklaring van 3 juni." in told
        assert "- [x] 3\\. Belastingen zijn betaald (opmerking: Verklaring van 3 juni.)\n- [ ] 4\\. " in markdown
        ours = [line for line in told.splitlines() if line.startswith(("☑", "☐"))]
        assert [line[:1] for line in ours].count("☑") == 1
        question = next(q for q in memo_context(made)["vragen"] if q["regel"] == "cz/uitsluitingsgronden")
        assert "4. Geen valse verklaringen" in question["tekst"]
        assert "Belastingen" not in question["tekst"]

    def it_warns_when_the_plan_has_changed_since(self) -> None:
        warning = "de oordelen zijn gegeven bij een andere versie van dit bestand"

        assert warning in texts(memo(given(sha256="00"), ".docx"))
        assert warning not in texts(memo(given(sha256=assessed().document.sha256), ".docx"))

    def it_is_the_same_every_time(self) -> None:
        assert memo(given(), ".docx") == memo(given(), ".docx")

    def it_is_in_english_when_asked(self) -> None:
        told = texts(memo(given(lang="en"), ".docx"))

        assert "Assessment memo RESV plan" in told
        assert "Minimum requirements that are not (wholly) shown" in told
        assert "Beoordeling" not in told
        assert "| page " in told


class DescribeTheMarkdownMemo:
    @pytest.mark.parametrize("lang", ["nl", "en"])
    def it_tells_what_the_word_memo_tells(self, lang: str) -> None:
        told = memo(given(lang=lang), ".md").decode()
        context = memo_context(given(lang=lang))

        for finding in [*context["minimale_eisen"], *context["overige_bevindingen"]]:
            assert f"#### {finding['nummer']}. " in told
        for question in context["vragen"]:
            assert f"\n{question['nummer']}. " in told

    def it_lets_no_markup_of_the_plan_through(self) -> None:
        told = memo(given(), ".md").decode()

        assert "\\<script\\>{{ 7 + 7 }}" in told
        assert "<script>" not in told

    def it_has_as_many_cells_in_every_row_of_a_table(self) -> None:
        lines = memo(given(), ".md").decode().replace("\\|", "").splitlines()
        tables = [i for i, line in enumerate(lines) if line.startswith("|---")]

        assert len(tables) >= 6
        for rule in tables:
            width = lines[rule].count("|")
            row = rule + 1
            while row < len(lines) and lines[row].startswith("|"):
                assert lines[row].count("|") == width, lines[row]
                row += 1


class DescribeOnesOwnTemplate:
    def it_may_be_markdown(self, tmp_path: pathlib.Path) -> None:
        own = tmp_path / "kort.md.j2"
        own.write_text("{{ plan.regio }}: {{ oordeel.woord }}, {{ vragen|length }} vragen", encoding="utf-8")

        told = memo(given(), ".md", own).decode()

        assert told == f"Lindestreek: voldoet niet, {len(overview(assessed()).questions)} vragen"

    def it_may_be_word(self, tmp_path: pathlib.Path) -> None:
        document = docx.Document()
        document.add_paragraph("Advies {{ memo.verzekeraar }}: {{ oordeel.woord }}")
        document.save(str(tmp_path / "eigen.docx"))

        assert "Advies CZ groep: voldoet niet" in texts(memo(given(), ".docx", tmp_path / "eigen.docx"))

    def it_is_named_when_it_asks_what_is_not_there(self, tmp_path: pathlib.Path) -> None:
        own = tmp_path / "fout.md.j2"
        own.write_text("{{ plan.regoi }}", encoding="utf-8")

        with pytest.raises(TemplateProblem, match=r"fout\.md\.j2.*plan\.regoi"):
            memo(given(), ".md", own)


@needs_office
class DescribeThePdfMemo:
    def it_can_be_read_and_is_the_same_every_time(self) -> None:
        one, two = memo(given(), ".pdf"), memo(given(), ".pdf")

        assert one == two
        document = pypdfium2.PdfDocument(one)
        told = "".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
        assert "Beoordelingsmemo RESV-plan" in told
        assert document.get_metadata_value("CreationDate").startswith("D:20260820")


def it_says_what_to_do_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resvtool.documents.office.find_office", lambda: None)

    with pytest.raises(OfficeError, match=r"LibreOffice.*kies een \.docx of \.md"):
        word_to_pdf(b"", DAY)


def it_says_so_when_libreoffice_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    monkeypatch.setattr("resvtool.documents.office.find_office", lambda: str(tmp_path / "weg"))

    with pytest.raises(OfficeError, match="kon geen PDF maken"):
        word_to_pdf(b"", DAY)
