"""The third witness: what a paragraph or table row means, learned from labelled plans by a small neural network.

The second witness (``resvtool.locating.witness``) sums weights of words. Passages with the same words can mean
different things, and one thing is said in words that nobody has labelled yet. Where words leave doubt, a network
reads the passages that rule and words put first: the first layer of a transformer (multilingual-e5-small, Wang
and others 2024, licence MIT), trained further on the quotes of labelled plans. For each requirement it tells how
much a passage shows it, and how much it only seems to: a mention, a deferral, a denial, another year or party. Both
are put on one scale with the word of the second witness. ``docs/accuracy.md`` says what that gains.

The weights are data (``rulesets/meaning/``). What the network tells is rounded to hundredths, so that the last
digits, in which processors differ, seldom decide anything.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import pathlib
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from resvtool.locating.passages import Passages, Window
from resvtool.locating.pieces import Pieces
from resvtool.locating.scale import scaled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

MARKS = frozenset({"<s>", "</s>", "<pad>", "<unk>", "<mask>"})
"""The pieces that are no text."""
LONGEST_UNIT = 420
"""How many characters the sentences of a paragraph may have together to be read at once."""
MOST_PIECES = 126
"""How many pieces of a unit are read."""
MOST_READ = 2
"""How many units are read for one requirement, besides those that the rule found: more gained little."""
MOST_FOUND = 1
"""How many of the units that the rule found are read."""
_LONGEST_HEADING, _LONGEST_OPENING, _LONGEST_HEAD = 70, 80, 40
_MOST_TEXT = 700
_LEAST, _MOST = -3.0, 4.0
"""Between these what is told is a measure: a row of amounts that it tells nothing of speaks against a rule no more than
another text does."""
_UNREAD = _LEAST
_MEASURES = 8
OWN_MEASURES = (0, 1, 7)
"""What a rule may weigh in its own way: the score of the second witness, how much the best unit shows it, and by how
much more it shows it than it seems to."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is read at once: sentences of one paragraph, or one table row, with the heads above them."""

    text: str
    sentences: tuple[int, ...]


def units(passages: Passages) -> list[Unit]:
    """Return the units of a plan, in order. Every sentence stands in one.

    The heading goes before it, and the line that opens a list or table where that does not stand in the unit itself;
    in a row each cell has its column head before it.
    """
    drafts: dict[tuple[int, int], _Draft] = {}
    found: list[_Draft] = []
    for number, sentence in passages.sentences.items():
        in_row = sentence.row is not None
        key = (sentence.block, sentence.row) if sentence.row is not None else (-1, sentence.windows[Window.PARAGRAPH])
        draft = drafts.get(key)
        if draft is None or (not in_row and draft.length + len(sentence.text) > LONGEST_UNIT):
            draft = _Draft(_cut(passages.sections[sentence.section].heading, _LONGEST_HEADING))
            opening = [c for c in sentence.contexts if c in passages.sentences and c not in sentence.heads]
            if opening:
                draft.texts.append(_cut(passages.sentences[opening[-1]].text, _LONGEST_OPENING))
            drafts[key] = draft
            found.append(draft)
        head = next((h for h in sentence.heads if h not in passages.sentences), None)
        told = f"{_cut(passages.head_text(head, _LONGEST_HEAD), _LONGEST_HEAD)}: " if head is not None else ""
        draft.texts.append(told + sentence.text)
        draft.sentences.append(number)
        draft.length += len(sentence.text) + 1
    return [Unit(draft.whole(), tuple(draft.sentences)) for draft in found]


@dataclass(slots=True)
class _Draft:
    heading: str
    texts: list[str] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    length: int = 0

    def whole(self) -> str:
        """Return the text of the unit, its heading first."""
        return ((self.heading + " > " if self.heading else "") + " ".join(self.texts))[:_MOST_TEXT]


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0]


