"""What a bug report should tell of the machine: versions and places, nothing of any plan."""

from __future__ import annotations

import importlib.metadata
import pathlib
import platform
import sys

from resvtool.rules.loading import builtin_rulesets, load_ruleset
from resvtool.rules.model import RulesetError
from resvtool.rules.places import builtin_folder

_LIBRARIES = ("typer", "rich", "python-docx", "lxml", "pypdfium2", "Jinja2", "PyYAML")


def environment() -> list[tuple[str, str]]:
    """Return names with values: Python, system, libraries, encodings, places, and the rulesets with versions."""
    told = [
        ("python", f"{platform.python_version()} ({platform.python_implementation()})"),
        ("systeem", platform.platform()),
        ("uitvoer", str(sys.stdout.encoding)),
        ("bestandsnamen", sys.getfilesystemencoding()),
        ("resvtool in", str(pathlib.Path(__file__).resolve().parent)),
        ("rulesets in", str(builtin_folder())),
    ]
    told += [(f"ruleset {name}", _ruleset(name)) for name in builtin_rulesets()]
    return told + [(name, _version(name)) for name in _LIBRARIES]


def _ruleset(name: str) -> str:
    try:
        ruleset = load_ruleset(name)
    except RulesetError as error:
        return f"niet te laden: {error}"
    return f"{ruleset.version}, {len(ruleset.rules)} regels"


def _version(library: str) -> str:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return "niet geïnstalleerd"
