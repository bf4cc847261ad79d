"""The third witness: a network of a few weights, put in by hand or by chance, so that what it should say is known."""

import json
import math
import pathlib
import pickle
import shutil

import numpy as np
import pytest

from resvtool.locating.meaning import MOST_PIECES, Meaning, Network, Reader, load_reader, network, units
from resvtool.locating.passages import Passages
from resvtool.locating.pieces import Pieces
from resvtool.reading.markdown import read_markdown
from resvtool.rules import places
from resvtool.rules.loading import load_lexicon
from resvtool.rules.model import RulesetError
from resvtool.rules.places import builtin_folder

LEXICON = load_lexicon()
RULES = ["bb1/een", "bb1/twee"]
LETTERS = "▁abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.>:,"
LINES = [f"{mark}\t0" for mark in ("<s>", "<pad>", "</s>", "<unk>")] + [f"{letter}\t-1.0" for letter in LETTERS]
WIDTH, WIDE, HEADS = 4, 6, 2
ABOUT = {
    "layers": 2,
    "heads": HEADS,
    "begin": 0,
    "end": 2,
    "rules": RULES,
    "scale": [0.5] + [0.0] * 9,
    "own": {},
    "doubt": [-2, 2],
}


def _arrays(seed: int = 1) -> dict[str, np.ndarray]:
    chance = np.random.default_rng(seed)

    def vector(*shape: int) -> np.ndarray:
        return chance.normal(size=shape).astype(np.float32)

    arrays = {
        "place": vector(MOST_PIECES + 2, WIDTH),
        "first_weight": vector(WIDTH),
        "first_bias": vector(WIDTH),
        "pool": vector(WIDTH),
        "told_bias": vector(2 * len(RULES)),
    }
    shapes = {"word": (len(LINES), WIDTH), "told_weight": (2 * len(RULES), WIDTH), "look_weight": (len(RULES), WIDTH)}
    for n in range(2):
        shapes |= {f"{n}_asked_weight": (3 * WIDTH, WIDTH), f"{n}_seen_weight": (WIDTH, WIDTH)}
        shapes |= {f"{n}_wide_weight": (WIDE, WIDTH), f"{n}_back_weight": (WIDTH, WIDE)}
        for name, size in (("asked", 3 * WIDTH), ("seen", WIDTH), ("wide", WIDE), ("back", WIDTH)):
            arrays[f"{n}_{name}_bias"] = vector(size)
        for name in ("middle", "last"):
            arrays[f"{n}_{name}_weight"], arrays[f"{n}_{name}_bias"] = vector(WIDTH), vector(WIDTH)
    for name, shape in shapes.items():
        arrays[name] = chance.integers(-127, 128, shape).astype(np.int8)
        arrays[name + "_scale"] = chance.uniform(0.002, 0.01, shape[0]).astype(np.float32)
    return arrays


def _network(seed: int = 1) -> Network:
    return network(_arrays(seed), LINES, ABOUT)


def _by_hand(arrays: dict[str, np.ndarray], pieces: list[int]) -> list[float]:
    """The same sums in plain loops, from the formulas of Vaswani and others, *Attention is all you need*, 2017."""

    def matrix(name: str) -> list[list[float]]:
        return [
            [float(q) * float(s) for q in row] for row, s in zip(arrays[name], arrays[name + "_scale"], strict=True)
        ]

    def times(name: str, x: list[float], bias: str) -> list[float]:
        return [
            sum(a * b for a, b in zip(row, x, strict=True)) + float(c)
            for row, c in zip(matrix(name), arrays[bias], strict=True)
        ]

    def normal(x: list[float], name: str) -> list[float]:
        mean = sum(x) / len(x)
        spread = math.sqrt(sum((v - mean) ** 2 for v in x) / len(x) + 1e-12)
        return [
            (v - mean) / spread * float(w) + float(b)
            for v, w, b in zip(x, arrays[name + "_weight"], arrays[name + "_bias"], strict=True)
        ]

    def shares(values: list[float]) -> list[float]:
        powers = [math.exp(v - max(values)) for v in values]
        return [p / sum(powers) for p in powers]

    def gelu(v: float) -> float:
        return 0.5 * v * (1 + math.erf(v / math.sqrt(2)))

    words = matrix("word")
    x = [
        normal([w + float(p) for w, p in zip(words[n], arrays["place"][i], strict=True)], "first")
        for i, n in enumerate(pieces)
    ]
    part = WIDTH // HEADS
    for n in range(2):
        asked = [times(f"{n}_asked_weight", v, f"{n}_asked_bias") for v in x]
        seen = []
        for i in range(len(x)):
            row: list[float] = []
            for head in range(HEADS):
                mine = slice(head * part, (head + 1) * part)
                query = asked[i][:WIDTH][mine]
                keys = [a[WIDTH : 2 * WIDTH][mine] for a in asked]
                share = shares([sum(q * k for q, k in zip(query, key, strict=True)) / math.sqrt(part) for key in keys])
                values = [a[2 * WIDTH :][mine] for a in asked]
                row += [sum(s * v[j] for s, v in zip(share, values, strict=True)) for j in range(part)]
            seen.append(times(f"{n}_seen_weight", row, f"{n}_seen_bias"))
        x = [normal([a + b for a, b in zip(v, s, strict=True)], f"{n}_middle") for v, s in zip(x, seen, strict=True)]
        wide = [[gelu(v) for v in times(f"{n}_wide_weight", v, f"{n}_wide_bias")] for v in x]
        back = [times(f"{n}_back_weight", v, f"{n}_back_bias") for v in wide]
        x = [normal([a + b for a, b in zip(v, s, strict=True)], f"{n}_last") for v, s in zip(x, back, strict=True)]
    told: list[list[float]] = [[], []]
    for rule, look in enumerate(matrix("look_weight")):
        where = [float(p) + own for p, own in zip(arrays["pool"], look, strict=True)]
        share = shares([sum(p * v for p, v in zip(where, row, strict=True)) for row in x])
        pooled = [sum(s * row[j] for s, row in zip(share, x, strict=True)) for j in range(WIDTH)]
        whole = times("told_weight", pooled, "told_bias")
        told[0].append(whole[rule])
        told[1].append(whole[len(RULES) + rule])
    return [*told[0], *told[1]]


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("text", ["Kas", "de kassier is de coop", "", "ß ß"])
def test_a_network_tells_what_its_formulas_say(seed, text):
    numbers = {line.rsplit("\t", 1)[0]: i for i, line in enumerate(LINES)}
    pieces = Pieces(dict.fromkeys(LETTERS, -1.0), numbers, numbers["<unk>"]).of(text)
    shows, seems = _network(seed).reads(text)
    assert shows + seems == pytest.approx(_by_hand(_arrays(seed), [0, *pieces, 2]), abs=0.006)


