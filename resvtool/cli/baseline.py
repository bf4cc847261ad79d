"""``resvtool baseline``: records today's findings, so that later runs report only what is new."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from resvtool.cli.assessing import Assessor, InhabitantsOption, RulesetOption, SubmittedOption
from resvtool.cli.common import stop, write_output
from resvtool.cli.configured import ConfigOption


def baseline(
    ctx: typer.Context,
    plans: Annotated[
        list[pathlib.Path], typer.Argument(metavar="PLAN...", help="Een of meer plannen (.docx of .pdf).")
    ],
    ruleset: RulesetOption = "",
    output: Annotated[
        pathlib.Path | None,
        typer.Option("--output", "-o", help="Schrijf naar dit bestand; anders resvtool-baseline.json bij het plan."),
    ] = None,
    ingediend: SubmittedOption = None,
    inwoners: InhabitantsOption = None,
    config: ConfigOption = None,
) -> None:
    """Leg de bevindingen van nu vast; `resvtool lint` meldt daarna alleen wat nieuw is.

    Wat er van andere plannen in het bestand stond, blijft staan.
    """
    from resvtool.baseline import default_path, kept, recorded
    from resvtool.document import UnreadableDocument
    from resvtool.findings import BAD

    assessor = Assessor(ctx)
    assessor.prepare(plans)
    try:
        done = [assessor.waived(assessor.assess(plan, excused=False)) for plan in plans]
    except UnreadableDocument as error:
        stop(f"{error} Er is geen baseline geschreven.", 3)
    place = output or default_path(plans[0])
    others = kept(place, plans)
    write_output(recorded(done, place, others), place, plans)
    count = sum(r.status in BAD and r.waiver is None for a in done for r in a.results)
    typer.echo(f"{place}: {count} bevindingen van {len(done)} {'plan' if len(done) == 1 else 'plannen'} vastgelegd.")
    if others:
        typer.echo(f"{', '.join(sorted(others))}: bleef staan zoals het was.")
