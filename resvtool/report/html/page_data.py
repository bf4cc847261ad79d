"""What the page tells of one plan, as plain data: texts in the reader's language, places as numbers of blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from resvtool.report.html.budget_picture import BudgetPicture
from resvtool.report.html.chain_picture import ChainPicture
from resvtool.report.html.plan_text import Shown
from resvtool.report.overview.verdicts import Verdict
from resvtool.rules.model import Severity, Status


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the plan with their place; ``paragraph`` is the block they stand in, ``key`` their mark."""

    text: str
    place: str
    paragraph: int | None
    key: str


@dataclass(frozen=True, slots=True)
class Part:
    """One bottleneck, activity or point of a finding; ``quote`` is its name where the plan has it."""

    name: str
    status: Status
    missing: str
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A requirement with its outcome: a status, or ``wording.EXCUSED``.

    ``number`` counts over the page, in the order in which they stand.
    ``excuse`` says why a failure does not count: a waiver, or a baseline that knew it; "" when it counts.
    """

    number: int
    rule: str
    block: int
    outcome: str
    severity: Severity
    gate: bool
    checklist: bool
    outcome_name: str
    severity_name: str
    excuse: str
    title: str
    need: str
    message: str
    advice: str
    source: str
    differences: tuple[str, ...]
    evidence: tuple[Quote, ...]
    nearest: Quote | None
    looked_in: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A building block: its verdict, how its outcomes are divided, where it stands, and its requirements."""

    number: int
    name: str
    verdict: Verdict
    verdict_name: str
    why: str
    counts: tuple[tuple[str, str, int], ...]
    sections: tuple[tuple[str, int | None], ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class SmartLine:
    """A bottleneck with, per part of SMART, the passage that shows it."""

    name: str
    paragraph: int | None
    parts: tuple[tuple[str, Quote | None], ...]


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A row of the matrix as a table."""

    bottleneck: str
    impact: Quote | None
    activity: str
    hoofdtaak: str
    amount: str
    gaps: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A number against its limit; ``value`` and ``bound`` are places on a track of 120, None when unknown."""

    title: str
    name: str
    stated: str
    limit: str
    calculation: str
    verdict: Verdict
    verdict_name: str
    paragraph: int | None
    value: float | None
    bound: float | None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All that the page tells of one plan. ``key`` stands before every name on the page that is of this plan."""

    key: str
    name: str
    path: str
    sha256: str
    pages: int | None
    ruleset: str
    layers: str
    verdict: Verdict
    verdict_name: str
    why: str
    counts: tuple[tuple[str, str, int], ...]
    groups: tuple[Group, ...]
    smart_heads: tuple[str, ...]
    smart: tuple[SmartLine, ...]
    chain: ChainPicture | None
    chain_rows: tuple[ChainLine, ...]
    budgets: tuple[BudgetPicture, ...]
    figures: tuple[FigureLine, ...]
    checklist: tuple[tuple[str, str, tuple[str, ...]], ...]
    dates: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    problems: tuple[str, ...]
    text: tuple[Shown, ...]
    owners: Mapping[str, Entry]

    def findings_in(self, block: Shown) -> list[Entry]:
        """Return the requirements that are not met, or to be judged, on the ground of words of a block."""
        pieces = [*block.pieces, *(p for row in block.rows for cell in row for p in cell.pieces)]
        found = {e.number: e for p in pieces for key in p.keys if (e := self.owners.get(key)) is not None}
        return [found[number] for number in sorted(found)]
