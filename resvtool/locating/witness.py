"""The second witness: how much the words of a plan speak for a requirement, learned from labelled passages.

Rules find evidence by concepts that stand together. Plans say the same in words that no list foresees, and
hold the listed words in places where they mean something else. The witness weighs every window of a plan
(pair of sentences, paragraph, table row) for every requirement: a sum of learned weights of its signs
(``resvtool.locating.signs``). Its word and that of the rule are put on one scale and held against a threshold;
what passes still cites its passage. How it was trained, and what it gains, is in ``docs/accuracy.md``.

The weights are data (``rulesets/witness/``), integers, the same on every machine; scoring takes no library.
"""

from __future__ import annotations

import json
import math
import pathlib
import sys
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import compress
from operator import itemgetter, mul

from resvtool.locating.passages import Passages
from resvtool.locating.signs import Signs

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
_LIFT = 1 << 15
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
    than another.
    """

    vocabulary: Mapping[str, int]
    rules: Mapping[str, tuple[float, array[int], array[int]]]
    scale: tuple[float, ...]
    own: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    def knows(self, rule_id: str) -> bool:
        """Say whether the witness was trained for rule ``rule_id``."""
        return rule_id in self.rules and rule_id != SUBSTANCE

    def only(self, rule_ids: Iterable[str]) -> Weights:
        """Return the weights of some rules: requirements are told apart from the others that are asked."""
        wanted = {*rule_ids, SUBSTANCE}
        return replace(self, rules={n: w for n, w in self.rules.items() if n in wanted})

    @cached_property
    def lanes(self) -> Lanes:
        """The weights of each sign for all rules as one whole number."""
        return Lanes(self)


class Lanes:
    """The weights of each sign for all rules as one whole number, each rule in a lane of its own.

    For one plan only the signs that stand in it are laid out. Whoever weighs a second plan by the same weights
    weighs a batch: then all are, once and for all.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._begun = False
        self._all: Mapping[int, int] | None = None

    def of(self, signs: Iterable[int]) -> Mapping[int, int]:
        """Return the numbers of ``signs`` (places in the vocabulary), perhaps among those of others."""
        if self._all is None and self._begun:
            self._all = self._laid_out(range(len(self._weights.vocabulary)))
        self._begun = True
        return self._laid_out(signs) if self._all is None else self._all

    def _laid_out(self, wanted: Iterable[int]) -> dict[int, int]:
        blank = array("I", [_LIFT]) * len(self._weights.rules)
        lanes: dict[int, array[int]] = {}
        stands = bytearray(len(self._weights.vocabulary))
        for sign in wanted:
            lanes[sign] = blank[:]
            stands[sign] = 1
        for lane, (_, signs, weights) in enumerate(self._weights.rules.values()):
            for sign, weight in compress(zip(signs, weights, strict=True), map(stands.__getitem__, signs)):
                lanes[sign][lane] += weight
        return {sign: int.from_bytes(lane.tobytes(), sys.byteorder) for sign, lane in lanes.items()}


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


