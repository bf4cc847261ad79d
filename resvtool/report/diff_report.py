"""The comparison of two versions of a plan: for the console, as Markdown and as JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from resvtool import __version__
from resvtool.comparing import Change, Comparison, Kind, Passage, word_changes
from resvtool.report import wording as w
from resvtool.report.escaping import for_markdown, from_here, one_line
from resvtool.report.json_report import evidence, result
from resvtool.rules.model import Status, Text

SCHEMA = "resvtool-diff/1"
TITLES = {
    Kind.BROKE: Text("Stuk gemaakt", "Broke"),
    Kind.WORSE: Text("Verslechterd", "Worse"),
    Kind.SOLVED: Text("Opgelost", "Solved"),
    Kind.BETTER: Text("Verbeterd", "Better"),
    Kind.LEFT: Text("Gebleven", "Left"),
}
_STYLE = {Kind.BROKE: "bold red", Kind.WORSE: "red", Kind.SOLVED: "green", Kind.BETTER: "green", Kind.LEFT: "dim"}
_MARK = {Kind.BROKE: "🔴", Kind.WORSE: "🟠", Kind.SOLVED: "🟢", Kind.BETTER: "🟢", Kind.LEFT: "⚪"}
_WAS, _NOW = Text("was", "was"), Text("nu", "now")
_NEW, _GONE = Text("nieuw", "new"), Text("geschrapt", "removed")
_SAME = Text(
    "Geen eis is anders uitgevallen, en er staat niets open.", "No requirement came out differently, none is open."
)
_MOST = 400


def diff_text(
    comparison: Comparison, lang: str, color: bool = False, width: int = 80, left: bool = True, head: bool = True
) -> str:
    """Return the comparison for people to read. ``left`` lists what stayed open; ``head`` names the files."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        no_color=not color,
        force_terminal=True if color else None,
        highlight=False,
        emoji=False,
        markup=False,
    )
    if head:
        console.print(Line(f"{_path(comparison.old)} → {_path(comparison.new)}", "bold"))
        console.print(Line(_edits(comparison, lang), "dim"))
    for kind, title in TITLES.items():
        changes = comparison.of(kind)
        if changes and (left or kind is not Kind.LEFT):
            console.print()
            console.print(Line(f"{title(lang)} ({len(changes)})", "bold underline"))
            for change in changes:
                _console_change(console, change, lang)
    console.print()
    console.print(Line(_counts(comparison, lang), "bold"))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def diff_markdown(comparison: Comparison, lang: str) -> str:
    """Return the comparison as Markdown, for a comment on a pull request."""
    lines = [f"## {for_markdown(from_here(comparison.old.document.path))} → "]
    lines[0] += for_markdown(from_here(comparison.new.document.path))
    lines += ["", f"**{_counts(comparison, lang)}** {_edits(comparison, lang)}", ""]
    for kind, title in TITLES.items():
        changes = comparison.of(kind)
        if changes:
            lines += [f"### {_MARK[kind]} {title(lang)} ({len(changes)})", ""]
            lines += [line for change in changes for line in _markdown_change(change, lang)]
            lines.append("")
    return "\n".join(lines)


