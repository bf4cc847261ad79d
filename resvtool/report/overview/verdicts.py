"""Verdicts: what every rule and every building block comes to, a person's judgements included.

The tool advises; what a person has judged wins over what the tool found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from resvtool.assessment import Assessment
from resvtool.locating.outline import BLOCK_NAMES, BLOCK_NAMES_EN, BLOCKS, Located
from resvtool.report import wording as w
from resvtool.rules.model import Result, Rule, Severity, Status, Text

CHECKLIST_KIND = "checklist"


class Verdict(StrEnum):
    """What a rule or building block comes to."""

    MEETS = "meets"
    PARTLY = "partly"
    FAILS = "does-not-meet"
    OPEN = "to-be-judged"
    NOT_APPLICABLE = "not-applicable"


VERDICT = {
    Verdict.MEETS: Text("voldoet", "meets"),
    Verdict.PARTLY: Text("voldoet deels", "partly meets"),
    Verdict.FAILS: Text("voldoet niet", "does not meet"),
    Verdict.OPEN: Text("te beoordelen", "to be judged"),
    Verdict.NOT_APPLICABLE: Text("niet van toepassing", "not applicable"),
}
_OF_STATUS = {
    Status.PASS: Verdict.MEETS,
    Status.FAIL: Verdict.FAILS,
    Status.REVIEW: Verdict.OPEN,
    Status.ERROR: Verdict.OPEN,
    Status.NOT_APPLICABLE: Verdict.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class PointJudgement:
    """What a person says of one point of a checklist: whether it is ticked off, and a remark."""

    ticked: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of a rule: a verdict (None: no verdict yet) and a remark; of a checklist also per point.

    ``points`` has the Dutch words of a point as its keys; a point that is not there was not judged.
    """

    verdict: Verdict | None = None
    remark: str = ""
    points: Mapping[str, PointJudgement] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A result with its verdict; ``judgement`` is what a person said of it, None when nobody did."""

    result: Result
    verdict: Verdict
    judgement: Judgement | None = None

    @property
    def rule(self) -> Rule:
        """The rule that was judged."""
        return self.result.rule

    @property
    def by_person(self) -> bool:
        """Whether the verdict is a person's."""
        return self.judgement is not None and self.judgement.verdict is not None

    @property
    def counts(self) -> bool:
        """Whether it weighs: a waiver or baseline takes what the tool found out of the balance, no person's verdict."""
        return self.result.counts or self.by_person

    @property
    def checklist(self) -> bool:
        """Whether no plan can show it: the assessor ticks it off by other evidence."""
        return self.rule.check.kind == CHECKLIST_KIND

    def point(self, point: Text) -> PointJudgement:
        """Return what was said of a point of the checklist; who judged the whole rule as met ticked all points."""
        points = self.judgement.points if self.judgement else {}
        said = points.get(point.nl, PointJudgement())
        whole = self.by_person and self.verdict is Verdict.MEETS and not any(p.ticked for p in points.values())
        return PointJudgement(True, said.remark) if whole else said

    @property
    def lacking(self) -> bool:
        """Whether the plan does not, or not wholly, meet the rule."""
        return self.verdict in (Verdict.FAILS, Verdict.PARTLY)


@dataclass(frozen=True, slots=True)
class BlockOverview:
    """A building block (0: the plan as a whole): its verdict, why, counts, results and where it stands.

    ``counts`` has every verdict as a key, and leaves out what is waived or was known before; ``sections``
    holds the parts of the plan that serve the block, surest first.
    """

    number: int
    name: Text
    verdict: Verdict
    why: Text
    counts: Mapping[Verdict, int]
    results: tuple[Judged, ...]
    sections: tuple[Located, ...]


def judged(assessment: Assessment, judgements: Mapping[str, Judgement]) -> tuple[Judged, ...]:
    """Return all results with their verdicts, in the order of the ruleset."""
    return tuple(_judged(r, judgements.get(r.rule.id)) for r in assessment.results)


def _judged(result: Result, judgement: Judgement | None) -> Judged:
    verdict = judgement.verdict if judgement else None
    return Judged(result, verdict or _OF_STATUS[result.status], judgement)


