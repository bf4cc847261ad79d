"""A skeleton goes round: empty, it lints as not filled in; filled from complete data, it lints clean."""

from __future__ import annotations

import datetime
import io
import pathlib
import tempfile
import zipfile
from functools import cache
from typing import Any

import pytest
from docx import Document

from resvtool.assessment import Assessment, assess
from resvtool.documents.office import find_office, word_to_pdf
from resvtool.documents.plan_data import load_plan_data
from resvtool.documents.skeleton import is_seen_to, skeleton_context, unknown_requirements, write_skeleton
from resvtool.rules.loading import builtin_rulesets, load_ruleset
from resvtool.rules.model import Ruleset, Severity, Status

ROOT = pathlib.Path(__file__).resolve().parents[2]
DAY = datetime.date(2026, 7, 1)
COMPLETE = {
    "landelijk": "zwinderland",
    "cz": "zwinderland",
    "zilveren-kruis": "zwinderland",
    "menzis": "graslanden",
}
KINDS = (
    "docx",
    "md",
    pytest.param("pdf", marks=pytest.mark.skipif(find_office() is None, reason="LibreOffice is niet geïnstalleerd")),
)


@cache
def ruleset_of(name: str) -> Ruleset:
    return load_ruleset(name)


@cache
def data_of(name: str) -> dict[str, Any]:
    return load_plan_data(ROOT / "sample_plans" / f"{name}.yaml")


def written(ruleset: str, data: dict[str, Any], kind: str) -> bytes:
    return write_skeleton(skeleton_context(ruleset_of(ruleset), data), kind, DAY)


