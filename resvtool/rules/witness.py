"""The second witness: a small trained model that says whether a passage is about a requirement at all.

Rules find evidence by concepts that stand together; in a long plan such words also meet by chance, in a
passage about something else. For each rule the witness weighs the words, word pairs and heads of a
passage (a linear model, trained by ``benchmarks/accuracy/train_witness.py`` on passages written for the
purpose and on the development plans). It never finds evidence; it only lets evidence count or not, and
only in texts long enough to hold passages about many things.

The weights are whole numbers in a compressed JSON file, so that every machine comes to the same sum.
"""

from __future__ import annotations

import gzip
import importlib.resources
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from resvtool.language.words import stem
from resvtool.locating.passages import Passages, Window

SCALE = 1000
_STOP = frozenset(
    "de het een en van in op te dat die voor met is zijn er aan bij door wij we ze zij om als of naar ook uit wordt "
    "worden dan niet nog tot over per hun haar hij dit deze onze ons wat wie elk elke ieder iedere alle maar heeft "
    "hebben".split()
)
_LEAST_SENTENCES = 150
_HEADINGS = 2


@dataclass(frozen=True, slots=True)
class Witness:
    """Weights per rule: ``bias`` and ``weights`` by feature, both times ``SCALE``; ``least`` is the score needed."""

    bias: Mapping[str, int]
    weights: Mapping[str, Mapping[str, int]]
    least: float

    def knows(self, rule_id: str) -> bool:
        """Whether the witness was trained for the rule."""
        return rule_id in self.weights

    def score(self, rule_id: str, features: Iterable[str]) -> float:
        """Return how much a passage with ``features`` is about the rule: log-odds, 0 at even odds."""
        own = self.weights[rule_id]
        names = list(features)
        total = sum(own.get(name, 0) for name in names)
        return (self.bias[rule_id] + total / math.sqrt(len(names) or 1)) / SCALE

    def agrees(self, rule_id: str, features: Iterable[str]) -> bool:
        """Whether the passage is enough about the rule to count."""
        return self.score(rule_id, features) >= self.least


@lru_cache(maxsize=1)
def builtin_witness() -> Witness | None:
    """Return the witness that comes with resvtool, or None when there is none."""
    path = importlib.resources.files("resvtool.rules") / "witness.json.gz"
    if not path.is_file():
        return None
    data = json.loads(gzip.decompress(path.read_bytes()))
    return Witness(data["bias"], data["weights"], data["least"])


def is_long(passages: Passages) -> bool:
    """Whether a text is long enough to hold passages about many things."""
    return len(passages.sentences) >= _LEAST_SENTENCES


def words(passages: Passages, numbers: Iterable[int]) -> list[str]:
    """Return the stems of the telling words in the sentences or heads with these numbers, in order."""
    found = []
    for number in numbers:
        for i in range(*passages.corpus.spans[number]):
            folded = passages.corpus.tokens[i].folded
            if len(folded) > 2 and folded[0].isalpha() and folded not in _STOP:
                found.append(stem(folded))
    return found


def features(text: list[str], heads: list[str]) -> list[str]:
    """Return the features of a passage: its words, pairs of words, and the words of its heads (marked)."""
    pairs = (f"{a}_{b}" for a, b in zip(text, text[1:], strict=False))
    return sorted({*text, *pairs, *heads, *(f"h:{word}" for word in heads)})


def passage_features(passages: Passages, number: int) -> list[str]:
    """Return the features of the paragraph (or table row) around sentence ``number``, with its heads."""
    sentence = passages.sentences[number]
    members = passages.members[sentence.windows[Window.PARAGRAPH]]
    headings = passages.heading_contexts(sentence.section)[-_HEADINGS:]
    heads = [*headings, *dict.fromkeys(h for n in members for h in passages.sentences[n].heads)]
    return features(words(passages, members), words(passages, heads))
