"""Values checked by a JSON Schema, with faults that a reader can mend: where, what, and what it must be.

Knows the part of JSON Schema (2020-12) that resvtool's own schemas use, so that what an editor marks and
what resvtool refuses are the same: ``type``, ``enum``, ``const``, ``minimum`` (with ``maximum``), ``pattern``,
``format: date``, ``items``, ``minItems``, ``properties``, ``additionalProperties``, ``minProperties``,
``required``, ``anyOf`` (of ``required`` only) and ``oneOf`` (branches told apart by their type or by a
``const``).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

Schema = Mapping[str, Any]
Place = tuple[str | int, ...]

_TYPES: Mapping[str, tuple[tuple[type, ...], str]] = {
    "string": ((str,), "een tekst"),
    "number": ((int, float), "een getal"),
    "integer": ((int,), "een geheel getal"),
    "boolean": ((bool,), "true of false"),
    "array": ((list,), "een lijst"),
    "object": ((dict,), "een groep met namen en waarden"),
    "null": ((type(None),), "leeg"),
}
_MOST_NAMED = 15


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, as a Dutch clause, and the keys (list items by number, from 0) that lead there."""

    place: Place
    problem: str


def fault(value: Any, schema: Schema, place: Place = ()) -> Fault | None:
    """Return the first thing that is wrong with ``value`` by ``schema``; None when nothing is."""
    if "oneOf" in schema:
        return _in_branches(value, schema["oneOf"], place)
    if "enum" in schema and not _listed(value, schema["enum"]):
        return Fault(
            place, f"{_quoted(place)} moet een van deze zijn: {', '.join(schema['enum'])}; niet {_said(value)}"
        )
    if "type" in schema and not _is_type(value, schema):
        return Fault(place, f"{_quoted(place)} moet {_expected(schema)} zijn, niet {_said(value)}")
    if isinstance(value, dict):
        return _in_object(value, schema, place)
    if isinstance(value, list):
        return _in_list(value, schema, place)
    return _in_scalar(value, schema, place)


def named(place: Place) -> str:
    """Return ``place`` as a reader would point at it: ``check.evidence[2].all``."""
    text = ""
    for part in place:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _quoted(place: Place) -> str:
    return f"'{named(place)}'" if place else "het bestand"


def _listed(value: Any, allowed: list[Any]) -> bool:
    return any(value == one and type(value) is type(one) for one in allowed)


def _is_type(value: Any, schema: Schema) -> bool:
    if schema.get("format") == "date" and type(value) is datetime.date:
        return True
    return any(
        isinstance(value, _TYPES[name][0]) and (name == "boolean" or not isinstance(value, bool))
        for name in _names(schema)
    )


def _names(schema: Schema) -> list[str]:
    kind = schema["type"]
    return [kind] if isinstance(kind, str) else list(kind)


def _expected(schema: Schema) -> str:
    if schema.get("format") == "date":
        return "een datum (als 2026-07-06)"
    if "maximum" in schema:
        return f"een getal van {schema['minimum']} tot en met {schema['maximum']}"
    return " of ".join(_TYPES[name][1] for name in _names(schema))


def _said(value: Any) -> str:
    """Return a value as the writer of a file would know it again."""
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "leeg"
    if isinstance(value, dict | list):
        return _TYPES["array" if isinstance(value, list) else "object"][1]
    text = str(value).replace("\n", " ")
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"


def _in_scalar(value: Any, schema: Schema, place: Place) -> Fault | None:
    if "maximum" in schema and not schema["minimum"] <= value <= schema["maximum"]:
        return Fault(place, f"{_quoted(place)} moet {_expected(schema)} zijn, niet {_said(value)}")
    if "minimum" in schema and value < schema["minimum"]:
        return Fault(place, f"{_quoted(place)} mag niet kleiner zijn dan {schema['minimum']}")
    if schema.get("format") == "date" and isinstance(value, str) and not _is_date(value):
        return Fault(place, f"{_quoted(place)} moet {_expected(schema)} zijn, niet {_said(value)}")
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        return Fault(place, f"{_quoted(place)}: {_said(value)} is geen {schema.get('title', 'goede waarde')}")
    return None


