"""The words in bold or italics that a paragraph opens with, in every format."""

from __future__ import annotations

import pathlib

import pytest
from docx import Document as WordDocument
from fpdf import FPDF

from resvtool.reading.markdown import read_markdown
from resvtool.reading.opening import read_document

_TEXTS = [
    ("Kringen op gang", " is de grootste klus van het jaar, en hij begint in januari."),
    ("", "Een gewone alinea, met later in de zin een vet woord."),
    ("De lege stoel.", " Van de praktijken staat er een op de acht leeg."),
    ("De volle avond.", " Wie hulp zoekt, wacht elf dagen."),
]
_ITALIC = {"De volle avond."}


def _word(path: pathlib.Path) -> None:
    document = WordDocument()
    for lead, rest in _TEXTS:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(lead)
        run.bold, run.italic = lead not in _ITALIC, lead in _ITALIC
        paragraph.add_run(rest)
    document.save(str(path))


def _pdf(path: pathlib.Path) -> None:
    made = FPDF(unit="pt", format="A4")
    made.add_page()
    for lead, rest in _TEXTS:
        for text, style in ((lead, "I" if lead in _ITALIC else "B"), (rest, "")):
            made.set_font("Helvetica", style, 10)
            made.write(13, text)
        made.ln(30)
    made.output(str(path))


@pytest.mark.parametrize(("name", "make"), [("plan.docx", _word), ("plan.pdf", _pdf)])
def it_reads_the_words_that_stand_out_that_open_a_paragraph(tmp_path: pathlib.Path, name: str, make) -> None:  # type: ignore[no-untyped-def]
    make(tmp_path / name)
    assert [block.lead for block in read_document(tmp_path / name).blocks] == [lead for lead, _ in _TEXTS]


def it_reads_them_in_markdown_too() -> None:
    blocks = read_markdown(
        "**Kringen op gang** is de grootste.\n\n- **Punt.** Meer\n\nGewoon **vet** later.\n\n**Kop**\n\n*De lege nacht* moet anders.\n\n*Heel schuin.*"
    ).blocks
    assert [block.lead for block in blocks] == ["Kringen op gang", "Punt.", "", "", "De lege nacht", ""]
