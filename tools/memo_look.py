"""The built-in Word templates of the assessment memo, Dutch and English: one design, two sets of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from memo_words import EN, NL, Words
from word_look import GREY, SMALL, add_page_footer, add_style, add_table, new_document, tags, write

_WIDE, _NARROW = Cm(25.7), Cm(17)
_TINY = "Kleine tabeltekst"
_NOTE = "Toelichting"
_BOX = "Oordeel"
_POINT = "Checklistpunt"


def memo_nl() -> WordDocument:
    """Return the Dutch template."""
    return _memo(NL)


def memo_en() -> WordDocument:
    """Return the English template."""
    return _memo(EN)


def _memo(words: Words) -> WordDocument:
    document = new_document(words["title"] + " {{ plan.regio }}", words["title"])
    _styles(document)
    _front(document, words)
    _summary(document, words)
    _findings(document, words)
    _turn(document, wide=True)
    _reasoning(document, words)
    _turn(document, wide=False)
    _checklist(document, words)
    _questions(document, words)
    _close(document, words)
    add_page_footer(document, words["footer"])
    footer = document.sections[0].footer.paragraphs[0].runs[0]
    footer.text = footer.text.replace("pagina", words["page"])
    return document


def _styles(document: WordDocument) -> None:
    tiny = add_style(document, _TINY, 8)
    tiny.paragraph_format.space_after = Pt(0)
    tiny.paragraph_format.line_spacing = 1.0
    note = add_style(document, _NOTE, 9, GREY)
    note.paragraph_format.space_after = Pt(6)
    box = add_style(document, _BOX, 13, RGBColor(0x1F, 0x1F, 0x1F))
    box.paragraph_format.space_before = box.paragraph_format.space_after = Pt(5)
    point = add_style(document, _POINT, 9.5)
    point.paragraph_format.left_indent, point.paragraph_format.first_line_indent = Cm(0.7), Cm(-0.7)
    point.paragraph_format.space_after = Pt(2)


def _front(document: WordDocument, words: Words) -> None:
    write(document, words["title"], "Title")
    write(document, "{{ plan.titel }}", "Subtitle")
    facts = [(words["about"][i], value) for i, value in enumerate(_FACTS)]
    _plain_table(document, facts, (4, 13))
    table = _plain_table(document, [("{% cellbg oordeel.kleur %}{{ memo.verzekeraar }}: {{ oordeel.woord }}",)], (1,))
    paragraph = table.rows[0].cells[0].paragraphs[0]
    paragraph.style = _BOX
    paragraph.runs[0].bold = True
    extra = table.rows[0].cells[0].add_paragraph("{{ oordeel.waarom }}. " + words["counted"])
    extra.style = SMALL
    write(document, words["advises"], _NOTE)
    tags(document, "{%p if plan.gewijzigd %}")
    write(document, words["changed"], _NOTE)
    tags(document, "{%p endif %}", "{%p if memo.conclusie or memo.toelichting %}")
    write(document, words["conclusion"], "Heading 1")
    tags(document, "{%p if memo.conclusie %}")
    write(document, "{{ memo.conclusie }}").runs[0].bold = True
    tags(document, "{%p endif %}", "{%p if memo.toelichting %}")
    write(document, "{{ memo.toelichting }}")
    tags(document, "{%p endif %}", "{%p endif %}")


_FACTS = (
    "{{ plan.regio or '–' }}",
    "{{ plan.bestand }}{% if plan.paginas %} ({{ plan.paginas }} p.){% endif %}",
    "{{ plan.ingediend or '–' }}",
    "{{ memo.verzekeraar }} ({{ memo.ruleset }}), {{ memo.ruleset_versie }}; {{ memo.lagen }}",
    "{{ memo.datum }}",
    "{{ memo.beoordelaar or '–' }}",
    "{{ plan.sha256 }}",
    "resvtool {{ memo.resvtool }}",
)


def _summary(document: WordDocument, words: Words) -> None:
    write(document, words["summary"], "Heading 1")
    rows = (
        ("{%tr for b in bouwstenen %}",),
        (
            "{{ b.nummer }}",
            "{{ b.naam }}",
            "{% cellbg b.kleur %}{{ b.oordeel }}",
            "{{ b.waarom }}",
            "{{ b.voldoet }}",
            "{{ b.niet + b.deels }}",
            "{{ b.open }}",
            "{{ b.nvt }}",
            "{{ b.waar }}",
        ),
        ("{%tr endfor %}",),
    )
    _table(document, words["summary_heads"], rows, (0.6, 3.2, 1.9, 3.4, 1.5, 1.0, 1.2, 1.0, 3.2), _NARROW, _TINY)
    tags(document, "{%p if leesproblemen %}")
    write(document, words["problems"], "Heading 2")
    tags(document, "{%p for p in leesproblemen %}")
    write(document, "{{ p }}", "List Bullet")
    tags(document, "{%p endfor %}", "{%p endif %}")


def _findings(document: WordDocument, words: Words) -> None:
    write(document, words["findings"], "Heading 1").paragraph_format.page_break_before = True
    _intro(document, words["findings_intro"])
    for name, key in (("gates", "minimale_eisen"), ("others", "overige_bevindingen"), ("open", "te_beoordelen")):
        write(document, f"{words[name]} ({{{{ {key}|length }}}})", "Heading 2")
        tags(document, f"{{%p if not {key} %}}")
        write(document, words["none"])
        tags(document, "{%p endif %}", f"{{%p for f in {key} %}}")
        _finding(document, words)
        tags(document, "{%p endfor %}")
    tags(document, "{%p if door_mensen %}")
    write(document, words["judged"], "Heading 2")
    rows = (
        ("{%tr for j in door_mensen %}",),
        (
            "{{ j.titel }}",
            "{{ j.resvtool }}",
            "{% cellbg j.kleur %}{{ j.oordeel if j.door_mens else '–' }}",
            "{{ j.opmerking }}",
        ),
        ("{%tr endfor %}",),
    )
    _table(document, words["judged_heads"], rows, (5, 2.6, 2.6, 6.8), _NARROW, SMALL)
    tags(document, "{%p endif %}")


def _finding(document: WordDocument, words: Words) -> None:
    write(document, "{{ f.nummer }}. {{ f.titel }}", "Heading 3")
    labels = words["finding"]
    rows = [
        (
            "{% cellbg f.kleur %}{{ f.oordeel }}",
            "{{ f.bouwsteen }} · {{ f.soort }} · {{ f.regel }}"
            "{% if f.vraag %} · " + words["question_ref"] + "{% endif %}"
            "{% if f.door_mens %} · " + words["by_person"] + "{% endif %}",
        ),
        (labels["asked"], "{{ f.eis }}"),
        (labels["found"], "{{ f.melding }}"),
        ("{%tr for o in f.onderdelen %}",),
        ("", "– {{ o }}"),
        ("{%tr endfor %}",),
        ("{%tr for e in f.bewijs %}",),
        (labels["evidence"], "“{{ e.tekst }}”{% if e.plaats %} ({{ e.plaats }}){% endif %}"),
        ("{%tr endfor %}",),
        ("{%tr for e in f.dichtstbij %}",),
        (labels["nearest"], "“{{ e.tekst }}”{% if e.plaats %} ({{ e.plaats }}){% endif %}"),
        ("{%tr endfor %}",),
        (labels["source"], "{{ f.bron }}"),
        ("{%tr for v in f.verschillen %}",),
        (labels["differs"], "{{ v }}"),
        ("{%tr endfor %}",),
        ("{%tr if f.opmerking %}",),
        (labels["remark"], "{{ f.opmerking }}"),
        ("{%tr endif %}",),
    ]
    table = _plain_table(document, rows, (2.7, 14.3))
    for row in table.rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].font.color.rgb = None


def _reasoning(document: WordDocument, words: Words) -> None:
    write(document, words["smart"], "Heading 1")
    _intro(document, words["smart_intro"])
    cells = [f"{{% cellbg s.delen[{n}].kleur %}}{{{{ s.delen[{n}].tekst }}}}" for n in range(6)]
    rows = (
        ("{%tr for s in smart %}",),
        ("{{ s.naam }}{% if s.let_op %} ({{ s.let_op }}){% endif %}", *cells),
        ("{%tr endfor %}",),
    )
    _table(document, words["smart_heads"], rows, (4, 3.6, 3.8, 3.8, 3.4, 3.7, 3.4), _WIDE, _TINY)
    write(document, words["chain"], "Heading 1")
    _intro(document, words["chain_intro"])
    rows = (
        ("{%tr for r in keten %}",),
        (
            "{{ r.knelpunt }}",
            "{{ r.impact }}",
            "{{ r.activiteit }}{% if r.niveau %} ({{ r.niveau }}){% endif %}",
            "{{ r.hoofdtaak }}",
            "{{ r.begroting }}",
            "{% cellbg r.kleur %}{{ r.hiaten|join('; ') or '–' }}",
        ),
        ("{%tr endfor %}",),
    )
    _table(document, words["chain_heads"], rows, (5, 6, 5.2, 2, 3.6, 3.9), _WIDE, _TINY)
    write(document, words["gaps"])
    write(document, words["figures"], "Heading 1")
    rows = (
        ("{%tr for c in cijfers %}",),
        (
            "{{ c.titel }}{% if c.naam %}: {{ c.naam }}{% endif %}",
            "{{ c.waarde }}",
            "{{ c.grens }}",
            "{{ c.berekening }}",
            "{% cellbg c.kleur %}{{ c.oordeel }}",
            "{{ c.plaats }}",
        ),
        ("{%tr endfor %}",),
    )
    tags(document, "{%p if cijfers %}")
    _table(document, words["figures_heads"], rows, (5.5, 4, 3.6, 6.4, 2.4, 3.8), _WIDE, _TINY)
    tags(document, "{%p else %}")
    write(document, words["none"])
    tags(document, "{%p endif %}")


def _checklist(document: WordDocument, words: Words) -> None:
    write(document, words["checklist"], "Heading 1")
    _intro(document, words["checklist_intro"])
    tags(document, "{%p if not checklist %}")
    write(document, words["none"])
    tags(document, "{%p endif %}", "{%p for c in checklist %}")
    write(document, "{{ c.titel }}{% if c.minimale_eis %}" + words["gate_mark"] + "{% endif %}", "Heading 3")
    _intro(document, "{{ c.bron }}{% if c.door_mens %}. " + words["judged_as"] + "{% endif %}")
    tags(document, "{%p for p in c.punten %}")
    write(document, "{{ p.vak }}\t{{ p.tekst }}", _POINT)
    tags(document, "{%p if p.opmerking %}")
    remark = write(document, words["finding"]["remark"] + ": {{ p.opmerking }}", _NOTE)
    remark.paragraph_format.left_indent = Cm(0.9)
    tags(document, "{%p endif %}")
    tags(document, "{%p endfor %}", "{%p if c.opmerking %}")
    write(document, words["finding"]["remark"] + ": {{ c.opmerking }}")
    tags(document, "{%p endif %}", "{%p endfor %}")


def _questions(document: WordDocument, words: Words) -> None:
    heading = write(document, words["questions"], "Heading 1")
    heading.paragraph_format.page_break_before = True
    write(document, words["questions_intro"], _NOTE)
    tags(document, "{%p if vragen %}")
    for text in words["letter_open"]:
        write(document, text)
    tags(document, "{%p for v in vragen %}")
    point = write(document, "{{ v.nummer }}.\t{{ v.tekst }}")
    point.paragraph_format.left_indent, point.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
    point.paragraph_format.space_after, point.paragraph_format.keep_together = Pt(2), True
    point.paragraph_format.keep_with_next = True
    hint = write(document, "{{ v.suggestie }}", _NOTE)
    hint.paragraph_format.left_indent = Cm(0.9)
    tags(document, "{%p endfor %}")
    for text in words["letter_close"]:
        write(document, text)
    tags(document, "{%p else %}")
    write(document, words["none"])
    tags(document, "{%p endif %}")


def _close(document: WordDocument, words: Words) -> None:
    write(document, words["dates"], "Heading 1")
    rows: Iterable[Sequence[str]] = (
        ("{%tr for d in data %}",),
        ("{{ d.datum }}", "{{ d.wat }}"),
        ("{%tr endfor %}",),
    )
    _table(document, words["dates_heads"], rows, (4, 13), _NARROW, SMALL)
    write(document, words["signing"], "Heading 1")
    write(document, words["signing_intro"]).paragraph_format.keep_with_next = True
    rows = [("{{ memo.beoordelaar }}\n\n", "", "", ""), ("\n\n", "", "", "")]
    table = _table(document, words["signing_heads"], rows, (5, 4.5, 3, 4.5), _NARROW, SMALL)
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    annex = write(document, words["met"], "Heading 1")
    annex.paragraph_format.page_break_before = True
    _intro(document, words["met_intro"])
    rows = (
        ("{%tr for a in aangetoond %}",),
        ("{{ a.bouwsteen }}", "{{ a.titel }}", "{{ a.bewijs }}", "{{ a.plaats }}"),
        ("{%tr endfor %}",),
    )
    _table(document, words["met_heads"], rows, (0.8, 4.6, 7.8, 3.8), _NARROW, _TINY)
    tags(document, "{%p if niet_van_toepassing %}")
    write(document, words["na"], "Heading 2")
    tags(document, "{%p for a in niet_van_toepassing %}")
    write(document, "{{ a.titel }}: {{ a.bewijs }}", "List Bullet")
    tags(document, "{%p endfor %}", "{%p endif %}")


def _intro(document: WordDocument, text: str) -> None:
    """Explain what follows, on the same page as its beginning."""
    write(document, text, _NOTE).paragraph_format.keep_with_next = True


def _turn(document: WordDocument, wide: bool) -> None:
    """Start a new page, on its side when ``wide``."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    document.paragraphs[-1].style = _TINY
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))


def _table(
    document: WordDocument,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
    width: int,
    style: str,
) -> Table:
    table = add_table(document, heads, rows, widths)
    document.paragraphs[-1].style = _TINY
    whole = sum(widths)
    for column, share in zip(table.columns, widths, strict=True):
        column.width = int(width * share / whole)
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()
        if properties.find(qn("w:cantSplit")) is None:
            properties.append(OxmlElement("w:cantSplit"))
        for cell, share in zip(row.cells, widths, strict=True):
            cell.width = int(width * share / whole)
            for paragraph in cell.paragraphs:
                paragraph.style = style
    return table


def _plain_table(document: WordDocument, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Table:
    """Add a table without heads; the first of several columns holds labels."""
    table = _table(document, [""] * len(widths), rows, widths, _NARROW, SMALL)
    table._tbl.remove(table.rows[0]._tr)
    look = table._tblPr.xpath("./w:tblLook")[0]
    for name, value in (("val", "0480"), ("firstRow", "0")):
        look.set(qn(f"w:{name}"), value)
    for row in table.rows:
        runs = row.cells[0].paragraphs[0].runs
        if len(widths) > 1 and runs and not runs[0].text.startswith("{%tr"):
            runs[0].font.color.rgb = GREY
    return table
