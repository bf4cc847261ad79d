"""How a batch gets on, on a terminal and off it."""

import io
import os

import pytest

from resvtool.batch.progress import make_progress
from resvtool.batch.rows import Row, State


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Pipe(io.StringIO):
    encoding = "ascii"


def tell(out: io.StringIO, quiet: bool = False, plans: int = 200, lang: str = "nl") -> str:
    with make_progress(out, lang, quiet) as progress:
        progress.start(plans)
        for n in range(plans):
            name = f"in/plan {n}.docx"
            progress.begun(name)
            state = State.TIMEOUT if n == 7 else State.DONE
            progress.done(Row(name, name, "x", state, "duurde te lang\x1b[31m" if n == 7 else ""), again=n < 5)
    return out.getvalue()


def it_writes_a_line_for_each_tenth_and_each_problem_off_a_terminal() -> None:
    lines = tell(Pipe()).splitlines()
    assert len(lines) == 11
    assert lines[0].startswith("in/plan 7.docx: duurde te lang: duurde te lang")
    assert "\x1b" not in "".join(lines)
    assert lines[-1] == "200/200 (5 ongewijzigd, 1 niet beoordeeld)"


def it_writes_problems_only_when_quiet() -> None:
    assert len(tell(Pipe(), quiet=True).splitlines()) == 1
    assert len(tell(Terminal(), quiet=True).splitlines()) == 1


def it_shows_a_bar_with_name_and_counts_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = tell(Terminal())
    assert "200/200" in text
    assert "1 niet beoordeeld, 5 ongewijzigd" in text
    assert "in/plan 7.docx: duurde te lang" in text
    assert "\x1b[31m" not in text.split("duurde te lang:")[1].split("\n")[0]


def it_shows_no_bar_on_a_dumb_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "TERM", "dumb")
    assert len(tell(Terminal()).splitlines()) == 11


@pytest.mark.parametrize("kind", [Pipe, Terminal])
def it_tells_of_waivers_that_do_not_help(kind: type[io.StringIO]) -> None:
    out = kind()
    with make_progress(out, "nl", False) as progress:
        progress.start(1)
        progress.done(Row("in/a.docx", "a.docx", "a-docx", notices=["De ontheffing is verlopen."]), again=False)
    assert "in/a.docx: De ontheffing is verlopen." in out.getvalue()
