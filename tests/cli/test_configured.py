"""Settings from resvtool.toml, waivers and baselines, as users meet them."""

import json
import pathlib
from typing import Any

import pytest
import typer.main
from made_assessments import RESIDUE, SENTENCES, save_plan
from running import run

from resvtool.cli.configured import Configured
from resvtool.cli.main import app
from resvtool.configuration import read


@pytest.fixture
def plan(tmp_path: pathlib.Path) -> pathlib.Path:
    return save_plan(tmp_path / "plan.docx")


def configure(folder: pathlib.Path, text: str) -> pathlib.Path:
    path = folder / "resvtool.toml"
    path.write_text(text, encoding="utf-8")
    return path


def documents(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["documents"]
    return found


def it_takes_every_option_from_the_configuration(plan: pathlib.Path) -> None:
    configure(
        plan.parent,
        'ruleset = "cz"\nformat = ["json=uit.json", "console"]\nlang = "en"\nfail-on = "never"\nverbose = true\n'
        "inwoners = 100000\ningediend = 2026-07-09\n",
    )
    done = run("lint", str(plan))
    assert done.returncode == 0, done.stderr
    assert "Findings" in done.stdout and "bb5/escalatieladder" in done.stdout
    assert documents((plan.parent / "uit.json").read_text(encoding="utf-8"))[0]["ruleset"]["id"] == "cz"


def it_lets_the_command_line_win(plan: pathlib.Path) -> None:
    configure(plan.parent, 'ruleset = "cz"\nformat = "sarif"\n')
    done = run("lint", str(plan), "--ruleset", "menzis", "--format", "json")
    assert documents(done.stdout)[0]["ruleset"]["id"] == "menzis"


def it_reads_each_plan_by_its_own_configuration(tmp_path: pathlib.Path) -> None:
    plans = []
    for name, ruleset in (("noord", "cz"), ("zuid", "menzis"), ("west", "")):
        folder = tmp_path / name
        folder.mkdir()
        plans.append(str(save_plan(folder / "plan.docx")))
        if ruleset:
            configure(folder, f'ruleset = "{ruleset}"\n')
    done = run("lint", *plans, "--format", "json")
    assert [d["ruleset"]["id"] for d in documents(done.stdout)] == ["cz", "menzis", "landelijk"]


def it_takes_another_configuration_when_told(plan: pathlib.Path, tmp_path: pathlib.Path) -> None:
    configure(plan.parent, "kapot")
    other = tmp_path / "ander.toml"
    other.write_text('ruleset = "cz"\n', encoding="utf-8")
    done = run("lint", str(plan), "--config", str(other), "-f", "json")
    assert documents(done.stdout)[0]["ruleset"]["id"] == "cz"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('fial-on = "info"', "fail-on"),
        ('fail-on = "wrning"', "warning"),
        ('inwoners = "veel"', "moet een getal zijn"),
        ("inwoners = 0", "inwoners"),
        ("output = 3", "output"),
        ('lang = ["nl"]', "lang"),
        ('ruleset = "menzes"', "menzis"),
        ('ingediend = "ooit"', "resvtool.toml"),
        ('format = "sarf"', "resvtool.toml"),
        ('[[waivers]]\nrule = "bb5/escalatielader"\nplan = "*"\nreason = "x"\nuntil = 2099-01-01', "escalatieladder"),
        ('baseline = "weg.json"', "weg.json"),
    ],
)
def it_says_in_one_sentence_what_is_wrong_with_the_configuration(plan: pathlib.Path, text: str, word: str) -> None:
    configure(plan.parent, text)
    done = run("lint", str(plan))
    assert done.returncode == 2, done.stderr
    assert word in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


def it_knows_every_option_of_every_command_with_a_plan(tmp_path: pathlib.Path) -> None:
    commands = {n: c for n, c in typer.main.get_command(app).commands.items() if isinstance(c, Configured)}  # type: ignore[attr-defined]
    assert {"lint", "diff", "watch", "baseline", "outline", "facts"} <= set(commands)
    for name, command in commands.items():
        longs = {o[2:] for p in command.params for o in p.opts if o.startswith("--")} - {"config", "help"}
        found = read(configure(tmp_path, f"[{name}]\n" + "".join(f"{o} = 1\n" for o in longs)), {name: longs})
        assert set(found.options(name, longs)) == longs


def it_waives_and_tells_so(plan: pathlib.Path) -> None:
    configure(
        plan.parent,
        f'[[waivers]]\nrule = "{RESIDUE}"\nplan = "plan.docx"\nreason = "naam volgt"\nuntil = 2099-01-01\n'
        '[[waivers]]\nrule = "bb5/escalatieladder"\nplan = "*"\nreason = "x"\nuntil = 2099-01-01\n',
    )
    done = run("lint", str(plan))
    assert "naam volgt" in done.stdout
    assert "niet nodig" in " ".join(done.stdout.split())
    told = {r["rule"]: r for r in documents(run("lint", str(plan), "-f", "json").stdout)[0]["results"]}
    assert told[RESIDUE]["waiver"] == {"reason": "naam volgt", "until": "2099-01-01"}
    assert told[RESIDUE]["status"] == "fail"


def it_reports_only_what_is_new_after_a_baseline(plan: pathlib.Path) -> None:
    recorded = run("baseline", str(plan))
    assert recorded.returncode == 0, recorded.stderr
    assert (plan.parent / "resvtool-baseline.json").is_file()
    done = run("lint", str(plan))
    assert done.returncode == 0
    assert "achtergehouden" in done.stdout
    assert run("lint", str(plan), "--no-baseline").returncode == 1
    save_plan(plan, [SENTENCES[1]])
    broken = run("lint", str(plan), "-f", "github")
    assert broken.returncode == 1
    assert "bb5/escalatieladder" in broken.stdout and RESIDUE not in broken.stdout


def it_writes_no_baseline_when_a_plan_cannot_be_read(plan: pathlib.Path) -> None:
    done = run("baseline", str(plan), str(plan.with_name("weg.docx")))
    assert done.returncode == 3
    assert [p.name for p in plan.parent.iterdir()] == [plan.name]


def it_refuses_an_empty_ruleset_that_is_given(plan: pathlib.Path) -> None:
    done = run("lint", str(plan), "--ruleset", "")
    assert done.returncode == 2
    assert "--ruleset: is leeg" in done.stderr


def it_leaves_other_plans_in_a_baseline(plan: pathlib.Path) -> None:
    other = plan.with_name("ander.docx")
    other.write_bytes(plan.read_bytes())
    assert run("baseline", str(other)).returncode == 0
    done = run("baseline", str(plan))
    assert "ander.docx: bleef staan" in done.stdout
    assert run("lint", str(other), "--fail-on", "info").returncode == 0


def it_takes_required_options_from_the_configuration(plan: pathlib.Path) -> None:
    configure(plan.parent, '[annotate]\noutput = "met-opmerkingen.docx"\n[batch]\nout = "uit"\nzonder = ["memo"]\n')
    done = run("annotate", str(plan))
    assert done.returncode == 0, done.stderr
    assert (plan.parent / "met-opmerkingen.docx").is_file()
    assert run("batch", str(plan), "--jobs", "1", "--quiet").returncode == 1
    assert (plan.parent / "uit" / "overzicht.html").is_file()


@pytest.mark.parametrize("text", ["", 'ruleset = "cz"\n'])
def it_still_asks_for_what_nothing_sets(plan: pathlib.Path, text: str) -> None:
    configure(plan.parent, text)
    done = run("annotate", str(plan))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("resvtool: --output ontbreekt")
