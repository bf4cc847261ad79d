import time

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


@pytest.mark.parametrize(
    "text",
    [
        "Een dorpsknoop is onze naam voor een hecht wijkverband.",
        "Er komen dorpsknopen, de plaatselijke aanduiding van hechte wijkverbanden.",
        "Een dorpsknoop is bij ons wat landelijk een hecht wijkverband heet.",
        "| Begrip | Betekenis |\n|---|---|\n| Dorpsknoop | hecht wijkverband |",
        "# Begrippen\n\n- **Dorpsknoop**: hecht wijkverband",
        "De dorpsknopen (hechte wijkverbanden) komen bijeen.",
        "Wat elders een hecht wijkverband heet, is bij ons een dorpsknoop.",
        "Waar 'dorpsknoop' staat, is een hecht wijkverband bedoeld.",
        "De dorpsknopen, waarmee hier de hechte wijkverbanden worden aangeduid, werken al.",
        "Een dorpsknoop is een plek waar men elkaar treft; landelijk heet dat een hecht wijkverband.",
        "Er zijn zes dorpsknopen. In landelijke stukken heten zij hechte wijkverbanden.",
        "De hechte wijkverbanden, oftewel dorpsknopen, werken al.",
        "Onze naam voor een hecht wijkverband is dorpsknoop.",
        "Hecht wijkverband: landelijke term voor wat wij een dorpsknoop noemen.",
        "De wijkverbanden op het platteland, die hier dorpsknopen heten, worden gesteund.",
        "De wijkverbanden op het platteland, die wij dorpsknopen noemen, worden gesteund.",
        "| Begrip | Uitleg |\n|---|---|\n| Dorpsknoop | huisarts en apotheker samen (landelijk hecht wijkverband) |",
        "| Begrip | Uitleg |\n|---|---|\n| Dorpsknoop | huisarts en apotheker samen. Landelijk: hecht wijkverband |",
        "| Begrip | Uitleg |\n|---|---|\n| Dorpsknoop | huisarts en apotheker samen; landelijk: hecht wijkverband |",
    ],
)
def it_knows_it_from_every_way_to_give_a_name(text: str) -> None:
    assert set(aliases(read_markdown(text))) <= {"dorpsknoop", "dorpsknopen"}
    assert aliases(read_markdown(text))


@pytest.mark.parametrize(
    "text",
    [
        "De werkgroep hechte wijkverbanden komt bijeen.",
        "| Doelgroep | Hechte wijkverbanden |\n|---|---|\n| Monitoring | hechte wijkverbanden |",
        "Het doel is een hecht wijkverband in elke kern.",
        "De begroting kent een rubriek met de naam hechte wijkverbanden.",
        "Het kernteam hechte wijkverbanden noemt drie knelpunten.",
        "De regio ondersteunt hechte wijkverbanden, zo staat in hoofdstuk 4.",
        "Waar mogelijk gebruiken wij bestaande overleggen voor de hechte wijkverbanden.",
        "Met ingang van 2027 gebruiken wij de hechte wijkverbanden.",
        "Wij noemen een hecht wijkverband operationeel als het vier aanspreekpunten heeft.",
        "De term kernpartij gebruiken wij voor de vier beroepen in een hecht wijkverband.",
        "Coördinator is de naam voor wie een hecht wijkverband leidt.",
        "Het bestuur, zo noemen wij de leiding van het hechte wijkverband.",
        "Niveaus: vakgroep, hecht wijkverband, regio.",
        "| Dorpskern | Hecht wijkverband | Inwoners |\n|---|---|---|\n| Oost | Oost en Dorp | 12.000 |",
        "De hechte wijkverbanden (in het hele noorden) worden hier genoemd.",
        "De wijkverbanden in stad en dorp, die in dit plan worden genoemd, werken al.",
        "| Begrip | Uitleg |\n|---|---|\n| Dorpsteam | team van de gemeente; geen officieel hecht wijkverband |",
        "Kernteam: coördineert, leert van landelijk hechte wijkverbanden.",
    ],
)
def it_takes_no_other_word_for_one(text: str) -> None:
    assert aliases(read_markdown(text)) == {}


def it_knows_every_form_of_the_name_and_what_it_is_short_for() -> None:
    text = "Een buurtkring is ons woord voor een hecht wijkverband. Er zijn zes buurtkringen. " + "De kring praat. " * 3
    assert set(aliases(read_markdown(text))) == {"buurtkring", "buurtkringen", "kring"}


def it_knows_a_name_with_accents_as_written() -> None:
    found = aliases(read_markdown("Een wijkcoöperatie is onze naam voor een hecht wijkverband."))
    assert set(found) == {"wijkcooperatie", "wijkcoöperatie"}


def it_reads_a_hostile_text_at_once() -> None:
    started = time.perf_counter()
    for text in ("noem wijkverband " + "in " * 90 + "wijkverband", "noem een wijkverband, " * 3000):
        aliases(read_markdown(text))
    assert time.perf_counter() - started < 2
