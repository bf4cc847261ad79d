"""Runs the command line inside the test's own process, which spares a start of Python each time."""

from __future__ import annotations

import contextlib
import io
import pathlib
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from resvtool.cli.main import main


@dataclass(frozen=True, slots=True)
class Done:
    """What a command wrote, and its exit status."""

    stdout: str
    stderr: str
    returncode: int


def run(*arguments: str, cwd: pathlib.Path | None = None) -> Done:
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _argv(arguments), _folder(cwd):
        try:
            main()
        except SystemExit as leaving:
            status = int(leaving.code or 0)
    return Done(out.getvalue(), err.getvalue(), status)


@contextlib.contextmanager
def _argv(arguments: tuple[str, ...]) -> Iterator[None]:
    before = sys.argv
    sys.argv = ["resvtool", *arguments]
    try:
        yield
    finally:
        sys.argv = before


def _folder(cwd: pathlib.Path | None) -> contextlib.AbstractContextManager[None]:
    return contextlib.chdir(cwd) if cwd else contextlib.nullcontext()


def hear_signals() -> None:
    """In a child, before it becomes the command: hear Ctrl-C, also when the tests run in the background of a shell."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
