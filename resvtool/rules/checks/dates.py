"""``date``: something happened on or before a day.

Settings: ``fact`` ("submission" or "budget_submission"), ``limit`` (a day). A given submission date wins
over the plan's own words. Out: ``pass`` or ``fail`` by a stated submission; a plan dated after the limit
fails, and so does one without any date; only a document date before the limit is for a person to judge.
(Handreiking, Uitgangspunten: Deadline RESV-plan; CZ 4.1.)
"""

from __future__ import annotations

from datetime import date

from resvtool.facts.dates import DateMention, written_date
from resvtool.facts.lines import shown
from resvtool.facts.submission import Submission, document_dates
from resvtool.plan import Plan
from resvtool.rules.model import Finding, Rule, Status, Text

_NONE_NL = {"submission": "De indieningsdatum", "budget_submission": "De datum waarop de begroting is ingediend"}
_NONE_EN = {"submission": "The submission date", "budget_submission": "The date on which the budget was submitted"}


def date_check(plan: Plan, rule: Rule) -> Finding:
    """Judge ``plan`` by the day that ``rule`` asks. Raises KeyError when a setting is missing."""
    fact, limit = str(rule.check.settings["fact"]), _limit(rule)
    found = plan.numbers.submissions
    if fact == "budget_submission":
        return _budget(plan, found, limit)
    if plan.given.submitted is not None:
        return _given(plan.given.submitted, limit)
    plans = [s for s in found if s.of_plan]
    declared = [s for s in plans if s.declared and not s.planned]
    declared = [s for s in declared if not s.of_budget] or declared
    return _judged(declared or plans, limit, fact) or _by_document(plan, limit, fact)


def _limit(rule: Rule) -> date:
    limit = rule.check.settings["limit"]
    return limit if isinstance(limit, date) else date.fromisoformat(str(limit))


def _given(day: date, limit: date) -> Finding:
    if day <= limit:
        return Finding(Status.PASS, Text(
            f"Ingediend op {written_date(day)} (opgegeven), uiterlijk {written_date(limit)}.",
            f"Submitted on {day.isoformat()} (as given), no later than {limit.isoformat()}.",
        ))  # fmt: skip
    return Finding(Status.FAIL, Text(
        f"Ingediend op {written_date(day)} (opgegeven): na {written_date(limit)}.",
        f"Submitted on {day.isoformat()} (as given): after {limit.isoformat()}.",
    ))  # fmt: skip


def _judged(found: list[Submission], limit: date, fact: str) -> Finding | None:
    """Judge by stated submissions; None when there are none."""
    if not found:
        return None
    found = [s for s in found if s.sure] or found
    late = [s for s in found if s.day.first > limit]
    sure = [s for s in found if s.day.last <= limit and not s.planned]
    evidence = shown(s.line for s in (late or sure or found))
    if late:
        return Finding(Status.FAIL, _says(late[0].day, limit, "na", "after"), evidence)
    if sure:
        return Finding(Status.PASS, _says(sure[0].day, limit, "uiterlijk", "no later than"), evidence)
    return Finding(
        Status.REVIEW,
        _says(found[0].day, limit, "aangekondigd of onnauwkeurig; de grens is", "announced or imprecise; the limit is"),
        evidence,
    )


def _says(day: DateMention, limit: date, nl: str, en: str) -> Text:
    return Text(
        f"Het plan noemt {day.written} als indieningsdatum: {nl} {written_date(limit)}.",
        f"The plan states {day.written} as submission date: {en} {limit.isoformat()}.",
    )


def _by_document(plan: Plan, limit: date, fact: str) -> Finding:
    """Judge by the dates of the document itself: one after the limit fails, as does none; others decide nothing."""
    dated = document_dates(plan.numbers.reader, limit.year + 1)
    late = [
        (d, line) for d, line in dated if d.first > limit and "versie" in line.text.lower() + line.head_text.lower()
    ]
    if late:
        return Finding(Status.FAIL, _says(late[0][0], limit, "na", "after"), shown(line for _, line in late))
    nl = f"{_NONE_NL[fact]} staat niet in het plan; ga na of het uiterlijk {written_date(limit)} is ingediend."
    en = f"{_NONE_EN[fact]} is not in the plan; check that it was submitted by {limit.isoformat()}."
    status = Status.REVIEW if dated else Status.FAIL
    return Finding(status, Text(nl, en), shown(line for _, line in dated))


def _budget(plan: Plan, found: list[Submission], limit: date) -> Finding:
    """Judge when the budget went in: by itself, or with a plan that holds one."""
    later = plan.numbers.budget_later
    went_in = [s for s in found if s.budget_itself and not s.planned]
    budgets = went_in or [s for s in found if s.of_budget and not later]
    judged = _judged(budgets, limit, "budget_submission")
    if judged is not None:
        return judged
    if later:
        return Finding(Status.FAIL, Text(
            "De begroting is volgens het plan niet samen met het plan ingediend.",
            "By the plan's own words the budget was not submitted with it.",
        ), shown(later))  # fmt: skip
    if plan.numbers.has_budget:
        day = plan.given.submitted
        if day is not None:
            return _given(day, limit)
        return _judged([s for s in found if s.of_plan], limit, "submission") or _by_document(
            plan, limit, "budget_submission"
        )
    return Finding(Status.FAIL, Text(
        "Geen begroting in het plan, en nergens staat dat die is ingediend.",
        "No budget in the plan, and nowhere does it say that one was submitted.",
    ))  # fmt: skip
