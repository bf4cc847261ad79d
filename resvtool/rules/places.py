"""Where the rulesets that come with resvtool lie, and the weights of the second and third witness among them."""

from __future__ import annotations

import importlib.resources
import pathlib
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from resvtool.locating.meaning import load_reader
from resvtool.locating.witness import Weights, load_weights
from resvtool.rules.model import RulesetError

T = TypeVar("T")


def builtin_folder() -> pathlib.Path:
    """Return the folder of the rulesets that come with resvtool (checkout or wheel)."""
    checkout = pathlib.Path(__file__).resolve().parents[2] / "rulesets"
    if checkout.is_dir():
        return checkout
    return pathlib.Path(str(importlib.resources.files("resvtool"))) / "data" / "rulesets"


def is_ruleset(folder: pathlib.Path) -> bool:
    """Say whether ``folder`` holds a ruleset; a name that no folder can have is none."""
    try:
        return (folder / "ruleset.yaml").is_file()
    except (OSError, ValueError):
        return False


def builtin_weights() -> Weights | None:
    """Return the weights that come with resvtool, None where there are none. Raises RulesetError."""
    weights = _read(load_weights, "witness")
    return replace(weights, meaning=_read(load_reader, "meaning")) if weights else None


def _read(load: Callable[[pathlib.Path], T], name: str) -> T:
    """Return what ``load`` reads from a folder of the rulesets. Raises RulesetError."""
    folder = builtin_folder() / name
    try:
        return load(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RulesetError(f"{folder}: gewichten niet te lezen ({error}); installeer resvtool opnieuw") from error
