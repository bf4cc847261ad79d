"""The project's papers are true: folders that docs name exist, rules keep to their path, sources are not copied."""

import pathlib
import re

import pytest

from resvtool.rules.loading import builtin_rulesets, load_ruleset
from resvtool.rules.places import builtin_folder

ROOT = pathlib.Path(__file__).resolve().parents[1]
_DOCS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md"))


def it_names_only_folders_and_modules_that_exist_in_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(
        re.findall(r"`((?:resvtool|rulesets|templates|sample_plans|tests|benchmarks|tools|docs)/[\w./-]*)`", text)
    )
    assert len(named) > 12
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def it_names_every_folder_of_the_package_in_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = [p.name for p in (ROOT / "resvtool").iterdir() if p.is_dir() and not p.name.startswith("__")]
    assert [name for name in folders if f"resvtool/{name}/" not in text] == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", *_DOCS])
def it_links_only_to_files_that_exist(document: str) -> None:
    path = ROOT / document
    links = re.findall(r"\]\((?!http)([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("name", builtin_rulesets())
def it_keeps_each_rule_in_the_file_that_its_id_names(name: str) -> None:
    folder = builtin_folder() / name
    for rule in load_ruleset(name).rules:
        if rule.layers["rule"] == name:
            slug = rule.id if name == "landelijk" else rule.id.removeprefix(f"{name}/")
            assert (folder / f"{slug}.yaml").is_file(), rule.id


@pytest.mark.parametrize("name", builtin_rulesets())
def it_gives_every_rule_a_need_advice_and_source_in_both_languages(name: str) -> None:
    for rule in load_ruleset(name).rules:
        for text in (rule.title, rule.need, rule.advice):
            assert text.nl and text.en, rule.id
        assert rule.need.nl != rule.need.en, rule.id
        assert rule.source, rule.id
