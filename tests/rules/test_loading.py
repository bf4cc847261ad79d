import pathlib

import pytest

from resvtool.rules.loading import builtin_rule_ids, builtin_rulesets, load_ruleset
from resvtool.rules.model import RulesetError, Status
from resvtool.rules.starting import start_ruleset

RULE = """\
id: eigen/regel
block: 4
title: Titel
need: Behoefte
advice: Advies
source: {bron: par. 1}
severity: error
check:
  kind: describes
  evidence:
  - [kassier]
examples: {pass: [De kassier beheert het geld.], fail: [Niets daarover in dit plan.]}
"""


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    (tmp_path / "ruleset.yaml").write_text("id: eigen\nextends: landelijk\n", encoding="utf-8")
    return tmp_path


def write(folder: pathlib.Path, text: str, name: str = "regel.yaml") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def it_knows_the_four_built_in_rulesets() -> None:
    assert builtin_rulesets() == ["cz", "landelijk", "menzis", "zilveren-kruis"]


def it_adds_own_rules_to_those_of_the_ruleset_below(folder: pathlib.Path) -> None:
    write(folder, RULE)
    ruleset = load_ruleset(str(folder))
    assert ruleset.rule("eigen/regel") is not None
    assert len(ruleset.rules) == len(load_ruleset("landelijk").rules) + 1
    assert ruleset.layers == ("landelijk", "eigen")


def it_changes_a_rule_and_says_which_layer_did(folder: pathlib.Path) -> None:
    write(folder, "changes: bb5/escalatieladder\nseverity: info\n")
    rule = load_ruleset(str(folder)).rule("bb5/escalatieladder")
    assert rule is not None
    assert (rule.severity, rule.layers["severity"], rule.layers["rule"]) == ("info", "eigen", "landelijk")


def it_switches_a_rule_off(folder: pathlib.Path) -> None:
    write(folder, "changes: bb5/escalatieladder\ndisabled: true\n")
    assert load_ruleset(str(folder)).rule("bb5/escalatieladder") is None


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("severity: error", "severty: error", 7, "severity"),
        ("severity: error", "severity: zwaar", 7, "error, warning, info"),
        ("block: 4", "block: negen", 2, "0 tot en met 7"),
        ("  - [kassier]", "  - [kasier]", 8, "kassier"),
        ("  - [kassier]", "  - {alle: [kassier]}", 11, "all"),
        ("need: Behoefte\n", "", 1, "need"),
    ],
)
def it_names_file_line_and_mend_of_a_broken_rule(
    folder: pathlib.Path, old: str, new: str, line: int, word: str
) -> None:
    write(folder, RULE.replace(old, new))
    with pytest.raises(RulesetError) as raised:
        load_ruleset(str(folder))
    assert "regel.yaml" in str(raised.value)
    assert f"regel {line}:" in str(raised.value)
    assert word in str(raised.value)


def it_says_on_which_line_yaml_breaks(folder: pathlib.Path) -> None:
    write(folder, RULE.replace("title: Titel", "title: 'Titel"))
    with pytest.raises(RulesetError, match=r"regel\.yaml: regel \d+: geen geldige YAML"):
        load_ruleset(str(folder))


def it_suggests_the_nearest_ruleset() -> None:
    with pytest.raises(RulesetError, match="bedoelt u 'menzis'"):
        load_ruleset("menzes")


def it_starts_a_ruleset_that_loads_at_once(tmp_path: pathlib.Path) -> None:
    from resvtool.rules.examples import run_examples

    made = start_ruleset(tmp_path / "eigen-regels", "landelijk")
    ruleset = load_ruleset(str(tmp_path / "eigen-regels"), examples=True)
    own = [o for o in run_examples(ruleset) if o.rule.startswith("eigen-regels/")]
    assert {p.name for p in made} == {"ruleset.yaml", "spreekuur.yaml", "rule.schema.json"}
    assert own and all(o.right for o in own)
    assert Status.PASS in {o.status for o in own}


