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
    ],
)
def it_knows_a_choice_that_is_put_off(sentence: str) -> None:
    assert leaves_main_tasks_open(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Bij elke activiteit staat op welke hoofdtaken zij is gericht.",
        "Welke hoofdtaken er in 2028 bij komen, bepalen wij in 2027.",
        "De hoofdtaken worden in de Handreiking bepaald.",
        "Welke hoofdtaken kiest u? Wij werken aan 1 en 4.",
    ],
)
def it_takes_no_other_sentence_for_one(sentence: str) -> None:
    assert not leaves_main_tasks_open(sentence)
