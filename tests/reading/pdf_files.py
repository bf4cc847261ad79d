"""Makes real PDF files for the tests: text, rules, tables and bookmarks exactly where a test wants them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf
from fpdf import FPDF
from fpdf.enums import AccessPermission, EncryptionMethod

from resvtool.document import Block, BlockKind, Document

LEADING = 13.0


class PdfFile:
    """A PDF under construction: A4 in points, origin at the top left, Helvetica."""

    def __init__(self) -> None:
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.c_margin = 0

    def page(self, *, landscape: bool = False) -> PdfFile:
        """Start a page."""
        self.pdf.add_page(orientation="landscape" if landscape else "portrait")
        return self

    def text(self, x: float, y: float, text: str, size: float = 10, style: str = "") -> PdfFile:
        """Write text on a baseline. ``style`` is B, I or both."""
        self.pdf.set_font("Helvetica", style, size)
        self.pdf.text(x, y, text)
        return self

    def lines(
        self, x: float, y: float, lines: Sequence[str], size: float = 10, style: str = "", leading: float = LEADING
    ) -> float:
        """Write lines below each other and give the baseline of the next."""
        for line in lines:
            self.text(x, y, line, size, style)
            y += leading
        return y

    def sideways(self, x: float, y: float, text: str) -> PdfFile:
        """Write text that runs up the page."""
        with self.pdf.rotation(90, x, y):
            self.text(x, y, text)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> PdfFile:
        """Draw a line."""
        self.pdf.line(x0, y0, x1, y1)
        return self

    def picture(self, x: float, y: float, size: float) -> PdfFile:
        """Put a picture."""
        from PIL import Image

        self.pdf.image(Image.new("RGB", (8, 8), "navy"), x, y, size, size)
        return self

    def grid(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        cells: Sequence[Sequence[str]],
        head: bool = False,
        ruled: bool = True,
    ) -> PdfFile:
        """Write a table. A newline in a cell starts a line; ``head`` sets the first row in bold."""
        if ruled:
            for y in ys:
                self.rule(xs[0], y, xs[-1], y)
            for x in xs:
                self.rule(x, ys[0], x, ys[-1])
        for r, row in enumerate(cells):
            for c, cell in enumerate(row):
                self.lines(xs[c] + 4, ys[r] + 11, cell.split("\n"), 9, "B" if head and r == 0 else "", 11)
        return self

    def bookmark(self, title: str, level: int = 0) -> PdfFile:
        """Put a bookmark to the current page; level 0 is the outermost."""
        self.pdf.start_section(title, level)
        return self

    def lock(self, password: str) -> PdfFile:
        """Ask for a password to open the file."""
        self.pdf.set_encryption(
            owner_password="eigenaar",
            user_password=password,
            encryption_method=EncryptionMethod.RC4,
            permissions=AccessPermission.none(),
        )
        return self

    def save(self, folder: Path, name: str = "plan.pdf") -> Path:
        """Write the file."""
        path = folder / name
        self.pdf.output(str(path))
        return path


def respell(path: Path, code: str, shown: str) -> Path:
    """Make every font of a PDF give ``shown`` for the letter ``code``, as a bad font table does."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        table = pdf.make_stream(_unicode_table({ord(code): shown}).encode())
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                font.ToUnicode = table
        pdf.save(path)
    return path


def _unicode_table(changes: dict[int, str]) -> str:
    codes = {c: chr(c) for c in range(32, 127)} | changes
    rows = "\n".join(f"<{c:02x}> <{t.encode('utf-16-be').hex()}>" for c, t in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{rows}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )


def told(document: Document, kind: BlockKind) -> list[str]:
    """The texts of the blocks of one kind, each with its label before it."""
    return [f"{b.label} {b.text}".strip() for b in document.blocks if b.kind is kind]


def headings(document: Document) -> list[tuple[int | None, str]]:
    """Level and text of the headings."""
    return [(b.level, f"{b.label} {b.text}".strip()) for b in document.headings()]


def paragraphs(document: Document) -> list[str]:
    """The texts of the paragraphs."""
    return told(document, BlockKind.PARAGRAPH)


def tables(document: Document) -> list[Block]:
    """The blocks that are tables."""
    return [b for b in document.blocks if b.kind is BlockKind.TABLE]
