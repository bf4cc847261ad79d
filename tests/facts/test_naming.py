"""Names that come back tell the items of a chapter from the headings that part it."""

from __future__ import annotations

import pytest
from item_plans import items_of

from resvtool.language.lexicon import Lexicon

STORY = """
# Wat er knelt in Zeewoude

## Waar wij van uitgaan

Wij legden drie rapporten naast elkaar. In 2025 telden wij 4.100 ouderen, in 2028 zijn dat er 4.900.

## Een dinsdag in mei

Mevrouw Bos kreeg op één dag vier mensen aan de deur.

{opening}

## Wat na 2030 komt

De vergrijzing zet door tot 2040.

# Wat wij beloven

{promises}
"""

BOLD = """
**De lange rij.** Wie een therapeut zoekt, wacht 31 dagen.

**Nacht.** In 2025 reed de spoedpost 640 keer voor niets uit.

**De dubbele vraag.** Per maand doen wij 40 intakes twee keer.
"""

CALLED = """
Het eerste heet **De lange rij**. Wie een therapeut zoekt, wacht 31 dagen.

Het tweede heet **Nacht**. In 2025 reed de spoedpost 640 keer voor niets uit.

Het derde knelpunt noemen wij **De dubbele vraag**. Per maand doen wij 40 intakes twee keer.
"""

PROMISES = """
Bij *De lange rij* daalt de wachttijd van 31 naar 14 dagen op 1 juli 2028. De therapeuten staan ervoor.

Bij *Nacht* gaat het aantal ritten van 640 naar 400 in 2028. De huisartsen staan ervoor.

Bij *De dubbele vraag* hopen wij op minder intakes.
"""


@pytest.mark.parametrize("opening", [BOLD, CALLED])
def it_takes_the_names_that_come_back_and_not_the_headings_around_them(opening: str, lexicon: Lexicon) -> None:
    bottlenecks = items_of(STORY.format(opening=opening, promises=PROMISES), lexicon).bottlenecks
    assert [b.title for b in bottlenecks] == ["De lange rij", "Nacht", "De dubbele vraag"]


def it_takes_a_paragraph_that_opens_with_a_name_for_what_is_promised_on_it(lexicon: Lexicon) -> None:
    bottlenecks = items_of(STORY.format(opening=BOLD, promises=PROMISES), lexicon).bottlenecks
    assert [b.promised for b in bottlenecks] == [True, True, True]
    assert [b.smart["meetbaar"] is not None for b in bottlenecks] == [True, True, False]


def it_keeps_headings_that_the_plan_names_again(lexicon: Lexicon) -> None:
    text = """
# Knelpunten

## De lange rij

Wie een therapeut zoekt, wacht 31 dagen.

## De dubbele vraag

Per maand doen wij 40 intakes twee keer.

# Activiteiten

Het planbord werkt aan de lange rij. De gedeelde intake doet dat aan de dubbele vraag.
"""
    assert [b.title for b in items_of(text, lexicon).bottlenecks] == ["De lange rij", "De dubbele vraag"]


def it_drops_a_heading_on_later_years_from_a_list_of_bottlenecks(lexicon: Lexicon) -> None:
    text = """
# Knelpunten

## De lange rij

Wie een therapeut zoekt, wacht 31 dagen.

## De dubbele vraag

Per maand doen wij 40 intakes twee keer.

## Na 2030

De vergrijzing zet door.

# Activiteiten

Het planbord werkt aan de lange rij. De gedeelde intake doet dat aan de dubbele vraag.
"""
    assert [b.title for b in items_of(text, lexicon).bottlenecks] == ["De lange rij", "De dubbele vraag"]


def it_keeps_a_name_in_which_the_word_overview_stands(lexicon: Lexicon) -> None:
    text = """
# Knelpunten

| Knelpunt | Cijfer |
|---|---|
| Niemand heeft het overzicht | 40% |
| De lange rij | 31 dagen |
| Overzicht en totaal | 2 |
"""
    names = [b.title for b in items_of(text, lexicon).bottlenecks]
    assert names == ["Niemand heeft het overzicht", "De lange rij"]


def it_reads_forms_that_hold_one_bottleneck_each(lexicon: Lexicon) -> None:
    card = """
| Vraag | Blokkade {n}: {name} |
|---|---|
| Wat gaat er mis? | {n}.900 inwoners wachten |
| Waarom blijft het? | niemand ziet de rij |
"""
    cards = "".join(card.format(n=n, name=name) for n, name in enumerate(["De rij", "De nacht", "De stapel"], 1))
    bottlenecks = items_of(f"# Knelpunten: drie blokkades\n{cards}", lexicon).bottlenecks
    assert [b.title for b in bottlenecks] == ["Blokkade 1 De rij", "Blokkade 2 De nacht", "Blokkade 3 De stapel"]


def it_keeps_bottlenecks_that_the_plan_words_otherwise_later(lexicon: Lexicon) -> None:
    titles = ["Lange wachttijd bij de fysiotherapeut", "Te weinig avondzorg na 2030", "Dubbele intakes in de wijk"]
    text = "# Knelpunten\n\n" + "".join(f"## {title}\n\nDaar lopen inwoners tegenaan.\n\n" for title in titles)
    assert [b.title for b in items_of(text, lexicon).bottlenecks] == titles


def it_reads_a_promise_spread_over_the_lines_under_one_heading(lexicon: Lexicon) -> None:
    names = ["De lange rij", "Nacht en ontij", "De dubbele vraag"]
    rows = "".join(f"| {name} | veel inwoners |\n" for name in names)
    impact = "".join(
        f"## {name}\n\n- De wachttijd daalt van 31 naar 14 dagen.\n- Uiterlijk op 1 juli 2028.\n\n" for name in names
    )
    text = f"# Knelpunten\n\n| Knelpunt | Omvang |\n|---|---|\n{rows}\n# Impact per knelpunt\n\n{impact}"
    assert [(b.title, b.promised) for b in items_of(text, lexicon).bottlenecks] == [(name, True) for name in names]
