"""The reports for CI and spreadsheets, read back by the parsers of their formats."""

import csv
import datetime
import io
import json
import pathlib
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from made_assessments import RESIDUE, assessed, with_finding

from resvtool.assessment import Assessment
from resvtool.report.csv_report import csv_report
from resvtool.report.github import github_report
from resvtool.report.gitlab import gitlab_report
from resvtool.report.junit import junit_report
from resvtool.report.markdown import markdown_report
from resvtool.rules.model import Item, Status, Text, Waiver

HOSTILE = "=cmd\n::error::nep,x:y\r\x1b[31m @iedereen #1 <script>alert(1)</script> | \u202e [a](b) \x00"
WAIVER = Waiver("bb1/werkgebied-rho", "*", "volgt in de zomer", datetime.date(2099, 1, 1))


@pytest.fixture
def plan(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Assessment:
    monkeypatch.chdir(tmp_path)
    return assessed(tmp_path / "plan, 1.docx")


@pytest.fixture
def hostile(plan: Assessment) -> Assessment:
    item = Item(HOSTILE, Status.FAIL, (HOSTILE,))
    return with_finding(plan, RESIDUE, Status.FAIL, HOSTILE, (item,), section=HOSTILE)


def excused(plan: Assessment) -> Assessment:
    """The plan with one failure waived and one held back."""
    known = "bb1/werkgebied-postcode"
    results = [
        replace(r, waiver=WAIVER if r.rule.id == WAIVER.rule else None, known=r.rule.id == known) for r in plan.results
    ]
    return replace(plan, results=results, notices=(Text("let op de ontheffing", "mind the waiver"),))


def it_gives_a_junit_case_for_every_rule(plan: Assessment) -> None:
    suite = ET.fromstring(junit_report([excused(plan)]))[0]
    cases = {str(c.get("name")).split(":")[0]: c for c in suite.findall("testcase")}
    assert set(cases) == {r.rule.id for r in plan.results}
    assert int(suite.get("tests", "0")) == len(cases)
    assert int(suite.get("failures", "0")) == len(excused(plan).failures())
    failure = cases[RESIDUE].find("failure")
    assert failure is not None and "[naam invullen]" in str(failure.text)
    assert [c.tag for c in cases["bb5/escalatieladder"]] == []
    skipped = {name: c.find("skipped") for name, c in cases.items()}
    assert "volgt in de zomer" in skipped[WAIVER.rule].get("message", "")  # type: ignore[union-attr]
    assert "baseline" in skipped["bb1/werkgebied-postcode"].get("message", "")  # type: ignore[union-attr]
    assert "te beoordelen" in skipped["plan/informatieplicht"].get("message", "")  # type: ignore[union-attr]


def it_tells_a_broken_check_as_an_error(plan: Assessment) -> None:
    broken = with_finding(plan, RESIDUE, Status.ERROR, "liep stuk")
    suite = ET.fromstring(junit_report([broken]))[0]
    assert suite.get("errors") == "1"
    assert "::error" in github_report([broken])


def it_writes_a_workflow_command_per_finding(plan: Assessment) -> None:
    lines = github_report([excused(plan)]).splitlines()
    assert all(re.match(r"::(error|warning|notice) file=plan%2C 1\.docx,title=[^:,]+::.", line) for line in lines)
    assert len(lines) == len(excused(plan).failures()) + len(excused(plan).reviews()) + 3
    (waived,) = [line for line in lines if WAIVER.rule in line]
    assert waived.startswith("::notice ") and "volgt in de zomer" in waived and "title=ontheven" in waived
    assert any("1 bekende bevinding achtergehouden" in line for line in lines)


def it_gives_gitlab_each_finding_once(plan: Assessment) -> None:
    issues = json.loads(gitlab_report([excused(plan)]))
    assert len({i["fingerprint"] for i in issues}) == len(issues)
    assert {i["check_name"] for i in issues} >= {RESIDUE, "plan/informatieplicht"}
    assert all(i["location"] == {"path": "plan, 1.docx", "lines": i["location"]["lines"]} for i in issues)
    assert all(i["location"]["lines"]["begin"] >= 1 for i in issues)
    assert {i["severity"] for i in issues} <= {"info", "minor", "major", "critical", "blocker"}
    severity = {i["check_name"]: i["severity"] for i in issues}
    assert severity["plan/informatieplicht"] == "info"
    assert severity[WAIVER.rule] == "info"
    told = {i["check_name"]: i["description"] for i in issues}
    assert told[WAIVER.rule].startswith("ontheffing tot en met 2099-01-01: volgt in de zomer: ")
    assert (told["waivers"], severity["waivers"]) == ("Ontheffingen: let op de ontheffing", "minor")


def it_writes_a_csv_line_per_rule(plan: Assessment) -> None:
    text = csv_report([excused(plan)])
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [r["regel"] for r in rows] == [r.rule.id for r in plan.results]
    by_rule = {r["regel"]: r for r in rows}
    assert by_rule[RESIDUE]["uitkomst"] == "voldoet niet"
    assert by_rule[WAIVER.rule]["ontheffing"] == "volgt in de zomer (2099-01-01)"
    assert by_rule["bb1/werkgebied-postcode"]["al bekend"] == "ja"


def it_writes_markdown_with_folded_findings(plan: Assessment) -> None:
    text = markdown_report([excused(plan)])
    assert text.count("<details>") == text.count("</details>") == len(excused(plan).failures()) + 2
    assert "volgt in de zomer" in text
    assert "let op de ontheffing" in text
    assert "1 bekende bevinding achtergehouden" in text


def it_keeps_markdown_within_what_github_takes(plan: Assessment) -> None:
    text = markdown_report([plan] * 12)
    assert len(text) < 65_536
    assert "weggelaten" in text


def they_make_hostile_plan_text_harmless(hostile: Assessment) -> None:
    github = github_report([hostile])
    assert "nep" in github and all(line.startswith("::") for line in github.splitlines())
    assert not any(line.startswith("::error::") for line in github.splitlines())
    cells = [c for row in csv.reader(io.StringIO(csv_report([hostile])), delimiter=";") for c in row]
    assert any("=cmd" in c for c in cells) and not any(c.startswith("=") for c in cells)
    markdown = markdown_report([hostile])
    assert "<script>" not in markdown and "@iedereen" not in markdown
    failures = [str(f.text) for f in ET.fromstring(junit_report([hostile])).iter("failure")]
    assert any("<script>alert(1)</script>" in text for text in failures)
    for text in (github, markdown, junit_report([hostile]), csv_report([hostile]), gitlab_report([hostile])):
        assert "\x1b" not in text and "\u202e" not in text and "\x00" not in text
