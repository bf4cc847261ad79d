"""What an editor marks by the published schema and what resvtool refuses is the same."""

import datetime
import pathlib
from typing import Any

import jsonschema
import pytest
import yaml

from resvtool.facts.quantities import FACTS as KNOWN_FACTS
from resvtool.rules.checks import CHECKS
from resvtool.rules.checks.each import PART_NAMES
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import RulesetError
from resvtool.rules.places import builtin_folder
from resvtool.rules.schema import FACTS, KINDS, PARTS, rule_schema

RULE = """\
id: eigen/regel
block: 4
title: Titel
need: Behoefte
advice: Advies
source: {{bron: par. 1}}
severity: error
{more}
check: {check}
examples: {{pass: [De kassier beheert het geld.], fail: [Niets daarover in dit plan.]}}
"""


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _as_json(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_as_json(v) for v in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


@pytest.fixture(scope="module")
def validator() -> Any:
    jsonschema.Draft202012Validator.check_schema(rule_schema())
    return jsonschema.Draft202012Validator(rule_schema(), format_checker=jsonschema.FormatChecker())


def _loads(folder: pathlib.Path, text: str) -> str:
    """Return the error that loading the rule gives, or ""."""
    (folder / "ruleset.yaml").write_text("id: eigen\nextends: landelijk\n", encoding="utf-8")
    (folder / "regel.yaml").write_text(text, encoding="utf-8")
    try:
        load_ruleset(str(folder), examples=True)
    except RulesetError as error:
        return str(error)
    return ""


def it_knows_all_kinds_numbers_and_parts() -> None:
    assert set(KINDS) == set(CHECKS)
    assert set(FACTS) == set(KNOWN_FACTS)
    assert set(PARTS) == set(PART_NAMES) - {"impact"}


def it_fits_every_built_in_rule(validator: Any) -> None:
    paths = [p for p in builtin_folder().glob("*/**/*.yaml") if p.name != "ruleset.yaml" and "lexicon" not in p.parts]
    assert len(paths) > 160
    for path in paths:
        wrong = list(validator.iter_errors(_as_json(yaml.safe_load(path.read_text(encoding="utf-8")))))
        assert not wrong, path


@pytest.mark.parametrize(
    ("more", "check", "line", "said"),
    [
        ("gate: x", "{kind: totals}", 8, "'gate' moet true of false zijn"),
        ("derived: 1", "{kind: totals}", 8, "'derived' moet true of false zijn"),
        ("differences: 5", "{kind: totals}", 8, "'differences' moet een lijst zijn"),
        ("when: {txt: x}", "{kind: totals}", 8, "bedoelt u 'text'"),
        ("when: {text: x, any: [kassier]}", "{kind: totals}", 8, "'when.any[1]' moet een lijst of een groep"),
        ("when: {text: x, any: [[kasier]]}", "{kind: totals}", 8, "kassier"),
        ("", "{kind: describes}", 9, "sleutel 'evidence' ontbreekt in 'check'"),
        ("", "{kind: describes, evidence: []}", 9, "'check.evidence' mag niet leeg zijn"),
        ("", "{kind: describes, evidence: [{all: kassier}]}", 9, "'check.evidence[1].all' moet een lijst zijn"),
        ("", "{kind: describes, evidence: [{none: [kassier]}]}", 9, "'all', 'own', 'under', 'table'"),
        ("", "{kind: describes, evidence: [['kassier>=veel']]}", 9, "begrip>=3"),
        ("", "{kind: describes, evidence: [{all: [kassier], accepts: negated}]}", 9, "moet een lijst zijn"),
        ("", "{kind: describes, evidence: [{all: [kassier], window: zin}]}", 9, "sentence, pair, paragraph"),
        ("", "{kind: describes, evidence: [{all: [kassier], weak: ja}]}", 9, "true of false"),
        ("", "{kind: describes, evidence: [[kassier]], at_least: 3}", 9, "onbekende sleutel 'at_least' in 'check'"),
        (
            "",
            "{kind: describes, evidence: [[kassier]], terms: {kassier: kas}}",
            9,
            "'check.terms.kassier' moet een lijst",
        ),
        ("", "{kind: bestaat-niet}", 9, "kies uit checklist"),
        ("", "{kind: forbids}", 9, "'evidence', 'residue'"),
        ("", "{kind: forbids, evidence: [[kassier]], needs: [[kasier]]}", 9, "kassier"),
        ("", "{kind: each, over: projecten, require: [doel]}", 9, "bottlenecks, activities"),
        ("", "{kind: each, over: activities, require: [doelen]}", 9, "specifiek"),
        ("", "{kind: each, over: activities}", 9, "'require', 'covered', 'least'"),
        ("", "{kind: each, over: bottlenecks, least: 2, denied_by: [kasier]}", 9, "kassier"),
        ("", "{kind: quantity, fact: gp_share}", 9, "sleutel 'at_least' ontbreekt"),
        ("", "{kind: quantity, fact: gp_shares, at_least: 75}", 9, "gp_share"),
        ("", "{kind: quantity, fact: gp_share, at_least: 75%}", 9, "moet een getal zijn"),
        ("", "{kind: date, fact: submission, limit: 15 juli}", 9, "moet een datum"),
        ("", "{kind: date, fact: submission}", 9, "sleutel 'limit' ontbreekt"),
        ("", "{kind: checklist, points: [x]}", 9, "'check.points[1]' moet een groep"),
        ("", "{kind: totals, tables: 2}", 9, "onbekende sleutel 'tables' in 'check'"),
    ],
)
def it_refuses_what_loading_refuses(
    tmp_path: pathlib.Path, validator: Any, more: str, check: str, line: int, said: str
) -> None:
    text = RULE.format(more=more, check=check)
    error = _loads(tmp_path, text)
    assert f"regel.yaml: regel {line}: " in error
    assert said in error
    about_words = "kasier" in check or "kasier" in more
    assert about_words or list(validator.iter_errors(_as_json(yaml.safe_load(text))))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("changes: bb5/escalatieladder\ndisabled: nee\n", "regel 2: 'disabled' moet true of false zijn, niet 'nee'"),
        ("changes: bb5/escalatieladder\nblock: 9\n", "regel 2: 'block' moet een getal van 0 tot en met 7 zijn"),
        ("changes: bb5/escalatieladder\ngate: x\n", "regel 2: 'gate' moet true of false"),
        ("changes: bb5/escalatieladder\nid: x\n", "regel 2: onbekende sleutel 'id'"),
        ("changes: 5\nseverity: info\n", "regel 1: 'changes' moet een tekst zijn"),
        ("changes: bb5/escalatieladder\nseverity: zwaar\n", "regel 2: 'severity' moet een van deze zijn"),
    ],
)
def it_refuses_a_change_of_the_wrong_form(tmp_path: pathlib.Path, validator: Any, text: str, said: str) -> None:
    assert said in _loads(tmp_path, text)
    assert list(validator.iter_errors(_as_json(yaml.safe_load(text))))


