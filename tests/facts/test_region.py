"""Which region the opening of a plan names."""

from __future__ import annotations

import pytest

from resvtool.facts.region import region_of
from resvtool.reading.markdown import read_markdown


@pytest.mark.parametrize(
    ("opening", "region"),
    [
        ("# RESV-plan Lindestreek 2027", "Lindestreek"),
        ("# Samen sterk\n\nRESV-plan voor de IZA-subregio Noord-Veldrade, contractjaar 2027", "Noord-Veldrade"),
        ("# RESV-plan Coöperatie Eerstelijn Waarddijk U.A.", "Waarddijk"),
        ("# Dichtbij\n\nPlan van het Eerstelijnsnetwerk Oude Vaart voor 2027", "Oude Vaart"),
        ("# Plan van de regio 't Veld", "'t Veld"),
        ("# Netwerk Eerste Lijn Hoogkamp Opsteller: J. de Boer", "Hoogkamp"),
        ("# Ons plan voor 2027\n\nWij werken samen in de eerste lijn.", ""),
    ],
)
def it_is_named_in_the_opening(opening: str, region: str) -> None:
    assert region_of(read_markdown(opening)) == region


def it_is_the_one_that_returns_most_often() -> None:
    text = "# RESV Duinzicht en RESV Waarddijk\n\nDe huisartsen van Waarddijk.\n\nIn Waarddijk wonen 90.000 mensen."

    assert region_of(read_markdown(text)) == "Waarddijk"
