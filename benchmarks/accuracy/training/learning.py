"""Learning the weights of the second witness: one logistic regression per requirement, all at once.

Plain numpy and scipy; full batches and a fixed order, so that the same data give the same weights.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np
import scipy.optimize
import scipy.sparse as sparse
from rows import Passage, Rows

from resvtool.locating.witness import OWN_MEASURES

LEAST_COUNT = 10
"""In how many windows and passages a sign must stand to be learned from."""
LARGEST_SHARE = 0.1
"""Signs that stand in more of them than this tell little, and cost most time."""
MOST_SIGNS = 3000
"""How many signs each requirement keeps: those that weigh most."""
MOST_SHARED = 8000
"""How many signs are kept of what tells substance from mention."""
SUBSTANCE_COUNTS = 0.8
"""How much that counts beside what speaks for a requirement: measured on plans that were not learned from."""
STEPS = 80
LEFT_OUT = 0.5
"""Which part of the signs each step leaves out, so that no weight leans on a few of them: measured on unseen plans."""
_SEED = 2027
_RATE, _DECAY = 0.3, 1e-4
_FAINT = 0.005
_OTHER, _ABSENT, _NAMED, _TAKEN_WRONG, _TAKEN_ELSEWHERE, _SHOWN, _ALSO_SHOWN = 0.03, 0.05, 0.3, 1.0, 0.2, 1.5, 1.0
_HEAVIEST, _LIGHTEST = 6.0, 0.3
_OWN_RIDGE = 5.0
_MOST_TAKEN = 3


def vocabulary(passages: list[Passage], plans: list[Rows]) -> dict[str, int]:
    """Return the signs that stand in enough windows and passages, and not in too many, numbered in order."""
    count: Counter[str] = Counter()
    for passage in passages:
        count.update(passage.signs)
    for plan in plans:
        for signs in plan.signs:
            count.update(signs)
    most = LARGEST_SHARE * (len(passages) + sum(len(plan.signs) for plan in plans))
    return {sign: i for i, sign in enumerate(sorted(s for s, n in count.items() if LEAST_COUNT <= n <= most))}


def matrix(texts: list[list[str]], known: dict[str, int]) -> sparse.csr_matrix:
    """Return the texts as rows: one over the root of the number of known signs, for each known sign."""
    places, starts, values = [], [0], []
    for signs in texts:
        own = [known[s] for s in signs if s in known]
        places += own
        starts.append(len(places))
        values += [1 / math.sqrt(len(own) or 1)] * len(own)
    data = (np.array(values, np.float32), np.array(places, np.int32), np.array(starts))
    return sparse.csr_matrix(data, shape=(len(texts), len(known)))


def targets(plan: Rows, number: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return, for every window and requirement, whether it speaks for it, and how much that counts."""
    wanted = np.zeros((len(plan.signs), len(number)), np.float32)
    counts = np.full_like(wanted, _OTHER)
    for label in plan.labels:
        if label.rule not in number:
            continue
        rule = number[label.rule]
        if label.status == "present":
            elsewhere = sorted(set(label.taken) - set(label.near))
            counts[elsewhere, rule] = _TAKEN_ELSEWHERE
            counts[label.near, rule] = 0
            wanted[label.shows, rule] = 1
            counts[label.shows, rule] = _SHOWN / (len(label.shows) or 1)
            for windows in label.quoted:
                wanted[windows, rule] = 1
                counts[windows, rule] = np.maximum(counts[windows, rule], _ALSO_SHOWN / (len(windows) or 1))
        elif label.of_items:
            counts[:, rule] = _FAINT
        elif label.status == "absent":
            counts[:, rule] = _ABSENT
            counts[label.where, rule] = _NAMED
            mistaken = [i for windows in label.quoted for i in windows]
            counts[[*label.taken, *mistaken], rule] = _TAKEN_WRONG
        else:
            counts[label.near, rule] = 0
    return wanted, counts


def rows(
    passages: list[Passage], plans: list[Rows], known: dict[str, int], number: dict[str, int]
) -> tuple[sparse.csr_matrix, np.ndarray, np.ndarray]:
    """Return all rows to learn from: signs, what they speak for, and how much that counts."""
    wanted = np.zeros((len(passages), len(number)), np.float32)
    counts = np.full_like(wanted, _OTHER)
    for i, passage in enumerate(passages):
        if passage.rule in number:
            wanted[i, number[passage.rule]] = passage.met
            counts[i, number[passage.rule]] = 1
    pairs = [targets(plan, number) for plan in plans]
    texts = [p.signs for p in passages] + [signs for plan in plans for signs in plan.signs]
    return (
        matrix(texts, known),
        np.vstack([wanted, *(w for w, _ in pairs)]),
        np.vstack([counts, *(c for _, c in pairs)]),
    )


