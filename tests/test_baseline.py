import pathlib

import pytest
from made_assessments import RESIDUE, SENTENCES, assessed, save_plan

from resvtool.assessment import Assessment
from resvtool.baseline import BaselineError, find, hold_back, kept, read, recorded

HEADING = SENTENCES[1][0]


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path


def baseline_of(assessment: Assessment, folder: pathlib.Path) -> pathlib.Path:
    path = folder / "resvtool-baseline.json"
    path.write_text(recorded([assessment], path), encoding="utf-8")
    return path


def held(folder: pathlib.Path, path: pathlib.Path, sections: list[tuple[str, str]]) -> Assessment:
    return hold_back(assessed(folder / "plan.docx", sections), read(path), path)


def it_holds_back_what_was_recorded_and_nothing_else(folder: pathlib.Path) -> None:
    path = baseline_of(assessed(folder / "plan.docx"), folder)
    again = held(folder, path, list(SENTENCES))
    assert again.failures() == []
    assert again.reviews() == []
    assert len(again.held_back()) == again.summary()["fail"] + again.summary()["review"]


def it_reports_what_a_change_broke(folder: pathlib.Path) -> None:
    path = baseline_of(assessed(folder / "plan.docx"), folder)
    changed = held(folder, path, [SENTENCES[1]])
    assert "bb5/escalatieladder" in {r.rule.id for r in changed.failures()}
    assert RESIDUE not in {r.rule.id for r in changed.failures()}


def it_knows_a_finding_that_moved(folder: pathlib.Path) -> None:
    path = baseline_of(assessed(folder / "plan.docx"), folder)
    moved = held(folder, path, [("Vooraf", "Dit is het plan van de regio Meerdal."), *SENTENCES])
    assert moved.failures() == []


def it_reports_a_finding_that_grew_and_holds_back_one_that_shrank(folder: pathlib.Path) -> None:
    two = [*SENTENCES, (HEADING, "De kassier is [naam organisatie] te [plaats].")]
    one_known = baseline_of(assessed(folder / "plan.docx"), folder)
    assert RESIDUE in {r.rule.id for r in held(folder, one_known, two).failures()}
    two_known = baseline_of(assessed(folder / "plan.docx", two), folder)
    assert RESIDUE not in {r.rule.id for r in held(folder, two_known, list(SENTENCES)).failures()}


def it_leaves_other_plans_alone(folder: pathlib.Path) -> None:
    path = baseline_of(assessed(folder / "plan.docx"), folder)
    other = assessed(folder / "ander.docx")
    assert hold_back(other, read(path), path) == other


def it_moves_with_its_folder(folder: pathlib.Path) -> None:
    first, second = folder / "een", folder / "twee"
    first.mkdir()
    path = baseline_of(assessed(first / "plan.docx"), first)
    first.rename(second)
    there = second / path.name
    assert hold_back(assessed(second / "plan.docx"), read(there), there).failures() == []


def it_is_found_upward_from_the_plan(folder: pathlib.Path) -> None:
    deep = folder / "a" / "b"
    deep.mkdir(parents=True)
    path = baseline_of(assessed(folder / "plan.docx"), folder)
    assert find(save_plan(deep / "plan.docx")) == path


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"schema": "resvtool-report/1"}', '{"schema": "resvtool-baseline/1", "plans": {"a": 1}}'],
)
def it_says_that_a_file_is_no_baseline(folder: pathlib.Path, content: str) -> None:
    path = folder / "resvtool-baseline.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BaselineError, match=r"resvtool-baseline\.json.*resvtool baseline"):
        read(path)


def it_keeps_what_it_knew_of_other_plans_that_are_still_there(folder: pathlib.Path) -> None:
    plan, other = folder / "plan.docx", folder / "ander.docx"
    path = folder / "resvtool-baseline.json"
    path.write_text(recorded([assessed(plan), assessed(other)], path), encoding="utf-8")
    assert set(kept(path, [plan])) == {"ander.docx"}
    path.write_text(recorded([assessed(plan)], path, kept(path, [plan])), encoding="utf-8")
    assert set(read(path)) == {"plan.docx", "ander.docx"}
    other.unlink()
    assert kept(path, [plan]) == {}
    path.write_text("kapot", encoding="utf-8")
    assert kept(path, [plan]) == {}
