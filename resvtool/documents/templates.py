"""Where templates live: the built-in ones, and copies of them for who wants to change one."""

from __future__ import annotations

import importlib.resources
import pathlib

_FOR_USERS = (".docx", ".md.j2")
_PAGE = "rapport"  # the HTML report: its template, the parts of it, its style and script
_OUR_OWN = "regels.md.j2"  # makes docs/regels.md; no document of users


class TemplateProblem(Exception):
    """A template cannot be used. Its text is one Dutch sentence: which file, which tag, and why."""


def builtin_templates() -> pathlib.Path:
    """Return the folder of the templates that come with resvtool (checkout or wheel)."""
    checkout = pathlib.Path(__file__).resolve().parents[2] / "templates"
    if checkout.is_dir():
        return checkout
    return pathlib.Path(str(importlib.resources.files("resvtool"))) / "data" / "templates"


def template_names() -> list[str]:
    """Return the names of the built-in templates that users may replace by their own, those of the page in a folder."""
    folder = builtin_templates()
    names = [path.name for path in folder.iterdir() if path.name.endswith(_FOR_USERS) and path.name != _OUR_OWN]
    return sorted(names) + sorted(f"{_PAGE}/{path.name}" for path in (folder / _PAGE).iterdir())


def export_templates(folder: pathlib.Path) -> list[pathlib.Path]:
    """Copy the built-in templates to ``folder``, made when it is not there, and return the copies.

    Raises FileExistsError (its filename says which) when one is there already: it may have been changed.
    """
    names = template_names()
    for name in names:
        if (folder / name).exists():
            raise FileExistsError(17, "bestaat al", str(folder / name))
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((builtin_templates() / name).read_bytes())
    return [folder / name for name in names]
