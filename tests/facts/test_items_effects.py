"""The effect of an activity on providers, in the many ways in which running text and attributes tell it."""

from __future__ import annotations

import pytest
from item_plans import items_of

from resvtool.language.lexicon import Lexicon

PLAN = """
# Activiteiten

## Activiteit 1: Planbord

{first}

## Activiteit 2: Buurttafel

Hoofdtaak: steun aan wijkverbanden. Inwoners krijgen één plan. Zorgverleners bellen minder.

## Activiteit 3: Belronde

Hoofdtaak: steun aan wijkverbanden. Inwoners krijgen sneller hulp. Zorgverleners zoeken minder.
"""


def _told(first: str, part: str, lexicon: Lexicon) -> bool:
    activities = items_of(PLAN.format(first=first), lexicon).activities
    assert [a.label for a in activities] == ["Activiteit 1", "Activiteit 2", "Activiteit 3"]
    return activities[0].shown[part] is not None


@pytest.mark.parametrize(
    "text",
    [
        "Hoofdtaak: steun aan aanbieders. Elke maand is er overleg. Voor praktijken scheelt het een uur per dag.",
        "Voor inwoners is de winst indirect: afspraken gelden overal. Zorgverleners winnen tijd.",
        "Doel: snel een plek.\n\nVoor paramedici en artsen: een vast moment in de week.",
        "| | |\n|---|---|\n| Hoofdtaak | 2 |\n| Voor inwoners | eerder hulp |\n| Voor zorg en welzijn | een uur minder werk |",
    ],
)
def it_finds_the_effect_on_providers_in(text: str, lexicon: Lexicon) -> None:
    assert _told(text, "effect-aanbieder", lexicon)


@pytest.mark.parametrize(
    "text",
    [
        "Hoofdtaak: steun aan aanbieders. Elke maand is er overleg.",
        "Voor inwoners: eerder een gesprek.\n\nVoor paramedici en artsen: n.t.b.",
        "| | |\n|---|---|\n| Hoofdtaak | 2 |\n| Voor inwoners | eerder hulp |\n| Voor zorg en welzijn | volgt |",
    ],
)
def it_finds_no_effect_on_providers_in(text: str, lexicon: Lexicon) -> None:
    assert not _told(text, "effect-aanbieder", lexicon)


def it_finds_the_domain_behind_another_attribute(lexicon: Lexicon) -> None:
    assert _told("Hoofdtaak: capaciteit. Dit valt geheel binnen de zorg.", "domein", lexicon)


def it_takes_what_stands_beside_the_patients_for_the_other_side(lexicon: Lexicon) -> None:
    card = "## Activiteit {n}: {name}\n\nHoofdtaak: 2\n\n**Voor de patiënt:** eerder hulp.\n\n**Voor ons:** {us}\n\n"
    told = [(1, "Planbord", "plek voor een stagiair."), (2, "Buurttafel", "één lijst."), (3, "Belronde", "n.t.b.")]
    text = "# Activiteiten\n\n" + "".join(card.format(n=n, name=name, us=us) for n, name, us in told)
    activities = items_of(text, lexicon).activities
    assert [a.shown["effect-aanbieder"] is not None for a in activities] == [True, True, False]
