"""``resvtool lint``: checks plans and reports."""

from __future__ import annotations

import pathlib
import sys
from typing import Annotated

import typer

from resvtool.assessment import Assessment, assess
from resvtool.document import UnreadableDocument
from resvtool.plan import Given
from resvtool.report.json_report import json_report
from resvtool.rules.loading import RulesetError, load_ruleset


def lint(
    plans: Annotated[list[pathlib.Path], typer.Argument(help="Een of meer plannen (.docx of .pdf).")],
    ruleset: Annotated[str, typer.Option(help="landelijk, menzis, cz, zilveren-kruis of een map.")] = "landelijk",
    format: Annotated[str, typer.Option(help="json of console.")] = "console",
) -> None:
    """Controleer plannen tegen een ruleset."""
    try:
        rules = load_ruleset(ruleset)
    except RulesetError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    done: list[Assessment] = []
    unread = False
    for path in plans:
        try:
            done.append(assess(path, rules, Given()))
        except UnreadableDocument as error:
            typer.echo(str(error), err=True)
            unread = True
    if done:
        sys.stdout.write(json_report(done))
    raise typer.Exit(3 if unread else 0)
