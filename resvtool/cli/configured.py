"""Commands whose options come from the configuration file where the command line does not give them."""

from __future__ import annotations

import contextlib
import datetime
import pathlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from resvtool.cli.common import stop
from resvtool.cli.usage import annotation, help_in_dutch, sentence

if TYPE_CHECKING:
    from resvtool.configuration import Configuration

ConfigOption = Annotated[
    pathlib.Path | None,
    typer.Option("--config", metavar="BESTAND", help="Instellingen uit dit bestand, niet uit resvtool.toml."),
]
_KEPT = "resvtool.arguments"
_READ = "resvtool.configurations"
_NEVER_SET = frozenset({"help", "config"})


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of a command for one plan, and the configuration that they came from (None: none)."""

    options: Mapping[str, Any]
    configuration: Configuration | None


class DutchCommand(TyperCommand):
    """A command with its help option in Dutch."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the help option, in Dutch."""
        return help_in_dutch(super().get_help_option(ctx))


class Configured(DutchCommand):
    """A command that takes the options that are not given from the configuration of its (last) plan."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse ``args``; then again with the configuration of the plan that they name as defaults."""
        ctx.meta[_KEPT] = list(args)
        rest: list[str] = []
        missing: Exception | None = None
        try:
            rest = super().parse_args(ctx, args)
        except typer.BadParameter as error:
            if not _is_missing(error):
                raise
            missing = error  # unless the configuration sets it
        plan = self._plan(ctx)
        configuration = None if ctx.resilient_parsing or plan is None else _configuration(ctx, plan)
        if configuration is not None:
            return self._parse_with(ctx, configuration)
        if missing is not None:
            raise missing
        return rest

    def parsed_for(self, ctx: Any, plan: pathlib.Path) -> Settings:
        """Return the options as they are for ``plan``, by its own configuration."""
        own = _configuration(ctx, plan)
        if own is None and ctx.default_map is None:
            return Settings(ctx.params, None)
        fresh = typer.Context(self, parent=ctx.parent, info_name=ctx.info_name)
        if own is None:
            super().parse_args(fresh, list(ctx.meta[_KEPT]))
        else:
            fresh.meta[_KEPT] = ctx.meta[_KEPT]
            self._parse_with(fresh, own)
        return Settings(fresh.params, own)

    def _parse_with(self, ctx: Any, configuration: Configuration) -> list[str]:
        ctx.params.clear()
        ctx.default_map = self._defaults(ctx, configuration)
        with _blamed_on(configuration):
            return super().parse_args(ctx, list(ctx.meta[_KEPT]))

    def _defaults(self, ctx: Any, configuration: Configuration) -> dict[str, Any]:
        """The values of the configuration by parameter name, in the form in which the command line gives them."""
        parameters: dict[str, Any] = {_long(p): p for p in self.params if _long(p)}
        set_here = configuration.options(str(ctx.info_name), parameters)
        found: dict[str, Any] = {}
        for name, value in set_here.items():
            parameter, several = parameters[name], isinstance(value, list)
            kind = annotation(self, parameter.name)
            values = value if several else [value]
            if (several and not parameter.multiple) or not all(_fits(v, kind) for v in values):
                form = "een getal" if kind in (int, float) else "true of false" if kind is bool else "tekst"
                stop(f"{configuration.place}: '{name}' moet {form} zijn{', geen lijst' if several else ''}")
            if not configuration.named:
                _check_trust(configuration, name, values, kind)
            placed = [_placed(v, name, kind, configuration.folder) for v in values]
            found[parameter.name] = placed if parameter.multiple else placed[0]
        return found

    def _plan(self, ctx: Any) -> pathlib.Path | None:
        """The last plan among the arguments: a path, or the first of several."""
        arguments = [str(p.name) for p in self.params if p.param_type_name == "argument"]
        # The plans of a batch are texts, since they may be addresses.
        paths = [name for name in arguments if annotation(self, name) is pathlib.Path or name == "plans"]
        told = [ctx.params.get(name) for name in paths]
        first = [t[0] if isinstance(t, list | tuple) and t else t for t in told]
        return next((pathlib.Path(t) for t in reversed(first) if isinstance(t, str | pathlib.Path)), None)


