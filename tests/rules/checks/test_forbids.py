from dataclasses import replace

from number_plans import plan, rule

from resvtool.rules.checks.forbids import forbids
from resvtool.rules.model import Alternative, Check, Rule, Status

TERMS = {"test-hoofdaannemer": ("hoofdaannemer*",), "test-zorg": ("zorg levert", "levert zorg")}


def forbidding(*alternatives: Alternative, **settings: object) -> Rule:
    return replace(rule("forbids"), check=Check("forbids", TERMS, alternatives, settings))


def it_fails_what_occurs_and_passes_what_does_not() -> None:
    strict = forbidding(Alternative(all=("test-hoofdaannemer",), min_words=1))
    assert forbids(plan("Het RESV treedt op als hoofdaannemer van de zorg."), strict).status is Status.FAIL
    assert forbids(plan("Het RESV coördineert de samenwerking in de regio."), strict).status is Status.PASS


def it_lets_a_negated_occurrence_pass() -> None:
    strict = forbidding(Alternative(all=("test-hoofdaannemer",), min_words=1))
    assert forbids(plan("Het RESV is geen hoofdaannemer."), strict).status is Status.PASS


def it_reviews_a_weak_occurrence() -> None:
    mild = forbidding(Alternative(all=("test-hoofdaannemer",), min_words=1, weak=True))
    assert forbids(plan("Het RESV treedt op als hoofdaannemer van de zorg."), mild).status is Status.REVIEW


def it_looks_for_residue_only_when_asked() -> None:
    text = "De coördinator is [naam invullen]."
    assert forbids(plan(text), forbidding(residue=True)).status is Status.FAIL
    assert forbids(plan(text), forbidding()).status is Status.PASS


def it_can_ask_for_something_besides() -> None:
    besides = forbidding(
        Alternative(all=("test-hoofdaannemer",), min_words=1), needs=(Alternative(all=("test-zorg",)),)
    )
    assert forbids(plan("Het RESV levert zorg in alle wijken van de regio."), besides).status is Status.PASS
    assert forbids(plan("Het RESV coördineert alle wijken van de regio."), besides).status is Status.FAIL


ACTIVITIES = """
# Activiteiten

| Nr | Activiteit | Hoofdtaak | Voor inwoners | Voor zorgverleners |
|---|---|---|---|---|
| A1 | Buurttafel | 4 | één plan | korte lijnen |
| A2 | Meldpunt | 2 | sneller hulp | minder bellen |
"""


def it_fails_activities_of_another_main_task_unless_the_plan_says_that_the_money_is_not_for_them() -> None:
    only = forbidding(only_task=4, said_by=(Alternative(all=("test-zorg",)),))
    found = forbids(plan(ACTIVITIES), only)
    assert (found.status, "A2 Meldpunt" in found.message.nl, "A1" in found.message.nl) == (Status.FAIL, True, False)
    assert forbids(plan(ACTIVITIES.replace("| 2 |", "| 4 |")), only).status is Status.PASS
    assert forbids(plan(f"{ACTIVITIES}\nHet RESV levert zorg in alle wijken."), only).status is Status.PASS


def it_takes_what_is_only_asked_for_not_said() -> None:
    strict = forbidding(Alternative(all=("test-hoofdaannemer",), min_words=1))
    asked = "| Vraag | Antwoord |\n|---|---|\n| Is het RESV hoofdaannemer? | Nee. |"
    assert forbids(plan(asked), strict).status is Status.PASS
    assert forbids(plan(asked.replace("?", "")), strict).status is Status.FAIL


def it_fails_money_beside_another_main_task() -> None:
    only = forbidding(only_task=4, said_by=(Alternative(all=("test-zorg",)),))
    said = "Het RESV levert zorg in alle wijken."
    budget = "| Post | Bedrag |\n|---|---|\n| Meldpunt (hoofdtaak 2) | 24.000 |\n| Wijken (hoofdtaak 4) | 80.000 |"
    found = forbids(plan(f"{said}\n\n{budget}"), only)
    assert (found.status, "Meldpunt" in found.evidence[0].text) == (Status.FAIL, True)
    assert forbids(plan(f"{said}\n\n{budget.replace('24.000', '0')}"), only).status is Status.PASS
