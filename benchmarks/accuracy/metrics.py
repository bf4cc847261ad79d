"""The figures of the accuracy benchmark: shares with their interval, tallies of verdicts, agreement of readers.

A label is ``present`` (right status: pass), ``absent`` (fail), ``partial`` (fail or review) or ``na``
(not-applicable); a label may ``accept`` further statuses. An absent submission date may also be ``review``.

- sensitivity: the share of absent requirements that are reported as fail. ``review`` counts as a miss.
- specificity: the share of present requirements that are reported as pass. ``review`` counts as a miss.
- positive predictive value: of what is reported as fail and is labelled absent, present or na, the share that is
  absent. Requirements that are met halfway are left out, as they are of the other two.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

RIGHT = {
    "present": frozenset({"pass"}),
    "absent": frozenset({"fail"}),
    "partial": frozenset({"fail", "review"}),
    "na": frozenset({"not-applicable"}),
}
"""Which statuses are right for which label."""
_REVIEWED_WHEN_ABSENT = "plan/indieningsdatum"
_Z = 1.96


def wilson(right: float, count: float) -> tuple[float, float]:
    """Return the bounds of the 95% Wilson interval of ``right`` out of ``count``; (0, 1) when nothing was counted."""
    if not count:
        return (0.0, 1.0)
    share, z2 = right / count, _Z * _Z
    middle = share + z2 / (2 * count)
    half = _Z * math.sqrt(share * (1 - share) / count + z2 / (4 * count * count))
    scale = 1 + z2 / count
    return (max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale))


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> float:
    """Return Cohen's kappa of two readers: agreement beyond chance. 1 when both always say one and the same.

    Raises ValueError when there is no pair.
    """
    seen = list(pairs)
    if not seen:
        raise ValueError("kappa of no labels")
    first, second = Counter(a for a, _ in seen), Counter(b for _, b in seen)
    agreed = sum(a == b for a, b in seen) / len(seen)
    chance = sum(first[label] * second[label] for label in first) / len(seen) ** 2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def is_right(rule: str, label: Mapping[str, Any], status: str) -> bool:
    """Say whether ``status`` is right for ``rule`` with this label. Raises KeyError for an unknown label."""
    wanted = RIGHT[label["status"]]
    if status in wanted or status in (label.get("accept") or ()):
        return True
    return rule == _REVIEWED_WHEN_ABSENT and (label["status"], status) == ("absent", "review")


@dataclass(frozen=True, slots=True)
class Share:
    """How many were right out of how many; ``looks`` is how often each was looked at.

    The renderings of a plan are no separate plans: the interval counts each requirement of a plan once.
    """

    right: int
    count: int
    looks: int = 1

    @property
    def value(self) -> float | None:
        """The share, None when nothing was counted."""
        return self.right / self.count if self.count else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% Wilson interval over requirements, however often each was looked at."""
        return wilson(self.right / self.looks, self.count / self.looks)

    @property
    def cases(self) -> int:
        """How many requirements of plans were counted, each once."""
        return round(self.count / self.looks)


@dataclass(frozen=True, slots=True)
class Judged:
    """One requirement in one rendering of one plan: its label, the status it got, and whether that is right."""

    plan: str
    rendering: str
    rule: str
    label: str
    status: str
    right: bool


@dataclass
class Tally:
    """Verdicts counted together."""

    judged: list[Judged] = field(default_factory=list)

    @classmethod
    def of(cls, judged: Iterable[Judged]) -> Tally:
        """Return the tally of these verdicts."""
        return cls(list(judged))

    @property
    def sensitivity(self) -> Share:
        """The share of absent requirements that were reported so."""
        return self._share("absent")

    @property
    def specificity(self) -> Share:
        """The share of present requirements that passed."""
        return self._share("present")

    @property
    def partial(self) -> Share:
        """The share of half-met requirements that did not pass."""
        return self._share("partial")

    @property
    def na(self) -> Share:
        """The share of requirements that do not apply and were said not to."""
        return self._share("na")

    @property
    def predictive(self) -> Share:
        """Of the reported failures (half-met requirements left out) the share that is absent indeed."""
        failed = [j for j in self.judged if j.status == "fail" and j.label != "partial"]
        return Share(sum(j.label == "absent" for j in failed), len(failed), self.looks)

    @property
    def reviewed(self) -> Share:
        """The share of present and absent requirements that were left to a person."""
        decided = [j for j in self.judged if j.label in ("present", "absent")]
        return Share(sum(j.status == "review" for j in decided), len(decided), self.looks)

    def said(self, status: str) -> Share:
        """Return which share of all verdicts is ``status``."""
        return Share(sum(j.status == status for j in self.judged), len(self.judged), self.looks)

    @property
    def looks(self) -> int:
        """How many renderings there are, each of which shows the same requirements."""
        return len({j.rendering for j in self.judged}) or 1

    @property
    def plans(self) -> int:
        """How many plans there are."""
        return len({j.plan for j in self.judged})

    def _share(self, label: str) -> Share:
        own: Sequence[Judged] = [j for j in self.judged if j.label == label]
        return Share(sum(j.right for j in own), len(own), self.looks)