def test_a_network_reads_no_more_than_it_may():
    long = "abc " * 400
    assert _network().reads(long) == _network().reads(long[: 4 * MOST_PIECES])


def _plan(text: str) -> Passages:
    return Passages(read_markdown(text), LEXICON)


PLAN = (
    """# Ons plan

## De kassier

Onze coöperatie doet de boeken. Dat doet zij sinds 2024.

Wij vragen haar:

"""
    + "".join(
        f"- per kwartaal op papier te zetten wat er binnenkwam en eruit ging in dorp nummer {n};\n" for n in range(12)
    )
    + """
## Begroting

| Post | Bedrag |
| --- | --- |
| Overleg | € 10.000 |
| Scholing | € 5.000 |
"""
)


def test_sentences_of_a_paragraph_are_read_together_under_their_heading():
    assert units(_plan(PLAN))[0].text == "De kassier > Onze coöperatie doet de boeken. Dat doet zij sinds 2024."


def test_a_long_list_is_read_in_parts_that_each_have_the_line_that_opens_it():
    parts = [unit.text for unit in units(_plan(PLAN)) if "nummer" in unit.text]
    assert len(parts) > 1
    assert all(part.startswith("De kassier > Wij vragen haar:") for part in parts)


def test_a_row_is_read_with_the_heads_of_its_columns():
    assert units(_plan(PLAN))[-1].text == "Begroting > Post: Scholing Bedrag: € 5.000"


def test_every_sentence_is_read_once():
    passages = _plan(PLAN)
    assert sorted(n for unit in units(passages) for n in unit.sentences) == sorted(passages.sentences)


def _meaning(scale: tuple[float, ...]) -> tuple[Meaning, Passages]:
    passages = _plan(PLAN)
    return Meaning(passages, Reader(_network(), scale, (-2.0, 2.0))), passages


def test_it_is_asked_only_where_words_leave_doubt_and_of_rules_it_knows():
    reader = Reader(_network(), (0.0,) * 10, (-2.0, 2.0))
    assert [reader.is_asked(RULES[0], s) for s in (-2.5, -1.9, 0.0, 1.9, 2.5)] == [False, True, True, True, False]
    assert not reader.is_asked("bb1/onbekend", 0.0)


def test_its_word_and_that_of_the_second_witness_are_put_on_one_scale():
    meaning, passages = _meaning((0.5, 2.0, 1.0, *(0.0,) * 7))
    first = units(passages)[0]
    shows = _network().reads(first.text)[0]
    assert meaning.judge(RULES[0], 0.25, [first.sentences], []) == pytest.approx(0.5 + 2 * 0.25 + shows[0])
    assert meaning.judge(RULES[1], 0.25, [first.sentences], []) == pytest.approx(0.5 + 2 * 0.25 + shows[1])


def test_a_rule_may_add_a_little_of_its_own():
    passages = _plan(PLAN)
    first = [units(passages)[0].sentences]
    scale, own = (0.5, 2.0, 1.0, *(0.0,) * 7), {RULES[0]: (0.125, 1.0, -1.0, 0.0)}
    plain = Meaning(passages, Reader(_network(), scale, (-2.0, 2.0)))
    added = Meaning(passages, Reader(_network(), scale, (-2.0, 2.0), own=own))
    shows = plain.measures(RULES[0], first, [])[0]
    gained = added.judge(RULES[0], 0.25, first, []) - plain.judge(RULES[0], 0.25, first, [])
    assert gained == pytest.approx(0.125 + 0.25 - shows)
    assert added.judge(RULES[1], 0.25, first, []) == plain.judge(RULES[1], 0.25, first, [])


