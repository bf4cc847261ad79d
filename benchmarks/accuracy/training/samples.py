"""The sample plans that come with resvtool, as labelled plans for the witness: what it is shown first it should know.

Labels are those of the expected reports (``tests/expected``), which are the truth about these plans; the evidence for
what is present is the passage that the rule itself finds. They serve for learning only, never for a figure.
"""

from __future__ import annotations

import pathlib
import shutil

import rows as rows_module
import yaml

from resvtool.locating.passages import Window
from resvtool.plan import Plan
from resvtool.reading.markdown import read_markdown
from resvtool.rules.checks.weighing import found_by, is_of_items, is_weighed

ROOT = pathlib.Path(__file__).resolve().parents[3]


def sample_folders(target: pathlib.Path) -> list[pathlib.Path]:
    """Write each sample plan as a labelled plan in a folder of ``target``, and return these folders."""
    return [_written(path, target / path.stem) for path in sorted((ROOT / "sample_plans").glob("*.md"))]


def _written(path: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    expected = yaml.safe_load((ROOT / "tests" / "expected" / f"{path.stem}.yaml").read_text(encoding="utf-8"))
    name, told = max(expected.items(), key=lambda pair: pair[0] != "landelijk")
    rules = rows_module.ruleset(name)
    plan = Plan(read_markdown(path.read_text(encoding="utf-8")), rules.lexicon)
    labels = {}
    for rule in rules.rules:
        if not is_weighed(rule) or is_of_items(rule):
            continue
        status = told["not-pass"].get(rule.id)
        if status == "fail" or rule.id in told.get("missed", ()):
            labels[rule.id] = {"status": "partial" if rule.id in told.get("half", ()) else "absent"}
        if status is not None or rule.id in labels:
            continue
        found, _ = found_by(plan, rule)
        if found:
            first = plan.passages.sentences[min(found[0])]
            evidence = plan.passages.window_text(first.windows[Window.PARAGRAPH])
            labels[rule.id] = {"status": "present", "evidence": evidence}
    folder.mkdir(parents=True)
    shutil.copy(path, folder / "plan.md")
    (folder / "meta.yaml").write_text(f"ruleset: {name}\n", encoding="utf-8")
    (folder / "labels.yaml").write_text(yaml.safe_dump({"labels": labels}, allow_unicode=True), encoding="utf-8")
    return folder
