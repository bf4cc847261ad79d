"""The sample plans give exactly the findings that their writers left in them, from Word and from PDF."""

from __future__ import annotations

import pathlib
from functools import cache
from typing import Any

import pytest
import yaml

from resvtool.assessment import Assessment, assess_document
from resvtool.document import Document
from resvtool.reading.opening import read_document
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Ruleset, Severity, Status

_ROOT = pathlib.Path(__file__).parents[1]
_EXPECTED: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in (_ROOT / "tests" / "expected").glob("*.yaml")
}
_CASES = [(name, ruleset) for name, expected in sorted(_EXPECTED.items()) for ruleset in expected]


@cache
def ruleset_of(name: str) -> Ruleset:
    return load_ruleset(name)


@cache
def document_of(name: str, extension: str) -> Document:
    return read_document(_ROOT / "sample_plans" / f"{name}.{extension}")


def assessed(name: str, extension: str, ruleset: str) -> Assessment:
    return assess_document(document_of(name, extension), ruleset_of(ruleset))


@pytest.mark.parametrize("extension", ["docx", "pdf"])
@pytest.mark.parametrize(("name", "ruleset"), _CASES)
class DescribeSamplePlans:
    def they_give_the_expected_findings(self, name: str, ruleset: str, extension: str) -> None:
        results = assessed(name, extension, ruleset).results
        expected = _EXPECTED[name][ruleset]
        unsure = {i for key in ("missed", "half", "doubted") for i in expected.get(key, ())}

        found = {r.rule.id: r.status.value for r in results if r.status is not Status.PASS and r.rule.id not in unsure}

        assert found == {rule: status for rule, status in expected["not-pass"].items() if rule not in unsure}

    def they_say_which_item_lacks_something(self, name: str, ruleset: str, extension: str) -> None:
        lacking = _EXPECTED[name][ruleset].get("lacking", {})
        results = [r for r in assessed(name, extension, ruleset).results if r.rule.id in lacking]

        for result in results:
            names = [item.name for item in result.finding.items if item.status is not Status.PASS]
            wanted = lacking[result.rule.id]
            assert len(names) == len(wanted)
            assert all(part in name for part, name in zip(wanted, names, strict=True))

    def they_are_read_whole(self, name: str, ruleset: str, extension: str) -> None:
        assert document_of(name, extension).problems == []


@pytest.mark.parametrize("extension", ["docx", "pdf"])
@pytest.mark.parametrize("ruleset", ["zilveren-kruis", "landelijk"])
def it_lints_the_complete_plan_clean(ruleset: str, extension: str) -> None:
    assert assessed("zwinderland", extension, ruleset).failures(at_least=Severity.INFO) == []


def it_has_an_expected_report_for_every_sample() -> None:
    samples = {path.stem for path in (_ROOT / "sample_plans").glob("*.docx")}
    assert samples == set(_EXPECTED)
