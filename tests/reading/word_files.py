"""Builds Word files for tests from raw XML, so that a test shows the very markup it is about."""

from __future__ import annotations

import pathlib
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from resvtool.document import Block, BlockKind, Document
from resvtool.reading.word import read_docx

_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
}
NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMES.items())
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

HEADING_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Kop{n}"><w:name w:val="heading {n}"/>'
    f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
    for n in range(1, 5)
)


def run(text: str, properties: str = "") -> str:
    """Return a run; ``properties`` goes in its w:rPr."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str = "", properties: str = "", style: str = "", look: str = "") -> str:
    """Return a paragraph of plain text, or of markup where ``content`` starts with "<"."""
    inside = content if content.startswith("<") else run(content, look)
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{chosen}{properties}</w:pPr>{inside}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """Return a table cell of plain text, or of blocks where ``content`` starts with "<"."""
    inside = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Return a table row of plain texts or cells."""
    inside = "".join(c if c.startswith("<w:") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str, properties: str = "") -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def item(text: str, level: int = 0, list_id: int = 1) -> str:
    """Return a paragraph in an automatic list."""
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, number)


def level(index: int, text: str, style: str = "decimal", more: str = "", start: int = 1) -> str:
    """Return one level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*abstract: Sequence[str], instances: str = "") -> str:
    """Return the inside of numbering.xml: list 1 has the first levels, list 2 the second..."""
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{i}">{"".join(levels)}</w:abstractNum>'
        for i, levels in enumerate(abstract, start=1)
    )
    nums = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(1, len(abstract) + 1))
    return kinds + nums + instances


def note(note_id: int, content: str, tag: str = "footnote") -> str:
    """Return a footnote or endnote."""
    mark = f"<w:r><w:{tag}Ref/></w:r>"
    return f'<w:{tag} w:id="{note_id}">{paragraph(mark + run(" " + content))}</w:{tag}>'


def text_box(*paragraphs: str) -> str:
    """Return a run with a text box as Word writes it: a choice, and a fallback of the same text."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f'<wp:docPr id="1" name="Tekstvak 1"/><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp>'
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture(description: str = "", centimetres: float = 5, extra: str = "") -> str:
    """Return a run with a picture."""
    size = int(centimetres * 360_000)
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{size}" cy="{size}"/>'
        f'<wp:docPr id="2" name="Afbeelding" descr="{description}">{extra}</wp:docPr><a:graphic>'
        '<a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="x.png"/></pic:nvPicPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def field(instruction: str, result: str) -> str:
    """Return a complex field with a result of plain text, or of markup."""
    shown = result if result.startswith("<") else run(result)
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def write_docx(
    path: pathlib.Path,
    body: str,
    *,
    main_name: str = "word/document.xml",
    raw: dict[str, str | bytes] | None = None,
    relationships: str = "",
    types: str = "",
    **parts: str,
) -> pathlib.Path:
    """Write a Word file and return its path.

    ``parts`` holds the inside of styles, numbering, footnotes, endnotes and settings; ``raw``
    further members of the package by name; ``relationships`` further ones of the main part; ``types``
    further content types.
    """
    roots = {"settings": "settings", "styles": "styles", "numbering": "numbering"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'{types}<Override PartName="/{main_name}" ContentType="{_MAIN_TYPE}"/></Types>',
        )
        package.writestr("_rels/.rels", rels(relationship("m", "officeDocument", main_name)))
        package.writestr(main_name, f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        links = relationships
        for name, inside in parts.items():
            root = roots.get(name, name)
            package.writestr(f"word/{name}.xml", f"<w:{root} {NAMESPACES}>{inside}</w:{root}>")
            links += relationship(name, name, f"{name}.xml")
        folder, base = main_name.rsplit("/", 1)
        package.writestr(f"{folder}/_rels/{base}.rels", rels(links))
        for name, content in (raw or {}).items():
            package.writestr(name, content)
    return path


def relationship(key: str, kind: str, target: str, mode: str = "") -> str:
    """Return one relationship."""
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{key}" Type="{_RELATIONSHIPS}{kind}" Target="{target}"{outside}/>'


def rels(inside: str) -> str:
    """Return a relationships part."""
    uri = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{uri}">{inside}</Relationships>'


def read(folder: pathlib.Path, body: str, **options: object) -> Document:
    """Write a Word file in ``folder`` and read it; ``options`` are those of :func:`write_docx`."""
    return read_docx(write_docx(folder / "plan.docx", body, **options))  # type: ignore[arg-type]


def texts(document: Document) -> list[str]:
    """Return the texts of all blocks, tables as their text."""
    return [block.text for block in document.blocks]


def labelled(document: Document) -> list[tuple[str, str]]:
    """Return label and text of all blocks."""
    return [(block.label, block.text) for block in document.blocks]


def headings(document: Document) -> list[tuple[int | None, str]]:
    """Return level and text of all headings."""
    return [(block.level, block.text) for block in document.headings()]


def only_table(document: Document) -> Block:
    """Return the one table of a document."""
    (found,) = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    assert found.table is not None
    return found
