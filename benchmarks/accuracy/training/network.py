"""The network of the third witness in torch, its training, and its weights as they are stored.

The same sums in the same order as ``resvtool.locating.meaning.Network``; a fixed seed, and the same weights from
the same data on the same machine.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from pretrained import Pretrained
from torch import nn
from torch.nn import functional

from resvtool.locating.meaning import MOST_PIECES

LAYERS = 1
WIDE = 768
"""How many of the inner units of a layer are kept: half of them, those with the heaviest weights. On unseen plans the
others gained nothing."""
PRESENT, ABSENT, PARTIAL = 1, 2, 3
SEED = 2027
_BATCH = 16
_RATE, _HEAD_RATE, _LOOK_RATE, _DECAY, _LEFT_OUT = 1.2e-3, 8e-3, 2e-3, 0.01, 0.1
_WARM_UP, _LOWEST = 200, 0.03
_UNQUOTED_PART = 3
_ELSEWHERE, _TAKEN, _MISTAKEN, _FAINT = 0.03, 0.5, 1.5, 0.5
_AT_FIRST = -3.0
_LEAST = 1e-12
_HIGHEST = 127


@dataclass
class Example:
    """A unit as pieces, the labels of its plan, and what it was quoted for.

    ``labels`` has one of the statuses (0: not labelled) for each requirement; None for a passage that was written for
    one requirement and says nothing of others. ``quoted`` are the requirements it was quoted for, with the status of
    the plan: for what is present it shows it, for what is absent or partial it only seems to; what is asked of every
    activity counts as present where it stands for one. ``taken`` are the absent requirements for which rule or second
    witness would take it first, and what an activity lacks of which it is a part.
    """

    pieces: list[int]
    labels: np.ndarray | None
    quoted: dict[int, int] = field(default_factory=dict)
    taken: list[int] = field(default_factory=list)


class Torch(nn.Module):
    """Embeddings, layers, a weighted mean over the pieces and two heads for each requirement.

    ``pool`` says which pieces weigh most for all requirements, ``look`` which do so for each of them.
    """

    def __init__(self, start: Pretrained, kept: np.ndarray, requirements: int) -> None:
        super().__init__()
        width, wide = start.width, start.wide
        self.heads = start.heads

        def given(name: str, *shape: int) -> nn.Parameter:
            return nn.Parameter(torch.tensor(start.weights[name].reshape(shape)))

        self.word = nn.Embedding.from_pretrained(
            torch.tensor(start.weights["emb.word"].reshape(-1, width)[kept]), freeze=False
        )
        places = start.weights["emb.pos"].reshape(-1, width)[: MOST_PIECES + 2] + start.weights["emb.type"][:width]
        self.place = nn.Parameter(torch.tensor(places))
        self.first_weight, self.first_bias = given("emb.ln.w", width), given("emb.ln.b", width)
        self.layers = nn.ModuleList()
        for number in range(LAYERS):
            layer = nn.Module()
            heaviest = _heaviest(start, number)
            for own, theirs, out, inside in (
                ("query", "q", width, width),
                ("key", "k", width, width),
                ("value", "v", width, width),
                ("seen", "ao", width, width),
                ("wide", "fi", wide, width),
                ("back", "fo", width, wide),
            ):
                setattr(layer, own + "_weight", given(f"l{number}.{theirs}.w", out, inside))
                setattr(layer, own + "_bias", given(f"l{number}.{theirs}.b", out))
            layer.wide_weight = nn.Parameter(layer.wide_weight.detach()[heaviest].clone())
            layer.wide_bias = nn.Parameter(layer.wide_bias.detach()[heaviest].clone())
            layer.back_weight = nn.Parameter(layer.back_weight.detach()[:, heaviest].clone())
            for own, theirs in (("middle", "aln"), ("last", "oln")):
                setattr(layer, own + "_weight", given(f"l{number}.{theirs}.w", width))
                setattr(layer, own + "_bias", given(f"l{number}.{theirs}.b", width))
            self.layers.append(layer)
        self.pool = nn.Parameter(torch.zeros(width))
        self.look = nn.Parameter(torch.zeros(requirements, width))
        self.told = nn.Linear(width, 2 * requirements)
        nn.init.zeros_(self.told.weight)
        nn.init.constant_(self.told.bias, _AT_FIRST)

    def body(self) -> list[nn.Parameter]:
        """Return the weights that were trained before."""
        return [p for name, p in self.named_parameters() if not name.startswith(("pool", "look", "told"))]

    def forward(self, pieces: torch.Tensor, is_piece: torch.Tensor) -> torch.Tensor:
        """Return what each text tells of each requirement: how much it shows it, then how much it seems to."""
        count, length = pieces.shape
        width = self.place.shape[1]

        def normal(x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
            return functional.layer_norm(x, (width,), weight, bias, _LEAST)

        def split(x: torch.Tensor) -> torch.Tensor:
            return x.view(count, length, self.heads, width // self.heads).transpose(1, 2)

        x = normal(self.word(pieces) + self.place[:length], self.first_weight, self.first_bias)
        for layer in self.layers:
            asked = [
                split(functional.linear(x, getattr(layer, n + "_weight"), getattr(layer, n + "_bias")))
                for n in ("query", "key", "value")
            ]
            seen = functional.scaled_dot_product_attention(*asked, attn_mask=is_piece[:, None, None, :])
            seen = seen.transpose(1, 2).reshape(count, length, width)
            seen = functional.linear(seen, layer.seen_weight, layer.seen_bias)
            x = normal(x + seen, layer.middle_weight, layer.middle_bias)
            inner = functional.gelu(functional.linear(x, layer.wide_weight, layer.wide_bias))
            back = functional.linear(inner, layer.back_weight, layer.back_bias)
            x = normal(x + back, layer.last_weight, layer.last_bias)
        looks = x @ (self.pool[:, None] + self.look.T)
        share = looks.masked_fill(~is_piece[..., None], -1e4).softmax(1)
        told = (x @ self.told.weight.T).view(count, length, 2, -1)
        return (share[:, :, None, :] * told).sum(1).reshape(count, -1) + self.told.bias


def _heaviest(start: Pretrained, number: int) -> np.ndarray:
    """Return the inner units of a layer whose weights are the heaviest, in order."""
    into = np.linalg.norm(start.weights[f"l{number}.fi.w"].reshape(start.wide, start.width), axis=1)
    out = np.linalg.norm(start.weights[f"l{number}.fo.w"].reshape(start.width, start.wide), axis=0)
    return np.sort(np.argsort(-into * out, kind="stable")[:WIDE])


def padded(
    texts: Sequence[list[int]], start: Pretrained, chance: np.random.Generator | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return texts as one array of pieces, and where it holds pieces; by ``chance`` some pieces are made unknown."""
    whole = [[start.begin, *text[:MOST_PIECES], start.end] for text in texts]
    length = max(map(len, whole))
    pieces = np.full((len(whole), length), start.padding, np.int64)
    is_piece = np.zeros((len(whole), length), bool)
    for i, text in enumerate(whole):
        pieces[i, : len(text)] = text
        is_piece[i, : len(text)] = True
    if chance is not None:
        pieces[(chance.random(pieces.shape, np.float32) < _LEFT_OUT) & (pieces > start.unknown)] = start.unknown
    return torch.from_numpy(pieces), torch.from_numpy(is_piece)


