import pytest
from hypothesis import given
from hypothesis import strategies as st

from resvtool.facts.percentages import How, find_shares


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("45%", 45.0),
        ("79,5 procent", 79.5),
        ("driekwart van de praktijken", 75.0),
        ("81 van de 98 praktijken", 82.65),
        ("81/98 AGB", 82.65),
        ("98 van 112 praktijken (88%)", 87.5),
        ("Van de 59 praktijken hebben er 51 getekend", 86.44),
        ("op de 74 praktijken misten we er maar negen", 87.84),
        ("Op drie na hebben alle 26 apotheken getekend", 88.46),
        ("vier op de vijf cliënten", 80.0),
        ("Slechts vier van de achtenveertig praktijken laten zich niet vertegenwoordigen", 91.67),
        ("alle praktijken zijn lid", 100.0),
    ],
)
def it_reads_a_share(text: str, percent: float) -> None:
    (share,) = find_shares(text)
    assert share.low == pytest.approx(percent, abs=0.01)
    assert not share.vague


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("circa driekwart", 70, 80), ("ruim 92 procent", 92, 97), ("de meeste praktijken", 50, 100), (">75%", 75, 100)],
)
def it_keeps_the_room_that_words_leave(text: str, low: float, high: float) -> None:
    (share,) = find_shares(text)
    assert (share.low, share.high) == (low, high)
    assert share.vague


def it_says_when_counts_and_percentage_differ() -> None:
    (share,) = find_shares("52 van de 98 praktijken (83%)")
    assert share.conflict


@pytest.mark.parametrize("text", ["de andere leden", "op 2 juli 2026", "13 procentpunt erbij", "van 1983 tot 1994"])
def it_finds_no_share_in_other_words(text: str) -> None:
    assert find_shares(text) == []


@given(st.integers(1, 500), st.integers(0, 500))
def it_reads_back_every_pair_of_counts(part: int, rest: int) -> None:
    whole = part + rest
    shares = [
        s for s in find_shares(f"Bij ons zijn {part} van de {whole} aanbieders aangesloten.") if s.how is How.COUNTS
    ]
    assert [(s.part, s.whole) for s in shares] == [(part, whole)]


@given(st.text(max_size=80))
def it_never_leaves_zero_to_hundred(text: str) -> None:
    assert all(0 <= s.low <= s.high <= 100 or s.vague for s in find_shares(text))
