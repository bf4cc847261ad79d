"""Why verdicts on held-out plans are wrong, counted: in the file, in the reading of items and numbers, or in the words.

In: the verdicts of a run, and on held-out plans those of the rules without the second witness. Out: per cause how many
verdicts, without a word on which requirement of which plan. Each wrong verdict has one cause, the first that holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from metrics import Judged

from resvtool.rules.model import Rule

FILE = "het bestand: in de meeste andere weergaven van het plan gaat het goed"
PERSON = "resvtool laat het aan een mens over"
ITEMS = "knelpunten of activiteiten en hun onderdelen worden anders gelezen dan bedoeld"
NUMBERS = "getallen, datums, sommen of verboden worden anders gelezen dan bedoeld"
BOTH_FOUND = "regel en getuige nemen een andere passage voor bewijs"
WITNESS_FOUND = "alleen de getuige neemt een andere passage voor bewijs"
NEITHER_FOUND = "regel noch getuige kent de woorden waarmee het plan het zegt"
RULE_FOUND = "de regel vindt de passage, de getuige gelooft haar niet"
CONDITION = "resvtool houdt de eis voor niet van toepassing"
CAUSES = (FILE, PERSON, CONDITION, ITEMS, NUMBERS, BOTH_FOUND, WITNESS_FOUND, NEITHER_FOUND, RULE_FOUND)
_WRONG = {"absent": "wel goedgekeurd", "present": "niet goedgekeurd"}


def count_causes(
    judged: Iterable[Judged], alone: Iterable[Judged], rules: Mapping[str, Rule]
) -> list[tuple[str, str, int]]:
    """Return what went wrong (absent passed, present not passed), its cause and the number of verdicts, most first.

    ``alone`` are the verdicts of the rules without the witness on the same plans. Causes that never occur are left out.
    """
    verdicts = [j for j in judged if j.label in _WRONG]
    without = {(j.plan, j.rendering, j.rule): j.status for j in alone}
    looks: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for j in verdicts:
        looks[j.plan, j.rule].append(j.right)
    found = Counter(
        (_WRONG[j.label], _cause(j, looks[j.plan, j.rule], without.get((j.plan, j.rendering, j.rule)), rules))
        for j in verdicts
        if not j.right
    )
    return sorted(((what, cause, n) for (what, cause), n in found.items()), key=lambda x: (x[0], -x[2], x[1]))


def _cause(judged: Judged, looks: list[bool], without: str | None, rules: Mapping[str, Rule]) -> str:
    if 2 * sum(looks) > len(looks):
        return FILE
    if judged.status == "review":
        return PERSON
    if judged.status == "not-applicable":
        return CONDITION
    kind = rules[judged.rule].check.kind if judged.rule in rules else ""
    if kind != "describes":
        return ITEMS if kind == "each" else NUMBERS
    if judged.label == "absent":
        return BOTH_FOUND if without == "pass" else WITNESS_FOUND
    return RULE_FOUND if without == "pass" else NEITHER_FOUND
