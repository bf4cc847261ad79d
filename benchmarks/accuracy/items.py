"""Measures whether bottlenecks, activities and their parts are found as readers listed them (``items.yaml``).

    python benchmarks/accuracy/items.py [PLAN...] [--misses]

Reads the plans in ``benchmarks/accuracy/plans`` that a reader listed, from Markdown, and prints per kind in how many
plans exactly the listed items are found, and per part of an activity how often resvtool agrees with the reader.
``--misses`` names them: the plans serve for development.
"""

from __future__ import annotations

import argparse
import multiprocessing
import pathlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import yaml
from develop import ruleset
from training.matching import PARTS, match

from resvtool.plan import Plan
from resvtool.reading.markdown import read_markdown
from resvtool.rules.engine import judge_rule
from resvtool.rules.model import Status

PLANS = pathlib.Path(__file__).resolve().parent / "plans"


@dataclass
class Found:
    """What was found in one plan: per kind what is missed or too much, and per part whether both see it."""

    plan: str
    missed: dict[str, list[str]] = field(default_factory=dict)
    extra: dict[str, list[str]] = field(default_factory=dict)
    parts: list[tuple[str, str, bool, bool]] = field(default_factory=list)

    def exact(self, kind: str) -> bool:
        """Say whether the items of ``kind`` are those that the reader listed."""
        return not self.missed[kind] and not self.extra[kind]


def compare(folder: pathlib.Path) -> Found:
    """Return how the items of the plan in ``folder`` compare with those in its ``items.yaml``."""
    listed: dict[str, list[dict[str, Any]]] = yaml.safe_load((folder / "items.yaml").read_text(encoding="utf-8"))
    rules = ruleset("landelijk")
    document = read_markdown((folder / "plan.md").read_text(encoding="utf-8"))
    plan = Plan(document, rules.lexicon, weights=rules.weights)
    found = Found(folder.name)
    near = [str(b["title"]) for b in listed.get("bottlenecks") or () if not b.get("later")]
    pairs = {
        "bottlenecks": (near, [b.title for b in plan.items.bottlenecks if not b.later]),
        "activities": (
            [str(a["title"]) for a in listed.get("activities") or ()],
            [a.title for a in plan.items.activities],
        ),
    }
    matched = {kind: match(titles, own) for kind, (titles, own) in pairs.items()}
    for kind, (titles, own) in pairs.items():
        found.missed[kind] = [title for title in titles if title not in matched[kind]]
        found.extra[kind] = [title for title in own if title not in matched[kind].values()]
    alike = matched["activities"]
    for part in PARTS:
        rule = rules.rule(f"bb4/{part}-per-activiteit")
        seen = {i.name: i.status is Status.PASS for i in judge_rule(plan, rule).finding.items} if rule else {}
        for activity in listed.get("activities") or ():
            title = str(activity["title"])
            if alike.get(title) in seen:
                found.parts.append((part, title, bool(activity.get(part)), seen[alike[title]]))
    return found


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", nargs="*")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    folders = [f for f in sorted(PLANS.iterdir()) if (f / "items.yaml").is_file()]
    folders = [f for f in folders if not options.plans or f.name in options.plans]
    with multiprocessing.Pool() as pool:
        found = pool.map(compare, folders, chunksize=1)
    for kind in ("bottlenecks", "activities"):
        print(f"{kind}: exactly those listed in {sum(f.exact(kind) for f in found)} of {len(found)} plans")
        for plan in (f for f in found if options.misses and not f.exact(kind)):
            print(f"  {plan.plan}: missed {plan.missed[kind]}, extra {plan.extra[kind]}")
    for part in PARTS:
        counts = Counter((told, seen) for f in found for name, _, told, seen in f.parts if name == part)
        there, lacking = counts[True, True] + counts[True, False], counts[False, True] + counts[False, False]
        print(f"{part}: {counts[True, True]} of {there} that are there, {counts[False, False]} of {lacking} that lack")
        for plan in found if options.misses else ():
            wrong = [(title, told) for name, title, told, seen in plan.parts if name == part and told != seen]
            for title, told in wrong:
                print(f"  {plan.plan}: {title}: {'there' if told else 'lacking'}")


if __name__ == "__main__":
    main()
