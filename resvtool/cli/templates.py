"""``resvtool templates``: the built-in templates, to look at or to start one's own from."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from resvtool.cli.common import stop

app = typer.Typer(help="Toon of kopieer de meegeleverde sjablonen.", rich_markup_mode=None, no_args_is_help=True)


@app.command("list")
def list_templates() -> None:
    """Noem de meegeleverde sjablonen."""
    from resvtool.documents.templates import template_names

    for name in template_names():
        typer.echo(name)


@app.command("export")
def export(
    folder: Annotated[pathlib.Path, typer.Argument(metavar="MAP", help="De map waar ze komen te staan.")],
) -> None:
    """Kopieer de meegeleverde sjablonen naar een map, om er een eigen van te maken (geef die op met --template)."""
    from resvtool.documents.templates import export_templates

    try:
        made = export_templates(folder)
    except FileExistsError as error:
        stop(f"{error.filename}: bestaat al; kies een andere map, dan blijft uw sjabloon bewaard")
    except OSError as error:
        stop(f"{folder}: niet te maken ({error.strerror})")
    for path in made:
        typer.echo(str(path))
