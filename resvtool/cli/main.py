"""The ``resvtool`` command."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from typing import Annotated, Any, NoReturn

import typer

from resvtool import __version__
from resvtool.cli import annotate, baseline, batch, diff, inspect, lint, memo, rules, skeleton, templates, watch
from resvtool.cli.common import complain, forget_standard_output, nobody_reads
from resvtool.cli.configured import Configured, ConfiguredByOutput, DutchCommand, DutchGroup

app = typer.Typer(
    name="resvtool",
    cls=DutchGroup,
    no_args_is_help=True,
    invoke_without_command=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("lint", cls=Configured)(lint.lint)
app.command("batch", cls=Configured)(batch.batch)
app.command("diff", cls=Configured)(diff.diff)
app.command("watch", cls=Configured)(watch.watch)
app.command("baseline", cls=Configured)(baseline.baseline)
app.command("memo", cls=Configured)(memo.memo)
app.command("outline", cls=Configured)(inspect.outline)
app.command("facts", cls=Configured)(inspect.facts)
app.command("annotate", cls=Configured)(annotate.annotate)
app.add_typer(rules.app, name="rules", cls=DutchGroup)
app.command("explain", cls=DutchCommand)(rules.explain)
app.command("skeleton", cls=ConfiguredByOutput)(skeleton.skeleton)
app.add_typer(templates.app, name="templates", cls=DutchGroup)


@app.callback()
def _root(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Toon de versie.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Met --version: ook de omgeving, voor een foutmelding.")
    ] = False,
) -> None:
    """Controleert RESV-plannen (Word, PDF) tegen de landelijke handreiking en het beleid van verzekeraars."""
    if version:
        typer.echo(f"resvtool {__version__}")
        if verbose:
            from resvtool.environment import environment

            typer.echo("\n".join(f"{name}: {value}" for name, value in environment()))
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(2)


def main() -> NoReturn:
    """Run the command line and leave with its status; what goes wrong is told in one sentence.

    A plan makes many objects that all stay while it is judged: looking for garbage among them is lost time (a
    tenth of it). What judges plan after plan collects it between them. The witnesses' sums are small: threads for
    them cost more than they gain, and batches fill the processor with plans.
    """
    gc.disable()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with contextlib.suppress(ValueError):  # only the main thread may
        signal.signal(signal.SIGTERM, _leave)
    status = _run()
    try:
        sys.stdout.flush()
    except OSError as error:
        status = _output_failed(error, status)
    sys.exit(status)


def _leave(*_: object) -> None:
    """End in order when asked to, so that temporary files are removed."""
    sys.exit(128 + signal.SIGTERM)


def _run() -> int:
    from resvtool.cli.usage import in_dutch

    command = typer.main.get_command(app)
    in_dutch(command)
    try:
        return int(command.main(standalone_mode=False) or 0)
    except typer.Abort:
        complain("afgebroken")
        return 130
    except OSError as error:
        if error.filename is not None:
            raise
        return _output_failed(error, 0)
    except Exception as error:
        # Typer's usage errors have no public base class that all its versions share.
        if not hasattr(error, "format_message"):
            raise
        return _wrong_usage(error)


def _wrong_usage(error: Any) -> int:
    """Say what is wrong with the command line; return the exit status."""
    from resvtool.cli.usage import english_wanted, sentence

    context = getattr(error, "ctx", None)
    if english_wanted() or type(error).__name__ == "NoArgsIsHelpError":
        error.show()
    else:
        help_at = f" ('{context.command_path} --help' toont wat kan)" if context else ""
        complain(f"{sentence(error)}{help_at}")
    return int(error.exit_code)


def _output_failed(error: OSError, status: int) -> int:
    """Return the exit status after standard output failed: as it was when only the reader left, else 2."""
    with contextlib.suppress(ValueError):
        forget_standard_output()
    if nobody_reads(error):
        return status
    complain(f"standaarduitvoer: niet te schrijven ({error.strerror})")
    return 2
