"""How well a rule did on the labelled plans of the benchmark: the figures that ``make accuracy`` leaves.

They stand in ``rulesets/accuracy.json`` and hold for the checks that come with resvtool: a rule of one's own, or
one whose check a ruleset of one's own has changed, has no figure.
"""

from __future__ import annotations

import json
import pathlib
from dataclasses import dataclass

from resvtool.rules.loading import builtin_rulesets
from resvtool.rules.model import Rule
from resvtool.rules.places import builtin_folder

THINLY = 5
"""With fewer plans than this in which a requirement is absent, its rule is thinly tested."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a rule was right of how many judgements, over how many plans (each in several renderings)."""

    right: int
    judged: int
    plans: int

    @property
    def share(self) -> float | None:
        """The share that was right, None when there was no such plan."""
        return self.right / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class RuleAccuracy:
    """The figures of one rule: ``absent`` gives its sensitivity, ``present`` its specificity."""

    absent: Seen
    present: Seen

    @property
    def thinly_tested(self) -> bool:
        """Whether too few plans lack the requirement for the sensitivity to say much."""
        return self.absent.plans < THINLY


def accuracy_of(rule: Rule, folder: pathlib.Path | None = None) -> RuleAccuracy | None:
    """Return the figures of ``rule``, None when it was not measured as it is now.

    ``folder`` holds ``accuracy.json``; without it that of the built-in rulesets. A file that is not there or
    cannot be understood gives no figures: they inform, and stop nobody.
    """
    own = {rule.layers.get("rule"), rule.layers.get("check")} - {None, *builtin_rulesets()}
    if own:
        return None
    try:
        text = ((folder or builtin_folder()) / "accuracy.json").read_text(encoding="utf-8")
        figures = json.loads(text)["rules"][rule.id]
        return RuleAccuracy(Seen(*figures["absent"]), Seen(*figures["present"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
