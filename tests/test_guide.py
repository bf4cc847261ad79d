"""The guide is true: its commands run, in the order in which a reader meets them, on the files that it gives."""

from __future__ import annotations

import itertools
import json
import pathlib
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import jsonschema
import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema
from running import Done, run

from resvtool.watching import Watcher

ROOT = pathlib.Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "handleiding.md"
TEXT = GUIDE.read_text(encoding="utf-8")
SAMPLES = ROOT / "sample_plans"
# What looks at plans may find something; everything else must just work.
LOOKING = {"lint", "diff", "batch"}


@dataclass(frozen=True)
class Step:
    """A command to type, or a file to make."""

    command: str = ""
    path: str = ""
    content: str = ""


def steps() -> Iterator[Step]:
    for kind, path, content in re.findall(r"^```(\w*) ?(\S*)\n(.*?)^```$", TEXT, re.M | re.S):
        if kind == "console":
            yield from (Step(command=line) for line in content.splitlines())
        else:
            yield Step(path=path, content=content)


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """The folder that the guide tells to make, and a reader who presses Ctrl-C after the first look of `watch`."""
    shutil.copytree(SAMPLES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "ingediend").mkdir()
    for name in ("oosterbeemd.docx", "graslanden.docx", "maasdalen.pdf"):
        shutil.copy(SAMPLES / name, tmp_path / "ingediend")
    looks = Watcher.saves

    def once(watcher: Watcher) -> Iterator[str]:
        yield next(looks(watcher))
        raise KeyboardInterrupt

    monkeypatch.setattr(Watcher, "saves", once)
    return tmp_path


def done_in(folder: pathlib.Path, command: str) -> Done:
    name, *arguments = shlex.split(command)
    assert name == "resvtool", command
    done = run(*arguments, cwd=folder)
    allowed = {0, 1} if arguments[0] in LOOKING else {0}
    assert done.returncode in allowed, f"{command}: {done.returncode}\n{done.stderr}"
    return done


def made_by(command: str) -> list[str]:
    """The files that a command says it makes."""
    words = shlex.split(command)
    named = [after for word, after in itertools.pairwise(words) if word in ("-o", "--out")]
    return named + [word.split("=")[1] for word in words if re.match(r"(junit|sarif)=", word)]


def it_gives_commands_that_work_one_after_the_other(folder: pathlib.Path) -> None:
    told: dict[str, str] = {}
    for step in steps():
        if step.command:
            told[step.command] = done_in(folder, step.command).stdout
            assert [name for name in made_by(step.command) if not (folder / name).exists()] == [], step.command
        else:
            path = folder / step.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.content, encoding="utf-8")
    assert "Nog niet ingevuld" in told["resvtool lint plan.docx --ruleset menzis"]
    assert "stop met Ctrl-C" in told["resvtool watch plan.docx --ruleset menzis"]
    assert "Opgelost" in told["resvtool diff plan.docx gevuld.docx --ruleset menzis"]
    assert (folder / "ingediend" / "oosterbeemd.memo.toml").is_file()
    assert (folder / "resvtool-baseline.json").is_file()
    rows = [
        json.loads((folder / "beoordeling" / f"{name}" / "rapport.json").read_text(encoding="utf-8"))["documents"][0]
        for name in ("oosterbeemd-docx", "graslanden-docx", "maasdalen-pdf")
    ]
    assert [row["ruleset"]["id"] for row in rows] == ["menzis", "menzis", "cz"]


def commands() -> set[str]:
    listed = re.findall(r"^  (\w+)  ", run("--help").stdout.partition("Commands:")[2], re.M)
    assert len(listed) > 10
    return set(listed)


def it_tells_of_every_command() -> None:
    assert commands() - {shlex.split(step.command)[1] for step in steps() if step.command} == set()


def it_is_so_in_the_readme_too() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^    resvtool (\w+)", readme, re.M))
    assert commands() == named


def it_gives_a_workflow_that_github_takes() -> None:
    workflow = next(step.content for step in steps() if step.path.endswith("plannen.yml"))
    # YAML 1.1 reads the key `on` as true.
    content = {("on" if key is True else key): value for key, value in yaml.safe_load(workflow).items()}
    jsonschema.validate(content, get_builtin_schema("vendor.github-workflows"))
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    assert set(content["jobs"]["controle"]["steps"][1]["with"]) <= set(inputs)


def it_shows_pictures_that_are_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT)
    assert len(pictures) >= 5
    for picture in pictures:
        content = (GUIDE.parent / picture).read_bytes()
        assert content.startswith(b"\x89PNG"), picture
        assert len(content) < 150_000, picture
