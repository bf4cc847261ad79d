from datetime import date

import pytest
from number_plans import plan, rule

from resvtool.rules.checks.dates import date_check
from resvtool.rules.model import Status

RULE = rule("date", fact="submission", limit=date(2026, 7, 15))
BUDGET = rule("date", fact="budget_submission", limit=date(2026, 7, 15))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ingediend bij de verzekeraar op 15 juli 2026.", Status.PASS),
        ("Ingediend bij de verzekeraar op 16 juli 2026.", Status.FAIL),
        ("Het plan is vastgesteld op 2 juli 2026.", Status.REVIEW),
        ("Het plan moet uiterlijk 15 juli 2026 zijn ingediend.", Status.FAIL),
        ("Een plan zonder datum.", Status.FAIL),
        ("Versie 3, 2 juli 2026", Status.REVIEW),
        ("Conceptversie 0.9, ingediend bij Menzis op 13 juli 2026", Status.PASS),
        ("Ingediend bij CZ groep op 9 juli 2026, in één zending met de begroting van hoofdstuk 6.", Status.PASS),
        (
            "Ingediend op 9 juli 2026.\n\nDe colleges nemen op 19 november 2026 een besluit over hun aandeel "
            "en leggen dat in januari voor aan de verzekeraar.",
            Status.PASS,
        ),
        (
            "Deel A tot en met F verzonden op 13 juli 2026.\n\nDeel G (geld) verzonden op 24 augustus 2026, als "
            "aanvulling op het plan.",
            Status.PASS,
        ),
        ("De ZonMw-subsidie is op 1 maart 2026 aangevraagd. Het plan is op 20 juli 2026 ingediend.", Status.FAIL),
    ],
)
def it_judges_the_stated_submission(text: str, status: Status) -> None:
    assert date_check(plan(text), RULE).status is status


def it_lets_a_given_date_win() -> None:
    text = "Ingediend bij de verzekeraar op 16 juli 2026."
    assert date_check(plan(text, submitted=date(2026, 7, 14)), RULE).status is Status.PASS
    assert date_check(plan("Tekst", submitted=date(2026, 7, 16)), RULE).status is Status.FAIL


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Plan en conceptbegroting zijn samen op 7 juli 2026 ingediend.", Status.PASS),
        ("Het plan is op 7 juli 2026 ingediend. De begroting leveren wij na in oktober.", Status.FAIL),
        ("Plan en begroting zijn samen op 20 juli 2026 ingediend.", Status.FAIL),
        ("Er is niets over geld opgenomen.", Status.FAIL),
    ],
)
def it_judges_when_the_budget_went_in(text: str, status: Status) -> None:
    assert date_check(plan(text), BUDGET).status is status