class ConfiguredByOutput(Configured):
    """A command that makes a plan: the configuration is that of the place where the plan will stand."""

    def _plan(self, ctx: Any) -> pathlib.Path | None:
        output = ctx.params.get("output")
        return pathlib.Path(output) if output else None


class DutchGroup(TyperGroup):
    """A group of commands with its help option in Dutch."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the help option, in Dutch."""
        return help_in_dutch(super().get_help_option(ctx))


def settings_for(ctx: typer.Context, plan: pathlib.Path) -> Settings:
    """Return the options of the running command for ``plan``: the command line first, then its configuration."""
    assert isinstance(ctx.command, Configured)
    return ctx.command.parsed_for(ctx, plan)


def told_by(ctx: typer.Context, name: str) -> str:
    """Return how to name the option ``name`` in a complaint: by the configuration file when that set it."""
    set_by = ctx.get_parameter_source(name)
    if set_by is None or set_by.name != "DEFAULT_MAP":
        return f"--{name}"
    places = [str(c.place) for c in ctx.find_root().meta.get(_READ, {}).values()]
    return f"{', '.join(places)}: {name}"


def _configuration(ctx: Any, plan: pathlib.Path) -> Configuration | None:
    from resvtool.configuration import ConfigurationError, find, read

    told = ctx.params.get("config")
    path = pathlib.Path(told) if told else find(plan)
    if path is None:
        return None
    cache = ctx.find_root().meta.setdefault(_READ, {})
    if path not in cache:
        try:
            cache[path] = read(path, _known(ctx.find_root().command), bool(told))
        except ConfigurationError as error:
            stop(str(error))
    found: Configuration = cache[path]
    return found


def _known(root: Any) -> dict[str, set[str]]:
    """The long option names of every command with a plan."""
    commands = getattr(root, "commands", {})
    return {
        name: {_long(p) for p in command.params} - _NEVER_SET - {""}
        for name, command in commands.items()
        if isinstance(command, Configured)
    }


def _long(parameter: Any) -> str:
    return next((str(o)[2:] for o in parameter.opts if str(o).startswith("--")), "")


def _fits(value: Any, kind: Any) -> bool:
    """Whether a value of TOML has the form that a parameter of this type takes."""
    if kind is bool:
        return isinstance(value, bool)
    if kind in (int, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str | datetime.date)


def _check_trust(configuration: Configuration, name: str, values: list[Any], kind: Any) -> None:
    """Leave when a configuration that nobody named sets what a stranger may not."""
    from resvtool.trusting import objection

    for value in values:
        why = objection(name, value, configuration.folder, kind is pathlib.Path)
        if why:
            place = configuration.place
            stop(
                f"{place}: '{name} = {value}' {why}; vertrouwt u deze instellingen, geef ze dan op met --config {place}"
            )


def _placed(value: Any, name: str, kind: Any, folder: pathlib.Path) -> Any:
    """A value with paths read from the folder of the configuration, and dates as text."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        return value
    if name == "format" and "=" in value:
        form, _, file = value.partition("=")
        return f"{form}={folder / file}" if file else value
    if name == "ruleset":
        return str(folder / value) if (folder / value / "ruleset.yaml").is_file() else value
    is_path = kind is pathlib.Path or (name == "out" and "://" not in value)
    return str(folder / value) if is_path and value else value


def _is_missing(error: typer.BadParameter) -> bool:
    """Whether ``error`` is of a required option that was not given, which has no public class of its own."""
    return type(error).__name__ == "MissingParameter"


@contextlib.contextmanager
def _blamed_on(configuration: Configuration) -> Iterator[None]:
    """Say of a value that is not right that it stands in the configuration: the command line was parsed before."""
    try:
        yield
    except typer.BadParameter as error:
        if _is_missing(error):
            raise
        stop(f"{configuration.place}: {sentence(error).removeprefix('--')}")
