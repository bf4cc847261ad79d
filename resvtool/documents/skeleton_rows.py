"""The rows of a skeleton's tables, as text: from data where there is any, else with prompts for the writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from resvtool.documents.filters import datum, euro, getal
from resvtool.documents.skeleton_tables import BUDGET_PARTS, TABLES, Column, prompt

_WRITTEN: Mapping[str, Callable[[Any], str]] = {"text": str, "date": datum, "count": getal, "euro": euro}
_YEARS = ("jaar_2028", "jaar_2029")

Row = dict[str, str]


def filled_tables(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return every table as rows of texts by column; a sum is "" where the data lacks its amounts."""
    tables: dict[str, Any] = {name: _rows(name, data.get(_source(name))) for name in TABLES}
    tables["colofon"] = _front(data)
    tables["inwoners"] = _total(data.get("werkgebied"), "inwoners", getal)
    budget = data.get("begroting", {})
    tables["begroting"] = {part: _budget_part(part, name, budget.get(part)) for part, name in BUDGET_PARTS.items()}
    tables["begroting_totaal"] = euro(sum(map(_sum, budget.values()))) if len(budget) == len(BUDGET_PARTS) else ""
    tables["kosten"] = _costs(data)
    return tables


def _source(table: str) -> str:
    return "knelpunten" if table == "impact" else table


def _rows(name: str, items: Iterable[Mapping[str, Any]] | None) -> list[Row]:
    form = TABLES[name]
    found = list(items) if items else list(form.start)
    return [{c.key: _cell(c, row, number) for c in form.columns} for number, row in enumerate(found, start=1)]


def _cell(column: Column, row: Mapping[str, Any], number: int) -> str:
    if column.key == "trede":
        return str(number)
    if column.key == "aandeel" and row.get("totaal") and "aangesloten" in row:
        return f"{round(100 * row['aangesloten'] / row['totaal'])}%"
    value = row.get(column.key)
    return prompt(column.prompt) if value is None else _WRITTEN[column.kind](value)


def _front(data: Mapping[str, Any]) -> list[Row]:
    """Return the lines of the front page's table."""
    lines = (
        ("RESV", "verband", "naam van het RESV"),
        ("Regio", "regio", "regio"),
        ("Ingediend bij", "ingediend_bij", "verzekeraar"),
        ("Datum van indiening", "datum", "datum"),
        ("Contactpersoon", "contactpersoon", "naam, telefoon en e-mail"),
        ("Versie", "versie", "versie"),
    )
    return [{"wat": what, "waarde": datum(data[key]) if key in data else prompt(asked)} for what, key, asked in lines]


def _budget_part(part: str, name: str, posts: list[Mapping[str, Any]] | None) -> dict[str, Any]:
    return {
        "naam": name,
        "rijen": _rows(f"begroting_{part}", posts),
        "subtotaal": euro(_sum(posts)) if posts else "",
    }


def _costs(data: Mapping[str, Any]) -> list[Row]:
    """Return the costs of three years per kind of cooperation, those of 2027 from the budget, and their total."""
    budget, costs = data.get("begroting", {}), data.get("kosten", {})
    rows: list[Row] = []
    for part, name in BUDGET_PARTS.items():
        later = costs.get(part, {})
        row = {"soort": name, "jaar_2027": euro(_sum(budget[part])) if part in budget else prompt("bedrag")}
        rows.append(row | {year: euro(later[year]) if year in later else prompt("bedrag") for year in _YEARS})
    total = {"soort": "Totaal", "jaar_2027": prompt("som")}
    if all(part in budget for part in BUDGET_PARTS):
        total["jaar_2027"] = euro(sum(_sum(budget[part]) for part in BUDGET_PARTS))
    for year in _YEARS:
        amounts = [costs.get(part, {}).get(year) for part in BUDGET_PARTS]
        total[year] = euro(sum(amounts)) if None not in amounts else prompt("som")
    return [*rows, total]


def _sum(posts: Iterable[Mapping[str, Any]] | None) -> float:
    return sum(float(post.get("bedrag", 0)) for post in posts or ())


def _total(rows: Iterable[Mapping[str, Any]] | None, key: str, written: Callable[[Any], str]) -> str:
    amounts = [row.get(key) for row in rows or ()]
    known = [amount for amount in amounts if amount is not None]
    return written(sum(known)) if known and len(known) == len(amounts) else ""
