"""``totals``: budget tables add up, and the plan names the same total everywhere.

Out: ``fail`` with the totals that do not follow from their posts, or with the amounts that the text
names and no table yields; ``pass`` otherwise. (Requirement bb7/optelling; design, Checks.)
"""

from __future__ import annotations

import re
from decimal import Decimal

from resvtool.facts.amounts import find_amounts, written_euros
from resvtool.facts.budgets import Budget, sums_of
from resvtool.facts.lines import Line
from resvtool.facts.requested import Named
from resvtool.plan import Plan
from resvtool.rules.model import Evidence, Finding, Rule, Status, Text

_MOST_SHOWN = 4


def totals(plan: Plan, rule: Rule) -> Finding:
    """Judge whether the stated sums of ``plan`` are right."""
    tables = plan.numbers.budgets
    wrong = [m for table in tables for m in table.mismatches]
    if wrong:
        nl = "; ".join(m.nl for m in wrong[:_MOST_SHOWN])
        en = "; ".join(m.en for m in wrong[:_MOST_SHOWN])
        message = Text(f"De begroting telt niet op: {nl}.", f"The budget does not add up: {en}.")
        return Finding(Status.FAIL, message, tuple(m.evidence for m in wrong[:_MOST_SHOWN]))
    apart = [line for line in plan.numbers.reader.lines if _parts_wrong(line)]
    if apart:
        message = Text(
            "De genoemde delen zijn samen niet het genoemde bedrag.",
            "The parts named are together not the amount named.",
        )
        return Finding(Status.FAIL, message, tuple(line.evidence for line in apart[:_MOST_SHOWN]))
    strange = _strange(plan, tables, plan.numbers.named_totals)
    if strange:
        return _differs(strange, tables)
    if not tables:
        message = Text(
            "Geen begrotingstabel gevonden; de genoemde bedragen spreken elkaar niet tegen.",
            "No budget table found; the amounts named do not contradict each other.",
        )
        return Finding(Status.PASS, message)
    number = sum(1 for t in tables for c in t.columns if c.total)
    message = Text(
        f"{len(tables)} tabel(len) met bedragen nagerekend, {number} totalen: alles telt op.",
        f"{len(tables)} table(s) with amounts recalculated, {number} totals: all add up.",
    )
    shown = tuple(Evidence(_total_text(t), t.anchor) for t in tables if t.columns[0].total)
    return Finding(Status.PASS, message, shown[:_MOST_SHOWN])


def _total_text(table: Budget) -> str:
    total = table.columns[0].total
    return f"{total.label}: {written_euros(total.euros)}" if total else ""


def _strange(plan: Plan, tables: list[Budget], named: list[Named]) -> list[Named]:
    """Return the totals named in text that differ from every amount and sum of the tables."""
    totals = [c.total.euros for t in tables for c in t.columns if c.total]
    if not totals:
        return []
    subtotals = [r.euros for t in tables for c in t.columns for r in c.rows if r.kind in ("subtotal", "total")]
    known = {a for t in tables for a in t.amounts} | sums_of(subtotals) | sums_of([*totals])
    known |= {a - b for a in totals for b in known if a > b}
    least = max(totals) / 4
    return [
        n for n in named
        if n.euros >= least and not any(abs(n.euros - k) <= _room(n, k) for k in known | _rests(plan, n, totals))
    ]  # fmt: skip


def _rests(plan: Plan, named: Named, totals: list[Decimal]) -> set[Decimal]:
    """Return what is left of the totals when one other amount in the same passage is taken off ("en A van ...")."""
    text = plan.document.blocks[named.line.block].text if named.line else ""
    beside = {a.euros for a in find_amounts(text)}
    return {total - amount for total in totals for amount in beside if amount < total}


def _room(named: Named, known: Decimal) -> Decimal:
    whole_thousands = named.euros % 1000 == 0
    if named.rounded:
        return known * Decimal("0.03")
    return Decimal(500) if whole_thousands and known % 1000 else Decimal(2)


def _differs(strange: list[Named], tables: list[Budget]) -> Finding:
    total = max(c.total.euros for t in tables for c in t.columns if c.total)
    written = " en ".join(dict.fromkeys(written_euros(n.euros) for n in strange[:_MOST_SHOWN]))
    message = Text(
        f"De tekst noemt {written} als totaal; de begroting komt op {written_euros(total)}.",
        f"The text names {written} as the total; the budget comes to {written_euros(total)}.",
    )
    return Finding(Status.FAIL, message, tuple(n.line.evidence for n in strange[:_MOST_SHOWN] if n.line))


def _parts_wrong(line: Line) -> bool:
    """Whether "X, waarvan A en B" names parts that are together more than X, or nearly X but not it."""
    match = re.search(r",? (?:waarvan|daarvan (?:is|gaat|wordt|komt))\b", line.text, re.IGNORECASE)
    if match is None or (line.in_table and len(line.cells) > 3):
        return False
    before = [a for a in find_amounts(line.text[: match.start()]) if a.euros >= 1000]
    tail = re.split(r"[.;]\s", line.text[match.end() :])[0]
    after = [a for a in find_amounts(tail) if a.euros >= 1000]
    if not before or len(after) < 2 or not re.search(r"\ben\b", tail):
        return False
    whole, parts = before[-1].euros, sum((a.euros for a in after), Decimal(0))
    return parts > whole + 2 or Decimal("0.93") * whole < parts < whole - 2
