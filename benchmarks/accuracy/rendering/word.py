"""Word files from a plan: well made (styles), and as people make them who never open the style pane."""

from __future__ import annotations

import math
import pathlib
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from rendering import package
from rendering.package import DATE, Look
from rendering.source import Block, Grid, Heading, Item, Paragraph, Run, Runs, Source, plain

DECOYS = (
    "Er is een escalatieladder met drie treden: projectleider, stuurgroep en bestuur, telkens binnen twee weken.",
    "De kassier geeft de deelnemers elk kwartaal inzage in de financiële administratie en legt verantwoording af.",
    "Om dubbele financiering te voorkomen is elke post vergeleken met de bestaande bekostiging van de deelnemers.",
)
HEADER = "Concept RESV-plan 2027"
FOOTER = "Vertrouwelijk"
_WIDTH = 9070
_NARROWEST = 900
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def write_styled(
    source: Source, path: pathlib.Path, look: Look | None = None, pages: Mapping[int, int] | None = None
) -> None:
    """Write ``source`` as a well-made Word file; ``pages`` gives the page of the nth heading for the contents."""
    look = look or Look()
    writer = _Writer(source, look)
    _write(writer, path, writer.body(pages or {}))


def write_unstyled(source: Source, path: pathlib.Path) -> None:
    """Write ``source`` as a Word file without styles, with the things readers stumble over."""
    look = Look(font="Liberation Sans", header=HEADER, footer=FOOTER)
    writer = _Unstyled(source, look)
    _write(writer, path, writer.body({}))


def _write(writer: _Writer, path: pathlib.Path, body: str) -> None:
    look, source = writer.look, writer.source
    parts = {
        "styles": package.styles(look),
        "numbering": package.numbering(writer.starts()),
        "footnotes": package.footnotes(writer.runs(runs) for runs in source.notes.values()),
    }
    if writer.comments:
        parts["comments"] = package.comments(writer.comments)
    if look.header:
        parts["header1"] = package.running("hdr", look.header)
    if look.footer:
        parts["footer1"] = package.running("ftr", look.footer)
    package.write(path, body, parts, look)


