"""Facts as text and JSON: what a plan states, as resvtool reads it."""

from __future__ import annotations

import textwrap
from typing import Any

from resvtool.assessment import Assessment
from resvtool.report import wording as w
from resvtool.report.console import clean
from resvtool.report.json_report import json_text
from resvtool.rules.model import Text

_WIDTH = 80
_MOST = 12
_TITLES = {
    "bottlenecks": Text("Knelpunten", "Bottlenecks"),
    "activities": Text("Activiteiten", "Activities"),
    "participants": Text("Deelnemende organisaties", "Participating organisations"),
    "kassier": Text("Kassier", "Cashier"),
    "shares": Text("Vertegenwoordiging per vak", "Share represented per profession"),
    "hoofdtaken": Text("Hoofdtaken per jaar", "Hoofdtaken per year"),
    "inhabitants": Text("Inwoners van de regio", "Inhabitants of the region"),
    "submitted": Text("Indiening", "Submission"),
    "budgets": Text("Begrotingstabellen", "Budget tables"),
    "requested": Text("Gevraagd bedrag 2027", "Amount requested for 2027"),
    "postcodes": Text("Postcodes", "Postcodes"),
}


def facts_json(assessment: Assessment) -> str:
    """Return all facts as JSON text."""
    data = {"path": assessment.document.path, "facts": assessment.plan.facts_as_data()}
    return json_text(data)


def facts_text(assessment: Assessment, lang: str) -> str:
    """Return the main facts for people to read, 80 columns wide."""
    facts = assessment.plan.facts_as_data()
    lines = [clean(assessment.document.path)]
    for kind, title in _TITLES.items():
        lines += ["", title(lang), "-" * len(title(lang))]
        shown = _lines(kind, facts, lang)
        lines += shown or [w.NOT_FOUND(lang)]
    return "\n".join(lines) + "\n"


def _lines(kind: str, facts: dict[str, Any], lang: str) -> list[str]:
    found = facts[kind]
    match kind:
        case "bottlenecks":
            return [line for b in found for line in _item(b, b["smart"], lang)]
        case "activities":
            return [line for a in found for line in _item(a, a["shown"], lang)]
        case "kassier":
            return _entry(found["name"], found) if found else []
        case "participants":
            return [line for p in found for line in _entry(p["name"], p)]
        case "budgets":
            return [line for b in found for line in _budget(b)]
        case "postcodes":
            codes = [str(p["first"]) if p["first"] == p["last"] else f"{p['first']}-{p['last']}" for p in found]
            return _wrapped(", ".join(dict.fromkeys(codes)))
        case _:
            return [line for f in found[:_MOST] for line in _entry(_value(kind, f), f)]


def _value(kind: str, fact: dict[str, Any]) -> str:
    match kind:
        case "shares":
            share = f"{fact['low']:.0f}%" if fact["low"] == fact["high"] else f"{fact['low']:.0f}-{fact['high']:.0f}%"
            return f"{fact['discipline']}: {share} ({fact['measure']}, {fact['how']})"
        case "hoofdtaken":
            return f"{fact['year']}: {fact['count']}"
        case "inhabitants":
            return f"{fact['count']:,}".replace(",", ".")
        case "submitted":
            return str(fact["first"])
        case _:
            return f"€ {fact['euros']}"


def _item(item: dict[str, Any], parts: dict[str, Any], lang: str) -> list[str]:
    lines = _wrapped(f"{item['label']} {item['name']}".strip())
    for name, found in parts.items():
        text = clean(found["text"]) if found else w.NOT_FOUND(lang)
        lines += textwrap.wrap(f"{name}: {text[:160]}", _WIDTH, initial_indent="    ", subsequent_indent="      ")
    return lines


def _budget(budget: dict[str, Any]) -> list[str]:
    lines = _wrapped(clean(budget["heading"]) or "-")
    for column in budget["columns"]:
        total = f"€ {column['total']}" if column["total"] else "-"
        lines += textwrap.wrap(
            f"{clean(column['head'])}: {len(column['rows'])} rijen, totaal {total}", _WIDTH, initial_indent="    "
        )
    lines += [f"    ! {clean(m)}" for m in budget["mismatches"]]
    return lines


def _entry(value: str, fact: dict[str, Any]) -> list[str]:
    text = clean(fact["text"])
    lines = _wrapped(value)
    return lines + textwrap.wrap(f'"{text[:140]}"', _WIDTH, initial_indent="    ", subsequent_indent="    ")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(clean(text), _WIDTH, initial_indent="  ", subsequent_indent="    ") or []