@cache
def assessed(ruleset: str, name: str, kind: str) -> Assessment:
    """Return what the skeleton filled from data ``name`` ("" for none) scores."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / f"plan.{kind}"
        made = written(ruleset, data_of(name) if name else {}, "docx" if kind == "pdf" else kind)
        path.write_bytes(word_to_pdf(made, DAY) if kind == "pdf" else made)
        return assess(path, ruleset_of(ruleset))


def it_has_complete_data_for_every_ruleset() -> None:
    assert set(COMPLETE) == set(builtin_rulesets())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ruleset", sorted(COMPLETE))
class DescribeRoundTrip:
    def it_fails_on_every_content_requirement_as_not_filled_in(self, ruleset: str, kind: str) -> None:
        results = [r for r in assessed(ruleset, "", kind).results if not is_seen_to(r.rule)]

        assert len(results) > 80
        assert [r.rule.id for r in results if r.status is not Status.FAIL] == []
        assert [r.rule.id for r in results if not r.finding.message.nl.startswith("Nog niet ingevuld: ")] == []

    def it_shows_every_building_block_while_empty(self, ruleset: str, kind: str) -> None:
        assessment = assessed(ruleset, "", kind)

        assert {section.block for section in assessment.sections} == set(range(1, 8))
        outline = next(r for r in assessment.results if r.rule.id == "plan/bouwstenen-herkenbaar")
        assert outline.status is Status.PASS

    def it_is_no_finished_plan_while_the_template_shows(self, ruleset: str, kind: str) -> None:
        left = next(r for r in assessed(ruleset, "", kind).results if r.rule.id == "plan/geen-invulresten")
        assert left.status is Status.FAIL

    def it_lints_clean_when_filled_from_complete_data(self, ruleset: str, kind: str) -> None:
        assessment = assessed(ruleset, COMPLETE[ruleset], kind)

        assert assessment.document.problems == []
        assert [r.rule.id for r in assessment.failures(at_least=Severity.INFO)] == []
        asked = [r.rule.id for r in assessment.results if r.status is Status.REVIEW]
        assert [r for r in asked if ruleset_of(ruleset).rule(r).check.kind != "checklist"] == []  # type: ignore[union-attr]


class DescribeSkeleton:
    @pytest.mark.parametrize("kind", ["docx", "md"])
    def it_gives_the_same_bytes_for_the_same_input(self, kind: str) -> None:
        assert written("cz", {}, kind) == written("cz", {}, kind)

    @pytest.mark.parametrize("ruleset", sorted(COMPLETE))
    def it_asks_only_what_its_ruleset_asks(self, ruleset: str) -> None:
        text = written(ruleset, {}, "md").decode()

        others = [name for name in builtin_rulesets() if name not in ruleset_of(ruleset).layers]
        assert others
        assert [name for name in others if f"({name}/" in text] == []
        own = [r for r in ruleset_of(ruleset).rules if not is_seen_to(r)]
        assert [r.id for r in own if f"({r.id})" not in text] == []
        assert all(r.advice.nl in text for r in own)

    def it_gives_a_section_to_a_requirement_that_no_section_names(self, tmp_path: pathlib.Path) -> None:
        from resvtool.rules.starting import start_ruleset

        start_ruleset(tmp_path / "eigen", "landelijk")
        rules = load_ruleset(str(tmp_path / "eigen"))

        context = skeleton_context(rules, {})

        chapter = next(c for c in context["hoofdstukken"] if c["bouwsteen"] == 4)
        assert chapter["secties"][-1]["kop"] == "Gezamenlijk spreekuur"

    def it_leaves_out_what_does_not_apply(self) -> None:
        text = written("landelijk", {"weglaten": ["bb5/kassier-inzage"]}, "md").decode()
        assert "bb5/kassier-inzage" not in text
        assert "bb5/kassier-verantwoording" in text

    def it_keeps_the_explanation_of_what_the_data_lacks(self) -> None:
        data = {"regio": "Zwinderland", "teksten": [{"eisen": ["bb1/huisartsenzorg"], "tekst": "Wij doen mee."}]}

        text = written("landelijk", data, "md").decode()

        assert "# RESV-plan Zwinderland 2027" in text
        assert "Wij doen mee." in text
        assert "(bb1/huisartsenzorg)" not in text
        assert "(bb1/wijkverpleging)" in text

    def it_writes_a_text_for_several_requirements_once(self) -> None:
        data = {"teksten": [{"eisen": ["bb5/leercyclus", "bb1/huisartsenzorg"], "tekst": "Eén keer."}]}
        assert written("landelijk", data, "md").decode().count("Eén keer.") == 1

    def it_works_out_sums_and_shares(self) -> None:
        text = written("zilveren-kruis", data_of("zwinderland"), "md").decode()
        assert "| **Totaal** | | € 310.740 |" in text
        assert "| Huisartsen | AGB-codes | 102 | 113 | 90% |" in text
        assert "| **Totaal** | | 188.400 |" in text

    def it_leaves_a_sum_open_where_an_amount_is_missing(self) -> None:
        budget = {"regio": [{"post": "Bureau", "bedrag": 98000}]}
        text = written("landelijk", {"begroting": budget}, "md").decode()
        assert "| Subtotaal Regionaal niveau (RESV) | | € 98.000 |" in text
        assert "| **Totaal** | | [vul in: som] |" in text

    def it_names_requirements_that_no_ruleset_has(self) -> None:
        data = {"teksten": [{"eisen": ["bb1/huisartszorg", "menzis/hwv-knelpunten"], "tekst": "x"}]}
        assert unknown_requirements(data, ruleset_of("cz")) == ["bb1/huisartszorg"]


class DescribeTheWordFile:
    def it_has_headings_contents_and_places_to_write(self) -> None:
        content = written("landelijk", {}, "docx")

        document = Document(io.BytesIO(content))
        titles = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
        assert titles[1:8] == [c["kop"] for c in skeleton_context(ruleset_of("landelijk"), {})["hoofdstukken"]][1:8]
        body = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
        assert ' TOC \\o "1-2"' in body
        assert body.count("<w:showingPlcHdr/>") > 100
        assert "=SUM(ABOVE)" in body

    def it_has_sums_as_text_when_the_amounts_are_known(self) -> None:
        content = written("landelijk", data_of("zwinderland"), "docx")

        body = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
        assert "=SUM(ABOVE)" not in body
        assert "€ 310.740" in body
        assert "w:sdt" not in body

    def it_is_of_the_given_day(self) -> None:
        content = written("landelijk", {}, "docx")
        properties = Document(io.BytesIO(content)).core_properties
        assert properties.modified is not None and properties.modified.date() == DAY
        assert properties.title == "RESV-plan 2027"