def _in_list(value: list[Any], schema: Schema, place: Place) -> Fault | None:
    if len(value) < schema.get("minItems", 0):
        return Fault(place, f"{_quoted(place)} mag niet leeg zijn")
    items = schema.get("items", {})
    if _plain_texts(value, items):
        return None
    faults = (fault(item, items, (*place, number)) for number, item in enumerate(value))
    return next(filter(None, faults), None)


def _plain_texts(value: list[Any], items: Schema) -> bool:
    """Say whether ``value`` is a list of texts and ``items`` allows them: nearly every list, at a glance."""
    if not all(type(item) is str for item in value) or "string" not in items.get("type", ()):
        return False
    pattern = items.get("pattern")
    return "format" not in items and (pattern is None or all(re.search(pattern, item) for item in value))


def _in_object(value: dict[Any, Any], schema: Schema, place: Place) -> Fault | None:
    known: Mapping[str, Schema] = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    for key in value:
        if not isinstance(key, str):
            return Fault(place, f"sleutel {_said(key)}{_inside(place)} is geen tekst; zet hem tussen aanhalingstekens")
        if key not in known and others is False:
            return Fault((*place, key), f"onbekende sleutel '{key}'{_inside(place)}{_hint(key, known)}")
    lacking = next((key for key in schema.get("required", ()) if key not in value), None)
    if lacking is not None:
        return Fault(place, f"sleutel '{lacking}' ontbreekt{_inside(place)}")
    if len(value) < schema.get("minProperties", 0):
        return Fault(place, f"{_quoted(place)} mag niet leeg zijn")
    any_of = [branch["required"] for branch in schema.get("anyOf", ())]
    if any_of and not any(all(key in value for key in keys) for keys in any_of):
        choices = ", ".join(f"'{key}'" for keys in any_of for key in keys)
        return Fault(place, f"{_quoted(place)} heeft ten minste een van deze sleutels nodig: {choices}")
    for key, item in value.items():
        under = known.get(key, others if isinstance(others, Mapping) else {})
        found = fault(item, under, (*place, key))
        if found:
            return found
    return None


def _in_branches(value: Any, branches: list[Schema], place: Place) -> Fault | None:
    """Check by the branch that ``value`` was meant for: that of its type, and of the ``const`` it names."""
    fitting = [branch for branch in branches if _is_type(value, branch)]
    if not fitting:
        expected = " of ".join(dict.fromkeys(_expected(branch) for branch in branches))
        return Fault(place, f"{_quoted(place)} moet {expected} zijn, niet {_said(value)}")
    if len(fitting) == 1:
        return fault(value, fitting[0], place)
    return _by_const(value, fitting, place)


def _by_const(value: dict[Any, Any], branches: list[Schema], place: Place) -> Fault | None:
    key, names = _constants(branches)
    if key not in value:
        return Fault(place, f"{_quoted(place)} moet een '{key}' hebben: {', '.join(names)}")
    told = value[key] if isinstance(value[key], str) else ""
    chosen = names.get(told)
    if chosen is None:
        near = get_close_matches(told, list(names), n=1)
        mend = f"bedoelt u '{near[0]}'? Bekend zijn {', '.join(names)}" if near else f"kies uit {', '.join(names)}"
        return Fault((*place, key), f"{_quoted((*place, key))}: onbekend {_said(value[key])}; {mend}")
    return fault(value, chosen, place)


def _constants(branches: list[Schema]) -> tuple[str, dict[str, Schema]]:
    """Return the key by which ``branches`` are told apart, and the branch of each of its values."""
    key = next(k for k, inner in branches[0]["properties"].items() if "const" in inner)
    return key, {branch["properties"][key]["const"]: branch for branch in branches}


def _inside(place: Place) -> str:
    return f" in '{named(place)}'" if place else ""


def _hint(key: str, known: Mapping[str, Schema]) -> str:
    near = get_close_matches(key, list(known), n=1)
    if near:
        return f"; bedoelt u '{near[0]}'?"
    return f"; bekend zijn {', '.join(list(known)[:_MOST_NAMED])}"


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
