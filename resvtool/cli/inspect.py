"""``resvtool outline`` and ``resvtool facts``: what resvtool sees in a plan."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from resvtool.cli.common import Lang, load, stop, write_output
from resvtool.guard import USUAL_MEMORY, USUAL_TIMEOUT, guarded, memory_of

if TYPE_CHECKING:
    from resvtool.assessment import Assessment

T = TypeVar("T")
PlanArgument = Annotated[pathlib.Path, typer.Argument(metavar="PLAN", help="Het plan (.docx of .pdf).")]
LangOption = Annotated[Lang, typer.Option("--lang", help="Taal van de uitvoer.")]
OutputOption = Annotated[pathlib.Path | None, typer.Option("--output", "-o", help="Schrijf naar dit bestand.")]


class View(StrEnum):
    """How to show."""

    TEXT = "text"
    JSON = "json"


ViewOption = Annotated[View, typer.Option("--format", "-f", help="text of json.")]


def outline(
    plan: PlanArgument, format: ViewOption = View.TEXT, output: OutputOption = None, lang: LangOption = Lang.NL
) -> None:
    """Laat zien welke delen van een plan bij welke bouwsteen horen, waar, en hoe zeker dat is."""
    from resvtool.report.outline_report import outline_json, outline_text

    assessment = _assess(plan)
    text = outline_json(assessment) if format is View.JSON else outline_text(assessment, lang.value)
    write_output(text, output, [plan])


def facts(
    plan: PlanArgument, format: ViewOption = View.TEXT, output: OutputOption = None, lang: LangOption = Lang.NL
) -> None:
    """Laat zien wat een plan zegt: knelpunten, activiteiten, deelnemers, bedragen, data en getallen."""
    from resvtool.report.facts_report import facts_json, facts_text

    assessment = _assess(plan)
    text = _guarded(plan, lambda: facts_json(assessment) if format is View.JSON else facts_text(assessment, lang.value))
    write_output(text, output, [plan])


def _assess(plan: pathlib.Path) -> Assessment:
    from resvtool.assessment import assess

    rules = load("landelijk")
    return _guarded(plan, lambda: assess(plan, rules))


def _guarded(plan: pathlib.Path, make: Callable[[], T]) -> T:
    """Return what ``make`` makes of ``plan`` within the usual limits, or leave with status 3."""
    from resvtool.document import UnreadableDocument

    try:
        with guarded(plan, USUAL_TIMEOUT, memory_of(USUAL_MEMORY)):
            return make()
    except UnreadableDocument as error:
        stop(str(error), 3)
