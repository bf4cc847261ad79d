"""What both overviews show: the requirements as columns, the words, and the rows one at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from resvtool.batch.figures import FIGURES, SHARE
from resvtool.batch.rows import WAIVED, Row, State
from resvtool.facts.professions import ALLIED, GP, NURSING, PHARMACY
from resvtool.locating.outline import BLOCK_NAMES, BLOCK_NAMES_EN
from resvtool.report import wording as w
from resvtool.rules.model import Rule, Ruleset, Status, Text

PLAN = Text("Plan", "Plan")
RULESET = Text("Ruleset", "Ruleset")
STATE = Text("Toestand", "State")
REASON = Text("Reden", "Reason")
RULE = Text("Regel", "Rule")
STATUS = Text("Uitkomst", "Outcome")
SEVERITY = Text("Zwaarte", "Severity")
TITLE = Text("Eis", "Requirement")
MESSAGE = Text("Bevinding", "Finding")
PASSAGE = Text("Passage", "Passage")
PLACE = Text("Plaats", "Place")
GATES = Text("Minimale eisen niet gehaald", "Minimum requirements not met")
PAGES = Text("Bladzijden", "Pages")
READING = Text("Niet (goed) gelezen", "Not (well) read")
STATES: dict[State, Text] = {
    State.DONE: Text("beoordeeld", "assessed"),
    State.INCOMPLETE: Text("niet alles gemaakt", "not all made"),
    State.UNREADABLE: Text("niet te lezen", "unreadable"),
    State.UNDECIDED: Text("ruleset onduidelijk", "ruleset unclear"),
    State.TIMEOUT: Text("duurde te lang", "took too long"),
    State.MEMORY: Text("te veel geheugen", "too much memory"),
    State.CRASH: Text("vastgelopen", "crashed"),
}
OUTCOMES: dict[str, Text] = {
    **{status.value: text for status, text in w.STATUS.items()},
    WAIVED: Text("ontheffing", "waived"),
}
_CORE = (GP, NURSING, PHARMACY, ALLIED)
FAILED = (Status.FAIL.value, Status.ERROR.value)


@dataclass(frozen=True)
class Overview:
    """A batch as the overviews see it. ``rows`` starts from the first row at each call."""

    rows: Callable[[], Iterator[Row]]
    rules: tuple[Rule, ...]
    blocks: tuple[int, ...]
    shares: tuple[str, ...]
    lang: str

    @classmethod
    def of(cls, rows: Callable[[], Iterator[Row]], rulesets: Iterable[Ruleset], lang: str) -> Overview:
        """Return the overview of ``rows``: the requirements that at least one of them was judged by, in order.

        All of ``rulesets`` where none was judged.
        """
        used: set[str] = set()
        professions: Counter[str] = Counter()
        for row in rows():
            used.update(row.statuses)
            professions.update(row.figures.get("shares", {}))
        known = {rule.id: rule for ruleset in rulesets for rule in ruleset.rules}
        order = [rule for rule in known.values() if rule.id in used or not used]
        others = sorted(set(professions) - set(_CORE))
        shares = tuple(p for p in (*_CORE, *others) if professions[p])
        return cls(rows, tuple(_grouped(order)), tuple(sorted({r.block for r in order})), shares, lang)

    def block_name(self, block: int) -> str:
        """Return the name of a building block, 0 for the plan as a whole."""
        if block == 0:
            return w.WHOLE_PLAN(self.lang)
        names = BLOCK_NAMES_EN if self.lang == "en" else BLOCK_NAMES
        return f"{w.BLOCK(self.lang)} {block}. {names[block]}"

    def figure_heads(self) -> list[str]:
        """Return the heads of the figures, those of :meth:`figure_values`."""
        return [text(self.lang) for text in FIGURES.values()] + [f"{SHARE(self.lang)} {s} (%)" for s in self.shares]

    def figure_values(self, row: Row) -> list[str | int | float | None]:
        """Return the figures of a plan, None where it does not state one."""
        shares = row.figures.get("shares", {})
        return [row.figures.get(key) for key in FIGURES] + [shares.get(s) for s in self.shares]

    def counts(self, row: Row, block: int | None = None) -> Counter[str]:
        """Return the results of a plan per status, of one building block or of all."""
        blocks = {rule.id: rule.block for rule in self.rules}
        return Counter(s for r, s in row.statuses.items() if block is None or blocks.get(r) == block)


def plan_count(count: int, lang: str) -> str:
    """Return how many plans there are, in words."""
    words = ("plan", "plans") if lang == "en" else ("plan", "plannen")
    return f"{count} {words[count != 1]}"


def failed_count(counts: Counter[str]) -> int:
    """Return how many requirements are not met, those whose check broke among them."""
    return sum(counts[status] for status in FAILED)


def _grouped(rules: list[Rule]) -> list[Rule]:
    """Per building block first the national requirements, then those of insurers."""
    return sorted(rules, key=lambda r: (r.block, not r.id.startswith(("plan/", "bb")), r.id))
