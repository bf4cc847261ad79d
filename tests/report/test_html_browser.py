"""The HTML report in a real browser: filters, jumps, keys, print, accessibility, and no way out of the page."""

import io
import pathlib
from collections.abc import Iterator

import pypdfium2 as pdfium
import pytest
from browser import Browser, chromium
from pages import hostile_plan, judged, page

pytestmark = pytest.mark.skipif(
    chromium() is None, reason="no Chromium on the path (name one in CHROMIUM, or apt-get install chromium)"
)
AXE = (pathlib.Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
VISIBLE = "[...document.querySelectorAll('.finding')].filter(f => f.checkVisibility())"


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    browser = Browser()
    browser.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}])
    yield browser
    browser.close()


@pytest.fixture
def browser(chrome: Browser) -> Browser:
    chrome.resize(1400, 900)
    return chrome


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    return page(tmp_path_factory.mktemp("page"))


def statuses(browser: Browser) -> list[str]:
    found: list[str] = browser.run(f"[...new Set({VISIBLE}.map(f => f.dataset.status))].sort()")
    return found


def click(browser: Browser, selector: str) -> None:
    browser.run(f"document.querySelector({selector!r}).click()")


def it_starts_with_what_is_not_in_order(browser: Browser, report: pathlib.Path) -> None:
    browser.open(report)
    assert statuses(browser) == ["fail", "review"]
    shown = browser.run(f"{VISIBLE}.length")
    total = browser.run("document.querySelectorAll('.finding').length")
    assert browser.run("document.querySelector('.shown').textContent") == f"{shown} van {total} eisen getoond"


def it_filters_by_status(browser: Browser, report: pathlib.Path) -> None:
    browser.open(report)
    click(browser, "input[value=pass]")
    assert statuses(browser) == ["fail", "pass", "review"]
    click(browser, "input[value=fail]")
    click(browser, "input[value=review]")
    assert statuses(browser) == ["pass"]


def it_filters_by_severity_and_minimum_requirement(browser: Browser, report: pathlib.Path) -> None:
    browser.open(report)
    click(browser, "input[value=error][name=severity]")
    assert browser.run(f"{VISIBLE}.every(f => f.dataset.severity !== 'error')")
    click(browser, "input[value=error][name=severity]")
    click(browser, "input[name=gate]")
    assert browser.run(f"{VISIBLE}.length") > 0
    assert browser.run(f"{VISIBLE}.every(f => f.textContent.includes('minimale eis'))")


def it_filters_by_words_and_says_when_nothing_fits(browser: Browser, report: pathlib.Path) -> None:
    browser.open(report)
    typed = "(w) => { const i = document.querySelector('[name=words]'); i.value = w; i.dispatchEvent(new Event('input', {bubbles: true})); }"
    browser.run(f"({typed})('invulresten')")
    assert browser.run(f"{VISIBLE}.map(f => f.querySelector('.weight').textContent.split(' · ').pop())") == [
        "plan/geen-invulresten"
    ]
    browser.run(f"({typed})('bestaatechtniet')")
    assert browser.run("document.querySelector('.none').checkVisibility()")
    assert browser.run("[...document.querySelectorAll('.group')].every(g => !g.checkVisibility())")


def it_jumps_to_the_evidence_and_back(browser: Browser, report: pathlib.Path) -> None:
    browser.open(report)
    finding = "[...document.querySelectorAll('.finding')].find(f => f.textContent.includes('plan/geen-invulresten'))"
    browser.run(f"{finding}.open = true; {finding}.querySelector('blockquote a.jump').click()")
    assert (
        browser.run("document.activeElement.textContent") == "De contactpersoon voor dit hoofdstuk is [naam invullen]."
    )
    assert browser.run("document.activeElement.matches('mark.current')")
    place = browser.run(
        "(() => { const r = document.activeElement.getBoundingClientRect(); return [r.top, r.bottom]; })()"
    )
    assert 0 < place[0] < place[1] < 900
    browser.press("Escape")
    assert browser.run(f"{finding}.contains(document.activeElement)")
    assert browser.run("document.querySelector('.back').hidden")


