from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resvtool.language.words import fold, sentences, stem, tokenize


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("afspraak", "afspraken"),
        ("brief", "brieven"),
        ("loopt", "lopen"),
        ("huisarts", "huisartsen"),
        ("gemeente", "gemeenten"),
        ("gemeente", "gemeentes"),
        ("risico", "risicos"),
        ("mogelijkheid", "mogelijkheden"),
        ("gemandateerd", "gemandateerde"),
        ("wijkteam", "wijkteams"),
        ("stap", "stappen"),
        ("huis", "huizen"),
    ],
)
def it_gives_inflections_of_one_word_the_same_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("kassier", "kas"), ("wijk", "wijs"), ("plan", "plaat"), ("trede", "treedt")]
)
def it_keeps_different_words_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def it_folds_case_accents_and_apostrophes() -> None:
    assert [fold(w) for w in ("Coördinatie", "RISICO’S", "één")] == ["coordinatie", "risicos", "een"]


def it_does_not_end_a_sentence_at_an_abbreviation_or_a_number() -> None:
    text = "Dit geldt o.a. voor par. 3.2 en kost € 12.500,-. Daarna volgt dr. Vos i.s.m. de VVT. Klaar?"
    assert [text[a:b] for a, b in sentences(text)] == [
        "Dit geldt o.a. voor par. 3.2 en kost € 12.500,-.",
        "Daarna volgt dr. Vos i.s.m. de VVT.",
        "Klaar?",
    ]


def it_ends_a_sentence_at_a_line_end() -> None:
    text = "Eerste regel\ntweede regel"
    assert [text[a:b] for a, b in sentences(text)] == ["Eerste regel", "tweede regel"]


@given(st.text(max_size=300))
def it_keeps_every_word_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert "".join(text[a:b] for a, b in spans).split() == text.split() or "".join(
        "".join(text[a:b].split()) for a, b in spans
    ) == "".join(text.split())


@given(st.text(max_size=200))
def it_gives_every_token_its_own_text_and_place(text: str) -> None:
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
