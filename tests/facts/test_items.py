"""Bottlenecks and activities are found in every layout that plan writers use."""

from __future__ import annotations

import pytest
from item_plans import items_of

from resvtool.facts.items import Items
from resvtool.language.lexicon import Lexicon

TABLE = """
# Activiteiten

| Nr | Activiteit | Hoofdtaak | Voor inwoners | Voor zorgverleners | Domein | Knelpunt |
|---|---|---|---|---|---|---|
| A1 | Inschrijflijn | 2 | sneller een huisarts | minder bellen | alleen zorg | K1 |
| A2 | Wijktafels | 4 | één plan | n.t.b. | snijvlak: gemeente betaalt het wijkteam | K2 |
"""

CARDS = """
# Projecten

## Project 1: Inschrijflijn

| | |
|---|---|
| Hoofdtaak | 2 |
| Wat merkt de patiënt | sneller een huisarts |
| Wat merkt de professional | minder bellen |
| Zorg of sociaal domein | alleen zorg |

## Project 2: Wijktafels

| | |
|---|---|
| Hoofdtaak | 4 |
| Wat merkt de patiënt | één plan |
| Zorg of sociaal domein | snijvlak: gemeente betaalt het wijkteam |
"""

BULLETS = """
# Werkpakketten

- **W1 – Inschrijflijn**
    - HT: 2
    - Inwoner merkt: sneller een huisarts
    - Professional merkt: minder bellen
    - Zorg of SD: alleen zorg
- **W2 – Wijktafels**
    - HT: 4
    - Inwoner merkt: één plan
    - Zorg of SD: op het raakvlak, de gemeente betaalt het wijkteam
"""

PROSE = """
# Ons repertoire

**De inschrijflijn.** Wie geen huisarts heeft, belt één nummer. Dit past bij hoofdtaak 2. Inwoners hebben
sneller een dokter. De praktijken hoeven minder nee te zeggen. Het blijft geheel binnen de zorg.

**De wijktafel.** Zes wijken overleggen vast, in het kader van hoofdtaak 4. De oudere krijgt één plan. Op het
snijvlak: de gemeente betaalt het wijkteam.
"""

TRANSPOSED = """
# Onze projecten

| | Inschrijflijn | Wijktafels |
|---|---|---|
| Hoofdtaak | 2 | 4 |
| Wat merkt de inwoner | sneller een huisarts | één plan |
| Wat merkt de professional | minder bellen | |
| Zorg of sociaal domein | alleen zorg | beide: de gemeente betaalt het wijkteam |
"""

SUBHEADINGS = """
# Activiteiten

## Inschrijflijn

### Hoofdtaak

Capaciteit en toegankelijkheid (2).

### Effect voor inwoners

Sneller een huisarts.

### Effect voor aanbieders

Minder bellen.

### Zorg en sociaal domein

Alleen zorg.

## Wijktafels

### Hoofdtaak

Hoofdtaak 4.

### Effect voor inwoners

Eén plan.

### Effect voor aanbieders

Nader te bepalen.

### Zorg en sociaal domein

Op het snijvlak; de gemeente betaalt het wijkteam.
"""

