"""The JSON Schema of the data from which a skeleton is filled, and the check of such data by it."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from typing import Any

from resvtool.documents.skeleton_tables import BUDGET_PARTS, RISK_KINDS, TABLES, TableForm

_TYPES: Mapping[str, tuple[tuple[type, ...], str]] = {
    "string": ((str,), "een tekst"),
    "number": ((int, float), "een getal"),
    "integer": ((int,), "een geheel getal"),
    "array": ((list,), "een lijst"),
    "object": ((dict,), "een groep met namen en waarden"),
}
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
    ids = {"type": "array", "items": {"type": "string", "pattern": "^[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*$"}}
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


def fault(value: Any, schema: Mapping[str, Any], place: str = "") -> str:
    """Return what is wrong with ``value`` by ``schema`` in one Dutch clause that says where; "" when nothing is.

    Knows the part of JSON Schema that :func:`plan_schema` uses.
    """
    where = place or "het bestand"
    if "enum" in schema and value not in schema["enum"]:
        return f"'{where}' moet een van deze zijn: {', '.join(schema['enum'])}"
    kind = schema.get("type")
    if kind and (not isinstance(value, _TYPES[kind][0]) or isinstance(value, bool)):
        return f"'{where}' moet {_TYPES[kind][1]} zijn"
    if "minimum" in schema and value < schema["minimum"]:
        return f"'{where}' mag niet kleiner zijn dan {schema['minimum']}"
    if schema.get("format") == "date" and not _is_date(value):
        return f"'{where}' moet een datum zijn, als 2026-07-06"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        return f"'{where}': '{value}' is geen naam van een eis, zoals bb1/huisartsenzorg"
    if kind == "array":
        return _fault_in_list(value, schema, place)
    return _fault_in_object(value, schema, place) if kind == "object" else ""


def _fault_in_list(value: list[Any], schema: Mapping[str, Any], place: str) -> str:
    if len(value) < schema.get("minItems", 0):
        return f"'{place}' mag niet leeg zijn"
    faults = (fault(item, schema["items"], f"{place}[{number}]") for number, item in enumerate(value, start=1))
    return next(filter(None, faults), "")


def _fault_in_object(value: dict[Any, Any], schema: Mapping[str, Any], place: str) -> str:
    known = schema["properties"]
    for key in value:
        if key not in known:
            inside = f" in '{place}'" if place else ""
            return f"onbekende sleutel '{key}'{inside}; bekend zijn {', '.join(known)}"
    for key in schema.get("required", ()):
        if key not in value:
            return f"'{place}' mist '{key}'"
    faults = (fault(item, known[key], f"{place}.{key}" if place else str(key)) for key, item in value.items())
    return next(filter(None, faults), "")


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
