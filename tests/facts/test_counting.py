from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resvtool.facts.counting import digits_value, find_numbers, word_value


@pytest.mark.parametrize(
    ("word", "value"),
    [("drie", 3), ("tweeëntwintig", 22), ("eenendertig", 31), ("honderdtwintig", 120), ("elfduizend", 11_000)],
)
def it_reads_number_words(word: str, value: int) -> None:
    assert word_value(word) == value


@pytest.mark.parametrize("word", ["huis", "twintigste-eeuws", "enzovoort", "tienkamp"])
def it_leaves_other_words_alone(word: str) -> None:
    assert word_value(word) is None


@given(st.integers(min_value=0, max_value=10**9))
def it_reads_back_every_whole_number_with_dots(number: int) -> None:
    assert digits_value(f"{number:,}".replace(",", ".")) == number


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=0, max_value=99))
def it_reads_back_decimals_with_a_comma(whole: int, cents: int) -> None:
    assert digits_value(f"{whole},{cents:02d}") == Decimal(f"{whole}.{cents:02d}")


@given(st.text(max_size=60))
def it_finds_numbers_in_any_text_where_they_stand(text: str) -> None:
    for number in find_numbers(text):
        assert text[number.start : number.end] == number.written


def it_does_not_take_the_article_for_a_number() -> None:
    assert [n.value for n in find_numbers("een wijk met één arts en drie verpleegkundigen")] == [1, 3]
