"""Wrong usage, said in Dutch: one sentence in place of the English of the command line library."""

from __future__ import annotations

import enum
import inspect
import re
import sys
import typing
from typing import Any

_HELP = {
    "help": "Toon deze hulp.",
    "install_completion": "Installeer het aanvullen met Tab voor deze shell.",
    "show_completion": "Toon het script voor het aanvullen met Tab.",
}


def english_wanted() -> bool:
    """Whether the command line asks for English, told before it is parsed."""
    words = " ".join(sys.argv[1:])
    return re.search(r"--lang[= ]en\b", words) is not None


def sentence(error: Any) -> str:
    """Return what is wrong with the usage, as one Dutch sentence.

    ``error`` is a usage error of Typer. What is not known here keeps the library's own words.
    """
    where = _named(error)
    match type(error).__name__:
        case "NoSuchOption":
            near = list(error.possibilities or ())
            return f"onbekende optie '{error.option_name}'" + (
                f"; bedoelt u {' of '.join(sorted(near))}?" if near else ""
            )
        case "MissingParameter":
            return f"{where} ontbreekt"
        case "BadParameter":
            return f"{where}: {_expected(error)}"
        case "BadOptionUsage":
            needs = "geen waarde" if "does not take" in error.message else "een waarde"
            return f"optie '{error.option_name}' wil {needs}"
    return _other(error)


def in_dutch(command: Any) -> None:
    """Put the library's own options of ``command`` and all below it in Dutch."""
    for parameter in command.params:
        if parameter.name in _HELP:
            parameter.help = _HELP[parameter.name]
    for inner in getattr(command, "commands", {}).values():
        in_dutch(inner)


def help_in_dutch(option: Any) -> Any:
    """Return a help option with its help in Dutch (None stays None)."""
    if option is not None:
        option.help = _HELP["help"]
    return option


def annotation(command: Any, name: str) -> Any:
    """Return the Python type of the parameter ``name`` of ``command``, less Annotated, None and list."""
    function = inspect.unwrap(command.callback)
    kind: Any = typing.get_type_hints(function).get(name, str)
    for inner in typing.get_args(kind):
        if inner is not type(None):
            return inner
    return kind


def _expected(error: Any) -> str:
    """What a value should have been, told from the type of its parameter."""
    value = re.search(r"'([^']*)'", error.message)
    told = f"'{value[1]}' kan niet; " if value else ""
    if error.param is None or error.ctx is None:
        return str(error.message)
    kind = annotation(error.ctx.command, error.param.name)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        from difflib import get_close_matches

        choices = [str(member.value) for member in kind]
        near = get_close_matches(value[1], choices, n=1) if value else []
        return f"{told}kies uit {', '.join(choices)}" + (f" (bedoelt u {near[0]}?)" if near else "")
    if kind is bool:
        return f"{told}kies true of false"
    if kind in (int, float):
        least = getattr(error.param, "min", None) or getattr(getattr(error.param, "type", None), "min", None)
        number = "een heel getal" if kind is int else "een getal"
        return f"{told}geef {number}" + (f" vanaf {least}" if least is not None else "")
    return str(error.message)


def _named(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "een waarde"
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name.upper()).replace("...", "")
    return str(max(parameter.opts, key=len))


def _other(error: Any) -> str:
    text = str(error.format_message())
    command = re.match(r"No such command '(.*?)'\.(?: Did you mean (.*)\?)?", text)
    if command:
        return f"onbekend commando '{command[1]}'" + (f"; bedoelt u {command[2]}?" if command[2] else "")
    extra = re.match(r"Got unexpected extra argument\S* \((.*)\)", text)
    if extra:
        return f"te veel op de opdrachtregel: {extra[1]}"
    return "noem een commando" if text == "Missing command." else text
