"""Items in forms and stories: questions as titles, numbered parts, names in bold or italics, promises by name."""

from __future__ import annotations

import pathlib

import pytest
from docx import Document as WordDocument
from item_plans import items_of

from resvtool.facts.items import find_items
from resvtool.language.lexicon import Lexicon
from resvtool.locating.passages import Passages
from resvtool.reading.opening import read_document

BOTTLENECKS = """
# Wat er knelt

## 2a. Knelpunten 2027-2029

**K1 Geen plek.** In Zeewoude hebben 900 inwoners geen huisarts.

**K2 Lange rij.** Op een fysiotherapeut wacht men 31 dagen.

**K3 Dubbel werk.** Per maand worden 40 intakes twee keer gedaan.
"""

CARD = """
## {number} Activiteit {label}: {name}

| Vraag | Antwoord |
|---|---|
| Hoofdtaak | {task} |
| Wat heeft een inwoner eraan? | sneller hulp |
| Wat heeft een aanbieder eraan? | minder bellen |
"""


def it_reads_the_label_behind_the_number_of_a_section(lexicon: Lexicon) -> None:
    cards = [
        CARD.format(number=n, label=label, name=name, task=4)
        for n, label, name in [("4b.", "I", "Meldpunt"), ("4c.", "II", "Buurttafel"), ("4d.", "III", "Rooster")]
    ]
    activities = items_of("# Deel 4\n\n## 4a. Overzicht\n\nDrie stuks.\n" + "".join(cards), lexicon).activities
    assert [a.title for a in activities] == [
        "Activiteit I Meldpunt",
        "Activiteit II Buurttafel",
        "Activiteit III Rooster",
    ]


def it_takes_no_chapter_number_for_a_label(lexicon: Lexicon) -> None:
    chapters = "".join(f"\n# Deel {c}\n\n## {c}1 Vooraf\n\nTekst.\n\n## {c}2 Verder\n\nTekst.\n" for c in "ABC")
    cards = "".join(
        f"\n## W{n} {name}\n\nHoofdtaak 4.\n\n- *Effect inwoners.* Sneller hulp.\n- *Effect aanbieders.* Minder bellen.\n"
        for n, name in enumerate(["Meldpunt", "Buurttafel", "Rooster"], 1)
    )
    text = f"{chapters}\n# Deel D. Activiteiten\n\n## D1 Vooraf\n\nDrie werkvelden.\n{cards}\n## D2 Tot slot\n\nDat was het.\n"
    activities = items_of(text, lexicon).activities
    assert [a.title for a in activities] == ["W1 Meldpunt", "W2 Buurttafel", "W3 Rooster"]
    assert all(a.part("effect-patient") and a.part("effect-aanbieder") for a in activities)


QUESTIONS = """
# Impact

| Vraag | Antwoord |
|---|---|
| Wat verandert er bij K1? | Van 900 naar 300 inwoners zonder huisarts op 1 juli 2029. Eigenaar: de huisartsenkring. |
| Wat verandert er bij K2? | Van 31 naar 14 dagen op 1 juli 2028. Eigenaar: de paramedici. |
| Wat merkt een inwoner daarvan? | Minder wachten. |
"""

TWO_QUESTIONS = """
# Impact

| Vraag | Antwoord |
|---|---|
| K1: wat en wanneer? | Van 900 naar 300 inwoners zonder huisarts op 1 juli 2029. |
| K1: wie draagt het? | De huisartsenkring, akkoord op 3 mei. |
| K2: wat en wanneer? | Van 31 naar 14 dagen op 1 juli 2028. |
| K2: wie draagt het? | De paramedici, akkoord op 4 mei. |
| Blijft er iets liggen? | Nee. |
"""

HEADS = """
# Impact

| Rubriek | Antwoord voor K1 |
|---|---|
| Wat verandert er? | Minder inwoners zonder huisarts. |
| Maat | Van 900 naar 300 inwoners. |
| Wanneer? | 1 juli 2029. |

| Rubriek | Antwoord voor K2 |
|---|---|
| Wat verandert er? | Korter wachten. |
| Maat | Van 31 naar 14 dagen. |
| Wanneer? | 1 juli 2028. |
"""

BY_NAME = """
# Wat wij beloven

Bij *geen plek* daalt het aantal van 900 naar 300 inwoners, op 1 juli 2029. De huisartsenkring is eigenaar.

Bij *lange rij* gaat de wachttijd van 31 naar 14 dagen, op 1 juli 2028. De paramedici zijn eigenaar.
"""


