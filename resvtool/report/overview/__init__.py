"""One assessment as plain typed data, for the memo, the HTML report and the batch alike.

In: an :class:`~resvtool.assessment.Assessment`, and what people judged. Out: :class:`Overview`. Texts that
users read are :class:`~resvtool.rules.model.Text` (Dutch and English); what the plan says stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from resvtool.assessment import Assessment
from resvtool.report.overview.chain import ChainRow, SmartRow, chain, smart_table
from resvtool.report.overview.figures import Figure, figures
from resvtool.report.overview.questions import Question, checklist_points, questions
from resvtool.report.overview.verdicts import (
    BlockOverview,
    Judged,
    Judgement,
    PointJudgement,
    Verdict,
    blocks,
    judged,
    lacking,
    open_points,
    verdict_of,
)
from resvtool.rules.model import Ruleset, Text

__all__ = [
    "BlockOverview",
    "ChecklistEntry",
    "ChecklistPoint",
    "Deadline",
    "Judged",
    "Judgement",
    "Overview",
    "PointJudgement",
    "Verdict",
    "overview",
]


@dataclass(frozen=True, slots=True)
class ChecklistPoint:
    """A point of the checklist in words, with what the assessor said of it."""

    text: Text
    ticked: bool
    remark: str


@dataclass(frozen=True, slots=True)
class ChecklistEntry:
    """A rule that the assessor ticks off by other evidence than the plan, with its points."""

    judged: Judged
    points: tuple[ChecklistPoint, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day of the insurer's purchasing round."""

    day: date
    what: Text


@dataclass(frozen=True, slots=True)
class Overview:
    """All that reports tell of one plan.

    ``verdict`` and ``why`` are of the plan as a whole. ``results`` are all of them, in the order of the ruleset;
    ``findings`` those that are lacking, heaviest first; ``to_judge`` what a person must still judge in the
    plan itself; ``checklist`` what other evidence must show. ``questions`` follow the order of findings,
    open points, checklist.
    """

    assessment: Assessment
    verdict: Verdict
    why: Text
    blocks: tuple[BlockOverview, ...]
    results: tuple[Judged, ...]
    findings: tuple[Judged, ...]
    to_judge: tuple[Judged, ...]
    checklist: tuple[ChecklistEntry, ...]
    smart: tuple[SmartRow, ...]
    chain: tuple[ChainRow, ...]
    figures: tuple[Figure, ...]
    questions: tuple[Question, ...]
    deadlines: tuple[Deadline, ...]

    def block(self, number: int) -> BlockOverview | None:
        """Return building block ``number`` (0: the plan as a whole), None when no rule is about it."""
        return next((b for b in self.blocks if b.number == number), None)


def overview(assessment: Assessment, judgements: Mapping[str, Judgement] | None = None) -> Overview:
    """Return the overview of ``assessment``; ``judgements`` (by rule id) win over what the tool found."""
    results = judged(assessment, judgements or {})
    findings, to_judge = lacking(results), open_points(results)
    checklist = [r for r in results if r.checklist and r.verdict is not Verdict.NOT_APPLICABLE]
    unticked = [r for r in checklist if r.verdict is Verdict.OPEN]
    verdict, why = verdict_of(results)
    return Overview(
        assessment=assessment,
        verdict=verdict,
        why=why,
        blocks=blocks(assessment, results),
        results=results,
        findings=findings,
        to_judge=to_judge,
        checklist=tuple(_entry(r) for r in checklist),
        smart=smart_table(assessment.plan.items),
        chain=chain(assessment.plan.items),
        figures=figures(assessment.plan, results),
        questions=questions((*findings, *to_judge, *unticked), assessment.ruleset.layers),
        deadlines=deadlines(assessment.ruleset),
    )


def _entry(found: Judged) -> ChecklistEntry:
    said = ((point, found.point(point)) for point in checklist_points(found.rule))
    return ChecklistEntry(found, tuple(ChecklistPoint(point, s.ticked, s.remark) for point, s in said))


def deadlines(ruleset: Ruleset) -> tuple[Deadline, ...]:
    """Return the days of the purchasing round, earliest first."""
    found = [Deadline(_day(d["date"]), Text(str(d["nl"]), str(d["en"]))) for d in ruleset.dates]
    return tuple(sorted(found, key=lambda d: d.day))


def _day(raw: object) -> date:
    return raw if isinstance(raw, date) else date.fromisoformat(str(raw))
