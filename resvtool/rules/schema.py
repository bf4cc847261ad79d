"""The JSON Schema of a rule file, for editors and for anyone who writes rules by program."""

from __future__ import annotations

from typing import Any

from resvtool.locating.passages import Window
from resvtool.rules.model import Severity

_ID = "https://resvtool.invalid/rule.schema.json"


def rule_schema() -> dict[str, Any]:
    """Return the schema (2020-12) of one rule file: a new rule, or a change of one (``changes: ID``)."""
    text = {
        "oneOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {"nl": {"type": "string"}, "en": {"type": "string"}},
                "required": ["nl", "en"],
                "additionalProperties": False,
            },
        ]
    }
    names = {"type": "array", "items": {"type": "string"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _ID,
        "title": "resvtool rule",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "description": "Vaste naam van de regel."},
            "changes": {"type": "string", "description": "Naam van de regel die dit bestand wijzigt."},
            "disabled": {"type": "boolean", "description": "Zet de gewijzigde regel uit."},
            "block": {"type": "integer", "minimum": 0, "maximum": 7},
            "title": text,
            "need": text,
            "advice": text,
            "source": {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1},
            "severity": {"enum": [s.value for s in Severity]},
            "gate": {"type": "boolean"},
            "derived": {"type": "boolean"},
            "differences": names,
            "when": {
                "type": "object",
                "properties": {
                    "text": text,
                    "any": _alternatives(names),
                    "unless": _alternatives(names),
                },
                "required": ["text"],
                "additionalProperties": False,
            },
            "check": {
                "type": "object",
                "properties": {
                    "kind": {"type": "string"},
                    "terms": {"type": "object", "additionalProperties": names},
                    "evidence": _alternatives(names),
                },
                "required": ["kind"],
            },
            "examples": {
                "type": "object",
                "properties": {"pass": names, "fail": names},
                "additionalProperties": False,
            },
        },
        "oneOf": [
            {"required": ["id", "block", "title", "need", "advice", "source", "severity", "check"]},
            {"required": ["changes"]},
        ],
    }


def _alternatives(names: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = dict.fromkeys(("all", "own", "under", "none", "outside", "table", "accepts"), names)
    fields |= {
        "rows": {"type": "integer", "minimum": 1},
        "window": {"enum": [w.value for w in Window]},
        "min_words": {"type": "integer", "minimum": 0},
        "weak": {"type": "boolean"},
    }
    return {
        "type": "array",
        "items": {"oneOf": [names, {"type": "object", "properties": fields, "additionalProperties": False}]},
    }
