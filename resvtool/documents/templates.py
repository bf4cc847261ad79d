"""Templates: the built-in ones, rendered by Jinja in a sandbox."""

from __future__ import annotations

import importlib.resources
import pathlib
from typing import Any

from jinja2 import StrictUndefined
from jinja2.loaders import FileSystemLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment


def builtin_templates() -> pathlib.Path:
    """Return the folder of the templates that come with resvtool (checkout or wheel)."""
    checkout = pathlib.Path(__file__).resolve().parents[2] / "templates"
    if checkout.is_dir():
        return checkout
    return pathlib.Path(str(importlib.resources.files("resvtool"))) / "data" / "templates"


def render(name: str, **values: Any) -> str:
    """Return built-in template ``name`` filled with ``values``. Raises jinja2.TemplateError."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(builtin_templates()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    return environment.get_template(name).render(**values)
