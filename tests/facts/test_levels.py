"""At which level activities are carried out, told in the forms that plans have for it."""

from __future__ import annotations

import time

import pytest
from item_plans import items_of

from resvtool.facts.levels import LEVELS, told_of
from resvtool.language.lexicon import Lexicon

SHOWN, SAID, NONE, SILENT, ELSEWHERE, OPEN = 0.7, 0.5, 0.2, -1.4, -2.1, -3.0

CARDS = """
# Activiteiten 2027

## Overzicht

{overview}

## A1 Meldpunt

Hoofdtaak 2. {one}

- *Effect inwoners.* Sneller hulp.
- *Effect aanbieders.* Minder bellen.

## A2 Buurttafel

Hoofdtaak 4. {two}

- *Effect inwoners.* Minder vaak opnieuw vertellen.
- *Effect aanbieders.* Minder dubbel werk.

## A3 Rooster

Hoofdtaak 1. {three}

- *Effect inwoners.* Een vast aanspreekpunt.
- *Effect aanbieders.* Minder uitval.
"""


def told(lexicon: Lexicon, overview: str = "Drie stuks.", one: str = "", two: str = "", three: str = "") -> list[float]:
    """Return what the plan tells of each level, in the order of ``LEVELS``."""
    items = items_of(CARDS.format(overview=overview, one=one, two=two, three=three), lexicon)
    assert len(items.activities) == 3
    return [told_of(items.levels, name) for name in LEVELS]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("De hele streek: A1.", [SHOWN, ELSEWHERE, ELSEWHERE]),
        ("De vakorganisaties: A3.", [ELSEWHERE, ELSEWHERE, SHOWN]),
        ("A2 ligt bij de wijkverbanden.", [SILENT, SAID, SILENT]),
        ("Op regionaal niveau loopt A1: een rooster voor alle gemeenten.", [SAID, SILENT, SILENT]),
        ("De wijkverbanden voeren A2 uit: zij voeren zelf de gesprekken.", [SILENT, SAID, SILENT]),
        ("De koepels van de beroepen doen A3 en de wijkkringen doen A2.", [SILENT, SILENT, SILENT]),
        ("Welke activiteiten de koepels doen, is nog niet bepaald; A3 ligt wellicht bij hen.", [SILENT, SILENT, OPEN]),
    ],
)
def it_reads_who_carries_out_an_activity_that_a_sentence_names(
    lexicon: Lexicon, sentence: str, expected: list[float]
) -> None:
    assert told(lexicon, overview=sentence) == expected


def it_reads_a_table_that_sets_levels_beside_activities(lexicon: Lexicon) -> None:
    table = "| Waar | Wat |\n|---|---|\n| Regionaal | A1 |\n| In de wijken | A2 |\n| Per beroepsgroep | A3 |"
    assert told(lexicon, overview=table) == [SHOWN, SHOWN, SHOWN]


def it_reads_what_an_activity_says_of_itself(lexicon: Lexicon) -> None:
    assert told(lexicon, one="Uitgevoerd door de wijkverbanden.", two="Niveau: regio.") == [SHOWN, SHOWN, SILENT]


def it_writes_out_abbreviations_that_the_plan_explains(lexicon: Lexicon) -> None:
    explained = "De Vereniging van Apothekers (VVA) doet mee."
    assert told(lexicon, overview=f"{explained}\n\nDe VVA: A3.") == [ELSEWHERE, ELSEWHERE, SHOWN]
    assert told(lexicon, overview="De VVA: A3.") == [SILENT, SILENT, SILENT]


