"""``resvtool watch``: checks a plan again at each save, and shows what changed since the last time."""

from __future__ import annotations

import datetime
import pathlib
from typing import TYPE_CHECKING, Annotated

import typer

from resvtool.cli.assessing import (
    Assessor,
    BaselineOption,
    InhabitantsOption,
    NoBaselineOption,
    RulesetOption,
    SubmittedOption,
)
from resvtool.cli.common import Lang, colour_wanted, complain, stop, terminal_width, to_standard_output
from resvtool.cli.configured import ConfigOption

if TYPE_CHECKING:
    from resvtool.assessment import Assessment


def watch(
    ctx: typer.Context,
    plan: Annotated[pathlib.Path, typer.Argument(metavar="PLAN", help="Het plan (.docx of .pdf).")],
    ruleset: RulesetOption = "",
    lang: Annotated[Lang, typer.Option("--lang", help="Taal van het rapport.")] = Lang.NL,
    ingediend: SubmittedOption = None,
    inwoners: InhabitantsOption = None,
    baseline: BaselineOption = None,
    no_baseline: NoBaselineOption = False,
    interval: Annotated[
        float, typer.Option("--interval", min=0.05, help="Hoe vaak er wordt gekeken, in seconden.")
    ] = 0.5,
    config: ConfigOption = None,
) -> None:
    """Controleer een plan opnieuw bij elke keer opslaan en laat zien wat er veranderde; stop met Ctrl-C."""
    from resvtool.document import UnreadableDocument
    from resvtool.watching import Watcher, is_lock_file

    if is_lock_file(plan):
        stop(f"{plan}: dit is een hulpbestand van de tekstverwerker; noem het plan zelf", 3)
    if plan.is_dir():
        stop(f"{plan}: dit is een map; geef het plan zelf op (Word of PDF)", 3)
    if not plan.is_file():
        stop(f"{plan}: dit bestand bestaat niet; controleer de naam en de map", 3)
    assessor = Assessor(ctx)
    assessor.prepare([plan])
    last: Assessment | None = None
    try:
        for _ in Watcher(plan, interval).saves():
            try:
                now = assessor.assess(plan)
            except UnreadableDocument as error:
                complain(str(error))
                continue
            to_standard_output(_told(last, now, lang.value))
            last = now
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


def _told(last: Assessment | None, now: Assessment, lang: str) -> str:
    """The whole report the first time; after that the hour and what changed."""
    from resvtool.comparing import compare
    from resvtool.report.console import text_report
    from resvtool.report.diff_report import diff_text

    colour, width = colour_wanted(), terminal_width()
    if last is None:
        waiting = "Wacht op opslaan; stop met Ctrl-C." if lang == "nl" else "Waiting for a save; stop with Ctrl-C."
        return text_report([now], lang, False, colour, width) + f"{waiting}\n"
    hour = datetime.datetime.now().strftime("%H:%M:%S")
    changed = diff_text(compare(last, now), lang, colour, width, left=False, head=False)
    return f"\n--- {hour} ---\n{changed}"
