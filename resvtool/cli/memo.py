"""``resvtool memo``: the assessment memo of a plan, and the file in which an assessor keeps judgements."""

from __future__ import annotations

import datetime
import pathlib
from typing import TYPE_CHECKING, Annotated

import typer

from resvtool.cli.assessing import Assessor, InhabitantsOption, RulesetOption, SubmittedOption
from resvtool.cli.common import Lang, complain, parse_date, stop, write_output, write_whole
from resvtool.cli.configured import ConfigOption

if TYPE_CHECKING:
    from resvtool.assessment import Assessment
    from resvtool.documents.judgements import Judgements
    from resvtool.documents.memo import MemoInput
    from resvtool.rules.model import Ruleset


def memo(
    ctx: typer.Context,
    plan: Annotated[pathlib.Path, typer.Argument(metavar="PLAN", help="Het plan (.docx of .pdf).")],
    ruleset: RulesetOption = "",
    output: Annotated[
        pathlib.Path | None,
        typer.Option("--output", "-o", help="Het memo: .docx, .md of .pdf. Zonder: Markdown naar het scherm."),
    ] = None,
    oordelen: Annotated[
        pathlib.Path | None,
        typer.Option("--oordelen", help="Bestand met uw oordelen. Zonder: PLAN.memo.toml of memo.toml naast het plan."),
    ] = None,
    oordelen_aanmaken: Annotated[
        bool,
        typer.Option(
            "--oordelen-aanmaken", help="Maak dat bestand, of vul het aan met regels die er nog niet in staan."
        ),
    ] = False,
    template: Annotated[
        pathlib.Path | None, typer.Option("--template", help="Uw eigen sjabloon (.docx, of .md.j2 voor Markdown).")
    ] = None,
    regio: Annotated[str, typer.Option("--regio", help="Naam van de regio. Zonder: zoals het plan die noemt.")] = "",
    datum: Annotated[
        str | None, typer.Option("--datum", metavar="DATUM", help="Datum van het memo. Zonder: vandaag.")
    ] = None,
    ingediend: SubmittedOption = None,
    inwoners: InhabitantsOption = None,
    lang: Annotated[Lang, typer.Option("--lang", help="Taal van het memo.")] = Lang.NL,
    config: ConfigOption = None,
) -> None:
    """Schrijf het beoordelingsmemo bij een plan: bevindingen met bewijs, cijfers, checklist en vragen aan de regio."""
    from resvtool.documents.memo import MemoInput

    kind = _kind(output, template)
    date = parse_date(datum, "--datum") if datum else datetime.date.today()
    kept = oordelen or _place(plan)
    _apart(output, plan, kept, template)
    assessment = _assess(ctx, plan)
    if oordelen_aanmaken:
        _start(kept, assessment)
        if output is None:
            return
    judgements = _read(kept, assessment.ruleset, required=oordelen is not None)
    content = _made(MemoInput(assessment, judgements, date, regio, lang.value), kind, template)
    if output is None:
        write_output(content.decode("utf-8"), None)
    else:
        write_whole(output, content)


def _kind(output: pathlib.Path | None, template: pathlib.Path | None) -> str:
    from resvtool.documents.memo import FORMATS

    kind = ".md" if output is None else output.suffix.lower()
    if kind not in FORMATS:
        stop(f"--output {output}: kies een naam die eindigt op .docx, .md of .pdf")
    if template is not None and (kind == ".md") == (template.suffix.lower() == ".docx"):
        wanted = "een Markdown-sjabloon (.md.j2)" if kind == ".md" else "een Word-sjabloon (.docx)"
        stop(f"--template {template}: voor een memo in {kind} is {wanted} nodig")
    return kind


def _place(plan: pathlib.Path) -> pathlib.Path:
    from resvtool.documents.judgements import JudgementsError, place_of

    try:
        return place_of(plan)
    except JudgementsError as error:
        stop(str(error))


def _apart(output: pathlib.Path | None, plan: pathlib.Path, kept: pathlib.Path, template: pathlib.Path | None) -> None:
    if kept.resolve() == plan.resolve():
        stop(f"--oordelen {kept}: dit is het plan zelf; kies een andere naam voor de oordelen")
    named = {"het plan": plan, "het bestand met oordelen": kept} | ({"het sjabloon": template} if template else {})
    for what, path in named.items():
        if output is not None and output.resolve() == path.resolve():
            stop(f"--output {output}: dit is {what} zelf; kies een andere naam voor het memo")


def _assess(ctx: typer.Context, plan: pathlib.Path) -> Assessment:
    from resvtool.document import UnreadableDocument

    try:
        return Assessor(ctx).assess(plan, excused=False)
    except UnreadableDocument as error:
        stop(str(error), 3)


def _read(kept: pathlib.Path, ruleset: Ruleset, required: bool) -> Judgements:
    from resvtool.documents.judgements import Judgements, JudgementsError, read_judgements

    if not kept.is_file() and not required:
        return Judgements()
    try:
        return read_judgements(kept, ruleset)
    except JudgementsError as error:
        stop(str(error))


def _start(kept: pathlib.Path, assessment: Assessment) -> None:
    from resvtool.documents.judgements import JudgementsError, starter
    from resvtool.report.overview import overview

    known = _read(kept, assessment.ruleset, required=False)
    existing = kept.read_bytes().decode("utf-8-sig") if kept.is_file() else ""
    try:
        text = starter(overview(assessment, known.rules), existing)
    except JudgementsError as error:
        stop(f"{kept}: {error}")
    if text == existing:
        complain(f"{kept}: alle regels die een oordeel vragen staan er al in")
        return
    write_whole(kept, text.encode("utf-8"))
    complain(f"{kept}: {'aangevuld' if existing else 'gemaakt'}; vul uw oordelen in en maak het memo opnieuw")


def _made(given: MemoInput, kind: str, template: pathlib.Path | None) -> bytes:
    from resvtool.documents.memo import memo as make
    from resvtool.documents.office import OfficeError
    from resvtool.documents.rendering import TemplateProblem

    try:
        return make(given, kind, template)
    except (TemplateProblem, OfficeError) as error:
        stop(str(error))
