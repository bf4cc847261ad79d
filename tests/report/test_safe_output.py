"""What a plan, a file name or a ruleset holds cannot steer the terminal that shows a report."""

import json
import pathlib
import unicodedata

import docx
import pytest
from running import run

CONTROL = "\x1b[2J\x9b31m\u202e\x07"
_RULE = """\
id: eigen/kwaad
block: 4
title: "Rood \\e[31m\\u009b1m \\u202eom"
need: "Wis \\e[2J het scherm."
advice: "Ring \\a."
source: {beleid: "1"}
severity: error
check: {kind: describes, terms: {spreekuur: [spreekuur]}, evidence: [[spreekuur]]}
"""


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    document = docx.Document()
    document.add_heading("Bouwsteen 5 \u202eomgekeerd\x9b31m", 1)
    document.add_paragraph("Het spreekuur \x9b2J is elke dinsdag \u2066in de wijk\u2069.")
    document.save(str(tmp_path / "plan.docx"))
    (tmp_path / "regels").mkdir()
    (tmp_path / "regels" / "ruleset.yaml").write_text('id: eigen\nname: "E\\e[1m"\nversion: "1"\n', encoding="utf-8")
    (tmp_path / "regels" / "kwaad.yaml").write_text(_RULE, encoding="utf-8")
    return tmp_path


def harmless(text: str) -> bool:
    return all(c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf") for c in text)


@pytest.mark.parametrize(
    "arguments",
    [
        ("lint", "plan.docx", "-r", "regels", "-v"),
        ("lint", "plan.docx", "-r", "regels", "-f", "json"),
        ("outline", "plan.docx"),
        ("outline", "plan.docx", "-f", "json"),
        ("facts", "plan.docx"),
        ("facts", "plan.docx", "-f", "json"),
        ("rules", "-r", "regels"),
        ("explain", "eigen/kwaad", "-r", "regels"),
    ],
    ids=" ".join,
)
def it_shows_no_control_characters(folder, arguments):
    done = run(*arguments, cwd=folder)
    assert done.stdout
    assert harmless(done.stdout)
    assert harmless(done.stderr)


def it_keeps_the_text_in_json(folder):
    report = json.loads(run("outline", "plan.docx", "-f", "json", cwd=folder).stdout)
    assert report["sections"] is not None and "omgekeerd" in json.dumps(report)


def it_names_a_file_without_what_its_name_holds(tmp_path):
    done = run("lint", f"weg{CONTROL}.docx", cwd=tmp_path)
    assert done.returncode == 3
    assert harmless(done.stderr)
