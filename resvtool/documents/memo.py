"""The assessment memo: what an insurer's buyer signs. The tool fills it, people judge, and the memo says so.

In: an overview (with the judgements of the assessor) and what is told about the memo itself. Out: Word,
Markdown, or by way of LibreOffice PDF. The same input gives the same bytes.
"""

from __future__ import annotations

import datetime
import pathlib
from dataclasses import dataclass
from typing import Any

from resvtool import __version__
from resvtool.assessment import Assessment
from resvtool.documents import memo_tables as tables
from resvtool.documents.judgements import Judgements
from resvtool.documents.memo_tables import Shown
from resvtool.facts.dates import DateMention
from resvtool.facts.region import region_of
from resvtool.report import wording as w
from resvtool.report.overview import Judged, Overview, overview
from resvtool.report.overview.chain import SMART_COLUMNS
from resvtool.report.overview.verdicts import VERDICT, Verdict
from resvtool.rules.model import Severity

FORMATS = (".docx", ".md", ".pdf")


@dataclass(frozen=True, slots=True)
class MemoInput:
    """What a memo is made of. ``region`` "" means: as the plan says; ``lang`` is "nl" or "en"."""

    assessment: Assessment
    judgements: Judgements
    date: datetime.date
    region: str = ""
    lang: str = "nl"


def memo(given: MemoInput, kind: str, template: pathlib.Path | None = None) -> bytes:
    """Return the memo as a file of ``kind`` (one of ``FORMATS``).

    ``template`` is one's own, in place of the built-in one. Raises TemplateProblem, and
    OfficeError when ``kind`` is ".pdf" and LibreOffice is not there or fails.
    """
    from resvtool.documents.rendering import render_markdown, render_word

    context = memo_context(given)
    if kind == ".md":
        return render_markdown(template or f"memo{_suffix(given.lang)}.md.j2", context).encode("utf-8")
    word = render_word(template or f"memo{_suffix(given.lang)}.docx", context, given.date)
    if kind == ".docx":
        return word
    from resvtool.documents.office import word_to_pdf

    return word_to_pdf(word, given.date)


def _suffix(lang: str) -> str:
    return "" if lang == "nl" else f".{lang}"


def memo_context(given: MemoInput) -> dict[str, Any]:
    """Return what templates of the memo can use: plain texts, numbers and lists, in the memo's language."""
    made = overview(given.assessment, given.judgements.rules)
    show = Shown(given.lang, given.assessment.ruleset.layers)
    numbers = {q.rule.id: q.number for q in made.questions}
    findings = [tables.finding(j, n, show, numbers.get(j.rule.id)) for n, j in enumerate(made.findings, 1)]
    first = len(findings) + 1
    to_judge = [tables.finding(j, n, show, numbers.get(j.rule.id)) for n, j in enumerate(made.to_judge, first)]
    return {
        "taal": given.lang,
        "plan": _plan(given, show),
        "memo": _memo(given, show),
        "oordeel": {"woord": VERDICT[made.verdict](given.lang), "waarom": made.why(given.lang), **_look(made.verdict)},
        "telling": _counts(made),
        "bouwstenen": [tables.block(b, show) for b in made.blocks],
        "minimale_eisen": [f for f in findings if f["minimale_eis"]],
        "overige_bevindingen": [f for f in findings if not f["minimale_eis"]],
        "te_beoordelen": to_judge,
        "door_mensen": [tables.judgement(j, show) for j in made.results if j.judgement and _said(j)],
        "smart_delen": [part(given.lang) for part in SMART_COLUMNS.values()],
        "smart": [tables.smart(row, show) for row in made.smart],
        "keten": tables.chained(made.chain, show),
        "keten_hiaten": tables.chain_gaps(made.chain, show),
        "cijfers": [tables.figure(f, show) for f in made.figures],
        "checklist": [tables.checklist(entry, show) for entry in made.checklist],
        "vragen": [tables.asked(q, show) for q in made.questions],
        "data": [{"datum": show.day(d.day), "wat": d.what(given.lang)} for d in made.deadlines],
        "aangetoond": [tables.shown(j, show) for j in made.results if j.verdict is Verdict.MEETS and not j.checklist],
        "niet_van_toepassing": [tables.shown(j, show) for j in made.results if j.verdict is Verdict.NOT_APPLICABLE],
        "leesproblemen": [show.line(f"{p.text} {p.place}") for p in given.assessment.document.problems],
    }


def _look(verdict: Verdict) -> dict[str, str]:
    return {"kleur": tables.COLOURS[verdict]}


def _said(judged: Judged) -> bool:
    return judged.by_person or bool(judged.judgement and judged.judgement.remark)


def _plan(given: MemoInput, show: Shown) -> dict[str, Any]:
    document = given.assessment.document
    title = next((b.text for b in document.headings() if b.text.strip()), "") or document.metadata.get("title", "")
    told = given.judgements.memo
    submitted = given.assessment.plan.given.submitted
    stated = [s for s in given.assessment.plan.numbers.submissions if s.of_plan]
    sent = show.day(submitted) if submitted else _written(stated[0].day, show) if stated else ""
    return {
        "titel": show.line(title) or pathlib.PurePath(document.path).name,
        "bestand": show.line(pathlib.PurePath(document.path).name),
        "regio": given.region or told.get("regio", "") or region_of(document),
        "ingediend": show.line(sent),
        "sha256": document.sha256,
        "paginas": document.pages,
        "gewijzigd": bool(told.get("sha256")) and told["sha256"] != document.sha256,
    }


def _written(day: DateMention, show: Shown) -> str:
    return show.day(day.first) if day.first == day.last else day.written


def _memo(given: MemoInput, show: Shown) -> dict[str, Any]:
    ruleset, told = given.assessment.ruleset, given.judgements.memo
    return {
        "datum": show.day(given.date),
        "verzekeraar": ruleset.name,
        "ruleset": ruleset.id,
        "ruleset_versie": ruleset.version,
        "lagen": " + ".join(ruleset.layers),
        "resvtool": __version__,
        "beoordelaar": told.get("beoordelaar", ""),
        "conclusie": told.get("conclusie", ""),
        "toelichting": told.get("toelichting", ""),
        "adviseert": w.ADVISES(given.lang),
    }


def _counts(made: Overview) -> dict[str, int]:
    heavy = [f for f in made.findings if not f.rule.gate and f.rule.severity is Severity.ERROR]
    return {
        "regels": len(made.results),
        "voldoet": sum(r.verdict is Verdict.MEETS for r in made.results),
        "minimale_eisen": sum(f.rule.gate for f in made.findings),
        "fouten": len(heavy),
        "bevindingen": len(made.findings),
        "te_beoordelen": len(made.to_judge),
        "checklist": sum(e.judged.verdict is Verdict.OPEN for e in made.checklist),
        "vragen": len(made.questions),
        "door_mensen": sum(r.by_person for r in made.results),
    }
