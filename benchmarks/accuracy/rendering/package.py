"""The parts of a Word file around its text: styles, lists, notes, running lines and the zip itself."""

from __future__ import annotations

import pathlib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

DATE = "2026-06-15T09:00:00Z"
_ZIP_DATE = (2026, 6, 15, 9, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
BULLETS = 1
NUMBERED_HEADINGS = 2
FIRST_NUMBERS = 10


@dataclass(frozen=True, slots=True)
class Look:
    """How a Word file looks. Sizes are in points; ``numbered`` numbers its headings automatically."""

    font: str = "Liberation Serif"
    heading_font: str = "Liberation Sans"
    colour: str = "1F3864"
    size: float = 10.5
    contents: bool = False
    numbered: bool = False
    shaded: str = "D9E2F3"
    header: str = ""
    footer: str = ""
    title: str = ""
    author: str = ""


def styles(look: Look) -> str:
    """Return styles.xml."""
    size = int(look.size * 2)
    fonts = f'<w:rFonts w:ascii="{look.font}" w:hAnsi="{look.font}" w:cs="{look.font}"/>'
    heads = "".join(_heading_style(n, look) for n in range(1, 6))
    return _part(
        "styles",
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>'
        f"{heads}"
        + _style("Titel", "Title", '<w:spacing w:after="240"/>', _font(look, 26, bold=True))
        + _style(
            "Cel", "Tabeltekst", '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>', _points(9)
        )
        + _style("Lijst", "List Paragraph", '<w:spacing w:after="60"/>', "")
        + _style("Koptekst", "header", '<w:spacing w:after="0"/>', _points(8))
        + _style("Voettekst", "footer", '<w:spacing w:after="0"/>', _points(8))
        + _style(
            "Voetnoottekst", "footnote text", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', _points(8.5)
        )
        + _style("Opmerking", "annotation text", "", _points(9))
        + _style("KopInhoud", "TOC Heading", '<w:keepNext/><w:spacing w:before="240"/>', _font(look, 15, bold=True))
        + "".join(_contents_style(n) for n in (1, 2, 3))
        + '<w:style w:type="character" w:styleId="Voetnootmarkering"><w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
    )


def _style(style_id: str, name: str, paragraph: str, run: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/><w:basedOn w:val="Standaard"/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _points(size: float) -> str:
    return f'<w:sz w:val="{int(size * 2)}"/><w:szCs w:val="{int(size * 2)}"/>'


def _font(look: Look, size: float, bold: bool = False) -> str:
    family = look.heading_font
    fonts = f'<w:rFonts w:ascii="{family}" w:hAnsi="{family}" w:cs="{family}"/>'
    return f'{fonts}{"<w:b/>" if bold else ""}<w:color w:val="{look.colour}"/>{_points(size)}'


def _heading_style(level: int, look: Look) -> str:
    size = (18, 14, 12, 11, 10.5)[level - 1]
    number = (
        f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{NUMBERED_HEADINGS}"/></w:numPr>'
        if look.numbered and level <= 3
        else ""
    )
    before = (360, 280, 200, 160, 120)[level - 1]
    return (
        f'<w:style w:type="paragraph" w:styleId="Kop{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="Standaard"/><w:next w:val="Standaard"/><w:qFormat/><w:pPr><w:keepNext/>{number}'
        f'<w:spacing w:before="{before}" w:after="100"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f"<w:rPr>{_font(look, size, bold=True)}</w:rPr></w:style>"
    )


def _contents_style(level: int) -> str:
    tabs = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9060"/></w:tabs>'
    look = f'{tabs}<w:spacing w:after="40"/><w:ind w:left="{(level - 1) * 240}"/>'
    return _style(f"Inhopg{level}", f"toc {level}", look, "")


def numbering(starts: Mapping[int, int]) -> str:
    """Return numbering.xml; ``starts`` holds the first number of each numbered list by its id."""
    bullets = "".join(_level(i, "bullet", "•–"[i % 2]) for i in range(4))
    numbers = "".join(_level(i, "decimal", f"%{i + 1}.") for i in range(4))
    heads = "".join(
        _level(i, "decimal", ".".join(f"%{n}" for n in range(1, i + 2)), f'<w:pStyle w:val="Kop{i + 1}"/>', 0)
        for i in range(3)
    )
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for i, levels in enumerate((bullets, heads, numbers))
    )
    nums = f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
    nums += f'<w:num w:numId="{NUMBERED_HEADINGS}"><w:abstractNumId w:val="1"/></w:num>'
    nums += "".join(
        f'<w:num w:numId="{FIRST_NUMBERS + key}"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for key, start in starts.items()
    )
    return _part("numbering", kinds + nums)


def _level(index: int, kind: str, text: str, more: str = "", indent: int = 360) -> str:
    left = (index + 1) * indent if indent else 567
    hanging = indent or 567
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def footnotes(notes: Iterable[str]) -> str:
    """Return footnotes.xml with the markup of each note's runs, numbered from 1."""
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{i}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for i, kind, mark in ((-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator"))
    )
    mark = '<w:r><w:rPr><w:rStyle w:val="Voetnootmarkering"/></w:rPr><w:footnoteRef/></w:r>'
    made = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:pPr><w:pStyle w:val="Voetnoottekst"/></w:pPr>{mark}'
        f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{runs}</w:p></w:footnote>'
        for i, runs in enumerate(notes, start=1)
    )
    return _part("footnotes", rules + made)


def comments(texts: Iterable[str]) -> str:
    """Return comments.xml with comments numbered from 0."""
    return _part(
        "comments",
        "".join(
            f'<w:comment w:id="{i}" w:author="meelezer" w:initials="ml" w:date="{DATE}"><w:p><w:pPr>'
            f'<w:pStyle w:val="Opmerking"/></w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:comment>'
            for i, text in enumerate(texts)
        ),
    )


def running(tag: str, text: str) -> str:
    """Return a header ("hdr") or footer ("ftr") part; a footer ends in the page number."""
    style = "Koptekst" if tag == "hdr" else "Voettekst"
    number = (
        '<w:r><w:t xml:space="preserve"> | pagina </w:t></w:r>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        if tag == "ftr"
        else ""
    )
    line = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>{number}'
    return _part(tag, f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{line}</w:p>')


def _part(root: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} {NAMESPACES}>{inside}</w:{root}>'


def write(path: pathlib.Path, body: str, parts: Mapping[str, str], look: Look) -> None:
    """Write a Word file: ``body`` is the inside of w:body, ``parts`` further parts by name."""
    links = "".join(f'<Relationship Id="{name}" Type="{_OFFICE}/{_kind(name)}" Target="{name}.xml"/>' for name in parts)
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{_kind(name)}+xml"/>' for name in parts
    )
    core = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(look.title)}</dc:title><dc:creator>{escape(look.author)}</dc:creator>"
        + "".join(f'<dcterms:{k} xsi:type="dcterms:W3CDTF">{DATE}</dcterms:{k}>' for k in ("created", "modified"))
        + "</cp:coreProperties>"
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>{kinds}'
        f'<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="main" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
        "docProps/core.xml": core,
        "word/document.xml": _part("document", f"<w:body>{body}{_section(parts)}</w:body>"),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, text in files.items():
            package.writestr(zipfile.ZipInfo(name, _ZIP_DATE), text.encode(), zipfile.ZIP_DEFLATED)


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def _section(parts: Mapping[str, str]) -> str:
    links = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{kind}1"/>' for kind in ("header", "footer") if f"{kind}1" in parts
    )
    return (
        f'<w:sectPr>{links}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" '
        'w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
    )
