"""The second witness: how much the words of a plan speak for a requirement, learned from labelled passages.

Rules find evidence by concepts that stand together. Plans say the same in words that no list foresees, and
hold the listed words in places where they mean something else. The witness weighs every window of a plan
(pair of sentences, paragraph, table row) for every requirement: a sum of learned weights of its signs
(``resvtool.locating.signs``). Its word and that of the rule are put on one scale and held against a threshold;
what passes still cites its passage. How it was trained, and what it gains, is in ``docs/accuracy.md``.

The weights are data (``rulesets/witness/``), whole numbers whose sums are the same on every machine.
"""

from __future__ import annotations

import json
import math
import pathlib
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from resvtool.locating.meaning import Meaning, Reader
from resvtool.locating.passages import Passages
from resvtool.locating.scale import scaled
from resvtool.locating.signs import Signs

if TYPE_CHECKING:
    from numpy.typing import NDArray


OWN_MEASURES = (0, 3, 4, 13)
"""The measures that a rule may weigh in its own way: whether it found anything, its best window, the best of all,
and what the list of activities tells."""
FEWEST_WINDOWS = 60
"""A text with fewer windows is no plan but a fragment, which the witness is not trained to weigh."""
_FAR = -9.0
_UNMATCHED = -4.0
_NO_LEAD = -6.0
_MOST_SHOWN = 3
_AGREEING, _NOT_FAR_BELOW = 3, -1.0
_SCALE = 100.0
SUBSTANCE = "*"
"""The name under which weights tell, for whatever requirement, what a plan does from what it only mentions."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How witness and rule together judge a requirement: ``score`` above 0 speaks for the plan.

    ``best`` are the windows that speak most for it, the best first. ``unanimous`` says that so many alternatives
    of the rule found one and the same place that the rule's word goes before a score that is not far below 0: it
    spares the writer who says it in so many words, and costs nothing on unseen plans.
    """

    score: float
    best: tuple[int, ...]
    unanimous: bool = False

    @property
    def met(self) -> bool:
        """Whether the requirement is met."""
        return self.score > 0 or self.unanimous


@dataclass(frozen=True)
class Weights:
    """What was learned: per rule which signs weigh how much, and how to put witness and rule on one scale.

    ``scale`` is a bias and a weight for each of the measures. ``own`` is what some rules add to it: a bias of
    their own, and weights for the measures of ``OWN_MEASURES``, for one rule finds what it looks for more surely
    than another. ``meaning`` is the third witness, which is asked where these leave doubt.
    """

    vocabulary: Mapping[str, int]
    rules: Mapping[str, tuple[float, array[int], array[int]]]
    scale: tuple[float, ...]
    own: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    meaning: Reader | None = None

    def knows(self, rule_id: str) -> bool:
        """Say whether the witness was trained for rule ``rule_id``."""
        return rule_id in self.rules and rule_id != SUBSTANCE

    def only(self, rule_ids: Iterable[str]) -> Weights:
        """Return the weights of some rules: requirements are told apart from the others that are asked."""
        wanted = {*rule_ids, SUBSTANCE}
        return replace(self, rules={n: w for n, w in self.rules.items() if n in wanted})

    def of(self, signs: NDArray[np.intp]) -> NDArray[np.int32]:
        """Return the weights of ``signs`` (places in the vocabulary) as rows, with a column for each rule."""
        row = np.full(len(self.vocabulary), -1, np.int32)
        row[signs] = np.arange(len(signs), dtype=np.int32)
        weights = np.zeros((len(signs), len(self.rules)), np.int32)
        for column, (_, own, weighs) in enumerate(self.rules.values()):
            rows = row[np.asarray(own)]
            stands = rows >= 0
            weights[rows[stands], column] = np.asarray(weighs)[stands]
        return weights


@lru_cache(maxsize=2)
def load_weights(folder: pathlib.Path) -> Weights | None:
    """Return the weights in ``folder``, or None where there are none. Raises ValueError when they are not right."""
    about = folder / "witness.json"
    if not about.is_file():
        return None
    known = json.loads(about.read_text(encoding="utf-8"))
    words = (folder / "signs.txt").read_text(encoding="utf-8").split("\n")
    signs, weights = array("H"), array("h")
    raw = (folder / "weights.bin").read_bytes()
    total = sum(count for _, _, count in known["rules"])
    if len(raw) != 4 * total:
        raise ValueError(f"{folder}: weights.bin hoort niet bij witness.json")
    signs.frombytes(raw[: 2 * total])
    if sys.byteorder == "big":
        signs.byteswap()
    weights.frombytes(raw[2 * total :])
    if sys.byteorder == "big":
        weights.byteswap()
    rules, place = {}, 0
    for rule_id, bias, count in known["rules"]:
        rules[rule_id] = (float(bias), signs[place : place + count], weights[place : place + count])
        place += count
    own = {rule_id: tuple(float(n) for n in numbers) for rule_id, numbers in known.get("own", {}).items()}
    return Weights({word: i for i, word in enumerate(words)}, rules, tuple(known["scale"]), own)


