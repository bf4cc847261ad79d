"""``resvtool skeleton``: a plan to start from, empty or filled from data."""

from __future__ import annotations

import datetime
import os
import pathlib
from typing import Annotated

import typer

from resvtool.cli.assessing import AUTO, ruleset_names
from resvtool.cli.common import check_output, complain, load, parse_date, stop, write_whole
from resvtool.cli.configured import ConfigOption


def _show_schema(wanted: bool) -> None:
    if wanted:
        from resvtool.documents.plan_schema import schema_text

        typer.echo(schema_text(), nl=False)
        raise typer.Exit


def skeleton(
    output: Annotated[pathlib.Path, typer.Option("--output", "-o", help="Het nieuwe plan: een .docx- of .md-bestand.")],
    ruleset: Annotated[
        str,
        typer.Option(
            "--ruleset",
            "-r",
            help="landelijk, menzis, cz, zilveren-kruis of een eigen map.",
            autocompletion=ruleset_names,
        ),
    ] = "",
    regio: Annotated[str, typer.Option("--regio", metavar="NAAM", help="Naam van de RESV-regio.")] = "",
    data: Annotated[
        pathlib.Path | None, typer.Option("--data", metavar="BESTAND", help="Gegevens van het plan (YAML of JSON).")
    ] = None,
    template: Annotated[
        pathlib.Path | None, typer.Option("--template", metavar="BESTAND", help="Een eigen sjabloon (.docx of .md.j2).")
    ] = None,
    datum: Annotated[
        str | None, typer.Option("--datum", metavar="DATUM", help="De datum in het Word-bestand (standaard vandaag).")
    ] = None,
    force: Annotated[bool, typer.Option("--overschrijven", help="Vervang het bestand als het al bestaat.")] = False,
    schema: Annotated[
        bool, typer.Option("--schema", callback=_show_schema, is_eager=True, help="Toon het schema van --data.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Maak een plan om mee te beginnen: per bouwsteen wat de ruleset vraagt, met uitleg, tabellen en invulplekken."""
    from resvtool.documents.plan_data import DataError, load_plan_data
    from resvtool.documents.rendering import TemplateProblem
    from resvtool.documents.skeleton import skeleton_context, unknown_requirements, write_skeleton

    kind = output.suffix.lower().removeprefix(".")
    if kind not in ("docx", "md"):
        stop(f"--output {output}: kies een bestand dat op .docx of .md eindigt")
    check_output(output)
    if any(source is not None and output.resolve() == source.resolve() for source in (data, template)):
        stop(f"--output {output}: hier staan de gegevens of het sjabloon zelf; kies een andere naam")
    if output.exists() and not force:
        stop(f"--output {output}: bestaat al; kies een andere naam, of geef --overschrijven")
    if template is not None and template.suffix.lower() == ".docx" and kind == "md":
        stop(f"--template {template}: voor een .md-bestand is een sjabloon in tekst nodig (.md.j2)")
    if ruleset == AUTO:
        stop("--ruleset auto: een nieuw plan noemt nog geen verzekeraar; kies menzis, cz, zilveren-kruis of landelijk")
    rules = load(ruleset or "landelijk")
    try:
        values = load_plan_data(data) if data is not None else {}
        for rule_id in unknown_requirements(values, rules):
            complain(f"{data}: eis '{rule_id}' staat niet in ruleset {rules.id}; haar tekst blijft weg")
        content = write_skeleton(skeleton_context(rules, values, regio), kind, _date(datum), template)
    except (DataError, TemplateProblem) as error:
        stop(str(error))
    write_whole(output, content)
    typer.echo(str(output))


def _date(text: str | None) -> datetime.date:
    """Return the date given, or that of SOURCE_DATE_EPOCH (as reproducible builds set it), or today's."""
    if text:
        return parse_date(text, "--datum")
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.date.today()
