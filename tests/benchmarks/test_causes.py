from causes import BOTH_FOUND, FILE, ITEMS, NEITHER_FOUND, NUMBERS, PERSON, RULE_FOUND, WITNESS_FOUND, count_causes
from metrics import Judged

from resvtool.rules.loading import load_ruleset

RULES = {rule.id: rule for rule in load_ruleset("landelijk").rules}
DESCRIBES, EACH, TOTALS = "bb5/escalatieladder", "bb3/smart", "bb7/optelling"
RENDERINGS = ("a.docx", "b.docx", "c.pdf")


def verdicts(rule: str, label: str, *statuses: str) -> list[Judged]:
    right = {"absent": "fail", "present": "pass"}[label]
    return [Judged("b99", r, rule, label, s, s == right) for r, s in zip(RENDERINGS, statuses, strict=False)]


def causes(judged: list[Judged], alone: list[Judged] | None = None) -> dict[str, int]:
    return {cause: n for _, cause, n in count_causes(judged, alone or [], RULES)}


def it_counts_nothing_that_is_right() -> None:
    assert causes(verdicts(DESCRIBES, "absent", "fail", "fail")) == {}


def it_blames_the_file_when_most_other_renderings_are_right() -> None:
    assert causes(verdicts(DESCRIBES, "present", "pass", "pass", "fail")) == {FILE: 1}
    assert causes(verdicts(DESCRIBES, "present", "pass", "fail", "fail")) == {NEITHER_FOUND: 2}


def it_tells_the_kinds_of_checks_apart() -> None:
    assert causes(verdicts(EACH, "present", "fail")) == {ITEMS: 1}
    assert causes(verdicts(EACH, "present", "review")) == {PERSON: 1}
    assert causes(verdicts(TOTALS, "absent", "pass")) == {NUMBERS: 1}


def it_tells_rule_and_witness_apart() -> None:
    passed, failed = verdicts(DESCRIBES, "absent", "pass"), verdicts(DESCRIBES, "present", "fail")
    assert causes(passed, verdicts(DESCRIBES, "absent", "pass")) == {BOTH_FOUND: 1}
    assert causes(passed, verdicts(DESCRIBES, "absent", "fail")) == {WITNESS_FOUND: 1}
    assert causes(failed, verdicts(DESCRIBES, "present", "fail")) == {NEITHER_FOUND: 1}
    assert causes(failed, verdicts(DESCRIBES, "present", "pass")) == {RULE_FOUND: 1}


def it_says_what_went_wrong_and_the_most_frequent_cause_first() -> None:
    judged = verdicts(EACH, "absent", "pass") + verdicts(DESCRIBES, "absent", "pass", "pass")
    found = count_causes(judged, [], RULES)
    assert found == [("wel goedgekeurd", WITNESS_FOUND, 2), ("wel goedgekeurd", ITEMS, 1)]
