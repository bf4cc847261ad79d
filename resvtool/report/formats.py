"""The report formats by name. A new one is one line here: its name, and where its writer is.

A writer takes the assessments and the language ("nl" or "en") and returns the whole report as text. Writers
are imported when asked for.
"""

from __future__ import annotations

import importlib
import pathlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from resvtool.assessment import Assessment

CONSOLE = "console"
WRITERS = {
    CONSOLE: "resvtool.report.console:plain_report",
    "json": "resvtool.report.json_report:json_report",
    "sarif": "resvtool.report.sarif:sarif_report",
    "junit": "resvtool.report.junit:junit_report",
    "github": "resvtool.report.github:github_report",
    "gitlab": "resvtool.report.gitlab:gitlab_report",
    "markdown": "resvtool.report.markdown:markdown_report",
    "csv": "resvtool.report.csv_report:csv_report",
    "html": "resvtool.report.html:html_report",
}
TEMPLATED = ("html",)
Writer = Callable[[Sequence[Assessment], str], str]


class FormatError(ValueError):
    """A wish for a report that cannot be met. Its text is one Dutch sentence."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report to make: its format, and the file to write it to (None: standard output)."""

    format: str
    file: pathlib.Path | None


def wanted(told: Iterable[str], output: pathlib.Path | None = None) -> list[Wanted]:
    """Return the reports that ``told`` asks for, each as ``name`` or ``name=file``.

    A report without a file goes to ``output``; there can be one of those. Raises FormatError for an unknown
    name, an empty file name, two reports to the same place, or an ``output`` that nothing goes to.
    """
    found = [_one(text, output) for text in told]
    places = [w.file.resolve() if w.file else None for w in found]
    if len(set(places)) < len(places):
        raise FormatError(
            "twee rapporten gaan naar dezelfde plaats; geef elk een eigen bestand, "
            "bijvoorbeeld --format json=rapport.json --format sarif=rapport.sarif"
        )
    if output is not None and output not in [w.file for w in found]:
        raise FormatError("alle rapporten hebben al een eigen bestand; laat --output weg")
    return found


def write(name: str, assessments: Sequence[Assessment], lang: str, template: pathlib.Path | None = None) -> str:
    """Return the report in format ``name``, a key of WRITERS; ``template`` is one's own for those in TEMPLATED.

    Raises TemplateProblem when that cannot be used.
    """
    if template is not None and name in TEMPLATED:
        from resvtool.report.html import html_report

        return html_report(assessments, lang, template)
    module, _, function = WRITERS[name].partition(":")
    writer: Writer = getattr(importlib.import_module(module), function)
    return writer(assessments, lang)


def _one(text: str, output: pathlib.Path | None) -> Wanted:
    name, given, file = text.partition("=")
    if name not in WRITERS:
        near = get_close_matches(name, list(WRITERS), n=1)
        hint = f"; bedoelt u '{near[0]}'?" if near else f"; kies uit {', '.join(WRITERS)}"
        raise FormatError(f"onbekende vorm '{name}'{hint}")
    if given and not file.strip():
        raise FormatError(f"'{text}': noem een bestand na het =-teken")
    return Wanted(name, pathlib.Path(file) if given else output)
