"""What a worker makes of one plan."""

import json
import os
import pathlib
import subprocess
import sys
from dataclasses import replace

import pytest
from batch_files import small_ruleset, word_plan

from resvtool.assessment import Assessment, assess
from resvtool.batch.checking import Checker
from resvtool.batch.fingerprint import ruleset_hash
from resvtool.batch.outputs import OUTPUTS, Output, chosen
from resvtool.batch.rows import Job, Row, State
from resvtool.batch.running import Options, prepare
from resvtool.document import UnreadableDocument
from resvtool.plan import Given
from resvtool.report.json_report import document
from resvtool.rules.loading import load_ruleset

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "sample_plans" / "oosterbeemd.docx"


def checker(folder: pathlib.Path, outputs: tuple[str, ...] = ("json",)) -> tuple[Checker, Job]:
    rules = small_ruleset(folder / "regels")
    plan = word_plan(folder / "plan.docx")
    settings = prepare(Options((), "", outputs=outputs), {rules})
    return Checker(settings), Job("in/plan.docx", "plan.docx", "plan-docx", rules, Given(), path=str(plan))


def it_makes_a_row_that_survives_being_stored(tmp_path: pathlib.Path) -> None:
    check, job = checker(tmp_path)
    row = check(job).row
    assert (row.state, row.statuses, row.files) == (State.DONE, {"bb5/ladder": "pass"}, ["rapport.json"])
    assert Row.from_json(row.to_json()) == row
    assert list(row.seconds) == ["reading", "language", "rules", "reports"]
    assert row.figures["shares"] == {}


def it_finds_what_lint_finds(tmp_path: pathlib.Path) -> None:
    settings = prepare(Options((), "", outputs=("json",)), {"menzis"})
    checked = Checker(settings)(Job(str(SAMPLE), "x", "x", "menzis", Given(), path=str(SAMPLE)))
    found = json.loads(checked.files["rapport.json"])["documents"][0]
    assert found == json.loads(json.dumps(document(assess(SAMPLE, load_ruleset("menzis")), "nl")))
    assert found["summary"]["fail"] > 5


def it_gives_rules_the_same_hash_in_every_process() -> None:
    code = "from resvtool.batch.running import Options, prepare\nprint(prepare(Options((), ''), {'auto', 'cz'}).hashes)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    told = {
        subprocess.run(
            [sys.executable, "-c", code], env=environment | {"PYTHONHASHSEED": seed}, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert b"cz" in told.pop()


def it_gives_another_hash_when_a_witness_is_another() -> None:
    rules = load_ruleset("landelijk")
    assert rules.weights is not None and rules.weights.meaning is not None
    other = replace(rules, weights=replace(rules.weights, meaning=replace(rules.weights.meaning, digest="een ander")))
    assert ruleset_hash(rules) == ruleset_hash(replace(rules)) != ruleset_hash(other)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"row": 0}', '{"row": 1, "state": "done"}', "half {"])
def it_takes_nothing_else_for_a_row(text: str) -> None:
    assert Row.from_json(text) is None


def it_makes_the_same_of_a_plan_that_travels_with_its_job(tmp_path: pathlib.Path) -> None:
    check, job = checker(tmp_path)
    here = check(job)
    content = pathlib.Path(job.path).read_bytes()
    there = check(Job(job.name, job.title, job.target, job.ruleset, job.given, content=content))
    here.row.seconds = there.row.seconds = {}
    assert here == there


def it_keeps_what_could_be_made_and_says_what_could_not(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(assessment: Assessment, plan: pathlib.Path, lang: str) -> tuple[str, bytes]:
        raise UnreadableDocument("sjabloon mist een veld") if lang == "nl" else KeyError("uit het plan")

    monkeypatch.setitem(OUTPUTS, "stuk", Output(breaks))
    monkeypatch.setitem(OUTPUTS, "niets", Output(lambda assessment, plan, lang: None))
    check, job = checker(tmp_path, ("stuk", "niets", "json"))
    checked = check(job)
    assert (checked.row.state, checked.row.reason) == (State.INCOMPLETE, "stuk: sjabloon mist een veld")
    assert (list(checked.files), checked.row.statuses) == (["rapport.json"], {"bb5/ladder": "pass"})


def it_chooses_outputs_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OUTPUTS, "extra", Output(lambda assessment, plan, lang: None, default=False))
    assert "extra" not in chosen()
    assert "extra" in chosen(extra=["extra"])
    assert "json" not in chosen(extra=["extra"], without=["json"])
    with pytest.raises(ValueError, match="onbekende uitvoer 'exta'"):
        chosen(extra=["exta"])