def scaled(measures: Sequence[float], scale: Sequence[float], own: Sequence[float] = ()) -> float:
    """Return where ``measures`` stand on ``scale``, with what a rule adds of its ``own`` (see :class:`Weights`)."""
    score = scale[0] + sum(w * m for w, m in zip(scale[1:], measures, strict=True))
    if own:
        score += own[0] + sum(w * measures[i] for w, i in zip(own[1:], OWN_MEASURES, strict=True))
    return score


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
        self._void = [self._is_void(window) for window in self._windows]

    @property
    def has_a_plan(self) -> bool:
        """Whether the text is long enough to be weighed; what is no evidence (a pasted list) does not count."""
        return self._void.count(False) >= FEWEST_WINDOWS

    def knows(self, rule_id: str) -> bool:
        """Say whether the witness was trained for rule ``rule_id``."""
        return self._weights.knows(rule_id)

    def judge(self, rule_id: str, strong: Sequence[Sequence[int]], weak: bool, told: float = 0.0) -> Verdict:
        """Return the verdict on a rule.

        ``strong`` holds, per alternative that matched and place where it did, the sentences of the match;
        ``weak`` says whether weak alternatives matched anywhere, ``told`` what else the plan's form tells of it (2: it
        is there, -1: it is not, 0: nothing). Raises KeyError for a rule it does not know.
        """
        measures = self.measures(rule_id, strong, weak, told)
        score = scaled(measures, self._weights.scale, self._weights.own.get(rule_id, ()))
        scores = self._scores[rule_id]
        matched = {p for sentences in strong for p in self._places(sentences)}
        among = sorted(matched or range(len(scores)), key=scores.__getitem__, reverse=True)
        return Verdict(score, self._apart(among), measures[2] >= _AGREEING and score > _NOT_FAR_BELOW)

    def strongest(self, rule_id: str, sentences: Iterable[int]) -> tuple[float, int] | None:
        """Return how much the window of ``sentences`` that speaks most for a rule does so (log odds), and that window.

        By what it is about, whether of substance or not; only windows of these sentences alone. None when there are
        none. Raises KeyError for a rule it does not know.
        """
        scores = self._scores[rule_id]
        own = set(sentences)
        inside = [p for p in self._places(own) if own.issuperset(self._passages.members[self._windows[p]])]
        places = [(scores[p] - self._substance[p], -p) for p in inside]
        best, place = max(places, default=(0.0, None))
        return (best, self._windows[-place]) if place is not None else None

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
        places = {p for sentences in strong for p in self._places(sentences)}
        order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:_MOST_SHOWN]
        firsts = (self._passages.sentences[min(sentences)] for sentences in strong)
        agreeing = Counter((first.block, first.row) for first in firsts)
        live = self._live(scores)
        mean = sum(live) / len(live)
        spread = math.sqrt(max(0.0, sum(map(mul, live, live)) / len(live) - mean * mean)) or 1.0
        return (
            float(bool(strong)),
            math.log(1 + len(strong)),
            float(max(agreeing.values(), default=0)),
            max((scores[p] for p in places), default=_UNMATCHED),
            scores[order[0]],
            scores[order[-1]],
            float(bool(strong) or weak),
            max(self._lead(scores, p) for p in order),
            (scores[order[0]] - mean) / spread,
            float(sum(map((0.0).__lt__, live))),
            max((self._lead(scores, p) for p in places), default=_NO_LEAD),
            sum(1 / (1 + math.exp(-scores[p])) for p in order),
            math.log(len(scores)),
            told,
        )

    @cached_property
    def _scores(self) -> dict[str, list[float]]:
        """How much each window speaks for each rule: log odds, very low for windows that are no evidence.

        A window's weights are summed for all rules at once: each sign is one whole number, with the weight for
        every rule in a lane of its own (made positive, so that no lane borrows from the next). To each is added how
        much the window says anything of substance (see ``SUBSTANCE``).
        """
        lanes = self._weights.lanes.of(set().union(*self._known))
        names = list(self._weights.rules)
        shared = names.index(SUBSTANCE) if SUBSTANCE in names else None
        biases = [bias for bias, _, _ in self._weights.rules.values()]
        width = array("I").itemsize * len(names)
        void = [_FAR] * len(names)
        rows = []
        for known, is_void in zip(self._known, self._void, strict=True):
            if is_void:
                rows.append(void)
                continue
            sums = array("I", sum(map(lanes.__getitem__, known)).to_bytes(width, sys.byteorder))
            lifted, length = len(known) * _LIFT, _SCALE * math.sqrt(len(known) or 1)
            row = [bias + (total - lifted) / length for bias, total in zip(biases, sums, strict=True)]
            rows.append(row if shared is None else [score + row[shared] for score in row])
        scores = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
        self._substance = [score / 2 for score in scores.pop(SUBSTANCE, [0.0] * len(rows))]
        return scores

    @cached_property
    def _highest(self) -> list[tuple[float, float]]:
        """The two highest scores of each window."""
        columns = zip(*self._scores.values(), strict=True)
        ordered = (sorted(c)[-2:] for c in columns)
        return [(pair[-1], pair[0]) if len(pair) > 1 else (pair[0], _FAR) for pair in ordered]

    def _lead(self, scores: list[float], place: int) -> float:
        """By how much the window at ``place`` speaks more for the rule with these ``scores`` than for any other."""
        first, second = self._highest[place]
        return scores[place] - (second if scores[place] == first else first)

    @cached_property
    def _live(self) -> Callable[[list[float]], tuple[float, ...]]:
        """Takes the scores of the windows that may be evidence (at least two, for want of them the first)."""
        live = [place for place, void in enumerate(self._void) if not void]
        return itemgetter(*live) if len(live) > 1 else itemgetter(0, 0)

    def _places(self, sentences: Iterable[int]) -> set[int]:
        windows = (w for n in sentences for w in self._passages.sentences[n].windows.values())
        return {self._place[w] for w in windows if w in self._place}

    def _is_void(self, window: int) -> bool:
        flags, spans = self._passages.flags, self._passages.corpus.spans
        return all(flags[i] for n in self._passages.members[window] for i in range(*spans[n]))