class _Writer:
    """Makes the body of a well-made Word file."""

    def __init__(self, source: Source, look: Look) -> None:
        self.source = source
        self.look = look
        self.comments: list[str] = []
        self._note_ids = {name: i for i, name in enumerate(source.notes, start=1)}
        self._headings = 0

    def starts(self) -> dict[int, int]:
        """Return the first number of each numbered list."""
        starts: dict[int, int] = {}
        for block in self.source.blocks:
            if isinstance(block, Item) and block.label != "•":
                starts.setdefault(block.list_id, int(block.label.rstrip(".)")))
        return starts

    def body(self, pages: Mapping[int, int]) -> str:
        """Return the inside of w:body."""
        made: list[str] = []
        for index, block in enumerate(self.source.blocks):
            made.append(self.block(block, index))
            if self.look.contents and index + 1 == self._contents_before():
                made.append(self._contents(pages))
        return "".join(made)

    def _contents_before(self) -> int:
        """Return the index of the second heading: the contents stand after the title and what belongs to it."""
        places = [i for i, block in enumerate(self.source.blocks) if isinstance(block, Heading)]
        return places[1] if len(places) > 1 else 0

    def block(self, block: Block, index: int) -> str:
        """Return the markup of one block, the ``index``-th of the plan."""
        if isinstance(block, Heading):
            return self.heading(block)
        if isinstance(block, Item):
            return self.item(block)
        if isinstance(block, Grid):
            return self.table(block)
        return paragraph(self.runs(block.runs))

    def heading(self, block: Heading) -> str:
        """Return a heading in its style, with a bookmark for the contents."""
        self._headings += 1
        number = self._headings
        style = "Titel" if self.look.contents and number == 1 else f"Kop{self._level(block)}"
        marks = (
            f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number:05d}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )
        return paragraph(marks[0] + self.runs(block.runs) + marks[1], style)

    def _level(self, block: Heading) -> int:
        return min(max(block.level - 1 if self.look.contents else block.level, 1), 5)

    def item(self, block: Item) -> str:
        """Return a list item in an automatic list."""
        key = package.BULLETS if block.label == "•" else package.FIRST_NUMBERS + block.list_id
        number = f'<w:numPr><w:ilvl w:val="{min(block.level, 3)}"/><w:numId w:val="{key}"/></w:numPr>'
        return paragraph(self.runs(block.runs), "Lijst", number)

    def table(self, block: Grid) -> str:
        """Return a table with borders and, if it has one, a head that repeats on every page."""
        widths = column_widths(block)
        rows = "".join(self.row(block, r, widths) for r in range(len(block.rows)))
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        shape = (
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/>'
        )
        gap = '<w:p><w:pPr><w:spacing w:after="60"/></w:pPr></w:p>'
        return f"<w:tbl><w:tblPr>{shape}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>{gap}"

    def row(self, block: Grid, index: int, widths: list[int]) -> str:
        """Return one row of a table."""
        head = block.head and index == 0
        properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else "<w:trPr><w:cantSplit/></w:trPr>"
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{self.look.shaded}"/>' if head else ""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
            + paragraph(self.runs(cell, bold=head), "Cel", '<w:jc w:val="right"/>' if right else "")
            + "</w:tc>"
            for cell, width, right in zip(block.rows[index], widths, block.right, strict=True)
        )
        return f"<w:tr>{properties}{cells}</w:tr>"

    def runs(self, runs: Runs, bold: bool = False) -> str:
        """Return the markup of runs; ``bold`` makes all of them bold."""
        return "".join(self._run(run, bold) for run in runs)

    def _run(self, run: Run, bold: bool) -> str:
        if run.note:
            look = '<w:rStyle w:val="Voetnootmarkering"/>'
            return f'<w:r><w:rPr>{look}</w:rPr><w:footnoteReference w:id="{self._note_ids[run.note]}"/></w:r>'
        return text_run(run.text, ("<w:b/>" if run.bold or bold else "") + ("<w:i/>" if run.italic else ""))

    def _contents(self, pages: Mapping[int, int]) -> str:
        """Return a table of contents as Word makes it: a field whose result are lines with page numbers."""
        headings = [block for block in self.source.blocks if isinstance(block, Heading)]
        lines = [
            (number, self._level(block), plain(block.runs))
            for number, block in enumerate(headings, start=1)
            if number > 1 and self._level(block) <= 2
        ]
        counts = [0, 0]
        made = [paragraph(text_run("Inhoud"), "KopInhoud")]
        for place, (number, level, text) in enumerate(lines):
            counts = [counts[0] + 1, 0] if level == 1 else [counts[0], counts[1] + 1]
            label = ".".join(str(n) for n in counts[:level]) + " " if self.look.numbered else ""
            start = _field_start() if place == 0 else ""
            end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if place == len(lines) - 1 else ""
            page = text_run(str(pages.get(number, 1)))
            line = f"{text_run(label + text)}<w:r><w:tab/></w:r>{page}"
            link = f'<w:hyperlink w:anchor="_Toc{number:05d}">{line}</w:hyperlink>'
            made.append(paragraph(start + link + end, f"Inhopg{level}"))
        gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        return f"<w:sdt>{gallery}<w:sdtContent>{''.join(made)}</w:sdtContent></w:sdt>"


def _field_start() -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


