"""``resvtool memo`` as users meet it: files beside the plan, exit statuses, one sentence where something is wrong."""

from __future__ import annotations

import pathlib

import docx
import pytest
from running import Done
from running import run as resvtool


def run(*arguments: str | pathlib.Path) -> Done:
    return resvtool("memo", *map(str, arguments))


@pytest.fixture
def plan(tmp_path: pathlib.Path) -> pathlib.Path:
    document = docx.Document()
    document.add_heading("RESV-plan Lindestreek 2027", 0)
    document.add_paragraph(
        "Ingediend op 9 juli 2026 bij CZ groep, marktleider in deze regio. De kassier is Stichting Linde."
    )
    document.save(str(tmp_path / "linde.docx"))
    return tmp_path / "linde.docx"


def it_writes_the_memo_and_keeps_judgements_through_the_next_one(plan: pathlib.Path) -> None:
    started = run(plan, "-r", "cz", "--oordelen-aanmaken")
    kept = plan.with_name("linde.memo.toml")
    text = kept.read_text(encoding="utf-8")
    empty = '[regels."bb5/escalatieladder"]\noordeel = ""\nopmerking = ""'
    assert started.returncode == 0
    assert empty in text
    mine = text.replace(
        empty, empty.replace('oordeel = ""', 'oordeel = "voldoet"').replace('g = ""', 'g = "Los stuk."')
    )
    kept.write_text(mine, encoding="utf-8")

    made = [run(plan, "-r", "cz", "-o", plan.with_name(f"memo{n}.md"), "--datum", "2026-08-20") for n in (1, 2)]

    assert [m.returncode for m in made] == [0, 0]
    assert [m.stderr for m in made] == ["", ""]
    one, two = (plan.with_name(f"memo{n}.md").read_text(encoding="utf-8") for n in (1, 2))
    assert one == two
    assert "| Escalatieladder | voldoet niet | voldoet | Los stuk. |" in one
    assert kept.read_text(encoding="utf-8") == mine


def it_writes_word(plan: pathlib.Path) -> None:
    made = run(plan, "-r", "cz", "-o", plan.with_name("memo.docx"), "--regio", "Grote Linde")

    assert made.returncode == 0
    cells = [c.text for t in docx.Document(str(plan.with_name("memo.docx"))).tables for r in t.rows for c in r.cells]
    assert "Grote Linde" in cells


def it_chooses_the_ruleset_and_writes_to_the_screen(plan: pathlib.Path) -> None:
    made = run(plan, "-r", "auto")

    assert made.returncode == 0
    assert "ruleset cz, want" in made.stderr
    assert made.stdout.startswith("# Beoordelingsmemo RESV-plan Lindestreek\n")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["-o", "linde.docx"], 2, "dit is het plan zelf"),
        (["-o", "memo.odt"], 2, "kies een naam die eindigt op .docx, .md of .pdf"),
        (["-o", "memo.md", "--template", "linde.docx"], 2, "is een Markdown-sjabloon (.md.j2) nodig"),
        (["-o", "memo.docx", "--template", "weg.docx"], 2, "weg.docx"),
        (["-o", "memo.md", "--oordelen", "weg.toml"], 2, "weg.toml: niet te lezen"),
        (["-o", "memo.md", "--oordelen", "linde.docx"], 2, "dit is het plan zelf"),
        (["-o", "memo.md", "--datum", "morgen"], 2, "'morgen' is geen datum"),
        (["-o", "weg/memo.md"], 2, "bestaat de map"),
    ],
)
def it_says_what_is_wrong_and_touches_nothing(
    arguments: list[str], status: int, said: str, plan: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = plan.read_bytes()
    monkeypatch.chdir(plan.parent)

    made = run("linde.docx", "-r", "cz", *arguments)

    assert made.returncode == status
    assert said in made.stderr
    assert made.stderr.count("\n") == 1
    assert plan.read_bytes() == before
    assert [p.name for p in plan.parent.iterdir()] == ["linde.docx"]


def it_names_the_nearest_rule_for_an_unknown_one(plan: pathlib.Path) -> None:
    plan.with_name("memo.toml").write_text('[regels."bb5/escalatielader"]\noordeel = "voldoet"\n', encoding="utf-8")

    made = run(plan, "-r", "cz", "-o", plan.with_name("memo.md"))

    assert made.returncode == 2
    assert "regel 'bb5/escalatielader' staat niet in ruleset cz; bedoelt u 'bb5/escalatieladder'?" in made.stderr
    assert not plan.with_name("memo.md").exists()


def it_leaves_with_status_3_for_what_cannot_be_read(tmp_path: pathlib.Path) -> None:
    (tmp_path / "stuk.docx").write_bytes(b"geen zip")

    made = run(tmp_path / "stuk.docx", "-o", tmp_path / "memo.md")

    assert made.returncode == 3
    assert "stuk.docx" in made.stderr
