"""Makes what the page tells of one plan, from its overview."""

from __future__ import annotations

import pathlib
from collections import Counter
from collections.abc import Iterable, Iterator

from resvtool.assessment import Assessment
from resvtool.facts.amounts import written_euros
from resvtool.report import wording as w
from resvtool.report.html.budget_picture import budget_pictures
from resvtool.report.html.chain_picture import chain_picture
from resvtool.report.html.page_data import (
    ChainLine,
    Entry,
    FigureLine,
    Group,
    Part,
    PlanPage,
    Quote,
    SmartLine,
)
from resvtool.report.html.plan_text import Passage, plan_blocks
from resvtool.report.item_words import item_name, missing_words
from resvtool.report.overview import Overview, overview
from resvtool.report.overview.chain import GAP, SMART_COLUMNS, ChainRow, Gap
from resvtool.report.overview.figures import Figure
from resvtool.report.overview.verdicts import VERDICT, BlockOverview, Judged
from resvtool.rules.differing import differences_of, told
from resvtool.rules.model import Evidence, Item, Result, Severity, Status

TRACK = 120
_OUTCOMES = (Status.ERROR, Status.FAIL, Status.REVIEW, w.EXCUSED, Status.PASS, Status.NOT_APPLICABLE)
_OPEN = (Status.ERROR, Status.FAIL, Status.REVIEW)
_MOST_SECTIONS = 3
# Marked so that one can jump to it, but without a colour: it is no evidence.
_UNCOLOURED = Status.NOT_APPLICABLE


def plan_page(assessment: Assessment, key: str, lang: str) -> PlanPage:
    """Return what the page tells of ``assessment``; ``key`` sets its names apart from those of other plans."""
    return _Maker(overview(assessment), key, lang).page()


