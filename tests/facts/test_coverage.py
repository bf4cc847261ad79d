import pytest

from resvtool.facts.coverage import Coverage, Measure
from resvtool.facts.numbers import Numbers
from resvtool.locating.passages import Passages
from resvtool.reading.markdown import read_markdown
from resvtool.rules.loading import load_lexicon

LEXICON = load_lexicon()


def coverages(text: str) -> list[Coverage]:
    document = read_markdown(text)
    return [c for c in Numbers(document, Passages(document, LEXICON)).coverages if not c.aim]


@pytest.mark.parametrize(
    "text",
    [
        "De huisartsencoöperatie heeft mandaat van 60 van de 75 praktijken met een AGB-code.",
        "In de regio hebben 75 huisartsenpraktijken een contract. Daarvan hebben er 60 een volmacht getekend.",
        "| Vak | AGB's in de regio | Met mandaat |\n|---|---|---|\n| Huisartsen | 75 | 60 |\n| Apothekers | 30 | 20 |",
        "| Organisatie | Maat | Dekking |\n|---|---|---|\n| Huisartsen, HCL | AGB | 80% |",
        "- HA 60/75 AGB, mandaat via HCL\n- apo 20/30 AGB",
        "De Huisartsencoöperatie Lindestreek (HCL) doet mee. HCL heeft mandaat van 60 van de 75 gecontracteerde praktijken.",
    ],
)
def it_reads_the_share_of_general_practice(text: str) -> None:
    shares = [c.share.low for c in coverages(text) if c.key == "huisartsen"]
    assert shares
    assert shares[0] == pytest.approx(80.0)


def it_takes_the_name_of_a_register_for_no_organisation() -> None:
    rows = "| RHO Lind | huisartsen | 86% van de praktijken (AGB) |\n| Kring Lind | apotheken | 79% van de apotheken (AGB) |"
    found = coverages(f"| Lid | Beroep | Dekking |\n|---|---|---|\n{rows}")
    assert {c.key: c.share.low for c in found} == {"huisartsen": 86.0, "apothekers": 79.0}


def it_gives_each_profession_its_own_share() -> None:
    found = coverages(
        "Huisartsen en apothekers zijn met respectievelijk 84 en 79 procent van hun AGB's vertegenwoordigd."
    )
    assert {c.key: c.share.low for c in found} == {"huisartsen": 84.0, "apothekers": 79.0}


def it_keeps_hours_clients_and_organisations_apart() -> None:
    hours = coverages("De wijkverpleging met mandaat levert 70% van de gedeclareerde uren in de regio.")
    clients = coverages("De wijkverpleging met mandaat bedient 70% van de cliënten in de regio.")
    organisations = coverages("Van de twintig aanbieders van wijkverpleging gaven er zestien een mandaat.")
    assert [hours[0].measure, clients[0].measure] == [Measure.HOURS, Measure.CLIENTS]
    assert organisations[0].measure is Measure.PROVIDERS


@pytest.mark.parametrize(
    "text",
    [
        "Van de huisartsen is 38% ouder dan 55 jaar.",
        "In de ledenvergadering van de huisartsen stemde 91% voor.",
        "De verzekeraar hanteert voor huisartsen een norm van 75%.",
        "Landelijk is 90% van de huisartsen lid van een regionale organisatie.",
        "In 2029 willen wij 85% van de AGB's van huisartsen vertegenwoordigen.",
    ],
)
def it_takes_no_other_share_for_coverage(text: str) -> None:
    assert [c for c in coverages(text) if c.key == "huisartsen"] == []
