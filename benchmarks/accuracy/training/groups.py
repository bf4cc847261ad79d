"""Learns what tells lists of activities, bottlenecks and impact apart, and writes ``rulesets/witness/groups.json``.

    python benchmarks/accuracy/training/groups.py [--check]

Needs the extra ``train``. No plan says which of its lists are which, but readers quote them (``items.yaml``, else the
labels): the group of records that holds most of the quotes on activities is the list of activities, and so on.
``--check`` writes nothing and prints in how many plans the group that scores highest is that one, each plan judged by
weights learned from the others.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import pathlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import learning
import numpy as np
import rows as rows_module
import scipy.sparse as sparse

from resvtool.facts.attributes import Attributes
from resvtool.facts.group_signs import KINDS, signs_of
from resvtool.facts.record_kinds import Judge
from resvtool.facts.record_sections import RecordReader
from resvtool.facts.records import Group, Record
from resvtool.facts.wording import Wording

HERE = pathlib.Path(__file__).resolve().parents[1]
TARGET = HERE.parents[1] / "rulesets" / "witness" / "groups.json"
QUOTED_BY = {
    "activity": (
        "bb4/hoofdtaak-per-activiteit", "bb4/effect-patient-per-activiteit", "bb4/effect-aanbieder-per-activiteit",
        "bb4/domein-per-activiteit", "menzis/activiteit-knelpunt",
    ),
    "bottleneck": ("bb2/knelpunten-2027-2029", "menzis/knelpunten-smart"),
    "impact": ("bb3/smart", "bb3/effect-patient", "bb3/knelpunten-gedekt"),
}  # fmt: skip
"""The requirements whose quotes stand in the list of each kind."""
_FEWEST_PLANS, _FEWEST_RECORDS, _SURE = 4, 2, 2
_SHORT_QUOTE, _LONG_TEXT = 12, 20
_RIDGE = 10.0
_FOLDS = 6
_LIGHTEST = 0.02


@dataclass
class Example:
    """A group of a plan: its signs, and whether it is the plan's list of each kind (None: not known)."""

    plan: str
    signs: dict[str, float]
    true: dict[str, bool | None]


def examples(folder: pathlib.Path) -> list[Example]:
    """Return the groups of the plan in ``folder``."""
    plan, _, labels = rows_module.plan_in(folder)
    wording = Wording.of(plan.document, plan.lexicon)
    attributes = Attributes(wording, plan.document, plan.passages.abbreviations)
    judge = Judge(wording, attributes)
    groups = RecordReader(plan.document, plan.passages, attributes).read()
    sources = [labels, rows_module.second_labels(folder)]
    listed = _listed(rows_module.items_in(folder))
    quotes = {kind: listed.get(kind) or _quotes(sources, ids) for kind, ids in QUOTED_BY.items()}
    held = {kind: _held(groups, quotes[kind], nested=kind == "activity") for kind in KINDS}
    found = []
    for i, group in enumerate(groups):
        true: dict[str, bool | None] = {}
        for kind in KINDS:
            most = max(held[kind], default=0)
            known = most > 0 and len(group.records) >= _FEWEST_RECORDS
            true[kind] = held[kind][i] >= min(most, _SURE) if known else None
        found.append(Example(folder.name, signs_of(group, judge.by_hand(group)), true))
    return found


def _listed(items: dict[str, list[dict]]) -> dict[str, list[str]]:
    """Return, per kind of list, the quotes by which a reader named its items; none where no reader listed them."""
    near = [b for b in items.get("bottlenecks", ()) if not b.get("later")]
    told = [text for activity in items.get("activities", ()) for text in activity.values()]
    named = {
        "activity": told,
        "bottleneck": [b["title"] for b in near],
        "impact": [b.get("impact") or "" for b in near],
    }
    plain = {kind: [rows_module.plain(str(text)) for text in texts] for kind, texts in named.items()}
    return {kind: [text for text in texts if len(text) > _SHORT_QUOTE] for kind, texts in plain.items()}


def _quotes(sources: list[dict[str, dict]], ids: Iterable[str]) -> list[str]:
    met = [source[i] for i in ids for source in sources if source.get(i, {}).get("status") == "present"]
    plain = [rows_module.plain(label.get("evidence") or "") for label in met]
    return list(dict.fromkeys(quote for quote in plain if len(quote) > _SHORT_QUOTE))