@pytest.mark.parametrize(
    "impact",
    [QUESTIONS, TWO_QUESTIONS, HEADS, BY_NAME.replace("geen plek", "Geen plek").replace("lange rij", "Lange rij")],
)
def it_knows_on_which_bottlenecks_an_effect_is_promised(impact: str, lexicon: Lexicon) -> None:
    bottlenecks = items_of(BOTTLENECKS + impact, lexicon).bottlenecks
    assert [(b.title, b.promised) for b in bottlenecks] == [
        ("K1 Geen plek", True), ("K2 Lange rij", True), ("K3 Dubbel werk", False),
    ]  # fmt: skip


def it_knows_a_name_of_several_words_without_its_capital(lexicon: Lexicon) -> None:
    listed = BOTTLENECKS.replace("K1 Geen plek", "De lege stoel").replace("K2 Lange rij", "De lange rij")
    listed = listed.replace("K3 Dubbel werk", "Het dubbele werk")
    impact = BY_NAME.replace("geen plek", "de lege stoel").replace("lange rij", "de lange rij")
    bottlenecks = items_of(listed + impact, lexicon).bottlenecks
    assert [b.promised for b in bottlenecks] == [True, True, False]


def it_finds_the_list_by_the_labels_of_the_promises(lexicon: Lexicon) -> None:
    text = """
# Vooraf

## Knelpunten, eerst dit

Wij kozen na lang praten.

## Wat ons dwarszit

- **N1 Geen plek.** In Zeewoude hebben 900 inwoners geen huisarts.
- **N2 Lange rij.** Men wacht 31 dagen.
- **N3 Dubbel werk.** Per maand 40 intakes.

# Doelen

| Punt | Nulmeting | Streefwaarde | Eigenaar | Datum |
|---|---|---|---|---|
| N1 | 900 | 300 | huisartsenkring | 1 juli 2029 |
| N2 | 31 dagen | 14 dagen | paramedici | 1 juli 2028 |
| N3 | 40 | 10 | welzijn | 1 juli 2028 |
"""
    bottlenecks = items_of(text, lexicon).bottlenecks
    assert [(b.title, b.promised, b.listed) for b in bottlenecks] == [
        ("N1 Geen plek", True, True), ("N2 Lange rij", True, True), ("N3 Dubbel werk", True, True),
    ]  # fmt: skip


def it_takes_the_same_bold_words_under_each_activity_for_the_name_of_a_part(lexicon: Lexicon) -> None:
    cards = "".join(
        f"\n## Kaart P{n}. {name}\n\n**Hoofdtaak** HT4\n\n**Werkwijze.** De trekker begint in mei.\n\n"
        "**Wat de inwoner merkt.** Hij wacht korter.\n\n**Wat het de praktijk brengt.** Minder telefoontjes.\n"
        for n, name in enumerate(["Meldpunt", "Buurttafel", "Rooster"], 1)
    )
    activities = items_of("# Projectkaarten\n" + cards, lexicon).activities
    assert [a.title for a in activities] == ["P1 Meldpunt", "P2 Buurttafel", "P3 Rooster"]
    shown = [a.part("effect-patient") for a in activities]
    assert [e and e.text for e in shown] == ["Hij wacht korter."] * 3


def it_reads_abbreviations_of_parts_that_the_plan_explains(lexicon: Lexicon) -> None:
    text = """
# Afkortingen

| Afkorting | Betekenis |
|---|---|
| EB | effect voor burgers |
| EA | effect voor aanbieders |

# Activiteiten

## ACT1 Meldpunt

- HT: 4.
- EB: korter wachten.
- EA: minder bellen.

## ACT2 Buurttafel

- HT: 3.
- EB: één gezicht.
"""
    first, second = items_of(text, lexicon).activities
    shown = [a.part("effect-patient") for a in (first, second)]
    assert [e and e.text for e in shown] == ["korter wachten.", "één gezicht."]
    assert first.part("effect-aanbieder") is not None
    assert second.part("effect-aanbieder") is None


def it_reads_the_main_task_in_a_title(lexicon: Lexicon) -> None:
    text = "# Werkpakketten\n" + "".join(
        f"\n**WP{n} {name}** (hoofdtaak {task})\n\nInwoners wachten korter en praktijken bellen minder.\n"
        for n, name, task in [(1, "Meldpunt", 2), (2, "Buurttafel", 4), (3, "Rooster", 3)]
    )
    assert [a.main_tasks for a in items_of(text, lexicon).activities] == [{2}, {4}, {3}]


