"""The labelled plans: where they stand, what they serve for, and their labels, settled where readers differed.

``labels.yaml`` is by the writer, ``labels2.yaml`` by a second reader who did not see the first. Where they differ
``settled.yaml`` (id: status, why) decides, after reading the plan again; without it the writer's label stands.
"""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from metrics import RIGHT, kappa

HERE = pathlib.Path(__file__).resolve().parent
HELD_OUT, FIRST_CONTACT, GIVEN, DEVELOPMENT = "held-out", "first-contact", "given", "development"
NOT_LEARNED = "not-learned"
SETS = (HELD_OUT, NOT_LEARNED, FIRST_CONTACT, DEVELOPMENT, GIVEN)
"""What plans serve for, the most honest first (``sets.yaml``)."""


class LabelError(Exception):
    """The labels of a plan are not right; the text says which plan and what."""


@dataclass(frozen=True)
class LabelledPlan:
    """A plan with its labels. ``second`` holds the second reader's, empty where there was none."""

    name: str
    folder: pathlib.Path
    serves: str
    ruleset: str
    labels: Mapping[str, Mapping[str, Any]]
    first: Mapping[str, str] = field(default_factory=dict)
    second: Mapping[str, str] = field(default_factory=dict)
    settled: Mapping[str, str] = field(default_factory=dict)
    manners: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The plan itself, in Markdown."""
        return (self.folder / "plan.md").read_text(encoding="utf-8")

    @property
    def disagreements(self) -> list[str]:
        """The requirements on which writer and second reader differ."""
        return [rule for rule in self.first if rule in self.second and self.first[rule] != self.second[rule]]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The labels of writer and second reader, before anything was settled."""
        return [(self.first[rule], self.second[rule]) for rule in self.first if rule in self.second]

    def settled_for(self, reader: Mapping[str, str]) -> int:
        """Return how many disagreements were settled as ``reader`` (``first`` or ``second``) had labelled them."""
        return sum(status == reader[rule] for rule, status in self.settled.items())


def agreement(plans: list[LabelledPlan]) -> tuple[int, int, float] | None:
    """Return how many labels agree, of how many, and Cohen's kappa; None when no plan was read twice."""
    pairs = [pair for plan in plans for pair in plan.pairs]
    return (sum(a == b for a, b in pairs), len(pairs), kappa(pairs)) if pairs else None


def labelled_plans(root: pathlib.Path = HERE) -> list[LabelledPlan]:
    """Return all plans under ``root`` in order of name. Raises LabelError when labels are not right."""
    serve = yaml.safe_load((root / "sets.yaml").read_text(encoding="utf-8"))
    found = []
    for folder in sorted((*(root / "plans").glob("*"), *(root / "held-out").glob("*")), key=lambda f: f.name):
        if (folder / "labels.yaml").is_file():
            found.append(load_plan(folder, _serves(folder, serve)))
    return found


def load_plan(folder: pathlib.Path, serves: str) -> LabelledPlan:
    """Return the plan in ``folder``. Raises LabelError when its labels are not right."""
    raw = _labels(folder / "labels.yaml")
    second = _labels(folder / "labels2.yaml") if (folder / "labels2.yaml").is_file() else {}
    decided = _read(folder / "settled.yaml") if (folder / "settled.yaml").is_file() else {}
    drawn = _read(folder / "assignment.yaml") if (folder / "assignment.yaml").is_file() else {}
    plan = LabelledPlan(
        name=folder.name,
        folder=folder,
        serves=serves,
        ruleset=_read(folder / "meta.yaml")["ruleset"],
        labels={**raw, **decided},
        first={rule: label["status"] for rule, label in raw.items()},
        second={rule: label["status"] for rule, label in second.items()},
        settled={rule: label["status"] for rule, label in decided.items()},
        manners=dict(drawn.get("absent") or {}),
    )
    _check(plan)
    return plan


def _serves(folder: pathlib.Path, serve: Mapping[str, list[str]]) -> str:
    if folder.parent.name == "held-out":
        return HELD_OUT
    if folder.name in serve["first_contact"]:
        return FIRST_CONTACT
    if folder.name in serve["not_learned"]:
        return NOT_LEARNED
    return GIVEN if folder.name in serve["given"] else DEVELOPMENT


def _check(plan: LabelledPlan) -> None:
    unknown = sorted({label["status"] for label in plan.labels.values()} - set(RIGHT))
    if unknown:
        raise LabelError(f"{plan.folder}: onbekend label {', '.join(unknown)}; kies uit {', '.join(RIGHT)}")
    needless = sorted(set(plan.settled) - set(plan.disagreements))
    if needless:
        raise LabelError(
            f"{plan.folder / 'settled.yaml'}: {', '.join(needless)}: schrijver en tweede lezer zijn het eens; "
            "alleen waar zij verschillen valt iets te beslissen"
        )


def _labels(path: pathlib.Path) -> dict[str, dict[str, Any]]:
    return _read(path)["labels"]


def _read(path: pathlib.Path) -> dict[str, Any]:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) or {}
