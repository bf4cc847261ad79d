"""What the commands share that assess plans: ruleset and given facts per plan, waivers, baseline, formats."""

from __future__ import annotations

import datetime
import gc
import math
import pathlib
from typing import TYPE_CHECKING, Annotated

import typer

from resvtool.cli.common import complain, load, parse_date, stop
from resvtool.cli.configured import Settings, settings_for, told_by
from resvtool.guard import USUAL_MEMORY, USUAL_TIMEOUT, guarded, memory_of

if TYPE_CHECKING:
    from resvtool.assessment import Assessment
    from resvtool.baseline import Known
    from resvtool.document import Document
    from resvtool.plan import Given, Plan
    from resvtool.reading.limits import Limits
    from resvtool.rules.model import Ruleset

AUTO = "auto"


def ruleset_names(incomplete: str) -> list[str]:
    """Return the names that ``--ruleset`` takes, for completion with Tab."""
    from resvtool.rules.loading import builtin_rulesets

    return [name for name in (*builtin_rulesets(), AUTO) if name.startswith(incomplete)]


def _not_empty(ctx: typer.Context, param: typer.CallbackParam, value: str) -> str:
    """Refuse an empty name that was given (a variable that is not set): the plan would be held to other rules."""
    given_by = ctx.get_parameter_source(str(param.name))
    if not value.strip() and given_by is not None and given_by.name == "COMMANDLINE":
        raise typer.BadParameter("is leeg; noem een ruleset of laat de optie weg")
    return value


RulesetOption = Annotated[
    str,
    typer.Option(
        "--ruleset",
        "-r",
        callback=_not_empty,
        help="landelijk, menzis, cz, zilveren-kruis, auto of een eigen map.",
        autocompletion=ruleset_names,
    ),
]
SubmittedOption = Annotated[
    str | None, typer.Option("--ingediend", metavar="DATUM", help="Datum van indiening, bijvoorbeeld 2026-07-09.")
]
InhabitantsOption = Annotated[int | None, typer.Option("--inwoners", min=1, help="Aantal inwoners van de RESV-regio.")]
BaselineOption = Annotated[
    pathlib.Path | None,
    typer.Option("--baseline", metavar="BESTAND", help="Houd bevindingen achter die in deze baseline staan."),
]
NoBaselineOption = Annotated[
    bool, typer.Option("--no-baseline", help="Toon alles, ook wat een gevonden baseline kent.")
]


LimitOption = Annotated[
    list[str] | None,
    typer.Option("--limit", metavar="NAAM=WAARDE", help="Verzet een leesgrens, bijvoorbeeld pages=2000."),
]


def _finite(value: float) -> float:
    """Refuse nan and inf, which no clock can count to."""
    if not math.isfinite(value):
        raise typer.BadParameter(f"'{value}'")
    return value


TimeoutOption = Annotated[
    float,
    typer.Option("--timeout", min=0, callback=_finite, help="Seconden die een plan mag duren; 0: geen grens."),
]
MemoryOption = Annotated[
    str, typer.Option("--max-memory", help="Geheugen dat een plan mag kosten, zoals 800M of 2G; 0: geen grens.")
]


