"""The overviews as a spreadsheet and a browser read them."""

import io
import pathlib
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

import openpyxl
import pytest
from lxml import html
from openpyxl.workbook import Workbook

from resvtool.batch.overview import Overview
from resvtool.batch.overview_html import overview_html
from resvtool.batch.overview_xlsx import overview_xlsx
from resvtool.batch.rows import Found, Row, State
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Ruleset

EVIL = '=HYPERLINK("http://kwaad.example";"klik")'
SCRIPT = '<script>alert(1)</script>"&\x07'


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_ruleset("cz")


def found(rule: str, block: int, message: str, evidence: str = "") -> Found:
    return Found(rule, block, "fail", "error", True, "Titel", message, evidence, "3.1, blz. 4", "Handreiking")


@pytest.fixture
def rows(ruleset: Ruleset) -> list[Row]:
    statuses = {rule.id: "pass" for rule in ruleset.rules}
    worse = {**statuses, "bb5/escalatieladder": "fail", "bb1/werkgebied-postcode": "error", "bb5/monitoring": "review"}
    figures = {"submitted": "2026-07-09", "inhabitants": 241380, "requested": 310740.0, "kassier": "+31 Coöperatie",
               "shares": {"huisartsen": 90.3}}  # fmt: skip
    finding = found("bb5/escalatieladder", 5, EVIL, "@evil")
    return [
        Row("in/a.docx", "a.docx", "a-docx", ruleset="cz", statuses=statuses, files=["rapport.json"], pages=12),
        Row(
            "in/=1+1.docx",
            "=1+1.docx",
            "100% klaar #1-docx",
            ruleset="cz",
            statuses=worse,
            figures=figures,
            findings=[finding],
            gates_failed=1,
            files=["memo.docx", "rapport.html", "rapport.json"],
        ),
        Row("in/z.pdf", SCRIPT, "z-pdf", State.TIMEOUT, "duurde langer dan 120 seconden", ruleset="cz"),
    ]


def overview(rows: list[Row], ruleset: Ruleset, lang: str = "nl") -> Overview:
    def again() -> Iterator[Row]:
        return iter(rows)

    return Overview.of(again, [ruleset], lang)


def workbook(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def as_dicts(book: Workbook, sheet: int) -> list[dict[str, object]]:
    heads, *lines = book.worksheets[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), line, strict=True)) for line in lines]


def it_has_a_row_a_plan_with_a_column_a_building_block_and_figure(rows: list[Row], ruleset: Ruleset) -> None:
    first, second, third = as_dicts(workbook(overview_xlsx(overview(rows, ruleset))), 0)
    assert (first["Plan"], first["Voldoet niet"], first["Bladzijden"]) == ("a.docx", 0, 12)
    assert first["Voldoet"] == len(ruleset.rules)
    assert (second["Voldoet niet"], second["Te beoordelen"], second["Minimale eisen niet gehaald"]) == (2, 1, 1)
    assert (second["Bouwsteen 5. Executiekracht"], second["Bouwsteen 2. Regioplan en knelpunten"]) == (1, 0)
    assert (second["Inwoners"], second["Gevraagd 2027 (€)"], second["Aandeel huisartsen (%)"]) == (241380, 310740, 90.3)
    assert str(second["Ingediend"]) == "2026-07-09 00:00:00"
    assert (third["Toestand"], third["Reden"]) == ("duurde te lang", "duurde langer dan 120 seconden")
    assert third["Voldoet niet"] is None


def it_lists_every_finding_on_the_second_sheet(rows: list[Row], ruleset: Ruleset) -> None:
    book = workbook(overview_xlsx(overview(rows, ruleset)))
    assert book.sheetnames[:2] == ["Plannen", "Bevindingen"]
    (finding,) = as_dicts(book, 1)
    assert (finding["Plan"], finding["Regel"], finding["Uitkomst"]) == (
        "=1+1.docx",
        "bb5/escalatieladder",
        "voldoet niet",
    )
    assert (finding["Bevinding"], finding["Passage"], finding["Minimale eis"]) == (EVIL, "@evil", "ja")


def it_freezes_the_head_and_filters(rows: list[Row], ruleset: Ruleset) -> None:
    book = workbook(overview_xlsx(overview(rows, ruleset)))
    assert [s.freeze_panes for s in book.worksheets[:2]] == ["B2", "B2"]
    assert book.worksheets[0].auto_filter.ref == book.worksheets[0].dimensions
    assert book.worksheets[1].auto_filter.ref == "A1:K2"