def _targets(batch: list[Example], requirements: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return, for both heads, what is wanted of each text and requirement, and how much that counts.

    A quote counts in full. Elsewhere in a plan that lacks a requirement nothing shows it, which counts a little, for
    most of it is about other things; in one that meets it the writer may say so twice, which counts half of that.
    """
    wanted = np.zeros((len(batch), 2, requirements), np.float32)
    counts = np.zeros_like(wanted)
    for i, example in enumerate(batch):
        if example.labels is None:
            counts[i] = _ELSEWHERE / 3
        else:
            counts[i, 0] = np.select(
                [example.labels == ABSENT, example.labels == PRESENT], [_ELSEWHERE, _ELSEWHERE / 2]
            )
            counts[i, 1] = np.where(example.labels > 0, _ELSEWHERE / 2, 0)
        counts[i, 0, example.taken] = _TAKEN
        for rule, status in example.quoted.items():
            wanted[i, :, rule] = (status == PRESENT, status != PRESENT)
            counts[i, :, rule] = {PRESENT: (1, 1), ABSENT: (_MISTAKEN, 1), PARTIAL: (0, _FAINT)}[status]
    return torch.from_numpy(wanted.reshape(len(batch), -1)), torch.from_numpy(counts.reshape(len(batch), -1))


def train(model: Torch, examples: list[Example], passes: float, start: Pretrained) -> None:
    """Train ``model`` in place: so many passes over what is quoted, with a third of the rest in each, by chance.

    In each some pieces are left out, so that nothing leans on one word.
    """
    chance, unknown = random.Random(SEED), np.random.default_rng(SEED)
    quoted = [e for e in examples if e.quoted or e.taken]
    rest = [e for e in examples if not (e.quoted or e.taken)]
    requirements = model.told.out_features // 2
    groups = [
        {"params": model.body(), "lr": _RATE},
        {"params": [model.pool, *model.told.parameters()], "lr": _HEAD_RATE},
        {"params": [model.look], "lr": _LOOK_RATE},
    ]
    adam = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=_DECAY)
    rates = [group["lr"] for group in adam.param_groups]
    total = int(passes * (len(quoted) + len(rest) // _UNQUOTED_PART) / _BATCH)
    step, lost = 0, 0.0
    model.train()
    while step < total:
        for batch in _batches(quoted + chance.sample(rest, len(rest) // _UNQUOTED_PART), chance):
            slope = min(1, (step + 1) / _WARM_UP) * max(_LOWEST, 1 - step / total)
            for group, given in zip(adam.param_groups, rates, strict=True):
                group["lr"] = given * slope
            wanted, counts = _targets(batch, requirements)
            told = model(*padded([e.pieces for e in batch], start, unknown))
            wrong = functional.binary_cross_entropy_with_logits(told, wanted, reduction="none")
            loss = (wrong * counts).sum() / len(batch)
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.body(), 1.0)
            adam.step()
            lost += loss.item()
            step += 1
            if step % 200 == 0:
                print(f"step {step} of {total}: loss {lost / 200:.3f}", flush=True)
                lost = 0.0
            if step == total:
                break
    model.eval()


def _batches(examples: list[Example], chance: random.Random) -> list[list[Example]]:
    """Return the examples as batches by chance, each of texts that are about as long."""
    chance.shuffle(examples)
    found: list[list[Example]] = []
    for first in range(0, len(examples), 40 * _BATCH):
        part = sorted(examples[first : first + 40 * _BATCH], key=lambda e: len(e.pieces))
        batches = [part[i : i + _BATCH] for i in range(0, len(part), _BATCH)]
        chance.shuffle(batches)
        found += batches
    return found


def stored(model: Torch) -> dict[str, np.ndarray]:
    """Return the weights as they are stored: whole numbers of one byte with a factor for each row, and vectors."""
    arrays: dict[str, np.ndarray] = {}

    def whole(name: str, values: torch.Tensor) -> None:
        rows = values.detach().numpy()
        factor = np.maximum(np.abs(rows).max(axis=1), 1e-9) / _HIGHEST
        arrays[name] = np.rint(rows / factor[:, None]).astype(np.int8)
        arrays[name + "_scale"] = factor.astype(np.float32)

    def vector(name: str, values: torch.Tensor) -> None:
        arrays[name] = values.detach().numpy().astype(np.float32)

    whole("word", model.word.weight)
    vector("place", model.place)
    vector("first_weight", model.first_weight)
    vector("first_bias", model.first_bias)
    for number, layer in enumerate(model.layers):
        asked = ("query", "key", "value")
        whole(f"{number}_asked_weight", torch.cat([getattr(layer, n + "_weight") for n in asked]))
        vector(f"{number}_asked_bias", torch.cat([getattr(layer, n + "_bias") for n in asked]))
        for name in ("seen", "wide", "back"):
            whole(f"{number}_{name}_weight", getattr(layer, name + "_weight"))
            vector(f"{number}_{name}_bias", getattr(layer, name + "_bias"))
        for name in ("middle", "last"):
            vector(f"{number}_{name}_weight", getattr(layer, name + "_weight"))
            vector(f"{number}_{name}_bias", getattr(layer, name + "_bias"))
    vector("pool", model.pool)
    whole("look_weight", model.look)
    whole("told_weight", model.told.weight)
    vector("told_bias", model.told.bias)
    return arrays
