"""``resvtool lint``: checks plans and reports."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from resvtool.cli.assessing import (
    Assessor,
    BaselineOption,
    InhabitantsOption,
    LimitOption,
    MemoryOption,
    NoBaselineOption,
    RulesetOption,
    SubmittedOption,
    TimeoutOption,
)
from resvtool.cli.common import Lang, check_output, complain, stop, write_output
from resvtool.cli.configured import ConfigOption, told_by
from resvtool.guard import USUAL_MEMORY, USUAL_TIMEOUT

if TYPE_CHECKING:
    from resvtool.assessment import Assessment
    from resvtool.report.formats import Wanted


class FailOn(StrEnum):
    """From which severity a failed rule makes exit status 1; ``never`` for none."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


def format_names(incomplete: str) -> list[str]:
    """Return the report formats, for completion with Tab."""
    from resvtool.report.formats import WRITERS

    return [name for name in WRITERS if name.startswith(incomplete)]


def lint(
    ctx: typer.Context,
    plans: Annotated[
        list[pathlib.Path], typer.Argument(metavar="PLAN...", help="Een of meer plannen (.docx of .pdf).")
    ],
    ruleset: RulesetOption = "",
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="VORM[=BESTAND]",
            help="console, json, sarif, junit, github, gitlab, markdown, csv of html; mag vaker, elk met een bestand.",
            autocompletion=format_names,
        ),
    ] = None,
    output: Annotated[
        pathlib.Path | None, typer.Option("--output", "-o", help="Schrijf het rapport naar dit bestand.")
    ] = None,
    lang: Annotated[Lang, typer.Option("--lang", help="Taal van het rapport.")] = Lang.NL,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Toon ook wat voldoet, met bewijs.")] = False,
    ingediend: SubmittedOption = None,
    inwoners: InhabitantsOption = None,
    baseline: BaselineOption = None,
    no_baseline: NoBaselineOption = False,
    template: Annotated[
        pathlib.Path | None,
        typer.Option("--template", metavar="BESTAND", help="Een eigen sjabloon voor html (zie templates export)."),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Zwaarte vanaf welke de afsluitcode 1 is.")
    ] = FailOn.ERROR,
    config: ConfigOption = None,
    limit: LimitOption = None,
    timeout: TimeoutOption = USUAL_TIMEOUT,
    max_memory: MemoryOption = USUAL_MEMORY,
) -> None:
    """Controleer plannen tegen een ruleset en laat zien wat er is en wat ontbreekt."""
    from resvtool.document import UnreadableDocument
    from resvtool.guard import guarded
    from resvtool.report.formats import TEMPLATED, FormatError, wanted
    from resvtool.rules.model import Severity

    try:
        reports = wanted(format or ["console"], output)
    except FormatError as error:
        stop(f"{told_by(ctx, 'format')}: {error}")
    for report in reports:
        if report.file is not None:
            check_output(report.file, plans)
        if report.file is not None and template is not None and report.file.resolve() == template.resolve():
            stop(f"--output {report.file}: dit is het sjabloon zelf; kies een andere naam voor het rapport")
    if template is not None and not any(report.format in TEMPLATED for report in reports):
        stop(f"{told_by(ctx, 'template')}: alleen --format html heeft een sjabloon")
    assessor = Assessor(ctx)
    assessor.prepare(plans)
    done: list[Assessment] = []
    unread = False
    for path in plans:
        try:
            done.append(assessor.assess(path))
        except UnreadableDocument as error:
            complain(str(error))
            unread = True
    if done:
        try:
            with guarded(plans[0], timeout):
                texts = [_report(done, report, lang, verbose, template) for report in reports]
        except UnreadableDocument as error:
            stop(str(error), 3)
        for report, text in zip(reports, texts, strict=True):
            write_output(text, report.file, plans)
    if unread:
        raise typer.Exit(3)
    if fail_on is not FailOn.NEVER and any(a.failures(Severity(fail_on.value)) for a in done):
        raise typer.Exit(1)


def _report(
    done: Sequence[Assessment], report: Wanted, lang: Lang, verbose: bool, template: pathlib.Path | None
) -> str:
    from resvtool.report import formats

    if report.format != formats.CONSOLE:
        from resvtool.documents.templates import TemplateProblem

        try:
            return formats.write(report.format, done, lang.value, template)
        except TemplateProblem as error:
            stop(str(error))
    from resvtool.cli.common import colour_wanted, terminal_width
    from resvtool.report.console import text_report

    to_file = report.file is not None
    return text_report(done, lang.value, verbose, colour_wanted() and not to_file, terminal_width(to_file))
