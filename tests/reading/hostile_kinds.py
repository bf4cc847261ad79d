"""Every kind of hostile file of docs/robustness.md by name, how to make one, and what must become of it."""

from __future__ import annotations

import os
import pathlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
import word_files as w
from hostile_files import LAUGHS, PNG, form_bomb, many_parts, with_doctype, with_lying_size, zip_bomb
from hostile_pdfs import PDF_KINDS
from pdf_files import PdfFile

Maker = Callable[[pathlib.Path], object]
SEEN = "De regio werkt samen aan zorg dichtbij."
SECRET = "De kassier is bevoegd en ontvangt de vergoeding."
WHITE = '<w:color w:val="FFFFFF"/>'


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of hostile file: ``becomes`` is the state of its row in a batch ("|" between those that it may have),
    ``code`` the problem that tells of it.

    ``slow`` kinds take much to make, or run into the limit of time or memory.
    """

    name: str
    make: Maker
    becomes: str = "done"
    code: str = ""
    suffix: str = ".docx"
    slow: bool = False


def _word(body: str, **more: object) -> Maker:
    return lambda path: w.write_docx(path, w.paragraph(SEEN) + body, **more)  # type: ignore[arg-type]


def _refused(name: str, make: Maker, suffix: str = ".docx", slow: bool = False) -> Kind:
    return Kind(name, make, "unreadable", suffix=suffix, slow=slow)


def _nested(depth: int) -> str:
    inside = w.paragraph("Diep.")
    for _ in range(depth):
        inside = w.table(w.row(f"<w:tc>{inside}{w.paragraph('x')}</w:tc>", "naast"))
    return inside


def _sparse(path: pathlib.Path) -> None:
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200_000_000)


def _filler(megabytes: int) -> bytes:
    """Bytes that pack to a fiftieth: no bomb by their ratio."""
    return (os.urandom(32) + bytes(2016)) * (megabytes * 512)


def _large_parts(path: pathlib.Path, *megabytes: int) -> None:
    w.write_docx(path, w.paragraph(SEEN), raw={f"word/media/{i}.bin": _filler(m) for i, m in enumerate(megabytes)})


def _endless_list(path: pathlib.Path) -> None:
    w.write_docx(path, w.paragraph(SEEN))
    path.write_bytes(path.read_bytes() + b"PK\x01\x02" * 200_000)


def _much_text(letters: int) -> str:
    sentences = (
        f"Stap {n}: het kernteam bespreekt in week {n * 7 % 53} de voortgang met bestuur {n * 13 % 997}. "
        for n in range(9)
    )
    return w.paragraph("".join(sentences)) * (letters // 500)


def _wide_table() -> str:
    wide = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="500"/></w:tcPr><w:p/></w:tc></w:tr>'
    return w.table(w.row("a", "b"), *[wide] * 400)


def _many_pages(path: pathlib.Path) -> None:
    PdfFile().page().text(60, 100, SEEN).save(path.parent, path.name)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for _ in range(1001):
            pdf.pages.append(pdf.pages[0])
        pdf.save(path)


def _many_objects(path: pathlib.Path) -> None:
    PdfFile().page().text(60, 100, SEEN).save(path.parent, path.name)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].contents_add(pdf.make_stream(b"1 1 m 9 9 l S\n" * 210_000))
        pdf.save(path, compress_streams=True)


def eats_memory(path: pathlib.Path, megabytes: int = 1500) -> None:
    """A PDF of some kilobytes with a page of very many blanks."""
    PdfFile().page().text(60, 100, SEEN).save(path.parent, path.name)
    packer, blanks = zlib.compressobj(9), b" " * 1_000_000
    packed = b"".join([*(packer.compress(blanks) for _ in range(megabytes)), packer.flush()])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        stream = pdf.make_stream(b"")
        stream.write(packed, filter=pikepdf.Name.FlateDecode)
        pdf.pages[0].contents_add(stream)
        pdf.save(path)


def draws(path: pathlib.Path) -> None:
    """A PDF of some kilobytes that draws one letter a thousand million times."""
    form_bomb(path.parent).rename(path)


def takes_long(path: pathlib.Path) -> None:
    """A Word file of as much text as is read at all: minutes of work."""
    w.write_docx(path, _much_text(1_900_000))


def _liars(path: pathlib.Path) -> None:
    links = "".join(w.relationship(k, k, f"{k}.xml") for k in ("styles", "numbering"))
    png = {f"word/{k}.xml": b"\x89PNG\r\n\x1a\n" for k in ("styles", "numbering")}
    w.write_docx(path, w.paragraph(SEEN), relationships=links, raw=dict(png))


def _external(path: pathlib.Path) -> None:
    template = w.rels(w.relationship("t", "attachedTemplate", "http://sjabloon.invalid/kwaad.dotm", "External"))
    w.write_docx(path, w.paragraph(SEEN), settings="", raw={"word/_rels/settings.xml.rels": template})


def _inserted(path: pathlib.Path) -> None:
    link = w.relationship("a", "aFChunk", "ander.html")
    body = w.paragraph(SEEN) + '<w:altChunk r:id="a"/>'
    w.write_docx(path, body, relationships=link, raw={"word/ander.html": f"<p>{SECRET}</p>"})


def _outside(path: pathlib.Path) -> None:
    place = '<wp:positionH relativeFrom="page"><wp:posOffset>90000000</wp:posOffset></wp:positionH>'
    box = w.text_box(w.paragraph(SECRET)).replace("<wp:anchor>", f"<wp:anchor>{place}")
    w.write_docx(path, w.paragraph(w.run(SEEN) + box))


def _pasted() -> str:
    from resvtool.rules.loading import load_ruleset

    rules = load_ruleset("landelijk").rules
    return "".join(w.paragraph(t) for r in rules for t in (r.need.nl, r.advice.nl) if len(t.split()) > 15)


def _keywords() -> str:
    from resvtool.rules.loading import load_ruleset

    rules = load_ruleset("landelijk").rules
    words = [t for r in rules for terms in r.check.terms.values() for t in terms[:2] if t.isalpha()]
    return w.paragraph("Bijlage", style="Kop1") + w.paragraph(", ".join(dict.fromkeys(words)))


def _pipe(path: pathlib.Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(path)
    else:
        path.write_bytes(b"PK")


_FORMULAS = w.table(w.row("=cmd|'/C calc'!A0", "@SUM(1)"), w.row("<script>alert(1)</script>", "::error::\x85x"))
_ENDLESS = w.paragraph("a" * 90_000) + w.paragraph("a1 tot a4 " * 900) + w.paragraph("100 van 120 " * 900)

WORD_KINDS = (
    _refused("zip bomb", lambda p: zip_bomb(p, 60)),
    _refused("groot deel", lambda p: _large_parts(p, 110), slow=True),
    _refused("veel uitgepakt", lambda p: _large_parts(p, *[90] * 6), slow=True),
    _refused("maat die liegt", with_lying_size),
    _refused("duizenden delen", lambda p: many_parts(p, 6000)),
    _refused("inhoud zonder eind", _endless_list),
    Kind("archief in archief", lambda p: _word("", raw={"word/embeddings/bom.zip": b"PK\x03\x04" * 99})(p)),
    _refused("entiteiten", lambda p: with_doctype(p, LAUGHS)),
    _refused(
        "entiteit van elders", lambda p: with_doctype(p, '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    ),
    _refused("entiteiten utf-16", lambda p: with_doctype(p, LAUGHS, "utf-16")),
    _refused("geneste tabellen", _word(_nested(25))),
    _refused("tabel zonder eind", _word(_wide_table())),
    _refused("lange alinea", _word(w.paragraph("lange alinea " * 80_000))),
    _refused("veel tekst", _word(_much_text(3_200_000))),
    _refused("reuzenbeeld", _word("", raw={"word/media/groot.png": PNG})),
    _refused("geen zip", lambda p: p.write_bytes(b"PK geen zip")),
    _refused("leeg", lambda p: p.write_bytes(b"")),
    _refused("pijp", _pipe),
    Kind("verborgen", _word(w.paragraph(SECRET, look="<w:vanish/>")), code="hidden-text"),
    Kind("wit", _word(w.paragraph(SECRET, look=WHITE)), code="white-text"),
    Kind("piepklein", _word(w.paragraph(SECRET, look='<w:sz w:val="2"/>')), code="tiny-text"),
    Kind("naast het papier", _outside, code="text-outside-page"),
    Kind("sjabloon van elders", _external, code="external-template"),
    Kind("veld dat haalt", _word(w.paragraph(w.field('INCLUDETEXT "/etc/passwd"', "x"))), code="external-content"),
    Kind("macro", _word("", raw={"word/vbaProject.bin": b"\xd0\xcf"}), code="macros", suffix=".docm"),
    Kind("ingevoegd bestand", _inserted, code="alt-chunk"),
    Kind("deel dat liegt", _liars, code="damaged-part"),
    Kind("geplakte eisen", lambda p: _word(_pasted())(p), code="quoted-requirement"),
    Kind("trefwoorden", lambda p: _word(_keywords(), styles=w.HEADING_STYLES)(p)),
    Kind("vermomd", _word(w.paragraph("De k\u0430ssier en de esc\u0430latieladder.")), code="disguised-letters"),
    Kind("zonder eind", _word(_ENDLESS)),
    Kind("formules", _word(_FORMULAS)),
)

SLOW_KINDS = (
    _refused("groot bestand", _sparse, ".pdf"),
    _refused("veel bladzijden", _many_pages, ".pdf"),
    _refused("veel op een bladzijde", _many_objects, ".pdf"),
    Kind("duurt lang", takes_long, "timeout", slow=True),
    Kind("tekent zonder eind", draws, "timeout|memory", suffix=".pdf", slow=True),
    Kind("eet geheugen", eats_memory, "memory", suffix=".pdf", slow=True),
)

KINDS = (
    *WORD_KINDS,
    *(
        Kind(name, make, "done" if code != "refused" else "unreadable", code if code != "refused" else "", ".pdf")
        for name, make, code in PDF_KINDS
    ),
    *SLOW_KINDS,
)
