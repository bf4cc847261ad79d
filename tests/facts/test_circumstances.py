import pytest

from resvtool.facts.circumstances import CIRCUMSTANCES, holds
from resvtool.facts.lines import Reader
from resvtool.locating.passages import Passages
from resvtool.reading.markdown import read_markdown
from resvtool.rules.loading import load_lexicon
from resvtool.rules.schema import CIRCUMSTANCES as PUBLISHED

LEXICON = load_lexicon()


def applies(text: str, name: str) -> bool:
    document = read_markdown(text)
    return holds(Reader(document, Passages(document, LEXICON)), [name])


def they_are_the_published_ones() -> None:
    assert set(PUBLISHED) == set(CIRCUMSTANCES)


@pytest.mark.parametrize(
    "text",
    [
        "Het RESV is een coöperatie met rechtspersoonlijkheid; een kassier is niet nodig.",
        "De coöperatie sluit zelf het contract. Een kassier hebben wij daarom niet.",
        "Onze vereniging heeft volledige rechtsbevoegdheid; van een kassier maken wij geen gebruik.",
        "Voor een rechtspersoon is gekozen en niet voor een kassier.",
        "Er komt geen kassier, want Coöperatie Duinmark is rechtspersoon.",
        "Met de oprichting van de stichting vervalt de kassier.",
        "| Onderwerp | Keuze |\n|---|---|\n| Rechtsvorm | stichting |\n| Kassier | n.v.t. |",
        "| Rechtsvorm | Kassier |\n|---|---|\n| stichting | geen |",
        "- rechtsvorm: coöperatie\n- kassier: nvt",
        "# Kassier\n\nNiet van toepassing: de coöperatie ontvangt het geld zelf.",
        "De coöperatie ontvangt de vergoeding zelf. In de voorbereiding was dat anders: toen was de ROS kassier.",
        "| Vraag | Antwoord |\n|---|---|\n| 2.7 Kassier? | Niet aan de orde: wij ontvangen en betalen zelf. |",
        "De vereniging bezit rechtspersoonlijkheid en heeft een eigen bankrekening.",
        "De vereniging is in mei bij notariële akte opgericht en ontvangt zelf de vergoeding.",
        "RESV Duinmark is een eigen rechtspersoon. In een ander programma is de ROS penvoerder; een kassier is onnodig.",
        "Er is geen kassier.\n\n# Begrippenlijst\n\n| Begrip | Betekenis |\n|---|---|\n| Kassier | wie het geld beheert |",
    ],
)
def it_sees_that_there_is_no_kassier(text: str) -> None:
    assert not applies(text, "kassier")


@pytest.mark.parametrize(
    "text",
    [
        "Wij zoeken samenwerking in alle wijken.",
        "De RHO Veenmeer is onze kassier.",
        "Wij hebben nog geen kassier gekozen; een rechtspersoon richten we niet op.",
        "Het RESV is geen rechtspersoon. Coöperatie Veenmeer is de kassier; de kassier neemt geen besluiten.",
        "De kassier is Stichting Zorgsupport. Zonder kassier kan het RESV geen geld ontvangen.",
        "Een plan zonder kassier of rechtspersoon is niet mogelijk.",
        "Coöperatie Duinmark treedt op als kassier. Er is geen tweede kassier nodig.",
        "Zonder akkoord van het bestuur betaalt de kassier niets.",
        "Duinmark krijgt geen eigen rechtspersoonlijkheid. Stichting Zorgsupport is penvoerder.",
        "De kassier heeft rechtspersoonlijkheid.",
        "De zorggroep is een zelfstandige rechtspersoon en stuurt facturen.",
        "Elk wijkverband heeft rechtspersoonlijkheid.",
        "Het samenwerkingsverband wil een eigen rechtspersoon oprichten.",
        "Stichting Geldzorg, bij notariële akte opgericht, is onze kassier.",
        "Duinmark wordt in 2029 misschien een eigen rechtspersoon.",
        "Mocht de kassier wegvallen, dan is er geen kassier meer.",
        "# Kassier\n\nDe partij die betaalt heeft geen stem.",
        "| Rol | Partij |\n|---|---|\n| Kassier | RHO Veenmeer |",
        "De kassier, een coöperatie, beslist niet over de inhoud.",
    ],
)
def it_excuses_nobody_who_has_one_or_says_nothing(text: str) -> None:
    assert applies(text, "kassier")


@pytest.mark.parametrize(
    "text",
    [
        "Voor de monodisciplinaire verbanden vragen wij in 2027 geen financiering.",
        "| Post | Bedrag |\n|---|---|\n| Regionaal niveau | € 120.000 |\n| Monodisciplinaire verbanden | € 0 |",
        "Monodisciplinaire verbanden: nihil. Zij betalen hun deelname zelf.",
        "De koepels ontvangen geen vergoeding uit dit plan.",
    ],
)
def it_sees_that_no_money_is_asked_for_single_professions(text: str) -> None:
    assert not applies(text, "geld-monodisciplinair")


@pytest.mark.parametrize(
    "text",
    [
        "Voor de monodisciplinaire verbanden vragen wij € 40.000.",
        "| Post | Bedrag |\n|---|---|\n| Monodisciplinaire verbanden | € 40.000 |\n| Reserve | € 0 |",
        "| Soort | 2027 | 2028 |\n|---|---|---|\n| Monodisciplinaire verbanden | 0 | 30.000 |",
        "De huisartsenkring krijgt geen vergoeding voor wat al via O&I loopt; de monodisciplinaire verbanden wel.",
        "Het geld voor de monodisciplinaire verbanden is niet bedoeld voor zorg.",
    ],
)
def it_sees_that_money_is_or_may_be_asked(text: str) -> None:
    assert applies(text, "geld-monodisciplinair")


def it_looks_at_wijkverbanden_in_the_same_way() -> None:
    assert not applies("Voor hechte wijkverbanden vragen wij geen financiering.", "geld-wijkverbanden")
    assert applies("De hechte wijkverbanden hebben geen vaste kosten.", "geld-wijkverbanden")
    assert applies("Elk hecht wijkverband ontvangt € 10.000.", "geld-wijkverbanden")
