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


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In 2027 is dat één hoofdtaak. In 2028 voeren wij er drie uit.", "pass"),
        ("In 2027 is dat één hoofdtaak. In 2028 doen wij er dus twee.", "fail"),
        ("Op de hoofdtaken groeien wij: in 2028 voeren wij er minstens vier uit, in 2029 alle vijf.", "pass"),
        ("Wij pakken hoofdtaken op. In 2028 voeren wij er drie projecten voor uit.", "fail"),
    ],
)
def it_counts_hoofdtaken_that_are_only_pointed_at(text: str, status: str) -> None:
    assert quantity(plan(text), rule("quantity", fact="hoofdtaken_2028", at_least=3)).status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Het kleinste wijkverband telt 10.100 inwoners; het aantal 85-plussers stijgt van 3.300 naar 5.900.", "pass"),
        ("Het kleinste wijkverband telt 8.100 inwoners; het aantal 85-plussers stijgt van 3.300 naar 5.900.", "fail"),
        ("Een wijkverband kleiner dan tienduizend inwoners werkt niet. Het kleinste telt 10.900 inwoners.", "pass"),
    ],
)
def it_takes_growth_and_groups_for_no_size_of_a_network(text: str, status: str) -> None:
    sizes = rule("quantity", fact="wijkverband_inhabitants", at_least=10_000)
    assert quantity(plan(f"{text} De postcodes sluiten op elkaar aan: 3511-3513."), sizes).status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("De regio telt negen beoogde wijkverbanden. Op 1 januari 2027 zijn er twee operationeel, ruim 22 procent.", "pass"),
        ("De regio telt twaalf beoogde wijkverbanden. Op 1 januari 2027 werken er twee. Dat is 17 procent.", "fail"),
    ],
)  # fmt: skip
def it_reads_the_share_at_the_start_in_percents(text: str, status: str) -> None:
    assert quantity(plan(text), rule("quantity", fact="operational_wijkverbanden", at_least=20)).status == status


def it_counts_no_share_of_those_who_are_left_out() -> None:
    told = "Thuiszorgkring Zuid spreekt met mandaat voor de wijkverpleging: 84% van de cliënten."
    left = "Buiten de leden blijven 16% van de thuiszorgcliënten en 18% van de huisartsenpraktijken."
    asked = rule("quantity", fact="nursing_clients_share", at_least=75)
    assert quantity(plan(f"{told}\n\n{left}"), asked).status is Status.PASS


def it_takes_an_aim_for_the_share_for_no_doubt_about_the_disciplines() -> None:
    row = "| Paramedisch Verbond | fysiotherapie, logopedie, ergotherapie; gemandateerd | 71%, streven 75% in 2028 |"
    text = f"| Verband | Disciplines | Dekking |\n|---|---|---|\n{row}"
    assert quantity(plan(text), rule("quantity", fact="allied_disciplines", at_least=3)).status is Status.PASS
