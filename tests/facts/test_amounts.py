from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resvtool.facts.amounts import cell_amount, find_amounts, written_euros


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("€ 12.500,-", "12500"),
        ("12.500 euro", "12500"),
        ("€ 312k", "312000"),
        ("1,2 mln", "1200000"),
        ("€ 1.250.000", "1250000"),
        ("anderhalf miljoen", "1500000"),
        ("twee ton", "200000"),
        ("€ 212.414,40", "212414.40"),
        ("EUR 95", "95"),
    ],
)
def it_reads_an_amount(text: str, euros: str) -> None:
    assert [a.euros for a in find_amounts(f"Dat kost {text} per jaar.")] == [Decimal(euros)]


@pytest.mark.parametrize("text", ["in 2027 zijn er 14.000 inwoners", "een ton aan ervaring telt niet", "81 van 98"])
def it_finds_no_amount_in_other_numbers(text: str) -> None:
    assert [a for a in find_amounts(text) if a.euros != 100_000] == []


@given(st.decimals(min_value=0, max_value=10**8, places=2))
def it_reads_back_what_it_writes(euros: Decimal) -> None:
    assert [a.euros for a in find_amounts(written_euros(euros))] == [euros]


@given(st.integers(min_value=0, max_value=10**8))
def it_reads_a_bare_number_in_a_cell(euros: int) -> None:
    assert cell_amount(f"{euros:,}".replace(",", ".")) == euros


@pytest.mark.parametrize("cell", ["240 uur × € 95", "0,6 fte × € 112.000", "-", "", "n.v.t.", "offerte mei 2026"])
def it_takes_no_calculation_or_word_for_an_amount(cell: str) -> None:
    assert cell_amount(cell) is None
