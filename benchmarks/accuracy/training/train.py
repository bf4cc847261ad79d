"""Trains the second witness and writes its weights to ``rulesets/witness/``.

    python benchmarks/accuracy/training/train.py [--check]

Needs the extra ``train``. Learns from the passages and from every plan in ``benchmarks/accuracy/plans``. The scale
on which rule and witness are put is fitted on plans whose misses nobody has mended rules for (``first_contact`` in
``sets.yaml``), each weighed by a witness that did not learn from it. The threshold is chosen there too. ``--check``
only prints what a witness that has not seen them says of those plans, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import pathlib
import tempfile
from array import array
from dataclasses import dataclass, replace

import learning
import numpy as np
import rows as rows_module
import yaml
from samples import sample_folders

from resvtool.locating.witness import SUBSTANCE, Weights, Witness

HERE = pathlib.Path(__file__).resolve().parents[1]
TARGET = HERE.parents[1] / "rulesets" / "witness"
PASSAGES = tuple(HERE / f"{name}.jsonl" for name in ("passages", "more-passages", "plain-passages"))
FOLDS = 5
PRESENT_KEPT = 0.93
"""The share of present requirements that must pass on plans that the witness has not seen: sets the threshold."""
_STEP = 100
_PARTS = 12
_SIDE_BY_SIDE = 2
"""So many witnesses are trained at once: each takes some two gigabytes."""


def all_passages() -> list[rows_module.Passage]:
    """Return the passages to learn from: those that came with the task, and those written since."""
    return [passage for path in PASSAGES for passage in rows_module.passages(path)]


def pruned(weights: np.ndarray, bias: np.ndarray, known: dict[str, int], names: list[str]) -> Weights:
    """Return weights as whole numbers (hundredths), each requirement with the signs that weigh most."""
    kept: dict[str, tuple[float, array[int], array[int]]] = {}
    for i, name in enumerate(names):
        most = learning.MOST_SHARED if name == SUBSTANCE else learning.MOST_SIGNS
        column = np.clip(np.rint(weights[:, i] * _STEP), -32767, 32767).astype(int)
        heaviest = np.argsort(-np.abs(column), kind="stable")[:most]
        heaviest = np.sort(heaviest[column[heaviest] != 0])
        kept[name] = (round(float(bias[i]), 3), array("H", heaviest.tolist()), array("h", column[heaviest].tolist()))
    return Weights(known, kept, ())


def trained(passages: list, plans: list) -> Weights:
    """Return the weights learned from ``passages`` and ``plans``."""
    known = learning.vocabulary(passages, plans)
    names = sorted({p.rule for p in passages} | {label.rule for plan in plans for label in plan.labels})
    number = {name: i for i, name in enumerate(names)}
    weights, bias = learning.learn(*learning.rows(passages, plans, known, number))
    shared, shared_bias = learning.substance(plans, known)
    columns, biases = np.column_stack([weights, shared]), np.r_[bias, shared_bias]
    return pruned(columns, biases, known, [*names, SUBSTANCE])


@dataclass(frozen=True)
class Case:
    """A requirement in a plan: whether it is met, and what the verdict rests on."""

    plan: str
    rule: str
    met: bool
    measures: tuple[float, ...]


def measured(task: tuple[pathlib.Path, rows_module.Rows, Weights]) -> list[Case]:
    """Return the present and absent requirements of a plan."""
    folder, labels, weights = task
    plan, rules, _ = rows_module.plan_in(folder)
    witness = Witness(plan.passages, weights.only(rule.id for rule in rules.rules))
    return [
        Case(folder.name, x.rule, x.status == "present", witness.measures(x.rule, x.matches, x.weak, x.told))
        for x in labels.labels
        if x.status in ("present", "absent") and weights.knows(x.rule) and not x.of_items
    ]


def unseen(folders: list[pathlib.Path], passages: list, plans: list) -> list[Case]:
    """Return the cases of the plans in ``folders``, weighed by a witness that did not learn from them."""
    by_name = {plan.name: plan for plan in plans}
    folds = [folders[i::FOLDS] for i in range(FOLDS)]
    names = [{f.name for f in fold} for fold in folds]
    with multiprocessing.Pool(_SIDE_BY_SIDE) as pool:
        parts = [(passages, [p for p in plans if p.name not in own]) for own in names]
        learned = pool.starmap(trained, parts, chunksize=1)
    with multiprocessing.Pool() as pool:
        tasks = [(f, by_name[f.name], weights) for fold, weights in zip(folds, learned, strict=True) for f in fold]
        found = [case for cases in pool.map(measured, tasks, chunksize=1) for case in cases]
    return sorted(found, key=lambda case: (case.plan, case.rule))


class Cases:
    """Cases as arrays: measures, whether met, the number of the plan and that of the rule."""

    def __init__(self, cases: list[Case]) -> None:
        self.rules = sorted({c.rule for c in cases})
        self.plans = sorted({c.plan for c in cases})
        self.measures = np.array([c.measures for c in cases])
        self.met = np.array([c.met for c in cases])
        self.rule = np.array([self.rules.index(c.rule) for c in cases])
        self.plan = np.array([self.plans.index(c.plan) for c in cases])

    def scale(self, which: np.ndarray) -> learning.Scale:
        """Return the scale that fits some of the cases best."""
        return learning.fit_scale(self.measures[which], self.met[which], self.rule[which], len(self.rules))

    def scores(self) -> np.ndarray:
        """Return the score of each case, on the scale that was fitted on other plans."""
        scores = np.zeros(len(self.met))
        for part in range(_PARTS):
            own = self.plan % _PARTS == part
            if own.any():
                scores[own] = self.scale(~own).of(self.measures[own], self.rule[own])
        return scores


def write(weights: Weights, about: dict) -> None:
    """Write the weights to ``rulesets/witness``."""
    TARGET.mkdir(exist_ok=True)
    words = sorted(weights.vocabulary, key=weights.vocabulary.__getitem__)
    (TARGET / "signs.txt").write_text("\n".join(words), encoding="utf-8")
    signs = b"".join(s.tobytes() for _, s, _ in weights.rules.values())
    (TARGET / "weights.bin").write_bytes(signs + b"".join(w.tobytes() for _, _, w in weights.rules.values()))
    known = {
        "about": about,
        "scale": [round(s, 4) for s in weights.scale],
        "own": {rule: [round(n, 3) for n in own] for rule, own in weights.own.items()},
        "rules": [[name, bias, len(signs)] for name, (bias, signs, _) in weights.rules.items()],
    }
    (TARGET / "witness.json").write_text(json.dumps(known, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    only_check = parser.parse_args().check
    sets = yaml.safe_load((HERE / "sets.yaml").read_text(encoding="utf-8"))
    folders = rows_module.folders_to_learn_from(HERE)
    passages = all_passages()
    with tempfile.TemporaryDirectory() as samples:
        plans = rows_module.plans([*folders, *sample_folders(pathlib.Path(samples))])
    cases = Cases(unseen([f for f in folders if f.name in sets["first_contact"]], passages, plans))
    met, scores, alone = cases.met, cases.scores(), cases.measures[:, 0] > 0
    print(f"{len(cases.plans)} plans, present {met.sum()}, absent {(~met).sum()}")
    print(f"rules alone: sensitivity {(~alone[~met]).mean():.3f}, specificity {alone[met].mean():.3f}")
    for kept in (0.95, 0.93, 0.92, 0.91, 0.90, 0.88):
        limit = np.quantile(scores[met], 1 - kept)
        print(
            f"with the witness, specificity {kept}: sensitivity {(scores[~met] < limit).mean():.3f} (from {limit:.3f})"
        )
    if only_check:
        return
    scale = cases.scale(np.ones(len(met), bool))
    limit = float(np.quantile(scores[met], 1 - PRESENT_KEPT))
    weights = replace(
        trained(passages, plans),
        scale=(float(scale.scale[0]) - limit, *map(float, scale.scale[1:])),
        own={rule: tuple(map(float, own)) for rule, own in zip(cases.rules, scale.own, strict=True)},
    )
    about = {"plans": len(folders), "passages": len(passages), "first_contact": len(cases.plans), "kept": PRESENT_KEPT}
    write(weights, about)


if __name__ == "__main__":
    main()
