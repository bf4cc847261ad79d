"""Makes the pictures of the guide (``docs/beelden/``) from the sample plans, with Chromium and LibreOffice.

Run from the top of the repository: ``PYTHONPATH=. python tools/make_pictures.py``.
"""

from __future__ import annotations

import io
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import textwrap

import pikepdf
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = pathlib.Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "sample_plans"
PICTURES = ROOT / "docs" / "beelden"
WIDTH = 900  # pixels of each picture
COLOURS = 64  # enough for text, and small
# Dark grey on white, with colours that can be read there.
_THEME = TerminalTheme(
    (255, 255, 255),
    (40, 40, 40),
    [(0, 0, 0), (176, 0, 32), (0, 110, 50), (140, 90, 0), (0, 70, 160), (120, 0, 120), (0, 110, 120), (90, 90, 90)],
)
_SCREEN = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 14px 18px; background: {background}; color: {foreground}; }}
pre {{ font: 15px/1.3 "DejaVu Sans Mono", "Liberation Mono", monospace; margin: 0; }}
{stylesheet}</style><pre>{code}</pre>"""


def main() -> None:
    """Make all pictures."""
    if shutil.which("soffice") is None or not _chromium():
        sys.exit("The pictures need LibreOffice (soffice) and Chromium on the path.")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made)
        _screen(folder)
        _skeleton(folder)
        _page(folder)
        _notes(folder)
        _overview(folder)
        _memo(folder)


def _screen(folder: pathlib.Path) -> None:
    from resvtool.assessment import assess_document
    from resvtool.reading.opening import read_document
    from resvtool.report.console import text_report
    from resvtool.rules.loading import load_ruleset

    judged = assess_document(read_document(SAMPLES / "oosterbeemd.docx"), load_ruleset("landelijk"))
    lines = text_report([judged], "nl", color=True, width=92).replace(f"{SAMPLES}{os.sep}", "").splitlines()[:34]
    console = Console(record=True, file=io.StringIO(), width=96)
    console.print(Text.from_ansi("\n".join(["> resvtool lint oosterbeemd.docx", *lines])))
    page = folder / "scherm.html"
    page.write_text(console.export_html(theme=_THEME, code_format=_SCREEN), encoding="utf-8")
    _shoot(page, "scherm", 720)


def _skeleton(folder: pathlib.Path) -> None:
    plan = folder / "plan.docx"
    _resvtool("skeleton", "-r", "menzis", "--regio", "Graslanden", "-o", str(plan))
    _draw(_as_pdf(plan, folder), "skelet", "[vul in: rechtsvorm]", 0.6)


def _page(folder: pathlib.Path) -> None:
    page = folder / "rapport.html"
    _resvtool("lint", str(SAMPLES / "oosterbeemd.docx"), "-f", "html", "-o", str(page))
    _shoot(page, "bladzijde", 860, 1290)


def _notes(folder: pathlib.Path) -> None:
    """Draw a page with its marks, and beside it the notes as a PDF reader shows them."""
    copy = folder / "gemarkeerd.pdf"
    _resvtool("annotate", str(SAMPLES / "oosterbeemd.pdf"), "-o", str(copy))
    with pikepdf.open(copy) as document, pdfium.PdfDocument(copy) as drawn:
        number, notes = max(((n, _marks(page)) for n, page in enumerate(document.pages) if n), key=lambda p: len(p[1]))
        page = drawn[number]
        image = page.render(scale=1300 / page.get_width()).to_pil()
        whole = Image.new("RGB", (WIDTH * 2, image.height), "white")
        whole.paste(image, (0, 0))
        bottom = 0
        for top, text in notes:
            bottom = _note(whole, text, max(bottom + 16, int(image.height * (1 - top / page.get_height()))))
        first = int(image.height * (1 - notes[0][0] / page.get_height()))
        start = max(0, first - 120)
        _save(whole.crop((0, start, WIDTH * 2, min(whole.height, start + 1100))), "opmerkingen")


def _marks(page: pikepdf.Page) -> list[tuple[float, str]]:
    """The height and the text of each note on a page, from above."""
    found = [(float(a.Rect[3]), str(a.Contents)) for a in page.get("/Annots", []) if a.Subtype == "/Highlight"]
    return sorted(found, reverse=True)


def _note(image: Image.Image, text: str, top: int) -> int:
    """Draw a note in the margin and return where it ends."""
    font = ImageFont.truetype("DejaVuSans.ttf", 20)
    lines = [line for part in text.splitlines() for line in textwrap.wrap(part, 40)][:9]
    draw = ImageDraw.Draw(image)
    bottom = int(draw.multiline_textbbox((1324, top + 8), "\n".join(lines), font=font, spacing=3)[3]) + 10
    draw.rectangle((1310, top, WIDTH * 2 - 12, bottom), fill=(255, 248, 220), outline=(200, 170, 80), width=2)
    draw.multiline_text((1324, top + 8), "\n".join(lines), fill=(40, 40, 40), font=font, spacing=3)
    return bottom


def _overview(folder: pathlib.Path) -> None:
    plans = folder / "ingediend"
    plans.mkdir()
    for name in ("oosterbeemd.docx", "graslanden.docx", "maasdalen.pdf"):
        shutil.copy(SAMPLES / name, plans)
    (plans / "plans.csv").write_text(
        "plan;ruleset\noosterbeemd.docx;menzis\ngraslanden.docx;menzis\nmaasdalen.pdf;cz\n", encoding="utf-8"
    )
    _resvtool("batch", str(plans), "--out", str(folder / "uit"), "--quiet")
    _shoot(folder / "uit" / "overzicht.html", "overzicht", 560, 1290)


def _memo(folder: pathlib.Path) -> None:
    memo = folder / "memo.docx"
    plan = str(SAMPLES / "oosterbeemd.docx")
    _resvtool("memo", plan, "-r", "menzis", "-o", str(memo), "--datum", "2026-07-20")
    _draw(_as_pdf(memo, folder), "memo", "", 0.75)


def _resvtool(*arguments: str) -> None:
    command = [sys.executable, "-m", "resvtool", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode > 1:
        sys.exit(f"{' '.join(command)}: {done.stderr}")


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("google-chrome")


def _shoot(page: pathlib.Path, name: str, height: int, width: int = WIDTH) -> None:
    """Draw the top of a page as a browser shows it."""
    target = page.with_suffix(".png")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={width},{height}"]
    profile = f"--user-data-dir={page.parent / 'chromium'}"
    command = [_chromium() or "chromium", *options, profile, f"--screenshot={target}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    _save(Image.open(target), name)


def _as_pdf(document: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """Return the document as LibreOffice prints it."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return document.with_suffix(".pdf")


def _draw(path: pathlib.Path, name: str, words: str, part: float) -> None:
    """Draw the first page that holds ``words``: so large a part of it, from a little above the words."""
    with pdfium.PdfDocument(path) as document:
        for page in document:
            found = page.get_textpage().search(words).get_next() if words else (0, 0)
            if found is None:
                continue
            image = page.render(scale=2 * WIDTH / page.get_width()).to_pil()
            box = page.get_textpage().get_charbox(found[0]) if words else None
            top = max(0, image.height * (1 - box[3] / page.get_height()) - image.height * 0.22) if box else 0
            top = min(top, image.height * (1 - part))
            _save(image.crop((0, int(top), image.width, int(top + image.height * part))), name)
            return
    sys.exit(f"{name}: no page says {words!r}")


def _save(image: Image.Image, name: str) -> None:
    """Write a picture of our width, with few colours."""
    small = image.convert("RGB").resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)
    path = PICTURES / f"{name}.png"
    small.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
