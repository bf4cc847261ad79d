import pytest

from resvtool.language.polarity import Void, flag
from resvtool.language.terms import Corpus
from resvtool.rules.loading import load_lexicon

LEXICON = load_lexicon()


def void_of(sentence: str, word: str) -> Void:
    corpus = Corpus()
    corpus.add(sentence)
    flags = flag(corpus, LEXICON)
    return Void(next(flags[i] for i, t in enumerate(corpus.tokens) if t.folded == word))


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Een escalatieladder hebben wij niet.", "escalatieladder"),
        ("Er is geen escalatieladder.", "escalatieladder"),
        ("Over inzage in de boeken is met de leden niets vastgelegd.", "inzage"),
        ("Afspraken met gemeenten ontbreken.", "afspraken"),
        ("Als hoofdaannemer treden wij niet op.", "hoofdaannemer"),
    ],
)
def it_voids_what_is_negated(sentence: str, word: str) -> None:
    assert Void.NEGATED in void_of(sentence, word)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Lukt dat niet, dan beslist het bestuur.", "bestuur"),
        ("Als het overleg niet slaagt, volgt het bestuur.", "overleg"),
        ("Er is geen stichting, maar wel een kassier.", "kassier"),
        ("Nog niet aangesloten praktijken krijgen een brief.", "brief"),
        ("Zij werken zonder rechtspersoonlijkheid; de leden overleggen elke maand.", "overleggen"),
        ("Het gaat niet alleen om zorg.", "zorg"),
        ("Er is geen kern die ontbreekt; de grens valt samen met de regio.", "grens"),
        ("Dit bereikt niet 52.000 maar 141.650 inwoners.", "inwoners"),
    ],
)
def it_leaves_alone_what_only_looks_negated(sentence: str, word: str) -> None:
    assert Void.NEGATED not in void_of(sentence, word)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("De escalatieladder werken wij in het najaar uit.", "escalatieladder"),
        ("De escalatieladder volgt later.", "escalatieladder"),
        ("De afspraken worden nog uitgewerkt.", "afspraken"),
        ("Het reglement is in ontwikkeling.", "reglement"),
        ("Bijdrage van de gemeenten: n.t.b.", "bijdrage"),
    ],
)
def it_voids_what_is_only_announced(sentence: str, word: str) -> None:
    assert Void.DEFERRED in void_of(sentence, word)


def it_voids_a_sentence_that_only_points_elsewhere() -> None:
    assert Void.ELSEWHERE in void_of("Zie de notitie escalatie.", "escalatie")


def it_leaves_a_plain_statement_alone() -> None:
    assert void_of("In het tweede kwartaal beslist het bestuur over de aanpak.", "bestuur") == Void.NONE
