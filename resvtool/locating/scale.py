"""Putting the measures of a witness on one scale, above 0 where a requirement is met."""

from __future__ import annotations

from collections.abc import Sequence


def scaled(
    measures: Sequence[float], scale: Sequence[float], own: Sequence[float] = (), own_measures: Sequence[int] = ()
) -> float:
    """Return where ``measures`` stand on ``scale`` (a bias, a weight for each), with what a rule adds of its ``own``.

    ``own`` is a bias and a weight for each of ``own_measures`` (places in ``measures``), or empty.
    """
    score = scale[0] + sum(w * m for w, m in zip(scale[1:], measures, strict=True))
    if own:
        score += own[0] + sum(w * measures[i] for w, i in zip(own[1:], own_measures, strict=True))
    return score