def test_it_measures_what_the_rule_found_apart():
    meaning, passages = _meaning((0.0,) * 10)
    first, last = units(passages)[0].sentences, units(passages)[-1].sentences
    one, other = (meaning.measures(RULES[0], [w], []) for w in (first, last))
    both = meaning.measures(RULES[0], [first], [last])
    assert both[0] == max(one[0], other[0]) and both[1] == min(one[0], other[0])
    assert both[3] == other[0] and both[7] == other[6]
    assert one[3] == one[7] == -3, "the rule found nothing"


def test_it_tells_which_of_some_sentences_show_a_rule_most():
    meaning, passages = _meaning((0.0,) * 10)
    read = {unit.sentences: _network().reads(unit.text)[0][0] for unit in units(passages)}
    best = max(read, key=read.__getitem__)
    assert meaning.plainest(RULES[0], passages.sentences) == (read[best], best)
    assert meaning.plainest(RULES[0], [best[0]]) == (read[best], best)
    others = [n for n in passages.sentences if n not in best]
    assert meaning.plainest(RULES[0], others) == max((shows, own) for own, shows in read.items() if own != best)
    assert meaning.plainest(RULES[0], []) is None


def test_without_a_folder_there_is_no_reader(tmp_path):
    assert load_reader(tmp_path / "niet") is None


def _stored(folder: pathlib.Path, lines: list[str] = LINES, **changed: object) -> pathlib.Path:
    folder.mkdir()
    np.savez(folder / "meaning.npz", **_arrays())
    (folder / "pieces.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / "meaning.json").write_text(json.dumps(ABOUT | changed), encoding="utf-8")
    return folder


def test_a_reader_is_read_from_its_files(tmp_path):
    reader = load_reader(_stored(tmp_path / "a"))
    assert reader is not None and reader.doubt == (-2, 2)
    assert reader.network.reads("de kas") == _network().reads("de kas")


def test_a_reader_reads_the_same_in_another_process(tmp_path):
    reader = load_reader(_stored(tmp_path / "a"))
    again = pickle.loads(pickle.dumps(reader))
    assert reader is not None and again.digest == reader.digest
    assert again.network.reads("de kas") == reader.network.reads("de kas")


def test_other_files_have_another_digest(tmp_path):
    readers = [load_reader(_stored(tmp_path / n, doubt=[-2, top])) for n, top in (("a", 2), ("b", 3), ("c", 2))]
    digests = [reader.digest for reader in readers if reader is not None]
    assert digests[0] == digests[2] != digests[1]


@pytest.mark.parametrize(
    "changed",
    [
        {"lines": LINES[:-1]},
        {"layers": 3},
        {"heads": 3},
        {"scale": [0.5] * 9},
        {"doubt": [1]},
        {"rules": None},
        {"scale": ["x"] * 10},
        {"scale": [float("nan")] * 10},
        {"doubt": [2, -2]},
        {"rules": RULES[:1]},
        {"rules": [*RULES, "bb1/drie"]},
        {"own": None},
        {"own": {RULES[0]: [0.1, 0.2]}},
        {"own": {RULES[0]: [10**400, 0, 0, 0]}},
    ],
)
def test_files_that_do_not_belong_together_are_refused(tmp_path, changed):
    with pytest.raises(ValueError, match=r"meaning\."):
        load_reader(_stored(tmp_path / "b", **changed))


@pytest.mark.parametrize("name", ["meaning.json", "meaning.npz", "pieces.txt"])
def test_damaged_files_are_told_in_one_sentence(tmp_path, monkeypatch, name):
    shutil.copytree(builtin_folder() / "witness", tmp_path / "witness")
    damaged = _stored(tmp_path / "meaning") / name
    damaged.write_bytes(damaged.read_bytes()[:40])
    monkeypatch.setattr(places, "builtin_folder", lambda: tmp_path)
    with pytest.raises(RulesetError, match="meaning: gewichten niet te lezen") as raised:
        places.builtin_weights()
    assert "\n" not in str(raised.value)


def test_the_reader_that_comes_with_resvtool_tells_a_kassier_from_a_wish_for_one():
    reader = load_reader(builtin_folder() / "meaning")
    assert reader is not None
    place = reader.network.places["bb1/rechtsvorm-of-kassier"]
    said, wished = (
        reader.network.reads(text)[0][place]
        for text in (
            "Geld > De huisartsencoöperatie Zeedorpen is onze kassier: zij ontvangt het geld en legt er verantwoording over af.",
            "Geld > Wij willen in 2028 onderzoeken of een van de leden kassier kan worden.",
        )
    )
    assert said > wished
