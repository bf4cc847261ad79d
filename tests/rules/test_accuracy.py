"""What was measured of a rule: found for the rules that come with resvtool, and never for one that was changed."""

from __future__ import annotations

import json
import pathlib
import sys

import pytest
from running import run

from resvtool.rules.accuracy import accuracy_of
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Rule

LADDER = "bb5/escalatieladder"


def ladder() -> Rule:
    rule = load_ruleset("landelijk").rule(LADDER)
    assert rule is not None
    return rule


def write(folder: pathlib.Path, absent: list[int], present: list[int]) -> pathlib.Path:
    rules = {LADDER: {"absent": absent, "present": present}}
    (folder / "accuracy.json").write_text(json.dumps({"rules": rules}), encoding="utf-8")
    return folder


class DescribeAccuracy:
    def it_gives_shares_over_renderings_and_counts_plans(self, tmp_path: pathlib.Path) -> None:
        figures = accuracy_of(ladder(), write(tmp_path, [27, 36, 6], [60, 60, 10]))
        assert figures is not None
        assert (figures.absent.share, figures.absent.plans) == (0.75, 6)
        assert figures.present.share == 1
        assert not figures.thinly_tested

    def it_is_thin_with_fewer_than_five_plans_without_it(self, tmp_path: pathlib.Path) -> None:
        figures = accuracy_of(ladder(), write(tmp_path, [24, 24, 4], [60, 60, 10]))
        assert figures is not None
        assert figures.thinly_tested

    @pytest.mark.parametrize(
        "content", ["", "[]", '{"rules": {}}', '{"rules": {"bb5/escalatieladder": {"absent": 3}}}']
    )
    def it_is_none_when_the_figures_are_not_there(self, tmp_path: pathlib.Path, content: str) -> None:
        assert accuracy_of(ladder(), tmp_path) is None
        (tmp_path / "accuracy.json").write_text(content, encoding="utf-8")
        assert accuracy_of(ladder(), tmp_path) is None

    def it_is_none_for_a_check_that_a_ruleset_of_ones_own_changed(self, tmp_path: pathlib.Path) -> None:
        write(tmp_path, [27, 36, 6], [60, 60, 10])
        own = tmp_path / "eigen"
        own.mkdir()
        (own / "ruleset.yaml").write_text("id: eigen\nname: Eigen\nversion: 1\nextends: landelijk\n", encoding="utf-8")
        softer = f"changes: {LADDER}\nseverity: info\n"
        (own / "ladder.yaml").write_text(softer, encoding="utf-8")
        kept = load_ruleset(str(own)).rule(LADDER)
        assert kept is not None
        assert accuracy_of(kept, tmp_path) is not None
        other = "check: {kind: describes, terms: {ladder: [ladder]}, evidence: [{all: [ladder]}]}\n"
        (own / "ladder.yaml").write_text(softer + other, encoding="utf-8")
        changed = load_ruleset(str(own)).rule(LADDER)
        assert changed is not None
        assert accuracy_of(changed, tmp_path) is None


class DescribeExplain:
    @pytest.fixture(autouse=True)
    def figures(self, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
        module = sys.modules["resvtool.rules.accuracy"]
        monkeypatch.setattr(module, "builtin_folder", lambda: write(tmp_path, [18, 24, 4], [0, 0, 0]))

    def it_shows_the_figures_of_a_rule(self) -> None:
        text = " ".join(run("explain", LADDER).stdout.split())
        assert "sensitiviteit 75% (n = 4 plannen)" in text
        assert "specificiteit onbekend (n = 0 plannen)" in text
        assert "Dun getest" in text

    def it_shows_them_in_english(self) -> None:
        text = " ".join(run("explain", LADDER, "--lang", "en").stdout.split())
        assert "sensitivity 75% (n = 4 plans)" in text
        assert "Thinly tested" in text

    def it_says_nothing_of_a_rule_that_was_not_measured(self) -> None:
        assert "Gemeten" not in run("explain", "bb1/huisartsenzorg").stdout
