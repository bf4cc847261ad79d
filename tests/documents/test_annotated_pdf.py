"""The annotated PDF plan: highlights with notes, added behind the file as it was."""

import pathlib

import pikepdf
import pypdfium2 as pdfium
import pytest
from pdf_files import PdfFile

from resvtool.assessment import Assessment, assess
from resvtool.documents.annotated import annotated_copy
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Status

RULES = load_ruleset("landelijk")
LEFTOVER = ["De contactpersoon voor deze", "begroting is [naam invullen]."]


def made(folder: pathlib.Path, name: str = "plan.pdf") -> pathlib.Path:
    file = PdfFile().page()
    file.text(60, 80, "Bouwsteen 5 Executiekracht", 16, "B")
    file.lines(
        60,
        110,
        [
            "Loopt een project vast, dan zoekt de projectleider een oplossing. Lukt dat niet,",
            "dan beslist het kernteam.",
        ],
    )
    file.page().text(60, 80, "Bouwsteen 7 Begroting", 16, "B")
    file.lines(
        60, 110, ["Het geheel kost 120.000 euro voor alle partijen samen. " + LEFTOVER[0], f"{LEFTOVER[1]} Einde."]
    )
    return file.save(folder, name)


@pytest.fixture
def plan(tmp_path: pathlib.Path) -> pathlib.Path:
    return made(tmp_path)


def judged(path: pathlib.Path) -> Assessment:
    return assess(path, RULES)


def annotated(path: pathlib.Path, name: str = "kopie.pdf") -> pathlib.Path:
    out = path.with_name(name)
    out.write_bytes(annotated_copy(path, judged(path))[0])
    return out


def highlights(path: pathlib.Path) -> list[tuple[int, str, list[float]]]:
    """Page, text and quads of resvtool's highlights."""
    with pikepdf.open(path) as pdf:
        return [
            (number, str(a.Contents), [float(x) for x in a.QuadPoints])
            for number, page in enumerate(pdf.pages, 1)
            for a in page.get("/Annots", [])
            if a.Subtype == "/Highlight" and a.T == "resvtool"
        ]


def about(path: pathlib.Path, rule: str) -> tuple[int, str, list[float]]:
    (found,) = [h for h in highlights(path) if f"resvtool: {rule}" in h[1].splitlines()]
    return found


def text_under(path: pathlib.Path, page: int, quads: list[float]) -> list[str]:
    """What stands under each quad of a highlight, as another reader of PDF sees it."""
    document = pdfium.PdfDocument(path)
    text = document[page - 1].get_textpage()
    found = []
    for i in range(0, len(quads), 8):
        xs, ys = quads[i : i + 8 : 2], quads[i + 1 : i + 8 : 2]
        found.append(text.get_text_bounded(min(xs) - 1, min(ys) - 1, max(xs) + 1, max(ys) + 1).strip())
    document.close()
    return found


def it_highlights_the_lines_of_the_passage(plan: pathlib.Path) -> None:
    out = annotated(plan)
    page, text, quads = about(out, "plan/geen-invulresten")
    assert page == 2
    assert "staat iets dat er niet mag staan" in text
    assert text_under(out, page, quads) == LEFTOVER


def it_highlights_the_heading_where_something_is_missing(plan: pathlib.Path) -> None:
    out = annotated(plan)
    page, text, quads = about(out, "bb7/zvw-afbakening")
    assert text_under(out, page, quads) == ["Bouwsteen 7 Begroting"]
    assert "bb7/dubbele-financiering" in text, "one highlight for all notes on one place"


def it_tells_every_failed_and_doubtful_rule_but_the_checklist(plan: pathlib.Path) -> None:
    told = {
        line[10:]
        for _, text, _ in highlights(annotated(plan))
        for line in text.splitlines()
        if line[:10] == "resvtool: "
    }
    assert told == {
        r.rule.id
        for r in judged(plan).results
        if r.status in (Status.FAIL, Status.REVIEW) and r.rule.check.kind != "checklist"
    }


def it_adds_behind_the_file_as_it_was(plan: pathlib.Path) -> None:
    before, after = plan.read_bytes(), annotated(plan).read_bytes()
    assert after.startswith(before)
    assert len(after) > len(before)


def it_draws_the_same_pages_beneath_the_highlights(plan: pathlib.Path) -> None:
    def drawn(path: pathlib.Path, **options: bool) -> list[bytes]:
        document = pdfium.PdfDocument(path)
        return [page.render(scale=1, **options).to_pil().tobytes() for page in document]

    out = annotated(plan)
    assert drawn(out, may_draw_forms=False, draw_annots=False) == drawn(plan, may_draw_forms=False, draw_annots=False)
    assert drawn(out) != drawn(plan)


def it_does_not_double_when_run_twice(plan: pathlib.Path) -> None:
    once = annotated(plan)
    assert annotated(once, "tweede.pdf").read_bytes() == once.read_bytes()


def it_replaces_its_highlights_in_a_file_that_another_program_saved(plan: pathlib.Path) -> None:
    once = annotated(plan)
    saved = plan.with_name("bewaard.pdf")
    with pikepdf.open(once) as pdf:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[10, 10, 20, 20], T="An")
        pdf.pages[0].Annots.append(pdf.make_indirect(note))
        pdf.save(saved)
    twice = annotated(saved, "tweede.pdf")
    assert highlights(twice) == highlights(once)
    with pikepdf.open(twice) as pdf:
        assert [str(a.T) for a in pdf.pages[0].Annots if a.Subtype == "/Text"] == ["An"]


def it_lets_resvtool_see_the_same_plan(plan: pathlib.Path) -> None:
    before, after = judged(plan), judged(annotated(plan))
    assert [b.text for b in after.document.blocks] == [b.text for b in before.document.blocks]
    assert [r.status for r in after.results] == [r.status for r in before.results]


@pytest.mark.parametrize("turn", [90, 180, 270])
def it_finds_the_place_on_a_turned_page(plan: pathlib.Path, turn: int) -> None:
    turned = plan.with_name("gedraaid.pdf")
    with pikepdf.open(plan) as pdf:
        for page in pdf.pages:
            page.Rotate = turn
            page.CropBox = [20, 30, 580, 830]
        pdf.save(turned)
    out = annotated(turned)
    page, _, quads = about(out, "plan/geen-invulresten")
    shown = " ".join(text_under(out, page, quads))
    assert all(line in shown for line in LEFTOVER)
    assert "Bouwsteen" not in shown


def it_works_on_a_file_that_may_be_read_but_not_changed(plan: pathlib.Path) -> None:
    locked = plan.with_name("slot.pdf")
    with pikepdf.open(plan) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="eigenaar", user="", R=6))
    out = annotated(locked)
    assert [h[1] for h in highlights(out)] == [h[1] for h in highlights(annotated(plan, "vrij.pdf"))]
    assert highlights(annotated(out, "tweede.pdf")) == highlights(out)
