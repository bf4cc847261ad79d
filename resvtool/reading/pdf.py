"""Reads a PDF to a Document: pages to words, words to lines in reading order, lines to blocks."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pypdfium2 as pdfium

from resvtool.document import Document, Problem, UnreadableDocument
from resvtool.reading import pdf_raw
from resvtool.reading.limits import USUAL, Limits
from resvtool.reading.mending import Mender
from resvtool.reading.pdf_blocks import BlockMaker, block_texts, mend_blocks
from resvtool.reading.pdf_columns import Arranger
from resvtool.reading.pdf_covered import drop_covered
from resvtool.reading.pdf_damage import contents, may_have_layers
from resvtool.reading.pdf_file import bookmarks, damaged, extras, flatten_fields, metadata, open_pdf
from resvtool.reading.pdf_footnotes import FootnoteTaker
from resvtool.reading.pdf_headings import find_headings
from resvtool.reading.pdf_joining import Joiner, habits
from resvtool.reading.pdf_model import Frame, Item, Line, Page, PageTable, Rule
from resvtool.reading.pdf_paragraphs import Assembler, usual_pitch, usual_size
from resvtool.reading.pdf_pieces import attach_labels, build_pieces
from resvtool.reading.pdf_rules import read_rules
from resvtool.reading.pdf_running import Running, take_running
from resvtool.reading.pdf_tables import RuledTables, unruled_tables
from resvtool.reading.pdf_unseen import drop_unseen, is_unmapped, unseen_problems
from resvtool.reading.pdf_words import WordReader, read_page


def read_pdf(path: Path, limits: Limits = USUAL) -> Document:
    """Read a PDF file, no more of it than ``limits`` allow.

    Gives the Document with its blocks in reading order. Raises UnreadableDocument, with one Dutch
    sentence, for a file that is empty, no PDF, damaged beyond repair, locked with a password or
    without any text; OSError when the file cannot be opened at all.
    """
    limits.check(path, "file", path.stat().st_size)
    data = path.read_bytes()
    source = open_pdf(path, data)
    try:
        limits.check(path, "pages", len(source))
        pieces = contents(data)
        pages = _read_pages(path, source, limits, may_have_layers(pieces))
        problems = [*_unread(path, pages), *unseen_problems(pages), *extras(source, pieces)]
        laid = _lay_out(pages)
        units = Assembler(laid.pitch).assemble(laid.items)
        headings = find_headings(units, laid.body, bookmarks(source))
        maker = BlockMaker([p.frame for p in pages], laid.joiner)
        blocks = maker.make(units, headings, laid.notes)
        mend_blocks(blocks, Mender(block_texts(blocks)))
        return Document(
            path=str(path),
            format="pdf",
            sha256=hashlib.sha256(data).hexdigest(),
            blocks=blocks,
            pages=len(pages),
            headers=laid.running.headers,
            footers=laid.running.footers,
            problems=problems,
            metadata=metadata(source),
        )
    finally:
        source.close()


def _read_pages(path: Path, source: pdfium.PdfDocument, limits: Limits, layered: bool) -> list[Page]:
    reader = WordReader()
    pages = []
    for index in range(len(source)):
        try:
            loaded = flatten_fields(source, source[index], index)
        except pdfium.PdfiumError:
            pages.append(Page(index + 1, Frame(0, 0), [], damaged=True))
            continue
        place = f"pagina {index + 1}"
        check = partial(limits.check, path, "objects", place=place)
        page, quarter, area = read_page(reader, loaded, index + 1, check)
        drop_unseen(reader.scratch, pdf_raw.handle(loaded.raw), quarter, area, page)
        drawing = read_rules(reader.scratch, pdf_raw.handle(loaded.raw), quarter, area, page)
        limits.check(path, "pixels", page.pixels, place)
        drop_covered(page, loaded, drawing, layered)
        loaded.close()
        pages.append(page)
    return pages


def _unread(path: Path, pages: Sequence[Page]) -> list[Problem]:
    """Problems that name the pages nothing was read from; UnreadableDocument when none was read."""
    if all(p.damaged for p in pages):
        raise UnreadableDocument(damaged(path))
    written = [p for p in pages if p.words]
    if written and all(map(is_unmapped, written)):
        raise UnreadableDocument(
            f"{path}: de lettertypen in de PDF zeggen niet welke letters ze tekenen (geen Unicode-tabel), dus is er "
            "geen tekst te lezen; maak de PDF opnieuw of lever het Word-bestand aan."
        )
    if not written and any(p.unseen for p in pages):
        raise UnreadableDocument(
            f"{path}: alle tekst in de PDF is onzichtbaar, wit of buiten het papier, dus is er niets te beoordelen; "
            "lever een PDF aan waarvan de tekst te zien is."
        )
    if not written:
        raise UnreadableDocument(
            f"{path}: de PDF heeft geen tekstlaag (waarschijnlijk zijn het alleen beelden); "
            "laat het bestand door OCR gaan of lever het Word-bestand aan."
        )
    problems = []
    if spoilt := [p.number for p in pages if p.damaged]:
        text = f"{_pages(spoilt)} beschadigd en niet gelezen; maak de PDF opnieuw."
        problems.append(Problem("page-damaged", text, _place(spoilt)))
    if pictured := [p.number for p in pages if not p.words and p.pictures]:
        text = f"{_pages(pictured)} zonder tekst die gelezen kan worden (waarschijnlijk een beeld); kijk zelf na."
        problems.append(Problem("page-without-text", text, _place(pictured)))
    return problems


def _pages(numbers: Sequence[int]) -> str:
    names = ", ".join(map(str, numbers))
    return f"Pagina {names} is" if len(numbers) == 1 else f"Pagina's {names} zijn"


def _place(numbers: Sequence[int]) -> str:
    return f"pagina {', '.join(map(str, numbers))}"


@dataclass(slots=True)
class _Layout:
    """Lines and tables of the whole document in reading order, and what was set apart."""

    items: list[Item]
    notes: dict[int, list[list[Line]]]
    running: Running
    joiner: Joiner
    body: float
    pitch: float
    tables: dict[int, list[PageTable]] = field(default_factory=dict)


def _lay_out(pages: Sequence[Page]) -> _Layout:
    joiner = Joiner(habits([p.words for p in pages]))
    tables: list[list[PageTable]] = []
    pieces: list[list[Line]] = []
    loose: dict[int, list[Rule]] = {}
    ruled_tables = RuledTables(pages, joiner)
    for page in pages:
        ruled, words, loose[page.number] = ruled_tables.take(page)
        found, left = unruled_tables(loose[page.number], build_pieces(words, page.number))
        tables.append([*ruled, *found])
        pieces.append(left)
    kept, running = take_running([(p.frame.height, lines) for p, lines in zip(pages, pieces, strict=True)])
    arranger = Arranger(usual_size([line for lines in kept for line in lines]))
    arranged = arranger.arrange_all(
        [[*attach_labels(lines), *found] for lines, found in zip(kept, tables, strict=True)]
    )
    lines = [i for items in arranged for i in items if isinstance(i, Line)]
    body, pitch = usual_size(lines), usual_pitch(lines)
    footnotes = FootnoteTaker(body)
    items: list[Item] = []
    for page, found_items in zip(pages, arranged, strict=True):
        items.extend(footnotes.take(page, found_items, loose[page.number]))
    return _Layout(items, footnotes.notes, running, joiner, body, pitch)
