"""``overzicht.html``: plans against requirements as a heat map, sortable, linking to each plan's report.

One file that needs nothing else and asks nothing of the network.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from resvtool.batch import overview as o
from resvtool.batch.overview import Overview, failed_count
from resvtool.batch.overview_xlsx import link_to, report_file
from resvtool.batch.rows import WAIVED, Row, State
from resvtool.documents.templates import builtin_templates
from resvtool.report import wording as w
from resvtool.rules.model import Status, Text

TITLE = Text("Overzicht van RESV-plannen", "Overview of RESV plans")
SEARCH = Text("Zoek plan", "Find plan")
# A letter for the style, and a mark for those who do not see the colour.
_MARKS = {
    Status.PASS.value: ("p", "✓"),
    Status.FAIL.value: ("f", "✗"),
    WAIVED: ("w", "○"),
    Status.REVIEW.value: ("r", "?"),
    Status.NOT_APPLICABLE.value: ("n", "–"),
    Status.ERROR.value: ("e", "!"),
}
_CELLS = {status: f"<td class={letter}>{mark}</td>" for status, (letter, mark) in _MARKS.items()}
_NO_CELL = "<td></td>"


def overview_html(overview: Overview) -> bytes:
    """Return the page as bytes."""
    lang = overview.lang
    states = Counter(row.state for row in overview.rows())
    groups = Counter(rule.block for rule in overview.rules)
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(builtin_templates() / "overzicht"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text = environment.get_template("overzicht.html.j2").render(
        lang=lang,
        t={
            "title": TITLE(lang),
            "counts": _counted(states, lang),
            "advises": w.ADVISES(lang),
            "search": SEARCH(lang),
            "plan": o.PLAN(lang),
            "waivers": w.WAIVERS(lang),
        },
        legend=[(letter, mark, o.OUTCOMES[status](lang)) for status, (letter, mark) in _MARKS.items()],
        groups=[(overview.block_name(block), groups[block]) for block in overview.blocks],
        heads=[o.RULESET(lang), o.GATES(lang), w.STATUS[Status.FAIL](lang), w.STATUS[Status.REVIEW](lang)],
        rules=overview.rules,
        rows=_rows(overview),
        notices=[(row.title, notice) for row in overview.rows() for notice in row.notices],
    )
    return text.encode("utf-8", errors="replace")


def _rows(overview: Overview) -> Iterator[dict[str, Any]]:
    for row in overview.rows():
        counts = overview.counts(row)
        file = report_file(row)
        yield {
            "name": row.title,
            "note": f"{o.STATES[row.state](overview.lang)}: {row.reason}" if row.reason else "",
            "link": link_to(f"{row.target}/{file}") if file else "",
            "ruleset": row.ruleset,
            "why": _why(row, overview.lang),
            "counts": (row.gates_failed, failed_count(counts), counts[Status.REVIEW.value]),
            # Only letters and marks of our own: no text of a plan goes around the escaping.
            "cells": Markup("".join(_CELLS.get(row.statuses.get(r.id, ""), _NO_CELL) for r in overview.rules)),
        }


def _why(row: Row, lang: str) -> str:
    return "" if row.statuses else f"{o.STATES[row.state](lang)}: {row.reason}"


def _counted(states: Counter[State], lang: str) -> str:
    parts = [f"{states[s]} {text(lang)}" for s, text in o.STATES.items() if states[s]]
    return f"{o.plan_count(sum(states.values()), lang)}: {', '.join(parts)}."
