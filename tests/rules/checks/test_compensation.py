from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from number_plans import plan, rule

from resvtool.rules.checks.compensation import compensation, maximum, outcome
from resvtool.rules.model import Status

RULE = rule("compensation")


@pytest.mark.parametrize(
    ("asked", "inhabitants", "status"),
    [
        (325_000, 200_000, Status.PASS),
        (325_500, 200_000, Status.REVIEW),
        (326_000, 200_000, Status.REVIEW),
        (326_001, 200_000, Status.FAIL),
        (462_500, 300_001, Status.PASS),
        (410_000, 300_000, Status.PASS),
        (430_000, 300_000, Status.REVIEW),
        (500_000, 300_000, Status.FAIL),
    ],
)
def it_judges_an_amount_by_the_source(asked: int, inhabitants: int, status: Status) -> None:
    assert outcome(Decimal(asked), inhabitants) is status


@given(st.integers(1, 2_000_000).filter(lambda n: n != 300_000))
def it_passes_up_to_the_reckoned_and_fails_above_the_stated_maximum(inhabitants: int) -> None:
    most = maximum(inhabitants)
    assert outcome(most.reckoned, inhabitants) is Status.PASS
    assert outcome(most.stated + Decimal("0.01"), inhabitants) is Status.FAIL


def it_shows_the_parts_of_the_maximum() -> None:
    found = compensation(plan("De regio telt 200.000 inwoners. Wij vragen de verzekeraars € 310.000."), RULE)
    assert found.status is Status.PASS
    assert "€ 150.000 + 200.000 × € 0,88 = € 326.000" in found.message.nl


def it_says_when_the_given_inhabitants_differ() -> None:
    text = "De regio telt 200.000 inwoners. Wij vragen de verzekeraars € 310.000."
    assert compensation(plan(text, inhabitants=100_000), RULE).status is Status.REVIEW
    found = compensation(plan(text, inhabitants=210_000), RULE)
    assert found.status is Status.PASS
    assert "opgegeven is 210.000" in found.message.nl


def it_fails_without_an_amount_or_inhabitants() -> None:
    assert compensation(plan("De regio telt 200.000 inwoners."), RULE).status is Status.FAIL
    assert compensation(plan("Wij vragen de verzekeraars € 310.000."), RULE).status is Status.FAIL


def it_does_not_count_municipal_money() -> None:
    text = "De regio telt 200.000 inwoners. Gevraagd wordt € 320.000 uit de Zvw. De gemeenten dragen € 60.000 bij."
    assert compensation(plan(text), RULE).status is Status.PASS


@pytest.mark.parametrize(
    ("stated", "status"),
    [("0,25 miljoen", Status.PASS), ("een kwart miljoen", Status.PASS), ("0,2 mln", Status.FAIL)],
)
def it_reads_inhabitants_in_millions(stated: str, status: Status) -> None:
    text = f"Onze regio telt {stated} inwoners. Wij vragen de zorgverzekeraars samen € 360.000 voor 2027."
    assert compensation(plan(text), rule("compensation")).status is status


def it_takes_the_inhabitants_with_which_the_plan_itself_reckons_or_that_its_maximum_comes_to() -> None:
    asked = "Wij vragen de verzekeraars samen € 302.000. Onze projecten bereiken 139.000 inwoners."
    assert compensation(plan(asked), RULE).status is Status.FAIL
    assert compensation(plan(f"{asked}\n\nPlafond: 150.000 + 0,88 × 212.000."), RULE).status is Status.PASS
    per_team = f"{asked.replace('139', '189')}\n\nMet 0,88 × 25.000 inwoners per wijk rekenen wij niet."
    assert compensation(plan(per_team), RULE).status is Status.PASS
    only = asked.split(" Onze")[0]
    assert compensation(plan(f"{only}\n\nHet plafond voor onze regio is € 336.560."), RULE).status is Status.PASS
    assert compensation(plan(f"{only}\n\nVoor huisvesting geldt maximaal € 370.000."), RULE).status is Status.FAIL


def it_believes_a_plan_that_states_the_maximum_and_says_that_it_stays_below() -> None:
    said = "Het plafond is met 118.400 inwoners € 254.192. Onze aanvraag blijft daar negen procent onder."
    assert compensation(plan(said), RULE).status is Status.PASS
    assert compensation(plan(said.replace("negen procent onder", "negen procent boven")), RULE).status is Status.FAIL
    assert compensation(plan(said.replace("€ 254.192", "nog niet berekend")), RULE).status is Status.FAIL
    for other in ("Blijft de aanvraag daaronder?", "De overhead blijft onder de tien procent."):
        assert compensation(plan(f"Het plafond is € 254.192. {other}"), RULE).status is Status.FAIL


BUDGET = "\n\n| Post | Zvw 2027 |\n|---|---|\n| Bureau | 400.000 |\n| Teams | 60.000 |\n| Totaal | 460.000 |"


@pytest.mark.parametrize(
    "sentence",
    [
        "De buurregio vraagt van haar verzekeraars € 1,10 per inwoner.",
        "De vergoeding van de verzekeraars is een vast bedrag plus € 0,88 per inwoner.",
        "De verzekeraars betaalden voor de pilot een bijdrage van € 1,20 per inwoner.",
        "Wij vragen de verzekeraars € 1,00 per inwoner voor de regio en € 0,75 per inwoner voor de wijkverbanden.",
        "Wij vragen de verzekeraars € 0,25 per inwoner per maand.",
        "Wij vragen de verzekeraars 125 euro per inwoner van 75 jaar en ouder.",
        "Op verzoek van de zorgverzekeraar lieten wij een analyse maken van € 18.000.",
    ],
)
def it_takes_no_other_rate_or_amount_for_the_request(sentence: str) -> None:
    found = compensation(plan(f"De regio telt 240.000 inwoners. {sentence}{BUDGET}"), RULE)
    assert found.status is Status.FAIL
    assert "460.000" in found.message.nl


def it_reckons_a_request_per_inhabitant_with_the_inhabitants_that_are_given() -> None:
    asked = "Wij vragen de verzekeraars samen € 1,65 per inwoner."
    assert compensation(plan(asked, inhabitants=140_000), RULE).status is Status.PASS
    assert compensation(plan(asked, inhabitants=240_000), RULE).status is Status.FAIL
    assert compensation(plan(f"{asked} Hier wonen 140.000 mensen.", inhabitants=240_000), RULE).status is Status.FAIL
    goes_on = (
        "De regio telt 240.000 inwoners. Wij vragen de verzekeraars een bijdrage. Zij komt uit op € 1,65 per inwoner."
    )
    found = compensation(plan(goes_on), RULE)
    assert found.status is Status.FAIL and "396.000" in found.message.nl
    for more in (" per jaar", " van onze regio", " in 2027", ", onder meer voor de buurtteams"):
        assert "198.000" in compensation(plan(asked.replace("r.", f"r{more}."), inhabitants=120_000), RULE).message.nl
