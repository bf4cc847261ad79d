import pytest

from resvtool.locating.passages import Passages
from resvtool.reading.markdown import read_markdown
from resvtool.rules.choosing import Choice, choose
from resvtool.rules.loading import load_lexicon

LEXICON = load_lexicon()


def chosen(text: str) -> Choice:
    return choose(Passages(read_markdown(text), LEXICON))


@pytest.mark.parametrize(
    ("text", "ruleset"),
    [
        ("CZ groep is marktleider in onze regio.", "cz"),
        ("De marktleidende verzekeraar in de regio is Menzis. Ook CZ en Zilveren Kruis hebben verzekerden.", "menzis"),
        ("In de regio is Zilveren Kruis de grootste zorgverzekeraar, gevolgd door CZ.", "zilveren-kruis"),
        ("Zilveren Kruis (Achmea) leidt de markt in deze regio.", "zilveren-kruis"),
        ("Menzis heeft een marktaandeel van 48%, CZ 30%.", "menzis"),
        ("| Verzekeraar | Marktaandeel |\n|---|---|\n| Menzis | 22% |\n| Zilveren Kruis | 51% |", "zilveren-kruis"),
        ("Wij dienen dit plan in bij CZ.", "cz"),
        ("| Gegeven | |\n|---|---|\n| Aangeboden aan | Menzis |\n| Datum | 1 juli 2026 |", "menzis"),
    ],
)
def it_takes_the_insurer_that_leads_the_market(text: str, ruleset: str) -> None:
    assert chosen(text).ruleset == ruleset


@pytest.mark.parametrize(
    "text",
    [
        "CZ is niet de marktleider.",
        "CZ is niet de marktleider; dat is VGZ.",
        "VGZ is marktleider in de regio.",
        "Menzis en CZ zijn beide marktleider.",
        "Is Menzis de marktleider?",
        "De marktleider is nog niet bekend.",
        "Menzis heeft een marktaandeel van 40%, CZ 40%.",
        "Wij spraken met Menzis.",
        "Het marktaandeel van de apotheken is 40%.",
    ],
)
def it_leaves_the_choice_to_a_person_where_that_is_unclear(text: str) -> None:
    assert chosen(text).ruleset is None
