"""How our Word templates look: one set of styles, and small helpers to write paragraphs and tables with tags.

A template is an ordinary Word file with docxtpl's tags in it: ``{{ value }}`` in a text, and ``{%p ... %}`` or
``{%tr ... %}`` alone in a paragraph or table row, which then disappears.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import BaseStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FONT = "Arial"
BLUE = RGBColor(0x1F, 0x4E, 0x79)
GREY = RGBColor(0x59, 0x59, 0x59)
HEAD_FILL = "DCE6F1"
TEXT_WIDTH = Cm(17)
TABLE = "RESV-tabel"
SMALL = "Tabeltekst"


def new_document(title: str, subject: str) -> WordDocument:
    """Return an empty A4 document with our styles, in Dutch, without python-docx's own sample properties."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    properties = document.core_properties
    properties.title, properties.subject = title, subject
    properties.author = "resvtool"
    properties.comments = properties.keywords = ""
    properties.language = "nl-NL"
    _texts(document)
    _tables(document)
    return document


def _texts(document: WordDocument) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, 10.5)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.1
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    normal.element.get_or_add_rPr().append(language)
    _font(styles["Title"], 26, BLUE, bold=True)
    _font(styles["Subtitle"], 13, GREY)
    styles["Subtitle"].font.italic = False
    for level, size in enumerate((18, 14, 12, 11), start=1):
        heading = styles[f"Heading {level}"]
        _font(heading, size, BLUE, bold=True)
        heading.font.italic = False
        heading.paragraph_format.space_before = Pt(size)
        heading.paragraph_format.space_after = Pt(4)
        heading.paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        _font(styles[name], 8.5, GREY)
    small = styles.add_style(SMALL, WD_STYLE_TYPE.PARAGRAPH)
    small.base_style = normal
    _font(small, 9)
    small.paragraph_format.space_after = Pt(0)
    small.paragraph_format.line_spacing = 1.0


def _tables(document: WordDocument) -> None:
    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _add(borders, f"w:{side}", val="single", sz="4", space="0", color="A6A6A6")
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", "40"), ("left", "80"), ("bottom", "40"), ("right", "80")):
        _add(margins, f"w:{side}", w=width, type="dxa")
    properties.append(margins)
    style.element.append(properties)
    head = OxmlElement("w:tblStylePr")
    head.set(qn("w:type"), "firstRow")
    _add(_child(head, "w:rPr"), "w:b")
    _add(_child(head, "w:tcPr"), "w:shd", val="clear", color="auto", fill=HEAD_FILL)
    style.element.append(head)


def _font(style: BaseStyle, size: float, colour: RGBColor | None = None, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold or None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    if colour is not None:
        style.font.color.rgb = colour


def add_style(document: WordDocument, name: str, size: float, colour: RGBColor | None = None) -> BaseStyle:
    """Return a paragraph style based on Normal, added when it is not there."""
    known = name in document.styles
    style = document.styles[name] if known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    _font(style, size, colour)
    return style


def shade_style(style: BaseStyle, fill: str) -> None:
    """Give a paragraph style a background colour ("FFF7E0")."""
    _add(style.element.get_or_add_pPr(), "w:shd", val="clear", color="auto", fill=fill)


def write(document: WordDocument, text: str, style: str | None = None) -> Paragraph:
    """Add a paragraph and return it; ``text`` may hold tags."""
    return document.add_paragraph(text, style)


def tags(document: WordDocument, *texts: str) -> None:
    """Add paragraphs that only hold a tag, such as ``{%p for x in y %}``."""
    for text in texts:
        document.add_paragraph(text)


def add_table(
    document: WordDocument, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]
) -> Table:
    """Add a table: a repeated row of heads and the rows; a row of one text is a tag row. ``widths`` are shares."""
    table = document.add_table(rows=0, cols=len(heads), style=TABLE)
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    add_row(table, heads)
    repeat_head(table)
    for row in rows:
        add_row(table, row)
    whole = sum(widths)
    for column, share in zip(table.columns, widths, strict=True):
        column.width = int(TEXT_WIDTH * share / whole)
    for row in table.rows:
        for cell, share in zip(row.cells, widths, strict=True):
            cell.width = int(TEXT_WIDTH * share / whole)
    document.add_paragraph()
    return table


def add_row(table: Table, texts: Sequence[str]) -> None:
    """Add a row with a text in each cell; fewer texts than cells leave the last ones empty."""
    row = table.add_row()
    _add(row._tr.get_or_add_trPr(), "w:cantSplit")
    cells = row.cells
    for cell in cells:
        cell.paragraphs[0].style = SMALL
    for cell, text in zip(cells, texts, strict=False):
        fill(cell, text)


def fill(cell: _Cell, text: str) -> None:
    """Write ``text`` in a cell; it may hold tags."""
    cell.paragraphs[0].add_run(text)


def repeat_head(table: Table) -> None:
    """Let the first row be the head, again on every page."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    _add(properties, "w:tblHeader")


def add_page_footer(document: WordDocument, text: str) -> None:
    """Put ``text`` (with tags) and the page number at the foot of every page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{text} | pagina ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    _add(_child(field, "w:r"), "w:t").text = "1"
    paragraph._p.append(field)


def _add(parent: OxmlElement, name: str, **attributes: str) -> OxmlElement:
    child = _child(parent, name)
    for key, value in attributes.items():
        child.set(qn(f"w:{key}"), value)
    return child


def _child(parent: OxmlElement, name: str) -> OxmlElement:
    child = OxmlElement(name)
    parent.append(child)
    return child