class Network:
    """The network: its weights by name, the pieces it reads, and ``about`` its size and the rules it was trained for.

    ``places`` are the rules with their places in what :meth:`reads` returns.
    """

    def __init__(self, arrays: Mapping[str, Numbers], pieces: Pieces, about: Mapping[str, Any]) -> None:
        self._arrays = arrays
        self._pieces = pieces
        self.places = {rule_id: i for i, rule_id in enumerate(about["rules"])}
        self._layers = int(about["layers"])
        self._heads = int(about["heads"])
        self._begin, self._end = int(about["begin"]), int(about["end"])

    def reads(self, text: str) -> tuple[list[float], list[float]]:
        """Return, for each requirement, how much ``text`` shows it and how much it only seems to (log odds)."""
        of = self._arrays
        numbers = [self._begin, *self._pieces.of(text, MOST_PIECES), self._end]
        x = of["word"][numbers].astype(np.float32) * of["word_scale"][numbers, None] + of["place"][: len(numbers)]
        x = _normal(x, of["first_weight"], of["first_bias"])
        for layer in range(self._layers):
            x = self._layer(x, f"{layer}_")
        looks = x @ (of["look_weight"] + of["pool"][:, None])
        share = np.exp(looks - looks.max(axis=0))
        share /= share.sum(axis=0)
        each = (x @ of["told_weight"]).reshape(len(numbers), 2, -1)
        told = (share[:, None, :] * each).sum(axis=0).reshape(-1) + of["told_bias"]
        shows, seems = np.split(np.round(told.astype(np.float64), 2), 2)
        return shows.tolist(), seems.tolist()

    def _layer(self, x: Numbers, name: str) -> Numbers:
        of = self._arrays
        length, width = x.shape
        part = width // self._heads
        asked = (x @ of[name + "asked_weight"] + of[name + "asked_bias"]).reshape(length, 3, self._heads, part)
        query, key, value = asked.transpose(1, 2, 0, 3)
        fits = query @ key.transpose(0, 2, 1) * np.float32(1 / math.sqrt(part))
        share = np.exp(fits - fits.max(axis=2, keepdims=True))
        share /= share.sum(axis=2, keepdims=True)
        seen = (share @ value).transpose(1, 0, 2).reshape(length, width)
        seen = seen @ of[name + "seen_weight"] + of[name + "seen_bias"]
        x = _normal(x + seen, of[name + "middle_weight"], of[name + "middle_bias"])
        wide = _gelu(x @ of[name + "wide_weight"] + of[name + "wide_bias"])
        back = wide @ of[name + "back_weight"] + of[name + "back_bias"]
        return _normal(x + back, of[name + "last_weight"], of[name + "last_bias"])


def _normal(x: Numbers, weight: Numbers, bias: Numbers) -> Numbers:
    x = x - x.mean(axis=1, keepdims=True)
    normal: Numbers = x / np.sqrt((x * x).mean(axis=1, keepdims=True) + np.float32(1e-12)) * weight + bias
    return normal


def _gelu(x: Numbers) -> Numbers:
    """Return x times the share of a normal distribution below x.

    The error function by Abramowitz and Stegun, *Handbook of Mathematical Functions*, formula 7.1.26 (to 1.5e-7).
    """
    root = np.abs(x) * np.float32(math.sqrt(0.5))
    near = 1 / (1 + np.float32(0.3275911) * root)
    above = np.float32(1.061405429) * near
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        above += np.float32(factor)
        above *= near
    above *= np.exp(-root * root)
    above *= np.float32(0.5)
    result: Numbers = x * np.where(x < 0, above, 1 - above)
    return result


@dataclass(frozen=True)
class Reader:
    """A network, and how its word and that of the second witness are put on one scale.

    ``scale`` is a bias, a weight for the score of the second witness, and one for each of the measures of
    :meth:`Meaning.measures`; ``own`` what some rules add to it: a bias, and weights for those of ``OWN_MEASURES``.
    ``doubt`` are the two scores of the second witness between which the network is asked.
    ``digest`` tells the files it came from, so the network in them, from others.
    """

    network: Network = field(compare=False)
    scale: tuple[float, ...]
    doubt: tuple[float, float]
    digest: str = ""
    own: Mapping[str, tuple[float, ...]] = field(default_factory=dict, compare=False)

    def is_asked(self, rule_id: str, score: float) -> bool:
        """Say whether the score of the second witness leaves doubt on a rule that the network knows."""
        low, high = self.doubt
        return low < score < high and rule_id in self.network.places


@lru_cache(maxsize=2)
def load_reader(folder: pathlib.Path) -> Reader | None:
    """Return the reader in ``folder``, or None where there is none.

    Raises OSError when a file cannot be read, ValueError when the files are not right.
    """
    path = folder / "meaning.json"
    if not path.is_file():
        return None
    told, listed, stored = ((folder / name).read_bytes() for name in ("meaning.json", "pieces.txt", "meaning.npz"))
    try:
        about = json.loads(told)
        with np.load(io.BytesIO(stored)) as opened:
            arrays = {name: opened[name] for name in opened.files}
        found = network(arrays, listed.decode("utf-8").split("\n"), about)
        scale, (low, high) = tuple(map(float, about["scale"])), about["doubt"]
        own = {rule: tuple(map(float, adds)) for rule, adds in about["own"].items()}
        tried = [*scale, float(low), float(high), *(n for side in found.reads("Proef > op de som.") for n in side)]
        tried += [n for adds in own.values() for n in adds]
    except (
        zipfile.BadZipFile,
        KeyError,
        TypeError,
        IndexError,
        EOFError,
        AttributeError,
        ValueError,
        OverflowError,
    ) as error:
        raise ValueError(
            f"meaning.json, pieces.txt en meaning.npz horen niet bij elkaar of zijn stuk: {error}"
        ) from error
    fits = len(scale) == _MEASURES + 2 and all(len(adds) == len(OWN_MEASURES) + 1 for adds in own.values())
    if not fits or not low < high or not all(map(math.isfinite, tried)):
        raise ValueError("meaning.json: de schaal past niet bij wat gemeten wordt, of de gewichten zijn geen getallen")
    digest = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in (told, listed, stored))).hexdigest()
    return Reader(found, scale, (float(low), float(high)), digest, own)