def blocks(assessment: Assessment, results: tuple[Judged, ...]) -> tuple[BlockOverview, ...]:
    """Return the building blocks that have rules, the plan as a whole first."""
    found = []
    for number in (0, *BLOCKS):
        own = tuple(r for r in results if r.rule.block == number)
        if own:
            sections = sorted((s for s in assessment.sections if s.block == number), key=lambda s: -s.certainty)
            found.append(_block(number, own, tuple(sections)))
    return tuple(found)


def _block(number: int, own: tuple[Judged, ...], sections: tuple[Located, ...]) -> BlockOverview:
    name = Text(BLOCK_NAMES[number], BLOCK_NAMES_EN[number]) if number else w.WHOLE_PLAN
    count = Counter(r.verdict for r in own if r.counts)
    verdict, why = verdict_of(own)
    return BlockOverview(number, name, verdict, why, {v: count[v] for v in Verdict}, own, sections)


def verdict_of(own: tuple[Judged, ...]) -> tuple[Verdict, Text]:
    """Return what rules together come to, and why.

    A minimum requirement that is not met decides, and so does a block of which nothing is met; anything
    else of weight that is lacking makes "partly". Notes (severity info) do not count, and neither does what
    a waiver or baseline excuses: how much that is, is told.
    """
    counted = [r for r in own if r.counts]
    verdict, why = _weighed(counted)
    excused = len(own) - len(counted)
    if not excused:
        return verdict, why
    return verdict, Text(f"{why.nl}; {excused} ontheven of al bekend", f"{why.en}; {excused} waived or known before")


def _weighed(own: Sequence[Judged]) -> tuple[Verdict, Text]:
    weighing = [r for r in own if r.rule.severity is not Severity.INFO and r.verdict is not Verdict.NOT_APPLICABLE]
    gates = [r for r in weighing if r.rule.gate and r.verdict is Verdict.FAILS]
    lacking = [r for r in weighing if r.lacking]
    unsure = [r for r in weighing if r.verdict is Verdict.OPEN]
    if gates:
        return Verdict.FAILS, _count(len(gates), "minimale eis", "minimale eisen", "minimum requirement", "lacking")
    if lacking and not any(r.verdict in (Verdict.MEETS, Verdict.PARTLY) for r in weighing):
        return Verdict.FAILS, Text("geen van de eisen is aangetoond", "none of the requirements is shown")
    if lacking:
        return Verdict.PARTLY, _count(len(lacking), "eis", "eisen", "requirement", "lacking")
    if unsure:
        return Verdict.OPEN, _count(len(unsure), "punt", "punten", "point", "open")
    if not weighing:
        return Verdict.NOT_APPLICABLE, Text("geen eis van toepassing", "no requirement applies")
    notes = [r for r in own if r.lacking or r.verdict is Verdict.OPEN]
    if notes:
        nl = "aandachtspunt open" if len(notes) == 1 else "aandachtspunten open"
        en = "note open" if len(notes) == 1 else "notes open"
        return Verdict.MEETS, Text(
            f"alle eisen aangetoond; {len(notes)} {nl}", f"all requirements shown; {len(notes)} {en}"
        )
    return Verdict.MEETS, Text("alle eisen aangetoond", "all requirements shown")


def _count(number: int, one: str, more: str, english: str, how: str) -> Text:
    told = {"lacking": ("niet (geheel) aangetoond", "not (wholly) shown"), "open": ("te beoordelen", "to be judged")}
    plural = "" if number == 1 else "s"
    nl, en = told[how]
    return Text(f"{number} {one if number == 1 else more} {nl}", f"{number} {english}{plural} {en}")


def lacking(results: tuple[Judged, ...]) -> tuple[Judged, ...]:
    """Return what is not (wholly) met: minimum requirements first, then the heaviest, by building block."""
    order = list(Severity)
    found = [r for r in results if r.lacking]
    return tuple(sorted(found, key=lambda r: (not r.rule.gate, order.index(r.rule.severity), r.rule.block)))


def open_points(results: tuple[Judged, ...]) -> tuple[Judged, ...]:
    """Return what a person still has to judge in the plan itself, in the order of the ruleset."""
    return tuple(r for r in results if r.verdict is Verdict.OPEN and not r.checklist)
