"""``each`` judges every bottleneck or activity, and says which one lacks what."""

from __future__ import annotations

import pathlib

import pytest

from resvtool.plan import Plan
from resvtool.reading.markdown import read_markdown
from resvtool.rules.engine import judge_rule
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Result, Ruleset, Status


@pytest.fixture(scope="module")
def landelijk() -> Ruleset:
    return load_ruleset("landelijk")


@pytest.fixture(scope="module")
def menzis() -> Ruleset:
    return load_ruleset("menzis")


def judged(text: str, rule_id: str, ruleset: Ruleset) -> Result:
    rule = ruleset.rule(rule_id)
    assert rule is not None
    return judge_rule(Plan(read_markdown(text), ruleset.lexicon), rule)


ACTIVITIES = """
# Activiteiten

| Activiteit | Hoofdtaak | Voor inwoners |
|---|---|---|
| A1 Inschrijflijn | 2 | sneller een huisarts |
| A2 Wijktafels | {task} | één plan |
"""

BOTTLENECKS = """
# Knelpunten

| Nr | Knelpunt | Hoe groot |
|---|---|---|
| K1 | Patiëntenstops | 12 van 40 |
| K2 | Losse eindjes | 3 van 14 wijken |

# Opbrengst

| Knelpunt | Van | Naar | Uiterlijk | Eigenaar | Inzet |
|---|---|---|---|---|---|
| K1 | 12 | 5 | eind 2028 | huisartsen | inschrijflijn |
"""

SECOND = "| K2 | 3 wijken | 8 wijken | eind 2028 | wijkzorg | wijktafels |\n"


def test_it_passes_when_every_item_has_the_part(landelijk: Ruleset) -> None:
    result = judged(ACTIVITIES.format(task="4"), "bb4/hoofdtaak-per-activiteit", landelijk)
    assert result.status is Status.PASS
    assert [i.status for i in result.finding.items] == [Status.PASS, Status.PASS]
    assert result.finding.evidence


def test_it_fails_and_names_the_item_that_lacks_the_part(landelijk: Ruleset) -> None:
    result = judged(ACTIVITIES.format(task="n.t.b."), "bb4/hoofdtaak-per-activiteit", landelijk)
    assert result.status is Status.FAIL
    assert [(i.name, i.missing) for i in result.finding.items if i.missing] == [("A2 Wijktafels", ("hoofdtaak",))]
    assert "A2 Wijktafels (de hoofdtaak)" in result.finding.message.nl
    assert "A2 Wijktafels (the main task)" in result.finding.message.en


def test_every_item_says_where_it_stands(landelijk: Ruleset) -> None:
    result = judged(ACTIVITIES.format(task="4"), "bb4/hoofdtaak-per-activiteit", landelijk)
    anchors = [i.anchor for i in result.finding.items]
    assert [a.row for a in anchors if a is not None] == [1, 2]


def test_it_leaves_to_a_person_what_it_cannot_tell_apart(landelijk: Ruleset) -> None:
    text = "# Activiteiten\n\nOnze activiteiten zijn talrijk en worden met veel plezier gedaan.\n\n# Slot\n\nTot ziens."
    assert judged(text, "bb4/hoofdtaak-per-activiteit", landelijk).status is Status.REVIEW


def test_it_fails_a_plan_that_does_not_speak_of_the_topic(landelijk: Ruleset) -> None:
    assert judged("# Over ons\n\nHuisartsen.", "bb4/hoofdtaak-per-activiteit", landelijk).status is Status.FAIL


def test_smart_is_asked_only_where_an_effect_is_promised(landelijk: Ruleset, menzis: Ruleset) -> None:
    assert judged(BOTTLENECKS, "bb3/smart", landelijk).status is Status.PASS
    result = judged(BOTTLENECKS, "bb3/smart", menzis)
    assert result.status is Status.FAIL
    assert [i.name for i in result.finding.items if i.missing] == ["K2 Losse eindjes"]