def _downward(scores: NDArray[np.float64]) -> list[int]:
    """Return the places of ``scores``, the highest first; of equal ones the first."""
    places: list[int] = np.argsort(-scores, kind="stable").tolist()
    return places


class Witness:
    """Weighs the windows of one plan."""

    def __init__(self, passages: Passages, weights: Weights) -> None:
        self._passages = passages
        self._weights = weights
        signs = Signs(passages)
        self._windows = signs.windows()
        self._place = signs.places()
        number = weights.vocabulary.get
        self._known = [[n for n in map(number, signs.of_window(w)) if n is not None] for w in self._windows]
        self._live = np.array([not self._is_void(window) for window in self._windows], bool)

    @property
    def has_a_plan(self) -> bool:
        """Whether the text is long enough to be weighed; what is no evidence (a pasted list) does not count."""
        return int(self._live.sum()) >= FEWEST_WINDOWS

    def knows(self, rule_id: str) -> bool:
        """Say whether the witness was trained for rule ``rule_id``."""
        return self._weights.knows(rule_id)

    def judge(self, rule_id: str, strong: Sequence[Sequence[int]], weak: bool, told: float = 0.0) -> Verdict:
        """Return the verdict on a rule.

        ``strong`` holds, per alternative that matched and place where it did, the sentences of the match;
        ``weak`` says whether weak alternatives matched anywhere, ``told`` what else the plan's form tells of it (log
        odds; 0: nothing). Raises KeyError for a rule it does not know.
        """
        measures = self.measures(rule_id, strong, weak, told)
        score = scaled(measures, self._weights.scale, self._weights.own.get(rule_id, ()), OWN_MEASURES)
        best, found = self._ordered(rule_id, strong)
        reader = self._weights.meaning
        if reader is not None and reader.is_asked(rule_id, score):
            score = self._meaning.judge(rule_id, score, self._members(best), self._members(found))
        return Verdict(score, self._apart(found or best), measures[2] >= _AGREEING and score > _NOT_FAR_BELOW)

    def in_order(
        self, rule_id: str, strong: Sequence[Sequence[int]]
    ) -> tuple[Iterator[Sequence[int]], Iterator[Sequence[int]]]:
        """Return the sentences of windows, those that speak most for a rule first: of all, and of those it found.

        ``strong`` as for :meth:`judge`. Raises KeyError for a rule it does not know.
        """
        best, found = self._ordered(rule_id, strong)
        return self._members(best), self._members(found)

    def _members(self, places: Iterable[int]) -> Iterator[Sequence[int]]:
        """Return the sentences of the windows at ``places``."""
        return (self._passages.members[self._windows[place]] for place in places)

    def _ordered(self, rule_id: str, strong: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
        """Return the places of all windows, those that speak most for a rule first, and so those that it found."""
        scores = self._scores[rule_id]
        found = self._found(strong)
        return _downward(scores), [found[i] for i in _downward(scores[found])]

    def _found(self, strong: Sequence[Sequence[int]]) -> list[int]:
        """Return the places of the windows that hold sentences of a match, in order."""
        return sorted({place for sentences in strong for place in self._places(sentences)})

    def strongest(self, rule_id: str, sentences: Iterable[int]) -> tuple[float, int] | None:
        """Return how much the window of ``sentences`` that speaks most for a rule does so (log odds), and that window.

        By what it is about, whether of substance or not; only windows of these sentences alone. None when there are
        none. Raises KeyError for a rule it does not know.
        """
        scores = self._scores[rule_id]
        own = set(sentences)
        inside = [p for p in self._places(own) if own.issuperset(self._passages.members[self._windows[p]])]
        places = [(float(scores[p] - self._substance[p]), -p) for p in inside]
        best, place = max(places, default=(0.0, None))
        return (best, self._windows[-place]) if place is not None else None

    def plainest(self, rule_id: str, sentences: Iterable[int]) -> tuple[float, tuple[int, ...]] | None:
        """Return how plainly the third witness reads a rule in ``sentences`` (log odds), and in which of them.

        Sentences that are no evidence are not read. None without a third witness, for a rule that it does not know, and
        where there is nothing to read.
        """
        reader = self._weights.meaning
        if reader is None or rule_id not in reader.network.places:
            return None
        return self._meaning.plainest(rule_id, [n for n in sentences if not self._passages.is_void(n)])

    def _apart(self, places: Iterable[int]) -> tuple[int, ...]:
        """Return the windows at the first three ``places`` that do not stand in one block or row."""
        found: dict[tuple[int, int | None], int] = {}
        for place in places:
            first = self._passages.sentences[self._passages.members[self._windows[place]][0]]
            found.setdefault((first.block, first.row), self._windows[place])
            if len(found) == _MOST_SHOWN:
                break
        return tuple(found.values())

    def measures(
        self, rule_id: str, strong: Sequence[Sequence[int]], weak: bool, told: float = 0.0
    ) -> tuple[float, ...]:
        """Return what the verdict on a rule rests on, of rule and witness.

        Of the rule: whether it found anything, how often, how many alternatives agree on one place. Of the
        witness: the best window the rule found, the best and third best of all, how far the best stands out
        among the windows of the plan, how many speak for it, by how much they speak more for this
        requirement than for any other of the ruleset, and how many windows there are to be the best of. Last what
        else is ``told``.
        """
        scores = self._scores[rule_id]
        places = self._found(strong)
        order = _downward(scores)[:_MOST_SHOWN]
        firsts = (self._passages.sentences[min(sentences)] for sentences in strong)
        agreeing = Counter((first.block, first.row) for first in firsts)
        live = scores[self._live] if self._live.any() else scores[:1]
        mean = live.mean()
        spread = math.sqrt(max(0.0, (live * live).mean() - mean * mean)) or 1.0
        best = scores[order]
        return (
            float(bool(strong)),
            math.log(1 + len(strong)),
            float(max(agreeing.values(), default=0)),
            float(scores[places].max()) if places else _UNMATCHED,
            float(best[0]),
            float(best[-1]),
            float(bool(strong) or weak),
            float(self._lead(scores, order).max()),
            float(best[0] - mean) / spread,
            float((live > 0).sum()),
            float(self._lead(scores, places).max()) if places else _NO_LEAD,
            float((1 / (1 + np.exp(-best))).sum()),
            math.log(len(scores)),
            told,
        )

    @cached_property
    def _meaning(self) -> Meaning:
        """The third witness for this plan, made when it is first asked."""
        assert self._weights.meaning is not None
        return Meaning(self._passages, self._weights.meaning)

    @cached_property
    def _scores(self) -> dict[str, NDArray[np.float64]]:
        """How much each window speaks for each rule: log odds, very low for windows that are no evidence.

        A window's weights are whole numbers, summed for all rules at once. To each is added how much the window says
        anything of substance (see ``SUBSTANCE``).
        """
        names = list(self._weights.rules)
        present = np.array(sorted(set().union(*self._known)), np.intp)
        weights = self._weights.of(present)
        row = dict(zip(present.tolist(), range(len(present)), strict=True))
        biases = np.array([bias for bias, _, _ in self._weights.rules.values()])
        scores = np.full((len(names), len(self._known)), _FAR)
        for place in np.flatnonzero(self._live):
            known = self._known[place]
            total = weights[[row[n] for n in known]].sum(axis=0)
            scores[:, place] = biases + total / (_SCALE * math.sqrt(len(known) or 1))
        by_rule = dict(zip(names, scores, strict=True))
        substance = by_rule.pop(SUBSTANCE, np.zeros(len(self._known)))
        for own in by_rule.values():
            own[self._live] += substance[self._live]
        self._substance = np.where(self._live, substance, _FAR / 2)
        return by_rule

    @cached_property
    def _highest(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The highest and the second highest score of each window."""
        scores = np.array(list(self._scores.values()))
        if len(scores) == 1:
            return scores[0], np.full(scores.shape[1], _FAR)
        second, first = np.partition(scores, (-2, -1), axis=0)[-2:]
        return first, second

    def _lead(self, scores: NDArray[np.float64], places: Sequence[int]) -> NDArray[np.float64]:
        """By how much the windows at ``places`` speak more for the rule with these ``scores`` than for any other."""
        first, second = (highest[places] for highest in self._highest)
        own = scores[places]
        return own - np.where(own == first, second, first)

    def _places(self, sentences: Iterable[int]) -> set[int]:
        windows = (w for n in sentences for w in self._passages.sentences[n].windows.values())
        return {self._place[w] for w in windows if w in self._place}

    def _is_void(self, window: int) -> bool:
        return all(map(self._passages.is_void, self._passages.members[window]))
