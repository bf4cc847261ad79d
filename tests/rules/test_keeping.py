import os
import pathlib
import pickle

import pytest

from resvtool.rules import keeping
from resvtool.rules.keeping import FOLDER_VARIABLE, kept_ruleset
from resvtool.rules.loading import builtin_rulesets, load_ruleset
from resvtool.rules.model import Ruleset, RulesetError


@pytest.fixture
def cache(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "bewaard"))
    return tmp_path / "bewaard"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the rulesets that were read from their own files."""
    names: list[str] = []
    loaded = keeping._loaded

    def told(name: str) -> Ruleset:
        names.append(name)
        return loaded(name)

    monkeypatch.setattr(keeping, "_loaded", told)
    return names


@pytest.mark.parametrize("name", builtin_rulesets())
def it_returns_what_the_rule_files_say(name: str, cache: pathlib.Path, reads: list[str]) -> None:
    assert kept_ruleset(name) == kept_ruleset(name) == load_ruleset(name)
    assert reads == [name], "the second time it came from what was kept"


def it_reads_anew_when_a_rule_file_changed(
    cache: pathlib.Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_ruleset("landelijk")
    monkeypatch.setattr(keeping, "_fingerprint", lambda folder: b"x" * 32)
    kept_ruleset("landelijk")
    assert reads == ["landelijk", "landelijk"]


def its_fingerprint_tells_of_every_change(tmp_path: pathlib.Path) -> None:
    rule = tmp_path / "regel.yaml"
    rule.write_text("id: a\n", encoding="utf-8")
    marks = {keeping._fingerprint(tmp_path)}
    rule.write_text("id: ab\n", encoding="utf-8")
    marks.add(keeping._fingerprint(tmp_path))
    os.utime(rule, ns=(1, 1))
    marks.add(keeping._fingerprint(tmp_path))
    (tmp_path / "nog-een.yaml").write_text("", encoding="utf-8")
    marks.add(keeping._fingerprint(tmp_path))
    assert len(marks) == 4


class _Harmful:
    """Would make a file, were it made from what was kept."""

    def __init__(self, target: pathlib.Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (str(self.target),)


@pytest.mark.parametrize("harm", ["cut", "empty", "other", "harmful"])
def it_survives_what_was_kept_badly(harm: str, cache: pathlib.Path, tmp_path: pathlib.Path, reads: list[str]) -> None:
    right = kept_ruleset("landelijk")
    (file,) = cache.iterdir()
    content = file.read_bytes()
    mark = content[:32]
    bad = {
        "cut": content[: len(content) // 2],
        "empty": b"",
        "other": mark + pickle.dumps(["iets anders"]),
        "harmful": mark + pickle.dumps(_Harmful(tmp_path / "kwaad")),
    }
    file.write_bytes(bad[harm])
    assert kept_ruleset("landelijk") == right
    assert len(reads) == 2
    assert not (tmp_path / "kwaad").exists()


def it_keeps_nothing_where_it_may_not(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "bestand"
    file.write_text("", encoding="utf-8")
    monkeypatch.setenv(FOLDER_VARIABLE, str(file))
    assert kept_ruleset("landelijk").id == "landelijk"
    monkeypatch.setenv(FOLDER_VARIABLE, "")
    assert kept_ruleset("landelijk").id == "landelijk"
    assert [p.name for p in tmp_path.iterdir()] == ["bestand"]


def it_keeps_no_ruleset_of_ones_own(tmp_path: pathlib.Path, cache: pathlib.Path) -> None:
    (tmp_path / "eigen").mkdir()
    (tmp_path / "eigen" / "ruleset.yaml").write_text("id: eigen\nextends: landelijk\n", encoding="utf-8")
    assert kept_ruleset(str(tmp_path / "eigen")).id == "eigen"
    assert not cache.exists()


def it_says_that_a_ruleset_does_not_exist(cache: pathlib.Path) -> None:
    with pytest.raises(RulesetError, match="onbekende ruleset"):
        kept_ruleset("bestaat-niet")


def it_knows_no_ruleset_by_a_name_that_no_file_can_have(cache: pathlib.Path) -> None:
    for name in ("x" * 300, "a\0b"):
        with pytest.raises(RulesetError, match="onbekende ruleset"):
            kept_ruleset(name)
