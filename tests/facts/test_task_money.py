"""Main tasks beside an amount of money."""

from __future__ import annotations

import pytest

from resvtool.facts.lines import Reader
from resvtool.facts.task_money import tasks_with_money
from resvtool.locating.passages import Passages
from resvtool.reading.markdown import read_markdown
from resvtool.rules.loading import load_lexicon

LEXICON = load_lexicon()


def tasks(text: str) -> list[list[int]]:
    document = read_markdown(text)
    return [sorted(own) for own, _ in tasks_with_money(Reader(document, Passages(document, LEXICON)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| Post | Bedrag |\n|---|---|\n| Meldpunt (hoofdtaak 2) | 24.000 |\n| Wijken, HT4 | € 80.000 |", [[2], [4]]),
        ("Naar hoofdtaak is dat: hoofdtaak 1 € 84.400, hoofdtaak 2 € 1.900, hoofdtaak 4 niets.", [[1], [2]]),
        ("| Hoofdtaak | Post | Bedrag |\n|---|---|---|\n| 2 | Meldpunt | 24.000 |\n| 4 | Wijken | 0 |", [[2]]),
        ("Hoofdtaken 1, 2 en 3 krijgen € 24.000.", [[1, 2, 3]]),
    ],
)
def it_finds_the_tasks_that_get_money(text: str, expected: list[list[int]]) -> None:
    assert tasks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "| Post | 2028 |\n|---|---|\n| Meldpunt (hoofdtaak 2) | 24.000 |",
        "| Post | Gemeenten |\n|---|---|\n| Meldpunt (hoofdtaak 2) | € 24.000 |",
        "| Post | Bedrag |\n|---|---|\n| Meldpunt (hoofdtaak 2) | € 0 |",
        "Hoofdtaak 2 kost in 2028 € 24.000.",
        "Hoofdtaak 2 telt 12.000 inwoners.",
        "Activiteit HT2 bereikt 3.400 patiënten.",
        "Voor hoofdtaak 2 is in 2027 geen € 24.000 maar niets begroot.",
        "Hoofdtaak 2 krijgt € 24.000 uit het stimuleringsfonds van de provincie.",
    ],
)
def it_takes_no_money_of_other_years_or_payers(text: str) -> None:
    assert tasks(text) == []
