import pytest

from resvtool.locating.own_words import abbreviations, aliases
from resvtool.reading.markdown import read_markdown


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("De Coöperatie Huisartsen Veenmeer (CHV) doet mee.", "chv", "Coöperatie Huisartsen Veenmeer"),
        ("# Afkortingen\n\n| Kort | Voluit |\n|---|---|\n| DRV | Deelnemersraad Veenmeer |", "drv", "Deelnemersraad Veenmeer"),
        ("# Begrippenlijst\n\n- HV: hecht wijkverband", "hv", "hecht wijkverband"),
    ],
)  # fmt: skip
def it_knows_the_abbreviations_that_a_plan_explains(text: str, short: str, long: str) -> None:
    assert abbreviations(read_markdown(text)) == {short: long}


def it_takes_no_year_or_word_between_brackets_for_one() -> None:
    assert abbreviations(read_markdown("In de regio (Veenmeer) en in 2027 (jaar een) doen wij dit.")) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Dorpsknopen, zo noemen wij onze hechte wijkverbanden.",
        "De hechte wijkverbanden, die wij dorpsknopen noemen, werken al.",
        "Wij noemen onze hechte wijkverbanden dorpsknopen.",
    ],
)
def it_knows_a_plans_own_name_for_a_wijkverband(text: str) -> None:
    assert aliases(read_markdown(text)) == {"dorpsknopen": "hechte wijkverbanden"}
