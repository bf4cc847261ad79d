import datetime
import pathlib

import pytest
from made_assessments import RESIDUE, assessed, national

from resvtool.assessment import Assessment
from resvtool.rules.model import Status, Waiver
from resvtool.waivers import concerns, unknown_rule, waive

TODAY = datetime.date(2026, 11, 22)


def waiver(rule: str = RESIDUE, plan: str = "*", until: datetime.date = TODAY) -> Waiver:
    return Waiver(rule, plan, "afgesproken", until)


@pytest.fixture
def plan(tmp_path: pathlib.Path) -> Assessment:
    return assessed(tmp_path / "plan.docx")


def rules(assessment: Assessment) -> set[str]:
    return {r.rule.id for r in assessment.failures()}


def it_keeps_a_waived_failure_visible_and_does_not_count_it(plan: Assessment, tmp_path: pathlib.Path) -> None:
    done = waive(plan, [waiver()], tmp_path, TODAY)
    assert [(r.rule.id, r.status) for r in done.waived()] == [(RESIDUE, Status.FAIL)]
    assert rules(plan) - rules(done) == {RESIDUE}
    assert done.summary() == plan.summary()
    assert done.notices == ()


def it_counts_the_failure_again_after_the_end_date_and_says_so(plan: Assessment, tmp_path: pathlib.Path) -> None:
    done = waive(plan, [waiver(until=TODAY - datetime.timedelta(days=1))], tmp_path, TODAY)
    assert rules(done) == rules(plan)
    assert "2026-11-21 verlopen" in done.notices[0].nl


def it_says_that_a_waiver_is_not_needed(plan: Assessment, tmp_path: pathlib.Path) -> None:
    done = waive(plan, [waiver("bb5/escalatieladder"), waiver("plan/informatieplicht")], tmp_path, TODAY)
    assert done.waived() == []
    assert ["niet nodig" in n.nl for n in done.notices] == [True, True]


def it_says_nothing_of_waivers_of_other_plans_and_rulesets(plan: Assessment, tmp_path: pathlib.Path) -> None:
    others = [waiver(plan="ander.docx"), waiver("menzis/peildata")]
    done = waive(plan, others, tmp_path, TODAY)
    assert (done.waived(), done.notices) == ([], ())


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        ("plan.docx", True),
        ("noord/plan.docx", True),
        ("noord/*", True),
        ("noord\\plan.docx", True),
        ("*.docx", True),
        ("zuid/*", False),
        ("plan.pdf", False),
        ("../*", False),
    ],
)
def it_reads_the_plan_from_the_folder_of_the_configuration(tmp_path: pathlib.Path, pattern: str, meant: bool) -> None:
    assert concerns(waiver(plan=pattern), str(tmp_path / "noord" / "plan.docx"), tmp_path) is meant


def it_names_the_nearest_rule_for_a_waiver_of_none() -> None:
    assert "bb5/escalatieladder" in unknown_rule([waiver("bb5/escalatielader")], national())
    assert unknown_rule([waiver("menzis/peildata"), waiver()], national()) == ""
