"""The ``resvtool`` command."""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from resvtool import __version__
from resvtool.cli import inspect, lint, memo, rules

app = typer.Typer(
    name="resvtool",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("lint")(lint.lint)
app.command("memo")(memo.memo)
app.command("outline")(inspect.outline)
app.command("facts")(inspect.facts)
app.add_typer(rules.app, name="rules")
app.command("explain")(rules.explain)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"resvtool {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie.")
    ] = False,
) -> None:
    """Controleert RESV-plannen (Word, PDF) tegen de landelijke handreiking en het beleid van verzekeraars."""


def main() -> None:
    """Run the command line. A plan makes many objects that all stay: collecting garbage often is lost time."""
    gc.set_threshold(100_000, 20, 20)
    app()
