"""``outline``: every building block can be found as a part of the plan (Handreiking, Fase 1)."""

from __future__ import annotations

from resvtool.locating.outline import BLOCK_NAMES, BLOCK_NAMES_EN, BLOCKS, Located
from resvtool.plan import Plan
from resvtool.rules.model import Evidence, Finding, Item, Rule, Status, Text

_SURE = 0.45


def outlined(plan: Plan, rule: Rule) -> Finding:
    """Judge whether each of the seven building blocks has a section of its own in ``plan``."""
    best: dict[int, Located] = {}
    for located in sorted(plan.outline(), key=lambda s: s.certainty):
        if located.certainty >= _SURE:
            best[located.block] = located
    items = tuple(
        Item(
            f"Bouwsteen {b}: {BLOCK_NAMES[b]}",
            Status.PASS if b in best else Status.FAIL,
            () if b in best else ("geen onderdeel gevonden",),
            best[b].anchor if b in best else None,
        )
        for b in BLOCKS
    )
    missing = [b for b in BLOCKS if b not in best]
    evidence = tuple(Evidence(best[b].heading, best[b].anchor) for b in sorted(best))
    if not missing:
        return Finding(
            Status.PASS,
            Text("Alle zeven bouwstenen zijn te vinden.", "All seven building blocks are there."),
            evidence,
            items,
        )
    names = ", ".join(f"{b} ({BLOCK_NAMES[b]})" for b in missing)
    english = ", ".join(f"{b} ({BLOCK_NAMES_EN[b]})" for b in missing)
    message = Text(f"Geen onderdeel gevonden voor bouwsteen {names}.", f"No part found for building block {english}.")
    return Finding(Status.FAIL, message, evidence, items)
