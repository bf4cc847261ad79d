"""What a plan leaves open."""

from __future__ import annotations

import pytest

from resvtool.facts.left_open import leaves_main_tasks_open


@pytest.mark.parametrize(
    "sentence",
    [
        "Welke hoofdtaken in 2027 aan bod komen, bepalen wij in december.",
        "Op welke van de vijf hoofdtaken wij het eerste jaar werken, beslist de ledenraad in het najaar.",
        "Aan welke hoofdtaken wij beginnen, is nog niet gekozen.",
        "Op welke hoofdtaken wij in 2027 en 2028 werken, bepaalt de ledenraad.",
        "Welke hoofdtaken in 2027 voorgaan, is nog te bepalen.",
    ],
)
def it_knows_a_choice_that_is_put_off(sentence: str) -> None:
    assert leaves_main_tasks_open(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Bij elke activiteit staat op welke hoofdtaken zij is gericht.",
        "Welke hoofdtaken er daarna bij komen, bepalen wij in het najaar.",
        "Aan welke hoofdtaken werken wij in 2027? Aan 1, 3 en 4.",
        "Bij elke activiteit staat welke hoofdtaken zij dient en hoe de voortgang wordt onderzocht.",
        "Op welke hoofdtaken wij in 2027 werken, leggen wij uit in hoofdstuk 3.",
        "Aan welke hoofdtaken een activiteit bijdraagt, volgt uit de tabel hieronder.",
        "Wij weten welke hoofdtaken in de regio zijn belegd en welke nog niet.",
        "De hoofdtaken worden in de Handreiking bepaald.",
        "Welke hoofdtaken kiest u? Wij werken aan 1 en 4.",
    ],
)
def it_takes_no_other_sentence_for_one(sentence: str) -> None:
    assert not leaves_main_tasks_open(sentence)