def learn(signs: sparse.csr_matrix, wanted: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return weights (signs x requirements) and biases: logistic regression by Adam over full batches.

    Each step leaves out half of the signs, by a fixed seed.
    """
    weights = np.zeros((signs.shape[1], wanted.shape[1]), np.float32)
    bias = np.full(wanted.shape[1], -2, np.float32)
    speaks = (counts * wanted).sum(0)
    against = (counts * (1 - wanted)).sum(0)
    balance = np.clip(against / np.maximum(speaks, 1e-3), _LIGHTEST, _HEAVIEST)
    counts = counts * np.where(wanted > 0, balance, 1)
    counts = counts / counts.sum(0)
    chance = np.random.default_rng(_SEED)
    moments = [np.zeros_like(weights), np.zeros_like(weights), np.zeros_like(bias), np.zeros_like(bias)]
    for step in range(1, STEPS + 1):
        kept = chance.random(signs.nnz, np.float32) >= LEFT_OUT
        seen = sparse.csr_matrix((signs.data * kept / (1 - LEFT_OUT), signs.indices, signs.indptr), signs.shape)
        errors = (1 / (1 + np.exp(-(seen @ weights + bias))) - wanted) * counts
        rate = _RATE * (1 - 0.9 * step / STEPS)
        _move(weights, seen.T.tocsr() @ errors + _DECAY * weights, moments[0], moments[1], step, rate)
        _move(bias, errors.sum(0), moments[2], moments[3], step, rate)
    return weights, bias


def substance(plans: list[Rows], known: dict[str, int]) -> tuple[np.ndarray, float]:
    """Return weights of signs, and a bias, that tell what shows a requirement from what only seems to, whichever it is.

    Learned from the quotes: of requirements that are met, against the mentions, deferrals and denials that a hasty
    reader would take for the others. A ridge logistic regression, classes balanced.
    """
    texts, shows, counts = [], [], []
    for plan in plans:
        for label in plan.labels:
            if label.of_items or label.status not in ("present", "absent"):
                continue
            met = label.status == "present"
            for windows in [label.shows, *label.quoted] if met else [label.taken[:_MOST_TAKEN], *label.quoted]:
                texts += [plan.signs[i] for i in windows]
                shows += [met] * len(windows)
                counts += [1 / (len(windows) or 1)] * len(windows)
    x, y, count = matrix(texts, known), np.array(shows), np.array(counts)
    count = count * np.where(y, 0.5 / (count[y].sum() / count.sum()), 0.5 / (count[~y].sum() / count.sum()))
    bias, weights = ridge(x, y, count, 1.0, 200)
    return SUBSTANCE_COUNTS * weights, SUBSTANCE_COUNTS * bias


def ridge(
    x: sparse.csr_matrix, y: np.ndarray, counts: np.ndarray, strength: float, steps: int
) -> tuple[float, np.ndarray]:
    """Return bias and weights of the logistic regression of ``y`` on ``x``, rows counted, weights held small."""
    turned = x.T.tocsr()

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        score = values[0] + x @ values[1:]
        wrong = counts * (1 / (1 + np.exp(-score)) - y)
        value = (counts * (np.logaddexp(0, score) - y * score)).sum() + 0.5 * strength * (values[1:] ** 2).sum()
        return value, np.r_[wrong.sum(), turned @ wrong + strength * values[1:]]

    start = np.zeros(x.shape[1] + 1)
    found = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    return float(found[0]), found[1:]


def _move(values: np.ndarray, slope: np.ndarray, first: np.ndarray, second: np.ndarray, step: int, rate: float) -> None:
    first += 0.1 * (slope - first)
    second += 0.01 * (slope**2 - second)
    values -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)


@dataclass(frozen=True)
class Scale:
    """Bias and weights of the measures, and what each rule adds to them (see ``resvtool.locating.witness.Weights``)."""

    scale: np.ndarray
    own: np.ndarray
    own_measures: tuple[int, ...] = OWN_MEASURES

    def of(self, measures: np.ndarray, rules: np.ndarray) -> np.ndarray:
        """Return where rows of ``measures``, each of the rule with that number, stand on the scale."""
        adds = self.own[rules]
        own = adds[:, 0] + (adds[:, 1:] * measures[:, self.own_measures]).sum(1)
        return self.scale[0] + measures @ self.scale[1:] + own


def fit_scale(
    measures: np.ndarray,
    met: np.ndarray,
    rules: np.ndarray,
    count: int,
    own_measures: tuple[int, ...] = OWN_MEASURES,
    own_ridge: float = _OWN_RIDGE,
) -> Scale:
    """Return the scale that tells met requirements from others: a ridge logistic regression, classes balanced.

    ``rules`` numbers the rule of each row, of ``count``. What a rule adds of its own is held near nothing
    (``own_ridge``): only what many plans show moves it.
    """
    middle, spread = measures.mean(0), measures.std(0)
    x = np.hstack([np.ones((len(measures), 1)), (measures - middle) / spread])
    mine = np.hstack([x[:, :1], x[:, [1 + i for i in own_measures]]])
    counts = np.where(met, 0.5 / met.mean(), 0.5 / (~met).mean())
    width = x.shape[1]

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        shared, own = values[:width], values[width:].reshape(count, -1)
        score = x @ shared + (mine * own[rules]).sum(1)
        wrong = counts * (1 / (1 + np.exp(-score)) - met)
        value = (counts * (np.logaddexp(0, score) - met * score)).sum()
        value += 0.5 * (shared[1:] ** 2).sum() + 0.5 * own_ridge * (own**2).sum()
        slope = np.zeros_like(own)
        np.add.at(slope, rules, mine * wrong[:, None])
        return value, np.r_[x.T @ wrong + np.r_[0, shared[1:]], (slope + own_ridge * own).ravel()]

    first = np.zeros(width + count * mine.shape[1])
    found = scipy.optimize.minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    shared, own = found[:width], found[width:].reshape(count, -1)
    places = list(own_measures)
    return Scale(
        np.r_[shared[0] - (shared[1:] * middle / spread).sum(), shared[1:] / spread],
        np.hstack(
            [own[:, :1] - (own[:, 1:] * middle[places] / spread[places]).sum(1)[:, None], own[:, 1:] / spread[places]]
        ),
        own_measures,
    )
