"""The YAML files of rulesets: read safely and fast, with errors that name file, line and key.

Rulesets may come from strangers. Only plain values, lists and mappings are read: no tags, no anchors or
aliases (with which a small file could grow without end), no key twice, and limits to size and depth.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Sequence
from typing import Any

import yaml
from yaml.events import AliasEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

from resvtool.rules.model import RulesetError

LARGEST = 2_000_000
"""Bytes of the largest rule file that is read."""
DEEPEST = 30
"""How deep values may be nested."""

_EXAMPLES = re.compile(r"^examples:[ \t]*\n((?:[ \t#].*\n|\n)*)", re.MULTILINE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAY_BE_NO_TEXT = frozenset("-+.~0123456789yYnNtTfFoO=<")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_END = object()


def read_rule_file(path: pathlib.Path, examples: bool = True) -> dict[str, Any]:
    """Return the content of a YAML file; without ``examples``, these are left empty, which is faster.

    Raises RulesetError when it cannot be read, is too large or too deep, holds a key twice or an alias, or
    is no mapping.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise RulesetError(f"{path}: groter dan {LARGEST // 1_000_000} MB; dat is geen regelbestand")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulesetError(f"{path}: niet te lezen ({error})") from error
    if not examples:
        text = _EXAMPLES.sub(lambda m: "examples:\n" + "\n" * m.group(1).count("\n"), text)
    try:
        content = _Events(path, text).content()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"regel {mark.line + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or str(error).split("\n")[0]
        raise RulesetError(f"{path}: {line}geen geldige YAML ({problem})") from error
    if not isinstance(content, dict):
        raise RulesetError(f"{path}: regel 1: verwacht een lijst van sleutels met waarden")
    return content


class _Events:
    """Builds plain values from the events of PyYAML's parser."""

    def __init__(self, path: pathlib.Path, text: str) -> None:
        self._path = path
        loader = _LOADER(text)
        self._next = loader.get_event
        self._plain = yaml.SafeLoader("")

    def content(self) -> Any:
        """Return the value of the first document in the file, or None for an empty one."""
        self._next()
        if type(self._next()) is yaml.events.StreamEndEvent:
            return None
        return self._value(0)

    def _value(self, depth: int) -> Any:
        event = self._next()
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        self._refuse_marks(event)
        if depth > DEEPEST:
            raise self._error(event, f"dieper genest dan {DEEPEST} niveaus")
        if kind is MappingStartEvent:
            return self._mapping(depth)
        if kind is SequenceStartEvent:
            items = []
            while (item := self._value(depth + 1)) is not _END:
                items.append(item)
            return items
        return _END

    def _mapping(self, depth: int) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        while True:
            event = self._next()
            if type(event) is yaml.events.MappingEndEvent:
                return found
            if type(event) is not ScalarEvent:
                raise self._error(event, "een sleutel moet een woord zijn")
            key = self._scalar(event)
            if key in found:
                raise self._error(event, f"sleutel '{key}' staat hier twee keer")
            found[key] = self._value(depth + 1)

    def _scalar(self, event: Any) -> Any:
        text = event.value
        if event.anchor or event.tag:
            self._refuse_marks(event)
        if not event.implicit[0]:
            return text if text.isprintable() else _CONTROLS.sub(" ", text)  # such as "\\e": these texts are printed
        if text and text[0] not in _MAY_BE_NO_TEXT:
            return text
        tag = self._plain.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
        if tag == "tag:yaml.org,2002:str":
            return text
        try:
            return self._plain.construct_object(yaml.ScalarNode(tag, text))
        except ValueError as error:
            raise self._error(event, f"'{text}' is niet te lezen; zet tekst tussen aanhalingstekens") from error

    def _refuse_marks(self, event: Any) -> None:
        if type(event) is AliasEvent or getattr(event, "anchor", None):
            raise self._error(event, "ankers en verwijzingen (& en *) worden niet gelezen; schrijf de waarde uit")
        if getattr(event, "tag", None):
            raise self._error(event, f"het etiket {event.tag} wordt niet gelezen; laat het weg")

    def _error(self, event: Any, problem: str) -> RulesetError:
        return RulesetError(f"{self._path}: regel {event.start_mark.line + 1}: {problem}")


def at(path: pathlib.Path, place: Sequence[str | int], problem: str) -> str:
    """Return ``problem`` with file and line: that of the deepest key of ``place`` found in the file.

    Numbers in ``place`` count the items of a list, from 0; without one, the first item with the key is meant.
    """
    return f"{path}: regel {_line(path, place)}: {problem}"


def _line(path: pathlib.Path, place: Sequence[str | int]) -> int:
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, OSError):
        return 1
    line = 1
    for key in place:
        if isinstance(key, int):
            items = node.value if isinstance(node, yaml.SequenceNode) else []
            if key >= len(items):
                break
            node = items[key]
            line = node.start_mark.line + 1
            continue
        hit = next(((k, v) for k, v in _pairs(node) if k.value == key), None)
        if hit is None:
            break
        line, node = hit[0].start_mark.line + 1, hit[1]
    return line


def _pairs(node: Any) -> list[tuple[Any, Any]]:
    if isinstance(node, yaml.MappingNode):
        return list(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [pair for child in node.value for pair in _pairs(child)]
    return []
