"""Texts as pieces of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resvtool.locating.pieces import Pieces

UNKNOWN = 99
SCORES = {
    "▁": -4.0,
    "▁kas": -3.0,
    "kas": -3.5,
    "sier": -3.0,
    "▁kassier": -7.5,
    "s": -5.0,
    "er": -4.0,
    "▁k": -6.0,
    "a": -5.0,
}
NUMBERS = {piece: i for i, piece in enumerate(SCORES)}
PIECES = Pieces(SCORES, NUMBERS, UNKNOWN)


def names(text: str, pieces: Pieces = PIECES, numbers: dict[str, int] = NUMBERS) -> list[str]:
    known = {i: piece for piece, i in numbers.items()}
    return [known.get(n, "?") for n in pieces.of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kassier", ["▁kas", "sier"]),
        ("kas kas", ["▁kas", "▁kas"]),
        ("  kas\n kas ", ["▁kas", "▁kas"]),
        ("", []),
        ("as", ["▁", "a", "s"]),
        ("kaser", ["▁kas", "er"]),
        ("kasé", ["▁kas", "?"]),
        ("kaséöü", ["▁kas", "?"]),
        ("ｋａｓ", ["▁kas"]),
    ],
)
def test_a_text_becomes_its_most_likely_pieces(text, expected):
    assert names(text) == expected


def test_a_word_as_a_whole_wins_when_it_is_likelier_than_its_parts():
    scores = {**SCORES, "▁kassier": -5.0}
    assert names("kassier", Pieces(scores, NUMBERS, UNKNOWN)) == ["▁kassier"]


@given(st.lists(st.text(alphabet="kasier", min_size=1, max_size=12), max_size=6))
def test_pieces_together_are_the_text(words):
    letters = dict.fromkeys("▁kasier", -9.0)
    scores = {**letters, **SCORES}
    numbers = {piece: i for i, piece in enumerate(scores)}
    assert "".join(names(" ".join(words), Pieces(scores, numbers, UNKNOWN), numbers)) == "".join("▁" + w for w in words)


@given(st.text(max_size=60))
def test_any_text_has_pieces(text):
    pieces = PIECES.of(text)
    assert all(n == UNKNOWN or n in NUMBERS.values() for n in pieces)
    assert PIECES.of(text) == pieces
