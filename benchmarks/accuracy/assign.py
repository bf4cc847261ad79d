"""Draws, from a seed, what each fictional benchmark plan must leave out, halve or get wrong.

    python benchmarks/accuracy/assign.py REQUIREMENTS.yaml [--seed 2027] [--absent 0.2] [--count 14] [--out PLANS]

The draw knows only the list of requirements (id, kind, condition), never a rule or the lexicon, so
a plan written from an assignment is an honest test of both.
"""

from __future__ import annotations

import argparse
import pathlib
import random

import yaml

STYLES = [
    "zakelijk projectplan met genummerde hoofdstukken die niet naar de bouwstenen heten",
    "verhalend plan met veel alinea's, weinig tabellen en eigen hoofdstuktitels",
    "ingevuld formulier: per onderwerp een tabel van twee kolommen (vraag, antwoord)",
    "beknopt plan in opsommingen en korte zinnen, veel afkortingen die het plan zelf uitlegt",
    "bestuurlijke nota met kaders, besluitpunten en bijlagen waarin veel van de inhoud staat",
    "plan volgens de bouwstenen 1-7 als hoofdstukken, met projectkaarten van een pagina per activiteit",
    "plan waarin twee bouwstenen in een hoofdstuk zijn samengevoegd en een bouwsteen over hoofdstuk en "
    "bijlage is verdeeld",
]
INSURERS = ["menzis", "cz", "zilveren-kruis", "landelijk"]
MANNERS = {
    "presence": ["omit"] * 3 + ["defer"] * 2 + ["keyword-trap"] * 3 + ["negated"] * 2,
    "number": ["below", "below", "unstated"],
    "each": ["one-or-more-items-lack-it"],
    "consistency": ["wrong"],
}
RICH = {**MANNERS, "presence": ["omit"] + ["defer"] * 2 + ["keyword-trap"] * 3 + ["negated"] * 2}
"""The manners of a plan that lacks more than usual: seldom that nothing is said at all."""
USUAL = 0.20
NEVER_ABSENT = {"plan/bouwstenen-herkenbaar"}


def draw(requirements: list[dict], number: int, seed: int, share: float = USUAL) -> dict:
    """Return the assignment of plan ``number``: ruleset, style, length, and the manner per id to miss.

    ``share`` is the part of the requirements to miss; b217 to b244 and b261 and later were drawn with 0.3.
    """
    manners = MANNERS if share <= USUAL else RICH
    rng = random.Random(f"{seed}/{number}")
    ruleset = INSURERS[number % len(INSURERS)]
    pool = [r for r in requirements if r["ruleset"] in ("landelijk", ruleset) and r["kind"] != "declaration"]
    absent, partial = {}, []
    for requirement in pool:
        if requirement["id"] in NEVER_ABSENT:
            continue
        chance = rng.random()
        if chance < share:
            absent[requirement["id"]] = rng.choice(manners[requirement["kind"]])
        elif chance < share + 0.04 and requirement["kind"] == "presence":
            partial.append(requirement["id"])
    return {
        "ruleset": ruleset,
        "style": STYLES[(number * 3 + rng.randrange(2)) % len(STYLES)],
        "words": rng.choice([4500, 5500, 6500, 8000]),
        "legal": "kassier" if rng.random() < 0.75 or ruleset == "cz" else "eigen rechtspersoon",
        "absent": absent,
        "partial": partial,
        "applicable": [r["id"] for r in pool],
    }


def main() -> None:
    """Write ``assignment.yaml`` and ``meta.yaml`` for every plan of the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("requirements", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=2027)
    parser.add_argument("--absent", type=float, default=USUAL, help="share of the requirements that a plan lacks")
    parser.add_argument("--count", type=int, default=14)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent / "plans")
    options = parser.parse_args()
    requirements = yaml.safe_load(options.requirements.read_text(encoding="utf-8"))["requirements"]
    for number in range(1, options.count + 1):
        folder = options.out / f"b{number:02d}"
        folder.mkdir(parents=True, exist_ok=True)
        assignment = draw(requirements, number, options.seed, options.absent)
        (folder / "assignment.yaml").write_text(
            yaml.safe_dump(assignment, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
        (folder / "meta.yaml").write_text(f"ruleset: {assignment['ruleset']}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
