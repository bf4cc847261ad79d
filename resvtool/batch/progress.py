"""How a batch gets on: a bar where there is a terminal, lines where there is none."""

from __future__ import annotations

import os
import threading
import time
from types import TracebackType
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text as Line

from resvtool.batch.overview import STATES
from resvtool.batch.rows import Row, State
from resvtool.report.console import clean
from resvtool.rules.model import Text

_LEFT = Text("nog", "left")
_EVERY = 30.0
_STEPS = 10
_NAME_WIDTH = 34


def make_progress(out: TextIO, lang: str, quiet: bool) -> LineProgress | BarProgress:
    """Return the progress that suits ``out``: a bar on a terminal, else a line now and then; problems always."""
    if out.isatty() and os.environ.get("TERM") != "dumb" and not quiet:
        return BarProgress(out, lang)
    return LineProgress(out, lang, quiet)


def problem(row: Row, lang: str) -> str:
    """Return the line about a plan that could not be assessed."""
    return clean(f"{row.name}: {STATES[row.state](lang)}: {row.reason}")


def said(row: Row, lang: str) -> list[str]:
    """Return the lines that a plan asks for: why it could not be assessed, and of waivers that do not help."""
    problems = [problem(row, lang)] if row.state is not State.DONE else []
    return problems + [clean(f"{row.name}: {notice}") for notice in row.notices]


class LineProgress:
    """A line for each plan that could not be assessed or whose waiver does not help, and a count now and then."""

    def __init__(self, out: TextIO, lang: str, quiet: bool = False) -> None:
        self.out, self.lang, self.quiet = out, lang, quiet
        self._total = self._done = self._again = self._not = 0
        self._told, self._when = 0, time.monotonic()

    def __enter__(self) -> LineProgress:
        return self

    def __exit__(self, *_: object) -> None:
        self.out.flush()

    def start(self, total: int) -> None:
        """There are ``total`` plans."""
        self._total = total

    def note(self, text: str) -> None:
        """Write a line."""
        self._line(clean(text))

    def begun(self, name: str) -> None:
        """Nothing is said of plans that begin."""

    def done(self, row: Row, again: bool) -> None:
        """Count a plan, and write a line where there is something to say."""
        self._done += 1
        self._again += again
        self._not += row.state is not State.DONE
        for line in said(row, self.lang):
            self._line(line)
        step = self._done * _STEPS // max(self._total, 1)
        if not self.quiet and (step > self._told or time.monotonic() - self._when > _EVERY):
            self._told, self._when = step, time.monotonic()
            self._line(f"{self._done}/{self._total}" + self._aside())

    def _aside(self) -> str:
        english = self.lang == "en"
        parts = []
        if self._again:
            parts.append(f"{self._again} " + ("unchanged" if english else "ongewijzigd"))
        if self._not:
            parts.append(f"{self._not} " + ("not assessed" if english else "niet beoordeeld"))
        return f" ({', '.join(parts)})" if parts else ""

    def _line(self, text: str) -> None:
        encoding = self.out.encoding or "utf-8"
        self.out.write((text + "\n").encode(encoding, errors="replace").decode(encoding))
        self.out.flush()


class BarProgress:
    """A bar with the plan at hand, counts and the time left; problems scroll by above it."""

    def __init__(self, out: TextIO, lang: str) -> None:
        self.lang = lang
        self._console = Console(file=out, highlight=False, markup=False, no_color="NO_COLOR" in os.environ)
        self._bar = Progress(
            TextColumn("{task.fields[name]}", markup=False),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[count]}", markup=False),
            TimeElapsedColumn(),
            TextColumn(_LEFT(lang)),
            TimeRemainingColumn(),
            console=self._console,
        )
        self._task = self._bar.add_task("", total=None, name="".ljust(_NAME_WIDTH), count="")
        self._lock = threading.Lock()
        self._states = {"again": 0, "failed": 0, "not": 0}

    def __enter__(self) -> BarProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.update(self._task, name="".ljust(_NAME_WIDTH))
        self._bar.stop()

    def start(self, total: int) -> None:
        """There are ``total`` plans."""
        self._bar.update(self._task, total=total)

    def note(self, text: str) -> None:
        """Write a line above the bar."""
        self._bar.console.print(Line(clean(text)))

    def begun(self, name: str) -> None:
        """Show the plan that begins."""
        shown = clean(name)
        cut = shown if len(shown) <= _NAME_WIDTH else "…" + shown[1 - _NAME_WIDTH :]
        self._bar.update(self._task, name=cut.ljust(_NAME_WIDTH))

    def done(self, row: Row, again: bool) -> None:
        """Count a plan; write why above the bar when it could not be assessed."""
        with self._lock:
            self._states["again"] += again
            self._states["not"] += row.state is not State.DONE
            self._states["failed"] += bool(row.failed.get("error"))
        for line in said(row, self.lang):
            self.note(line)
        self._bar.update(self._task, advance=1, count=self._counted())

    def _counted(self) -> str:
        english = self.lang == "en"
        words = {
            "failed": "with errors" if english else "met fouten",
            "not": "not assessed" if english else "niet beoordeeld",
            "again": "unchanged" if english else "ongewijzigd",
        }
        return ", ".join(f"{self._states[key]} {word}" for key, word in words.items() if self._states[key])
