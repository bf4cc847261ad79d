"""The parts of the memo as plain data for its templates: rows with texts, marks and colours.

In: typed data of ``resvtool.report.overview``. Out: dictionaries with Dutch keys, which is what an insurer's
template names; their texts are in the language of the memo.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from resvtool.facts.amounts import written_euros
from resvtool.facts.dates import written_date
from resvtool.report import wording as w
from resvtool.report.overview import BlockOverview, ChecklistEntry, Judged, Verdict
from resvtool.report.overview.chain import GAP, SIZE, ChainRow, Gap, SmartRow
from resvtool.report.overview.figures import Figure
from resvtool.report.overview.questions import Question
from resvtool.report.overview.verdicts import VERDICT
from resvtool.rules.checks.each import PART_NAMES
from resvtool.rules.differing import differences_of, told
from resvtool.rules.model import Evidence, Item, Status, Text

COLOURS = {
    Verdict.MEETS: "D5EBD8",
    Verdict.PARTLY: "FCE8B8",
    Verdict.FAILS: "F6CFCB",
    Verdict.OPEN: "D9E5F3",
    Verdict.NOT_APPLICABLE: "EDEDED",
}
TICKED, UNTICKED = "☑", "☐"
_MOST_EVIDENCE = 3
_LONGEST = 320
_LONGEST_CELL = 110
_LEVELS = {
    "regio": Text("regio", "region"),
    "wijkverband": Text("wijkverband", "neighbourhood network"),
    "monodisciplinair": Text("monodisciplinair", "single-profession"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """How things are written in this memo: its language, and the layers whose sources are named."""

    lang: str
    layers: tuple[str, ...]

    def line(self, text: str, longest: int = 10_000) -> str:
        """Return text of a plan on one line, without control characters, cut at a word when too long."""
        plain = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)
        plain = " ".join(plain.split())
        return plain if len(plain) <= longest else plain[:longest].rsplit(" ", 1)[0] + " …"

    def day(self, day: datetime.date) -> str:
        """Return a date: "9 juli 2026", in English 2026-07-09."""
        return written_date(day) if self.lang == "nl" else day.isoformat()

    def evidence(self, found: Evidence) -> dict[str, str]:
        """Return a passage and its place."""
        return {"tekst": self.line(found.text, _LONGEST), "plaats": self.line(w.place(found.anchor, self.lang))}


def block(found: BlockOverview, show: Shown) -> dict[str, Any]:
    """Return the row of a building block in the summary."""
    headings = list(dict.fromkeys(show.line(s.heading, 60) for s in found.sections if s.heading))
    where = "; ".join(headings[:2]) or (w.NOT_FOUND(show.lang) if found.number else "")
    count = found.counts
    return {
        "nummer": found.number or "",
        "naam": found.name(show.lang),
        "oordeel": VERDICT[found.verdict](show.lang),
        "kleur": COLOURS[found.verdict],
        "waarom": found.why(show.lang),
        "voldoet": count[Verdict.MEETS],
        "deels": count[Verdict.PARTLY],
        "niet": count[Verdict.FAILS],
        "open": count[Verdict.OPEN],
        "nvt": count[Verdict.NOT_APPLICABLE],
        "waar": where,
    }


def finding(judged: Judged, number: int, show: Shown, question: int | None) -> dict[str, Any]:
    """Return a finding with all that the memo tells of it; ``question`` is its number among the questions."""
    rule, found, lang = judged.rule, judged.result.finding, show.lang
    kind = w.GATE(lang) if rule.gate else w.SEVERITY[rule.severity](lang)
    nearest = found.nearest if not found.evidence else None
    return {
        "nummer": number,
        "regel": rule.id,
        "titel": rule.title(lang),
        "bouwsteen": f"{w.BLOCK(lang)} {rule.block}" if rule.block else w.WHOLE_PLAN(lang),
        "soort": kind,
        "minimale_eis": rule.gate,
        "eis": rule.need(lang),
        "melding": _message(judged, lang),
        "onderdelen": [_item(i, show) for i in found.items if i.status in (Status.FAIL, Status.REVIEW)],
        "bewijs": [show.evidence(e) for e in found.evidence[:_MOST_EVIDENCE]],
        "dichtstbij": [show.evidence(nearest)] if nearest else [],
        "bron": w.source(dict(rule.source), show.layers),
        "verschillen": [told(d, lang) for d in differences_of(rule.id, show.layers)],
        "advies": rule.advice(lang),
        "vraag": question,
        **_verdict(judged, lang),
    }


def _message(judged: Judged, lang: str) -> str:
    """Return what was found; the requirement, which stands beside it, is not told again."""
    message = judged.result.finding.message(lang)
    return message.removesuffix(f": {judged.rule.need(lang)}").removesuffix(".") + "."


def _item(item: Item, show: Shown) -> str:
    parts = ", ".join(PART_NAMES[p](show.lang) if p in PART_NAMES else p for p in item.missing)
    return show.line(item.name) + (f": {w.MISSING(show.lang)} {parts}" if parts else "")


def _verdict(judged: Judged, lang: str) -> dict[str, Any]:
    said = judged.judgement
    return {
        "oordeel": VERDICT[judged.verdict](lang),
        "kleur": COLOURS[judged.verdict],
        "door_mens": judged.by_person,
        "opmerking": said.remark if said else "",
    }


def judgement(judged: Judged, show: Shown) -> dict[str, Any]:
    """Return what a person said of a rule, beside what the tool found."""
    found = w.STATUS[judged.result.status](show.lang)
    return {"regel": judged.rule.id, "titel": judged.rule.title(show.lang), "resvtool": found} | _verdict(
        judged, show.lang
    )


def smart(row: SmartRow, show: Shown) -> dict[str, Any]:
    """Return a bottleneck with a cell per SMART part: its text, or a dash on red."""
    empty = {"tekst": "–", "kleur": COLOURS[Verdict.FAILS], "gevonden": False}
    unknown = {"tekst": "–", "kleur": COLOURS[Verdict.NOT_APPLICABLE], "gevonden": False}
    cells = []
    for part, found in row.parts.items():
        if found is None:
            cells.append(unknown if part == SIZE else empty)
        else:
            text = show.line(found.text, _LONGEST_CELL)
            cells.append({"tekst": text, "kleur": "FFFFFF", "gevonden": True})
    only = "" if row.listed else {"nl": "alleen bij de impact genoemd", "en": "named with the impact only"}[show.lang]
    return {"naam": show.line(row.name), "delen": cells, "volledig": not row.missing, "let_op": only}


def chained(rows: Iterable[ChainRow], show: Shown) -> list[dict[str, Any]]:
    """Return the matrix; a bottleneck and its impact are told once, in the first of its rows."""
    told: list[dict[str, Any]] = []
    before: str | None = None
    for row in rows:
        again = row.bottleneck is not None and row.bottleneck == before
        before = row.bottleneck
        told.append(_chained(row, again, show))
    return told


def _chained(row: ChainRow, again: bool, show: Shown) -> dict[str, Any]:
    budgetless = [g for g in row.gaps if g is not Gap.BUDGET]
    return {
        "knelpunt": "" if again else show.line(row.bottleneck or "–"),
        "impact": "" if again else show.line(row.impact.text, _LONGEST_CELL) if row.impact else "–",
        "activiteit": show.line(row.activity or "–"),
        "niveau": _LEVELS[row.level](show.lang) if row.level in _LEVELS else "",
        "hoofdtaak": ", ".join(map(str, row.main_tasks))
        or (show.line(row.main_task.text, 60) if row.main_task else "–"),
        "begroting": _budget(row, show),
        "hiaten": [GAP[g](show.lang) for g in row.gaps],
        "kleur": COLOURS[Verdict.FAILS] if budgetless else COLOURS[Verdict.PARTLY] if row.gaps else "FFFFFF",
    }


def _budget(row: ChainRow, show: Shown) -> str:
    if row.amounts:
        total = written_euros(sum(row.amounts))
        return " + ".join(map(written_euros, row.amounts)) + (f" = {total}" if len(row.amounts) > 1 else "")
    if row.budget:
        return show.line(row.budget[0].text, 80)
    return "–"


def chain_gaps(rows: Iterable[ChainRow], show: Shown) -> list[str]:
    """Return the gaps of the matrix counted, for the sentence below it."""
    kept = list(rows)
    counted = [(gap, sum(gap in row.gaps for row in kept)) for gap in Gap]
    return [f"{number} × {GAP[gap](show.lang)}" for gap, number in counted if number]


def figure(found: Figure, show: Shown) -> dict[str, Any]:
    """Return a number against its limit, with the calculation and its place."""
    lang, first = show.lang, found.evidence[0] if found.evidence else None
    return {
        "titel": found.judged.rule.title(lang),
        "naam": show.line(found.name, 80),
        "waarde": show.line(found.stated(lang), _LONGEST_CELL),
        "grens": found.limit(lang),
        "berekening": show.line(found.calculation(lang), 240),
        "oordeel": VERDICT[found.verdict](lang),
        "kleur": COLOURS[found.verdict],
        "plaats": show.line(w.place(first.anchor, lang)) if first else "",
    }


def checklist(entry: ChecklistEntry, show: Shown) -> dict[str, Any]:
    """Return a rule of the checklist with a box per point, as a person ticked it, and what was remarked on it."""
    rule = entry.judged.rule
    return {
        "regel": rule.id,
        "titel": rule.title(show.lang),
        "minimale_eis": rule.gate,
        "afgevinkt": all(point.ticked for point in entry.points),
        "punten": [
            {
                "tekst": point.text(show.lang),
                "afgevinkt": point.ticked,
                "vak": TICKED if point.ticked else UNTICKED,
                "opmerking": show.line(point.remark),
            }
            for point in entry.points
        ],
        "bron": w.source(dict(rule.source), show.layers),
        **_verdict(entry.judged, show.lang),
    }


def shown(judged: Judged, show: Shown) -> dict[str, Any]:
    """Return a requirement that is met, or does not apply, with the evidence on one line."""
    found = judged.result.finding
    evidence = found.evidence[0] if found.evidence else None
    return {
        "regel": judged.rule.id,
        "bouwsteen": judged.rule.block or "",
        "titel": judged.rule.title(show.lang),
        "bewijs": show.line(evidence.text if evidence else found.message(show.lang), 160),
        "plaats": show.line(w.place(evidence.anchor, show.lang)) if evidence else "",
        **_verdict(judged, show.lang),
    }


def asked(question: Question, show: Shown) -> dict[str, Any]:
    """Return a question to the region, and apart from it the suggestion that goes with it."""
    return {
        "nummer": question.number,
        "regel": question.rule.id,
        "titel": question.rule.title(show.lang),
        "tekst": show.line(question.asked(show.lang)),
        "suggestie": show.line(question.suggestion(show.lang)),
    }