def _held(groups: list[Group], quotes: list[str], nested: bool) -> list[int]:
    """Count, per group, the quotes in its records.

    A chapter holds what the lists in it hold: a quote counts for the group whose record with it is the shortest,
    unless its records are ``nested`` (the card of an activity has a table of its own).
    """
    counts = [0] * len(groups)
    plain = [[_texts(record) for record in group.records] for group in groups]
    for quote in quotes:
        lengths = [_shortest(quote, records) for records in plain]
        least = min((length for length in lengths if length is not None), default=None)
        for i, length in enumerate(lengths):
            counts[i] += length is not None and (nested or length == least)
    return counts


def _texts(record: Record) -> list[str]:
    """Return the texts of a record, and its row as one."""
    row = "".join(field.head + field.value.text for field in record.fields)
    return [rows_module.plain(text) for text in (row, record.title, *(piece.text for piece in record.pieces()))]


def _shortest(quote: str, records: list[list[str]]) -> int | None:
    """Return the length of the shortest record that holds ``quote``, whole or by a cell of it."""
    holding = [texts for texts in records if quote in texts[0] or any(_is_in(quote, t) for t in texts[1:])]
    return min((sum(map(len, texts)) for texts in holding), default=None)


def _is_in(quote: str, text: str) -> bool:
    return quote in text or (len(text) > _LONG_TEXT and text in quote)


def learned(known: list[Example], kind: str, signs: list[str]) -> tuple[float, np.ndarray]:
    """Return bias and weights of ``signs`` for ``kind``: ridge logistic regression, classes balanced."""
    own = [e for e in known if e.true[kind] is not None]
    x, y = _matrix(own, signs), np.array([bool(e.true[kind]) for e in own])
    counts = np.where(y, 0.5 / y.mean(), 0.5 / (~y).mean())
    return learning.ridge(x, y, counts, _RIDGE, 1000)


def _matrix(known: list[Example], signs: list[str]) -> sparse.csr_matrix:
    number = {sign: i for i, sign in enumerate(signs)}
    pairs = [(i, number[s], v) for i, e in enumerate(known) for s, v in e.signs.items() if s in number]
    rows, columns, values = zip(*pairs, strict=True)
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(known), len(signs)))


def usual_signs(known: list[Example]) -> list[str]:
    """Return the signs that stand in enough plans, in order."""
    plans: Counter[str] = Counter()
    for name in {e.plan for e in known}:
        plans.update({s for e in known if e.plan == name for s in e.signs})
    return sorted(s for s, n in plans.items() if n >= _FEWEST_PLANS)


def check(known: list[Example]) -> None:
    """Print in how many plans the highest group is the right one, each judged by the others."""
    plans = sorted({e.plan for e in known})
    for kind in KINDS:
        right = asked = 0
        for fold in (set(plans[i::_FOLDS]) for i in range(_FOLDS)):
            others = [e for e in known if e.plan not in fold]
            signs = usual_signs(others)
            bias, weights = learned(others, kind, signs)
            for plan in sorted(fold):
                own = [e for e in known if e.plan == plan and e.true[kind] is not None]
                if own:
                    asked += 1
                    right += bool(own[int((bias + _matrix(own, signs) @ weights).argmax())].true[kind])
        print(f"{kind}: {right} of {asked} plans")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    only_check = parser.parse_args().check
    folders = rows_module.folders_to_learn_from(HERE)
    with multiprocessing.Pool() as pool:
        known = [example for found in pool.map(examples, folders, chunksize=1) for example in found]
    if only_check:
        check(known)
        return
    signs = usual_signs(known)
    bias, weighed = {}, {}
    for kind in KINDS:
        bias[kind], weights = learned(known, kind, signs)
        bias[kind] = round(bias[kind], 3)
        weighed[kind] = {s: round(float(w), 3) for s, w in zip(signs, weights, strict=True) if abs(w) >= _LIGHTEST}
    text = json.dumps({"bias": bias, "signs": weighed}, ensure_ascii=False, indent=0, sort_keys=True)
    TARGET.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
