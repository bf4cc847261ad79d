"""``resvtool diff``: what a new version of a plan solved, broke and left."""

from __future__ import annotations

import pathlib
from enum import StrEnum
from typing import Annotated

import typer

from resvtool.cli.assessing import Assessor, InhabitantsOption, RulesetOption, SubmittedOption
from resvtool.cli.common import Lang, colour_wanted, stop, terminal_width, write_output
from resvtool.cli.configured import ConfigOption


class View(StrEnum):
    """How to show the comparison."""

    CONSOLE = "console"
    MARKDOWN = "markdown"
    JSON = "json"


def diff(
    ctx: typer.Context,
    old: Annotated[pathlib.Path, typer.Argument(metavar="OUD", help="De vorige versie (.docx of .pdf).")],
    new: Annotated[pathlib.Path, typer.Argument(metavar="NIEUW", help="De nieuwe versie (.docx of .pdf).")],
    ruleset: RulesetOption = "",
    format: Annotated[View, typer.Option("--format", "-f", help="Vorm van het rapport.")] = View.CONSOLE,
    output: Annotated[
        pathlib.Path | None, typer.Option("--output", "-o", help="Schrijf het rapport naar dit bestand.")
    ] = None,
    lang: Annotated[Lang, typer.Option("--lang", help="Taal van het rapport.")] = Lang.NL,
    ingediend: SubmittedOption = None,
    inwoners: InhabitantsOption = None,
    config: ConfigOption = None,
) -> None:
    """Vergelijk twee versies van een plan: wat is opgelost, stuk gemaakt, gebleven. Afsluitcode 1 bij achteruitgang."""
    from resvtool.comparing import compare
    from resvtool.document import UnreadableDocument
    from resvtool.report import diff_report

    assessor = Assessor(ctx)
    try:
        after = assessor.assess(new, excused=False)
        before = assessor.assess(old, excused=False, like=(new, after))
    except UnreadableDocument as error:
        stop(str(error), 3)
    comparison = compare(before, after)
    match format:
        case View.JSON:
            text = diff_report.diff_json(comparison, lang.value)
        case View.MARKDOWN:
            text = diff_report.diff_markdown(comparison, lang.value)
        case View.CONSOLE:
            colour = colour_wanted() and output is None
            text = diff_report.diff_text(comparison, lang.value, colour, terminal_width(output is not None))
    write_output(text, output, [old, new])
    if comparison.got_worse:
        raise typer.Exit(1)