LAYOUTS = {
    "rows of a table": TABLE,
    "cards under headings": CARDS,
    "bullets with sub-bullets": BULLETS,
    "named paragraphs": PROSE,
    "columns of a transposed table": TRANSPOSED,
    "subheadings": SUBHEADINGS,
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_finds_two_activities_and_their_parts_in(layout: str, lexicon: Lexicon) -> None:
    activities = items_of(LAYOUTS[layout], lexicon).activities
    assert [("nschrijflijn" in a.name, "ijktafel" in a.name) for a in activities] == [(True, False), (False, True)]
    assert [a.main_tasks for a in activities] == [{2}, {4}]
    assert all(a.part("effect-patient") and a.part("domein") for a in activities)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_knows_which_activity_lacks_the_effect_on_providers_in(layout: str, lexicon: Lexicon) -> None:
    first, second = items_of(LAYOUTS[layout], lexicon).activities
    assert first.part("effect-aanbieder") is not None
    assert second.part("effect-aanbieder") is None


def test_it_brings_together_what_several_places_say_of_one_activity(lexicon: Lexicon) -> None:
    text = """
# Activiteiten

| Nr | Activiteit | Trekker |
|---|---|---|
| A1 | Inschrijflijn | Jansen |
| A2 | Wijktafels | De Boer |

# Effecten

| Activiteit | Voor patiënten | Voor aanbieders |
|---|---|---|
| A1 | sneller een huisarts | minder bellen |
| A2 | één plan | korte lijnen |

# Hoofdtaken

| Hoofdtaak | Activiteiten |
|---|---|
| 2 | A1 |
| 4 | A2 |
"""
    activities = items_of(text, lexicon).activities
    assert [a.title for a in activities] == ["A1 Inschrijflijn", "A2 Wijktafels"]
    assert all(a.part("hoofdtaak") and a.part("effect-patient") and a.part("effect-aanbieder") for a in activities)


def test_it_joins_a_short_name_with_a_longer_one(lexicon: Lexicon) -> None:
    text = """
# Wat we doen

| Activiteit | Niveau | Hoofdtaak |
|---|---|---|
| Inschrijflijn | regio | 2 |
| Wijktafels | wijk | 4 |

## Regionale inschrijflijn voor mensen zonder huisarts

- Voor de inwoner: sneller een huisarts
- Zorg en sociaal domein: alleen zorg

## Vaste wijktafels in zes kernen

- Voor de inwoner: één plan
- Zorg en sociaal domein: alleen zorg
"""
    activities = items_of(text, lexicon).activities
    assert len(activities) == 2
    assert all(a.part("hoofdtaak") and a.part("effect-patient") for a in activities)


def test_it_reads_a_matrix_of_main_tasks(lexicon: Lexicon) -> None:
    text = """
# Activiteiten

| Activiteit | HT1 | HT2 | HT4 |
|---|---|---|---|
| Inschrijflijn | | x | |
| Wijktafels | | | x |
| Nieuwsbrief | | | |
"""
    lijn, tafels, brief = items_of(text, lexicon).activities
    assert (lijn.main_tasks, tafels.main_tasks) == ({2}, {4})
    assert brief.part("hoofdtaak") is None


def test_it_takes_the_main_task_from_the_heading_above(lexicon: Lexicon) -> None:
    text = """
# Wat wij doen

## Hoofdtaak 2: capaciteit

- **Inschrijflijn.** Inwoners hebben sneller een huisarts. Praktijken hoeven minder te bellen.
- **Planbord.** Cliënten wachten korter. Planners bellen minder.

## Hoofdtaak 4: wijkverbanden

- **Wijktafels.** Ouderen krijgen één plan. Zorgverleners hoeven minder te bellen.
"""
    activities = items_of(text, lexicon).activities
    assert [(a.name, a.main_tasks) for a in activities] == [
        ("Inschrijflijn", {2}),
        ("Planbord", {2}),
        ("Wijktafels", {4}),
    ]


def test_a_statement_for_all_counts_for_every_activity(lexicon: Lexicon) -> None:
    table = "# Activiteiten\n\n| Activiteit | Doel |\n|---|---|\n| Lijn | bellen |\n| Tafels | praten |\n\n"
    without = items_of(table, lexicon).activities
    with_all = items_of(table + "Alle activiteiten vallen onder hoofdtaak 4.", lexicon).activities
    assert [a.part("hoofdtaak") for a in without] == [None, None]
    assert all(a.part("hoofdtaak") for a in with_all)


@pytest.mark.parametrize("cell", ["", "-", "n.t.b.", "geen", "volgt", "nog te bepalen"])
def test_an_empty_cell_shows_no_effect(cell: str, lexicon: Lexicon) -> None:
    text = TABLE.replace("n.t.b.", cell)
    assert items_of(text, lexicon).activities[1].part("effect-aanbieder") is None


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("nee", True),
        ("n.v.t., valt binnen de zorg", True),
        ("ja, de gemeente levert de uren van het wijkteam", True),
        ("ja", False),
        ("", False),
        ("mogelijk, nader af te stemmen met de gemeente", False),
    ],
)
def test_the_domain_is_told_by_a_no_or_by_a_division(answer: str, told: bool, lexicon: Lexicon) -> None:
    text = TABLE.replace("| alleen zorg |", f"| {answer} |")
    assert (items_of(text, lexicon).activities[0].part("domein") is not None) is told


