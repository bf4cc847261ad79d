"""``resvtool lint``: checks plans and reports."""

from __future__ import annotations

import datetime
import io
import pathlib
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from resvtool.cli.common import Lang, complain, configured_ruleset, load, parse_date, stop, write_output

if TYPE_CHECKING:
    from resvtool.assessment import Assessment
    from resvtool.document import Document
    from resvtool.rules.model import Ruleset

AUTO = "auto"


class Format(StrEnum):
    """Report formats."""

    CONSOLE = "console"
    JSON = "json"


class FailOn(StrEnum):
    """From which severity a failed rule makes exit status 1; ``never`` for none."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


def lint(
    plans: Annotated[
        list[pathlib.Path], typer.Argument(metavar="PLAN...", help="Een of meer plannen (.docx of .pdf).")
    ],
    ruleset: Annotated[
        str, typer.Option("--ruleset", "-r", help="landelijk, menzis, cz, zilveren-kruis, auto of een eigen map.")
    ] = "",
    format: Annotated[Format, typer.Option("--format", "-f", help="Vorm van het rapport.")] = Format.CONSOLE,
    output: Annotated[
        pathlib.Path | None, typer.Option("--output", "-o", help="Schrijf het rapport naar dit bestand.")
    ] = None,
    lang: Annotated[Lang, typer.Option("--lang", help="Taal van het rapport.")] = Lang.NL,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Toon ook wat voldoet, met bewijs.")] = False,
    ingediend: Annotated[
        str | None, typer.Option("--ingediend", metavar="DATUM", help="Datum van indiening, bijvoorbeeld 2026-07-09.")
    ] = None,
    inwoners: Annotated[
        int | None, typer.Option("--inwoners", min=1, help="Aantal inwoners van de RESV-regio.")
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Zwaarte vanaf welke de afsluitcode 1 is.")
    ] = FailOn.ERROR,
) -> None:
    """Controleer plannen tegen een ruleset en laat zien wat er is en wat ontbreekt."""
    from resvtool.assessment import assess_document
    from resvtool.document import UnreadableDocument
    from resvtool.plan import Given
    from resvtool.reading.opening import read_document
    from resvtool.rules.model import Severity

    ruleset = ruleset or configured_ruleset(plans[0])
    given = Given(submitted=_date(ingediend), inhabitants=inwoners)
    rules = load("landelijk" if ruleset == AUTO else ruleset)
    done: list[Assessment] = []
    unread = False
    for path in plans:
        try:
            document = read_document(path)
            chosen = _chosen(document, rules) if ruleset == AUTO else rules
            done.append(assess_document(document, chosen, given))
        except UnreadableDocument as error:
            complain(str(error))
            unread = True
    if done:
        write_output(_report(done, format, lang, verbose, to_file=output is not None), output, plans)
    if unread:
        raise typer.Exit(3)
    if fail_on is not FailOn.NEVER and any(a.failures(Severity(fail_on.value)) for a in done):
        raise typer.Exit(1)


def _chosen(document: Document, national: Ruleset) -> Ruleset:
    from resvtool.locating.passages import Passages
    from resvtool.rules.choosing import choose

    choice = choose(Passages(document, national.lexicon))
    if choice.ruleset is None:
        stop(f"{document.path}: {choice.why}; kies er een met --ruleset (menzis, cz, zilveren-kruis of landelijk)")
    complain(f"{document.path}: ruleset {choice.ruleset}, want {choice.why}")
    return load(choice.ruleset)


def _date(text: str | None) -> datetime.date | None:
    return parse_date(text, "--ingediend") if text else None


def _report(done: list[Assessment], format: Format, lang: Lang, verbose: bool, to_file: bool) -> str:
    if format is Format.JSON:
        from resvtool.report.json_report import json_report

        return json_report(done, lang.value)
    from resvtool.cli.common import colour_wanted, terminal_width
    from resvtool.report.console import console_report

    out = io.StringIO()
    for assessment in done:
        console_report(
            assessment, out, lang.value, verbose, color=colour_wanted() and not to_file, width=terminal_width(to_file)
        )
        out.write("\n")
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
