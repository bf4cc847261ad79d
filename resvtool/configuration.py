"""Configuration: ``resvtool.toml``, or ``[tool.resvtool]`` in ``pyproject.toml``, found upward from a plan.

At the top stand the options of ``lint`` by their own names (``ruleset``, ``fail-on``); of these, ruleset, lang,
ingediend and inwoners hold for every command that has them. A table with a command's name (``[diff]``) holds
options of that command. ``[[waivers]]`` lists waivers. An unknown key is an error that names the nearest.
"""

from __future__ import annotations

import datetime
import pathlib
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, NoReturn

from resvtool.rules.model import Waiver

FILES = ("resvtool.toml", "pyproject.toml")
MAIN = "lint"
SHARED = frozenset({"ruleset", "lang", "ingediend", "inwoners", "baseline", "no-baseline"})
_WAIVERS = "waivers"
_WAIVER_KEYS = ("rule", "plan", "reason", "until")


class ConfigurationError(Exception):
    """A configuration file that is not right. Its text names file, line and key, and says the mend."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What one configuration file says; ``place`` is the file itself.

    ``named`` says whether the user named it; else it was found, and may be a stranger's.
    """

    place: pathlib.Path
    top: Mapping[str, Any]
    tables: Mapping[str, Mapping[str, Any]]
    waivers: tuple[Waiver, ...]
    named: bool = False

    @property
    def folder(self) -> pathlib.Path:
        """The folder of the file, from which the paths in it are read."""
        return self.place.parent

    def options(self, command: str, known: Collection[str]) -> dict[str, Any]:
        """Return the options of ``command`` that the file sets, by their long names; it has those in ``known``."""
        top = self.top if command == MAIN else {k: v for k, v in self.top.items() if k in SHARED}
        return {**{k: v for k, v in top.items() if k in known}, **self.tables.get(command, {})}


def find(start: pathlib.Path) -> pathlib.Path | None:
    """Return the nearest configuration file from ``start`` (a plan or a folder) upward, or None.

    In one folder ``resvtool.toml`` wins; a ``pyproject.toml`` without ``[tool.resvtool]`` is none.
    """
    resolved = start.resolve()
    for folder in [*([resolved] if resolved.is_dir() else []), *resolved.parents]:
        for name in FILES:
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or _has_table(path)):
                return path
    return None


def read(path: pathlib.Path, known: Mapping[str, Collection[str]], named: bool = False) -> Configuration:
    """Return what ``path`` says. ``known`` holds the long option names of every command; ``named`` as in the result.

    Raises ConfigurationError for what is no TOML, an unknown key, or a waiver that is not right.
    """
    text, content = _content(path)
    top: dict[str, Any] = {}
    tables: dict[str, dict[str, Any]] = {}
    for key, value in content.items():
        name = key.replace("_", "-")
        if name == _WAIVERS:
            continue
        if isinstance(value, dict) and name in known:
            tables[name] = {k.replace("_", "-"): v for k, v in value.items()}
            for inner in value:
                _known(path, text, inner, known[name], f"[{name}]")
        else:
            _known(path, text, key, {*known.get(MAIN, ()), _WAIVERS}, "", tables=known)
            top[name] = value
    return Configuration(path, top, tables, _waivers(path, text, content.get(_WAIVERS)), named)


@lru_cache(maxsize=256)
def _has_table(path: pathlib.Path) -> bool:
    try:
        text = path.read_text(encoding="utf-8")
        return "resvtool" in text and "resvtool" in tomllib.loads(text).get("tool", {})
    except (OSError, ValueError):
        return False


def _content(path: pathlib.Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = tomllib.loads(text)
    except OSError as error:
        raise ConfigurationError(f"{path}: niet te lezen ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: geen geldige TOML ({error})") from error
    if path.name == "pyproject.toml":
        content = content.get("tool", {}).get("resvtool", {})
    return text, content


def _known(
    path: pathlib.Path,
    text: str,
    key: str,
    names: Collection[str],
    where: str,
    tables: Mapping[str, Collection[str]] | None = None,
) -> None:
    if key.replace("_", "-") in names:
        return
    near = get_close_matches(key.replace("_", "-"), [*names, *(tables or {})], n=1)
    owner = next((c for c, own in (tables or {}).items() if key.replace("_", "-") in own), None)
    if owner:
        hint = f"; zet haar onder [{owner}]"
    elif near:
        hint = f"; bedoelt u '{near[0]}'?"
    else:
        hint = f"; bekend zijn {', '.join(sorted(names))}"
    _wrong(path, text, key, f"onbekende sleutel '{key}'{f' in {where}' if where else ''}{hint}")


def _waivers(path: pathlib.Path, text: str, raw: Any) -> tuple[Waiver, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list) or not all(isinstance(r, dict) for r in raw):
        _wrong(path, text, _WAIVERS, "schrijf elke ontheffing als een blok [[waivers]]")
    return tuple(_waiver(path, text, r) for r in raw)


def _waiver(path: pathlib.Path, text: str, raw: Mapping[str, Any]) -> Waiver:
    for key in raw:
        _known(path, text, key, _WAIVER_KEYS, "[[waivers]]")
    for key in _WAIVER_KEYS:
        if not raw.get(key):
            _wrong(path, text, _WAIVERS, f"een ontheffing heeft rule, plan, reason en until; '{key}' ontbreekt")
    for key in ("rule", "plan", "reason"):
        if not isinstance(raw[key], str):
            _wrong(path, text, key, f"'{key}' van een ontheffing moet tekst zijn")
    until = raw["until"]
    try:
        day = until if type(until) is datetime.date else datetime.date.fromisoformat(until)
    except (TypeError, ValueError):
        _wrong(path, text, "until", "'until' van een ontheffing moet een datum zijn, bijvoorbeeld 2026-12-31")
    return Waiver(raw["rule"], raw["plan"], raw["reason"], day)


def _wrong(path: pathlib.Path, text: str, key: str, problem: str) -> NoReturn:
    raise ConfigurationError(f"{path}: regel {_line(text, key)}: {problem}")


def _line(text: str, key: str) -> int:
    found = re.search(rf"^[ \t\[]*[\"']?{re.escape(key)}[\"']?[ \t]*[=\]]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