def test_risks_milestones_and_budget_posts_are_no_activities(lexicon: Lexicon) -> None:
    noise = """
# Risico's

| Risico | Gevolg voor patiënten | Maatregel |
|---|---|---|
| R1 Geen geld | minder zorg | reserve |
| R2 Verloop | langer wachten | werven |

# Planning

| Maand | Mijlpaal |
|---|---|
| Maart | start inschrijflijn |
| Mei | start wijktafels |

# Begroting

| Post | Bedrag |
|---|---|
| A1 Programmaleiding | € 60.000 |
| A2 Secretariaat | € 20.000 |
"""
    activities = items_of(TABLE + noise, lexicon).activities
    assert [a.title for a in activities] == ["A1 Inschrijflijn", "A2 Wijktafels"]


def test_the_budget_of_an_activity_is_linked(lexicon: Lexicon) -> None:
    text = (
        TABLE
        + "\n# Begroting\n\n| Activiteit | Bedrag |\n|---|---|\n| Inschrijflijn | € 30.000 |\n| Bureau | € 9.000 |\n"
    )
    lijn, tafels = items_of(text, lexicon).activities
    assert any("30.000" in e.text for e in lijn.budget)
    assert tafels.budget == ()


PLAN = """
# Knelpunten 2027-2029

| Nr | Knelpunt | Hoe groot |
|---|---|---|
| K1 | Patiëntenstops | 12 van de 40 praktijken |
| K2 | Losse eindjes in de wijk | komt veel voor |
| K3 | Lege apotheken | 17% van de plaatsen |

K3 laten wij in dit plan bewust liggen.

# Na 2030

- **L1 Vergrijzing.** Het aantal 85-plussers verdubbelt tot 2040.
- **L2 Pensioen.** Een derde van de huisartsen stopt.

# Opbrengst

| Knelpunt | Nu | Beoogd | Uiterlijk | Eigenaar | Via |
|---|---|---|---|---|---|
| K1 | 12 van 40 | 5 van 40 | 1 juli 2028 | huisartsen | A1 |
| K2 | onbekend | merkbaar minder | gedurende de looptijd | gezamenlijk | A2 |
"""


def test_it_matches_bottlenecks_with_their_promised_impact(lexicon: Lexicon) -> None:
    bottlenecks = [b for b in items_of(PLAN + TABLE, lexicon).bottlenecks if not b.later]
    assert [(b.label, b.promised) for b in bottlenecks] == [("K1", True), ("K2", True), ("K3", False)]
    assert [b.activities for b in bottlenecks] == [("A1",), ("A2",), ()]


def test_it_tells_which_smart_parts_a_bottleneck_lacks(lexicon: Lexicon) -> None:
    first, second, _ = (b for b in items_of(PLAN, lexicon).bottlenecks if not b.later)
    assert [part for part, shown in first.smart.items() if shown is None] == []
    assert [part for part, shown in second.smart.items() if shown is None] == [
        "meetbaar",
        "acceptabel",
        "tijdgebonden",
    ]


def test_it_keeps_the_measure_of_the_bottleneck_apart_from_that_of_the_impact(lexicon: Lexicon) -> None:
    first, second, third = (b for b in items_of(PLAN, lexicon).bottlenecks if not b.later)
    assert first.measured is not None and "12 van de 40" in first.measured.text
    assert second.measured is None
    assert third.measured is not None