class Assessor:
    """Assesses plans one by one, each by its own configuration; rulesets and baselines are loaded once."""

    def __init__(self, ctx: typer.Context) -> None:
        self._ctx = ctx
        self._rulesets: dict[str, Ruleset] = {}
        self._baselines: dict[pathlib.Path, Known] = {}
        self._begun = False

    def prepare(self, plans: list[pathlib.Path]) -> None:
        """Load what ``plans`` need, so that what is wrong with it is told before any plan is read."""
        for plan in plans:
            settings = settings_for(self._ctx, plan)
            self._rules(_name(settings))
            self._given(settings)
            self._limits(settings)
            self._memory(settings)
            self._check_waivers(settings)
            self._known(settings, plan)

    def assess(
        self, plan: pathlib.Path, excused: bool = True, like: tuple[pathlib.Path, Assessment] | None = None
    ) -> Assessment:
        """Return the assessment of ``plan``; ``excused`` applies its waivers and baseline.

        ``like`` names another plan with its assessment, whose settings and ruleset to use: another version.
        Raises UnreadableDocument; leaves with status 2 where the settings are not right.
        """
        from resvtool.assessment import assess_plan
        from resvtool.reading.opening import read_document

        if self._begun:
            gc.collect()
        self._begun = True
        settings = settings_for(self._ctx, like[0] if like else plan)
        given = self._given(settings)
        limits, memory = self._limits(settings), self._memory(settings)
        with guarded(plan, settings.options.get("timeout", USUAL_TIMEOUT), memory):
            document = read_document(plan, limits)
            ready, ruleset = self._ready(document, given, like[1].ruleset if like else _name(settings))
            assessment = assess_plan(ready, ruleset)
        if not excused:
            return assessment
        return self._held_back(self.waived(assessment), settings, plan)

    def waived(self, assessment: Assessment) -> Assessment:
        """Return ``assessment`` with the waivers of its configuration."""
        from resvtool.waivers import waive

        configuration = settings_for(self._ctx, pathlib.Path(assessment.document.path)).configuration
        if configuration is None or not configuration.waivers:
            return assessment
        return waive(assessment, configuration.waivers, configuration.folder, datetime.date.today())

    def _rules(self, name: str) -> Ruleset:
        name = "landelijk" if name == AUTO else name
        if name not in self._rulesets:
            self._rulesets[name] = load(name)
        return self._rulesets[name]

    def _ready(self, document: Document, given: Given, asked: Ruleset | str) -> tuple[Plan, Ruleset]:
        """Return ``document`` as a plan, with the ruleset that was asked, or that the plan asks for itself."""
        from resvtool.assessment import plan_of

        ruleset = self._rules(asked) if isinstance(asked, str) else asked
        plan = plan_of(document, ruleset, given)
        if asked != AUTO:
            return plan, ruleset
        from resvtool.rules.choosing import choose

        choice = choose(plan.passages)
        if choice.ruleset is None:
            stop(f"{document.path}: {choice.why}; kies er een met --ruleset (menzis, cz, zilveren-kruis of landelijk)")
        complain(f"{document.path}: ruleset {choice.ruleset}, want {choice.why}")
        chosen = self._rules(choice.ruleset)
        return plan.under(chosen), chosen

    def _given(self, settings: Settings) -> Given:
        from resvtool.plan import Given

        told = settings.options.get("ingediend")
        submitted = parse_date(told, told_by(self._ctx, "ingediend")) if told else None
        return Given(submitted=submitted, inhabitants=settings.options.get("inwoners"))

    def _limits(self, settings: Settings) -> Limits:
        from resvtool.reading.limits import LimitError, limits_of

        try:
            return limits_of(settings.options.get("limit") or ())
        except LimitError as error:
            stop(f"{told_by(self._ctx, 'limit')}: {error}")

    def _memory(self, settings: Settings) -> int:
        try:
            return memory_of(settings.options.get("max_memory", USUAL_MEMORY))
        except ValueError as error:
            name = "max_memory"
            stop(f"{told_by(self._ctx, name).replace('_', '-')}: {error}")

    def _check_waivers(self, settings: Settings) -> None:
        """Stop at a waiver of a rule that no ruleset has: it would never do anything."""
        configuration = settings.configuration
        if configuration is None or not configuration.waivers:
            return
        from resvtool.waivers import unknown_rule

        problem = unknown_rule(configuration.waivers, self._rules(_name(settings)))
        if problem:
            stop(f"{configuration.place}: {problem}")

    def _known(self, settings: Settings, plan: pathlib.Path) -> pathlib.Path | None:
        from resvtool.baseline import BaselineError, find, read

        if settings.options.get("no_baseline"):
            return None
        told = settings.options.get("baseline")
        path = pathlib.Path(told) if told else find(plan)
        if path is not None and path not in self._baselines:
            try:
                self._baselines[path] = read(path)
            except BaselineError as error:
                stop(str(error))
        return path

    def _held_back(self, assessment: Assessment, settings: Settings, plan: pathlib.Path) -> Assessment:
        from resvtool.baseline import hold_back

        path = self._known(settings, plan)
        return hold_back(assessment, self._baselines[path], path) if path else assessment


def _name(settings: Settings) -> str:
    return settings.options.get("ruleset") or "landelijk"
