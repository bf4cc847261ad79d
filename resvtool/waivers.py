"""Waivers: failures that somebody decided to live with, until a day, and for a reason.

A waived failure keeps its status and stays in every report, as waived. A waiver that has expired, or that
nothing needs any more, is told as a notice.
"""

from __future__ import annotations

import datetime
import os
import pathlib
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from fnmatch import fnmatchcase

from resvtool.assessment import Assessment
from resvtool.rules.loading import builtin_rulesets, load_ruleset
from resvtool.rules.model import Result, Ruleset, Status, Text, Waiver


def waive(assessment: Assessment, waivers: Sequence[Waiver], folder: pathlib.Path, today: datetime.date) -> Assessment:
    """Return ``assessment`` with its failures waived as ``waivers`` say, and notices of those that do not help.

    ``folder`` is where the patterns of the plans start (the configuration file's). Waivers of other plans
    and of rules that this ruleset does not have are left alone.
    """
    mine = [w for w in waivers if concerns(w, assessment.document.path, folder)]
    valid = {w.rule: w for w in mine if w.until >= today}
    results = [_waived(r, valid) for r in assessment.results]
    status = {r.rule.id: r.status for r in assessment.results}
    notices = [_notice(w, status[w.rule], today) for w in mine if w.rule in status]
    told = (*assessment.notices, *(n for n in notices if n is not None))
    return replace(assessment, results=results, notices=told)


def unknown_rule(waivers: Sequence[Waiver], ruleset: Ruleset) -> str:
    """Return the sentence about a waiver of a rule that neither ``ruleset`` nor any built-in one has, or ""."""
    ids = {rule.id for rule in ruleset.rules}
    unknown = [w.rule for w in waivers if w.rule not in ids]
    if unknown:
        ids |= {rule.id for name in builtin_rulesets() for rule in load_ruleset(name).rules}
    for rule in unknown:
        if rule not in ids:
            near = get_close_matches(rule, sorted(ids), n=1)
            hint = f"; bedoelt u '{near[0]}'?" if near else "; 'resvtool rules' noemt ze alle"
            return f"ontheffing voor regel '{rule}', die niet bestaat{hint}"
    return ""


def concerns(waiver: Waiver, plan: str, folder: pathlib.Path) -> bool:
    """Say whether ``waiver`` is about the plan at path ``plan``: its name, or its path from ``folder``."""
    path = pathlib.Path(os.path.realpath(plan))
    names = {path.name, pathlib.PurePath(os.path.relpath(path, folder.resolve())).as_posix()}
    return any(fnmatchcase(name, waiver.plan.replace("\\", "/")) for name in names)


def not_used(waiver: Waiver) -> Text:
    """Return the sentence about a waiver of a plan that is not among those checked."""
    return Text(
        f"De ontheffing voor {waiver.rule} is niet gebruikt: geen van deze plannen is '{waiver.plan}'; klopt de naam?",
        f"The waiver for {waiver.rule} is not used: none of these plans is '{waiver.plan}'; is the name right?",
    )


def _waived(result: Result, valid: dict[str, Waiver]) -> Result:
    waiver = valid.get(result.rule.id)
    return replace(result, waiver=waiver) if waiver and result.status is Status.FAIL else result


def _notice(waiver: Waiver, status: Status, today: datetime.date) -> Text | None:
    if status is not Status.FAIL:
        return Text(
            f"De ontheffing voor {waiver.rule} is niet nodig: de regel geeft hier geen 'voldoet niet'; haal haar weg.",
            f"The waiver for {waiver.rule} is not needed: the rule does not fail here; remove it.",
        )
    if waiver.until < today:
        return Text(
            f"De ontheffing voor {waiver.rule} is op {waiver.until.isoformat()} verlopen; de bevinding telt weer mee.",
            f"The waiver for {waiver.rule} expired on {waiver.until.isoformat()}; the finding counts again.",
        )
    return None
