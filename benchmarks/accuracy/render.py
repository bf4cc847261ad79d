"""Renders plans in Markdown as the six kinds of files that the accuracy benchmark lints.

    python benchmarks/accuracy/render.py FOLDER... [--force]

Each folder holds a plan.md; the files come beside it. A file that is newer than its plan.md is left alone.
``office.pdf`` needs LibreOffice (``soffice``); without it that file is skipped, and said to be.
"""

from __future__ import annotations

import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable

import pikepdf
from rendering.damage import damaged
from rendering.printed import Design, write_report
from rendering.source import Source, read_source
from rendering.word import write_styled, write_unstyled

_ODD_LETTERS = "ë€’–•ƟƩƫŌĬƞ"


class OfficeMissing(Exception):
    """LibreOffice is not on this machine."""


def styles_docx(source: Source, path: pathlib.Path) -> None:
    """Write the plan as a Word file with heading styles."""
    write_styled(source, path)


def word_docx(source: Source, path: pathlib.Path) -> None:
    """Write the plan as a Word file without styles, with revisions, comments and content controls."""
    write_unstyled(source, path)


def office_pdf(source: Source, path: pathlib.Path) -> None:
    """Write the plan as a PDF that LibreOffice makes of the styled Word file."""
    with tempfile.TemporaryDirectory() as folder:
        word = pathlib.Path(folder) / f"{path.stem}.docx"
        write_styled(source, word)
        convert(word, path)


def twocolumn_pdf(source: Source, path: pathlib.Path) -> None:
    """Write the plan as a designed report in two columns."""
    write_report(source, path, Design(columns=2, serif=False, size=9.5))


def ligatures_pdf(source: Source, path: pathlib.Path) -> None:
    """Write the plan as a report whose ligatures come out as other letters."""
    write_report(damaged(source, "ligatures"), path, Design(colour=(40, 60, 120), letters=_ODD_LETTERS))


def ocr_pdf(source: Source, path: pathlib.Path) -> None:
    """Write the plan as a report whose text was recognised from a scan."""
    write_report(damaged(source, "ocr"), path, Design(colour=(60, 60, 60), size=10.5))


VARIANTS: dict[str, Callable[[Source, pathlib.Path], None]] = {
    "styles.docx": styles_docx,
    "word.docx": word_docx,
    "office.pdf": office_pdf,
    "twocolumn.pdf": twocolumn_pdf,
    "ligatures.pdf": ligatures_pdf,
    "ocr.pdf": ocr_pdf,
}


def find_office() -> str:
    """Return where LibreOffice is. Raises OfficeMissing."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise OfficeMissing("soffice not found")
    return office


def convert(word: pathlib.Path, pdf: pathlib.Path) -> None:
    """Convert a Word file to PDF by LibreOffice, with fixed dates and ids."""
    office = find_office()
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(word)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        with pikepdf.open(pathlib.Path(folder) / f"{word.stem}.pdf") as made:
            made.docinfo["/CreationDate"] = "D:20260615090000Z"
            for where, key in ((made.docinfo, "/ModDate"), (made.trailer, "/DocChecksum")):
                if key in where:
                    del where[key]
            made.save(pdf, deterministic_id=True)


def render(folder: pathlib.Path, force: bool = False) -> list[str]:
    """Render the plan in ``folder`` and return the names of the files that were made."""
    plan = folder / "plan.md"
    source = read_source(plan.read_text(encoding="utf-8"))
    made = []
    for name, write in VARIANTS.items():
        path = folder / name
        if not force and path.is_file() and path.stat().st_mtime > plan.stat().st_mtime:
            continue
        try:
            write(source, path)
        except OfficeMissing as missing:
            print(f"{path}: overgeslagen, {missing}", file=sys.stderr)
            continue
        made.append(name)
    return made


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--force", action="store_true", help="also make files that are newer than their plan")
    options = parser.parse_args()
    for folder in options.folders:
        if not (folder / "plan.md").is_file():
            print(f"{folder}: geen plan.md", file=sys.stderr)
            continue
        print(f"{folder}: {', '.join(render(folder, options.force)) or 'niets te doen'}")


if __name__ == "__main__":
    main()