def it_takes_a_condition_away_with_an_empty_one(tmp_path: pathlib.Path) -> None:
    assert _loads(tmp_path, "changes: bb5/kassier-inzage\nwhen:\n") == ""
    rule = load_ruleset(str(tmp_path)).rule("bb5/kassier-inzage")
    assert rule is not None and rule.when is None


def it_names_the_line_of_the_list_item_that_is_wrong(tmp_path: pathlib.Path) -> None:
    check = "\n  kind: describes\n  evidence:\n  - {all: [kassier]}\n  - {all: kassier}"
    assert "regel.yaml: regel 13: 'check.evidence[2].all'" in _loads(tmp_path, RULE.format(more="", check=check))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("id: Eigen regels", "regel 1: 'id': 'Eigen regels' is geen korte naam"),
        ("id: eigen\nname: 5", "regel 2: 'name' moet een tekst zijn"),
        ("id: eigen\ngates: bb5/*", "regel 2: 'gates' moet een lijst zijn"),
        ("id: eigen\nextends: landelijk\ngates: [bb5/*, bb5/escalatielader]", "bedoelt u 'bb5/escalatieladder'"),
        ("id: eigen\ndates: [{date: 15 juli, nl: x, en: x}]", "regel 2: 'dates[1].date' moet een datum"),
        ("id: eigen\nsettings: {x: 1}", "regel 2: onbekende sleutel 'settings'"),
    ],
)
def it_reads_the_ruleset_file_as_strictly(tmp_path: pathlib.Path, line: str, said: str) -> None:
    (tmp_path / "ruleset.yaml").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(RulesetError) as caught:
        load_ruleset(str(tmp_path))
    assert said in str(caught.value)
