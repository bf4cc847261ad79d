"""What the commands share: complaints on one line, exit statuses, whole files only."""

from __future__ import annotations

import contextlib
import datetime
import errno
import os
import pathlib
import shutil
import sys
import tempfile
import unicodedata
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
_TEMPORARY = ".resvtool-tmp"


def complain(text: str) -> None:
    """Write one line to standard error, without the control characters that a file name may hold."""
    harmless = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)
    with contextlib.suppress(OSError):
        typer.echo(f"resvtool: {harmless}", err=True)


def stop(text: str, status: int = 2) -> NoReturn:
    """Say what is wrong and leave with ``status`` (2: wrong usage or ruleset; 3: unreadable document)."""
    complain(text)
    raise typer.Exit(status)


def load(name: str, examples: bool = False) -> Ruleset:
    """Return ruleset ``name``, or leave with status 2 and the sentence that says what is wrong."""
    from resvtool.rules.model import RulesetError

    try:
        if not examples:
            from resvtool.rules.keeping import kept_ruleset

            return kept_ruleset(name)
        from resvtool.rules.loading import load_ruleset

        return load_ruleset(name, examples)
    except RulesetError as error:
        stop(str(error))


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
        to_standard_output(text)
        return
    check_output(output, plans)
    write_whole(output, text.encode("utf-8", errors="replace"))


def check_output(output: pathlib.Path, plans: Iterable[pathlib.Path] = ()) -> None:
    """Leave with status 2 when ``output`` is no name of a file, or is one of ``plans``."""
    if output.is_dir():
        stop(f"--output: '{'' if output == pathlib.Path() else output}' is geen bestandsnaam; noem een bestand")
    if any(output.resolve() == plan.resolve() for plan in plans):
        stop(f"--output {output}: dit is het plan zelf; kies een andere naam voor het rapport")


def to_standard_output(text: str) -> None:
    """Write ``text`` to standard output at once. A reader that has left is no error; a full disk is (status 2)."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, errors="replace").decode(encoding))
        sys.stdout.flush()
    except OSError as error:
        forget_standard_output()
        if not nobody_reads(error):
            stop(f"standaarduitvoer: niet te schrijven ({error.strerror})")


def nobody_reads(error: OSError) -> bool:
    """Whether writing failed because the reader of the pipe has left (Windows says: invalid argument)."""
    return error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL)


def forget_standard_output() -> None:
    """Let what is still to be written go nowhere, so that Python does not complain of it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def write_whole(output: pathlib.Path, content: bytes) -> None:
    """Write ``content`` to ``output`` by way of a temporary file beside it, so that it is never half-written.

    What is no ordinary file (a pipe, a device) is written to as it is; a link keeps pointing where it did.
    What an earlier run left beside it when it was killed is removed.
    """
    output = output.resolve()
    if output.exists() and not output.is_file():
        try:
            output.write_bytes(content)
        except OSError as error:
            stop(f"{output}: niet te schrijven ({error.strerror})")
        return
    _remove_left_behind(output)
    try:
        handle, temporary = tempfile.mkstemp(
            dir=output.parent, prefix=f".{output.name}.{os.getpid()}-", suffix=_TEMPORARY
        )
    except OSError as error:
        stop(f"{output}: niet te schrijven ({error.strerror}); bestaat de map en mag u daar schrijven?")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        pathlib.Path(temporary).chmod(output.stat().st_mode & 0o777 if output.exists() else 0o666 & ~_umask())
        pathlib.Path(temporary).replace(output)
    except OSError as error:
        pathlib.Path(temporary).unlink(missing_ok=True)
        stop(f"{output}: niet te schrijven ({error.strerror})")
    except BaseException:
        pathlib.Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Return which permissions new files do not get; there is no way to ask without setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _remove_left_behind(output: pathlib.Path) -> None:
    """Remove temporary files for ``output`` of processes that are no more."""
    with contextlib.suppress(OSError):
        for left in output.parent.iterdir():
            if left.name.startswith(f".{output.name}.") and left.name.endswith(_TEMPORARY):
                owner = left.name[len(output.name) + 2 :].partition("-")[0]
                if not (owner.isdigit() and _runs(int(owner))):
                    left.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    """Whether a process with this number runs; said of every one on Windows, where asking would end it."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
