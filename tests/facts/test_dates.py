from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resvtool.facts.dates import find_dates, written_date

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2039, 12, 31))


@given(DAYS)
def it_reads_back_every_written_date(day: date) -> None:
    assert [d.first for d in find_dates(f"Ingediend op {written_date(day)}.")] == [day]


@given(DAYS)
def it_reads_back_every_date_in_digits(day: date) -> None:
    for text in (day.isoformat(), f"{day.day}-{day.month}-{day.year}", f"{day.day:02}/{day.month:02}/{day.year}"):
        assert [d.first for d in find_dates(text)] == [day]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("medio juli 2026", date(2026, 7, 11), date(2026, 7, 20)),
        ("eind juni 2026", date(2026, 6, 21), date(2026, 6, 30)),
        ("Q2 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("het derde kwartaal van 2028", date(2028, 7, 1), date(2028, 9, 30)),
    ],
)
def it_reads_a_period(text: str, first: date, last: date) -> None:
    (found,) = find_dates(text)
    assert (found.first, found.last) == (first, last)


def it_gives_a_date_the_year_of_the_one_before_it() -> None:
    assert [d.first for d in find_dates("Getekend op 13 juli 2026, verstuurd op 14 juli")][-1] == date(2026, 7, 14)


@pytest.mark.parametrize("text", ["half mei", "31-02-2026", "1.250.000", "bijlage 3-4", "de mei-actie"])
def it_finds_no_date_without_a_year_or_that_cannot_be(text: str) -> None:
    assert find_dates(text) == []
