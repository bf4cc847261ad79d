"""What a result depends on, as short hashes: the same key means the same result, which need not be made again."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from resvtool import __version__
from resvtool.batch.rows import Job, given_as_data
from resvtool.rules.differing import load_differences
from resvtool.rules.model import Ruleset

if TYPE_CHECKING:
    from resvtool.batch.checking import Settings


def ruleset_hash(*rulesets: Ruleset) -> str:
    """Return a hash of all that ``rulesets`` say: rules, lexicon, settings, and where the sources differ."""
    content = [_plain(r) for r in rulesets] + [_plain(load_differences())]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def row_key(sha256: str, ruleset: str, job: Job, settings: Settings) -> str:
    """Return the key of a result: the plan's and ruleset's hashes, tool version, and what else was asked."""
    asked = [settings.lang, sorted(settings.outputs), _plain(settings.reading)]
    parts = [sha256, ruleset, __version__, given_as_data(job.given), job.beside, _waivers(job), asked]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _waivers(job: Job) -> list[list[Any]]:
    """What waivers change today: one that expires makes another result."""
    today = datetime.date.today()
    return [[w.rule, w.reason, w.until.isoformat(), w.until >= today] for w in job.waivers]


def _plain(value: Any) -> Any:
    """Return ``value`` as data that comes out the same in every process: no sets, no objects.

    Fields that do not tell one value from another (``compare=False``) are left out.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.compare}
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(str(_plain(v)) for v in value)
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
