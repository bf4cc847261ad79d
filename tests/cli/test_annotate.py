"""``resvtool annotate`` as users meet it."""

import os
import pathlib

import docx
import pytest
from running import Done
from running import run as resvtool


def run(*arguments: str | pathlib.Path) -> Done:
    return resvtool("annotate", *map(str, arguments))


@pytest.fixture
def plan(tmp_path: pathlib.Path) -> pathlib.Path:
    document = docx.Document()
    document.add_heading("Bouwsteen 5 Executiekracht", 1)
    document.add_paragraph("Loopt een project vast, dan zoekt de projectleider binnen twee weken een oplossing.")
    path = tmp_path / "plan.docx"
    document.save(str(path))
    return path


def it_writes_a_copy_and_says_how_much_is_in_it(plan: pathlib.Path) -> None:
    before = plan.read_bytes()
    out = plan.with_name("kopie.docx")
    done = run(str(plan), "-o", str(out), "--ruleset", "cz")
    found = [c for c in docx.Document(str(out)).comments if c.author == "resvtool"]
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == f"{out}: {len(found)} opmerkingen"
    assert any("resvtool: cz/" in c.text for c in found)
    assert plan.read_bytes() == before


def it_speaks_english_when_asked(plan: pathlib.Path) -> None:
    done = run(str(plan), "-o", str(plan.with_name("copy.docx")), "--lang", "en")
    assert done.stdout.strip().endswith(" notes")


def it_never_writes_over_the_plan(plan: pathlib.Path) -> None:
    before = plan.read_bytes()
    link, hard = plan.with_name("link.docx"), plan.with_name("hard.docx")
    link.symlink_to(plan)
    os.link(plan, hard)
    for name in (plan, link, hard, plan.parent / "." / "plan.docx"):
        done = run(str(plan), "-o", str(name))
        assert (done.returncode, plan.read_bytes()) == (2, before)
        assert "het plan zelf" in done.stderr


@pytest.mark.parametrize(
    ("output", "status", "word"),
    [("kopie.pdf", 2, ".docx"), ("nergens/kopie.docx", 2, "niet te schrijven"), ("", 2, "--output")],
)
def it_says_in_one_sentence_what_is_wrong_with_the_output(
    plan: pathlib.Path, output: str, status: int, word: str
) -> None:
    done = run(str(plan), *(("-o", str(plan.parent / output)) if output else ()))
    assert done.returncode == status
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert [p.name for p in plan.parent.iterdir()] == ["plan.docx"]


def it_leaves_with_status_3_when_the_plan_cannot_be_read(tmp_path: pathlib.Path) -> None:
    broken = tmp_path / "plan.docx"
    broken.write_bytes(b"PK\x03\x04 geen zip")
    done = run(str(broken), "-o", str(tmp_path / "kopie.docx"))
    assert done.returncode == 3
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "kopie.docx").exists()


def it_leaves_out_what_a_waiver_excuses(plan: pathlib.Path) -> None:
    def told(out: pathlib.Path) -> set[str]:
        assert run(str(plan), "-o", str(out)).returncode == 0
        texts = [c.text for c in docx.Document(str(out)).comments]
        return {text.rpartition("resvtool: ")[2] for text in texts if "resvtool: " in text}

    before = told(plan.with_name("kopie.docx"))
    (plan.parent / "resvtool.toml").write_text(
        '[[waivers]]\nrule = "bb5/regiotafel"\nplan = "*.docx"\nreason = "komt later"\nuntil = 2099-12-31\n',
        encoding="utf-8",
    )
    assert before - told(plan.with_name("tweede.docx")) == {"bb5/regiotafel"}
