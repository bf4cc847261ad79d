"""The tables of a plan's skeleton: their columns, what to write in each, and how many rows to start with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its values, its head, what a writer is asked to put in it, and its share of the width."""

    key: str
    head: str
    prompt: str
    width: float = 2.0
    kind: str = "text"  # or "date", "count", "euro"


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table with ``columns``; ``start`` holds the rows of an empty one, each with what is known already."""

    columns: tuple[Column, ...]
    start: tuple[Mapping[str, str], ...] = ({}, {}, {})


RISK_KINDS = ("Inhoud", "Executiekracht", "Draagvlak", "Financiën")
BUDGET_PARTS = {
    "regio": "Regionaal niveau (RESV)",
    "wijkverbanden": "Hechte wijkverbanden",
    "monodisciplinair": "Monodisciplinaire verbanden",
}
_POST = (
    Column("post", "Post", "post", 3),
    Column("onderbouwing", "Onderbouwing", "aantal, uren of fte, tarief", 4),
    Column("bedrag", "Bedrag", "bedrag", 1.6, "euro"),
)
TABLES: Mapping[str, TableForm] = {
    "verbanden": TableForm(
        (
            Column("naam", "Verband", "naam", 3),
            Column("discipline", "Discipline", "discipline", 2.4),
            Column("rechtsvorm", "Rechtsvorm", "rechtsvorm", 2),
            Column("mandaat", "Mandaat", "besluit en datum", 2.6),
            Column("vertegenwoordiger", "Vertegenwoordigd door", "naam en functie", 2.6),
        )
    ),
    "deelnemers": TableForm(
        (
            Column("discipline", "Discipline", "discipline", 3),
            Column("maatstaf", "Maatstaf", "bijvoorbeeld AGB-codes", 3),
            Column("aangesloten", "Aangesloten", "aantal", 1.8, "count"),
            Column("totaal", "Totaal in de regio", "aantal", 1.8, "count"),
            Column("aandeel", "Aandeel", "procent", 1.4),
        ),
        tuple({"discipline": name} for name in ("Huisartsen", "Apothekers", "Wijkverpleging", "Fysiotherapie")),
    ),
    "werkgebied": TableForm(
        (
            Column("gemeente", "Gemeente", "gemeente", 3),
            Column("postcodes", "Postcodes", "postcodes van vier cijfers", 5),
            Column("inwoners", "Inwoners", "aantal", 2, "count"),
        )
    ),
    "knelpunten": TableForm(
        (
            Column("naam", "Knelpunt", "naam", 2),
            Column("omschrijving", "Wat er aan de hand is", "wat er knelt, voor wie, met een getal", 4),
            Column("doel", "Doel van de Visie en de Zorgbelofte dat in het gedrang komt", "doel", 2.6),
        )
    ),
    "impact": TableForm(
        (
            Column("naam", "Knelpunt", "knelpunt", 1.8),
            Column("verandering", "Wat er verandert en voor wie", "verandering", 2.6),
            Column("nulmeting", "Nulmeting", "getal en datum", 1.7),
            Column("streefwaarde", "Streefwaarde", "getal", 1.9),
            Column("uiterlijk", "Uiterlijk", "datum", 1.5, "date"),
            Column("eigenaar", "Eigenaar", "wie", 1.5),
            Column("inzet", "Inzet", "activiteiten", 1.6),
        )
    ),
    "activiteiten": TableForm(
        (
            Column("naam", "Activiteit", "naam", 2.3),
            Column("doel", "Doel in 2027", "doel", 2.2),
            Column("knelpunt", "Knelpunt", "knelpunt", 1.6),
            Column("hoofdtaak", "Hoofdtaak", "nummer", 1.6),
            Column("effect_patient", "Effect voor patiënten en inwoners", "effect", 2.2),
            Column("effect_aanbieder", "Effect voor aanbieders", "effect", 2.2),
            Column("domein", "Zorg en sociaal domein", "wie doet en betaalt wat", 2.2),
        )
    ),
    "risicos": TableForm(
        (
            Column("soort", "Soort", "soort", 1.8),
            Column("risico", "Risico", "risico", 3),
            Column("kans", "Kans", "kans", 1.1),
            Column("gevolg", "Gevolg", "gevolg", 1.1),
            Column("maatregel", "Maatregel om het risico te beperken", "maatregel", 3.2),
        ),
        tuple({"soort": kind} for kind in RISK_KINDS),
    ),
    "escalatie": TableForm(
        (
            Column("trede", "Trede", "trede", 0.8),
            Column("wanneer", "Wanneer", "wanneer deze trede aan de beurt is", 3.4),
            Column("wie", "Wie beslist", "wie", 3),
            Column("termijn", "Termijn", "termijn", 1.6),
        ),
        tuple({"trede": str(number)} for number in (1, 2, 3)),
    ),
    "stappen": TableForm(
        (
            Column("onderwerp", "Onderwerp", "onderwerp", 1.8),
            Column("jaar_2028", "2028", "stap in 2028", 3),
            Column("jaar_2029", "2029", "stap in 2029", 3),
        ),
        tuple({"onderwerp": name} for name in ("Hechte wijkverbanden", "Hoofdtaken", "Deelnemers", "Inwoners")),
    ),
    "kwartaaldoelen": TableForm(
        (
            Column("kwartaal", "Kwartaal", "kwartaal", 1.6),
            Column("activiteit", "Activiteit", "activiteit", 2.6),
            Column("doel", "Doel aan het einde van het kwartaal", "meetbaar doel", 4),
        ),
        tuple({"kwartaal": f"{number}e kwartaal 2028"} for number in (1, 2, 3, 4)),
    ),
    "begroting_regio": TableForm(_POST),
    "begroting_wijkverbanden": TableForm(_POST),
    "begroting_monodisciplinair": TableForm(_POST),
}


def prompt(text: str) -> str:
    """Return the words that ask a writer for ``text``, as readers and linter know them."""
    return f"[vul in: {text}]"
