"""Trains the second witness (``resvtool/rules/witness.py``) and writes its weights.

    python benchmarks/accuracy/train_witness.py [--plans DIR...] [--out resvtool/rules/witness.json.gz] [--loss 0.02]

Needs scikit-learn (extra ``accuracy``). Trained on ``passages.jsonl`` (passages written for each requirement) and
on the labelled development plans: the paragraph that holds the quoted evidence is about the requirement, other
paragraphs are background. The score needed (``least``) is set by leaving each plan out in turn, so that ``loss`` of
the true evidence would be turned away. The seed is fixed; liblinear gives the same weights at every run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pathlib
import random
import re
from dataclasses import dataclass, field

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from resvtool.locating.passages import Passages, Window
from resvtool.plan import Plan
from resvtool.reading.markdown import read_markdown
from resvtool.rules.loading import load_lexicon
from resvtool.rules.witness import SCALE, features, passage_features, words

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[1]
LEXICON = load_lexicon()
_BACKGROUND, _SEED = 60, 2027
_WEIGHT = {"met": 1.0, "not-met": 0.4}
_PLAN_WEIGHT, _BACKGROUND_WEIGHT = 2.0, 0.5


@dataclass
class Samples:
    """Features with the rule each is about ("" for none) and how heavily it counts."""

    ids: list[str] = field(default_factory=list)
    rows: list[dict[str, float]] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, rule: str, names: list[str], weight: float) -> None:
        """Add one sample; its features share a length of one."""
        self.ids.append(rule)
        self.rows.append(dict.fromkeys(names, 1.0 / max(1.0, len(names)) ** 0.5))
        self.weights.append(weight)

    def extend(self, other: Samples) -> None:
        """Add all samples of ``other``."""
        self.ids += other.ids
        self.rows += other.rows
        self.weights += other.weights


def plain(text: str) -> str:
    """Return the letters and digits of ``text``."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def from_passages(path: pathlib.Path) -> Samples:
    """Return the samples of a file of passages."""
    samples = Samples()
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        passages = Passages(read_markdown(item["text"]), LEXICON)
        samples.add(item["id"], features(words(passages, passages.sentences), []), _WEIGHT[item["label"]])
    return samples


def from_plan(folder: pathlib.Path) -> Samples:
    """Return the samples of a labelled plan: quoted evidence, and background."""
    labels = yaml.safe_load((folder / "labels.yaml").read_text(encoding="utf-8"))["labels"]
    passages = Plan(read_markdown((folder / "plan.md").read_text(encoding="utf-8")), LEXICON).passages
    first = {s.windows[Window.PARAGRAPH]: n for n, s in sorted(passages.sentences.items(), reverse=True)}
    texts = {window: plain(passages.window_text(window)) for window in sorted(first)}
    samples, used = Samples(), set()
    for rule, label in sorted(labels.items()):
        quote = plain(label.get("evidence") or "")
        window = next((w for w, text in texts.items() if quote and quote in text), None)
        if label["status"] == "present" and window is not None:
            used.add(window)
            samples.add(rule, passage_features(passages, first[window]), _PLAN_WEIGHT)
    rest = [w for w in texts if w not in used and len(texts[w]) > 25]
    for window in random.Random(_SEED).sample(rest, min(_BACKGROUND, len(rest))):
        samples.add("", passage_features(passages, first[window]), _BACKGROUND_WEIGHT)
    return samples


def fit(samples: Samples) -> dict[str, tuple[float, dict[str, float]]]:
    """Return, per rule, the bias and the weights of a logistic regression against all else."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(samples.rows)
    kept = np.flatnonzero(np.asarray((matrix > 0).sum(axis=0)).ravel() >= 2)
    names = vectorizer.get_feature_names_out()[kept]
    matrix, ids, weights = matrix[:, kept], np.array(samples.ids), np.array(samples.weights)
    model = {}
    for rule in sorted(set(samples.ids) - {""}):
        wanted = (ids == rule).astype(int)
        if wanted.sum() < 5:
            continue
        regression = LogisticRegression(C=8, solver="liblinear", class_weight={1: 8, 0: 1}, random_state=_SEED)
        regression.fit(matrix, wanted, sample_weight=weights)
        model[rule] = (float(regression.intercept_[0]), pruned(names, regression.coef_[0]))
    return model


def pruned(names: np.ndarray, weights: np.ndarray, most: int = 260) -> dict[str, float]:
    """Return the heaviest weights by name."""
    order = np.argsort(-np.abs(weights))[:most]
    return {str(names[i]): float(weights[i]) for i in sorted(order)}


def scores(model: dict[str, tuple[float, dict[str, float]]], samples: Samples) -> list[float]:
    """Return the scores of evidence samples by the model of their own rule."""
    found = []
    for rule, row in zip(samples.ids, samples.rows, strict=True):
        if rule in model:
            bias, weights = model[rule]
            found.append(bias + sum(weights.get(name, 0.0) * value for name, value in row.items()))
    return found


def main() -> None:
    """Train, set the score needed, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=pathlib.Path, nargs="*", default=[HERE / "plans"])
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "resvtool" / "rules" / "witness.json.gz")
    parser.add_argument("--loss", type=float, default=0.02)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    folders = [f for d in options.plans for f in sorted(d.iterdir()) if (f / "labels.yaml").is_file()]
    passages, plans = from_passages(HERE / "passages.jsonl"), [from_plan(f) for f in folders]
    left_out: list[float] = []
    for fold in range(options.folds):
        training = Samples()
        training.extend(passages)
        for i, plan in enumerate(plans):
            if i % options.folds != fold:
                training.extend(plan)
        model = fit(training)
        for i, plan in enumerate(plans):
            if i % options.folds == fold:
                left_out += scores(model, plan)
    least = float(np.quantile(left_out, options.loss))
    for plan in plans:
        passages.extend(plan)
    model = fit(passages)
    data = {
        "least": round(least, 3),
        "bias": {rule: round(bias * SCALE) for rule, (bias, _) in model.items()},
        "weights": {r: {n: round(v * SCALE) for n, v in w.items()} for r, (_, w) in model.items()},
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    options.out.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    print(f"{len(plans)} plans, {len(model)} rules, least {least:.3f}, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
