"""The JSON Schema of rule files and of ``ruleset.yaml``: for editors, for programs, and for resvtool itself.

What an editor marks and what ``loading`` refuses is the same, since both go by this schema.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from resvtool.facts.levels import LEVELS
from resvtool.locating.passages import Window
from resvtool.rules.model import Severity

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ID = "https://resvtool.invalid/rule.schema.json"
_REQUIRED = ("id", "block", "title", "need", "advice", "source", "severity", "check")
KINDS = ("checklist", "compensation", "date", "describes", "each", "forbids", "outline", "quantity", "totals")
ACCEPTS = ("negated", "deferred", "placeholder", "elsewhere", "past", "glossary", "contents", "question", "any")
FACTS = (
    "gp_share",
    "pharmacy_share",
    "nursing_hours_share",
    "nursing_clients_share",
    "allied_share",
    "other_disciplines_share",
    "allied_disciplines",
    "operational_wijkverbanden",
    "wijkverband_inhabitants",
    "hoofdtaken_2028",
    "hoofdtaken_2029",
)
"""The numbers that a ``quantity`` may ask for (:data:`resvtool.facts.quantities.FACTS`)."""
CIRCUMSTANCES = ("kassier", "geld-monodisciplinair", "geld-wijkverbanden")
"""What a condition may ask of a plan (:data:`resvtool.facts.circumstances.CIRCUMSTANCES`)."""
PARTS = (
    "specifiek",
    "meetbaar",
    "acceptabel",
    "realistisch",
    "tijdgebonden",
    "omvang",
    "hoofdtaak",
    "effect-patient",
    "effect-aanbieder",
    "domein",
    "knelpunt",
    "niveau",
    "doel",
)
"""What ``each`` may require of a bottleneck (up to omvang) or an activity (:mod:`resvtool.facts.items`)."""

Schema = dict[str, Any]
_NAMES: Schema = {"type": "array", "items": {"type": "string"}}


def rule_schema() -> Schema:
    """Return the published schema (2020-12) of a rule file: a new rule, or a change of one (``changes: ID``)."""
    return {
        "$schema": _DRAFT,
        "$id": _ID,
        "title": "resvtool rule",
        "if": {"required": ["changes"]},
        "then": change_schema(),
        "else": new_rule_schema(),
    }


@lru_cache(maxsize=1)
def new_rule_schema() -> Schema:
    """Return the schema of a rule file that makes a rule."""
    properties = {"id": {**rule_id(), "description": "Vaste naam van de regel."}, **_fields()}
    return {**_object(properties), "required": list(_REQUIRED)}


@lru_cache(maxsize=1)
def change_schema() -> Schema:
    """Return the schema of a rule file that changes a rule of the ruleset below, or switches it off."""
    return {
        **_object(
            {
                "changes": {"type": "string", "description": "Naam van de regel die dit bestand wijzigt."},
                "disabled": {"type": "boolean", "description": "Zet de gewijzigde regel uit."},
                **_fields(),
            }
        ),
        "required": ["changes"],
    }


@lru_cache(maxsize=1)
def ruleset_schema() -> Schema:
    """Return the schema of ``ruleset.yaml``."""
    day = {"type": "string", "format": "date"}
    text = {"type": "string"}
    entry = {**_object({"date": day, "nl": text, "en": text}), "required": ["date", "nl", "en"]}
    properties = {
        "id": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$", "title": "korte naam (kleine letters, 0-9 en -)"},
        "name": text,
        "version": {"type": ["string", "number"]},
        "extends": text,
        "gates": _NAMES,
        "not_gates": _NAMES,
        "dates": {"type": "array", "items": entry},
    }
    return {**_object(properties), "required": ["id"]}


def rule_id() -> Schema:
    """Return the schema of the name of a rule."""
    return {
        "type": "string",
        "pattern": "^[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*$",
        "title": "naam van een regel, zoals bb1/huisartsenzorg (kleine letters, cijfers en -)",
    }


def _fields() -> Schema:
    """Return the schemas of what a new rule and a change have in common."""
    text = {"oneOf": [{"type": "string"}, _in_both_languages()]}
    circumstances = {"type": "array", "items": {"enum": list(CIRCUMSTANCES)}}
    when = {
        **_object({"text": text, "any": _alternatives(), "unless": _alternatives(), "facts": circumstances}),
        "required": ["text"],
        "type": ["object", "null"],
        "description": "Wanneer de regel geldt; leeg: altijd.",
    }
    return {
        "block": {"type": "integer", "minimum": 0, "maximum": 7},
        "title": text,
        "need": text,
        "advice": text,
        "source": {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1},
        "severity": {"enum": [s.value for s in Severity]},
        "gate": {"type": "boolean"},
        "derived": {"type": "boolean"},
        "differences": _NAMES,
        "when": when,
        "check": {"oneOf": [_check(kind) for kind in KINDS]},
        "examples": _object({"pass": _NAMES, "fail": _NAMES}),
    }


def _check(kind: str) -> Schema:
    """Return the schema of a check of ``kind``, with the settings that this kind knows and no other."""
    terms = {"type": "array", "items": {"type": ["string", "integer"]}}
    known = {"kind": {"const": kind}, "terms": {"type": "object", "additionalProperties": terms}}
    settings, needed = _settings(kind)
    return {**_object({**known, **settings}), "required": ["kind"], **needed}


def _settings(kind: str) -> tuple[Schema, Schema]:
    """Return the settings of a kind of check, and which of them it needs."""
    match kind:
        case "describes":
            task = {"type": "integer", "minimum": 1, "maximum": 5}
            settings: Schema = {"evidence": {**_alternatives(), "minItems": 1}, "activities_at": {"enum": list(LEVELS)}}
            settings |= {"serve": {"type": "array", "minItems": 1, "items": task}}
            return settings, {"required": ["kind", "evidence"]}
        case "forbids":
            settings = {"evidence": _alternatives(), "residue": {"type": "boolean"}, "needs": _alternatives()}
            settings |= {"only_task": {"type": "integer", "minimum": 1, "maximum": 5}, "said_by": _alternatives()}
            return settings, _any_of("evidence", "residue")
        case "each":
            return _each(), {"required": ["kind", "over"], **_any_of("require", "covered", "least")}
        case "quantity":
            settings = {"fact": {"enum": list(FACTS)}, "at_least": {"type": "number", "minimum": 0}}
            return settings, {"required": ["kind", "fact", "at_least"]}
        case "date":
            settings = {
                "fact": {"enum": ["submission", "budget_submission"]},
                "limit": {"type": "string", "format": "date"},
            }
            return settings, {"required": ["kind", "fact", "limit"]}
        case "checklist":
            return {"points": {"type": "array", "minItems": 1, "items": _in_both_languages()}}, {}
        case _:
            return {}, {}


def _each() -> Schema:
    return {
        "over": {"enum": ["bottlenecks", "activities"]},
        "which": {"enum": ["promised", "near", "listed"]},
        "require": {"type": "array", "minItems": 1, "items": {"enum": list(PARTS)}},
        "covered": {"type": "boolean"},
        "least": {"type": "integer", "minimum": 1},
        "denied_by": _NAMES,
        "weighed": {"type": "boolean"},
        "evidence": _alternatives(),
    }


def _alternatives() -> Schema:
    entries = {
        "type": "array",
        "minItems": 1,
        "items": {"type": "string", "pattern": r"^[^>]+(>=\s*[1-9]\d*)?$", "title": "begrip, of 'begrip>=3'"},
    }
    fields: Schema = dict.fromkeys(("all", "own", "under", "none", "outside", "table"), entries)
    fields |= {
        "accepts": {"type": "array", "items": {"enum": list(ACCEPTS)}},
        "rows": {"type": "integer", "minimum": 1},
        "window": {"enum": [w.value for w in Window]},
        "min_words": {"type": "integer", "minimum": 0},
        "weak": {"type": "boolean"},
    }
    full = {**_object(fields), **_any_of("all", "own", "under", "table")}
    return {"type": "array", "items": {"oneOf": [entries, full]}}


def _any_of(*keys: str) -> Schema:
    return {"anyOf": [{"required": [key]} for key in keys]}


def _in_both_languages() -> Schema:
    text = {"type": "string"}
    return {**_object({"nl": text, "en": text}), "required": ["nl", "en"]}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}
