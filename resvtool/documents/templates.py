"""Where templates live: the built-in ones, and copies of them for who wants to change one."""

from __future__ import annotations

import importlib.resources
import pathlib

_FOR_USERS = (".docx", ".md.j2", ".html.j2")
_OUR_OWN = "regels.md.j2"  # makes docs/regels.md; no document of users


def builtin_templates() -> pathlib.Path:
    """Return the folder of the templates that come with resvtool (checkout or wheel)."""
    checkout = pathlib.Path(__file__).resolve().parents[2] / "templates"
    if checkout.is_dir():
        return checkout
    return pathlib.Path(str(importlib.resources.files("resvtool"))) / "data" / "templates"


def template_names() -> list[str]:
    """Return the names of the built-in templates that users may replace by their own."""
    names = (path.name for path in builtin_templates().iterdir())
    return sorted(name for name in names if name.endswith(_FOR_USERS) and name != _OUR_OWN)


def export_templates(folder: pathlib.Path) -> list[pathlib.Path]:
    """Copy the built-in templates to ``folder``, made when it is not there, and return the copies.

    Raises FileExistsError (its filename says which) when one is there already: it may have been changed.
    """
    targets = [folder / name for name in template_names()]
    for target in targets:
        if target.exists():
            raise FileExistsError(17, "bestaat al", str(target))
    folder.mkdir(parents=True, exist_ok=True)
    for target in targets:
        target.write_bytes((builtin_templates() / target.name).read_bytes())
    return targets
