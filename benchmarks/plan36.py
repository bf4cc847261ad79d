"""A 36-page plan as Word and PDF, for timing: the text of the sample plans, repeated to length."""

from __future__ import annotations

import itertools
import pathlib

import docx
from fpdf import FPDF

from resvtool.document import Block, BlockKind, Table
from resvtool.reading.opening import read_document

_SAMPLES = pathlib.Path(__file__).parents[1] / "sample_plans"
_PAGES = 36
_FONT = pathlib.Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


def blocks() -> list[Block]:
    """Return the blocks of the sample plans, one plan after the other."""
    return [b for path in sorted(_SAMPLES.glob("*.docx")) for b in read_document(path).blocks]


def write_pdf(path: pathlib.Path) -> int:
    """Write a PDF of 36 pages to ``path``; return the number of pages."""
    pdf = FPDF(format="A4")
    pdf.set_margin(22)
    pdf.add_page()
    for block in itertools.cycle(blocks()):
        if pdf.page_no() > _PAGES:
            break
        if block.table is not None:
            _pdf_table(pdf, block.table)
        elif block.kind is BlockKind.HEADING:
            pdf.set_font("Helvetica", "B", 17 - 2 * min(block.level or 1, 3))
            pdf.multi_cell(0, 9, _latin(f"{block.label} {block.text}".strip()), new_x="LMARGIN", new_y="NEXT")
        else:
            pdf.set_font("Helvetica", "", 11)
            pdf.multi_cell(0, 6, _latin(f"{block.label} {block.text}".strip()), new_x="LMARGIN", new_y="NEXT")
            pdf.ln(2)
    pdf.output(str(path))
    return pdf.page_no()


def _pdf_table(pdf: FPDF, table: Table) -> None:
    pdf.set_font("Helvetica", "", 9)
    with pdf.table(line_height=5) as made:
        for row in table.rows:
            cells = made.row()
            for cell in row:
                cells.cell(_latin(cell))


def _latin(text: str) -> str:
    return text.replace("€", "EUR").encode("latin-1", "replace").decode("latin-1")


def write_docx(path: pathlib.Path) -> None:
    """Write a Word plan of about the same length to ``path``."""
    words = 0
    document = docx.Document()
    for block in itertools.cycle(blocks()):
        if words > _PAGES * 330:
            break
        words += len((block.table.text() if block.table else block.text).split())
        if block.table is not None:
            made = document.add_table(len(block.table.rows), block.table.width)
            for r, row in enumerate(block.table.rows):
                for c, cell in enumerate(row):
                    made.cell(r, c).text = cell
        elif block.kind is BlockKind.HEADING:
            document.add_heading(block.text, min(block.level or 1, 3))
        else:
            document.add_paragraph(block.text)
    document.save(str(path))
