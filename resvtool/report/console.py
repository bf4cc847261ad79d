"""The console report: one line a building block, then the findings, most serious first."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import IO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from resvtool.assessment import Assessment
from resvtool.locating.outline import BLOCK_NAMES, BLOCK_NAMES_EN, BLOCKS
from resvtool.report import wording as w
from resvtool.rules.differing import differences_of, told
from resvtool.rules.model import Evidence, Result, Severity, Status

_STYLE = {
    Status.PASS: "green",
    Status.FAIL: "bold red",
    Status.REVIEW: "yellow",
    Status.NOT_APPLICABLE: "dim",
    Status.ERROR: "bold magenta",
}
_INDENT = 3
_LABEL_WIDTH = 12


def plain_report(assessments: Iterable[Assessment], lang: str = "nl") -> str:
    """Return the reports of ``assessments`` as plain text, 80 columns wide."""
    return text_report(assessments, lang, width=80)


def text_report(
    assessments: Iterable[Assessment], lang: str, verbose: bool = False, color: bool = False, width: int = 80
) -> str:
    """Return the reports of ``assessments`` as text, ``width`` columns wide, without blanks at line ends."""
    out = io.StringIO()
    for assessment in assessments:
        console_report(assessment, out, lang, verbose, color=color, width=width)
        out.write("\n")
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def console_report(
    assessment: Assessment,
    out: IO[str],
    lang: str = "nl",
    verbose: bool = False,
    color: bool | None = None,
    width: int | None = None,
) -> None:
    """Write the report of one plan to ``out``.

    ``verbose`` adds what passed, with its evidence. ``color`` None lets the terminal decide; ``width`` None
    takes the terminal's, 80 where there is none.
    """
    console = Console(
        file=out,
        width=width,
        no_color=color is False,
        force_terminal=True if color else None,
        highlight=False,
        soft_wrap=False,
        emoji=False,
        markup=False,
    )
    if width is None and not console.is_terminal:
        console.width = 80
    _Writer(console, assessment, lang).write(verbose)


class _Writer:
    def __init__(self, console: Console, assessment: Assessment, lang: str) -> None:
        self.console, self.assessment, self.lang = console, assessment, lang

    def write(self, verbose: bool) -> None:
        self._head()
        self._blocks()
        self._findings()
        self._smart()
        self._reviews()
        self._waived()
        if verbose:
            self._passed()
        self._problems()
        self._summary()

    def _head(self) -> None:
        document, ruleset = self.assessment.document, self.assessment.ruleset
        layers = " + ".join(ruleset.layers)
        self.console.print(Line(clean(document.path), style="bold"))
        self.console.print(Line(f"ruleset {ruleset.name}, {ruleset.version} ({layers})", style="dim"))
        if ruleset.disabled:
            off = ", ".join(f"{rule.id} ({rule.layers['disabled']})" for rule in ruleset.disabled)
            self.console.print(Line(clean(f"{w.SWITCHED_OFF(self.lang)}: {off}"), style="dim"))

    def _blocks(self) -> None:
        table = Table(box=None, pad_edge=False, padding=(0, 1), collapse_padding=True, header_style="bold")
        table.add_column(w.BLOCK(self.lang), no_wrap=True, min_width=31)
        for status in (Status.PASS, Status.FAIL, Status.REVIEW, Status.NOT_APPLICABLE):
            name = w.STATUS_SHORT[status](self.lang)
            table.add_column(name, justify="right", no_wrap=True, min_width=len(name))
        table.add_column(w.WHERE(self.lang), overflow="ellipsis", no_wrap=True, max_width=self.console.width - 58)
        names = BLOCK_NAMES_EN if self.lang == "en" else BLOCK_NAMES
        for block in (0, *BLOCKS):
            results = [r for r in self.assessment.results if r.rule.block == block]
            count = Counter(r.status for r in results)
            failed = count[Status.FAIL] + count[Status.ERROR]
            table.add_row(
                Line(f"{block} {names[block]}" if block else f"- {w.WHOLE_PLAN(self.lang)}"),
                Line(str(count[Status.PASS]), "green"),
                Line(str(failed), "bold red" if failed else "dim"),
                Line(str(count[Status.REVIEW]), "yellow" if count[Status.REVIEW] else "dim"),
                Line(str(count[Status.NOT_APPLICABLE]), "dim"),
                Line(self._where(block), "dim"),
            )
        self.console.print()
        self.console.print(table)

    def _where(self, block: int) -> str:
        if not block:
            return ""
        return "; ".join(self._sections(block)[:2]) or w.NOT_FOUND(self.lang)

    def _sections(self, block: int) -> list[str]:
        located = [s for s in self.assessment.sections if s.block == block]
        best = sorted(located, key=lambda s: -s.certainty)
        return list(dict.fromkeys(clean(s.heading) for s in best if s.heading))

    def _findings(self) -> None:
        failures = self.assessment.failures()
        self._title(f"{w.FINDINGS(self.lang)} ({len(failures)})")
        if not failures:
            self.console.print(w.NO_FINDINGS(self.lang))
        for number, result in enumerate(failures, 1):
            self._finding(number, result)

    def _reviews(self) -> None:
        reviews = self.assessment.reviews()
        if reviews:
            self._title(f"{w.TO_JUDGE(self.lang)} ({len(reviews)})")
        for number, result in enumerate(reviews, 1):
            self._finding(number, result)

    def _waived(self) -> None:
        waived = self.assessment.waived()
        if waived:
            self._title(f"{w.WAIVED(self.lang)} ({len(waived)})")
        for result in waived:
            self.console.print(Line(result.rule.title(self.lang)).append(f"  {result.rule.id}", "dim"))
            self._line("", clean(w.stance(result, self.lang)))
        if self.assessment.notices:
            self._title(f"{w.WAIVERS(self.lang)} ({len(self.assessment.notices)})")
        for notice in self.assessment.notices:
            self._line("", clean(notice(self.lang)))

    def _finding(self, number: int, result: Result) -> None:
        rule, finding = result.rule, result.finding
        head = Line(f"{number}. ")
        kind = (
            w.SEVERITY[rule.severity](self.lang)
            if result.status is not Status.REVIEW
            else w.STATUS[Status.REVIEW](self.lang)
        )
        if rule.check.kind == "checklist":
            kind = w.CHECKLIST(self.lang)
        head.append(kind.upper(), _STYLE[result.status] if rule.severity is Severity.ERROR else "yellow")
        if rule.gate:
            head.append(f" ({w.GATE(self.lang)})", "bold")
        head.append(f" {rule.title(self.lang)}", "bold")
        head.append(f"  {rule.id}", "dim")
        self.console.print()
        self.console.print(head)
        self._line("", finding.message(self.lang))
        for item in finding.items:
            if item.status in (Status.FAIL, Status.REVIEW):
                what = f": {w.MISSING(self.lang)} {', '.join(item.missing)}" if item.missing else ""
                self._line("", f"- {clean(item.name)}{what}")
        for evidence in finding.evidence[:2]:
            self._line(w.EVIDENCE(self.lang), self._quote(evidence))
        if result.status is Status.FAIL and not finding.evidence:
            where = "; ".join(self._sections(rule.block)[:3]) or w.WHOLE_DOCUMENT(self.lang)
            self._line(w.LOOKED_IN(self.lang), where)
            if finding.nearest:
                self._line(w.NEAREST(self.lang), self._quote(finding.nearest))
        self._line(w.SOURCE(self.lang), w.source(dict(rule.source), self.assessment.ruleset.layers))
        for difference in differences_of(rule.id, self.assessment.ruleset.layers):
            self._line(w.DIFFERS(self.lang), told(difference, self.lang))
        self._line(w.ADVICE(self.lang), rule.advice(self.lang))

    def _quote(self, evidence: Evidence) -> str:
        text = clean(evidence.text)
        text = text if len(text) <= 240 else text[:239].rsplit(" ", 1)[0] + "…"
        return f'"{text}" ({clean(w.place(evidence.anchor, self.lang))})'

    def _line(self, label: str, text: str) -> None:
        body = Table.grid(padding=0)
        if label:
            body.add_column(width=_LABEL_WIDTH)
        body.add_column(ratio=1)
        cells = [Line(f"{label}:", "dim")] if label else []
        body.add_row(*cells, Line(text))
        self.console.print(Padding(Group(body), (0, 0, 0, _INDENT)))

    def _smart(self) -> None:
        result = next((r for r in self.assessment.results if r.rule.id == "bb3/smart"), None)
        if result is None or not result.finding.items:
            return
        self._title(w.SMART(self.lang))
        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
        table.add_column(w.BOTTLENECK(self.lang), overflow="fold", ratio=1)
        for part in w.SMART_PARTS.values():
            table.add_column(part(self.lang)[:5] + ".", justify="center", no_wrap=True)
        for item in result.finding.items:
            marks = [Line("-", "bold red") if p in item.missing else Line("+", "green") for p in w.SMART_PARTS]
            table.add_row(Line(clean(item.name)), *marks)
        self.console.print(table)

    def _passed(self) -> None:
        for status, title in ((Status.PASS, w.PASSED), (Status.NOT_APPLICABLE, w.NOT_APPLICABLE)):
            results = [r for r in self.assessment.results if r.status is status]
            self._title(f"{title(self.lang)} ({len(results)})")
            for result in results:
                head = Line(result.rule.title(self.lang), _STYLE[status])
                head.append(f"  {result.rule.id}", "dim")
                self.console.print(head)
                for evidence in result.finding.evidence[:1]:
                    self._line(w.EVIDENCE(self.lang), self._quote(evidence))
                if status is Status.NOT_APPLICABLE:
                    self._line("", result.finding.message(self.lang))

    def _problems(self) -> None:
        problems = self.assessment.document.problems
        if problems:
            self._title(f"{w.PROBLEMS(self.lang)} ({len(problems)})")
        for problem in problems:
            self._line("", clean(f"{problem.text} {problem.place}"))

    def _summary(self) -> None:
        parts = [
            f"{count} {w.STATUS[Status(status)](self.lang)}"
            for status, count in self.assessment.summary().items()
            if count
        ]
        self.console.print()
        self.console.print(Line(f"{w.SUMMARY(self.lang)}: {', '.join(parts)}.", "bold"))
        if self.assessment.held_back():
            self.console.print(Line(w.held_back(len(self.assessment.held_back()), self.lang), "bold"))
        self.console.print(Line(w.ADVISES(self.lang), "dim"))

    def _title(self, text: str) -> None:
        self.console.print()
        self.console.print(Line(text, "bold underline"))


def clean(text: str) -> str:
    """Return plan text without control characters, so that it cannot steer a terminal."""
    return "".join(c if c in "\n\t" or unicodedata.category(c)[0] != "C" else " " for c in text).replace("\n", " ")
