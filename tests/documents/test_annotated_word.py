"""The annotated Word plan: comments at the right words, and not a byte changed besides."""

import io
import pathlib
import re
import shutil
import subprocess
import zipfile

import docx
import pytest
from lxml import etree
from word_files import HEADING_STYLES, cell, note, paragraph, relationship, row, run, table, text_box, write_docx

from resvtool.assessment import Assessment, assess
from resvtool.documents.annotated import annotated_copy
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Status

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARK = re.compile(rb"<w:commentRange(?:Start|End)[^>]*/>|<w:r><w:commentReference[^>]*/></w:r>")
COMMENT_MARKS = [W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference")]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
LEFTOVER = "De contactpersoon voor deze begroting is [naam invullen]."
BODY = (
    paragraph("Plan voor het Hazelland", style="Kop1")
    + paragraph("Bouwsteen 5 Executiekracht", style="Kop1")
    + "<w:p><!-- een aantekening --><w:pPr/>"
    + run("Loopt een project vast, dan zoekt de projectleider een oplossing. ")
    + '<w:del w:id="90" w:author="An"><w:r><w:delText>oude tekst</w:delText></w:r></w:del>'
    + f'<w:ins w:id="91" w:author="An">{run("Daarna beslist het kernteam.")}</w:ins></w:p>'
    + '<w:sdt><w:sdtPr><w:tag w:val="naam"/></w:sdtPr><w:sdtContent>'
    + paragraph("In deze keuzelijst staat het hoofd van de regio, met een eigen plan van aanpak.")
    + "</w:sdtContent></w:sdt>"
    + f"<w:p>{text_box(paragraph('In een kader staat [bedrag invullen] voor het netwerk.'))}{run('Bij het kader.')}</w:p>"
    + paragraph("Bouwsteen 7 Begroting", style="Kop1")
    + f"<w:p>{run('Het geheel kost 120.000 euro. ')}{run(LEFTOVER)}{run(' Einde van de alinea.')}</w:p>"
    + table(
        row("Onderdeel", "Bedrag"), row("Regio", cell("€ 50.000")), row("Wijk", "€ 20.000"), row("Totaal", "€ 80.000")
    )
    + '<w:p><w:r><w:t>Zie de noot</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
)
TYPES = "".join(
    f'<Default Extension="{name}" ContentType="{kind}"/>'
    for name, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
    )
)
PART = '<Override PartName="/word/{0}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{0}+xml"/>'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
THEIRS = '<w:comment w:id="7" w:author="An" w:initials="A"><w:p><w:r><w:t>Mooi &amp; goed</w:t></w:r></w:p></w:comment>'


@pytest.fixture
def plan(tmp_path: pathlib.Path) -> pathlib.Path:
    return write_docx(
        tmp_path / "plan.docx",
        BODY,
        styles=HEADING_STYLES,
        footnotes=note(2, "In deze noot staat [iets invullen] over het geld."),
        raw={"word/media/image1.png": PNG, "docProps/custom.xml": "<x  a='1' />"},
        relationships=relationship("img", "image", "media/image1.png"),
        types=TYPES + PART.format("styles") + PART.format("footnotes"),
    )


RULES = load_ruleset("landelijk")


def judged(path: pathlib.Path) -> Assessment:
    return assess(path, RULES)


def annotated(path: pathlib.Path, name: str = "kopie.docx") -> pathlib.Path:
    out = path.with_name(name)
    out.write_bytes(annotated_copy(path, judged(path))[0])
    return out


