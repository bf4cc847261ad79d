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
from array import array

import learning
import numpy as np
import rows as rows_module
import yaml

from resvtool.locating.witness import Weights, Witness

HERE = pathlib.Path(__file__).resolve().parents[1]
TARGET = HERE.parents[1] / "rulesets" / "witness"
FOLDS = 5
PRESENT_KEPT = 0.91
"""The share of present requirements that must pass on plans that the witness has not seen: sets the threshold."""
_STEP = 100


def pruned(weights: np.ndarray, bias: np.ndarray, known: dict[str, int], names: list[str]) -> Weights:
    """Return weights as whole numbers (hundredths), each requirement with the signs that weigh most."""
    kept: dict[str, tuple[float, array[int], array[int]]] = {}
    for i, name in enumerate(names):
        column = np.clip(np.rint(weights[:, i] * _STEP), -32767, 32767).astype(int)
        heaviest = np.argsort(-np.abs(column), kind="stable")[: learning.MOST_SIGNS]
        heaviest = np.sort(heaviest[column[heaviest] != 0])
        kept[name] = (round(float(bias[i]), 3), array("H", heaviest.tolist()), array("h", column[heaviest].tolist()))
    return Weights(known, kept, ())


def trained(passages: list, plans: list) -> Weights:
    """Return the weights learned from ``passages`` and ``plans``."""
    known = learning.vocabulary(passages, plans)
    names = sorted({p.rule for p in passages} | {label.rule for plan in plans for label in plan.labels})
    number = {name: i for i, name in enumerate(names)}
    weights, bias = learning.learn(*learning.rows(passages, plans, known, number))
    return pruned(weights, bias, known, names)


def measured(task: tuple[pathlib.Path, rows_module.Rows, Weights]) -> list[tuple[bool, tuple[float, ...]]]:
    """Return, per present or absent requirement of a plan, whether it is present and what the verdict rests on."""
    folder, labels, weights = task
    plan, rules, _ = rows_module.plan_in(folder)
    witness = Witness(plan.passages, weights.only(rule.id for rule in rules.rules))
    return [
        (label.status == "present", witness.measures(label.rule, label.matches, label.weak))
        for label in labels.labels
        if label.status in ("present", "absent") and weights.knows(label.rule)
    ]


def unseen(folders: list[pathlib.Path], passages: list, plans: list) -> list[list[tuple[bool, tuple[float, ...]]]]:
    """Return the measures of each plan in ``folders``, weighed by a witness that did not learn from it."""
    by_name = {plan.name: plan for plan in plans}
    found: dict[str, list] = {}
    for fold in (folders[i::FOLDS] for i in range(FOLDS)):
        names = {f.name for f in fold}
        weights = trained(passages, [p for p in plans if p.name not in names])
        with multiprocessing.Pool() as pool:
            tasks = [(f, by_name[f.name], weights) for f in fold]
            found.update(zip((f.name for f in fold), pool.map(measured, tasks, chunksize=1), strict=True))
    return [found[f.name] for f in folders]


def held_against(per_plan: list) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return, per requirement, whether it is present, its score, and whether the rule alone found it.

    The score of a plan is on the scale that was fitted on the other plans.
    """
    met = [np.array([m for m, _ in plan]) for plan in per_plan]
    what = [np.array([w for _, w in plan]) for plan in per_plan]
    scores = []
    for i in range(len(per_plan)):
        others = [j for j in range(len(per_plan)) if j != i]
        scale = learning.fit_scale(np.vstack([what[j] for j in others]), np.concatenate([met[j] for j in others]))
        scores.append(scale[0] + what[i] @ scale[1:])
    return np.concatenate(met), np.concatenate(scores), np.concatenate([w[:, 0] > 0 for w in what])


def write(weights: Weights, scale: list[float], about: dict) -> None:
    """Write the weights to ``rulesets/witness``."""
    TARGET.mkdir(exist_ok=True)
    words = sorted(weights.vocabulary, key=weights.vocabulary.__getitem__)
    (TARGET / "signs.txt").write_text("\n".join(words), encoding="utf-8")
    signs = b"".join(s.tobytes() for _, s, _ in weights.rules.values())
    (TARGET / "weights.bin").write_bytes(signs + b"".join(w.tobytes() for _, _, w in weights.rules.values()))
    known = {
        "about": about,
        "scale": [round(s, 4) for s in scale],
        "rules": [[name, bias, len(signs)] for name, (bias, signs, _) in weights.rules.items()],
    }
    (TARGET / "witness.json").write_text(json.dumps(known, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    only_check = parser.parse_args().check
    sets = yaml.safe_load((HERE / "sets.yaml").read_text(encoding="utf-8"))
    folders = sorted(f for f in (HERE / "plans").iterdir() if (f / "labels.yaml").is_file())
    passages = rows_module.passages(HERE / "passages.jsonl")
    plans = rows_module.plans(folders)
    per_plan = unseen([f for f in folders if f.name in sets["first_contact"]], passages, plans)
    met, scores, alone = held_against(per_plan)
    print(f"{len(per_plan)} plans, present {met.sum()}, absent {(~met).sum()}")
    print(f"rules alone: sensitivity {(~alone[~met]).mean():.3f}, specificity {alone[met].mean():.3f}")
    for kept in (0.95, 0.93, 0.92, 0.91, 0.90, 0.88):
        limit = np.quantile(scores[met], 1 - kept)
        print(f"with the witness, specificity {kept}: sensitivity {(scores[~met] < limit).mean():.3f}")
    if only_check:
        return
    scale = learning.fit_scale(
        np.vstack([np.array([w for _, w in plan]) for plan in per_plan]),
        np.concatenate([np.array([m for m, _ in plan]) for plan in per_plan]),
    )
    limit = float(np.quantile(scores[met], 1 - PRESENT_KEPT))
    scale[0] -= limit
    weights = trained(passages, plans)
    about = {"plans": len(plans), "passages": len(passages), "first_contact": len(per_plan), "kept": PRESENT_KEPT}
    write(weights, scale.tolist(), about)


if __name__ == "__main__":
    main()
