"""What the commands share: complaints on one line, exit statuses, whole files only."""

from __future__ import annotations

import contextlib
import datetime
import os
import pathlib
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from resvtool.rules.model import Ruleset


class Lang(StrEnum):
    """Languages of reports."""

    NL = "nl"
    EN = "en"


_NARROWEST = 60


def complain(text: str) -> None:
    """Write one line to standard error."""
    typer.echo(f"resvtool: {text}", err=True)


def stop(text: str, status: int = 2) -> NoReturn:
    """Say what is wrong and leave with ``status`` (2: wrong usage or ruleset; 3: unreadable document)."""
    complain(text)
    raise typer.Exit(status)


def load(name: str, examples: bool = False) -> Ruleset:
    """Return ruleset ``name``, or leave with status 2 and the sentence that says what is wrong."""
    from resvtool.rules.loading import load_ruleset
    from resvtool.rules.rule_files import RulesetError

    try:
        return load_ruleset(name, examples)
    except RulesetError as error:
        stop(str(error))


def configured_ruleset(plan: pathlib.Path) -> str:
    """Return the ruleset that the nearest ``resvtool.toml`` (from the plan's folder upward) names.

    "landelijk" where there is none. A folder is read from the place of the file that names it. Leaves with
    status 2 when the file is not right.
    """
    for folder in plan.resolve().parents:
        path = folder / "resvtool.toml"
        if path.is_file():
            return _ruleset_in(path)
    return "landelijk"


def _ruleset_in(path: pathlib.Path) -> str:
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError) as error:
        stop(f"{path}: geen geldige TOML ({error})")
    unknown = sorted(settings.keys() - {"ruleset"})
    if unknown:
        stop(f"{path}: onbekende sleutel '{unknown[0]}'; bekend is ruleset")
    name = settings.get("ruleset", "landelijk")
    if not isinstance(name, str):
        stop(f"{path}: 'ruleset' moet een naam of map zijn")
    beside = path.parent / name
    return str(beside) if (beside / "ruleset.yaml").is_file() else name


def parse_date(text: str, option: str) -> datetime.date:
    """Return a date given as 2026-07-09 or 9-7-2026, or leave with status 2."""
    for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
        with contextlib.suppress(ValueError):
            return datetime.datetime.strptime(text.strip(), pattern).date()
    stop(f"{option}: '{text}' is geen datum; schrijf bijvoorbeeld 2026-07-09 of 9-7-2026")


def colour_wanted() -> bool:
    """Whether standard output is a terminal that wants colour (NO_COLOR respected)."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def terminal_width(to_file: bool = False) -> int:
    """The columns of the terminal, at most 120; 80 for files and pipes."""
    if to_file or not sys.stdout.isatty():
        asked = os.environ.get("COLUMNS", "")
        return max(int(asked), _NARROWEST) if asked.isdigit() else 80
    return max(min(shutil.get_terminal_size((80, 24)).columns, 120), _NARROWEST)


def write_output(text: str, output: pathlib.Path | None, plans: Iterable[pathlib.Path] = ()) -> None:
    """Write ``text`` to standard output, or whole or not at all to ``output`` (never over a plan)."""
    if output is None:
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, errors="replace").decode(encoding))
        return
    if any(output.resolve() == plan.resolve() for plan in plans):
        stop(f"--output {output}: dit is het plan zelf; kies een andere naam voor het rapport")
    write_whole(output, text.encode("utf-8"))


def write_whole(output: pathlib.Path, content: bytes) -> None:
    """Write ``content`` to ``output`` by way of a temporary file beside it, so that it is never half-written."""
    try:
        handle, temporary = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    except OSError as error:
        stop(f"{output}: niet te schrijven ({error.strerror}); bestaat de map en mag u daar schrijven?")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        pathlib.Path(temporary).replace(output)
    except OSError as error:
        pathlib.Path(temporary).unlink(missing_ok=True)
        stop(f"{output}: niet te schrijven ({error.strerror})")
    except BaseException:
        pathlib.Path(temporary).unlink(missing_ok=True)
        raise
