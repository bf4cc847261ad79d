import json
import pathlib

import docx
import pytest
from made_assessments import RESIDUE, SENTENCES, assessed, national

from resvtool.assessment import Assessment, assess
from resvtool.comparing import Comparison, Kind, compare, word_changes
from resvtool.report.diff_report import diff_json, diff_markdown, diff_text

LADDER = "bb5/escalatieladder"
FILLED = (SENTENCES[1][0], "De contactpersoon voor de begroting is mevrouw Van Dijk.")
BROKEN = (SENTENCES[0][0], "Loopt een project vast, dan zoekt de projectleider een oplossing; de rest volgt later.")


def compared(folder: pathlib.Path, old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Comparison:
    return compare(assessed(folder / "oud.docx", old), assessed(folder / "nieuw.docx", new))


def kinds(comparison: Comparison) -> dict[str, Kind]:
    return {c.rule.id: c.kind for c in comparison.changes}


def it_tells_solved_from_broken_and_left(tmp_path: pathlib.Path) -> None:
    comparison = compared(tmp_path, list(SENTENCES), [BROKEN, FILLED])
    assert kinds(comparison)[RESIDUE] is Kind.SOLVED
    assert kinds(comparison)[LADDER] is Kind.BROKE
    assert kinds(comparison)["bb1/werkgebied-rho"] is Kind.LEFT
    assert comparison.got_worse


def it_finds_nothing_worse_in_the_same_plan(tmp_path: pathlib.Path) -> None:
    comparison = compared(tmp_path, list(SENTENCES), list(SENTENCES))
    assert set(kinds(comparison).values()) == {Kind.LEFT}
    assert not comparison.got_worse
    assert (comparison.edited.added, comparison.edited.removed, comparison.edited.changed) == (0, 0, 0)


def it_calls_more_of_the_same_worse_and_less_better(tmp_path: pathlib.Path) -> None:
    two = [*SENTENCES, (SENTENCES[1][0], "De kassier is [naam organisatie] te [plaats].")]
    assert kinds(compared(tmp_path, list(SENTENCES), two))[RESIDUE] is Kind.WORSE
    assert kinds(compared(tmp_path, two, list(SENTENCES)))[RESIDUE] is Kind.BETTER


def it_shows_the_passage_in_both_versions(tmp_path: pathlib.Path) -> None:
    comparison = compared(tmp_path, list(SENTENCES), [SENTENCES[0], FILLED])
    passage = next(c for c in comparison.changes if c.rule.id == RESIDUE).passages[0]
    assert passage.old is not None and "[naam invullen]" in passage.old
    assert passage.new == FILLED[1]


def it_says_of_a_passage_that_it_is_gone(tmp_path: pathlib.Path) -> None:
    comparison = compared(tmp_path, list(SENTENCES), [SENTENCES[1]])
    passage = next(c for c in comparison.changes if c.rule.id == LADDER).passages[0]
    assert passage.old is not None and passage.new is None
    assert comparison.edited.removed == 2


def ladder(path: pathlib.Path, *steps: str) -> Assessment:
    document = docx.Document()
    document.add_heading("Escalatieladder", 1)
    for step in steps:
        document.add_paragraph(step)
    document.save(str(path))
    return assess(path, national())


def it_shows_only_the_paragraph_that_changed_of_a_passage_that_spans_more(tmp_path: pathlib.Path) -> None:
    first, last = (
        "De projectleider lost een probleem binnen tien dagen op.",
        "Daarna beslist het bestuur binnen een week.",
    )
    middle, changed = "Lukt dat niet, dan beslist het kernteam binnen drie weken.", "Over de rest staat hier nog niets."
    old = ladder(tmp_path / "oud.docx", first, middle, last)
    spanning = next(r for r in old.results if r.rule.id == LADDER).finding.evidence[0].text
    assert first in spanning and last in spanning
    for new, now in (((first, changed, last), changed), ((first, last), None)):
        comparison = compare(old, ladder(tmp_path / "nieuw.docx", *new))
        shown = next(c for c in comparison.changes if c.rule.id == LADDER).passages
        assert [(p.old, p.new) for p in shown] == [(middle, now)]


def it_parts_the_words_that_went_and_came() -> None:
    assert word_changes("de ladder komt later", "de ladder staat vast") == [
        ("same", "de ladder"),
        ("out", "komt later"),
        ("in", "staat vast"),
    ]


@pytest.mark.parametrize("lang", ["nl", "en"])
def it_reports_for_people_and_programs(tmp_path: pathlib.Path, lang: str) -> None:
    comparison = compared(tmp_path, list(SENTENCES), [BROKEN, FILLED])
    text = diff_text(comparison, lang)
    assert max(len(line) for line in text.splitlines()) <= 80
    assert text.index(LADDER) < text.index(RESIDUE)
    assert "{+mevrouw" in text
    markdown = diff_markdown(comparison, lang)
    assert "**mevrouw Van Dijk.**" in markdown
    data = json.loads(diff_json(comparison, lang))
    assert data["got_worse"] is True
    assert {c["rule"]: c["kind"] for c in data["changes"]}[LADDER] == "broke"
    assert sum(data["summary"].values()) == len(data["changes"])