def it_does_not_start_a_ruleset_over_files(tmp_path: pathlib.Path) -> None:
    (tmp_path / "iets.txt").write_text("x", encoding="utf-8")
    with pytest.raises(FileExistsError):
        start_ruleset(tmp_path, "landelijk")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  kind: describes", "  kind: bestaat-niet"),
        ("examples: {pass", "differences: 5\nexamples: {pass"),
        ("  evidence:\n  - [kassier]", "  evidence: 5"),
        ("  - [kassier]", "  - {all: 5}"),
    ],
)
def it_refuses_values_of_the_wrong_form(folder: pathlib.Path, old: str, new: str) -> None:
    write(folder, RULE.replace(old, new))
    with pytest.raises(RulesetError, match=r"regel\.yaml"):
        load_ruleset(str(folder), examples=True)


def it_refuses_a_ruleset_that_extends_itself(folder: pathlib.Path) -> None:
    (folder / "ruleset.yaml").write_text(f"id: eigen\nextends: {folder}\n", encoding="utf-8")
    with pytest.raises(RulesetError, match="op zichzelf voort"):
        load_ruleset(str(folder))


def it_knows_the_ids_of_the_builtin_rules_without_loading_them() -> None:
    loaded = {rule.id for name in builtin_rulesets() for rule in load_ruleset(name).rules}
    assert set(builtin_rule_ids()) == loaded


def it_keeps_a_rule_that_was_switched_off_with_the_layer_that_did(folder: pathlib.Path) -> None:
    write(folder, "changes: bb5/escalatieladder\ndisabled: true\nseverity: info\n")
    ruleset = load_ruleset(str(folder))
    assert ruleset.rule("bb5/escalatieladder") is None
    (off,) = ruleset.disabled
    assert (off.id, off.layers["disabled"], off.severity) == ("bb5/escalatieladder", "eigen", "info")


def it_lets_a_higher_layer_switch_a_rule_on_again(folder: pathlib.Path) -> None:
    write(folder, "changes: bb5/escalatieladder\ndisabled: true\n")
    higher = folder / "hoger"
    higher.mkdir()
    (folder / "hoger" / "ruleset.yaml").write_text("id: hoger\nextends: ..\n", encoding="utf-8")
    (folder / "hoger" / "aan.yaml").write_text("changes: bb5/escalatieladder\ndisabled: false\n", encoding="utf-8")
    assert load_ruleset(str(higher)).rule("bb5/escalatieladder") is not None


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Mijn regels 2028!", "mijn-regels-2028"),
        ("überregels", "uberregels"),
        ("yes", "yes"),
        ("a: b # c", "a-b-c"),
        ('"{x}"', "x"),
        ("日本", "eigen"),
        ("bb1", "eigen-bb1"),
        ("CZ", "eigen-cz"),
    ],
)
def it_starts_a_ruleset_in_a_folder_of_any_name(tmp_path: pathlib.Path, name: str, made: str) -> None:
    start_ruleset(tmp_path / name, "landelijk")
    ruleset = load_ruleset(str(tmp_path / name))
    assert ruleset.id == made
    assert ruleset.rule(f"{made}/spreekuur") is not None


def it_starts_no_ruleset_under_the_name_of_a_built_in_one(tmp_path: pathlib.Path) -> None:
    with pytest.raises(RulesetError, match="meegeleverde ruleset"):
        start_ruleset(tmp_path / "cz", "landelijk")
    assert not (tmp_path / "cz").exists()


def it_starts_a_ruleset_on_another_folder_wherever_both_stand(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    start_ruleset(pathlib.Path("eigen"), "menzis")
    start_ruleset(pathlib.Path("diep/er/eigen"), "eigen")
    monkeypatch.chdir("/")
    assert load_ruleset(str(tmp_path / "diep/er/eigen")).layers == ("landelijk", "menzis", "eigen", "eigen-2")


def they_are_rules_whether_their_file_ends_in_yaml_or_yml(folder: pathlib.Path) -> None:
    write(folder, RULE, "regel.yml")
    assert load_ruleset(str(folder)).rule("eigen/regel") is not None
