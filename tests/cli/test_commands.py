import json
import pathlib

import docx
import pytest
from batch_files import small_ruleset
from running import run


@pytest.fixture
def plan(tmp_path: pathlib.Path) -> pathlib.Path:
    document = docx.Document()
    document.add_heading("Wat het kost", 1)
    document.add_paragraph(
        "De begroting voor 2027 bedraagt € 120.000 in totaal, met een subtotaal van € 40.000 voor de wijken."
    )
    path = tmp_path / "plan.docx"
    document.save(str(path))
    return path


def it_lists_rules_by_building_block() -> None:
    done = run("rules")
    assert done.returncode == 0
    assert "Bouwsteen 5: Executiekracht" in done.stdout
    assert "bb5/escalatieladder" in done.stdout


def it_lists_rules_as_json() -> None:
    rules = json.loads(run("rules", "--json", "--ruleset", "menzis").stdout)
    assert {r["id"] for r in rules} >= {"bb5/escalatieladder", "menzis/peildata"}


def it_shows_the_dates_of_an_insurer() -> None:
    assert "26-08-2026" in run("rules", "--ruleset", "zilveren-kruis", "--dates").stdout


def it_compares_two_rulesets() -> None:
    text = run("rules", "compare", "menzis", "cz").stdout
    assert "menzis/peildata" in text
    assert "cz/uitsluitingsgronden" in text
    assert "rechtsvorm" in text


def it_explains_a_rule_with_its_source_and_examples() -> None:
    text = run("explain", "bb5/escalatieladder").stdout
    assert "Bouwsteen 5, 5" in text
    assert "Voldoet niet:" in text


def it_names_the_nearest_rule_for_an_unknown_one() -> None:
    done = run("explain", "bb5/escalatielader")
    assert done.returncode == 2
    assert "bb5/escalatieladder" in done.stderr


def it_tests_a_ruleset_of_ones_own_and_says_what_is_wrong(tmp_path: pathlib.Path) -> None:
    # On a small ruleset, since the examples of the one below are run too.
    folder, base = tmp_path / "eigen", small_ruleset(tmp_path / "klein")
    with (tmp_path / "klein" / "ladder.yaml").open("a", encoding="utf-8") as rule_below:
        rule_below.write("examples: {pass: [Het kernteam en het bestuur beslissen.], fail: [Niemand beslist.]}\n")
    assert run("rules", "init", str(folder), "--extends", base).returncode == 0
    assert run("rules", "test", str(folder)).returncode == 0
    rule = folder / "spreekuur.yaml"
    rule.write_text(
        rule.read_text(encoding="utf-8").replace(
            "De huisarts houdt elke ochtend spreekuur.", "Huisarts en sociaal werk houden samen spreekuur."
        ),
        encoding="utf-8",
    )
    done = run("rules", "test", str(folder))
    assert done.returncode == 1
    assert "eigen/spreekuur" in done.stdout
    rule.write_text(rule.read_text(encoding="utf-8").replace("severity:", "severty:"), encoding="utf-8")
    broken = run("rules", "test", str(folder))
    assert broken.returncode == 2
    assert "spreekuur.yaml: regel" in broken.stderr


def it_shows_which_rules_are_switched_off_and_by_whom(tmp_path: pathlib.Path, plan: pathlib.Path) -> None:
    folder = tmp_path / "eigen"
    run("rules", "init", str(folder))
    (folder / "uit.yaml").write_text("changes: bb5/escalatieladder\ndisabled: true\n", encoding="utf-8")
    listed = run("rules", "-r", str(folder)).stdout
    assert "bb5/escalatieladder  [landelijk; uitgeschakeld door eigen]" in listed.split("Uitgeschakeld")[1]
    rules = {r["id"]: r for r in json.loads(run("rules", "-r", str(folder), "--json").stdout)}
    assert (rules["bb5/escalatieladder"]["disabled"], rules["bb5/mitigatie"]["disabled"]) == (True, False)
    assert "uitgeschakeld door eigen" in run("explain", "bb5/escalatieladder", "-r", str(folder)).stdout
    assert "(landelijk; uitgeschakeld door eigen)" in run("rules", "compare", "landelijk", str(folder)).stdout
    assert "uitgeschakeld: bb5/escalatieladder (eigen)" in run("lint", str(plan), "-r", str(folder)).stdout


def it_shows_the_outline(plan: pathlib.Path) -> None:
    done = run("outline", str(plan))
    assert "Wat het kost" in done.stdout.split("Bouwsteen 7")[1]
    assert json.loads(run("outline", str(plan), "--format", "json").stdout)["sections"][0]["block"] == 7


def it_shows_the_facts(plan: pathlib.Path) -> None:
    done = run("facts", str(plan), "--format", "json")
    assert done.returncode == 0, done.stderr
    assert "120000" in done.stdout or "120.000" in done.stdout


def it_tells_its_version() -> None:
    assert run("--version").stdout.startswith("resvtool 0.")
