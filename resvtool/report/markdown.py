"""The Markdown report: short enough for a comment on a pull request, details folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resvtool.assessment import Assessment
from resvtool.report import wording as w
from resvtool.report.escaping import for_markdown, from_here
from resvtool.rules.model import Result, Severity, Status, Text

# GitHub takes comments of at most 65,536 characters; GitLab of a million.
_MOST = 60_000
_QUOTE = 300
_TITLE = Text("Controle van het RESV-plan", "Check of the RESV plan")
_LEFT_OFF = Text("nog {} bevindingen weggelaten: het rapport werd te lang", "{} more findings left off: too long")
_MARK = {Severity.ERROR: "🔴", Severity.WARNING: "🟠", Severity.INFO: "🔵"}


def markdown_report(assessments: Sequence[Assessment], lang: str = "nl") -> str:
    """Return the findings of ``assessments`` as Markdown, at most some 60,000 characters."""
    lines = [f"## {_TITLE(lang)}", ""]
    room = _MOST // max(len(assessments), 1)
    for assessment in assessments:
        lines += _document(assessment, lang, room)
    return "\n".join([*lines, f"_{w.ADVISES(lang)}_", ""])


def _document(assessment: Assessment, lang: str, room: int) -> Iterator[str]:
    summary = assessment.summary()
    counted = ", ".join(f"{n} {w.STATUS[Status(s)](lang)}" for s, n in summary.items() if n)
    yield f"### {for_markdown(from_here(assessment.document.path))}"
    yield ""
    yield f"{for_markdown(assessment.ruleset.name)}, {for_markdown(assessment.ruleset.version)}: **{counted}**"
    if assessment.held_back():
        yield f"\n{w.held_back(len(assessment.held_back()), lang)}"
    yield ""
    yield from (f"> ⚠️ {for_markdown(n(lang))}\n" for n in assessment.notices)
    others = ((w.TO_JUDGE, assessment.reviews()), (w.WAIVED, assessment.waived()))
    rest = [_folded(title(lang), results, lang) for title, results in others if results]
    if sum(map(len, rest)) > room // 2:
        rest = [f"{title(lang)}: {len(results)}\n" for title, results in others if results]
    failures = assessment.failures()
    if failures:
        yield f"**{w.FINDINGS(lang)} ({len(failures)})**\n"
        yield from _within(failures, assessment, lang, room - sum(map(len, rest)))
    else:
        yield f"✅ {w.NO_FINDINGS(lang)}\n"
    yield from rest


def _within(failures: list[Result], assessment: Assessment, lang: str, room: int) -> Iterator[str]:
    used = 0
    for number, result in enumerate(failures):
        text = _finding(result, assessment, lang)
        used += len(text)
        if used > room:
            yield f"_{_LEFT_OFF(lang).format(len(failures) - number)}_\n"
            return
        yield text


def _finding(result: Result, assessment: Assessment, lang: str) -> str:
    rule, finding = result.rule, result.finding
    gate = f" ({w.GATE(lang)})" if rule.gate else ""
    source = w.source(dict(rule.source), assessment.ruleset.layers)
    lines = [
        "<details>",
        f"<summary>{_MARK[rule.severity]} {w.SEVERITY[rule.severity](lang)}{gate}: <b>{_html(rule.title(lang))}</b> "
        f"<code>{_html(rule.id)}</code></summary>",
        "",
        for_markdown(finding.message(lang)),
        "",
    ]
    lines += [
        f"- {for_markdown(i.name)}: {w.MISSING(lang)} {for_markdown(', '.join(i.missing))}"
        for i in finding.items
        if i.missing
    ]
    shown = finding.evidence[0] if finding.evidence else finding.nearest
    if shown:
        label = w.EVIDENCE(lang) if finding.evidence else w.NEAREST(lang)
        quote = shown.text if len(shown.text) <= _QUOTE else shown.text[: _QUOTE - 1] + "…"
        lines.append(f"- {label}: “{for_markdown(quote)}” ({for_markdown(w.place(shown.anchor, lang))})")
    lines += [f"- {w.SOURCE(lang)}: {for_markdown(source)}", f"- {w.ADVICE(lang)}: {for_markdown(rule.advice(lang))}"]
    return "\n".join([*lines, "", "</details>", ""])


def _folded(title: str, results: list[Result], lang: str) -> str:
    lines = [f"<details>\n<summary>{title} ({len(results)})</summary>\n"]
    for result in results:
        told = w.stance(result, lang) if result.waiver else result.finding.message(lang)
        lines.append(f"- **{for_markdown(result.rule.title(lang))}** `{result.rule.id}`: {for_markdown(told)}")
    return "\n".join([*lines, "\n</details>\n"])


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
