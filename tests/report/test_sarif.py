import datetime
import json
import pathlib
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from made_assessments import RESIDUE, SENTENCES, assessed, national, status_of, with_finding

from resvtool.report.sarif import sarif_report
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Status, Text, Waiver

SCHEMA = json.loads((pathlib.Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


def checked(text: str) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(text)
    jsonschema.Draft4Validator(SCHEMA).validate(report)
    return report


def results(text: str) -> dict[str, dict[str, Any]]:
    return {r["ruleId"]: r for run in checked(text)["runs"] for r in run["results"]}


def it_keeps_to_the_schema_and_tells_every_failure(tmp_path: pathlib.Path) -> None:
    assessment = assessed(tmp_path / "plan.docx")
    report = checked(sarif_report([assessment]))
    told = {r["ruleId"] for r in report["runs"][0]["results"]}
    assert told == {r.rule.id for r in assessment.results if r.status in (Status.FAIL, Status.REVIEW)}
    assert len(report["runs"][0]["tool"]["driver"]["rules"]) == len(national().rules)


def it_refuses_what_the_schema_refuses(tmp_path: pathlib.Path) -> None:
    report = checked(sarif_report([assessed(tmp_path / "plan.docx")]))
    report["runs"][0]["results"][0]["level"] = "zwaar"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate(report)


def it_gives_what_a_person_must_judge_no_level(tmp_path: pathlib.Path) -> None:
    assessment = assessed(tmp_path / "plan.docx")
    told = results(sarif_report([assessment]))
    judged = told["plan/informatieplicht"]
    assert (judged["kind"], judged["level"]) == ("review", "none")
    assert (told[RESIDUE]["kind"], told[RESIDUE]["level"]) == ("fail", "error")


def it_gives_rules_their_help_and_source(tmp_path: pathlib.Path) -> None:
    rules = checked(sarif_report([assessed(tmp_path / "plan.docx")]))["runs"][0]["tool"]["driver"]["rules"]
    rule = next(r for r in rules if r["id"] == "bb5/escalatieladder")
    assert "Bouwsteen 5, 5" in rule["help"]["text"]
    assert rule["properties"]["source"] == {"handreiking": "Bouwsteen 5, 5"} | rule["properties"]["source"]


def it_keeps_the_fingerprint_when_text_above_moves(tmp_path: pathlib.Path) -> None:
    first = results(sarif_report([assessed(tmp_path / "a.docx")]))[RESIDUE]
    moved = [("Vooraf", "Dit plan is van de regio Meerdal."), *SENTENCES]
    second = results(sarif_report([assessed(tmp_path / "b.docx", moved)]))[RESIDUE]
    place = "physicalLocation"
    assert first["locations"][0][place]["region"]["startLine"] != second["locations"][0][place]["region"]["startLine"]
    assert first["partialFingerprints"] == second["partialFingerprints"]
    other = [(SENTENCES[1][0], "De kassier is [naam organisatie] te [plaats].")]
    assert (
        results(sarif_report([assessed(tmp_path / "c.docx", other)]))[RESIDUE]["partialFingerprints"]
        != first["partialFingerprints"]
    )


def it_suppresses_what_is_waived_or_known(tmp_path: pathlib.Path) -> None:
    assessment = assessed(tmp_path / "plan.docx")
    waiver = Waiver(RESIDUE, "*", "afgesproken", datetime.date(2099, 1, 1))
    assert status_of(assessment, RESIDUE) is Status.FAIL
    excused = [
        replace(r, waiver=waiver) if r.rule.id == RESIDUE else replace(r, known=r.rule.id == "bb1/werkgebied-postcode")
        for r in assessment.results
    ]
    told = results(sarif_report([replace(assessment, results=excused, notices=(Text("let op", "mind"),))]))
    assert "afgesproken" in told[RESIDUE]["suppressions"][0]["justification"]
    assert told["bb1/werkgebied-postcode"]["baselineState"] == "unchanged"
    assert told["bb1/werkgebied-rho"]["baselineState"] == "new"
    assert "suppressions" not in told["bb1/werkgebied-rho"]


def it_parts_rulesets_into_runs_and_survives_strange_names_and_texts(tmp_path: pathlib.Path) -> None:
    hostile = "\x1b[31m\u202eomgekeerd\x00\ud800 <b>"
    strange = with_finding(assessed(tmp_path / "plan één #1.docx"), RESIDUE, Status.FAIL, hostile, section=hostile)
    other = replace(strange, ruleset=load_ruleset("cz"), results=[])
    text = sarif_report([strange, other])
    text.encode("utf-8")
    report = checked(text)
    assert [run["automationDetails"]["id"] for run in report["runs"]] == ["resvtool/cz/", "resvtool/landelijk/"]
    uri = report["runs"][1]["artifacts"][0]["location"]["uri"]
    assert uri.endswith("plan%20%C3%A9%C3%A9n%20%231.docx")
    assert "\\u001b" not in text


def it_says_that_a_check_broke(tmp_path: pathlib.Path) -> None:
    broken = with_finding(assessed(tmp_path / "plan.docx"), RESIDUE, Status.ERROR, "liep stuk")
    invocation = checked(sarif_report([broken]))["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert any(RESIDUE in n["message"]["text"] for n in invocation["toolExecutionNotifications"])