def test_it_notes_what_the_plan_leaves_out_expressly(lexicon: Lexicon) -> None:
    excluded = {b.label: b.excluded for b in items_of(PLAN, lexicon).bottlenecks}
    assert excluded["K1"] is None
    assert excluded["K3"] is not None and "liggen" in excluded["K3"].text


def test_it_knows_the_bottlenecks_of_later_years(lexicon: Lexicon) -> None:
    assert [b.label for b in items_of(PLAN, lexicon).bottlenecks if b.later] == ["L1", "L2"]


def test_it_links_an_activity_through_the_promised_impact(lexicon: Lexicon) -> None:
    activities = TABLE.replace("| Knelpunt |", "|").replace(
        "|---|---|---|---|---|---|---|", "|---|---|---|---|---|---|"
    )
    activities = activities.replace("| K1 |", "|").replace("| K2 |", "|")
    first, second = items_of(PLAN + activities, lexicon).activities
    assert (first.bottlenecks, second.bottlenecks) == (("K1",), ("K2",))


def test_it_pairs_by_order_what_bears_other_names(lexicon: Lexicon) -> None:
    text = """
# Twee problemen

**De dichte deur.** In 9 van de 30 praktijken geldt een patiëntenstop.

**De volle tas.** 2.300 ouderen slikken tien of meer middelen.

# Twee beloften

**Meer plek.** Het aantal stops daalt van 9 naar 3 op 31 december 2028. De huisartsencoöperatie is eigenaar, met een
inschrijflijn.

**Minder pillen.** Het aantal daalt van 2.300 naar 1.500 op 1 juli 2029. Eigenaar zijn de apothekers, door gesprekken.
"""
    bottlenecks = items_of(text, lexicon).bottlenecks
    assert [b.name for b in bottlenecks] == ["De dichte deur", "De volle tas"]
    assert all(all(b.smart.values()) for b in bottlenecks)


def test_one_table_may_hold_bottlenecks_and_activities(lexicon: Lexicon) -> None:
    text = """
# Van knelpunt naar activiteit

| Knelpunt | Nulmeting | Streefwaarde | Trekker | Gereed | Activiteit | Hoofdtaak | Effect patiënt | Effect professional |
|---|---|---|---|---|---|---|---|---|
| Patiëntenstops | 12 | 5 | huisartsen | eind 2027 | Inschrijflijn | 2 | sneller terecht | minder bellen |
| Losse eindjes | 3 wijken | 8 wijken | wijkzorg | eind 2028 | Wijktafels | 4 | één plan | korte lijnen |
"""
    found = items_of(text, lexicon)
    assert [b.name for b in found.bottlenecks] == ["Patiëntenstops", "Losse eindjes"]
    assert [a.name for a in found.activities] == ["Inschrijflijn", "Wijktafels"]
    assert all(all(b.smart.values()) for b in found.bottlenecks)
    assert found.activities[1].bottlenecks == ("Losse eindjes",)


def test_a_plan_without_items_has_none(lexicon: Lexicon) -> None:
    found = items_of("# Inleiding\n\nWij werken samen in de streek.\n\n# Overleg\n\nWij spreken elkaar vaak.", lexicon)
    assert found == Items()


def test_the_steps_of_a_ladder_are_no_bottlenecks(lexicon: Lexicon) -> None:
    text = """
# Knelpunten

| Knelpunt | Wat wij zien |
|---|---|
| K1 Volle praktijken | 12 stops |
| K2 Late thuiszorg | 9 dagen |

# Doelen per knelpunt

| Knelpunt | Wat verandert | Nulmeting | Streefwaarde | Eigenaar | Uiterlijk |
|---|---|---|---|---|---|
| K1 Volle praktijken | Inwoners vinden een huisarts | 12 | 5 | huisartsen | 31 december 2028 |
| K2 Late thuiszorg | Zorg start eerder | 9 dagen | 4 dagen | wijkzorg | 1 juli 2028 |

# Escalatieladder

| Trede | Wanneer | Wie beslist | Termijn |
|---|---|---|---|
| 1 | Een project loopt vast | de coördinator | 2 weken |
| 2 | Dat helpt niet | het bestuur | 3 weken |
"""
    owner, term = (
        [b.smart[part] for b in items_of(text, lexicon).bottlenecks] for part in ("acceptabel", "tijdgebonden")
    )
    assert [e.text for e in owner if e] == ["huisartsen", "wijkzorg"]
    assert [e.text for e in term if e] == ["31 december 2028", "1 juli 2028"]


