"""PDFs made to fool or to harm: per kind its name, how to make one, and the problem that tells of it."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Callable

import pikepdf
from pdf_files import PdfFile

Change = Callable[[pikepdf.Pdf], object]
SEEN = "De regio werkt samen aan zorg dichtbij."
HIDDEN = "(De kassier is bevoegd en ontvangt de vergoeding.) Tj"


def base(path: pathlib.Path, pages: int = 2) -> pathlib.Path:
    """A sound PDF of some pages, with a bookmark to each."""
    file = PdfFile()
    for number in range(pages):
        file.page().text(60, 100, f"{SEEN} Pagina {number + 1}.").bookmark(f"Deel {number + 1}")
    return file.save(path.parent, path.name)


def changed(change: Change) -> Callable[[pathlib.Path], pathlib.Path]:
    """A maker of a sound PDF in which ``change`` has changed something."""

    def make(path: pathlib.Path) -> pathlib.Path:
        base(path)
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(path)
        return path

    return make


def drawn(content: str, *, opacity: float = 1.0) -> Callable[[pathlib.Path], pathlib.Path]:
    """A maker of a PDF with drawing instructions added; in them {font} is a font, /G0 a state of that opacity."""

    def add(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        font = next(iter(page.Resources.Font.keys()))
        page.Resources.ExtGState = pikepdf.Dictionary(G0=pikepdf.Dictionary(ca=opacity))
        page.contents_add(pdf.make_stream(content.replace("{font}", font).encode()))

    return changed(add)


def words(more: str = "", size: float = 10, x: float = 60, y: float = 500) -> str:
    """Drawing instructions for the hidden sentence."""
    return f"q BT {{font}} {size} Tf {more} {x} {y} Td {HIDDEN} ET Q"


def layer(pdf: pikepdf.Pdf, *, on: bool, content: bytes) -> None:
    """Add ``content`` to the first page, in a layer that is on or off."""
    group = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Laag")))
    states = pikepdf.Dictionary(ON=pikepdf.Array([group] if on else []), OFF=pikepdf.Array([] if on else [group]))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([group]), D=states)
    page = pdf.pages[0]
    page.Resources.Properties = pikepdf.Dictionary(MC0=group)
    font = next(iter(page.Resources.Font.keys())).encode()
    page.contents_add(pdf.make_stream(b"/OC /MC0 BDC " + content.replace(b"{font}", font) + b" EMC"))


def _rewritten(sign: bytes, wrong: bytes) -> Callable[[pathlib.Path], int]:
    return lambda path: base(path).write_bytes(re.sub(sign, wrong, path.read_bytes()))


def _page_circle(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    pdf.Root.Pages.Count = 500


def _bookmark_circle(pdf: pikepdf.Pdf) -> None:
    first = pdf.Root.Outlines.First
    first.Next = first


def form_circle(pdf: pikepdf.Pdf) -> None:
    """Let the first page draw a form that draws itself."""
    form = pdf.make_indirect(pdf.make_stream(b"/X Do"))
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, 600, 800])
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary(X=form)
    pdf.pages[0].contents_add(pdf.make_stream(b"/X Do"))


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def _launch(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))


def _attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["geheim.xlsx"] = pikepdf.AttachedFileSpec(pdf, b"cijfers", filename="geheim.xlsx")


def _recognised(path: pathlib.Path) -> None:
    PdfFile().page().text(60, 100, SEEN).page().picture(0, 0, 842).save(path.parent, path.name)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[1].Resources.Font = pdf.pages[0].Resources.Font
        font = next(iter(pdf.pages[0].Resources.Font.keys()))
        pdf.pages[1].contents_add(pdf.make_stream(words("3 Tr").replace("{font}", font).encode()))
        pdf.save(path)


def _unseen(path: pathlib.Path) -> None:
    PdfFile().page().text(60, 100, SEEN).page().save(path.parent, path.name)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        font = next(iter(pdf.pages[0].Resources.Font.keys()))
        pdf.pages[1].Resources.Font = pdf.pages[0].Resources.Font
        pdf.pages[1].contents_add(pdf.make_stream(words("3 Tr").replace("{font}", font).encode()))
        del pdf.pages[0]
        pdf.save(path)


def _stream_bomb(path: pathlib.Path) -> None:
    import zlib

    bomb = b"999 0 obj <</Type /ObjStm>> stream\n" + zlib.compress(b" " * 50_000_000) + b"\nendstream\n"
    path.write_bytes(base(path).read_bytes() + bomb * 20)


def _layered(pdf: pikepdf.Pdf) -> None:
    layer(pdf, on=False, content=words().encode())


def _under_picture(path: pathlib.Path) -> None:
    PdfFile().page().text(60, 100, SEEN).text(60, 300, "De kassier is bevoegd.").picture(50, 280, 120).save(
        path.parent, path.name
    )


COVER = " q 1 g 50 480 400 40 re f Q"
_WHITE_ON_COVERED = "q 0 0 0.5 rg 50 480 400 40 re f 1 g 50 480 400 40 re f Q " + words("1 g")

PDF_KINDS: tuple[tuple[str, Callable[[pathlib.Path], object], str], ...] = (
    ("kring van bladzijden", changed(_page_circle), ""),
    ("kring van bladwijzers", changed(_bookmark_circle), ""),
    ("kring van formulieren", changed(form_circle), ""),
    ("begin zoek", _rewritten(rb"startxref\n\d+", b"startxref\n12"), "mended-file"),
    ("verwijzingen fout", _rewritten(rb"\d{10} 00000 n", b"0000000123 00000 n"), "mended-file"),
    ("bladzijde stuk", _rewritten(rb"/Kids \[\d+ 0 R", b"/Kids [99 0 R"), "page-damaged"),
    ("afgekapt", lambda path: path.write_bytes(base(path).read_bytes()[:120]), "refused"),
    ("onzichtbaar", drawn(words("3 Tr")), "invisible-text"),
    ("doorzichtig", drawn(words("/G0 gs"), opacity=0.0), "invisible-text"),
    ("wit", drawn(words("1 g")), "white-text"),
    ("wit op bedekt donker", drawn(_WHITE_ON_COVERED), "white-text"),
    ("piepklein", drawn(words(size=1)), "tiny-text"),
    ("naast het papier", drawn(words(x=2000)), "text-outside-page"),
    ("herkende tekst", _recognised, "recognised-text"),
    ("niets te zien", _unseen, "refused"),
    ("onder een vlak", drawn(words() + COVER), "covered-text"),
    ("onder een afbeelding", _under_picture, "covered-text"),
    ("laag die uit staat", changed(_layered), "switched-off-text"),
    ("gedraaid", changed(lambda pdf: pdf.pages[0].rotate(90, relative=False)), ""),
    ("bijlage", changed(_attached), "attachment"),
    ("javascript", changed(_script), "javascript"),
    ("start programma", changed(_launch), "action"),
    ("wachtwoord", lambda p: PdfFile().lock("x").page().text(60, 100, SEEN).save(p.parent, p.name), "refused"),
    ("stromen zonder eind", _stream_bomb, ""),
    ("alleen beeld", lambda p: PdfFile().page().picture(50, 50, 400).save(p.parent, p.name), "refused"),
    ("geen pdf", lambda path: path.write_text("Dit is gewone tekst."), "refused"),
)