@pytest.mark.parametrize(
    "overview",
    [
        "Uitvoeringstermijn: gehele looptijd.",
        "Wat heel belangrijk is: A1.",
        "A1: de hele dag open.",
        "Multidisciplinair: A1.",
        "Uitvoering: wk 12 tot wk 20.",
        "| Knelpunt | Activiteit |\n|---|---|\n| Huisartsen in de wijken staan onder druk | A1 |",
        "| Post | Voor | Bedrag |\n|---|---|---|\n| Huur bureau | A1 | € 4.000 |",
        "Het Wijkverband IJmond (WIJ) doet mee.\n\nWij: A1 en A3.",
        "Er zijn nog geen actieve wijkverbanden.",
        "Het RESV neemt geen taken over van beroepsverenigingen.",
        "Bijlage B: regio in cijfers. A1 wordt in bijlage B verder uitgewerkt.",
        "Niveaus: regio (R), wijk (W). R Jansen: A2.",
        "Bij knelpunt nummer 3 ligt de oorzaak in de wijk.",
    ],
)
def it_takes_common_words_letters_and_numbers_for_no_level(lexicon: Lexicon, overview: str) -> None:
    assert told(lexicon, overview=overview) == [SILENT, SILENT, SILENT]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("Niveau: niet regionaal maar per wijkverband.", [SILENT, SHOWN, SILENT]),
        ("Uitgevoerd door de regionale huisartsenvereniging.", [SILENT, SILENT, SHOWN]),
        ("Uitgevoerd door het kernteam.", [SHOWN, SILENT, SILENT]),
        ("Niveau: heel Zeewoude.", [SHOWN, SILENT, SILENT]),
    ],
)
def it_reads_the_level_that_is_meant(lexicon: Lexicon, field: str, expected: list[float]) -> None:
    assert told(lexicon, one=field) == expected


def it_takes_no_level_from_the_title_of_the_plan(lexicon: Lexicon) -> None:
    text = f"# RESV-plan regio Oost\n{CARDS}".replace("# Activiteiten", "## Activiteiten")
    items = items_of(text.format(overview="Drie stuks.", one="", two="", three=""), lexicon)
    assert [told_of(items.levels, name) for name in LEVELS] == [SILENT, SILENT, SILENT]


def it_reads_a_cell_of_thousands_of_letters_at_once(lexicon: Lexicon) -> None:
    started = time.perf_counter()
    told(lexicon, overview=f"| Waar | Wat |\n|---|---|\n| {'wijk' * 5000} | A1, A2, A3 |")
    assert time.perf_counter() - started < 3


def it_reads_each_clause_of_a_sentence_for_itself(lexicon: Lexicon) -> None:
    overview = "Op het niveau van de wijkverbanden gaat het om A2, bij de beroepsverbanden ligt A3."
    assert told(lexicon, overview=overview) == [SILENT, SAID, SAID]


def it_takes_no_level_from_a_heading_above_all_activities(lexicon: Lexicon) -> None:
    text = CARDS.replace("# Activiteiten 2027", "# Wijkverbanden en activiteiten")
    items = items_of(text.format(overview="Drie stuks.", one="", two="", three=""), lexicon)
    assert told_of(items.levels, "wijkverband") == SILENT


def it_counts_that_there_are_none_with_a_reason(lexicon: Lexicon) -> None:
    overview = (
        "Voor de beroepsverbanden hebben we geen eigen activiteiten: zij bereiden hun mandaat voor. Regionaal: A1."
    )
    assert told(lexicon, overview=overview)[2] == NONE


def it_knows_nothing_of_a_plan_that_names_no_level(lexicon: Lexicon) -> None:
    assert told(lexicon) == [SILENT, SILENT, SILENT]
    assert told_of({}, "regio") == 0


@pytest.mark.parametrize(
    ("overview", "expected"),
    [
        ("Een gaard is onze naam voor een hecht wijkverband. A2 ligt bij de gaarden.", [SILENT, SAID, SILENT]),
        ("Niveaus: regio (R), wijk (W), monoverband (M).\n\nW: A2.\n\nM: A3.", [ELSEWHERE, SHOWN, SHOWN]),
        (
            "| Vraag | Antwoord |\n|---|---|\n| Wat doen de verenigingen per beroep | A3 |",
            [ELSEWHERE, ELSEWHERE, SHOWN],
        ),
    ],
)
def it_reads_levels_by_the_names_that_the_plan_gives_them(
    lexicon: Lexicon, overview: str, expected: list[float]
) -> None:
    assert told(lexicon, overview=overview) == expected


