"""What tells a group of records for a list of activities, bottlenecks or impact, as learned from labelled plans.

Scores by hand (``record_kinds``) know the field's usual words. Plans have names of their own: "Zeven voornemens",
"Karwei 3", a table headed "Van" and "Naar". The words of headings, columns and titles, weighed together with those
scores, recognise more of them. The weights are learned by ``benchmarks/accuracy/training/groups.py``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from resvtool.facts.records import Group, same_label_family
from resvtool.language.words import tokenize
from resvtool.locating.signs import sign_of
from resvtool.rules.places import builtin_folder

KINDS = ("activity", "bottleneck", "impact")
_MANY, _VERY_MANY = 3, 12
_OFTEN = 0.3
_STRENGTH = 2.0
"""How much a point of log odds adds to the score by hand: measured on labelled plans, each by the others' weights."""
_SHIFT = 1.0
"""Moves the log odds up: a group stands for no more than itself among the many of a plan that are none."""
_MOST, _LEAST = 4.0, -0.5
"""Learned words find lists that the usual words do not know; they hardly speak against one that those do know."""


@dataclass(frozen=True)
class GroupWeights:
    """Per kind a bias, and a weight for each sign of a group."""

    bias: Mapping[str, float]
    signs: Mapping[str, Mapping[str, float]]

    def of(self, signs: Mapping[str, float]) -> dict[str, float]:
        """Return for each kind what a group with these signs adds to its score by hand."""
        found = {}
        for kind in KINDS:
            weights = self.signs[kind]
            odds = self.bias[kind] + sum(weights[s] * value for s, value in signs.items() if s in weights)
            found[kind] = _STRENGTH * max(_LEAST, min(_MOST, odds + _SHIFT))
        return found


@lru_cache(maxsize=1)
def group_weights() -> GroupWeights | None:
    """Return the weights that come with resvtool, None where there are none."""
    path = builtin_folder() / "witness" / "groups.json"
    if not path.is_file():
        return None
    read = json.loads(path.read_text(encoding="utf-8"))
    return GroupWeights(read["bias"], read["signs"])


def signs_of(group: Group, by_hand: Mapping[str, float]) -> dict[str, float]:
    """Return the signs of ``group``, each with how strongly it is there.

    ``by_hand`` holds its scores by hand. Signs are its layout, the number and length of its records, the family of
    their labels, and the words of headings, column heads and titles.
    """
    count = len(group.records) or 1
    family = same_label_family(group.records)
    texts = [[piece.text for piece in record.pieces()] for record in group.records]
    signs = {
        f"kind={group.kind}": 1.0,
        "count": math.log(1 + len(group.records)),
        "many": float(len(group.records) >= _MANY),
        "very many": float(len(group.records) > _VERY_MANY),
        "labelled": float(bool(family)),
        "length": math.log(1 + sum(len(text.split()) for own in texts for text in own) / count),
        "money": sum(any("€" in text for text in own) for own in texts) / count,
    }
    signs.update({f"hand={kind}": score / 4 for kind, score in by_hand.items()})
    if family:
        signs[f"family={family}"] = 1.0
    own, above = group.headings[-1:], group.headings[:-1]
    for mark, heads in (("own", own), ("above", above), ("name", (group.name_head,)), ("head", group.heads())):
        signs.update({f"{mark}:{word}": 1.0 for head in heads for word in _words(head)})
    titles: dict[str, float] = {}
    for record in group.records:
        for word in _words(record.title):
            titles[word] = titles.get(word, 0.0) + 1 / count
    signs.update({f"title:{word}": 1.0 for word, share in sorted(titles.items()) if share >= _OFTEN})
    return signs


def _words(text: str) -> list[str]:
    """Return the distinct signs of the words of ``text``, in order."""
    return list(dict.fromkeys(word for word in (sign_of(token.folded) for token in tokenize(text)) if word))