def diff_json(comparison: Comparison, lang: str) -> str:
    """Return the comparison as JSON text, schema ``resvtool-diff/1``."""
    content = {
        "schema": SCHEMA,
        "tool": {"name": "resvtool", "version": __version__},
        "ruleset": comparison.new.ruleset.id,
        "old": _document(comparison.old),
        "new": _document(comparison.new),
        "edited": {
            "added": comparison.edited.added,
            "removed": comparison.edited.removed,
            "changed": comparison.edited.changed,
        },
        "summary": {kind.value: len(comparison.of(kind)) for kind in Kind},
        "got_worse": comparison.got_worse,
        "changes": [_change(c, lang, comparison.new.ruleset.layers) for c in comparison.changes],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _document(assessment: Any) -> dict[str, Any]:
    document = assessment.document
    return {"path": document.path, "sha256": document.sha256, "summary": assessment.summary()}


def _change(change: Change, lang: str, layers: tuple[str, ...]) -> dict[str, Any]:
    return {
        "rule": change.rule.id,
        "kind": change.kind.value,
        "old": result(change.old, lang, layers),
        "new": result(change.new, lang, layers),
        "passages": [{"old": p.old, "new": p.new, **evidence(p.evidence)} for p in change.passages],
    }


def _console_change(console: Console, change: Change, lang: str) -> None:
    head = Line(change.rule.title(lang), _STYLE[change.kind])
    head.append(f"  {change.rule.id}", "dim")
    if change.kind is Kind.LEFT:
        head.append(f"  {w.STATUS[change.new.status](lang)}", "dim")
    console.print(head)
    if change.kind is not Kind.LEFT:
        console.print(Padding(Line(_turn(change, lang)), (0, 0, 0, 3)))
    for passage in change.passages:
        console.print(Padding(_words(passage, lang), (0, 0, 0, 3)))


def _words(passage: Passage, lang: str) -> Line:
    """A passage with what went and came: in colour, and in brackets for those without."""
    line = Line(f"{_label(passage, lang)}: ", "dim")
    for kind, words in _runs(passage):
        if kind == "same":
            line.append(f"{_short(words)} ")
        else:
            line.append(f"[-{words}-] " if kind == "out" else f"{{+{words}+}} ", "red" if kind == "out" else "green")
    line.append(f"({one_line(w.place(passage.evidence.anchor, lang))})", "dim")
    return line


def _markdown_change(change: Change, lang: str) -> Iterator[str]:
    turn = w.STATUS[change.new.status](lang) if change.kind is Kind.LEFT else _turn(change, lang)
    yield f"- **{for_markdown(change.rule.title(lang))}** `{change.rule.id}`: {for_markdown(turn)}"
    for passage in change.passages:
        shown = {"same": "{}", "out": "~~{}~~", "in": "**{}**"}
        words = " ".join(shown[kind].format(for_markdown(_short(text))) for kind, text in _runs(passage))
        place = for_markdown(w.place(passage.evidence.anchor, lang))
        yield f"  - {_label(passage, lang)}: {words} ({place})"


def _runs(passage: Passage) -> list[tuple[str, str]]:
    old, new = one_line(passage.old or "")[:_MOST], one_line(passage.new or "")[:_MOST]
    return word_changes(old, new)


def _short(words: str) -> str:
    """A run of words that both versions have, shortened in the middle."""
    told = words.split()
    return words if len(told) <= 16 else f"{' '.join(told[:7])} … {' '.join(told[-7:])}"


def _label(passage: Passage, lang: str) -> str:
    if passage.old is None:
        return _NEW(lang)
    return _GONE(lang) if passage.new is None else f"{_WAS(lang)}/{_NOW(lang)}"


def _turn(change: Change, lang: str) -> str:
    """From which status to which; where that is the same or bad, what the check says now."""
    turn = f"{w.STATUS[change.old.status](lang)} → {w.STATUS[change.new.status](lang)}"
    if change.new.status in (Status.PASS, Status.NOT_APPLICABLE):
        return turn
    return f"{turn}. {one_line(change.new.finding.message(lang))}"


def _counts(comparison: Comparison, lang: str) -> str:
    told = [f"{len(comparison.of(k))} {t(lang).lower()}" for k, t in TITLES.items() if comparison.of(k)]
    return f"{w.SUMMARY(lang)}: {', '.join(told)}." if told else _SAME(lang)


def _edits(comparison: Comparison, lang: str) -> str:
    e = comparison.edited
    if lang == "en":
        return f"Paragraphs and rows: {e.changed} changed, {e.added} added, {e.removed} removed."
    return f"Alinea's en rijen: {e.changed} gewijzigd, {e.added} erbij, {e.removed} eruit."


def _path(assessment: Any) -> str:
    return one_line(assessment.document.path)