def test_menzis_passes_when_every_bottleneck_is_smart(menzis: Ruleset) -> None:
    assert judged(BOTTLENECKS + SECOND, "bb3/smart", menzis).status is Status.PASS


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("8 wijken", "meetbaar"),
        ("eind 2028", "tijdgebonden"),
        ("wijkzorg", "acceptabel"),
        ("wijktafels", "realistisch"),
    ],
)
def test_an_empty_cell_is_the_part_that_is_missing(cell: str, part: str, landelijk: Ruleset) -> None:
    row = SECOND.replace(f"| {cell} |", "| - |")
    result = judged(BOTTLENECKS + row, "bb3/smart", landelijk)
    assert result.status is Status.FAIL
    assert result.finding.items[1].missing == (part,)


def test_a_statement_for_all_goals_counts_when_there_is_no_column(landelijk: Ruleset) -> None:
    table = """
# Opbrengst

| Knelpunt | Van | Naar | Eigenaar | Inzet |
|---|---|---|---|---|
| K1 Patiëntenstops | 12 | 5 | huisartsen | inschrijflijn |
| K2 Losse eindjes | 3 | 8 | wijkzorg | wijktafels |
"""
    assert judged(table, "bb3/smart", landelijk).status is Status.FAIL
    dated = table + "\nAlle doelen gelden voor uiterlijk 31 december 2028.\n"
    assert judged(dated, "bb3/smart", landelijk).status is Status.PASS


def test_every_bottleneck_comes_back_or_is_left_out_expressly(landelijk: Ruleset) -> None:
    rule_id = "bb3/knelpunten-gedekt"
    missing = judged(BOTTLENECKS, rule_id, landelijk)
    assert missing.status is Status.FAIL
    assert missing.finding.items[1].missing == ("impact",)
    assert judged(BOTTLENECKS + SECOND, rule_id, landelijk).status is Status.PASS
    said = BOTTLENECKS.replace("# Opbrengst", "K2 valt bewust buiten dit plan.\n\n# Opbrengst")
    assert judged(said, rule_id, landelijk).status is Status.PASS


def test_a_list_of_bottlenecks_is_enough_unless_the_plan_denies_it(landelijk: Ruleset) -> None:
    rule_id = "bb2/knelpunten-2027-2029"
    assert judged(BOTTLENECKS, rule_id, landelijk).status is Status.PASS
    denied = BOTTLENECKS + "\nVoor 2028 en 2029 is de lijst met knelpunten nog niet opgesteld.\n"
    result = judged(denied, rule_id, landelijk)
    assert result.status is Status.FAIL
    assert result.finding.nearest is not None and "2028" in result.finding.nearest.text


def test_an_excerpt_is_read_as_one_item(landelijk: Ruleset) -> None:
    text = "Activiteit 4: gedeelde avonddienst. Dit hoort bij hoofdtaak 2."
    assert judged(text, "bb4/hoofdtaak-per-activiteit", landelijk).status is Status.PASS
    assert (
        judged("Activiteit 4: gedeelde avonddienst.", "bb4/hoofdtaak-per-activiteit", landelijk).status is Status.FAIL
    )


SAMPLE = (pathlib.Path(__file__).parents[3] / "sample_plans" / "graslanden.md").read_text(encoding="utf-8")
ROW = next(line for line in SAMPLE.splitlines() if line.startswith("| Effect voor aanbieders | Verwijzers"))


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("Minder gebel, minder overtypen, meer rust op de praktijk", Status.PASS),
        ("Praktijken zijn minder tijd kwijt aan rondbellen, de assistente typt niets meer over", Status.PASS),
        ("n.t.b.", Status.FAIL),
        ("-", Status.FAIL),
        ("Nog te bepalen met de praktijken", Status.FAIL),
    ],
)
def it_reads_a_part_under_a_head_of_the_plans_own_by_the_witnesses(
    menzis: Ruleset, answer: str, status: Status
) -> None:
    rule = menzis.rule("bb4/effect-aanbieder-per-activiteit")
    assert rule is not None
    document = read_markdown(SAMPLE.replace(ROW, f"| Oogst | {answer} |"))
    assert judge_rule(Plan(document, menzis.lexicon), rule).status is Status.FAIL, "no list has these words"
    found = judge_rule(Plan(document, menzis.lexicon, weights=menzis.weights), rule)
    assert found.status is status
    assert (found.finding.items[2].status is Status.PASS) == (status is Status.PASS)
    if status is Status.PASS:
        assert found.finding.items[2].evidence[0].text == f"Oogst | {answer}"