class _Maker:
    """Makes the parts of the page, and keeps the passages that they refer to."""

    def __init__(self, seen: Overview, key: str, lang: str) -> None:
        self._seen, self._key, self._lang = seen, key, lang
        self._passages: list[Passage] = []
        self._owners: dict[str, Entry] = {}
        self._count = 0

    def page(self) -> PlanPage:
        """Return all of it."""
        seen, lang, assessment = self._seen, self._lang, self._seen.assessment
        document, ruleset = assessment.document, assessment.ruleset
        groups = tuple(self._group(b) for b in seen.blocks)
        return PlanPage(
            key=self._key,
            name=pathlib.PurePath(document.path.replace("\\", "/")).name,
            path=document.path,
            sha256=document.sha256,
            pages=document.pages,
            ruleset=f"{ruleset.name} {ruleset.version}",
            layers=" + ".join(ruleset.layers),
            verdict=seen.verdict,
            verdict_name=VERDICT[seen.verdict](lang),
            why=seen.why(lang),
            counts=self._counts(assessment.results),
            groups=groups,
            smart_heads=tuple(head(lang) for head in SMART_COLUMNS.values()),
            smart=tuple(self._smart()),
            chain=chain_picture(seen.chain, lang),
            chain_rows=tuple(self._chain_line(row) for row in seen.chain),
            budgets=tuple(budget_pictures(assessment.plan.numbers.budgets)),
            figures=tuple(self._figure(f) for f in seen.figures),
            checklist=tuple(
                (c.judged.rule.id, c.judged.rule.title(lang), tuple(p.text(lang) for p in c.points))
                for c in seen.checklist
            ),
            dates=tuple((self._day(d.day.isoformat()), d.what(lang)) for d in seen.deadlines),
            notices=tuple(self._notices()),
            problems=tuple(f"{p.text} {p.place}".strip() for p in document.problems),
            text=tuple(plan_blocks(document, self._passages)),
            owners=self._owners,
        )

    def _notices(self) -> Iterator[str]:
        """Yield what there is to know of waivers and baseline."""
        assessment = self._seen.assessment
        yield from (notice(self._lang) for notice in assessment.notices)
        if known := len(assessment.held_back()):
            yield w.held_back(known, self._lang)

    def _group(self, block: BlockOverview) -> Group:
        lang = self._lang
        entries = tuple(self._entry(r) for r in sorted(block.results, key=_weight))
        sections = dict.fromkeys((s.heading, s.anchor.paragraph) for s in block.sections if s.heading)
        return Group(
            number=block.number,
            name=block.name(lang),
            verdict=block.verdict,
            verdict_name=VERDICT[block.verdict](lang),
            why=block.why(lang),
            counts=self._counts(r.result for r in block.results),
            sections=tuple(sections)[:_MOST_SECTIONS],
            entries=entries,
        )

    def _entry(self, judged: Judged) -> Entry:
        lang, result, rule = self._lang, judged.result, judged.rule
        finding = result.finding
        self._count += 1
        before = len(self._passages)
        # What shows the parts that are right is no fault, though the rule as a whole fails.
        colour = Status.PASS if rule.check.kind == "each" else result.status if result.counts else _UNCOLOURED
        evidence = tuple(self._quote(e, colour) for e in finding.evidence)
        parts = tuple(self._part(result, i) for i in finding.items)
        entry = Entry(
            number=self._count,
            rule=rule.id,
            block=rule.block,
            outcome=_outcome(result),
            severity=rule.severity,
            gate=rule.gate,
            checklist=judged.checklist,
            outcome_name=w.standing(result)(lang),
            severity_name=w.SEVERITY[rule.severity](lang),
            excuse="" if result.counts else w.stance(result, lang),
            title=rule.title(lang),
            need=rule.need(lang),
            message=finding.message(lang),
            advice=rule.advice(lang),
            source=w.source(dict(rule.source), self._seen.assessment.ruleset.layers),
            differences=tuple(told(d, lang) for d in differences_of(rule.id, self._seen.assessment.ruleset.layers)),
            evidence=evidence,
            nearest=self._quote(finding.nearest, _UNCOLOURED) if finding.nearest else None,
            looked_in=tuple(self._looked_in(judged)) if not finding.evidence else (),
            parts=parts,
        )
        if result.status in _OPEN and result.counts:
            self._owners |= {p.key: entry for p in self._passages[before:] if p.status in _OPEN}
        return entry

    def _part(self, result: Result, item: Item) -> Part:
        quote = None
        if item.anchor is not None:
            quote = self._quote(Evidence(item.name, item.anchor), item.status if result.counts else _UNCOLOURED)
        name, missing = item_name(result, item, self._lang), missing_words(item, self._lang)
        return Part(name, item.status, missing, quote)

    def _looked_in(self, judged: Judged) -> Iterator[str]:
        if judged.result.status is Status.FAIL:
            block = self._seen.block(judged.rule.block)
            headings = dict.fromkeys(s.heading for s in block.sections if s.heading) if block else {}
            yield from list(headings)[:_MOST_SECTIONS] or [w.WHOLE_DOCUMENT(self._lang)]

    def _quote(self, found: Evidence, status: Status) -> Quote:
        """Return a passage, and have it marked in the text of the plan."""
        key = f"{self._key}-m{len(self._passages)}"
        self._passages.append(Passage(key, found.text, found.anchor, status))
        return Quote(found.text, w.place(found.anchor, self._lang), found.anchor.paragraph, key)

    def _smart(self) -> Iterator[SmartLine]:
        for row in self._seen.smart:
            parts = tuple(
                (head(self._lang), self._quote(found, Status.PASS) if (found := row.parts[part]) else None)
                for part, head in SMART_COLUMNS.items()
            )
            yield SmartLine(row.name, row.anchor.paragraph, parts)

    def _chain_line(self, row: ChainRow) -> ChainLine:
        lang = self._lang
        words = row.main_task.text if row.main_task else ""
        return ChainLine(
            bottleneck=row.bottleneck or "",
            impact=self._quote(row.impact, Status.PASS) if row.impact else None,
            activity=row.activity or "",
            hoofdtaak=", ".join(map(str, row.main_tasks)) or words,
            amount=" + ".join(written_euros(a) for a in row.amounts),
            gaps="; ".join(GAP[g](lang) for g in row.gaps if g is not Gap.BUDGET),
        )

    def _figure(self, figure: Figure) -> FigureLine:
        lang, value, bound = self._lang, figure.value, figure.bound
        scale = TRACK / (1.15 * max(value or 0.0, bound or 0.0)) if value or bound else 0.0
        known = value is not None and bound is not None
        anchor = figure.evidence[0].anchor if figure.evidence else None
        return FigureLine(
            title=figure.judged.rule.title(lang),
            name=figure.name,
            stated=figure.stated(lang),
            limit=figure.limit(lang),
            calculation=figure.calculation(lang),
            verdict=figure.verdict,
            verdict_name=VERDICT[figure.verdict](lang),
            paragraph=anchor.paragraph if anchor else None,
            value=value * scale if known and value is not None else None,
            bound=bound * scale if known and bound is not None else None,
        )

    def _counts(self, results: Iterable[Result]) -> tuple[tuple[str, str, int], ...]:
        count = Counter(map(_outcome, results))
        return tuple((outcome, w.outcome(outcome)(self._lang), count[outcome]) for outcome in _OUTCOMES)

    def _day(self, iso: str) -> str:
        year, month, day = iso.split("-")
        return iso if self._lang == "en" else f"{int(day)}-{int(month)}-{year}"


def _outcome(result: Result) -> str:
    """Return how a result is counted: its status, or that a waiver or baseline takes it out of the balance."""
    return result.status if result.counts else w.EXCUSED


def _weight(judged: Judged) -> tuple[int, bool, int]:
    severity = list(Severity).index(judged.rule.severity)
    return _OUTCOMES.index(_outcome(judged.result)), not judged.rule.gate, severity
