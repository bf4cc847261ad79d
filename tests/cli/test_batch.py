"""``resvtool batch`` as users and CI meet it."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import time

import pytest
from batch_files import small_ruleset, word_plan
from running import hear_signals

COMMAND = [sys.executable, "-m", "resvtool", "batch"]


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    small_ruleset(tmp_path / "regels")
    word_plan(tmp_path / "in" / "noord" / "plan.docx")
    word_plan(tmp_path / "in" / "zuid" / "plan.docx")
    return tmp_path


def run(folder: pathlib.Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # Paths to the rulesets and results are those of the folder, as a user in it would type them.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "PYTHONUTF8": "1"}
    return subprocess.run(
        [*COMMAND, "in", "--out", "uit", "--jobs", "2", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env=environment,
        timeout=120,
    )


def it_writes_results_and_says_where(folder: pathlib.Path) -> None:
    done = run(folder, "--ruleset", "regels")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "2 plannen, waarvan 0 met fouten.")
    assert (folder / done.stdout.splitlines()[1]).is_file()
    assert done.stderr.splitlines()[-1] == "2/2"
    assert "\x1b" not in done.stdout + done.stderr
    report = json.loads((folder / "uit" / "noord" / "plan-docx" / "rapport.json").read_text(encoding="utf-8"))
    assert report["documents"][0]["ruleset"]["id"] == "klein"


def it_counts_one_plan_as_one(folder: pathlib.Path) -> None:
    (folder / "in" / "zuid" / "plan.docx").unlink()
    assert run(folder, "--ruleset", "regels").stdout.startswith("1 plan, waarvan 0 met fouten.")
    assert "<p>1 plan: 1 beoordeeld.</p>" in (folder / "uit" / "overzicht.html").read_text(encoding="utf-8")


def it_leaves_with_1_for_findings_and_3_when_a_plan_could_not_be_assessed(folder: pathlib.Path) -> None:
    (folder / "in" / "leeg.docx").write_bytes(b"")
    word_plan(folder / "regels" / "x.docx")
    both = run(folder)
    assert both.returncode == 3
    assert "leeg.docx: niet te lezen" in both.stderr
    (folder / "in" / "leeg.docx").unlink()
    assert run(folder).returncode == 1
    again = run(folder, "--fail-on", "never")
    assert (again.returncode, "2 ongewijzigd" in again.stdout) == (0, True)


def it_is_quiet_when_asked(folder: pathlib.Path) -> None:
    (folder / "in" / "leeg.docx").write_bytes(b"")
    done = run(folder, "--ruleset", "regels", "--quiet")
    assert (done.stdout, len(done.stderr.splitlines())) == ("", 1)


def it_speaks_english(folder: pathlib.Path) -> None:
    assert run(folder, "--ruleset", "regels", "--lang", "en").stdout.startswith("2 plans, of which 0 with errors.")


def it_takes_options_from_the_configuration_of_the_plans(folder: pathlib.Path) -> None:
    (folder / "resvtool.toml").write_text('ruleset = "regels"\n[batch]\nlang = "en"\n', encoding="utf-8")
    done = run(folder)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "2 plans, of which 0 with errors.")
    (folder / "resvtool.toml").write_text("[batch]\njob = 2\n", encoding="utf-8")
    wrong = run(folder)
    assert (wrong.returncode, "jobs" in wrong.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--ruleset", "menzes"), "menzis"),
        (("--max-memory", "veel"), "800M"),
        (("--ingediend", "ooit"), "2026-07-09"),
        (("--manifest", "weg.csv"), "weg.csv"),
        (("--met", "papier"), "onbekende uitvoer 'papier'"),
        (("--zonder", "json", "--zonder", "memo"), "niets over"),
        (("--out", "in"), "kies een eigen map"),
        (("--out", ""), "--out: is leeg"),
        (("--timeout", "nan"), "geef een getal vanaf 0"),
        (("nergens",), "nergens: bestaat niet"),
    ],
)
def it_says_in_one_sentence_what_is_wrong(folder: pathlib.Path, arguments: tuple[str, ...], told: str) -> None:
    done = run(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (folder / "uit").exists()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def it_stops_cleanly_and_goes_on_where_it_was(folder: pathlib.Path, how: signal.Signals) -> None:
    for n in range(8):
        word_plan(folder / "in" / f"{n}.docx", times=40)
    process = subprocess.Popen(
        [*COMMAND, "in", "--out", "uit", "--jobs", "1"],
        cwd=folder,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        text=True,
        preexec_fn=hear_signals if os.name == "posix" else None,
    )
    end = time.monotonic() + 60
    # A plan is done when its row is there, which comes after its reports.
    while len(list((folder / "uit" / ".resvtool" / "rows").rglob("*.json"))) < 2:
        assert time.monotonic() < end and process.poll() is None
        time.sleep(0.02)
    process.send_signal(how)
    errors = process.communicate(timeout=30)[1]
    assert process.returncode == 130
    assert errors.splitlines()[-1].startswith("resvtool: gestopt")
    assert "Traceback" not in errors
    assert list((folder / "uit" / ".resvtool" / "tmp").iterdir()) == []
    for path in (folder / "uit").rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    begun = len(list((folder / "uit" / ".resvtool" / "rows").rglob("*.json")))
    assert 2 <= begun < 10
    done = run(folder, "--fail-on", "never")
    assert f"{begun} ongewijzigd" in done.stdout
    assert done.stdout.startswith("10 plannen")


def it_moves_the_limits_of_what_is_read(folder: pathlib.Path) -> None:
    narrow = run(folder, "--ruleset", "regels", "--limit", "text=10")
    assert narrow.returncode == 3
    assert "text=" in narrow.stderr
    usual = run(folder, "--ruleset", "regels")
    assert usual.returncode == 0, "what was refused under other limits is looked at again"
    wrong = run(folder, "--ruleset", "regels", "--limit", "bladen=3")
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)
