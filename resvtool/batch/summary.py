"""How a batch ended, in a few lines."""

from __future__ import annotations

from resvtool.batch.overview import STATES, plan_count
from resvtool.batch.rows import State
from resvtool.batch.running import Tally
from resvtool.rules.model import Text

_ERRORS = Text("{0}, waarvan {1} met fouten", "{0}, of which {1} with errors")
_AGAIN = Text("{0} ongewijzigd sinds de vorige keer", "{0} unchanged since the last time")
_NOT = Text("{0} niet beoordeeld", "{0} not assessed")


def summary(tally: Tally, lang: str) -> str:
    """Return the outcome of a batch for people: counts, and where the overviews are."""
    parts = [_ERRORS(lang).format(plan_count(tally.plans, lang), tally.failing["error"])]
    if tally.not_assessed:
        why = ", ".join(
            f"{tally.states[s]} {t(lang)}" for s, t in STATES.items() if s is not State.DONE and tally.states[s]
        )
        parts.append(f"{_NOT(lang).format(tally.not_assessed)} ({why})")
    if tally.again:
        parts.append(_AGAIN(lang).format(tally.again))
    return "\n".join([", ".join(parts) + ".", *tally.overviews])
