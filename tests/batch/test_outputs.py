"""What a batch writes for each plan, as its readers open it."""

import io
import json
import os
import pathlib

import docx
import pypdfium2
import pytest
from batch_files import Told, options, small_ruleset, word_plan
from fpdf import FPDF

from resvtool.batch.outputs import chosen
from resvtool.batch.rows import State
from resvtool.batch.running import run_batch

EVERYTHING = chosen(extra=["geannoteerd", "html"])


def it_makes_memo_and_report_unasked_and_copy_and_page_when_asked() -> None:
    assert chosen() == ("json", "memo")
    assert sorted(EVERYTHING) == ["geannoteerd", "html", "json", "memo"]


def it_makes_files_that_open(tmp_path: pathlib.Path) -> None:
    word_plan(tmp_path / "in" / "a.docx")
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.multi_cell(
        0, 6, "Loopt een project vast, dan beslist het kernteam binnen een maand en daarna het bestuur. " * 9
    )
    pdf.output(str(tmp_path / "in" / "b.pdf"))
    rules = small_ruleset(tmp_path / "regels")
    told = Told()
    run_batch(options(tmp_path / "in", tmp_path / "uit", ruleset=rules, outputs=EVERYTHING), told)
    assert {row.state for row in told.rows.values()} == {State.DONE}
    for folder, copy in (("a-docx", "geannoteerd.docx"), ("b-pdf", "geannoteerd.pdf")):
        made = {p.name: p.read_bytes() for p in (tmp_path / "uit" / folder).iterdir()}
        assert sorted(made) == sorted([copy, "memo.docx", "rapport.html", "rapport.json"])
        assert json.loads(made["rapport.json"])["schema"] == "resvtool-report/1"
        assert b"</html>" in made["rapport.html"]
        assert docx.Document(io.BytesIO(made["memo.docx"])).paragraphs
    assert docx.Document(str(tmp_path / "uit" / "a-docx" / "geannoteerd.docx")).paragraphs
    assert len(pypdfium2.PdfDocument(tmp_path / "uit" / "b-pdf" / "geannoteerd.pdf")) == 1


def it_takes_the_assessors_judgements_along_and_does_the_plan_again_when_they_change(tmp_path: pathlib.Path) -> None:
    word_plan(tmp_path / "in" / "a.docx")
    rules = small_ruleset(tmp_path / "regels")

    def again() -> bool:
        told = Told()
        run_batch(options(tmp_path / "in", tmp_path / "uit", ruleset=rules), told)
        return bool(told.again)

    assert (again(), again()) == (False, True)
    (tmp_path / "in" / "a.memo.toml").write_text('[memo]\nbeoordelaar = "A. Buijs"\n', encoding="utf-8")
    assert (again(), again()) == (False, True)
    memo = docx.Document(str(tmp_path / "uit" / "a-docx" / "memo.docx"))
    cells = [cell.text for table in memo.tables for row in table.rows for cell in row.cells]
    assert any("A. Buijs" in text for text in [*cells, *(p.text for p in memo.paragraphs)])


@pytest.mark.parametrize("text", ["geen toml", '[regels."bb9/onbekend"]\noordeel = "voldoet"\n'])
def it_says_so_when_judgements_are_not_right(tmp_path: pathlib.Path, text: str) -> None:
    word_plan(tmp_path / "in" / "a.docx")
    (tmp_path / "in" / "a.memo.toml").write_text(text, encoding="utf-8")
    told = Told()
    run_batch(options(tmp_path / "in", tmp_path / "uit", ruleset=small_ruleset(tmp_path / "regels")), told)
    row = told.rows["a.docx"]
    assert (row.state, row.files) == (State.INCOMPLETE, ["rapport.json"])
    assert row.reason.startswith("memo: ")
    assert "a.memo.toml" in row.reason


@pytest.mark.skipif(os.name == "nt", reason="names of Windows are no bytes")
def it_gives_a_row_to_plans_with_odd_names_and_goes_on(tmp_path: pathlib.Path) -> None:
    longest = "x" * 246 + ".docx"
    for name in (longest, "\udcff.docx", "goed.docx"):
        word_plan(tmp_path / "in" / name)
    rules = small_ruleset(tmp_path / "regels")
    first, second = Told(), Told()
    for told in (first, second):
        run_batch(options(tmp_path / "in", tmp_path / "uit", ruleset=rules, outputs=EVERYTHING), told)
    states = {title: row.state for title, row in first.rows.items()}
    assert states == {longest: State.INCOMPLETE, "\udcff.docx": State.DONE, "goed.docx": State.DONE}
    assert "kortere naam" in first.rows[longest].reason
    assert (tmp_path / "uit" / first.rows[longest].target / "rapport.json").is_file()
    assert sorted(second.again) == ["goed.docx", "\udcff.docx"]


@pytest.mark.skipif(
    os.name == "nt" or not pathlib.Path("/proc").exists(), reason="no file that opens but does not read"
)
def it_loses_no_plan_over_a_file_beside_it_that_cannot_be_read(tmp_path: pathlib.Path) -> None:
    word_plan(tmp_path / "in" / "a.docx")
    (tmp_path / "in" / "a.memo.toml").symlink_to("/proc/self/mem")
    told = Told()
    run_batch(options(tmp_path / "in", tmp_path / "uit", ruleset=small_ruleset(tmp_path / "regels")), told)
    assert told.rows["a.docx"].state is State.INCOMPLETE
