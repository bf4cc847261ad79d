"""The JUnit report: a suite per plan, a case per rule, for the test overview of any CI.

What a person must judge, what does not apply, and what a waiver or baseline excuses is skipped, with the reason.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from resvtool.assessment import Assessment
from resvtool.report import wording as w
from resvtool.report.escaping import for_xml, one_line
from resvtool.rules.model import Result, Status

_SKIPPED = (Status.REVIEW, Status.NOT_APPLICABLE)


def junit_report(assessments: Sequence[Assessment], lang: str = "nl") -> str:
    """Return the results of ``assessments`` as JUnit XML."""
    root = ET.Element("testsuites", name="resvtool")
    for assessment in assessments:
        _suite(root, assessment, lang)
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, assessment: Assessment, lang: str) -> None:
    suite = ET.SubElement(root, "testsuite", name=_safe(assessment.document.path))
    for result in assessment.results:
        case = ET.SubElement(
            suite,
            "testcase",
            classname=f"{assessment.ruleset.id}.{_safe(w.block_name(result.rule.block, lang))}",
            name=_safe(f"{result.rule.id}: {result.rule.title(lang)}"),
        )
        _outcome(case, assessment, result, lang)
    for count, tag in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
        suite.set(count, str(len(suite.findall(tag))))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    if assessment.notices:
        ET.SubElement(suite, "system-err").text = "\n".join(_safe(n(lang)) for n in assessment.notices)


def _outcome(case: ET.Element, assessment: Assessment, result: Result, lang: str) -> None:
    message = _safe(result.finding.message(lang))
    if result.status is Status.ERROR:
        ET.SubElement(case, "error", message=message, type="resvtool")
    elif not result.counts or result.status in _SKIPPED:
        ET.SubElement(case, "skipped", message=_safe(f"{w.stance(result, lang)}: {message}"))
    elif result.status is Status.FAIL:
        failure = ET.SubElement(case, "failure", message=message, type=result.rule.severity.value)
        failure.text = "\n".join(for_xml(line) for line in _details(assessment, result, lang))


def _details(assessment: Assessment, result: Result, lang: str) -> list[str]:
    finding, place = result.finding, w.place_of(result, lang)
    shown = finding.evidence[0] if finding.evidence else finding.nearest
    label = w.EVIDENCE(lang) if finding.evidence else w.NEAREST(lang)
    lines = [one_line(finding.message(lang))]
    lines += [one_line(f"- {i.name}: {w.MISSING(lang)} {', '.join(i.missing)}") for i in finding.items if i.missing]
    if shown:
        lines.append(one_line(f'{label}: "{shown.text}" ({place})'))
    lines.append(one_line(f"{w.SOURCE(lang)}: {w.source(dict(result.rule.source), assessment.ruleset.layers)}"))
    lines.append(one_line(f"{w.ADVICE(lang)}: {result.rule.advice(lang)}"))
    return lines


def _safe(text: str) -> str:
    return for_xml(one_line(text))
