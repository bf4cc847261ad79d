"""The CSV report: a line per plan and rule, for a spreadsheet.

Semicolons and a byte order mark, because that is what a Dutch spreadsheet opens right; other programs are
better off with JSON.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from resvtool.assessment import Assessment
from resvtool.report import wording as w
from resvtool.report.escaping import for_cell
from resvtool.rules.model import Result, Text

_COLUMNS = (
    Text("plan", "plan"),
    Text("ruleset", "ruleset"),
    Text("regel", "rule"),
    Text("bouwsteen", "building block"),
    Text("uitkomst", "status"),
    Text("zwaarte", "severity"),
    Text("minimale eis", "minimum requirement"),
    Text("titel", "title"),
    Text("bevinding", "finding"),
    Text("ontbreekt bij", "missing for"),
    Text("bewijs", "evidence"),
    Text("plaats", "place"),
    Text("bron", "source"),
    Text("advies", "advice"),
    Text("ontheffing", "waiver"),
    Text("al bekend", "known before"),
)
_YES = Text("ja", "yes")


def csv_report(assessments: Sequence[Assessment], lang: str = "nl") -> str:
    """Return all results of ``assessments`` as CSV text, with a line of column heads."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column(lang) for column in _COLUMNS])
    for assessment in assessments:
        for result in assessment.results:
            writer.writerow([for_cell(cell) for cell in _cells(assessment, result, lang)])
    return "\ufeff" + out.getvalue()


def _cells(assessment: Assessment, result: Result, lang: str) -> list[str]:
    rule, finding = result.rule, result.finding
    first = finding.evidence[0] if finding.evidence else finding.nearest
    return [
        assessment.document.path,
        assessment.ruleset.id,
        rule.id,
        str(rule.block),
        w.STATUS[result.status](lang),
        w.SEVERITY[rule.severity](lang),
        _YES(lang) if rule.gate else "",
        rule.title(lang),
        finding.message(lang),
        "; ".join(f"{i.name}: {', '.join(i.missing)}" for i in finding.items if i.missing),
        first.text if first else "",
        w.place(first.anchor, lang) if first else "",
        w.source(dict(rule.source), assessment.ruleset.layers),
        rule.advice(lang),
        f"{result.waiver.reason} ({result.waiver.until.isoformat()})" if result.waiver else "",
        _YES(lang) if result.known else "",
    ]