def it_goes_from_a_passage_to_its_finding_though_that_is_hidden(browser: Browser, report: pathlib.Path) -> None:
    browser.open(report)
    click(browser, "input[value=fail]")
    click(browser, ".pane a.ref.fail")
    target = "document.querySelector(document.querySelector('.pane a.ref.fail').hash)"
    assert browser.run(f"{target}.open && {target}.checkVisibility()")
    assert browser.run(f"document.activeElement === {target}.querySelector('summary')")


def it_works_with_keys_alone(browser: Browser, report: pathlib.Path) -> None:
    browser.open(report)
    browser.press("Tab")
    assert browser.run("document.activeElement.className") == "skip"
    browser.press("Enter")
    assert browser.run("document.activeElement.id") == "p1-findings"
    browser.press("Tab")
    assert browser.run("document.activeElement.value") == "fail"
    browser.press("Space")
    assert statuses(browser) == ["review"]
    for _ in range(40):
        browser.press("Tab")
        if browser.run("document.activeElement.matches('summary')"):
            break
    browser.press("Enter")
    assert browser.run("document.activeElement.parentElement.open")


def it_shows_where_the_focus_is(browser: Browser, report: pathlib.Path) -> None:
    browser.open(report)
    for _ in range(12):
        browser.press("Tab")
        style = browser.run(
            "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]; })()"
        )
        assert style == ["solid", "3px"]


def it_lets_no_text_of_a_plan_do_anything(browser: Browser, tmp_path: pathlib.Path) -> None:
    path = page(tmp_path, judged(hostile_plan(), "<img src=x onerror=window.taken=1>.docx", insurer=True))
    browser.open(path)
    click(browser, "[data-do=open]")
    browser.run("for (const a of document.querySelectorAll('a.jump')) a.click()")
    browser.run("new Promise(done => setTimeout(done, 300))")
    assert browser.run("typeof window.taken") == "undefined"
    assert browser.run("document.scripts.length") == 1
    assert browser.requests == [path.as_uri()]
    assert browser.complaints == []


def it_would_stop_a_script_even_if_it_got_in(browser: Browser, report: pathlib.Path) -> None:
    browser.open(report)
    browser.run(
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"http://127.0.0.1:9/x.png\" onerror=\"window.taken=1\">');"
        "const s = document.createElement('script'); s.textContent = 'window.taken = 2'; document.body.append(s);"
        "new Promise(done => setTimeout(done, 300))"
    )
    assert browser.run("typeof window.taken") == "undefined"
    assert any("Content Security Policy" in c for c in browser.complaints)


def it_opens_everything_that_is_shown_for_print(browser: Browser, report: pathlib.Path) -> None:
    browser.open(report)
    printed = pdfium.PdfDocument(io.BytesIO(browser.pdf()))
    text = " ".join(" ".join(p.get_textpage().get_text_range() for p in printed).split())
    assert "De contactpersoon voor dit hoofdstuk is [naam invullen]." in text
    assert "Zoek voor het indienen op haken" in text
    assert "Zoek in de bevindingen" not in text
    assert browser.run("document.querySelectorAll('details[open]').length") == 0


@pytest.mark.parametrize(("lang", "width"), [("nl", 1400), ("en", 390)])
def it_has_no_barrier_that_axe_knows_of(browser: Browser, tmp_path: pathlib.Path, lang: str, width: int) -> None:
    plans = [judged(insurer=True), judged("# Leeg\n\nNiets.", "leeg.docx")]
    browser.open(page(tmp_path, *(plans if lang == "nl" else plans[:1]), lang=lang))
    browser.resize(width, 900)
    browser.run("for (const i of document.querySelectorAll('[name=status]:not(:checked)')) i.click()")
    click(browser, "[data-do=open]")
    browser.run("document.querySelector('a.jump').click()")
    browser.run(AXE)
    found = browser.run(
        "axe.run().then(r => ({passes: r.passes.length, "
        "violations: r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' || '))}))"
    )
    assert found["violations"] == []
    assert found["passes"] > 20


def it_does_not_run_off_a_narrow_screen(browser: Browser, report: pathlib.Path) -> None:
    browser.open(report)
    browser.resize(390, 800)
    click(browser, "[data-do=open]")
    assert browser.run("document.documentElement.scrollWidth") <= 390
