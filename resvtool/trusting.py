"""What a configuration may set that was found beside a plan rather than named by the user.

It may be a stranger's, as the plan is. So it reads and writes nothing outside its own folder, replaces no file but
an earlier result of resvtool, makes no file that some other program would run or obey, sends plans nowhere, and
widens no limit. Whoever trusts it names it with ``--config``, and then all of it holds.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import re
import zipfile
import zlib
from typing import Any

_REPORTS = frozenset({".json", ".sarif", ".xml", ".html", ".md", ".csv", ".txt", ".docx", ".docm", ".pdf"})
_MOST_READ = 20_000_000
_STATE = ".resvtool"
_OWN_START = re.compile(
    rb"\A\{\s*\"schema\": ?\"resvtool-report/|\A\{.*\"name\": ?\"resvtool\"|"
    rb"\A<\?xml[^>]*>\s*<testsuites name=\"resvtool\"|\A<!DOCTYPE html>.*<meta name=\"generator\" content=\"resvtool |"
    rb"\A(?:\xef\xbb\xbf)?plan;ruleset;|"
    rb"\A::(?:error|warning|notice) |\A\[.*\"check_name\": ?\"(?:bb\d|plan)/|"
    rb"\A.{1,1500}?\nruleset .{1,300}?\n(?:Bouwsteen|Building block) |"
    rb"\A# (?:Beoordelingsmemo|Assessment memo) RESV|\A## (?:Controle van het|Check of the) RESV|"
    rb"\A\{\s*\"plans\": ?\{\s*(?:\}|\"[^\"]*\": ?\{\s*\"findings\")",
    re.DOTALL,
)
_OWN_PDF = re.compile(rb"Gecontroleerd door resvtool|Checked by resvtool")
_START = 4000
_OWN_PARTS = {
    "docProps/core.xml": re.compile(rb"<dc:subject>[^<]*memo[^<]*<.*<cp:lastModifiedBy>resvtool<", re.DOTALL),
    "word/comments.xml": re.compile(rb'w:author="resvtool"'),
}


def objection(name: str, value: Any, folder: pathlib.Path, is_path: bool) -> str:
    """Return why option ``name`` may not be set to ``value`` by a configuration found in ``folder``; "" if it may.

    ``is_path`` says whether the option takes a path. The answer is a Dutch clause.
    """
    try:
        return _objection(name, value, folder, is_path)
    except (OSError, ValueError):  # a name that no file can have
        return "is geen naam van een bestand"


def _objection(name: str, value: Any, folder: pathlib.Path, is_path: bool) -> str:
    if name == "dask" and value:
        return "stuurt plannen naar een ander"
    if name in ("timeout", "max-memory", "limit"):
        return "" if _narrows(name, value) else "verruimt een grens"
    if not isinstance(value, str) or not value:
        return ""
    if name == "out":
        return _folder_objection(value, folder)
    if name == "format":
        file = value.partition("=")[2]
        return _file_objection(folder / file, folder) if file else ""
    if name == "ruleset" and not (is_path or re.search(r"[/\\]", value) or (folder / value).exists()):
        return ""
    if name == "output":
        return _file_objection(folder / value, folder)
    if name == "oordelen":
        return _name_objection(folder / value, folder, frozenset({".toml"}))
    return _outside(folder / value, folder) if is_path or name == "ruleset" else ""


def _narrows(name: str, value: Any) -> bool:
    from resvtool.guard import USUAL_MEMORY, USUAL_TIMEOUT, memory_of
    from resvtool.reading.limits import USUAL, LimitError, limits_of

    if name == "timeout":
        return not isinstance(value, int | float) or 0 < value <= USUAL_TIMEOUT
    # What is wrong in itself is told by who reads the option.
    with contextlib.suppress(ValueError, LimitError):
        if name == "max-memory":
            return 0 < memory_of(str(value).strip()) <= memory_of(USUAL_MEMORY)
        return all(getattr(limits_of([value]), f) <= getattr(USUAL, f) for f in USUAL.__slots__)
    return True


def _outside(path: pathlib.Path, folder: pathlib.Path) -> str:
    # Links are followed: a link inside may lead outside.
    return "" if path.resolve().is_relative_to(folder.resolve()) else "wijst buiten de map van dit bestand"


def _place_objection(path: pathlib.Path, folder: pathlib.Path, noun: str) -> str:
    """Return why nothing may be written at ``path``, a "bestand" or "map": it lies outside ``folder``, or is hidden."""
    outside = _outside(path, folder)
    if outside:
        return outside
    hidden = any(part.startswith(".") for part in path.resolve().relative_to(folder.resolve()).parts)
    return f"is een verborgen {noun}" if hidden else ""


def _name_objection(path: pathlib.Path, folder: pathlib.Path, suffixes: frozenset[str] = _REPORTS) -> str:
    wrong = _place_objection(path, folder, "bestand")
    if wrong:
        return wrong
    real = path.resolve()
    if real.suffix.lower() not in suffixes or real.name.lower() in ("resvtool.toml", "pyproject.toml"):
        return "is geen naam van een rapport"
    return ""


def _file_objection(path: pathlib.Path, folder: pathlib.Path) -> str:
    wrong = _name_objection(path, folder)
    replaces = not wrong and path.exists() and not is_own(path)
    return "bestaat al en is geen eerder rapport van resvtool" if replaces else wrong


def _folder_objection(value: str, folder: pathlib.Path) -> str:
    if "://" in value:
        return "stuurt resultaten naar een ander"
    path = folder / value
    wrong = _place_objection(path, folder, "map")
    if wrong:
        return wrong
    real = path.resolve()
    own = not real.exists() or (real.is_dir() and ((real / _STATE).is_dir() or not os.listdir(real)))  # noqa: PTH208
    return "" if own else "bestaat al en is geen map met eerdere resultaten van resvtool"


def is_own(path: pathlib.Path) -> bool:
    """Say whether the file at ``path`` was made by resvtool, or is empty: then nothing is lost when it is replaced."""
    try:
        if path.suffix.lower() in (".docx", ".docm"):
            return path.stat().st_size == 0 or _is_own_word(path)
        with path.open("rb") as file:
            content = file.read(_START if path.suffix.lower() != ".pdf" else _MOST_READ)
    except OSError:
        return False
    mark = _OWN_PDF if path.suffix.lower() == ".pdf" else _OWN_START
    return not content or mark.search(content) is not None


def _is_own_word(path: pathlib.Path) -> bool:
    try:
        with zipfile.ZipFile(path) as package:
            held = set(package.namelist()).intersection(_OWN_PARTS)
            return any(_OWN_PARTS[name].search(_start(package, name)) for name in held)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return False


def _start(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(1_000_000)
