"""Reads the data from which a skeleton is filled: YAML or JSON, checked by its schema."""

from __future__ import annotations

import datetime
import pathlib
from typing import Any

import yaml

from resvtool.documents.plan_schema import fault, plan_schema


class DataError(Exception):
    """The data cannot be used. Its text is one Dutch sentence: which file, where, and what is wrong."""


def load_plan_data(path: pathlib.Path) -> dict[str, Any]:
    """Return the data in ``path`` (YAML, of which JSON is a part), dates as ISO text.

    Raises DataError when it cannot be read, or does not follow the schema.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DataError(f"{path}: niet te lezen ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: geen UTF-8; sla het bestand op met die tekencodering") from error
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        at = f", regel {mark.line + 1}" if mark is not None else ""
        raise DataError(f"{path}{at}: geen geldige YAML of JSON") from error
    data = _plain({} if content is None else content)
    wrong = fault(data, plan_schema())
    if wrong:
        raise DataError(f"{path}: {wrong}")
    return dict(data)


def _plain(value: Any) -> Any:
    """Return a value with the dates that YAML makes as ISO text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value
