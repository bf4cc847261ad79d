"""Makes the sample plans from their Markdown: a Word file with contents, notes and tables, and a PDF from it.

    python benchmarks/make_samples.py [NAME...]

Needs LibreOffice (``soffice``) for the PDFs. The page numbers in the contents come from a first conversion.
"""

from __future__ import annotations

import argparse
import pathlib
import re
import sys
import tempfile

import pypdfium2

sys.path.insert(0, str(pathlib.Path(__file__).parent / "accuracy"))

from render import convert
from rendering.package import Look
from rendering.source import Heading, Source, plain, read_source
from rendering.word import write_styled

SAMPLES = pathlib.Path(__file__).parents[1] / "sample_plans"
LOOKS = {
    "zwinderland": Look(
        contents=True,
        header="RESV-plan Zwinderland 2027",
        footer="Samen Zwinderland",
        title="RESV-plan Zwinderland 2027",
        author="Samen Zwinderland",
    ),
    "oosterbeemd": Look(
        font="Liberation Sans",
        colour="3B6E22",
        shaded="E2EFD9",
        size=10,
        contents=True,
        footer="Eerstelijnsnetwerk Oosterbeemd",
        title="Dichtbij in de Beemden",
        author="Eerstelijnsnetwerk Oosterbeemd",
    ),
    "graslanden": Look(
        font="Liberation Sans",
        colour="7A1F2B",
        shaded="F2DCDB",
        size=10,
        contents=True,
        numbered=True,
        header="Coöperatie Eerstelijn Graslanden U.A.",
        footer="RESV-plan 2027",
        title="RESV-plan Coöperatie Eerstelijn Graslanden",
        author="Coöperatie Eerstelijn Graslanden U.A.",
    ),
    "maasdalen": Look(
        heading_font="Liberation Serif",
        colour="000000",
        shaded="E7E6E6",
        size=11,
        contents=True,
        header="Maasdalen werkt samen",
        footer="IZA-subregio Maasdalen",
        title="Maasdalen werkt samen",
        author="Netwerk Eerste Lijn Maasdalen",
    ),
}


def make(name: str, folder: pathlib.Path = SAMPLES) -> None:
    """Make the Word file and the PDF of one sample plan."""
    source = read_source((SAMPLES / f"{name}.md").read_text(encoding="utf-8"))
    look = LOOKS[name]
    with tempfile.TemporaryDirectory() as scratch:
        draft = pathlib.Path(scratch) / f"{name}.docx"
        write_styled(source, draft, look)
        convert(draft, draft.with_suffix(".pdf"))
        pages = heading_pages(source, draft.with_suffix(".pdf"))
    write_styled(source, folder / f"{name}.docx", look, pages)
    convert(folder / f"{name}.docx", folder / f"{name}.pdf")


def heading_pages(source: Source, pdf: pathlib.Path) -> dict[int, int]:
    """Return the page on which each heading, numbered from 1, stands in ``pdf``.

    Headings are looked for in order, each from the page of the one before, on lines of their own (a
    line of the contents ends in a page number, so it never matches).
    """
    with pypdfium2.PdfDocument(pdf) as document:
        texts = ["\n" + _flat(page.get_textpage().get_text_range()) + "\n" for page in document]
    pages: dict[int, int] = {}
    page = 0
    headings = [plain(block.runs) for block in source.blocks if isinstance(block, Heading)]
    for number, text in enumerate(headings, start=1):
        line = re.compile(r"\n(?:\d+(?:\.\d+)*\s*)?" + re.escape(_flat(text)[:60].strip()) + r"(?![^\n]*\d\n)")
        page = next((at for at in range(page, len(texts)) if line.search(texts[at])), page)
        pages[number] = page + 1
    return pages


def _flat(text: str) -> str:
    return re.sub(r"[ \t]+", " ", text.replace("\r", ""))


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*LOOKS, []], help="which plans (all when left out)")
    options = parser.parse_args()
    for name in options.names or LOOKS:
        make(name)
        print(SAMPLES / name)


if __name__ == "__main__":
    main()
