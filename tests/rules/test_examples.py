"""Every example of every built-in rule is a test."""

import pytest

from resvtool.rules.examples import run_examples
from resvtool.rules.loading import load_ruleset


@pytest.mark.parametrize("name", ["landelijk", "menzis", "cz", "zilveren-kruis"])
def they_all_come_out_as_their_rule_says(name: str) -> None:
    outcomes = list(run_examples(load_ruleset(name, examples=True)))
    wrong = [f"{o.rule} {o.kind} {o.number}: {o.status}: {o.text}" for o in outcomes if not o.right]
    assert wrong == []
    assert len(outcomes) > 100
