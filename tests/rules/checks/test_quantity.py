import pytest
from number_plans import plan, rule

from resvtool.rules.checks.quantity import quantity
from resvtool.rules.model import Status

RULE = rule("quantity", fact="gp_share", at_least=75)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("De huisartsen hebben mandaat van 75% van de AGB's in de regio.", Status.PASS),
        ("De huisartsen hebben mandaat van 74% van de AGB's in de regio.", Status.FAIL),
        ("De huisartsen hebben mandaat van circa driekwart van de AGB's in de regio.", Status.REVIEW),
        ("De huisartsen hebben mandaat van het overgrote deel van de AGB's.", Status.REVIEW),
        ("De huisartsen doen mee.", Status.FAIL),
        ("De huisartsen hebben mandaat van 50 van de 90 praktijken met een AGB-code (81%).", Status.REVIEW),
    ],
)
def it_judges_a_share_by_its_limit(text: str, status: Status) -> None:
    assert quantity(plan(text), RULE).status is status


def it_says_the_limit_the_number_and_how_it_was_read() -> None:
    found = quantity(plan("De huisartsen hebben mandaat van 81 van de 98 praktijken (AGB)."), RULE)
    assert found.message.nl == "huisartsen: 82.7% (81 van 98 aanbieders): ten minste 75%."
    assert found.evidence[0].anchor.paragraph == 1


def it_asks_for_an_aim_below_three_quarters() -> None:
    other = rule("quantity", fact="other_disciplines_share", at_least=65)
    bare = "De fysiotherapeuten zijn aangesloten met 70% van de AGB's."
    assert quantity(plan(bare), other).status is Status.FAIL
    assert quantity(plan(f"{bare} Zij streven naar 75% in 2028."), other).status is Status.PASS


def it_looks_at_every_network() -> None:
    sizes = rule("quantity", fact="wijkverband_inhabitants", at_least=10_000)
    text = "| Wijkverband | Postcodes | Inwoners |\n|---|---|---|\n| Oost | 3511-3513 | 14.000 |\n| West | 3514-3516 | {} |"
    assert quantity(plan(text.format("11.000")), sizes).status is Status.PASS
    assert quantity(plan(text.format("9.000")), sizes).status is Status.FAIL


def it_refuses_an_unknown_fact() -> None:
    with pytest.raises(KeyError):
        quantity(plan("tekst"), rule("quantity", fact="bestaat-niet", at_least=1))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Alle 98 huisartsenpraktijken in de regio zijn aangesloten bij Coöperatie Veenmeer.", Status.PASS),
        ("Alle huisartsenpraktijken kunnen zich aansluiten.", Status.FAIL),
        ("Alle huisartsen die zijn aangesloten, krijgen een nieuwsbrief.", Status.FAIL),
        ("Niet alle huisartsenpraktijken zijn aangesloten.", Status.FAIL),
    ],
)
def it_takes_all_for_a_hundred_percent_when_they_have_joined(text: str, status: Status) -> None:
    assert quantity(plan(text), rule("quantity", fact="gp_share", at_least=75)).status is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Het paramedisch netwerk bestaat uit fysiotherapeuten en logopedisten; de diëtisten sluiten in 2028 aan.", "fail"),
        ("Het paramedisch netwerk bestaat uit fysiotherapeuten, logopedisten en diëtisten.", "pass"),
    ],
)  # fmt: skip
def it_counts_no_discipline_that_joins_later(text: str, status: str) -> None:
    assert quantity(plan(text), rule("quantity", fact="allied_disciplines", at_least=3)).status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In 2028 komen hoofdtaak 1 en 3 erbij; hoofdtaak 4 loopt door.", "pass"),
        ("In 2028 komt hoofdtaak 1 erbij; hoofdtaak 4 loopt door.", "fail"),
    ],
)
def it_adds_the_hoofdtaken_that_go_on(text: str, status: str) -> None:
    assert quantity(plan(text), rule("quantity", fact="hoofdtaken_2028", at_least=3)).status == status
