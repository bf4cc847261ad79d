"""Publishes the figures: ``accuracy.md`` for people and ``accuracy.json`` for ``resvtool explain``.

The words stand in ``accuracy.md.j2``; this module counts. Nothing that is written names the requirement that was
missed in a held-out plan.
"""

from __future__ import annotations

import json
import pathlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jinja2
import yaml
from causes import count_causes
from labelled import DEVELOPMENT, FIRST_CONTACT, GIVEN, HELD_OUT, HERE, NOT_LEARNED, SETS, LabelledPlan, agreement
from metrics import Judged, Share, Tally

from resvtool.locating.outline import BLOCK_NAMES
from resvtool.rules.accuracy import THINLY
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Rule

SET_NAMES = {
    HELD_OUT: "achtergehouden",
    NOT_LEARNED: "nog niet van geleerd",
    FIRST_CONTACT: "eerste contact",
    DEVELOPMENT: "ontwikkeling",
    GIVEN: "meegegeven",
}
MANNERS = {
    "omit": "er staat niets over",
    "defer": 'uitgesteld ("werken we nog uit")',
    "keyword-trap": "het woord valt, in een andere zin",
    "negated": "ontkend",
    "below": "een getal onder de grens",
    "unstated": "geen getal genoemd",
    "one-or-more-items-lack-it": "een of meer onderdelen missen het",
    "wrong": "een fout in het plan zelf",
}
JUDGES = {
    "rules": "regels alleen",
    "rules-and-witness": "regels en tweede getuige",
    "rules-and-witnesses": "regels en beide getuigen",
}
RULESETS = ("landelijk", "menzis", "cz", "zilveren-kruis")
AIMS = {HELD_OUT: (0.93, 0.95), DEVELOPMENT: (0.97, 0.97), GIVEN: (0.97, 0.97)}
"""The sensitivity and specificity that were aimed for, and by how much PDF may lie below Word."""
BEHIND = 0.02
WORD_FILES, PDF_FILES = ".docx", ".pdf"


@dataclass(frozen=True)
class Run:
    """What was measured: plans, their verdicts, and those with less.

    ``alone`` are verdicts of the rules without any witness (held-out plans), ``words`` those without the third (plans
    that no witness learned from).
    """

    plans: Sequence[LabelledPlan]
    judged: Sequence[Judged]
    alone: Sequence[Judged] = ()
    words: Sequence[Judged] = ()

    @cached_property
    def serves(self) -> Mapping[str, str]:
        """What each plan serves for."""
        return {plan.name: plan.serves for plan in self.plans}

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules of all built-in rulesets by id."""
        return {rule.id: rule for name in RULESETS for rule in load_ruleset(name).rules}

    @property
    def renderings(self) -> list[str]:
        """The renderings, in the order in which they were measured."""
        return list(dict.fromkeys(j.rendering for j in self.judged))

    def tally(self, *sets: str, keep: Callable[[Judged], bool] = lambda _: True) -> Tally:
        """Return the tally of what is kept of these sets (all sets without any)."""
        return Tally.of(j for j in self.judged if (not sets or self.serves[j.plan] in sets) and keep(j))


def publish(run: Run, document: pathlib.Path, data: pathlib.Path) -> None:
    """Write the figures of a run to ``document`` (Markdown) and ``data`` (JSON)."""
    document.write_text(document_of(run), encoding="utf-8")
    data.write_text(json.dumps(data_of(run), indent=0, sort_keys=True) + "\n", encoding="utf-8")


def document_of(run: Run) -> str:
    """Return the figures as a document in Dutch."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters.update(percent=percent, interval=interval, cases=lambda share: share.cases)
    return environment.get_template("accuracy.md.j2").render(context_of(run))


def data_of(run: Run) -> dict[str, Any]:
    """Return the figures per rule as plain data: right and judged over all renderings, and in how many plans."""
    rules = {}
    for rule in sorted({j.rule for j in run.judged}):
        tally = run.tally(keep=lambda j, rule=rule: j.rule == rule)
        rules[rule] = {
            name: [share.right, share.count, share.cases]
            for name, share in (("absent", tally.sensitivity), ("present", tally.specificity))
        }
    return {"plans": len(run.plans), "renderings": run.renderings, "rules": rules}


def context_of(run: Run) -> dict[str, Any]:
    """Return what the template shows."""
    measured = [name for name in SETS if run.tally(name).plans]
    contact = first_contact()
    return {
        "plans": run.plans,
        "renderings": run.renderings,
        "set_names": SET_NAMES,
        "sets": [(SET_NAMES[name], run.tally(name)) for name in measured],
        "whole": run.tally(),
        "targets": targets(run),
        "by_rendering": [
            (name, [(SET_NAMES[s], run.tally(s, keep=lambda j, name=name: j.rendering == name)) for s in measured])
            for name in run.renderings
        ],
        "by_block": by_block(run),
        "by_manner": by_manner(run),
        "by_rule": by_rule(run),
        "causes": count_causes(run.tally(HELD_OUT).judged, run.alone, run.rules),
        "thinly": THINLY,
        "contact": contact,
        "contact_totals": contact_totals(contact),
        "judges": JUDGES,
        "agreement": agreement(list(run.plans)),
        "agreements": [(p.name, SET_NAMES[p.serves], agreement([p]), p) for p in run.plans if p.second],
        "unsettled": sum(1 for p in run.plans for rule in p.disagreements if rule not in p.settled),
        "witness": witness(run),
    }


