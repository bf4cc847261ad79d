"""``resvtool annotate``: the writer's own document with the findings in place."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from resvtool.cli.assessing import (
    Assessor,
    BaselineOption,
    InhabitantsOption,
    NoBaselineOption,
    RulesetOption,
    SubmittedOption,
)
from resvtool.cli.common import Lang, check_output, stop, write_whole
from resvtool.cli.configured import ConfigOption


def annotate(
    ctx: typer.Context,
    plan: Annotated[pathlib.Path, typer.Argument(metavar="PLAN", help="Het plan (.docx of .pdf).")],
    output: Annotated[
        pathlib.Path, typer.Option("--output", "-o", help="Schrijf de kopie naar dit bestand (.docx of .pdf).")
    ],
    ruleset: RulesetOption = "",
    lang: Annotated[Lang, typer.Option("--lang", help="Taal van de opmerkingen.")] = Lang.NL,
    ingediend: SubmittedOption = None,
    inwoners: InhabitantsOption = None,
    baseline: BaselineOption = None,
    no_baseline: NoBaselineOption = False,
    config: ConfigOption = None,
) -> None:
    """Maak een kopie van een plan met de bevindingen erin: opmerkingen in Word, markeringen in PDF.

    Verder verandert er niets aan het document. Nog eens annoteren vervangt de eerdere opmerkingen van resvtool;
    die van anderen blijven staan.
    """
    from resvtool.document import UnreadableDocument
    from resvtool.documents.annotated import annotated_copy

    check_output(output, [plan])
    assessor = Assessor(ctx)
    assessor.prepare([plan])
    try:
        assessment = assessor.assess(plan)
        _refuse(plan, output, assessment.document.format)
        content, count = annotated_copy(plan, assessment, lang.value)
    except UnreadableDocument as error:
        stop(str(error), 3)
    write_whole(output, content)
    typer.echo(_done(output, count, lang))


def _refuse(plan: pathlib.Path, output: pathlib.Path, format: str) -> None:
    """Leave with status 2 when the output is the plan itself by another name, or names another kind of file."""
    if output.exists() and output.samefile(plan):
        stop(f"--output {output}: dit is het plan zelf; kies een andere naam voor de kopie")
    wanted = ".pdf" if format == "pdf" else plan.suffix.lower() if plan.suffix.lower() == ".docm" else ".docx"
    if output.suffix.lower() != wanted:
        stop(f"--output {output}: de kopie van dit plan is een {wanted[1:]}-bestand; laat de naam eindigen op {wanted}")


def _done(output: pathlib.Path, count: int, lang: Lang) -> str:
    if lang is Lang.EN:
        return f"{output}: {count} note{'' if count == 1 else 's'}"
    return f"{output}: {count} opmerking{'' if count == 1 else 'en'}"
