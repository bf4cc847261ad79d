"""Reads the data from which a skeleton is filled: YAML or JSON, checked by its schema."""

from __future__ import annotations

import datetime
import pathlib
from typing import Any

from resvtool.documents.plan_schema import plan_schema
from resvtool.rules.model import RulesetError
from resvtool.rules.rule_files import at, read_rule_file
from resvtool.schemas import fault


class DataError(Exception):
    """The data cannot be used. Its text is one Dutch sentence: which file, where, and what is wrong."""


def load_plan_data(path: pathlib.Path) -> dict[str, Any]:
    """Return the data in ``path`` (YAML, of which JSON is a part), dates as ISO text.

    It is read as strictly as a rule file: no key twice, no aliases. Raises DataError when it cannot be
    read, or does not follow the schema.
    """
    try:
        data: dict[str, Any] = _plain(read_rule_file(path))
    except RulesetError as error:
        raise DataError(str(error)) from error
    wrong = fault(data, plan_schema())
    if wrong:
        raise DataError(at(path, wrong.place, wrong.problem))
    return data


def _plain(value: Any) -> Any:
    """Return a value with the dates that YAML makes as ISO text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value
