"""Trains the third witness, which reads what words leave in doubt, and writes it to ``rulesets/meaning/``.

    python benchmarks/accuracy/training/reader.py [--check] [--keep FOLDER]

Needs the extra ``train``. Learns from the same plans and passages as the second witness (``train.py``, which comes
first). Two networks are trained side by side, each on one core: one on all plans, which is written, and one that does
not learn from every fourth plan of ``first_contact`` in ``sets.yaml``. On those plans the scale is fitted that puts
the word of the network and that of the second witness together, both trained without them. ``--check`` only prints
what these two say of them, and writes nothing. ``--keep`` keeps in a folder what each step made, and takes from there
what is already made.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import itertools
import json
import multiprocessing
import pathlib
import pickle
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import learning
import network
import numpy as np
import rows as rows_module
import torch
import train as words_module
import yaml
from matching import PARTS, match
from pretrained import Pretrained, pretrained
from samples import sample_folders

from resvtool.locating import meaning
from resvtool.locating.meaning import Meaning, Reader, units
from resvtool.locating.pieces import Pieces
from resvtool.locating.scale import scaled
from resvtool.locating.witness import OWN_MEASURES, Weights, Witness, load_weights
from resvtool.plan import Plan
from resvtool.rules.checks.each import own_sentences
from resvtool.rules.checks.weighing import found_by, is_of_items, is_weighed

HERE = pathlib.Path(__file__).resolve().parents[1]
WITNESS, TARGET = HERE.parents[1] / "rulesets" / "witness", HERE.parents[1] / "rulesets" / "meaning"
PASSES = 4.0
"""How many passes over what is quoted."""
DOUBT = (-2.5, 2.5)
"""The scores of the second witness between which the network is asked: a fourth of all. On unseen plans, asking it more
often gained nothing."""
PRESENT_KEPT = 0.95
"""The share of present requirements that must pass on plans that neither witness has seen: sets the threshold.

