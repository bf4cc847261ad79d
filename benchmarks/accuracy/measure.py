"""Measures resvtool on every labelled plan in every rendering, and publishes the figures (``make accuracy``).

    python benchmarks/accuracy/measure.py [--renderings A,B] [--plans NAME...] [--cache DIR] [--to DIR]

A run over all plans and all renderings writes ``docs/accuracy.md`` and ``rulesets/accuracy.json`` (which travels in
the wheel, for ``resvtool explain``). A smaller run only prints its figures; ``--to`` writes both files elsewhere.
``--renderings markdown`` reads the plans as they were written: quick, and LibreOffice is not needed.
Of held-out plans only sums are shown, never which requirement was missed in which plan.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import pathlib
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from labelled import HELD_OUT, NOT_LEARNED, SETS, LabelError, LabelledPlan, labelled_plans
from metrics import Judged, Share, Tally, is_right
from publishing import Run, publish
from render import VARIANTS, OfficeMissing, find_office
from rendering.fonts import FontMissing
from rendering.source import read_source

from resvtool.assessment import assess_document
from resvtool.document import Document, UnreadableDocument
from resvtool.reading.markdown import read_markdown
from resvtool.reading.opening import read_document
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Ruleset

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MARKDOWN = "markdown"
UNREAD, MISSING = "unread", "missing"


@dataclass(frozen=True)
class Task:
    """One rendering of one plan, to be judged. ``cache`` is where renderings are kept."""

    plan: LabelledPlan
    rendering: str
    cache: pathlib.Path


@dataclass(frozen=True)
class Outcome:
    """What became of a task: verdicts, and why it could not be done.

    Of plans that no witness learned from also the verdicts without the third witness (``words``), and of the held-out
    ones those of the rules ``alone``.
    """

    task: Task
    judged: tuple[Judged, ...] = ()
    alone: tuple[Judged, ...] = ()
    words: tuple[Judged, ...] = ()
    trouble: str = ""


@cache
def ruleset(name: str) -> Ruleset:
    """Return a built-in ruleset, loaded once in each process."""
    return load_ruleset(name)


def measure(task: Task) -> Outcome:
    """Render and judge; trouble with making or reading the file is told, not raised."""
    plan = task.plan
    try:
        document = read_markdown(plan.text) if task.rendering == MARKDOWN else read_document(rendered(task))
    except (OfficeMissing, FontMissing) as missing:
        return Outcome(task, trouble=f"niet gemaakt ({missing})")
    except UnreadableDocument as unreadable:
        return Outcome(
            task, judged=verdicts(task, None, ruleset(plan.ruleset)), trouble=f"niet te lezen ({unreadable})"
        )
    rules = ruleset(plan.ruleset)
    compare = rules.weights is not None and plan.serves in (HELD_OUT, NOT_LEARNED)
    return Outcome(
        task,
        judged=verdicts(task, document, rules),
        alone=verdicts(task, document, replace(rules, weights=None)) if compare and plan.serves == HELD_OUT else (),
        words=verdicts(task, document, without_third(rules)) if compare else (),
    )


def without_third(rules: Ruleset) -> Ruleset:
    """Return ``rules`` with the second witness alone."""
    return replace(rules, weights=replace(rules.weights, meaning=None))


def rendered(task: Task) -> pathlib.Path:
    """Return the rendering of a plan, made unless the cache has it. Raises OfficeMissing."""
    folder = task.cache / f"{task.plan.name}-{_digest(task.plan)}"
    path = folder / task.rendering
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as half:
            made = pathlib.Path(half) / task.rendering
            VARIANTS[task.rendering](read_source(task.plan.text), made)
            made.replace(path)
    return path


def _digest(plan: LabelledPlan) -> str:
    """Return what changes when the plan or the code that renders it changes."""
    code = [HERE / "render.py", *sorted((HERE / "rendering").glob("*.py"))]
    parts = [plan.text.encode(), *(path.read_bytes() for path in code)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


def verdicts(task: Task, document: Document | None, rules: Ruleset) -> tuple[Judged, ...]:
    """Return a verdict for every label of the plan; of a document that could not be read every one is wrong."""
    results = assess_document(document, rules).results if document is not None else []
    statuses = {result.rule.id: result.status.value for result in results}
    otherwise = MISSING if document is not None else UNREAD
    plan = task.plan
    judged = []
    for rule, label in plan.labels.items():
        status = statuses.get(rule, otherwise)
        right = is_right(rule, label, status)
        judged.append(Judged(plan.name, task.rendering, rule, label["status"], status, right))
    return tuple(judged)


def run(tasks: list[Task]) -> list[Outcome]:
    """Do the tasks on all cores and return the outcomes in the order of the tasks."""
    done = {}
    with multiprocessing.Pool(min(os.cpu_count() or 1, len(tasks))) as pool:
        for number, outcome in enumerate(pool.imap_unordered(measure, tasks), 1):
            task = outcome.task
            note = f": {outcome.trouble}" if outcome.trouble else ""
            print(f"{number}/{len(tasks)} {task.plan.name} {task.rendering}{note}", file=sys.stderr, flush=True)
            done[task.plan.name, task.rendering] = outcome
    return [done[task.plan.name, task.rendering] for task in tasks]


def summary(plans: Iterable[LabelledPlan], judged: list[Judged]) -> str:
    """Return a line of figures for each set of plans that was measured."""
    serves = {plan.name: plan.serves for plan in plans}
    lines = []
    for name in SETS:
        tally = Tally.of(j for j in judged if serves[j.plan] == name)
        if tally.plans:
            lines.append(
                f"{name:14} plans {tally.plans:<3} sensitivity {_figure(tally.sensitivity)}  "
                f"specificity {_figure(tally.specificity)}  ppv {_figure(tally.predictive)}  "
                f"partial {_figure(tally.partial)}  review {_figure(tally.reviewed)}"
            )
    return "\n".join(lines)


def first_contact(plans: Iterable[LabelledPlan], judged: list[Judged]) -> str:
    """Return a line for ``first-contact.yaml`` for each plan; of several renderings the counts are summed."""
    lines = []
    for plan in plans:
        tally = Tally.of(j for j in judged if j.plan == plan.name)
        weights = ruleset(plan.ruleset).weights
        judge = (
            "rules" if weights is None else "rules-and-witness" if weights.meaning is None else "rules-and-witnesses"
        )
        rendering = tally.judged[0].rendering if tally.looks == 1 else "all"
        absent, present = ([share.right, share.count] for share in (tally.sensitivity, tally.specificity))
        labels = "settled" if plan.second else "writer"
        lines.append(
            f"- {{plans: [{plan.name}], judged_by: {judge}, labels: {labels}, rendering: {rendering}, "
            f"absent: {absent}, present: {present}}}"
        )
    return "\n".join(lines)


def _figure(share: Share) -> str:
    if share.value is None:
        return "-"
    low, high = share.interval
    return f"{share.value:.3f} [{low:.3f}-{high:.3f}] n={share.cases}"


def options_of(arguments: list[str] | None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--renderings", default=",".join(VARIANTS), help=f"of {MARKDOWN}, {', '.join(VARIANTS)}")
    parser.add_argument("--plans", nargs="+", help="only these plans")
    parser.add_argument("--cache", type=pathlib.Path, help="keep renderings here for a next run")
    parser.add_argument("--to", type=pathlib.Path, help="write accuracy.md and accuracy.json here, whatever was run")
    parser.add_argument("--first-contact", action="store_true", help="print lines for first-contact.yaml")
    parser.add_argument("--root", type=pathlib.Path, default=HERE, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    options.renderings = options.renderings.split(",")
    unknown = sorted(set(options.renderings) - {MARKDOWN, *VARIANTS})
    if unknown:
        parser.error(f"onbekende weergave {', '.join(unknown)}; kies uit {', '.join((MARKDOWN, *VARIANTS))}")
    return options


def chosen(plans: list[LabelledPlan], names: list[str] | None) -> list[LabelledPlan]:
    """Return the plans with these names, all without names. Raises LabelError for a name that is not there."""
    unknown = sorted(set(names or ()) - {plan.name for plan in plans})
    if unknown:
        raise LabelError(f"--plans: {', '.join(unknown)} bestaat niet")
    return [plan for plan in plans if not names or plan.name in names]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 1 when a full run could not be published, 2 when it could not begin."""
    options = options_of(arguments)
    try:
        everything = labelled_plans(options.root)
        plans = chosen(everything, options.plans)
        if "office.pdf" in options.renderings:
            find_office()
    except OfficeMissing:
        print("measure.py: LibreOffice ontbreekt; zonder office.pdf kan het met --renderings", file=sys.stderr)
        return 2
    except LabelError as error:
        print(f"measure.py: {error}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        cache = options.cache or pathlib.Path(temporary)
        outcomes = run([Task(plan, rendering, cache) for plan in plans for rendering in options.renderings])
    judged = [j for outcome in outcomes for j in outcome.judged]
    measured = Run(plans, judged, [j for o in outcomes for j in o.alone], [j for o in outcomes for j in o.words])
    print(summary(plans, judged))
    if options.first_contact:
        print(first_contact(plans, judged))
    if options.to is not None:
        options.to.mkdir(parents=True, exist_ok=True)
        publish(measured, options.to / "accuracy.md", options.to / "accuracy.json")
    elif len(plans) == len(everything) and set(options.renderings) == set(VARIANTS):
        trouble = [o for o in outcomes if o.trouble]
        if trouble:
            print(
                f"measure.py: {len(trouble)} weergaven ontbreken; docs/accuracy.md blijft zoals het was",
                file=sys.stderr,
            )
            return 1
        publish(measured, ROOT / "docs" / "accuracy.md", ROOT / "rulesets" / "accuracy.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