def it_never_makes_a_formula_of_what_a_plan_says(rows: list[Row], ruleset: Ruleset) -> None:
    content = overview_xlsx(overview(rows, ruleset))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [package.read(n).decode() for n in package.namelist() if n.startswith("xl/worksheets/sheet")]
    assert not any(re.search(r"<f[ >/]", sheet) for sheet in sheets)
    cells = [c for sheet in workbook(content).worksheets for line in sheet.iter_rows() for c in line]
    risky = [c for c in cells if str(c.value or "").startswith(("=", "+", "-", "@"))]
    assert {str(c.value) for c in risky} == {"=1+1.docx", EVIL, "@evil", "+31 Coöperatie"}
    assert all(c.data_type == "s" and c.quotePrefix for c in risky)


def it_links_to_the_most_readable_report(rows: list[Row], ruleset: Ruleset) -> None:
    sheet = workbook(overview_xlsx(overview(rows, ruleset))).worksheets[0]
    links = [sheet.cell(n, 1).hyperlink for n in (2, 3, 4)]
    assert [unquote(link.target) if link else None for link in links] == [
        "a-docx/rapport.json",
        "100% klaar #1-docx/rapport.html",
        None,
    ]
    page = html.fromstring(overview_html(overview(rows, ruleset)))
    assert [unquote(a.get("href")) for a in page.iter("a")] == [
        "a-docx/rapport.json",
        "100% klaar #1-docx/rapport.html",
    ]


def it_shows_plans_against_requirements(rows: list[Row], ruleset: Ruleset) -> None:
    page = html.fromstring(overview_html(overview(rows, ruleset)).decode("utf-8"))
    heads = page.xpath("//thead/tr[2]/th")
    at = next(n for n, h in enumerate(heads) if (h.get("title") or "").startswith("bb5/escalatieladder:"))
    cells = [tr.xpath("./th|./td") for tr in page.xpath("//tbody/tr")]
    assert [line[at].get("class") for line in cells[:2]] == ["p", "f"]
    assert [line[at].text_content() for line in cells[:2]] == ["✓", "✗"]
    assert [len(line) for line in cells[:2]] == [len(heads)] * 2 == [len(ruleset.rules) + 5] * 2
    widths = [int(td.get("colspan", 1)) for td in cells[2]]
    assert sum(widths) == len(heads)
    assert "duurde langer dan 120 seconden" in cells[2][-1].text_content()


def it_shows_text_of_strangers_as_text(rows: list[Row], ruleset: Ruleset) -> None:
    content = overview_html(overview(rows, ruleset)).decode("utf-8")
    assert "<script>alert" not in content
    page = html.fromstring(content)
    assert page.xpath("//tbody/tr[3]/th")[0].text_content().startswith("<script>alert(1)</script>")
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", content)


def it_is_sortable(rows: list[Row], ruleset: Ruleset) -> None:
    page = html.fromstring(overview_html(overview(rows, ruleset)).decode("utf-8"))
    assert len(page.xpath("//thead/tr[2]/th/button")) == len(ruleset.rules) + 5
    assert "aria-sort" in page.xpath("//body/script")[0].text


def it_speaks_english(rows: list[Row], ruleset: Ruleset) -> None:
    book = workbook(overview_xlsx(overview(rows, ruleset, "en")))
    assert book.sheetnames == ["Plans", "Findings", "About"]
    text = overview_html(overview(rows, ruleset, "en")).decode("utf-8")
    assert 'lang="en"' in text
    assert "took too long" in text
    assert "voldoet" not in re.sub(r"<script>.*", "", text, flags=re.DOTALL)


def it_shows_a_batch_in_which_nothing_could_be_assessed(
    rows: list[Row], ruleset: Ruleset, tmp_path: pathlib.Path
) -> None:
    only = overview(rows[2:], ruleset)
    assert as_dicts(workbook(overview_xlsx(only)), 0)[0]["Toestand"] == "duurde te lang"
    assert "duurde langer" in overview_html(only).decode("utf-8")
    assert as_dicts(workbook(overview_xlsx(overview([], ruleset))), 0) == []


def they_tell_of_waivers_that_do_not_help(rows: list[Row], ruleset: Ruleset) -> None:
    assert b"<h2>" not in overview_html(overview(rows, ruleset))
    rows[0].notices = [f"De ontheffing is verlopen. {SCRIPT}"]
    page = html.fromstring(overview_html(overview(rows, ruleset)))
    assert [e.text for e in page.xpath("//h2")] == ["Ontheffingen"]
    assert [e.text.startswith("a.docx: De ontheffing is verlopen. <script>") for e in page.xpath("//li")] == [True]
    heads, first, *_ = workbook(overview_xlsx(overview(rows, ruleset))).worksheets[0].iter_rows(values_only=True)
    assert str(dict(zip(heads, first, strict=True))["Ontheffingen"]).startswith("De ontheffing is verlopen.")
