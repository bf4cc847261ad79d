"""Promises are linked with the bottleneck whose figures or telling words they repeat, though not its name."""

from __future__ import annotations

import pytest
from item_plans import items_of

from resvtool.language.lexicon import Lexicon

PLAN = """
# Wat er knelt

**Stilte op de lijn.** Wie in 2025 een praktijk belde, wachtte gemiddeld 19 minuten.

**Vallen op de trap.** In 2025 werden 540 ouderen na een val opgenomen.

**Losse eindjes.** Bij 37 procent van de ontslagen ontbrak een overdracht.

# Activiteiten

Wij gaan aan het werk.

# Hoe het er straks uitziet

{results}
"""

TOGETHER = (
    "Van 19 minuten aan de telefoon gaan wij naar 6 minuten in 2028; de assistenten trekken dit. "
    "Van de 540 opnames mogen er eind 2028 nog 400 over zijn, waarvoor de therapeuten instaan. "
    "Het ontbreken van een overdracht daalt van 37 naar 10 procent op 1 juli 2028."
)


def promised(lexicon: Lexicon, results: str) -> dict[str, bool]:
    return {b.title: b.promised for b in items_of(PLAN.format(results=results), lexicon).bottlenecks}


@pytest.mark.parametrize("results", [TOGETHER, TOGETHER.replace(". ", ".\n\n")])
def it_links_by_figures_in_one_paragraph_or_several(lexicon: Lexicon, results: str) -> None:
    assert promised(lexicon, results) == {"Stilte op de lijn": True, "Vallen op de trap": True, "Losse eindjes": True}


def it_reads_each_part_of_a_paragraph_for_its_own_bottleneck(lexicon: Lexicon) -> None:
    items = items_of(PLAN.format(results=TOGETHER), lexicon)
    first = items.bottlenecks[0]
    shown = first.part("meetbaar")
    assert shown is not None
    assert "19 minuten" in shown.text
    assert "540" not in shown.text


def it_leaves_a_bottleneck_of_which_nothing_comes_back_without_a_promise(lexicon: Lexicon) -> None:
    two = TOGETHER.split(" Het ontbreken")[0]
    assert promised(lexicon, two) == {"Stilte op de lijn": True, "Vallen op de trap": True, "Losse eindjes": False}


def it_takes_a_vague_part_for_a_promise_that_is_not_measurable(lexicon: Lexicon) -> None:
    vague = TOGETHER.split(" Het ontbreken")[0] + "\n\nVan de losse eindjes verwachten wij dat zij minder hinderen."
    items = items_of(PLAN.format(results=vague), lexicon)
    last = items.bottlenecks[-1]
    assert last.promised
    assert last.part("meetbaar") is None


def it_takes_no_promise_from_what_is_left_out_nor_from_money(lexicon: Lexicon) -> None:
    out = TOGETHER.split(" Het ontbreken")[0] + "\n\nOver de losse eindjes beloven wij niets."
    assert promised(lexicon, out)["Losse eindjes"] is False
    money = "Voor 19 minuten staat € 6.000 in 2028.\n\nVoor de 540 opnames staat € 400 in 2028."
    assert not any(promised(lexicon, money).values())


def it_needs_two_bottlenecks_that_come_back(lexicon: Lexicon) -> None:
    assert not any(promised(lexicon, "Van 19 minuten gaan wij naar 6 minuten in 2028.").values())
