"""The manifest of a batch: ``plans.csv`` or ``plans.xlsx`` with ruleset, inhabitants and submission date per plan."""

from __future__ import annotations

import csv
import datetime
import io
import os
import pathlib
import posixpath
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from resvtool.batch.finding import PlanFile
from resvtool.batch.stores import StoreError, content_of, is_address, open_address
from resvtool.plan import Given

NAMES = ("plans.csv", "plans.xlsx")
_COLUMNS = {
    "plan": ("plan", "bestand", "file", "path", "pad"),
    "ruleset": ("ruleset",),
    "inhabitants": ("inwoners", "inhabitants"),
    "submitted": ("ingediend", "submitted", "indiening"),
}
_KNOWN = {name: column for column, names in _COLUMNS.items() for name in names}


class ManifestError(Exception):
    """A manifest that is not right. Its text is a Dutch sentence: file, line, and the mend."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of one plan; None and "" where it leaves it open."""

    plan: str
    line: int
    ruleset: str = ""
    given: Given = field(default_factory=Given)


def manifest_in(places: Iterable[str]) -> str | None:
    """Return the manifest that stands in a folder given (``plans.csv`` or ``plans.xlsx``), if any: path or address.

    Raises StoreError for an address that cannot be reached.
    """
    return next((found for place in places for name in NAMES if (found := _inside(place, name))), None)


def read_manifest(manifest: str | pathlib.Path) -> list[Entry]:
    """Return the entries of ``manifest``, a path or an address. Raises ManifestError."""
    path = str(manifest)
    rows = _xlsx_rows(path) if path.lower().endswith((".xlsx", ".xlsm")) else _csv_rows(path)
    if not rows:
        raise ManifestError(f"{path}: dit bestand is leeg; de eerste regel noemt de kolommen, zoals plan;ruleset")
    columns = _columns(path, rows[0][1])
    return [entry for line, cells in rows[1:] if (entry := _entry(path, line, dict(zip(columns, cells, strict=False))))]


def match(entries: Iterable[Entry], plans: Iterable[PlanFile], manifest: str | pathlib.Path) -> Mapping[str, Entry]:
    """Return the entry of each plan by the plan's name. Paths in a manifest are relative to its own folder, names of
    plans to the current one.

    Raises ManifestError for an entry of a file that does not exist, and for two entries of one plan.
    """
    known = {_identity("", plan.name): plan.name for plan in plans}
    place = str(manifest)
    folder = place.rpartition("/")[0] if is_address(place) else str(pathlib.Path(place).parent)
    found: dict[str, Entry] = {}
    for entry in entries:
        identity = _identity(folder, entry.plan)
        name = known.get(identity) or known.get(_identity("", entry.plan))
        if name is None:
            if not _exists(identity):
                raise ManifestError(f"{manifest}: regel {entry.line}: {_unknown(entry.plan, known.values())}")
            continue
        if name in found:
            first = found[name].line
            raise ManifestError(f"{manifest}: regel {entry.line}: '{entry.plan}' staat ook al op regel {first}")
        found[name] = entry
    return found


def _inside(folder: str, name: str) -> str:
    """Return the file ``name`` in ``folder``, named as plans there are; "" when it is not there."""
    if not is_address(folder):
        path = pathlib.Path(folder) / name
        return str(path) if path.is_file() else ""
    files, root = open_address(folder)
    return str(files.unstrip_protocol(f"{root}/{name}")) if _exists(f"{folder.rstrip('/')}/{name}") else ""


def _exists(place: str) -> bool:
    """Say whether there is a file at ``place``. Raises StoreError for an address that cannot be reached."""
    if not is_address(place):
        return pathlib.Path(place).exists()
    files, path = open_address(place)
    try:
        return bool(files.exists(path))
    except Exception as error:
        raise StoreError(f"{place}: niet te lezen ({error or type(error).__name__}); controleer het adres") from error


def _identity(folder: str, name: str) -> str:
    """Return what is the same for all names of one file; ``folder`` is where ``name`` starts, a path or an address."""
    if is_address(name):
        return name
    relative = name.replace("\\", "/")
    if is_address(folder):
        return f"{folder}/{posixpath.normpath(relative)}"
    return os.path.realpath(pathlib.Path(folder) / relative)


def _unknown(name: str, plans: Iterable[str]) -> str:
    near = get_close_matches(pathlib.PurePath(name).name, [pathlib.PurePath(p).name for p in plans], n=1, cutoff=0.5)
    return f"plan '{name}' bestaat niet" + (f"; bedoelt u '{near[0]}'?" if near else "")


def _content(path: str) -> bytes:
    try:
        return content_of(path)
    except OSError as error:
        raise ManifestError(f"{path}: niet te openen ({error.strerror}); controleer de naam") from error
    except StoreError as error:
        raise ManifestError(f"{path}: {error}") from error


def _csv_rows(path: str) -> list[tuple[int, list[Any]]]:
    content = _content(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    head = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]


def _xlsx_rows(path: str) -> list[tuple[int, list[Any]]]:
    import openpyxl

    content = _content(path)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        book.close()
    except Exception as error:
        raise ManifestError(f"{path}: geen leesbaar Excel-bestand; bewaar het opnieuw als .xlsx of .csv") from error
    return [(n, list(row)) for n, row in enumerate(rows, 1) if any(c not in (None, "") for c in row)]


def _columns(path: str, heads: list[Any]) -> list[str]:
    columns = []
    for head in heads:
        name = str(head or "").strip().lower()
        near = get_close_matches(name, list(_KNOWN), n=1, cutoff=0.75)
        if name and name not in _KNOWN and near:
            raise ManifestError(f"{path}: regel 1: onbekende kolom '{head}'; bedoelt u '{near[0]}'?")
        # Other columns are the user's own, and stay out of it.
        columns.append(_KNOWN.get(name, ""))
    if "plan" not in columns:
        raise ManifestError(f"{path}: regel 1: kolom 'plan' ontbreekt; bekend zijn plan, ruleset, inwoners, ingediend")
    return columns


def _entry(path: str, line: int, cells: dict[str, Any]) -> Entry | None:
    plan = str(cells.get("plan") or "").strip()
    if not plan:
        raise ManifestError(f"{path}: regel {line}: de naam van het plan ontbreekt")
    given = Given(
        submitted=_date(path, line, cells.get("submitted")), inhabitants=_count(path, line, cells.get("inhabitants"))
    )
    return Entry(plan, line, str(cells.get("ruleset") or "").strip(), given)


def _date(path: str, line: int, value: Any) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    text = str(value or "").strip()
    for pattern in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        with suppress(ValueError):
            return datetime.datetime.strptime(text, pattern).date()
    if text:
        raise ManifestError(
            f"{path}: regel {line}: '{text}' is geen datum; schrijf bijvoorbeeld 2026-07-09 of 9-7-2026"
        )
    return None


def _count(path: str, line: int, value: Any) -> int | None:
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value or "").strip()
    if not text:
        return None
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+|\d+", text) and int(re.sub(r"\D", "", text)) > 0:
        return int(re.sub(r"\D", "", text))
    raise ManifestError(f"{path}: regel {line}: '{text}' is geen aantal inwoners; schrijf bijvoorbeeld 241380")
