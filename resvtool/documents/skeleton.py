"""The skeleton of a plan: per building block the sections that a ruleset asks for, empty or filled from data.

In: a ruleset, and data as :mod:`resvtool.documents.plan_schema` describes it. Out: the values for a
template (``skelet.docx``, ``skelet.md.j2``): chapters with sections with parts. A part is an explanation
("hulp"), a place to write ("vraag"), a paragraph ("alinea"), a list item ("punt") or a table ("tabel").
"""

from __future__ import annotations

import datetime
import pathlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from resvtool.documents.controls import add_controls
from resvtool.documents.rendering import render_markdown, render_word
from resvtool.documents.skeleton_rows import filled_tables
from resvtool.documents.skeleton_tables import TABLES, prompt
from resvtool.documents.templates import builtin_templates
from resvtool.rules.loading import builtin_rulesets
from resvtool.rules.model import Rule, Ruleset

_SEEN_TO_ELSEWHERE = ("checklist", "outline")
_FRONT = ("colofon", "samenvatting")


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes the parts of sections."""

    ruleset: Ruleset
    data: Mapping[str, Any]

    def parts(self, wanted: Sequence[str | Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return the parts of a section, in the order in which the layout names them."""
        found: list[dict[str, Any]] = []
        for part in wanted:
            found += self._rule(part) if isinstance(part, str) else self._table(part)
        return found

    def _rule(self, rule_id: str) -> Iterator[dict[str, Any]]:
        rule = self.ruleset.rule(rule_id)
        if rule is None or rule_id in self.data.get("weglaten", ()):
            return
        yield from self._written(rule_id)
        if not self._is_answered(rule_id) and not is_seen_to(rule):
            yield _hint(rule)
            yield {"soort": "vraag", "tekst": prompt(f"{_bare(rule.title.nl)} ({rule.id})")}

    def _table(self, part: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        rules = [r for r in map(self.ruleset.rule, part["eisen"]) if r is not None]
        rules = [r for r in rules if r.id not in self.data.get("weglaten", ())]
        name = str(part["tabel"])
        if not rules and not (part.get("altijd") and (name in _FRONT or name in self.data or not self.data)):
            return
        filled = bool(self.data.get("datum" if name == "colofon" else _source(name)))
        for rule in rules:
            yield from self._written(rule.id)
            if not filled and not self._is_answered(rule.id):
                yield _hint(rule)
        if name == "samenvatting":
            text = self.data.get("samenvatting")
            yield from _paragraphs(text) if text else [{"soort": "vraag", "tekst": prompt("samenvatting")}]
            return
        yield {"soort": "tabel", "tabel": name}

    def _is_answered(self, rule_id: str) -> bool:
        return any(rule_id in entry["eisen"] for entry in self.data.get("teksten", ()))

    def _written(self, rule_id: str) -> Iterator[dict[str, Any]]:
        """Return the texts of a requirement; a text for several stands with the first that the ruleset has."""
        for entry in self.data.get("teksten", ()):
            if rule_id == next((r for r in entry["eisen"] if self.ruleset.rule(r) is not None), None):
                yield from _paragraphs(entry["tekst"])


def skeleton_context(ruleset: Ruleset, data: Mapping[str, Any], regio: str = "") -> dict[str, Any]:
    """Return the values that a skeleton's template is filled with; ``regio`` goes before the one in ``data``."""
    data = {**data, **({"regio": regio} if regio else {})}
    writer = _Writer(ruleset, data)
    chapters = [c for c in (_chapter(entry, writer) for entry in _layout(ruleset)) if c["secties"]]
    hints = any(p["soort"] == "hulp" for c in chapters for s in c["secties"] for p in s["delen"])
    return {
        "regio": data.get("regio") or prompt("regio"),
        "verband": data.get("verband") or prompt("naam van het RESV"),
        "titel": f"RESV-plan {data['regio']} 2027" if data.get("regio") else "RESV-plan 2027",
        "ruleset": {"id": ruleset.id, "naam": ruleset.name, "versie": ruleset.version},
        "datums": [{"datum": d["date"], "tekst": d["nl"]} for d in ruleset.dates] if hints else [],
        "hoofdstukken": chapters,  # of sections of parts
        "let_op": [{"titel": r.title.nl, "tekst": r.need.nl} for r in ruleset.rules if is_seen_to(r)] if hints else [],
        "uitleg": hints,
        "tabellen": filled_tables(data),
        "kolommen": {name: [{"key": c.key, "head": c.head} for c in form.columns] for name, form in TABLES.items()},
    }


def unknown_requirements(data: Mapping[str, Any], ruleset: Ruleset) -> list[str]:
    """Return the requirements that ``data`` writes for and ``ruleset`` lacks, but for those of other insurers."""
    written = [rule for entry in data.get("teksten", ()) for rule in entry["eisen"]]
    named = dict.fromkeys([*written, *data.get("weglaten", ())])
    others = {name for name in builtin_rulesets() if name not in ruleset.layers}
    return [rule for rule in named if ruleset.rule(rule) is None and rule.split("/")[0] not in others]


def is_seen_to(rule: Rule) -> bool:
    """Say whether a rule asks for no text of its own: a checklist, the outline, or what must not be there."""
    return rule.check.kind in _SEEN_TO_ELSEWHERE or (
        rule.check.kind == "forbids" and not rule.check.settings.get("needs")
    )


def _layout(ruleset: Ruleset) -> list[dict[str, Any]]:
    """Return the chapters of the built-in layout, with a section for every rule that it does not name."""
    text = (builtin_templates() / "skelet.yaml").read_text(encoding="utf-8")
    chapters: list[dict[str, Any]] = yaml.safe_load(text)["hoofdstukken"]
    parts = [p for c in chapters for s in c["secties"] for p in s["delen"]]
    named = {rule for p in parts for rule in ([p] if isinstance(p, str) else p["eisen"])}
    for rule in ruleset.rules:
        if rule.id not in named and not is_seen_to(rule):
            at = next(c for c in chapters if c["bouwsteen"] == rule.block)
            at["secties"].append({"kop": rule.title.nl, "delen": [rule.id]})
    return chapters


def _chapter(entry: Mapping[str, Any], writer: _Writer) -> dict[str, Any]:
    sections = [{"kop": s["kop"], "delen": writer.parts(s["delen"])} for s in entry["secties"]]
    return {
        "kop": entry["kop"],
        "bouwsteen": entry["bouwsteen"],
        "secties": [s for s in sections if s["delen"]],
    }


def _hint(rule: Rule) -> dict[str, Any]:
    return {
        "soort": "hulp",
        "eis": rule.id,
        "titel": rule.title.nl,
        "vraag": rule.need.nl,
        "advies": rule.advice.nl,
        "minimumeis": rule.gate,
    }


def _paragraphs(text: str) -> Iterator[dict[str, Any]]:
    """Split a text into paragraphs at empty lines; lines that begin with "- " are list items."""
    for chunk in text.strip().split("\n\n"):
        lines: list[str] = []
        for line in map(str.strip, chunk.splitlines()):
            if line.startswith("- "):
                if lines:
                    yield {"soort": "alinea", "tekst": " ".join(lines)}
                    lines = []
                yield {"soort": "punt", "tekst": line[2:]}
            elif line:
                lines.append(line)
        if lines:
            yield {"soort": "alinea", "tekst": " ".join(lines)}


def _source(table: str) -> str:
    return "knelpunten" if table == "impact" else table


def _bare(text: str) -> str:
    return text.replace("[", "(").replace("]", ")")


def write_skeleton(
    context: Mapping[str, Any], kind: str, date: datetime.date, template: pathlib.Path | None = None
) -> bytes:
    """Return a skeleton as the bytes of a file of ``kind`` ("docx" or "md"), by ``template`` or the built-in one.

    ``date`` is that of the Word file itself. Raises TemplateProblem.
    """
    if kind == "docx":
        return render_word(template or "skelet.docx", context, date, add_controls)
    text = render_markdown(template or "skelet.md.j2", context)
    return re.sub(r"\n{3,}", "\n\n", text).encode("utf-8")
