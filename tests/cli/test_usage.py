"""Wrong usage, failing outputs, versions and completion: one Dutch sentence, the right status, no traceback."""

import json
import os
import pathlib
import subprocess
import sys

import pytest
from made_assessments import save_plan
from running import run

FULL = pathlib.Path("/dev/full")
COMMAND = [sys.executable, "-m", "resvtool"]


@pytest.fixture
def plan(tmp_path: pathlib.Path) -> pathlib.Path:
    return save_plan(tmp_path / "plan.docx")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lint"], "PLAN ontbreekt"),
        (["lnt"], "onbekend commando 'lnt'; bedoelt u 'lint'?"),
        (["lint", "--formt", "x"], "onbekende optie '--formt'; bedoelt u --format?"),
        (["lint", "x.docx", "--inwoners", "nul"], "--inwoners: 'nul' kan niet; geef een heel getal vanaf 1"),
        (["lint", "x.docx", "--lang", "fr"], "--lang: 'fr' kan niet; kies uit nl, en"),
        (["lint", "x.docx", "--inwoners"], "optie '--inwoners' wil een waarde"),
        (["lint", "x.docx", "--verbose=ja"], "optie '--verbose' wil geen waarde"),
        (["explain", "a", "b"], "te veel op de opdrachtregel: b"),
        (["lint", "x.docx", "-o", ""], "--output: '' is geen bestandsnaam"),
        (["lint", "x.docx", "-f", "json", "-f", "sarif"], "twee rapporten gaan naar dezelfde plaats"),
        (["lint", "x.docx", "-f", "json=x.docx"], "dit is het plan zelf"),
    ],
)
def it_says_in_dutch_what_is_wrong(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def it_lets_no_file_name_steer_the_terminal() -> None:
    done = run("lint", "\x1b[31mrood\n.docx")
    assert done.returncode == 3
    assert "\x1b" not in done.stderr and len(done.stderr.strip().splitlines()) == 1


def it_keeps_english_for_those_who_ask_for_it() -> None:
    assert "No such option" in run("lint", "--lang", "en", "--formt").stderr


def it_writes_several_reports_at_once(plan: pathlib.Path) -> None:
    files = {name: plan.with_name(f"rapport.{name}") for name in ("json", "sarif", "junit", "csv")}
    done = run("lint", str(plan), *(f"--format={name}={path}" for name, path in files.items()), "--format", "console")
    assert done.returncode == 1
    assert "Bevindingen" in done.stdout
    assert all(path.stat().st_size > 1000 for path in files.values())
    assert json.loads(files["sarif"].read_text(encoding="utf-8"))["version"] == "2.1.0"


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full here")
@pytest.mark.parametrize("command", [["lint", "PLAN"], ["rules"], ["--help"], ["lint", "PLAN", "-f", "json"]])
def it_says_that_the_disk_is_full(plan: pathlib.Path, command: list[str]) -> None:
    arguments = [str(plan) if a == "PLAN" else a for a in command]
    with FULL.open("w") as full:
        done = subprocess.run([*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, timeout=120)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stderr.startswith("resvtool: standaarduitvoer")


@pytest.mark.skipif(os.name == "nt", reason="pipes close differently on Windows")
@pytest.mark.parametrize("command", [["lint", "PLAN", "--verbose"], ["rules"], ["rules", "--json"]])
def it_is_silent_when_the_reader_leaves(plan: pathlib.Path, command: list[str]) -> None:
    arguments = [str(plan) if a == "PLAN" else a for a in command]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*COMMAND, *arguments], stdout=writing, stderr=subprocess.PIPE, text=True, timeout=120)
    os.close(writing)
    assert done.stderr == ""
    assert done.returncode in (0, 1)


@pytest.mark.skipif(os.name == "nt", reason="no such devices on Windows")
def it_never_replaces_a_device_or_a_link(plan: pathlib.Path) -> None:
    assert run("lint", str(plan), "-o", "/dev/null").returncode == 1
    assert not pathlib.Path("/dev/null").is_file()
    link, target = plan.with_name("link.txt"), plan.with_name("doel.txt")
    link.symlink_to(target)
    assert run("lint", str(plan), "-o", str(link)).returncode == 1
    assert link.is_symlink() and target.stat().st_size > 1000


def it_tells_what_a_bug_report_needs() -> None:
    done = run("--version", "--verbose")
    assert done.returncode == 0
    for word in ("resvtool 0.", "python: 3.", "ruleset menzis: ", "pypdfium2: "):
        assert word in done.stdout
    assert len(run("--version").stdout.splitlines()) == 1


def it_shows_help_when_nothing_is_asked() -> None:
    done = run()
    assert done.returncode == 2
    assert "lint" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("resvtool li", "lint"),
        ("resvtool lint --rul", "--ruleset"),
        ("resvtool lint --ruleset zil", "zilveren-kruis"),
        ("resvtool lint --format sa", "sarif"),
        ("resvtool lint --fail-on ne", "never"),
        ("resvtool explain bb5/escal", "bb5/escalatieladder"),
    ],
)
def it_completes_with_tab(typed: str, offered: str) -> None:
    program = "import sys; sys.argv[0] = 'resvtool'; from resvtool.cli.main import main; main()"
    words = typed.split(" ")
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        env={
            **os.environ,
            "_RESVTOOL_COMPLETE": "complete_bash",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(len(words) - 1),
        },
    )
    assert offered in done.stdout.split(), done.stderr


def it_gives_dates_as_json() -> None:
    dates = json.loads(run("rules", "--dates", "--json", "--ruleset", "zilveren-kruis").stdout)
    assert "2026-08-26" in {d["date"] for d in dates}
    assert all(d["text"] for d in dates)
