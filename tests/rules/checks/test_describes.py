"""``describes`` where the main tasks of the activities decide (setting ``serve``)."""

from dataclasses import replace

import pytest
from number_plans import plan, rule

from resvtool.rules.checks.describes import describes
from resvtool.rules.model import Alternative, Check, Rule, Status

CARDS = """
# Activiteiten

| Nr | Activiteit | Hoofdtaak | Voor inwoners | Voor zorgverleners |
|---|---|---|---|---|
| A1 | Buurttafel | {0} | één plan | korte lijnen |
| A2 | Meldpunt | {1} | sneller hulp | minder bellen |
| A3 | Ledenronde | {2} | heldere afspraken | één stem |
"""


def serving(*tasks: int) -> Rule:
    evidence = (Alternative(all=("test-niets",)),)
    return replace(rule("describes"), check=Check("describes", {"test-niets": ("xyzzy",)}, evidence, {"serve": tasks}))


@pytest.mark.parametrize(
    ("tasks", "status"), [((4, 1, 3), Status.PASS), ((4, 2, 1), Status.FAIL), (("1 en 3", 2, 4), Status.PASS)]
)
def it_judges_by_the_main_tasks_of_the_activities(tasks: tuple[object, ...], status: Status) -> None:
    found = describes(plan(CARDS.format(*tasks)), serving(4, 1, 3))
    assert found.status is status
    if status is Status.FAIL:
        assert "hoofdtaak 3" in found.message.nl


def it_leaves_it_to_the_words_where_too_few_activities_name_theirs() -> None:
    found = describes(plan(CARDS.format(4, "", "")), serving(4, 1, 3))
    assert (found.status, "hoofdtaak 3" in found.message.nl) == (Status.FAIL, False)
