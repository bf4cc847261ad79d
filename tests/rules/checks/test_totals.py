from number_plans import plan, rule

from resvtool.rules.checks.totals import totals
from resvtool.rules.model import Status

RULE = rule("totals")
TABLE = "| Post | Bedrag |\n|---|---|\n| Bureau | € 120.000 |\n| Wijken | € 80.000 |\n| Totaal | € {} |\n"


def it_passes_what_adds_up_and_is_named_alike() -> None:
    assert totals(plan("In totaal vragen wij € 200.000.\n\n" + TABLE.format("200.000")), RULE).status is Status.PASS


def it_fails_a_wrong_total_with_both_amounts() -> None:
    found = totals(plan(TABLE.format("210.000")), RULE)
    assert found.status is Status.FAIL
    assert "€ 210.000" in found.message.nl
    assert "€ 200.000" in found.message.nl


def it_fails_another_total_in_the_text() -> None:
    found = totals(plan("De begroting voor 2027 bedraagt € 215.000.\n\n" + TABLE.format("200.000")), RULE)
    assert found.status is Status.FAIL
    assert found.evidence[0].text == "De begroting voor 2027 bedraagt € 215.000."


def it_allows_a_rounded_total_and_amounts_of_other_years() -> None:
    text = "Wij vragen voor 2027 ruim € 198.000. In 2028 is het totaal € 260.000.\n\n"
    assert totals(plan(text + TABLE.format("200.000")), RULE).status is Status.PASS


def it_fails_parts_that_are_more_than_the_whole() -> None:
    text = "Gevraagd wordt € 300.000, waarvan € 260.000 uit de Zvw en € 60.000 van de gemeenten."
    assert totals(plan(text), RULE).status is Status.FAIL


def it_takes_a_post_and_the_parts_under_it_for_one() -> None:
    rows = "| Bureau | 120.000 |\n| directie | 70.000 |\n| secretariaat | 50.000 |\n| Wijken | 80.000 |"
    assert totals(plan(f"| Post | Bedrag |\n|---|---|\n{rows}\n| Totaal | 200.000 |"), RULE).status is Status.PASS
    assert totals(plan(f"| Post | Bedrag |\n|---|---|\n{rows}\n| Totaal | 230.000 |"), RULE).status is Status.FAIL


def it_takes_the_reckoning_of_the_maximum_for_no_total() -> None:
    text = "Het plafond is € 150.000 plus 0,88 maal 212.000. {} € 336.560.\n\n" + TABLE.format("200.000")
    assert totals(plan(text.format("Samen")), RULE).status is Status.PASS
    other = text.replace(" plus 0,88 maal 212.000", "").replace("Het plafond", "De huur")
    assert totals(plan(other.format("Wij vragen in totaal")), RULE).status is Status.FAIL
