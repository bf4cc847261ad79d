"""``describes``: the plan says something, with substance, in one of the ways that the rule lists.

Strong evidence passes; weak evidence alone is for a person to judge; none fails, with the passage that
came nearest. (Design, Checks and Statuses.) Of a whole plan the second witness has a say too: what the rule
found and what the words weigh are put on one scale (``resvtool.locating.witness``).
"""

from __future__ import annotations

import re

from resvtool.facts.items import Activity
from resvtool.facts.left_open import leaves_main_tasks_open
from resvtool.facts.levels import told_of
from resvtool.locating.witness import Witness
from resvtool.plan import Plan
from resvtool.rules.evidence import Match, Searcher
from resvtool.rules.model import Evidence, Finding, Rule, Status, Text

_MOST_SHOWN = 3
_ENOUGH = 6
_LATER = re.compile(r"\b20(?:2[89]|3\d)\b")
_FEWEST_TELLING = 3
"""So many activities must name their main task before the lack of one counts."""


def describes(plan: Plan, rule: Rule) -> Finding:
    """Judge ``plan`` by the evidence alternatives of ``rule``, and by the second witness where it has a say.

    Where the rule asks activities for some main tasks (setting ``serve``) and most activities name theirs, that
    decides.
    """
    served = _served(plan, rule)
    if served is not None:
        return served
    searcher = Searcher(plan.passages, plan.passages.lexicon.over(rule.check.terms))
    if plan.witness is not None and plan.witness.knows(rule.id):
        return _weighed(plan.witness, rule, searcher, told_by_activities(plan, rule))
    shown: dict[Evidence, None] = {}
    for alternative in rule.check.evidence:
        if not alternative.weak and len(shown) < _MOST_SHOWN:
            shown.update(dict.fromkeys(searcher.evidence(m) for m in searcher.matches(alternative, most=2)))
    if shown:
        return _passed(tuple(shown)[:_MOST_SHOWN])
    nearest = searcher.nearest(rule.check.evidence)
    weak = searcher.first(a for a in rule.check.evidence if a.weak)
    if weak:
        return Finding(
            Status.REVIEW,
            Text(
                "Er is een aanwijzing, maar niet sterk genoeg om te beslissen: lees de passage.",
                "There is a hint, too weak to decide: read the passage.",
            ),
            (searcher.evidence(weak),),
            nearest=nearest,
        )
    return _failed(rule, nearest)


def matches_of(rule: Rule, searcher: Searcher) -> tuple[list[Match], bool]:
    """Return matches of the strong alternatives of ``rule``, until there are enough, and whether weak ones match.

    Weak ones are only looked for when there is no strong match.
    """
    strong: list[Match] = []
    for alternative in rule.check.evidence:
        if not alternative.weak and len(strong) < _ENOUGH:
            strong += searcher.matches(alternative, most=_MOST_SHOWN)
    weak = not strong and searcher.first(a for a in rule.check.evidence if a.weak) is not None
    return strong, weak


def told_by_activities(plan: Plan, rule: Rule) -> float:
    """Return what the list of activities tells of what ``rule`` asks (see ``told_of``), 0 for rules that ask no level.

    A rule asks one by its setting ``activities_at``.
    """
    level = rule.check.settings.get("activities_at")
    return told_of(plan.items.levels, level) if level else 0.0


def _served(plan: Plan, rule: Rule) -> Finding | None:
    """Return the finding by the main tasks of the activities, None where the rule asks none or too few name theirs.

    Activities of later years do not count, and none does where the plan leaves the choice open.
    """
    wanted = [int(task) for task in rule.check.settings.get("serve", ())]
    if not wanted or plan.items.fragment:
        return None
    put_off = next((s for s in plan.passages.sentences.values() if leaves_main_tasks_open(s.text)), None)
    if put_off is not None:
        told = Text("Het plan laat open op welke hoofdtaken in 2027 wordt gewerkt.",
                    "The plan leaves open on which main tasks it works in 2027.")  # fmt: skip
        return Finding(Status.FAIL, told, nearest=Evidence(put_off.text, put_off.anchor))
    activities = plan.items.activities
    telling = [a for a in activities if a.main_tasks and not _is_of_later(a)]
    first = {task: next((a for a in telling if task in a.main_tasks), None) for task in wanted}
    shown = tuple(dict.fromkeys(e for a in first.values() if a and (e := a.shown["hoofdtaak"])))
    lacking = ", ".join(str(task) for task, activity in first.items() if activity is None)
    if not lacking and len(telling) > 1:
        return _passed(shown)
    if not lacking or len(telling) < _FEWEST_TELLING or len(telling) * 2 < len(activities):
        return None
    nl = f"Geen van de {len(activities)} activiteiten noemt hoofdtaak {lacking}."
    en = f"None of the {len(activities)} activities names main task {lacking}."
    return Finding(Status.FAIL, Text(nl, en), nearest=next(iter(shown), None))


def _is_of_later(activity: Activity) -> bool:
    """Say whether an activity stands under a heading of later years, or its main task is told of one."""
    told = activity.shown["hoofdtaak"]
    texts = (" ".join(activity.anchor.section[-2:]), told.text if told is not None else "", activity.name)
    return any(_LATER.search(text) and "2027" not in text for text in texts)


def _weighed(witness: Witness, rule: Rule, searcher: Searcher, told: float) -> Finding:
    strong, weak = matches_of(rule, searcher)
    verdict = witness.judge(rule.id, [m.sentences for m in strong], weak, told)
    found = tuple(dict.fromkeys(searcher.evidence_of(window) for window in verdict.best))
    if verdict.met:
        return _passed(found)
    return _failed(rule, found[0] if found else searcher.nearest(rule.check.evidence))


def _passed(found: tuple[Evidence, ...]) -> Finding:
    return Finding(Status.PASS, Text("Beschreven in het plan.", "Described in the plan."), found)


def _failed(rule: Rule, nearest: Evidence | None) -> Finding:
    return Finding(Status.FAIL, Text(f"Niet gevonden: {rule.need.nl}", f"Not found: {rule.need.en}"), nearest=nearest)
