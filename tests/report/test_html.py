"""The HTML report as text: everything is in it, nothing of a plan is markup, nothing comes from elsewhere."""

import pathlib
import re
from dataclasses import replace
from datetime import date

import lxml.html
import pytest
from pages import HOSTILE, hostile_plan, judged

from resvtool.documents.templates import TemplateProblem, export_templates
from resvtool.report.html import html_report
from resvtool.rules.model import Status, Waiver


def parsed(*arguments: object) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html_report(*arguments))  # type: ignore[arg-type]


def fold(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def it_shows_every_rule_once_with_its_status() -> None:
    assessment = judged(insurer=True)
    shown = [
        (e.xpath("string(.//*[@class='weight'])").rsplit("·", 1)[1].strip(), e.get("data-status"))
        for e in parsed([assessment]).cssselect(".finding")
    ]
    assert sorted(shown) == sorted((r.rule.id, r.status.value) for r in assessment.results)


def it_marks_in_the_plan_the_words_that_each_finding_quotes() -> None:
    assessment = judged(insurer=True)
    tree = parsed([assessment])
    checked = 0
    for quote in tree.cssselect("blockquote"):
        key = quote.cssselect("a.jump")[0].get("data-m")
        marks = [m for m in tree.cssselect(".pane mark") if key in m.get("data-m").split()]
        words, marked = fold(quote.cssselect("p")[0].text_content()), fold("".join(m.text_content() for m in marks))
        assert marked == words, quote.text_content()
        checked += 1
    assert checked > 30


def it_gives_the_text_of_the_whole_plan() -> None:
    assessment = judged()
    blocks = parsed([assessment]).cssselect(".pane .b")
    assert len(blocks) == len(assessment.document.blocks)
    for block, shown in zip(assessment.document.blocks, blocks, strict=True):
        for ref in shown.cssselect(".ref"):
            ref.drop_tree()
        assert fold(block.text) in fold(shown.text_content())


def it_links_a_marked_passage_to_the_finding_that_rests_on_it() -> None:
    tree = parsed([judged()])
    (block,) = [b for b in tree.cssselect(".pane .b") if "[naam invullen]" in b.text_content()]
    (ref,) = block.cssselect("a.ref")
    assert "plan/geen-invulresten" in tree.get_element_by_id(ref.get("href")[1:]).text_content()


def it_has_every_target_that_it_links_to_and_no_name_twice() -> None:
    tree = parsed([judged(insurer=True), judged("# Leeg\n\nNiets.", "leeg.docx")])
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))
    assert {h[1:] for h in tree.xpath("//a/@href")} <= set(names)
    for attribute in ("aria-labelledby",):
        assert {n for value in tree.xpath(f"//@{attribute}") for n in value.split()} <= set(names)


def it_needs_nothing_from_elsewhere() -> None:
    tree = parsed([judged(hostile_plan())])
    assert [h for h in tree.xpath("//@href") if not h.startswith("#")] == []
    assert tree.xpath("//@src | //link | //iframe | //object | //embed | //img") == []
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert tree.xpath("//@style") == []


def it_escapes_all_that_comes_from_the_plan() -> None:
    text = html_report([judged(hostile_plan(), HOSTILE[1])])
    assert len(re.findall(r"<script", text)) == 1
    assert len(re.findall(r"<style", text)) == 1
    tree = lxml.html.document_fromstring(text)
    assert [name for e in tree.iter() for name in e.attrib if name.startswith("on")] == []
    assert "{{ 7 + 7 }}" in text
    shown = tree.text_content()
    assert all(evil in shown for evil in HOSTILE if "x.png" not in evil)


def it_draws_the_chain_with_what_is_missing_in_it() -> None:
    tree = parsed([judged()])
    drawn = " ".join("".join(tree.cssselect("svg.chain")[0].itertext()).split())
    assert "Wachttijd voor de" in drawn
    assert "van 12 naar 4 werkdagen" in drawn
    assert "✕ geen knelpunt genoemd" in drawn
    assert "€ 30.000" in drawn
    assert len(tree.cssselect("svg.chain path.edge")) >= 2


def it_draws_the_budget_and_says_where_it_does_not_add_up() -> None:
    tree = parsed([judged()])
    (drawn,) = tree.cssselect("svg.budget")
    text = " ".join(" ".join(drawn.itertext()).split())
    assert "Totaal € 125.000 ✕ de posten samen € 115.000" in text
    widths = [float(r.get("width")) for r in drawn.cssselect("rect.part[height='28']")]
    assert widths[0] / widths[1] == pytest.approx(90 / 25, rel=0.01)


def it_tells_what_of_smart_is_shown() -> None:
    tree = parsed([judged()])
    rows = tree.cssselect("table.smart tbody tr")
    assert [r.cssselect("th")[0].text_content() for r in rows] == [
        "K1 Wachttijd voor de wijkverpleging",
        "K2 Ouderen met een val",
    ]
    assert {c.get("class") for c in rows[0].cssselect("td")} == {"pass", "fail"}
    assert len(rows[0].cssselect("td.pass")) > len(rows[1].cssselect("td.pass"))


