"""``docs/regels.md``: every rule, from the rules themselves.

python -m resvtool.documents.rules_docs docs/regels.md
"""

from __future__ import annotations

import pathlib
import sys
from itertools import groupby
from typing import Any

from resvtool.documents.rendering import render_markdown
from resvtool.locating.outline import BLOCK_NAMES
from resvtool.report import wording
from resvtool.rules.differing import differences_of
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Rule, Ruleset

_ORDER = ("landelijk", "menzis", "cz", "zilveren-kruis")
_GATED_APART = "gate"


def rules_document() -> str:
    """Return the text of ``docs/regels.md``: Markdown in Dutch, the same at every run."""
    context = {
        "rulesets": [_ruleset(load_ruleset(name, examples=True)) for name in _ORDER],
        "severity": lambda rule: wording.SEVERITY[rule.severity]("nl"),
        "source": lambda rule: wording.source(dict(rule.source)),
        "differences": lambda rule: differences_of(rule.id),
    }
    return render_markdown("regels.md.j2", context)


def _ruleset(ruleset: Ruleset) -> dict[str, Any]:
    own = [r for r in ruleset.rules if r.layers["rule"] == ruleset.id]
    others = [r for r in ruleset.rules if r.layers["rule"] != ruleset.id]
    changed = [(r, _changes(r, ruleset.id)) for r in others]
    return {
        "id": ruleset.id,
        "name": ruleset.name,
        "rules": own,
        "blocks": [(_title(block), list(rules)) for block, rules in groupby(own, key=lambda r: r.block)],
        "changed": [(r, fields) for r, fields in changed if fields],
        "gated": [f"`{r.id}`" for r in others if r.gate],
    }


def _changes(rule: Rule, layer: str) -> list[str]:
    return sorted(field for field, by in rule.layers.items() if by == layer and field != _GATED_APART)


def _title(block: int) -> str:
    return f"Bouwsteen {block}: {BLOCK_NAMES[block]}" if block else "Plan als geheel"


def main() -> None:
    """Write the document to the file that the command line names."""
    pathlib.Path(sys.argv[1]).write_text(rules_document(), encoding="utf-8")


if __name__ == "__main__":
    main()