def network(arrays: Mapping[str, Any], lines: Sequence[str], about: Mapping[str, Any]) -> Network:
    """Return the network with weights as stored: whole numbers from -127 to 127, a factor for each row.

    ``lines`` hold a piece and its log likelihood each, split by a tab, in the order of the rows of ``word``. Raises
    ValueError when they do not belong together.
    """
    if len(lines) != len(arrays["word"]):
        raise ValueError("pieces.txt en meaning.npz verschillen in aantal")
    count = len(about["rules"])
    if len(arrays["told_bias"]) != 2 * count or len(arrays["look_weight"]) != count:
        raise ValueError("meaning.json en meaning.npz verschillen in aantal regels")
    pairs = [line.rsplit("\t", 1) for line in lines]
    scores = {piece: float(score) for piece, score in pairs if piece not in MARKS}
    numbers = {piece: i for i, (piece, _) in enumerate(pairs)}
    whole = {
        name.removesuffix("_scale"): (arrays[name.removesuffix("_scale")].astype(np.float32) * arrays[name][:, None]).T
        for name in arrays
        if name.endswith("_scale") and name != "word_scale"
    }
    return Network({**arrays, **whole}, Pieces(scores, numbers, numbers["<unk>"]), about)


class Meaning:
    """Reads the units of one plan, each at most once."""

    def __init__(self, passages: Passages, reader: Reader) -> None:
        self._reader = reader
        self._units = units(passages)
        self._place = {n: i for i, unit in enumerate(self._units) for n in unit.sentences}
        self._read: dict[int, tuple[list[float], list[float]]] = {}

    def judge(self, rule_id: str, score: float, best: Iterable[Sequence[int]], found: Iterable[Sequence[int]]) -> float:
        """Return where a rule stands (above 0: it is met) with the ``score`` of the second witness.

        ``best`` are the sentences of the windows that speak most for it, the best first, ``found`` those of the
        windows that the rule found. Raises KeyError for a rule that the network does not know.
        """
        measures = (score, *self.measures(rule_id, best, found))
        return scaled(measures, self._reader.scale, self._reader.own.get(rule_id, ()), OWN_MEASURES)

    def measures(
        self, rule_id: str, best: Iterable[Sequence[int]], found: Iterable[Sequence[int]]
    ) -> tuple[float, ...]:
        """Return what the network tells of a rule (see :meth:`judge`), log odds.

        How much the units show it: the best, the second and the third, and the best that the rule found. How much they
        only seem to: the best, and the most of any. By how much they show it more than they seem to, at most: of
        any, and of those that the rule found.
        """
        number = self._reader.network.places[rule_id]
        matched = self._first(found, MOST_FOUND)
        read = {*self._first(best, MOST_READ), *matched}
        pairs = {i: (self._told(i)[0][number], self._told(i)[1][number]) for i in sorted(read)}
        ordered = sorted(pairs.values(), key=lambda pair: -pair[0]) or [(_UNREAD, _UNREAD)]
        told = (
            ordered[0][0],
            ordered[min(1, len(ordered) - 1)][0],
            ordered[min(2, len(ordered) - 1)][0],
            max((pairs[i][0] for i in matched), default=_UNREAD),
            ordered[0][1],
            max(seems for _, seems in ordered),
            max(shows - seems for shows, seems in ordered),
            max((pairs[i][0] - pairs[i][1] for i in matched), default=_UNREAD),
        )
        return tuple(min(max(measure, _LEAST), _MOST) for measure in told)

    def plainest(self, rule_id: str, sentences: Iterable[int]) -> tuple[float, tuple[int, ...]] | None:
        """Return how much the unit of ``sentences`` that shows a rule most does so (log odds), and its sentences.

        None where there are no sentences. Raises KeyError for a rule that the network does not know.
        """
        number = self._reader.network.places[rule_id]
        places = dict.fromkeys(self._place[n] for n in sentences)
        told = [(self._told(i)[0][number], -i) for i in places]
        if not told:
            return None
        shows, place = max(told)
        return shows, self._units[-place].sentences

    def _told(self, place: int) -> tuple[list[float], list[float]]:
        if place not in self._read:
            self._read[place] = self._reader.network.reads(self._units[place].text)
        return self._read[place]

    def _first(self, windows: Iterable[Sequence[int]], most: int) -> list[int]:
        """Return the first units in which sentences of ``windows`` stand."""
        places: dict[int, None] = {}
        for sentences in windows:
            places.update(dict.fromkeys(self._place[n] for n in sentences))
            if len(places) >= most:
                break
        return list(places)[:most]
