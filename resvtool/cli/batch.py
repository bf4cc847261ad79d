"""``resvtool batch``: checks many plans side by side and puts them in one overview."""

from __future__ import annotations

import pathlib
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from resvtool.cli.assessing import InhabitantsOption, LimitOption, MemoryOption, RulesetOption, TimeoutOption
from resvtool.cli.common import Lang, complain, parse_date, stop
from resvtool.cli.configured import ConfigOption, settings_for, told_by
from resvtool.cli.lint import FailOn
from resvtool.guard import USUAL_MEMORY, USUAL_TIMEOUT, memory_of

if TYPE_CHECKING:
    from resvtool.batch.running import Options, Tally
    from resvtool.limits import Limits
    from resvtool.reading.limits import Limits as ReadingLimits

_STOPPED = 130


def batch(
    ctx: typer.Context,
    plans: Annotated[
        list[str], typer.Argument(metavar="MAP|PLAN...", help="Mappen, plannen of adressen (zoals s3://...).")
    ],
    out: Annotated[str, typer.Option("--out", "-o", help="Map of adres voor de resultaten.")],
    ruleset: RulesetOption = "",
    manifest: Annotated[
        pathlib.Path | None,
        typer.Option("--manifest", help="plans.csv of plans.xlsx met per plan ruleset, inwoners en ingediend."),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Plannen tegelijk; 0: alle kernen.")] = 0,
    timeout: TimeoutOption = USUAL_TIMEOUT,
    max_memory: MemoryOption = USUAL_MEMORY,
    limit: LimitOption = None,
    extra: Annotated[
        list[str] | None, typer.Option("--met", help="Maak per plan ook deze uitvoer (zie docs/batch.md).")
    ] = None,
    without: Annotated[list[str] | None, typer.Option("--zonder", help="Maak deze uitvoer niet.")] = None,
    ingediend: Annotated[
        str | None, typer.Option("--ingediend", metavar="DATUM", help="Datum van indiening van alle plannen.")
    ] = None,
    inwoners: InhabitantsOption = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Zwaarte vanaf welke de afsluitcode 1 is.")
    ] = FailOn.ERROR,
    again: Annotated[
        bool, typer.Option("--opnieuw", help="Controleer alles opnieuw, ook wat niet is veranderd.")
    ] = False,
    dask: Annotated[str, typer.Option("--dask", metavar="ADRES", help="Adres van een Dask-cluster.")] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Alleen wat niet goed ging.")] = False,
    lang: Annotated[Lang, typer.Option("--lang", help="Taal van de rapporten.")] = Lang.NL,
    config: ConfigOption = None,
) -> None:
    """Controleer veel plannen tegelijk: per plan een rapport, en een overzicht van alle plannen."""
    from resvtool.batch.running import Options
    from resvtool.plan import Given

    options = Options(
        places=tuple(plans),
        out=out,
        ruleset=ruleset or "landelijk",
        outputs=_outputs(extra or [], without or []),
        lang=lang.value,
        jobs=jobs,
        limits=_limits(timeout, max_memory),
        reading=_reading(ctx, limit or []),
        manifest=manifest,
        given=Given(parse_date(ingediend, told_by(ctx, "ingediend")) if ingediend else None, inwoners),
        fresh=again,
        cluster=dask,
        configuration=settings_for(ctx, pathlib.Path(plans[0])).configuration,
    )
    tally = _run(options, quiet)
    if not quiet:
        from resvtool.batch.summary import summary

        typer.echo(summary(tally, lang.value))
    raise typer.Exit(tally.status(fail_on.value))


def _outputs(extra: list[str], without: list[str]) -> tuple[str, ...]:
    from resvtool.batch.outputs import chosen

    try:
        return chosen(extra, without)
    except ValueError as error:
        stop(f"--met/--zonder: {error}")


def _limits(timeout: float, max_memory: str) -> Limits:
    from resvtool.limits import Limits

    try:
        memory = memory_of(max_memory.strip())
    except ValueError as error:
        stop(f"--max-memory: {error}")
    return Limits(timeout or None, memory or None)


def _reading(ctx: typer.Context, told: list[str]) -> ReadingLimits:
    from resvtool.reading.limits import LimitError, limits_of

    try:
        return limits_of(told)
    except LimitError as error:
        stop(f"{told_by(ctx, 'limit')}: {error}")


def _run(options: Options, quiet: bool) -> Tally:
    from resvtool.batch.manifest import ManifestError
    from resvtool.batch.progress import make_progress
    from resvtool.batch.running import run_batch
    from resvtool.batch.stores import StoreError
    from resvtool.configuration import ConfigurationError
    from resvtool.rules.model import RulesetError

    try:
        with make_progress(sys.stderr, options.lang, quiet) as progress:
            return run_batch(options, progress)
    except (StoreError, ManifestError, RulesetError, ConfigurationError) as error:
        stop(str(error))
    except KeyboardInterrupt:
        complain("gestopt; dezelfde opdracht gaat verder waar dit ophield")
        raise typer.Exit(_STOPPED) from None