def it_speaks_english_when_asked() -> None:
    tree = parsed([judged(insurer=True)], "en")
    text = tree.text_content()
    assert tree.get("lang") == "en"
    assert "Requirements and findings" in text
    for dutch in ("Bevindingen", "voldoet niet", "Gezocht in", "Knelpunt ", "geen eigen post", "Getallen"):
        assert dutch not in "".join(tree.xpath("//body//text()[not(ancestor::*[contains(@class,'pane')])]")), dutch


def it_says_why_a_failure_does_not_count() -> None:
    assessment = judged()
    waiver = Waiver("bb5/regiotafel", "hazelland.docx", "de regiotafel start <later>", date(2026, 12, 31))
    results = [replace(r, waiver=waiver) if r.rule.id == waiver.rule else r for r in assessment.results]
    excused = parsed([replace(assessment, results=results)]).cssselect(".finding[data-excused]")
    assert [e.get("data-status") for e in excused] == ["excused"]
    summary = excused[0].cssselect("summary")[0].text_content()
    assert "ontheven" in summary
    assert "de regiotafel start <later>" in summary


def it_leaves_what_is_waived_or_known_out_of_all_totals() -> None:
    assessment = judged()
    fails = [r for r in assessment.results if r.status is Status.FAIL and r.rule.block == 5]
    waived, known = fails[:2]
    waiver = Waiver(waived.rule.id, "hazelland.docx", "later", date(2026, 12, 31))
    excuse = {waived.rule.id: replace(waived, waiver=waiver), known.rule.id: replace(known, known=True)}
    excused = replace(assessment, results=[excuse.get(r.rule.id, r) for r in assessment.results])

    before, after = parsed([assessment]), parsed([excused])

    def total(tree: lxml.html.HtmlElement, status: str) -> int:
        found = tree.cssselect(f".head .counts .{status} strong")
        return int(found[0].text_content()) if found else 0

    def block(tree: lxml.html.HtmlElement) -> tuple[str, str]:
        row = next(r for r in tree.cssselect(".blocks tbody tr") if r.cssselect("a[href='#p1-g5']"))
        return row.cssselect("svg.split")[0].get("aria-label"), row.text_content()

    assert total(after, "fail") == total(before, "fail") - 2
    assert (total(before, "excused"), total(after, "excused")) == (0, 2)
    bar, words = block(after)
    assert f"{len(fails) - 2} voldoet niet" in bar
    assert "2 ontheven of al bekend" in bar
    assert "; 2 ontheven of al bekend" in words
    labels = [label.text_content().strip() for label in after.cssselect(".filter label.excused")]
    assert labels == ["ontheven of al bekend (2)"]
    assert [mark for e in after.cssselect(".finding.excused") for mark in e.cssselect(".badge.fail")] == []


def it_is_the_same_every_time() -> None:
    assert html_report([judged()]) == html_report([judged()])


def it_has_a_page_for_a_plan_without_anything() -> None:
    assessment = judged("# Leeg\n\nNiets.", "leeg.docx")
    tree = parsed([assessment])
    assert tree.cssselect("svg.chain") == []
    assert "geen begrotingstabel" in tree.text_content()
    assert len(tree.cssselect(".finding.fail")) == sum(r.status is Status.FAIL for r in assessment.results)


class DescribeATemplateOfOnesOwn:
    def it_may_be_the_exported_one_in_a_style_of_ones_own(self, tmp_path: pathlib.Path) -> None:
        export_templates(tmp_path)
        own = tmp_path / "rapport" / "rapport.html.j2"
        assert html_report([judged()], template=own) == html_report([judged()])

        (tmp_path / "rapport" / "rapport.css").write_text("h1 { color: purple; }", encoding="utf-8")
        restyled = parsed([judged()], "nl", own)

        assert restyled.cssselect("style")[0].text == "h1 { color: purple; }"
        policy = restyled.cssselect("meta[http-equiv]")[0].get("content")
        assert policy != parsed([judged()]).cssselect("meta[http-equiv]")[0].get("content")

    def it_stands_alone_with_what_the_plan_says_escaped(self, tmp_path: pathlib.Path) -> None:
        own = tmp_path / "kort.html.j2"
        own.write_text(
            '{% from "delen.html.j2" import badge with context %}<h1>{{ pages[0].name }}</h1>'
            "{% for b in pages[0].text %}{% for p in b.pieces %}{{ p.text }}{% endfor %}{% endfor %}"
            "{{ badge(pages[0].verdict, pages[0].verdict_name) }}",
            encoding="utf-8",
        )

        made = html_report([judged(hostile_plan())], template=own)

        assert "<script>" not in made
        assert "&lt;script&gt;" in made
        assert 'class="badge does-not-meet"' in made

    @pytest.mark.parametrize(
        ("source", "said"),
        [
            ("<p>\n{{ pages[0].naam }}</p>", r"fout\.html\.j2, bij \{\{ pages\[0\]\.naam \}\} \(regel 2\)"),
            ("{% for p in pages %}", r"fout\.html\.j2, bij \{% for p in pages %\}"),
            ("{{ pages.__class__.__mro__ }}", r"fout\.html\.j2"),
            ('{% include "/etc/passwd" %}', r"fout\.html\.j2"),
        ],
    )
    def it_is_named_with_the_tag_that_is_wrong(self, source: str, said: str, tmp_path: pathlib.Path) -> None:
        own = tmp_path / "fout.html.j2"
        own.write_text(source, encoding="utf-8")

        with pytest.raises(TemplateProblem, match=said):
            html_report([judged()], template=own)
