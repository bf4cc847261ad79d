"""A configuration that lies beside a stranger's plan reads, writes, sends and widens nothing that it should not."""

import os
import pathlib

import pytest
from batch_files import small_ruleset
from made_assessments import save_plan
from running import run

from resvtool.trusting import is_own


@pytest.fixture
def plan(tmp_path: pathlib.Path) -> pathlib.Path:
    folder = tmp_path / "ingezonden"
    folder.mkdir()
    return save_plan(folder / "plan.docx")


def configure(plan: pathlib.Path, text: str) -> pathlib.Path:
    path = plan.with_name("resvtool.toml")
    path.write_text(text, encoding="utf-8")
    return path


def files(folder: pathlib.Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


class DescribeFoundSettings:
    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ('output = "../buiten.txt"', "buiten de map"),
            ('format = "json=../buiten.json"', "buiten de map"),
            ('output = "/tmp/resvtool-buiten.txt"', "buiten de map"),
            ('output = ".bash_profile"', "verborgen"),
            ('output = "a\\u0000.html"', "geen naam van een bestand"),
            (f'output = "{"x" * 300}.html"', "geen naam van een bestand"),
            ('output = ".git/hooks/x.txt"', "verborgen"),
            ('output = "conftest.py"', "geen naam van een rapport"),
            ('output = "Makefile"', "geen naam van een rapport"),
            ('format = ["json=brief.docx"]', "bestaat al"),
            ('output = "notities.md"', "bestaat al"),
            ('baseline = "../geheim.json"', "buiten de map"),
            ('ruleset = "../regels"', "buiten de map"),
            ("timeout = 0", "verruimt een grens"),
            ("timeout = 9999", "verruimt een grens"),
            ('max-memory = "0"', "verruimt een grens"),
            ('max-memory = "64G"', "verruimt een grens"),
            ('limit = ["pages=2000", "ratio=100000"]', "verruimt een grens"),
        ],
    )
    def they_are_refused_in_one_sentence(self, plan, text, why):
        small_ruleset(plan.parent.parent / "regels")
        plan.with_name("brief.docx").write_bytes(plan.read_bytes())
        plan.with_name("notities.md").write_text("Over resvtool.\n", encoding="utf-8")
        configure(plan, text)
        before = files(plan.parent.parent)
        done = run("lint", str(plan))
        assert (done.returncode, done.stdout) == (2, "")
        assert why in done.stderr
        assert "--config" in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
        assert files(plan.parent.parent) == before

    @pytest.mark.parametrize(
        ("command", "text", "why"),
        [
            ("batch", 'dask = "tcp://kwaad.invalid:8786"', "stuurt plannen"),
            ("batch", 'out = "s3://kwaad/map"', "stuurt resultaten"),
            ("batch", 'out = ".."', "buiten de map"),
            ("batch", 'out = "archief"', "geen map met eerdere resultaten"),
            ("memo", 'template = "../sjabloon.docx"', "buiten de map"),
            ("memo", 'output = "plan.docx"', "bestaat al"),
            ("memo", 'oordelen = "../../oordelen.toml"', "buiten de map"),
            ("annotate", 'output = "../kopie.docx"', "buiten de map"),
            ("baseline", 'output = "../basis.json"', "buiten de map"),
        ],
    )
    def they_are_refused_by_every_command(self, plan, command, text, why):
        archive = plan.with_name("archief")
        archive.mkdir()
        (archive / "overzicht.html").write_text("van mijzelf", encoding="utf-8")
        configure(plan, f"[{command}]\n{text}\n")
        given = {
            "batch": [str(plan.parent), "--out", str(plan.parent / "uit")],
            "annotate": [str(plan), "-o", "x.docx"],
        }
        done = run(command, *given.get(command, [str(plan)]))
        assert done.returncode == 2
        assert why in done.stderr
        assert not (plan.parent / "uit").exists()

    @pytest.mark.skipif(os.name == "nt", reason="links need rights there")
    def they_do_not_get_out_by_a_link(self, plan):
        plan.with_name("map").symlink_to(plan.parent.parent)
        configure(plan, 'output = "map/rapport.txt"')
        assert "buiten de map" in run("lint", str(plan)).stderr

    def they_may_narrow_limits_and_write_beside_the_plan(self, plan):
        configure(
            plan, 'output = "rapport.txt"\ntimeout = 60\nmax-memory = "1G"\nlimit = ["pages=50"]\nfail-on = "never"\n'
        )
        for _ in range(2):
            done = run("lint", str(plan))
            assert done.returncode == 0, done.stderr
        assert "Landelijke handreiking" in plan.with_name("rapport.txt").read_text(encoding="utf-8")

    def they_hold_whole_when_the_user_names_them(self, plan):
        path = configure(plan, 'output = "../rapport.txt"\ntimeout = 9999\nfail-on = "never"\n')
        done = run("lint", str(plan), "--config", str(path))
        assert done.returncode == 0, done.stderr
        assert (plan.parent.parent / "rapport.txt").is_file()


@pytest.mark.parametrize("form", ["console", "json", "sarif", "junit", "github", "gitlab", "markdown", "csv", "html"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def it_knows_an_earlier_report(plan: pathlib.Path, form: str, lang: str) -> None:
    path = plan.with_name(f"rapport.{form}")
    run("lint", str(plan), "--format", f"{form}={path}", "--lang", lang)
    assert is_own(path)


def it_knows_its_memo_copy_and_baseline_and_no_plan(plan: pathlib.Path) -> None:
    made = {name: plan.with_name(name) for name in ("memo.docx", "memo.md", "kopie.docx", "basis.json", "nieuw.docx")}
    run("memo", str(plan), "-o", str(made["memo.docx"]))
    run("memo", str(plan), "-o", str(made["memo.md"]))
    run("annotate", str(plan), "-o", str(made["kopie.docx"]))
    run("baseline", str(plan), "-o", str(made["basis.json"]))
    run("skeleton", "-o", str(made["nieuw.docx"]))
    assert [is_own(p) for p in made.values()] == [True, True, True, True, False]
    assert not is_own(plan)
