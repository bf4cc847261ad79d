"""The ``resvtool`` command."""

from __future__ import annotations

import typer

from resvtool.cli import lint, rules

app = typer.Typer(
    name="resvtool",
    help="Controleert RESV-plannen (Word, PDF) tegen de Handreiking contractering RESV en het inkoopbeleid van verzekeraars.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("lint")(lint.lint)
app.add_typer(rules.app, name="rules")
app.command("explain")(rules.explain)


@app.callback()
def _root() -> None:
    """Controleert RESV-plannen."""


def main() -> None:
    """Run the command line."""
    app()