def parts(path: pathlib.Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def comments(path: pathlib.Path) -> dict[str, str]:
    """The texts of resvtool's comments by their ids."""
    root = etree.fromstring(parts(path)["word/comments.xml"])
    own = [c for c in root if c.get(W + "author") == "resvtool"]
    return {c.get(W + "id"): "\n".join("".join(p.itertext()) for p in c) for c in own}


def commented(path: pathlib.Path, number: str) -> str:
    """The text between the marks of a comment."""
    root = etree.fromstring(parts(path)["word/document.xml"])
    text, inside = "", False
    for element in root.iter():
        if element.tag in (W + "commentRangeStart", W + "commentRangeEnd") and element.get(W + "id") == number:
            inside = element.tag == W + "commentRangeStart"
        elif inside and element.tag == W + "t":
            text += element.text or ""
    return text


def about(path: pathlib.Path, rule: str) -> list[str]:
    """What the comments about a rule mark."""
    return [commented(path, i) for i, text in comments(path).items() if text.endswith(f"resvtool: {rule}")]


def it_marks_the_pieces_of_the_paragraph_that_hold_the_passage(plan: pathlib.Path) -> None:
    assert LEFTOVER in about(annotated(plan), "plan/geen-invulresten")


def seen(path: pathlib.Path) -> list[tuple[str, ...]]:
    """All of the text: each letter with the properties of its run and what it stands in; other things as bytes."""
    root = etree.fromstring(parts(path)["word/document.xml"])
    for mark in [m for m in root.iter() if m.tag in COMMENT_MARKS]:
        alone = mark.getparent().tag == W + "r" and len(mark.getparent()) == 1
        gone = mark.getparent() if alone else mark
        gone.getparent().remove(gone)
    found: list[tuple[str, ...]] = []
    for run_of in root.iter(W + "r"):
        look = next((etree.tostring(c).decode() for c in run_of if c.tag == W + "rPr"), "")
        around = " ".join(f"{a.tag}{sorted(a.attrib.items())}" for a in run_of.iterancestors())
        for child in run_of:
            letters = child.text or "" if child.tag == W + "t" else ""
            found += [(letter, look, around, str(sorted(run_of.attrib.items()))) for letter in letters]
            if child.tag not in (W + "t", W + "rPr"):
                found.append((etree.tostring(child).decode(), look, around))
    return found


LOOK = '<w:rPr><w:b/><w:color w:val="C00000"/></w:rPr>'
ASKED = "Voor de kas zorgt [naam &amp; adres invullen]."
SHOWN = "Voor de kas zorgt [naam & adres invullen]."


@pytest.mark.parametrize(
    "inside",
    [
        f'<w:r w:rsidR="00A1">{LOOK}<w:t>Het plan is van ons. {ASKED} Zo is het goed.</w:t></w:r>',
        f"<w:r><w:t>Het plan is van ons. {ASKED}</w:t></w:r>",
        f"<w:r>{LOOK}<w:tab/><w:t>{ASKED} Zo is het goed.</w:t><w:tab/><w:t>Tot zover.</w:t></w:r>",
        f"<w:r><w:t>Wij zijn vóór 🙂 en trots.</w:t><w:tab/><w:t>{ASKED}</w:t><w:tab/><w:t>Wij gaan verder.</w:t></w:r>",
        f"<w:r><w:t>Het plan is van ons. {ASKED[:12]}</w:t></w:r>"
        f'<w:r>{LOOK}<w:t xml:space="preserve">{ASKED[12:]} Zo is het goed.</w:t></w:r>',
        f'<w:ins w:id="5" w:author="An"><w:r><w:t>Het plan is nieuw. {ASKED} Zo is het goed.</w:t></w:r></w:ins>'
        "<w:r><w:t> Dit is oud.</w:t></w:r>",
        f'<w:hyperlink w:anchor="a"><w:r>{LOOK}<w:t>Lees verder. {ASKED} Zo is het goed.</w:t></w:r></w:hyperlink>',
        f'<w:r><w:t xml:space="preserve">Het plan is </w:t></w:r><w:del w:id="6" w:author="An"><w:r><w:delText>mooi</w:delText>'
        f"</w:r></w:del><w:r><w:t>goed. {ASKED} Het kost [bedrag invullen] per jaar. Zo is het goed.</w:t></w:r>",
    ],
)  # fmt: skip
def it_marks_just_the_passage_where_that_is_part_of_a_run(inside: str, tmp_path: pathlib.Path) -> None:
    plan = write_docx(tmp_path / "plan.docx", paragraph("Begroting", style="Kop1") + f"<w:p>{inside}</w:p>")

    out = annotated(plan)

    marked = about(out, "plan/geen-invulresten")
    expected = [SHOWN, "Het kost [bedrag invullen] per jaar."][: inside.count("invullen]")]
    assert [text.strip() for text in marked] == expected
    assert seen(out) == seen(plan)
    assert annotated(out, "tweede.docx").read_bytes() == out.read_bytes()
    assert judged(out).document.blocks == judged(plan).document.blocks
    assert docx.Document(str(out)).paragraphs[-1].text == docx.Document(str(plan)).paragraphs[-1].text


@pytest.mark.parametrize(
    "whole",
    [
        '<w:sdt><w:sdtPr><w:tag w:val="n"/></w:sdtPr><w:sdtContent><w:r><w:t>Dit doet [naam invullen]. Zelf.</w:t></w:r>'
        "</w:sdtContent></w:sdt>",
        '<w:r><w:rPr><w:b/><w:rPrChange w:id="3" w:author="An"><w:rPr/></w:rPrChange></w:rPr>'
        "<w:t>Dit doet [naam invullen]. Zelf.</w:t></w:r>",
        "<w:r><w:t>Dit doet [naam invullen]. <![CDATA[Zelf.]]></w:t></w:r>",
    ],
)
def it_parts_nothing_that_is_more_than_plain_text(whole: str, tmp_path: pathlib.Path) -> None:
    plan = write_docx(tmp_path / "plan.docx", f"<w:p>{run('Eerst dit. ')}{whole}{run(' Dan dat.')}</w:p>")

    out = annotated(plan)

    assert about(out, "plan/geen-invulresten") == ["Dit doet [naam invullen]. Zelf."]
    assert MARK.sub(b"", parts(out)["word/document.xml"]) == parts(plan)["word/document.xml"]


def it_keeps_pictures_changes_and_controls_beside_a_parted_run(plan: pathlib.Path) -> None:
    text = BODY.replace("Het geheel kost", "Dit is onze begroting. Het geheel [bedrag invullen] kost")
    changed = write_docx(
        plan.with_name("deels.docx"), text, styles=HEADING_STYLES, footnotes=note(2, "In deze noot staat iets."),
        raw={"word/media/image1.png": PNG}, relationships=relationship("img", "image", "media/image1.png"),
        types=TYPES + PART.format("styles") + PART.format("footnotes"),
    )  # fmt: skip

    out = annotated(changed)

    assert "Het geheel [bedrag invullen] kost 120.000 euro. " in about(out, "plan/geen-invulresten")
    assert seen(out) == seen(changed)
    before, after = parts(changed), parts(out)
    same = set(before) - {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert {name for name in same if after[name] != before[name]} == set()
    for whole in (
        rb"<w:sdt>.*?</w:sdt>",
        rb"<w:del .*?</w:del>",
        rb"<w:ins .*?</w:ins>",
        rb"<w:drawing>.*?</w:drawing>",
    ):
        assert MARK.sub(b"", b"".join(re.findall(whole, after["word/document.xml"], re.S))) == b"".join(
            re.findall(whole, before["word/document.xml"], re.S)
        )


def it_puts_what_is_missing_at_the_heading_where_it_belongs(plan: pathlib.Path) -> None:
    out = annotated(plan)
    assert about(out, "bb5/regiotafel") == ["Bouwsteen 5 Executiekracht"]
    assert about(out, "bb7/zvw-afbakening") == ["Bouwsteen 7 Begroting"]


def it_marks_the_cell_of_a_table(plan: pathlib.Path) -> None:
    assert about(annotated(plan), "bb7/optelling") == ["Totaal"]


def it_marks_the_paragraph_on_which_a_text_box_or_note_hangs(tmp_path: pathlib.Path) -> None:
    for body, options, expected in (
        (
            f"<w:p>{run('Bij het kader.')}{text_box(paragraph('In een kader staat [naam invullen].'))}</w:p>",
            {},
            "In een kader",
        ),
        (
            f'<w:p>{run("Zie de noot")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
            {"footnotes": note(2, "In deze noot staat [naam invullen].")},
            "Zie de noot",
        ),
    ):
        out = annotated(write_docx(tmp_path / "plan.docx", body, **options))
        (marked,) = about(out, "plan/geen-invulresten")
        assert marked.startswith(expected)
        assert etree.fromstring(parts(out)["word/document.xml"]).find(f".//{W}txbxContent//{W}commentReference") is None


def it_tells_every_failed_and_doubtful_rule_but_the_checklist(plan: pathlib.Path) -> None:
    results = judged(plan).results
    told = {text.rpartition("resvtool: ")[2] for text in comments(annotated(plan)).values() if "Bron:" in text}
    expected = {
        r.rule.id for r in results if r.status in (Status.FAIL, Status.REVIEW) and r.rule.check.kind != "checklist"
    }
    assert len(expected) > 20
    assert told == expected


def it_changes_nothing_but_the_marks_and_the_comments(plan: pathlib.Path) -> None:
    before, after = parts(plan), parts(annotated(plan))
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert MARK.sub(b"", after["word/document.xml"]) == before["word/document.xml"]
    assert list(after)[: len(before)] == list(before)


def it_lets_resvtool_see_the_same_plan(plan: pathlib.Path) -> None:
    before, after = judged(plan), judged(annotated(plan))
    assert after.document.blocks == before.document.blocks
    assert [(r.rule.id, r.finding) for r in after.results] == [(r.rule.id, r.finding) for r in before.results]


def it_does_not_double_when_run_twice(plan: pathlib.Path) -> None:
    once = annotated(plan)
    assert annotated(once, "tweede.docx").read_bytes() == once.read_bytes()


def it_replaces_its_comments_in_a_file_that_another_program_saved(plan: pathlib.Path) -> None:
    once = annotated(plan)
    saved = plan.with_name("bewaard.docx")
    document = docx.Document(str(once))
    document.save(str(saved))
    twice = annotated(saved, "tweede.docx")
    assert sorted(comments(twice).values()) == sorted(comments(once).values())
    text = parts(twice)["word/document.xml"]
    assert len(re.findall(rb"commentReference ", text)) == len(comments(twice))


def it_takes_away_what_has_been_mended(plan: pathlib.Path) -> None:
    once = annotated(plan)
    assert about(once, "plan/geen-invulresten")
    mended = plan.with_name("hersteld.docx")
    with zipfile.ZipFile(mended, "w") as target:
        for name, data in parts(once).items():
            target.writestr(name, re.sub(rb"\[\w+ invullen\]", b"bekend", data))
    assert about(annotated(mended, "tweede.docx"), "plan/geen-invulresten") == []


def with_comments(path: pathlib.Path, inside: str, extended: str = "") -> pathlib.Path:
    mark = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    body = (
        paragraph("Bouwsteen 5 Executiekracht", style="Kop1")
        + f"<w:p>{mark[0]}{run('Over het netwerk.')}{mark[1]}</w:p>"
    )
    w15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    raw: dict[str, str | bytes] = {"word/commentsExtended.xml": f"<w15:commentsEx {w15}>{extended}</w15:commentsEx>"}
    link = (
        '<Relationship Id="ex" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" '
        'Target="commentsExtended.xml"/>'
    )
    types = TYPES + PART.format("styles") + PART.format("comments")
    return write_docx(path, body, styles=HEADING_STYLES, comments=inside, raw=raw, relationships=link, types=types)


def they_keep_comments_of_others(tmp_path: pathlib.Path) -> None:
    path = with_comments(tmp_path / "plan.docx", THEIRS)
    out = annotated(path)
    assert THEIRS.encode() in parts(out)["word/comments.xml"]
    assert commented(out, "7") == "Over het netwerk."
    assert min(map(int, comments(out))) == 8
    assert docx.Document(str(out)).comments.get(7).text == "Mooi & goed"
    assert parts(out)["[Content_Types].xml"] == parts(path)["[Content_Types].xml"]


def it_keeps_a_comment_that_somebody_answered_and_tells_it_once(tmp_path: pathlib.Path) -> None:
    first = annotated(with_comments(tmp_path / "plan.docx", THEIRS))
    lines = next(text for text in comments(first).values() if "bb5/regiotafel" in text).split("\n")
    asked = "".join(f'<w:p w14:paraId="0000000{n}"><w:r><w:t>{x}</w:t></w:r></w:p>' for n, x in enumerate(lines))
    own = f'<w:comment {W14} w:id="7" w:author="resvtool">{asked}</w:comment>'
    answer = '<w:p w14:paraId="0000000F"><w:r><w:t>Komt goed</w:t></w:r></w:p>'
    reply = f'<w:comment {W14} w:id="9" w:author="An">{answer}</w:comment>'
    last = f"0000000{len(lines) - 1}"
    entries = f'<w15:commentEx w15:paraId="{last}"/><w15:commentEx w15:paraId="0000000F" w15:paraIdParent="{last}"/>'
    out = annotated(with_comments(tmp_path / "antwoord.docx", own + reply, entries), "tweede.docx")
    assert reply.encode() in parts(out)["word/comments.xml"]
    assert [i for i, text in comments(out).items() if "bb5/regiotafel" in text] == ["7"]
    assert len(comments(out)) == len(comments(first))


def it_forgets_what_word_kept_of_the_comments_it_replaces(tmp_path: pathlib.Path) -> None:
    own = f'<w:comment {W14} w:id="7" w:author="resvtool"><w:p w14:paraId="0000000A"><w:r><w:t>oud</w:t></w:r></w:p></w:comment>'
    entries = '<w15:commentEx w15:paraId="0000000A" w15:done="0"/><w15:commentEx w15:paraId="0000000C" w15:done="0"/>'
    out = annotated(with_comments(tmp_path / "plan.docx", own, entries))
    assert b"0000000A" not in parts(out)["word/commentsExtended.xml"]
    assert b"0000000C" in parts(out)["word/commentsExtended.xml"]
    assert "oud" not in comments(out).values()


def it_writes_as_the_file_itself_writes(tmp_path: pathlib.Path) -> None:
    path = write_docx(tmp_path / "bron.docx", BODY, styles=HEADING_STYLES, footnotes=note(2, "Een noot."))
    for name, change in (
        (
            "zonder.docx",
            lambda d: re.sub(rb"(</?)w:", rb"\1", d).replace(
                b"<document ", b'<document xmlns="%s" ' % W[1:-1].encode()
            ),
        ),
        ("strikt.docx", lambda d: d.replace(W[1:-1].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")),
        ("utf16.docx", lambda d: ('<?xml version="1.0" encoding="UTF-16"?>' + d.decode()).encode("utf-16")),
    ):
        other = tmp_path / name
        with zipfile.ZipFile(other, "w") as target:
            for part, data in parts(path).items():
                target.writestr(part, change(data) if part == "word/document.xml" else data)
        out = annotated(other, f"kopie-{name}")
        assert [r.status for r in judged(out).results] == [r.status for r in judged(other).results]
        assert len(etree.fromstring(parts(out)["word/comments.xml"])) > 20
        assert annotated(out, "tweede.docx").read_bytes() == out.read_bytes()


def it_speaks_english_when_asked(plan: pathlib.Path) -> None:
    content, count = annotated_copy(plan, judged(plan), "en")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        text = package.read("word/comments.xml").decode()
    assert text.count("<w:comment ") == count
    assert "Advice: " in text
    assert "Advies: " not in text


def it_opens_in_python_docx_with_its_comments(plan: pathlib.Path) -> None:
    out = annotated(plan)
    found = [c for c in docx.Document(str(out)).comments if c.author == "resvtool"]
    assert [c.text for c in found] == list(comments(out).values())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def it_opens_in_libreoffice_with_all_comments(plan: pathlib.Path, tmp_path: pathlib.Path) -> None:
    out = annotated(plan)
    profile = (tmp_path / "profiel").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "fodt",
            "--outdir",
            str(tmp_path),
            str(out),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    flat = (tmp_path / "kopie.fodt").read_text(encoding="utf-8")
    assert flat.count("<office:annotation ") == len(comments(out))
