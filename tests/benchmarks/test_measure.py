"""Measuring: labels are settled and guarded, renderings made once, and the figures counted as they should be."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Callable

import labelled
import measure
import pytest
import yaml
from labelled import LabelError, labelled_plans, load_plan
from metrics import Judged
from publishing import AIMS, Run, document_of, percent

from resvtool.rules.loading import load_ruleset

LADDER, COSTS = "bb5/escalatieladder", "bb7/ontwikkeling-kosten"
Maker = Callable[..., pathlib.Path]


def passage(rule_id: str) -> str:
    rule = load_ruleset("landelijk", examples=True).rule(rule_id)
    assert rule is not None
    return rule.examples.passing[0]


@pytest.fixture
def bench(tmp_path: pathlib.Path) -> Maker:
    root = tmp_path / "bench"
    (root / "plans").mkdir(parents=True)
    (root / "sets.yaml").write_text("first_contact: [b02]\ngiven: [p01]\nnot_learned: [b09]\n", encoding="utf-8")

    def make(name: str, labels: dict[str, str], text: str = "", held: bool = False, **files: object) -> pathlib.Path:
        folder = root / ("held-out" if held else "plans") / name
        folder.mkdir(parents=True)
        (folder / "plan.md").write_text(f"# Plan van Proefland\n\n{text}\n", encoding="utf-8")
        (folder / "meta.yaml").write_text("ruleset: landelijk\n", encoding="utf-8")
        content = {"labels": {rule: {"status": status} for rule, status in labels.items()}}
        (folder / "labels.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
        for file, value in files.items():
            (folder / f"{file}.yaml").write_text(yaml.safe_dump(value), encoding="utf-8")
        return root

    return make


class DescribeLabels:
    def they_say_what_a_plan_serves_for(self, bench: Maker) -> None:
        bench("b01", {LADDER: "absent"})
        bench("b02", {LADDER: "absent"})
        bench("b09", {LADDER: "absent"})
        bench("p01", {LADDER: "absent"})
        root = bench("b03", {LADDER: "absent"}, held=True)
        assert {p.name: p.serves for p in labelled_plans(root)} == {
            "b01": "development",
            "b02": "first-contact",
            "b03": "held-out",
            "b09": "not-learned",
            "p01": "given",
        }

    def they_are_settled_where_readers_differ(self, bench: Maker) -> None:
        second = {"labels": {LADDER: {"status": "partial"}, COSTS: {"status": "present"}}}
        settled = {LADDER: {"status": "partial", "why": "half"}}
        root = bench("b01", {LADDER: "absent", COSTS: "present"}, labels2=second, settled=settled)
        plan = labelled_plans(root)[0]
        assert plan.labels[LADDER]["status"] == "partial"
        assert plan.pairs == [("absent", "partial"), ("present", "present")]
        assert (plan.settled_for(plan.first), plan.settled_for(plan.second)) == (0, 1)

    def they_stay_those_of_the_writer_until_settled(self, bench: Maker) -> None:
        root = bench("b01", {LADDER: "absent"}, labels2={"labels": {LADDER: {"status": "partial"}}})
        assert labelled_plans(root)[0].labels[LADDER]["status"] == "absent"

    def they_are_not_bent_where_readers_agree(self, bench: Maker) -> None:
        second = {"labels": {LADDER: {"status": "absent"}}}
        root = bench("b01", {LADDER: "absent"}, labels2=second, settled={LADDER: {"status": "present"}})
        with pytest.raises(LabelError, match=LADDER):
            labelled_plans(root)

    def they_must_be_known_words(self, bench: Maker) -> None:
        root = bench("b01", {LADDER: "misschien"})
        with pytest.raises(LabelError, match="misschien"):
            load_plan(root / "plans" / "b01", "development")

    def they_are_right_for_every_plan_here(self) -> None:
        plans = {plan.name: plan for plan in labelled_plans()}
        assert {"held-out", "not-learned", "first-contact", "development", "given"} == {
            p.serves for p in plans.values()
        }
        rules = {name: {r.id for r in load_ruleset(name).rules} for name in {p.ruleset for p in plans.values()}}
        assert all(set(plan.labels) <= rules[plan.ruleset] for plan in plans.values())

    def they_match_the_figures_of_first_contact(self) -> None:
        plans = {plan.name: plan for plan in labelled_plans()}
        lines = yaml.safe_load((labelled.HERE / "first-contact.yaml").read_text(encoding="utf-8"))
        for line in (x for x in lines if x["labels"] == "writer" and x["rendering"] == "markdown"):
            statuses = [status for name in line["plans"] for status in plans[name].first.values()]
            assert [statuses.count("absent"), statuses.count("present")] == [line["absent"][1], line["present"][1]]
            assert line["absent"][0] <= line["absent"][1]
            assert line["present"][0] <= line["present"][1]


class DescribeMeasure:
    def it_judges_plans_and_publishes_figures(
        self, bench: Maker, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        bench("b01", {LADDER: "present", COSTS: "absent"}, passage(LADDER))
        root = bench("b03", {LADDER: "present"}, "Niets van dien aard.", held=True)
        to = tmp_path / "out"
        assert measure.main(["--root", str(root), "--renderings", "markdown", "--to", str(to)]) == 0
        figures = json.loads((to / "accuracy.json").read_text(encoding="utf-8"))
        assert figures["rules"][LADDER] == {"absent": [0, 0, 0], "present": [1, 2, 2]}
        assert figures["rules"][COSTS] == {"absent": [1, 1, 1], "present": [0, 0, 0]}
        text = (to / "accuracy.md").read_text(encoding="utf-8")
        assert "| achtergehouden | 1 | - | - | 0 | 0,0% |" in text
        assert "| ontwikkeling | 1 | 100,0% |" in text
        assert "dun getest" in text
        assert "verzonnen" in text
        said = capsys.readouterr()
        assert "held-out" in said.out
        assert LADDER not in said.out + said.err

    def it_leaves_the_published_page_alone_after_a_smaller_run(self, bench: Maker) -> None:
        published = [measure.ROOT / "docs" / "accuracy.md", measure.ROOT / "rulesets" / "accuracy.json"]
        before = [path.read_bytes() if path.is_file() else None for path in published]
        root = bench("b01", {LADDER: "absent"})
        assert measure.main(["--root", str(root), "--renderings", "markdown"]) == 0
        assert [path.read_bytes() if path.is_file() else None for path in published] == before

    def it_prints_lines_of_first_contact(self, bench: Maker, capsys: pytest.CaptureFixture[str]) -> None:
        root = bench("b01", {LADDER: "absent", COSTS: "absent"}, passage(LADDER))
        measure.main(["--root", str(root), "--renderings", "markdown", "--first-contact"])
        line = yaml.safe_load(next(x for x in capsys.readouterr().out.splitlines() if x.startswith("- {")))[0]
        assert (line["plans"], line["absent"], line["present"]) == (["b01"], [1, 2], [0, 0])
        assert (line["rendering"], line["labels"]) == ("markdown", "writer")

    def it_makes_a_rendering_once_and_again_when_the_plan_changes(self, bench: Maker, tmp_path: pathlib.Path) -> None:
        root = bench("b01", {LADDER: "present"}, passage(LADDER))
        cache = tmp_path / "cache"
        task = measure.Task(labelled_plans(root)[0], "styles.docx", cache)
        path = measure.rendered(task)
        first = path.stat().st_mtime_ns
        assert measure.rendered(task).stat().st_mtime_ns == first
        (root / "plans" / "b01" / "plan.md").write_text("# Anders\n", encoding="utf-8")
        assert measure.rendered(task) != path
        assert {p.name for p in cache.rglob("*") if p.is_file()} == {"styles.docx"}

    def it_judges_the_rendering_and_not_the_source(self, bench: Maker, tmp_path: pathlib.Path) -> None:
        root = bench("b01", {LADDER: "present"}, passage(LADDER))
        outcome = measure.measure(measure.Task(labelled_plans(root)[0], "styles.docx", tmp_path))
        assert [(j.status, j.right, j.rendering) for j in outcome.judged] == [("pass", True, "styles.docx")]

    def it_asks_the_rules_alone_too_of_held_out_plans_only(self, bench: Maker, tmp_path: pathlib.Path) -> None:
        bench("b01", {LADDER: "absent"})
        root = bench("b03", {LADDER: "absent"}, held=True)
        outcomes = [measure.measure(measure.Task(plan, "markdown", tmp_path)) for plan in labelled_plans(root)]
        assert [(o.task.plan.name, len(o.judged), len(o.alone)) for o in outcomes] == [("b01", 1, 0), ("b03", 1, 1)]
        assert [len(o.words) for o in outcomes] == [0, 1], "nor does it ask them without the third witness"

    def it_calls_every_verdict_on_an_unreadable_file_wrong(
        self, bench: Maker, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def garbage(_: object, path: pathlib.Path) -> None:
            path.write_bytes(b"geen Word")

        monkeypatch.setitem(measure.VARIANTS, "styles.docx", garbage)
        root = bench("b01", {LADDER: "absent", COSTS: "present"})
        outcome = measure.measure(measure.Task(labelled_plans(root)[0], "styles.docx", tmp_path))
        assert {(j.status, j.right) for j in outcome.judged} == {("unread", False)}
        assert "niet te lezen" in outcome.trouble

    def it_refuses_plans_and_renderings_that_are_not_there(
        self, bench: Maker, capsys: pytest.CaptureFixture[str]
    ) -> None:
        root = bench("b01", {LADDER: "absent"})
        assert measure.main(["--root", str(root), "--renderings", "markdown", "--plans", "b99"]) == 2
        assert "b99" in capsys.readouterr().err
        with pytest.raises(SystemExit):
            measure.main(["--root", str(root), "--renderings", "papier"])

    def it_does_not_begin_without_libreoffice(
        self, bench: Maker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("PATH", "")
        root = bench("b01", {LADDER: "absent"})
        assert measure.main(["--root", str(root)]) == 2
        assert "LibreOffice" in capsys.readouterr().err


class DescribePublished:
    def it_says_whether_the_aims_are_reached(self, bench: Maker) -> None:
        plans = labelled_plans(bench("b03", {LADDER: "absent"}, held=True))
        aim = AIMS["held-out"][0]
        for right, word in ((True, "ja"), (False, "nee")):
            status = "fail" if right else "pass"
            judged = [Judged("b03", "office.pdf", LADDER, "absent", status, right)]
            row = f"| sensitiviteit | achtergehouden | {percent(float(right))} | minstens {percent(aim)} | {word} |"
            assert row in document_of(Run(plans, judged, []))

    def it_sets_fewer_judges_beside_all(self, bench: Maker) -> None:
        plans = labelled_plans(bench("b03", {LADDER: "absent", COSTS: "absent"}, held=True))
        together = [Judged("b03", "ocr.pdf", rule, "absent", "fail", True) for rule in (LADDER, COSTS)]
        alone = [together[0], Judged("b03", "ocr.pdf", COSTS, "absent", "pass", False)]
        text = document_of(Run(plans, together, alone))
        assert "| regels alleen | 50,0% |" in text
        assert "| regels en tweede getuige | 50,0% |" not in text
        assert "| regels en beide getuigen | 100,0% |" in text
        assert "| regels alleen | 50,0% |" not in document_of(Run(plans, together, []))
        assert "| regels en tweede getuige | 50,0% |" in document_of(Run(plans, together, [], alone))

    def it_compares_the_worst_pdf_with_word(self, bench: Maker) -> None:
        plans = labelled_plans(bench("b03", {LADDER: "absent", COSTS: "absent"}, held=True))
        verdicts = {"word.docx": "fail fail", "office.pdf": "fail fail", "ocr.pdf": "fail pass"}
        judged = [
            Judged("b03", name, rule, "absent", status, status == "fail")
            for name, statuses in verdicts.items()
            for rule, status in zip((LADDER, COSTS), statuses.split(), strict=True)
        ]
        text = document_of(Run(plans, judged, []))
        assert "| sensitiviteit | slechtste PDF onder Word, achtergehouden | 50,0% | hooguit 2,0% | nee |" in text
