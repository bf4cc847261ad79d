"""What is drawn in a PDF but not seen on its page: invisible, white, tiny, or outside the paper.

It is no evidence, and is told. Invisible words over a picture are what text recognition read there: those are
kept, and told too. Backgrounds are only sought on pages with invisible or white words.
"""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2.raw as raw

from resvtool.document import Problem
from resvtool.reading import pdf_raw
from resvtool.reading.pdf_model import Page, Word
from resvtool.reading.pdf_rules import painted
from resvtool.reading.pdf_words import Area, turned_box
from resvtool.reading.unseen import UNSEEN

WHITE, INVISIBLE = "white-text", "invisible-text"
_UNMAPPED_SHARE = 0.2
_FEW_LETTERS = 30


def drop_unseen(scratch: pdf_raw.Scratch, handle: int, quarter: int, area: Area, page: Page) -> None:
    """Take the words that nobody sees from ``page`` (of this pdfium handle), and note why in ``page.unseen``."""
    if not any(w.unseen for w in page.words):
        return
    grounds = [
        (turned_box(box, quarter, area), kind, dark)
        for box, kind, dark in painted(scratch, handle)
        if box[2] > box[0] and box[3] > box[1]
    ]
    kept = []
    for word in page.words:
        if word.unseen == WHITE and _on_dark(word, grounds):
            word.unseen = ""
        elif word.unseen == INVISIBLE and _over_picture(word, grounds):
            word.unseen = ""
            page.recognised = True
        if word.unseen:
            if any(c.isalnum() for c in word.text):
                page.unseen.add(word.unseen)
        else:
            kept.append(word)
    page.words = kept


Ground = tuple[Area, int, bool]


def _on_dark(word: Word, grounds: Sequence[Ground]) -> bool:
    """Say whether the topmost thing that is painted where a word stands is dark enough for white letters."""
    return next((dark for box, _, dark in reversed(grounds) if _covers(box, word)), False)


def _over_picture(word: Word, grounds: Sequence[Ground]) -> bool:
    return any(kind == raw.FPDF_PAGEOBJ_IMAGE and _covers(box, word) for box, kind, _ in grounds)


def _covers(box: Area, word: Word) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def unseen_problems(pages: Sequence[Page]) -> list[Problem]:
    """Return what must be told of text on ``pages`` that is not seen, or that may not say what is seen."""
    problems = []
    for code, text in UNSEEN.items():
        if numbers := [p.number for p in pages if code in p.unseen]:
            problems.append(Problem(code, text, _place(numbers)))
    if numbers := [p.number for p in pages if p.recognised]:
        text = "De tekst komt uit tekstherkenning en ligt onzichtbaar over een beeld; te zien kan iets anders zijn."
        problems.append(Problem("recognised-text", text, _place(numbers)))
    if numbers := [p.number for p in pages if is_unmapped(p)]:
        text = (
            "Een lettertype zegt niet welke letters het tekent (geen Unicode-tabel); de tekst is niet goed gelezen. "
            "Maak de PDF opnieuw, of lever het Word-bestand aan."
        )
        problems.append(Problem("font-without-letters", text, _place(numbers)))
    return problems


def is_unmapped(page: Page) -> bool:
    """Say whether much of the text of a page is in fonts that do not tell their letters."""
    letters = sum(len(w.text) for w in page.words)
    return page.unmapped >= _FEW_LETTERS and page.unmapped >= _UNMAPPED_SHARE * letters


def _place(numbers: Sequence[int]) -> str:
    """Name pages, with ranges for those that follow each other: "pagina 1-3, 7"."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return "pagina " + ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)