class _Unstyled(_Writer):
    """Makes the body of a Word file of bold lines, content controls, revisions, comments and a text box.

    What stands in it as content is the plan, whole and in order; the decoys are deleted or commented.
    """

    _SIZES = (32, 26, 23, 22, 21)

    def __init__(self, source: Source, look: Look) -> None:
        super().__init__(source, look)
        paragraphs = [i for i, block in enumerate(source.blocks) if isinstance(block, Paragraph)]
        self._turn = {index: n for n, index in enumerate(paragraphs)}
        self._box = self._box_place()
        self._revisions = 900
        self._tables = 0
        self.comments: list[str] = []

    def _box_place(self) -> int | None:
        """Return the first paragraph in the last third that follows a heading: a text box needs its place."""
        blocks = self.source.blocks
        for index in range(2 * len(blocks) // 3, len(blocks)):
            block = blocks[index]
            if isinstance(block, Paragraph) and isinstance(blocks[index - 1], Heading) and not _notes(block):
                return index
        return None

    def heading(self, block: Heading) -> str:
        """Return a line that only looks like a heading."""
        size = self._SIZES[min(block.level, 5) - 1]
        look = f'<w:b/><w:sz w:val="{size}"/>'
        return paragraph("".join(text_run(run.text, look) for run in block.runs))

    def block(self, block: Block, index: int) -> str:
        """Return the markup of one block, some wrapped, revised or commented."""
        if isinstance(block, Grid):
            return self._some_table(block)
        made = super().block(block, index)
        if not isinstance(block, Paragraph):
            return made
        turn, runs = self._turn[index], self.runs(block.runs)
        if index == self._box:
            return _text_box(made)
        if turn % 13 == 2 and not _notes(block):
            return paragraph(self._inserted(runs) + self._deleted())
        if turn % 13 == 5:
            return (
                f'<w:sdt><w:sdtPr><w:alias w:val="Toelichting"/></w:sdtPr><w:sdtContent>{made}</w:sdtContent></w:sdt>'
            )
        if turn % 13 == 8:
            return paragraph(f"<w:sdt><w:sdtPr/><w:sdtContent>{runs}</w:sdtContent></w:sdt>")
        if turn % 13 == 10:
            return paragraph(self._commented(runs))
        if turn % 13 == 12:
            return made + self._deleted_paragraph()
        return made

    def _some_table(self, block: Grid) -> str:
        self._tables += 1
        made = super().table(block)
        if self._tables % 4 == 2:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{made}</w:sdtContent></w:sdt>"
        return made

    def row(self, block: Grid, index: int, widths: list[int]) -> str:
        """Return a row, now and then in a content control."""
        made = super().row(block, index, widths)
        if self._tables % 4 == 3 and index % 3 == 1:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{made}</w:sdtContent></w:sdt>"
        return made

    def _revision(self, tag: str, inside: str) -> str:
        self._revisions += 1
        return f'<w:{tag} w:id="{self._revisions}" w:author="redacteur" w:date="{DATE}">{inside}</w:{tag}>'

    def _inserted(self, runs: str) -> str:
        return self._revision("ins", runs)

    def _deleted(self) -> str:
        decoy = DECOYS[self._revisions % len(DECOYS)]
        return self._revision("del", f'<w:r><w:delText xml:space="preserve"> {escape(decoy)}</w:delText></w:r>')

    def _deleted_paragraph(self) -> str:
        mark = f"<w:rPr>{self._revision('del', '')}</w:rPr>"
        return f"<w:p><w:pPr>{mark}</w:pPr>{self._deleted()}</w:p>"

    def _commented(self, runs: str) -> str:
        key = len(self.comments)
        self.comments.append("Toevoegen? " + DECOYS[key % len(DECOYS)])
        return (
            f'<w:commentRangeStart w:id="{key}"/>{runs}<w:commentRangeEnd w:id="{key}"/>'
            f'<w:r><w:commentReference w:id="{key}"/></w:r>'
        )


def paragraph(inside: str, style: str = "", more: str = "") -> str:
    """Return a paragraph."""
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{chosen}{more}</w:pPr>{inside}</w:p>"


def text_run(text: str, look: str = "") -> str:
    """Return a run of text; ``look`` goes in its w:rPr."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def column_widths(block: Grid, total: int = _WIDTH, narrowest: int = _NARROWEST) -> list[int]:
    """Return widths for the columns of a table: the more text, the wider, none too narrow for its words."""
    columns = list(zip(*block.rows, strict=True))
    weights = [math.sqrt(sum(len(plain(cell)) for cell in column) + 1) for column in columns]
    words = [max((len(w) for cell in column for w in plain(cell).split()), default=1) for column in columns]
    least = [max(narrowest, int((word + 2) * narrowest / 7.8)) for word in words]
    spare = total - sum(least)
    if spare < 0:
        return [int(total * part / sum(least)) for part in least]
    return [low + int(spare * weight / sum(weights)) for low, weight in zip(least, weights, strict=True)]


def _notes(block: Paragraph) -> bool:
    return any(run.note for run in block.runs)


def _text_box(inside: str) -> str:
    shape = '<v:shape type="#_x0000_t202" style="width:450pt;height:110pt">'
    return paragraph(
        f"<w:r><w:pict>{shape}<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def texts(blocks: Iterable[Block]) -> list[str]:
    """Return the texts of blocks in reading order, table cells one by one."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Grid):
            found.extend(plain(cell) for row in block.rows for cell in row)
        else:
            found.append(plain(block.runs))
    return [text for text in found if text.strip()]