HEADED = """
# Activiteiten

## IV1 Vooraf

Wij kiezen weinig. Hoofdtaak 1 en 2 doen mee; de zorg en het sociaal domein delen alles gelijk.

## IV2 Activiteit A1: Weekwijzer

Hoofdtaak 2. Inwoners weten sneller waar zij terecht kunnen; praktijken bellen minder. Alleen zorg.

## IV3 Activiteit A2: Wijktafel

Hoofdtaak 4. Inwoners krijgen één plan; wijkverpleegkundigen hoeven minder te zoeken. Zorg en sociaal domein samen.

## IV4 Activiteit A3: Leerkring

Hoofdtaak 5. Inwoners merken dat iedereen hetzelfde zegt; assistenten leren van elkaar. Alleen zorg.
"""


def it_takes_no_heading_that_only_opens_a_chapter_for_an_activity(lexicon: Lexicon) -> None:
    names = [a.title for a in items_of(HEADED, lexicon).activities]
    assert len(names) == 3
    assert not any("Vooraf" in name for name in names)


SECTIONS = """
# Knelpunten

## Bronnen

De cijfers komen uit het regiobeeld van 2025.

## De jaren na 2030

Daarna wordt het drukker.

## De jaren 2027 tot en met 2029

| Nr | Knelpunt | Omvang |
|---|---|---|
| K1 | Geen huisarts te vinden | 900 mensen |
| K2 | Wachten op thuiszorg | 21 dagen |
| K3 | Dubbele intakes | 4 uur per week |
"""


def it_takes_no_heading_beside_a_table_for_a_bottleneck(lexicon: Lexicon) -> None:
    names = [b.title for b in items_of(SECTIONS, lexicon).bottlenecks]
    assert names == ["K1 Geen huisarts te vinden", "K2 Wachten op thuiszorg", "K3 Dubbele intakes"]


ALIKE = """
# Knelpunten

## K1. Tekort aan huisartsen

In 2025 waren 900 mensen zonder huisarts.

## K2. Tekort aan wijkverpleging

In 2025 wachtte men 21 dagen.

## K3. Tekort aan apotheken

In 2025 sloten twee apotheken.

## K4. Eenzaamheid onder ouderen

In 2025 was 40% van de ouderen eenzaam.

## K5. Lange wachttijden

In 2025 wachtte men 30 weken.
"""


def it_keeps_labelled_bottlenecks_however_their_names_begin(lexicon: Lexicon) -> None:
    assert len(items_of(ALIKE, lexicon).bottlenecks) == 5


def test_a_paragraph_that_names_a_bottleneck_promises_an_effect_on_it(lexicon: Lexicon) -> None:
    text = """
# Knelpunten

**Knelpunt A: de lange rij.** In mei 2026 wachtte men 8 werkdagen.

**Knelpunt B: de val.** In 2025 waren er 286 opnames.

# Wat wij willen bereiken

*Bij knelpunt A* gaat de wachttijd van 8 naar 5 werkdagen in november 2027. Roos is eindverantwoordelijk.

*Bij knelpunt B* daalt het aantal opnames van 286 naar 240 in 2028. Hedwig is eindverantwoordelijk.

# Risico's

Als knelpunt A erger wordt, zoals in 2027 van 8 naar 12 dagen, dan schuiven wij de planning op.
"""
    bottlenecks = items_of(text, lexicon).bottlenecks
    assert [(b.label, b.promised) for b in bottlenecks] == [("Knelpunt A", True), ("Knelpunt B", True)]
    shown = [b.smart["acceptabel"] for b in bottlenecks]
    assert all(one is not None and "eindverantwoordelijk" in one.text for one in shown)