It is the specificity that the project aims at; what is found of the absent ones is then as it is.
"""
_OWN_RIDGE = 10.0
_EVERY = 4
_MOST_SENTENCES, _MOST_TAKEN = 4, 3
_SHORT_QUOTE, _LONG_SENTENCE = 8, 24
_LEAST_LETTER, _LAST_LETTER = 32, 0x17F
_STATUS = {"present": network.PRESENT, "absent": network.ABSENT, "partial": network.PARTIAL}
_PARTS = 8
T = TypeVar("T")


@dataclass
class Read:
    """A plan as its units: their texts, what each was quoted for, and the status of every requirement.

    ``taken`` are, for each unit, the absent requirements for which rule or second witness would take it first, and the
    parts of its activity that it does not show; ``shown`` those that it does, whatever the plan lacks elsewhere.
    """

    name: str
    texts: list[str]
    quoted: list[set[str]]
    taken: list[set[str]]
    shown: list[set[str]]
    status: dict[str, int]


def read(folder: pathlib.Path) -> Read:
    """Return the plan in ``folder`` as units."""
    plan, rules, labels = rows_module.plan_in(folder)
    passages = plan.passages
    found = units(passages)
    place = {n: i for i, unit in enumerate(found) for n in unit.sentences}
    texts = {n: rows_module.plain(s.text) for n, s in passages.sentences.items()}
    further = rows_module.further_quotes(folder, labels)
    quoted: list[set[str]] = [set() for _ in found]
    for rule_id, label in labels.items():
        for quote in [label.get("evidence"), *further.get(rule_id, ())]:
            for n in _sentences_of(rows_module.plain(quote or ""), texts):
                quoted[place[n]].add(rule_id)
    status = {rule_id: _STATUS.get(label["status"], 0) for rule_id, label in labels.items()}
    taken: list[set[str]] = [set() for _ in found]
    weights = load_weights(WITNESS)
    assert weights is not None
    witness = Witness(passages, weights.only(rule.id for rule in rules.rules))
    for rule in rules.rules:
        if (
            status.get(rule.id) != network.ABSENT
            or not is_weighed(rule)
            or is_of_items(rule)
            or not witness.knows(rule.id)
        ):
            continue
        for windows in witness.in_order(rule.id, found_by(plan, rule)[0]):
            places = (place[n] for sentences in windows for n in sentences)
            for first in itertools.islice(dict.fromkeys(itertools.islice(places, 40)), _MOST_TAKEN):
                taken[first].add(rule.id)
    shown, lacking = _parts_of_activities(folder, plan, place, texts)
    taken = [one | other for one, other in zip(taken, lacking, strict=True)]
    return Read(folder.name, [unit.text for unit in found], quoted, taken, shown, status)


def _parts_of_activities(
    folder: pathlib.Path, plan: Plan, place: dict[int, int], texts: dict[int, str]
) -> tuple[list[set[str]], list[set[str]]]:
    """Return the requirements that each unit shows of the activity in which it stands, and those that it does not.

    By the activities that a reader listed: the units of what the plan says of a part show it; those of other parts do
    not, nor do any of an activity that lacks it. A unit that stands in several activities tells of none. ``place`` is
    the unit of each sentence, ``texts`` its letters and digits.
    """
    count = len(set(place.values()))
    shown: list[set[str]] = [set() for _ in range(count)]
    lacking: list[set[str]] = [set() for _ in range(count)]
    listed = {str(a["title"]): a for a in rows_module.items_in(folder).get("activities") or ()}
    activities = plan.items.activities
    same = match(list(listed), [a.title for a in activities])
    again = {own: title for title, own in same.items()}
    own_units = [sorted({place[n] for n in sentences}) for sentences in own_sentences(plan, activities)]
    for activity, own in zip(activities, own_units, strict=True):
        told = listed.get(again.get(activity.title, ""))
        if told is None:
            continue
        quotes = {part: rows_module.plain(str(told.get(part) or "")) for part in PARTS}
        showing = {
            part: {place[n] for n in _sentences_of(quote, texts)}.intersection(own) for part, quote in quotes.items()
        }
        for part, quote in quotes.items():
            rule_id = f"bb4/{part}-per-activiteit"
            for i in showing[part]:
                shown[i].add(rule_id)
            others = set().union(*(showing[other] for other in PARTS if other != part)) - showing[part]
            for i in (others if showing[part] else ()) if quote else own:
                lacking[i].add(rule_id)
    return shown, lacking


def _sentences_of(quote: str, texts: dict[int, str]) -> list[int]:
    if len(quote) < _SHORT_QUOTE:
        return []
    holding = [n for n, t in texts.items() if quote in t or (len(t) >= _LONG_SENTENCE and t in quote)]
    return holding[:_MOST_SENTENCES]


@dataclass
class Lessons:
    """All there is to learn from, as pieces: per plan, and the passages."""

    rules: list[str]
    lines: list[str]
    kept: np.ndarray
    plans: dict[str, list[network.Example]]
    passages: list[network.Example]


def lessons(start: Pretrained, plans: list[Read], passages: list[dict[str, str]]) -> Lessons:
    """Return what there is to learn, in the pieces that stand in it and single letters."""
    rules = sorted({rule_id for plan in plans for rule_id in plan.status})
    number = {rule_id: i for i, rule_id in enumerate(rules)}
    scores = {p: s for p, s in zip(start.pieces, start.scores, strict=True) if p not in meaning.MARKS}
    cutter = Pieces(scores, {p: i for i, p in enumerate(start.pieces)}, start.unknown)
    texts = sorted({t for plan in plans for t in plan.texts} | {x["text"] for x in passages})
    cut = {text: cutter.of(text) for text in texts}
    letters = {
        i
        for i, p in enumerate(start.pieces)
        if len(p) == 1 and (_LEAST_LETTER < ord(p) <= _LAST_LETTER or p in "▁€–—’‘“”•")
    }
    special = {start.begin, start.end, start.padding, start.unknown}
    kept = np.array(sorted({n for numbers in cut.values() for n in numbers} | letters | special))
    again = {int(old): new for new, old in enumerate(kept)}
    own = {text: [again[n] for n in numbers] for text, numbers in cut.items()}
    lines = [f"{start.pieces[i]}\t{start.scores[i]:.4f}" for i in kept]
    by_plan = {}
    for plan in plans:
        labels = np.zeros(len(rules), np.int8)
        for rule_id, status in plan.status.items():
            labels[number[rule_id]] = status
        by_plan[plan.name] = [
            network.Example(
                own[text],
                labels,
                {number[r]: plan.status[r] for r in sorted(quoted) if plan.status[r]}
                | {number[r]: network.PRESENT for r in sorted(shown)},
                sorted(number[r] for r in taken - quoted - shown),
            )
            for text, quoted, taken, shown in zip(plan.texts, plan.quoted, plan.taken, plan.shown, strict=True)
        ]
    alone = [
        network.Example(
            own[x["text"]], None, {number[x["id"]]: network.PRESENT if x["label"] == "met" else network.ABSENT}
        )
        for x in passages
        if x["id"] in number
    ]
    return Lessons(rules, lines, kept, by_plan, alone)


def about(start: Pretrained, known: Lessons) -> dict[str, Any]:
    """Return what is told of the network beside its weights."""
    return {
        "layers": network.LAYERS,
        "heads": start.heads,
        "begin": int(np.searchsorted(known.kept, start.begin)),
        "end": int(np.searchsorted(known.kept, start.end)),
        "rules": known.rules,
    }


def as_torch(start: Pretrained, known: Lessons) -> tuple[network.Torch, Pretrained]:
    """Return a network that was not trained yet, and the same start with the marks as they are numbered here."""
    place = {int(old): new for new, old in enumerate(known.kept)}
    model = network.Torch(start, known.kept, len(known.rules))
    marks = {name: place[getattr(start, name)] for name in ("begin", "end", "padding", "unknown")}
    return model, replace(start, **marks)


def trained(task: tuple[Lessons, set[str]]) -> dict[str, np.ndarray]:
    """Return the weights, as they are stored, of a network that learned from all plans but some; on one core."""
    known, apart = task
    torch.set_num_threads(1)
    torch.manual_seed(network.SEED)
    model, marks = as_torch(pretrained(network.LAYERS), known)
    examples = [e for name, found in known.plans.items() if name not in apart for e in found]
    network.train(model, examples + known.passages, PASSES, marks)
    return network.stored(model)


@dataclass
class Case:
    """A requirement in a plan: whether it is met, the score of the second witness, and what the network tells."""

    plan: str
    rule: str
    met: bool
    score: float
    measures: tuple[float, ...]


def cases(task: tuple[pathlib.Path, rows_module.Rows, Weights, Reader]) -> list[Case]:
    """Return the present and absent requirements of a plan."""
    folder, labels, weights, reader = task
    plan, rules, _ = rows_module.plan_in(folder)
    witness = Witness(plan.passages, weights.only(rule.id for rule in rules.rules))
    network_ = Meaning(plan.passages, reader)
    found = []
    for x in labels.labels:
        if x.status not in ("present", "absent") or not weights.knows(x.rule) or x.of_items:
            continue
        told = witness.measures(x.rule, x.matches, x.weak, x.told)
        score = scaled(told, weights.scale, weights.own.get(x.rule, ()), OWN_MEASURES)
        measures = network_.measures(x.rule, *witness.in_order(x.rule, x.matches))
        found.append(Case(folder.name, x.rule, x.status == "present", score, measures))
    return found


def is_doubtful(case: Case) -> bool:
    """Say whether the second witness leaves doubt on a case (as ``Reader.is_asked``)."""
    low, high = DOUBT
    return low < case.score < high


class Scale:
    """Bias and weights that put score and measures together, and what each rule adds to them (``fit_scale``)."""

    def __init__(self, found: list[Case]) -> None:
        self.place = {rule: i for i, rule in enumerate(sorted({c.rule for c in found}))}
        self.fitted = learning.fit_scale(
            np.array([(c.score, *c.measures) for c in found]),
            np.array([c.met for c in found]),
            np.array([self.place[c.rule] for c in found]),
            len(self.place),
            meaning.OWN_MEASURES,
            _OWN_RIDGE,
        )

    def of(self, case: Case) -> float:
        """Return where a case stands; outside the doubt, by the second witness alone."""
        if not is_doubtful(case):
            return float("-inf") if case.score < 0 else float("inf")
        own = self.fitted.own[self.place[case.rule]].tolist() if case.rule in self.place else ()
        return float(scaled((case.score, *case.measures), self.fitted.scale, own, meaning.OWN_MEASURES))


def in_doubt(found: list[Case]) -> list[Case]:
    """Return the cases that the network is asked about."""
    return [c for c in found if is_doubtful(c)]


def show(found: list[Case]) -> float:
    """Print what second and third witness say of plans that neither has seen; return the bias for the wanted share."""
    plans = sorted({c.plan for c in found})
    scores = np.zeros(len(found))
    for part in range(_PARTS):
        own = set(plans[part::_PARTS])
        scale = Scale(in_doubt([c for c in found if c.plan not in own]))
        for i, case in enumerate(found):
            if case.plan in own:
                scores[i] = scale.of(case)
    met = np.array([c.met for c in found])
    words = np.array([c.score for c in found])
    asked = len(in_doubt(found)) / len(found)
    print(f"{len(plans)} plans, present {met.sum()}, absent {(~met).sum()}; asked in {asked:.0%} of the cases")
    for kept in (0.96, 0.95, 0.94, 0.93, 0.92, 0.91):
        told = " ".join(
            f"{name} {(s[~met] < np.quantile(s[met], 1 - kept)).mean():.3f}"
            for name, s in (("words", words), ("all", scores))
        )
        print(f"specificity {kept}: sensitivity {told}")
    return float(np.quantile(scores[met], 1 - PRESENT_KEPT))


def write(arrays: dict[str, np.ndarray], known: Lessons, told: dict[str, Any]) -> None:
    """Write the network to ``rulesets/meaning``."""
    TARGET.mkdir(exist_ok=True)
    (TARGET / "pieces.txt").write_text("\n".join(known.lines), encoding="utf-8")
    np.savez(TARGET / "meaning.npz", **arrays)
    (TARGET / "meaning.json").write_text(json.dumps(told, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()

    def kept(name: str, made: Callable[[], T]) -> T:
        path = options.keep / f"{name}.pickle" if options.keep else None
        if path is not None and path.is_file():
            return pickle.loads(path.read_bytes())
        what = made()
        if path is not None:
            path.write_bytes(pickle.dumps(what))
        return what

    sets = yaml.safe_load((HERE / "sets.yaml").read_text(encoding="utf-8"))
    folders = rows_module.folders_to_learn_from(HERE)
    apart = {name for i, name in enumerate(sets["first_contact"]) if i % _EVERY == 1}
    with tempfile.TemporaryDirectory() as samples, multiprocessing.Pool() as pool:
        plans = kept("plans", lambda: pool.map(read, [*folders, *sample_folders(pathlib.Path(samples))], chunksize=1))
    lines = [line for path in words_module.PASSAGES for line in path.read_text(encoding="utf-8").splitlines()]
    start = pretrained(network.LAYERS)
    known = lessons(start, plans, [json.loads(line) for line in lines])

    def both() -> list[dict[str, np.ndarray]]:
        with concurrent.futures.ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
            return list(pool.map(trained, [(known, apart), (known, set())]))

    without, whole = kept("networks", both)
    told = about(start, known)
    reads = Reader(meaning.network(without, known.lines, told), (), DOUBT)
    weights = load_weights(WITNESS)
    assert weights is not None

    def words() -> list[tuple[pathlib.Path, rows_module.Rows, Weights]]:
        with tempfile.TemporaryDirectory() as again:
            of_plans = rows_module.plans([*folders, *sample_folders(pathlib.Path(again))])
        own = words_module.trained(words_module.all_passages(), [p for p in of_plans if p.name not in apart])
        own = replace(own, scale=weights.scale, own=weights.own)
        by_name = {p.name: p for p in of_plans}
        return [(f, by_name[f.name], own) for f in folders if f.name in apart]

    with multiprocessing.Pool() as pool:
        tasks = [(*task, reads) for task in kept("words", words)]
        found = [case for of_plan in pool.map(cases, tasks, chunksize=1) for case in of_plan]
    limit = show(found)
    if options.check:
        return
    scale = Scale(in_doubt(found))
    bias, *weights = map(float, scale.fitted.scale)
    told["scale"] = [round(bias - limit, 4), *(round(w, 4) for w in weights)]
    told["own"] = {rule: [round(float(n), 3) for n in scale.fitted.own[i]] for rule, i in scale.place.items()}
    told["doubt"] = list(DOUBT)
    told["about"] = {"plans": len(folders), "passages": len(known.passages), "apart": len(tasks), "kept": PRESENT_KEPT}
    write(whole, known, told)


if __name__ == "__main__":
    main()