@pytest.mark.parametrize(
    ("overview", "expected"),
    [
        ("Een indeling naar werk van de wijkverbanden is niet gemaakt.", OPEN),
        ("Welke activiteiten de wijkverbanden uitvoeren, beschrijven wij in het voorjaar.", OPEN),
        ("Welke activiteiten de wijkverbanden uitvoeren, bepalen wij in het volgende kwartaal.", OPEN),
        ("Welke activiteiten de wijkverbanden uitvoeren, is in tabel 4 vastgelegd.", SILENT),
        ("Welke activiteiten de wijkverbanden uitvoeren, is per activiteit vastgelegd.", SILENT),
        ("Welke beroepsgroepen in de wijkverbanden doen nog niet mee?", SILENT),
        ("De coördinator van de wijkverbanden is nog niet benoemd.", SILENT),
        ("De indeling van de regio in wijkverbanden is later aangescherpt.", SILENT),
        ("A2 is voor de wijkverbanden niet haalbaar.", SILENT),
        ("A1 wordt niet door de wijkverbanden gedaan: dat kan niet.", SILENT),
        ("De wijkverbanden: A1 en A2.", 2.7),
        ("A2 is van de wijkverbanden.", SAID),
    ],
)
def it_knows_what_a_plan_leaves_open_and_what_it_shows_for_several(
    lexicon: Lexicon, overview: str, expected: float
) -> None:
    assert told(lexicon, overview=overview)[1] == expected


def it_takes_no_level_from_what_an_activity_denies(lexicon: Lexicon) -> None:
    assert told(lexicon, one="Gebeurt nu nog niet in de wijkverbanden.")[1] == SILENT
    assert told(lexicon, one="Verdieping van kennis in de wijkverbanden.")[1] == SILENT
    assert told(lexicon, one="Speelt in de wijkverbanden.")[1] == SHOWN


def it_weighs_what_is_shown_against_what_is_left_open(lexicon: Lexicon) -> None:
    later = "Welke activiteiten de wijkverbanden verder uitvoeren, bepalen wij in 2027."
    shown = [told(lexicon, overview=f"{later} {more}")[1] for more in ("", "A2 doen de wijkverbanden.")]
    listed = [
        told(lexicon, overview=f"{later}\n\n{more}")[1] for more in ("Wijkverbanden: A2.", "Wijkverbanden: A1, A2.")
    ]
    assert shown == [OPEN, -1.6]
    assert listed == [-0.1, 1.4]


def it_reads_activities_named_by_their_number_alone(lexicon: Lexicon) -> None:
    text = CARDS.replace("## A", "## Werkpakket ")
    overview = "De nummers 1 en 2 doen de wijkverbanden zelf. Nummer 3 ligt bij de beroepsverenigingen."
    items = items_of(text.format(overview=overview, one="", two="", three=""), lexicon)
    assert [told_of(items.levels, name) for name in LEVELS] == [SILENT, SAID, SAID]


def it_reads_activities_named_by_the_letter_before_their_name(lexicon: Lexicon) -> None:
    rows = "\n".join(f"| {name} | {task} | korter wachten |" for name, task in zip(NAMED, (2, 4, 1), strict=True))
    overview = "Regionaal gaat het om activiteit A en B, op het niveau van de beroepsverbanden om activiteit C."
    table = f"| Activiteit | Hoofdtaak | Effect inwoners |\n|---|---|---|\n{rows}"
    items = items_of(f"# Activiteiten 2027\n\n{table}\n\n{overview}", lexicon)
    assert [told_of(items.levels, name) for name in LEVELS] == [SAID, SILENT, SAID]


NAMED = ("A. Meldpunt", "B. Buurttafel", "C. Rooster")