def it_does_not_take_names_that_several_chapters_come_back_to_for_parts(lexicon: Lexicon) -> None:
    names = ("Lange rij", "Geen plek", "Dubbel werk")
    chapters = {
        "Knelpunten 2027-2029": "Dit knelt in Zeewoude.",
        "Oorzaken": "Te weinig mensen en te veel papier.",
        "Beoogde impact": "Van 31 naar 14 dagen op 1 juli 2028; eigenaar is de huisartsenkring.",
    }
    text = "".join(
        f"\n# {title}\n" + "".join(f"\n**{n}.** {said}\n" for n in names) for title, said in chapters.items()
    )
    bottlenecks = items_of(text, lexicon).bottlenecks
    assert [(b.name, b.promised) for b in bottlenecks] == [(name, True) for name in names]


@pytest.mark.parametrize("letters", ["PQRS", "WTUV"])
def it_keeps_labels_beside_codes_in_cells(letters: str, lexicon: Lexicon) -> None:
    first, *others = letters
    cards = "".join(
        f"\n## {first}{n} {name}\n\nHoofdtaak 4. Inwoners wachten korter. Praktijken bellen minder.\n"
        for n, name in enumerate(["Meldpunt", "Buurttafel"], 1)
    )
    rows = "".join(f"| {letter}1 | iets |\n" for letter in others)
    text = f"# Activiteiten\n{cards}\n# Codes\n\n| Code | Betekenis |\n|---|---|\n{rows}"
    assert [a.label for a in items_of(text, lexicon).activities] == [f"{first}1", f"{first}2"]


def it_promises_nothing_by_only_naming_bottlenecks_and_a_year(lexicon: Lexicon) -> None:
    text = f"{BOTTLENECKS}{BY_NAME.replace('geen plek', 'Geen plek').replace('lange rij', 'Lange rij')}\n\nK3 bespreken wij in 2028.\n"
    assert [b.promised for b in items_of(text, lexicon).bottlenecks] == [True, True, False]


def it_reads_word_cards_whose_head_names_an_item(tmp_path: pathlib.Path, lexicon: Lexicon) -> None:
    made = WordDocument()
    made.add_heading("Knelpunten 2027-2029", 1)
    for row in (("K1 Geen plek", "900 inwoners"), ("K2 Lange rij", "31 dagen")):
        made.add_paragraph(". ".join(row))
    made.add_heading("Activiteiten", 1)
    for name in ("A1 Meldpunt", "A2 Buurttafel"):
        made.add_heading(name, 2)
        table = made.add_table(3, 2)
        for cells, texts in zip(
            table.rows,
            (
                ("Onderdeel", "Bijdrage aan knelpunt K1"),
                ("Hoofdtaak", "4"),
                ("Effect voor inwoners", "korter wachten in 2027"),
            ),
            strict=True,
        ):
            for cell, text in zip(cells.cells, texts, strict=True):
                cell.text = text
    made.save(str(tmp_path / "plan.docx"))
    document = read_document(tmp_path / "plan.docx")
    items = find_items(document, Passages(document, lexicon))
    assert [b.label for b in items.bottlenecks] == ["K1", "K2"]
    places = {index for item in (*items.bottlenecks, *items.activities) for index, _ in item.places}
    assert places <= set(range(-1, len(document.blocks)))


def it_takes_no_heading_that_only_opens_the_chapter_for_an_activity(lexicon: Lexicon) -> None:
    cards = "".join(
        f"\n## {n} {name}\n\nHoofdtaak 4.\n\n- *Effect inwoners.* Sneller hulp.\n- *Effect aanbieders.* Minder bellen.\n"
        for n, name in [("4.1", "Algemeen"), ("4.2", "Meldpunt"), ("4.3", "Buurttafel"), ("4.4", "Rooster")]
    )
    activities = items_of(f"# Activiteiten 2027\n{cards}", lexicon).activities
    assert [a.name for a in activities] == ["Meldpunt", "Buurttafel", "Rooster"]


def it_takes_the_heading_that_opens_or_closes_the_chapter_for_no_activity(lexicon: Lexicon) -> None:
    names = ["Meldpunt Zeewoude", "Buurttafel Oost", "Rooster voor allen"]
    cards = "".join(
        f"\n## {name}\n\nHoofdtaak 4. Alleen zorg.\n\n- *Effect inwoners.* Sneller hulp.\n- *Effect aanbieders.* Minder "
        "bellen.\n"
        for name in names
    )
    opening, closing = (
        "\n## Drie dingen en meer niet\n\nHoofdtaak 4 staat voorop.\n",
        "\n## Wie het doet en waar\n\nWij.\n",
    )
    planned = "".join(f"\nIn mei begint {name} met een bijeenkomst voor iedereen.\n" for name in names)
    text = f"# Activiteiten 2027\n{opening}{cards}{closing}\n# Planning\n{planned}"
    assert [a.name for a in items_of(text, lexicon).activities] == names
