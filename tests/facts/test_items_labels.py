"""Labels of items, and references to them."""

from __future__ import annotations

import pytest
from item_plans import items_of

from resvtool.document import Anchor
from resvtool.facts.labels import Label, parse_label, references, same_name
from resvtool.facts.records import Record, same_label_family
from resvtool.language.lexicon import Lexicon


@pytest.mark.parametrize(
    ("title", "label", "name"),
    [
        ("K1 Lange wachttijd", "K1", "Lange wachttijd"),
        ("Projectkaart P1: Acht op orde", "P1", "Acht op orde"),
        ("WP-A Wie heeft plek", "WP-A", "Wie heeft plek"),
        ("Bij K3 – Rondjes om de kern", "K3", "Rondjes om de kern"),
        ("Spoorblad 2. Kringen", "Spoorblad 2", "Kringen"),
        ("Draad één, Afspraken", "Draad één", "Afspraken"),
        ("1.2 Inschrijflijn", "1.2", "Inschrijflijn"),
        ("Eerste voornemen: buurten op gang", "Eerste voornemen", "buurten op gang"),
        ("Het derde knelpunt. De rij", "Derde knelpunt", "De rij"),
        ("4c. Activiteit II: Rooster", "Activiteit II", "Rooster"),
        ("4.2.1 WP1 Rooster", "WP1", "Rooster"),
        ("D2 Activiteit 1 – Rooster", "Activiteit 1", "Rooster"),
        ("Kn1 Geen plek", "KN1", "Geen plek"),
        ("Kn-2. Geen gehoor", "KN2", "Geen gehoor"),
        ("A1. HT4 Wijktafels", "A1", "HT4 Wijktafels"),
        ("A1. Project 2 opschalen", "A1", "Project 2 opschalen"),
        ("Wat verbetert er op K1?", "K1", ""),
        ("Wat bereikt u bij knelpunt A (geen plek)?", "Knelpunt A", ""),
    ],
)
def test_it_parts_the_label_from_the_name(title: str, label: str, name: str) -> None:
    found, rest = parse_label(title)
    assert (str(found), rest) == (label, name)


@pytest.mark.parametrize(
    "text",
    [
        "Voor drie wijken geldt dit",
        "Eerste lijn: samen sterk",
        "Derde kwartaal 2027",
        "Eind 2027 klaar",
        "De lege stoel",
        "IZA en ROAZ",
        "Aandeel 75-plussers met een plan",
        "Wat is er met K1 en K2 gedaan?",
        "3c Wat is het?",
        "Wie ziet mensen met DM2?",
        "Jan27 begint het",
        "1.200 uren per jaar",
    ],
)
def test_ordinary_text_has_no_label(text: str) -> None:
    assert parse_label(text) == (None, text)


def test_a_card_and_a_row_may_write_one_label_differently() -> None:
    assert parse_label("Spoorblad 2. Kringen")[0] == parse_label("Spoor 2")[0]


def test_it_reads_ranges_and_lists_of_references() -> None:
    known = {Label("a", str(n)): "" for n in range(1, 7)}
    assert [label.number for label in references("A2 tot en met A4 en A6", known)] == ["2", "3", "4", "6"]
    tracks = {parse_label(f"Spoor {n}")[0]: "" for n in range(1, 8)}
    named = {label: name for label, name in tracks.items() if label is not None}
    assert [label.number for label in references("de sporen 2, 5 en 6 lopen door", named)] == ["2", "5", "6"]


def test_a_name_after_a_label_is_no_second_reference() -> None:
    known = {Label("drad", str(n)): "" for n in range(1, 7)}
    assert [label.number for label in references("Draad vier, Een gekozen stem", known)] == ["4"]


def test_names_are_the_same_when_most_words_are() -> None:
    assert same_name("Wijktafels", "De wijktafel")
    assert same_name("Eén plan voor ouderen", "Eén plan ouderen")
    assert not same_name("Wachten op de huisarts", "Wachten op de apotheek")


def test_of_two_families_as_frequent_the_first_counts() -> None:
    titles = ("K1 Geen plek", "K2 Lange rij", "B1 Bron", "B2 Kader")
    assert same_label_family([Record(title, Anchor(), (0, None)) for title in titles]) == "k"


@pytest.mark.parametrize(
    ("word", "heading"), [("Knelpunt", "Hoe wij kozen"), ("Knelpunt", "Analyse"), ("Probleem", "Wat knelt hier")]
)
def it_knows_a_list_of_bottlenecks_by_the_word_of_their_labels(lexicon: Lexicon, word: str, heading: str) -> None:
    names = ["Geen eigen huisarts", "Wachten op thuiszorg", "Te veel pillen"]
    told = "\n\n".join(f"**{word} {n}. {name}.** Dat merken vierhonderd mensen." for n, name in enumerate(names, 1))
    items = items_of(f"# {heading}\n\n{told}\n\n# Slot\n\nWij danken iedereen die meedacht.", lexicon)
    assert [b.title for b in items.bottlenecks] == [f"{word} {n} {name}" for n, name in enumerate(names, 1)]
