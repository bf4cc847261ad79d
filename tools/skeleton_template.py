"""The Word template of a plan's skeleton (``skelet.docx``): all its tables, and where explanations and texts go."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from word_look import (
    GREY,
    SMALL,
    add_page_footer,
    add_row,
    add_style,
    add_table,
    new_document,
    shade_style,
    tags,
    write,
)

from resvtool.documents.skeleton_tables import BUDGET_PARTS, TABLES, TableForm, prompt
from resvtool.reading.hints import STYLE

_MONEY = ' \\# "€ #.##0"'
_NUMBERS = frozenset({"count", "euro"})


def make() -> WordDocument:
    """Return the template."""
    document = new_document("{{ titel }}", "RESV-plan")
    _styles(document)
    write(document, "{{ titel }}", "Title")
    write(document, "{{ verband }}", "Subtitle")
    tags(document, "{%p if uitleg %}")
    write(
        document,
        "Invulhulp. Dit is een skelet volgens {{ ruleset.naam }} ({{ ruleset.versie }}). Klik op een tekst tussen "
        "vierkante haken en schrijf; haal daarna de invulhulp weg. Zolang er iets van het skelet in staat, meldt "
        "resvtool lint dat.",
        STYLE,
    )
    tags(document, "{%p for punt in datums %}")
    write(document, "Invulhulp. {{ punt.datum | datum }}: {{ punt.tekst }}.", STYLE)
    tags(document, "{%p endfor %}", "{%p endif %}")
    _contents(document)
    _chapters(document)
    _checklist(document)
    add_page_footer(document, "{{ titel }}")
    return document


def _styles(document: WordDocument) -> None:
    hint = add_style(document, STYLE, 9, RGBColor(0x5C, 0x4A, 0x00))
    shade_style(hint, "FFF6DD")
    hint.paragraph_format.left_indent = Cm(0.3)
    hint.paragraph_format.space_after = Pt(3)
    hint.paragraph_format.keep_together = hint.paragraph_format.keep_with_next = True
    placeholder = document.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    placeholder.font.color.rgb = GREY
    for level in (1, 2):
        entry = add_style(document, f"toc {level}", 9.5)
        entry.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        entry.paragraph_format.space_after = Pt(0)
        entry.paragraph_format.line_spacing = 1.0
    heading = add_style(document, "TOC Heading", 14, RGBColor(0x1F, 0x4E, 0x79))
    heading.font.bold = True


def _contents(document: WordDocument) -> None:
    """A table of contents that Word makes anew when it opens the file; until then, the headings without pages."""
    write(document, "Inhoud", "TOC Heading").paragraph_format.page_break_before = True
    opening = write(document, "", "toc 1")
    _field_mark(opening.add_run()._r, "begin").set(qn("w:dirty"), "true")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = ' TOC \\o "1-2" \\h \\z \\u '
    opening.add_run()._r.append(instruction)
    _field_mark(opening.add_run()._r, "separate")
    tags(document, "{%p for hoofdstuk in hoofdstukken %}")
    write(document, "{{ hoofdstuk.kop }}", "toc 1")
    tags(document, "{%p for sectie in hoofdstuk.secties %}")
    write(document, "{{ sectie.kop }}", "toc 2")
    tags(document, "{%p endfor %}", "{%p endfor %}")
    _field_mark(write(document, "", "toc 1").add_run()._r, "end")


def _field_mark(run: OxmlElement, kind: str) -> OxmlElement:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    return mark


def _chapters(document: WordDocument) -> None:
    tags(document, "{%p for hoofdstuk in hoofdstukken %}")
    heading = write(document, "{{ hoofdstuk.kop }}", "Heading 1")
    heading.paragraph_format.page_break_before = True
    tags(document, "{%p for sectie in hoofdstuk.secties %}")
    write(document, "{{ sectie.kop }}", "Heading 2")
    tags(document, "{%p for deel in sectie.delen %}", '{%p if deel.soort == "hulp" %}')
    hint = write(document, "Invulhulp bij ", STYLE)
    hint.add_run("{{ deel.titel }}").bold = True
    hint.add_run(
        " ({{ deel.eis }}){% if deel.minimumeis %}, een minimale eis{% endif %}. {{ deel.vraag }} "
        "Advies: {{ deel.advies }}"
    )
    tags(document, '{%p elif deel.soort == "punt" %}')
    write(document, "{{ deel.tekst }}", "List Bullet")
    tags(document, '{%p elif deel.soort != "tabel" %}')
    write(document, "{{ deel.tekst }}")
    _tables(document)
    tags(document, "{%p endif %}", "{%p endfor %}", "{%p endfor %}", "{%p endfor %}")


def _tables(document: WordDocument) -> None:
    _when(document, "colofon")
    _rows_table(document, ("Colofon", ""), "tabellen.colofon", ("wat", "waarde"), (1, 3))
    for name, form in TABLES.items():
        if name.startswith("begroting_"):
            continue
        _when(document, name)
        table = _form_table(document, form, f"tabellen.{name}")
        if name == "werkgebied":
            _sum_row(table, "tabellen.inwoners", "=SUM(ABOVE) \\# #.##0", 3)
    _when(document, "begroting")
    for part, name in BUDGET_PARTS.items():
        write(document, name, "Heading 3")
        table = _form_table(document, TABLES[f"begroting_{part}"], f"tabellen.begroting.{part}.rijen")
        _sum_row(table, f"tabellen.begroting.{part}.subtotaal", f"=SUM(ABOVE){_MONEY}", 3, part)
    _overview(document)
    _when(document, "kosten")
    keys = ("soort", "jaar_2027", "jaar_2028", "jaar_2029")
    table = _rows_table(document, ("Soort samenwerking", "2027", "2028", "2029"), "tabellen.kosten", keys, (3, 1, 1, 1))
    _right(table, (1, 2, 3))


def _when(document: WordDocument, name: str) -> None:
    tags(document, f'{{%p elif deel.tabel == "{name}" %}}')


def _form_table(document: WordDocument, form: TableForm, rows: str) -> Table:
    heads = [c.head for c in form.columns]
    table = _rows_table(document, heads, rows, [c.key for c in form.columns], [c.width for c in form.columns])
    _right(table, [i for i, c in enumerate(form.columns) if c.kind in _NUMBERS or c.key == "aandeel"])
    return table


def _rows_table(
    document: WordDocument, heads: Sequence[str], rows: str, keys: Sequence[str], widths: Sequence[float]
) -> Table:
    inside = [[f"{{%tr for rij in {rows} %}}"], [f"{{{{ rij.{key} }}}}" for key in keys], ["{%tr endfor %}"]]
    return add_table(document, heads, inside, widths)


def _right(table: Table, columns: Sequence[int]) -> None:
    for row in table.rows:
        for column in columns:
            row.cells[column].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _overview(document: WordDocument) -> None:
    """The three subtotals once more and their sum, which Word reckons from the tables above."""
    write(document, "Totaal", "Heading 3")
    table = add_table(document, ("Soort samenwerking", "Bedrag"), [], (7, 1.6))
    for part, name in BUDGET_PARTS.items():
        _sum_row(table, f"tabellen.begroting.{part}.subtotaal", f"=subtotaal_{part}{_MONEY}", 2, head=name)
    whole = " + ".join(f"subtotaal_{part}" for part in BUDGET_PARTS)
    _sum_row(table, "tabellen.begroting_totaal", f"={whole}{_MONEY}", 2, head="Totaal gevraagd voor 2027")
    _right(table, (1,))


def _sum_row(table: Table, value: str, formula: str, width: int, part: str = "", head: str = "") -> None:
    """Add a row whose last cell shows ``value``, or a field that lets Word reckon ``formula`` where there is none."""
    label = head or (f"Subtotaal: {BUDGET_PARTS[part]}" if part else "Totaal")
    add_row(table, [label])
    cells = table.rows[-1].cells
    for cell, above in zip(cells, table.rows[0].cells, strict=True):
        cell.width = above.width
        for run in cell.paragraphs[0].runs:
            run.bold = head in ("", "Totaal gevraagd voor 2027")
    _field(cells[width - 1], value, formula, part)


def _field(cell: _Cell, value: str, formula: str, part: str) -> None:
    cell.paragraphs[0].text = f"{{%p if {value} %}}"
    for text in (f"{{{{ {value} }}}}", "{%p else %}", "", "{%p endif %}"):
        cell.add_paragraph(text, SMALL).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph = cell.paragraphs[3]
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {formula} ")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = prompt("telt op met F9")
    run.append(text)
    field.append(run)
    if part:
        number = str(list(BUDGET_PARTS).index(part) + 1)
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), number)
        start.set(qn("w:name"), f"subtotaal_{part}")
        end.set(qn("w:id"), number)
        paragraph._p.extend([start, field, end])
    else:
        paragraph._p.append(field)


def _checklist(document: WordDocument) -> None:
    tags(document, "{%p if let_op %}")
    heading = write(document, "Voor het indienen", "Heading 1")
    heading.paragraph_format.page_break_before = True
    tags(document, "{%p for hulp in let_op %}")
    write(document, "Invulhulp. {{ hulp.titel }}: {{ hulp.tekst }}", STYLE)
    tags(document, "{%p endfor %}", "{%p endif %}")
