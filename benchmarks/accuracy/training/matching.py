"""Which of the activities and bottlenecks that were found are those that a reader listed (``items.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

PARTS = ("hoofdtaak", "effect-patient", "effect-aanbieder", "domein")
"""What a reader notes of each activity."""
_HALF = 0.5
_SHORTEST = 3


def match(titles: Sequence[str], own: Sequence[str]) -> dict[str, str]:
    """Return which of ``own`` each of ``titles`` is: the same, else one holds the other, else half of the words."""
    left, found = list(own), {}
    for is_same in (_equal, _holds, _alike):
        for title in titles:
            same = None if title in found else next((o for o in left if is_same(title, o)), None)
            if same is not None:
                left.remove(same)
                found[title] = same
    return {title: found[title] for title in titles if title in found}


def _equal(one: str, other: str) -> bool:
    return bool(_words(one)) and _words(one) == _words(other)


def _holds(one: str, other: str) -> bool:
    first, second = f" {_words(one)} ", f" {_words(other)} "
    return bool(first.strip() and second.strip()) and (first in second or second in first)


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def _alike(one: str, other: str) -> bool:
    first, second = ({w for w in re.findall(r"\w+", t.lower()) if len(w) >= _SHORTEST} for t in (one, other))
    return bool(first and second) and len(first & second) >= _HALF * min(len(first), len(second))
