"""Finds a font on this machine for the PDFs: the letters of PDF's own fonts do not go beyond Latin-1."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fpdf import FPDF

_FOLDERS = (
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/liberation-serif",
    "/usr/share/fonts/liberation-sans",
    "/usr/share/fonts/dejavu-serif-fonts",
    "/usr/share/fonts/dejavu-sans-fonts",
    "C:/Windows/Fonts",
    "/System/Library/Fonts/Supplemental",
)
# Regular, bold, italic and bold italic of families with and without serifs.
_SANS = (
    ("LiberationSans-Regular", "LiberationSans-Bold", "LiberationSans-Italic", "LiberationSans-BoldItalic"),
    ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSans-BoldOblique"),
    ("arial", "arialbd", "ariali", "arialbi"),
    ("Arial", "Arial Bold", "Arial Italic", "Arial Bold Italic"),
)
_SERIF = (
    ("LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSerif-Italic", "LiberationSerif-BoldItalic"),
    ("DejaVuSerif", "DejaVuSerif-Bold", "DejaVuSerif-Italic", "DejaVuSerif-BoldItalic"),
    ("times", "timesbd", "timesi", "timesbi"),
    ("Times New Roman", "Times New Roman Bold", "Times New Roman Italic", "Times New Roman Bold Italic"),
)
_STYLES = ("", "B", "I", "BI")


class FontMissing(Exception):
    """No usable font was found. The text says what to install."""


def add_font(pdf: FPDF, serif: bool, letters: str = "ë€’–•") -> str:
    """Add a family that has all ``letters`` to ``pdf`` and return its name."""
    for files in _families(serif):
        if _has(files[0], letters):
            for style, file in zip(_STYLES, files, strict=True):
                pdf.add_font("plan", style, file)
            return "plan"
    raise FontMissing("no Liberation, DejaVu, Arial or Times font found: install fonts-liberation or fonts-dejavu")


def _families(serif: bool) -> Iterator[list[pathlib.Path]]:
    for names in (_SERIF + _SANS) if serif else (_SANS + _SERIF):
        for folder in map(pathlib.Path, _FOLDERS):
            files = [folder / f"{name}.ttf" for name in names]
            if all(file.is_file() for file in files):
                yield files


def _has(file: pathlib.Path, letters: str) -> bool:
    with TTFont(file, lazy=True) as font:
        known = font.getBestCmap()
    return all(ord(letter) in known for letter in letters)
