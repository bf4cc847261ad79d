"""Baselines: the findings that a plan had on a day, so that later runs report only what is new."""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from resvtool import __version__
from resvtool.assessment import Assessment
from resvtool.findings import BAD, parts
from resvtool.rules.model import Result, Status

SCHEMA = "resvtool-baseline/1"
NAME = "resvtool-baseline.json"
Known = dict[str, dict[str, Any]]


class BaselineError(Exception):
    """A baseline that cannot be used. Its text is one Dutch sentence: what, where, and what to do."""


def default_path(plan: pathlib.Path) -> pathlib.Path:
    """Return where the baseline of ``plan`` is written when no place is given: beside it."""
    return plan.resolve().parent / NAME


def find(plan: pathlib.Path) -> pathlib.Path | None:
    """Return the nearest baseline from the folder of ``plan`` upward, or None."""
    places = (folder / NAME for folder in plan.resolve().parents)
    return next((path for path in places if path.is_file()), None)


def recorded(assessments: Iterable[Assessment], path: pathlib.Path, others: Known | None = None) -> str:
    """Return today's findings of ``assessments`` as the text of the baseline file ``path``.

    ``others`` are the plans that the file held before (see :func:`kept`); those assessed anew replace them.
    Failures and what a person must judge are recorded; waived failures are not (their waiver says enough),
    nor are checks that broke.
    """
    plans = {**(others or {}), **{_key(a.document.path, path): _of_plan(a) for a in assessments}}
    content = {"schema": SCHEMA, "tool": __version__, "plans": plans}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def kept(path: pathlib.Path, plans: Iterable[pathlib.Path]) -> Known:
    """Return what the baseline ``path`` holds of other plans than ``plans`` that are still there; {} without one."""
    if not path.is_file():
        return {}
    try:
        known = read(path)
    except BaselineError:
        return {}
    anew = {_key(str(plan), path) for plan in plans}
    folder = path.resolve().parent
    return {key: plan for key, plan in known.items() if key not in anew and (folder / key).is_file()}


def read(path: pathlib.Path) -> Known:
    """Return the findings recorded in ``path``, by plan. Raises BaselineError when it is no baseline."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BaselineError(
            f"{path}: niet te lezen ({error.strerror}); maak haar met 'resvtool baseline PLAN'"
        ) from error
    except ValueError as error:
        raise BaselineError(
            f"{path}: geen geldige JSON ({error}); maak haar opnieuw met 'resvtool baseline'"
        ) from error
    plans = content.get("plans") if isinstance(content, dict) and content.get("schema") == SCHEMA else None
    if not isinstance(plans, dict) or not all(_right(p) for p in plans.values()):
        raise BaselineError(f"{path}: geen baseline van resvtool ({SCHEMA}); maak haar met 'resvtool baseline PLAN'")
    return plans


def hold_back(assessment: Assessment, known: Known, path: pathlib.Path) -> Assessment:
    """Return ``assessment`` with the findings marked that ``known`` (read from ``path``) has for this plan.

    A finding is known when the baseline has its rule with a status as bad, and everything it consists of:
    one more bottleneck that falls short makes it new.
    """
    plan = known.get(_key(assessment.document.path, path))
    if plan is None:
        return assessment
    findings = plan["findings"]
    return replace(assessment, results=[_marked(r, findings.get(r.rule.id)) for r in assessment.results])


def _of_plan(assessment: Assessment) -> dict[str, Any]:
    found = {
        r.rule.id: {"status": r.status.value, "parts": sorted(parts(r))}
        for r in assessment.results
        if r.status in BAD and r.waiver is None
    }
    return {"ruleset": assessment.ruleset.id, "findings": found}


def _marked(result: Result, known: dict[str, Any] | None) -> Result:
    if known is None or result.status not in BAD or result.waiver is not None:
        return result
    worse = result.status is Status.FAIL and known["status"] != Status.FAIL
    same = not worse and parts(result) <= set(known["parts"])
    # A finding that had parts and now has none (the passage that showed it was cut) is another finding.
    return replace(result, known=same and bool(parts(result)) == bool(known["parts"]))


def _right(plan: Any) -> bool:
    return (
        isinstance(plan, dict)
        and isinstance(plan.get("findings"), dict)
        and all(
            isinstance(f, dict) and _texts(f.get("parts")) and f.get("status") in {s.value for s in BAD}
            for f in plan["findings"].values()
        )
    )


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def _key(plan: str, baseline: pathlib.Path) -> str:
    """The plan's path from the baseline's folder, so that both can be moved or cloned together."""
    start = baseline.resolve().parent
    try:
        return pathlib.PurePath(os.path.relpath(pathlib.Path(plan).resolve(), start)).as_posix()
    except ValueError:  # another drive, on Windows
        return pathlib.Path(plan).resolve().as_posix()
