"""The JSON Schema of the data from which a skeleton is filled."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from resvtool.documents.skeleton_tables import BUDGET_PARTS, RISK_KINDS, TABLES, TableForm
from resvtool.rules.schema import rule_id

_COLUMN: Mapping[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "date": {"type": "string"},
    "count": {"type": "integer", "minimum": 0},
    "euro": {"type": "number", "minimum": 0},
}
_COMPUTED = frozenset({"aandeel", "trede"})


def plan_schema() -> dict[str, Any]:
    """Return the schema (2020-12) of the data of one plan."""
    text = {"type": "string"}
    ids = {"type": "array", "items": rule_id()}
    tables = {name: _rows(form) for name, form in TABLES.items() if name not in ("impact", *_BUDGETS)}
    tables["knelpunten"] = _rows(TableForm((*TABLES["knelpunten"].columns, *TABLES["impact"].columns[1:])))
    tables["risicos"]["items"]["properties"]["soort"] = {"enum": list(RISK_KINDS)}
    amount = {"type": "number", "minimum": 0}
    properties: dict[str, Any] = {
        "regio": {**text, "description": "Naam van de RESV-regio."},
        "verband": {**text, "description": "Naam van het RESV."},
        "ingediend_bij": {**text, "description": "De verzekeraar die het plan ontvangt."},
        "datum": {**text, "format": "date", "description": "Datum van indiening, als 2026-07-06."},
        "contactpersoon": text,
        "versie": text,
        "samenvatting": {**text, "description": "Alinea's, met een witregel ertussen; regels met '- ' zijn een lijst."},
        "teksten": {
            "type": "array",
            "description": "De tekst bij een of meer eisen, zoals bb1/huisartsenzorg (zie resvtool rules).",
            "items": _object({"eisen": {**ids, "minItems": 1}, "tekst": text}, ["eisen", "tekst"]),
        },
        "weglaten": {**ids, "description": "Eisen die niet gelden voor dit plan: hun onderdelen blijven weg."},
        **tables,
        "begroting": _object({part: _rows(TABLES[f"begroting_{part}"]) for part in BUDGET_PARTS}),
        "kosten": _object(
            {part: _object({"jaar_2028": amount, "jaar_2029": amount}) for part in BUDGET_PARTS},
        ),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://resvtool.invalid/plan.schema.json",
        "title": "resvtool plan",
        **_object(properties),
    }


_BUDGETS = tuple(f"begroting_{part}" for part in BUDGET_PARTS)


def schema_text() -> str:
    """Return the schema as the text of ``docs/plan.schema.json``."""
    return json.dumps(plan_schema(), ensure_ascii=False, indent=1) + "\n"


def _object(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return made | ({"required": required} if required else {})


def _rows(form: TableForm) -> dict[str, Any]:
    columns = [c for c in form.columns if c.key not in _COMPUTED]
    properties = {c.key: {**_COLUMN[c.kind], "description": c.head} for c in columns}
    return {"type": "array", "items": _object(properties, [columns[0].key])}