def targets(run: Run) -> list[tuple[str, str, Share | float, float, bool]]:
    """Return what was aimed for: the figure, where, what was measured, the aim, and whether it is reached."""
    found: list[tuple[str, str, Share | float, float, bool]] = []
    for name, least in AIMS.items():
        tally = run.tally(name)
        for figure, share, aim in (
            ("sensitiviteit", tally.sensitivity, least[0]),
            ("specificiteit", tally.specificity, least[1]),
        ):
            if share.value is not None:
                found.append((figure, SET_NAMES[name], share, aim, share.value >= aim))
    return [*found, *_paper_behind_word(run, HELD_OUT), *_paper_behind_word(run)]


def _paper_behind_word(run: Run, *sets: str) -> list[tuple[str, str, Share | float, float, bool]]:
    """Return by how much each figure of the worst PDF rendering lies below that of the Word renderings together."""
    word = run.tally(*sets, keep=lambda j: j.rendering.endswith(WORD_FILES))
    papers = [run.tally(*sets, keep=lambda j, n=n: j.rendering == n) for n in run.renderings if n.endswith(PDF_FILES)]
    found: list[tuple[str, str, Share | float, float, bool]] = []
    for name, figure in (("sensitiviteit", "sensitivity"), ("specificiteit", "specificity")):
        best = getattr(word, figure).value
        values = [value for paper in papers if (value := getattr(paper, figure).value) is not None]
        if best is not None and values:
            gap = best - min(values)
            where = f"slechtste PDF onder Word, {SET_NAMES[sets[0]] if sets else 'alle plannen'}"
            found.append((name, where, gap, BEHIND, gap <= BEHIND))
    return found


def by_block(run: Run) -> list[tuple[str, Tally, Tally]]:
    """Return per building block the tally of held-out plans and of all."""
    block = {rule.id: rule.block for rule in run.rules.values()}
    found = []
    for number in sorted({block[j.rule] for j in run.judged if j.rule in block}):
        name = f"{number}. {BLOCK_NAMES[number]}" if number else "plan als geheel"
        kept = [run.tally(*sets, keep=lambda j, n=number: block.get(j.rule) == n) for sets in ((HELD_OUT,), ())]
        found.append((name, kept[0], kept[1]))
    return found


def by_manner(run: Run) -> list[tuple[str, Tally, Tally]]:
    """Return per manner of being absent (as it was drawn) the tally of held-out plans and of all."""
    manner = {(plan.name, rule): how for plan in run.plans for rule, how in plan.manners.items()}
    found = []
    for name, words in MANNERS.items():
        own = [
            run.tally(*sets, keep=lambda j, n=name: j.label == "absent" and manner.get((j.plan, j.rule)) == n)
            for sets in ((HELD_OUT,), ())
        ]
        if own[1].judged:
            found.append((words, own[0], own[1]))
    return found


def by_rule(run: Run) -> list[tuple[str, str, Tally]]:
    """Return id, title and tally of every rule that has a label, in the order of the building blocks."""
    labelled = {j.rule for j in run.judged}
    order = sorted((r for r in run.rules.values() if r.id in labelled), key=lambda r: (r.block, r.id))
    return [(r.id, r.title("nl"), run.tally(keep=lambda j, r=r: j.rule == r.id)) for r in order]


def first_contact() -> list[dict[str, Any]]:
    """Return the figures of first contact, in the order in which they were measured."""
    lines = yaml.safe_load((HERE / "first-contact.yaml").read_text(encoding="utf-8"))
    return [{**x, "absent": Share(*x["absent"]), "present": Share(*x["present"])} for x in lines]


def contact_totals(lines: Iterable[Mapping[str, Any]]) -> list[tuple[str, Share, Share]]:
    """Return, per who judged, the figures of first contact taken together."""
    found = []
    for judge in JUDGES:
        own = [line for line in lines if line["judged_by"] == judge]
        if own:
            found.append((judge, pooled(x["absent"] for x in own), pooled(x["present"] for x in own)))
    return found


def witness(run: Run) -> dict[str, Any] | None:
    """Return what the witnesses learned from and gain on plans they did not learn from; None while there is none.

    ``gains`` has, per set of such plans that was measured, its name and the tallies of who judged.
    """
    learned = _about("witness", "witness.json")
    if learned is None:
        return None
    gains = []
    for name in (HELD_OUT, NOT_LEARNED):
        by = [
            ("regels alleen", Tally.of(j for j in run.alone if run.serves[j.plan] == name)),
            ("regels en tweede getuige", Tally.of(j for j in run.words if run.serves[j.plan] == name)),
        ]
        fewer = [(judges, tally) for judges, tally in by if tally.judged]
        if fewer:
            gains.append((SET_NAMES[name], [*fewer, ("regels en beide getuigen", run.tally(name))]))
    return {"about": learned, "meaning": _about("meaning", "meaning.json"), "gains": gains}


def _about(*path: str) -> dict[str, Any] | None:
    """Return what is told of weights in a file of ``rulesets``; None where it is not there."""
    file = HERE.parents[1].joinpath("rulesets", *path)
    found: dict[str, Any] | None = json.loads(file.read_text(encoding="utf-8"))["about"] if file.is_file() else None
    return found


def percent(share: Share | float) -> str:
    """Return a share as a Dutch percentage with one decimal; a dash when nothing was counted."""
    value = share.value if isinstance(share, Share) else share
    return "-" if value is None else f"{100 * value:.1f}%".replace(".", ",")


def interval(share: Share) -> str:
    """Return the 95% interval of a share in percents."""
    if share.value is None:
        return "-"
    low, high = share.interval
    return f"{100 * low:.1f}–{100 * high:.1f}".replace(".", ",")


def pooled(shares: Iterable[Share]) -> Share:
    """Return the shares of different plans taken together."""
    every = list(shares)
    return Share(sum(s.right for s in every), sum(s.count for s in every))
