from hypothesis import given
from hypothesis import strategies as st

from resvtool.facts.postcodes import find_postcodes


@given(st.integers(1000, 9800), st.integers(0, 100))
def it_reads_back_every_range(first: int, more: int) -> None:
    last = min(first + more, 9999)
    (found,) = find_postcodes(f"postcodes {first} t/m {last}")
    assert list(found.areas) == list(range(first, last + 1))


def it_reads_lists_and_letters() -> None:
    found = find_postcodes("postcodes 8055 t/m 8057, 8060 en 1234 AB")
    assert [(p.first, p.last, p.letters) for p in found] == [(8055, 8057, ""), (8060, 8060, ""), (1234, 1234, "AB")]


def it_takes_no_years_or_counts_for_postcodes() -> None:
    assert find_postcodes("In 2027-2029 groeien wij van 1500 naar 2400 cliënten") == []
