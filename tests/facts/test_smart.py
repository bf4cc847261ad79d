"""What counts as a measure, and what as a target."""

from __future__ import annotations

import pytest

from resvtool.facts.smart import has_measure, is_target, without_labels


@pytest.mark.parametrize("text", ["van 12 naar 6 dagen", "alle praktijken doen mee", "de helft", "binnen drie dagen"])
def it_finds_a_measure(text: str) -> None:
    assert has_measure(text)


@pytest.mark.parametrize(
    "text",
    ["hulpverleners in alle wijken vinden elkaar beter", "iedereen ervaart het zo", "op 1 juli 2028", "zie K3"],
)
def it_finds_no_measure_in_a_vague_sentence_a_date_or_a_label(text: str) -> None:
    assert not has_measure(text)


@pytest.mark.parametrize(
    "text",
    ["binnen vijf dagen", "naar vijf", "hoogstens vier", "in 2028 vijf tafels", "de helft minder", "20 procent"],
)
def it_takes_a_number_with_a_span_a_limit_or_a_year_for_a_target(text: str) -> None:
    assert is_target(text)


@pytest.mark.parametrize(
    "text", ["een werkgroep van vijf gebruikers", "drie organisaties doen mee", "wij doen ons best"]
)
def it_takes_a_number_of_people_for_no_target(text: str) -> None:
    assert not is_target(text)


def it_leaves_out_dates_labels_and_ages() -> None:
    assert without_labels("A3: 75-plussers op 1 juli 2028").split() == [":", "op"]
