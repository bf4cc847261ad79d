"""Opens a Word file: checks what it is, and gives its parts and their relationships."""

from __future__ import annotations

import hashlib
import io
import pathlib
import posixpath
import urllib.parse
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from resvtool.document import UnreadableDocument
from resvtool.reading.limits import USUAL, Limits
from resvtool.reading.pictures import ENOUGH, pixels
from resvtool.reading.word_xml import Element, ForbiddenXml, W, parse_xml

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS_PER_PART = 20
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp")
_SMALL = 10_000_000  # unpacked bytes under which no ratio is suspect
_PACKAGE_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,  # zipfile: the member is encrypted
    OSError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A reference from one part to another. ``kind`` is the last word of its type ("footnotes")."""

    kind: str
    target: str


class Package:
    """The parts of a Word file.

    ``sha256`` is of the file's bytes; ``main`` is the name of the part that holds the text; ``external`` the kinds
    of references to outside the file that were met so far, none of which is ever followed. Raises
    :class:`UnreadableDocument` when the file is no readable Word file.
    """

    def __init__(self, path: pathlib.Path, limits: Limits = USUAL) -> None:
        self.name = str(path)
        self.limits = limits
        limits.check(path, "file", path.stat().st_size)
        data = path.read_bytes()
        self.sha256 = hashlib.sha256(data).hexdigest()
        _refuse_other_formats(self.name, data)
        # Each member has such a mark in the list of contents; embedded archives have theirs.
        limits.check(path, "parts", data.count(b"PK\x01\x02") // _MARKS_PER_PART)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise damaged(self.name) from error
        self._check_sizes()
        self._names = {name.lower(): name for name in self._zip.namelist()}
        self._rels: dict[str, dict[str, Relationship]] = {}
        self.external: set[str] = set()
        self.main = self._find_main()

    @cached_property
    def document(self) -> Element:
        """The root element (w:document) of the main part."""
        try:
            root = self.part(self.main)
        except etree.XMLSyntaxError as error:
            if "xcessive depth" in str(error):
                raise too_deep(self.name) from error
            raise damaged(self.name, self.main) from error
        if root is None or root.tag != W + "document":
            raise _not_word(self.name, "een ander soort bestand")
        return root

    @property
    def has_macros(self) -> bool:
        """Whether the file carries macros."""
        return any(name.endswith("vbaproject.bin") for name in self._names)

    def part(self, name: str) -> Element | None:
        """Return the root element of the part ``name``, None when there is no such part.

        Raises ``etree.XMLSyntaxError`` when the part is no XML, and :class:`UnreadableDocument`
        when it cannot be unpacked.
        """
        data = self.read(name)
        if data is None:
            return None
        try:
            return parse_xml(data)
        except ForbiddenXml as error:
            raise UnreadableDocument(
                f"{self.name}: een deel ({name}) bevat XML-entiteiten (DOCTYPE); Word schrijft die nooit en resvtool "
                "volgt ze niet. Open het bestand in Word en sla het opnieuw op als docx."
            ) from error

    def read(self, name: str) -> bytes | None:
        """Return the bytes of the part ``name``, None when there is no such part."""
        stored = self._names.get(name.lower().lstrip("/"))
        if stored is None:
            return None
        try:
            self.limits.check(self.name, "part", self._zip.getinfo(stored).file_size, stored)
            return self._zip.read(stored)
        except _BROKEN as error:
            raise damaged(self.name, stored) from error

    def relationships(self, source: str) -> dict[str, Relationship]:
        """Return the relationships of the part ``source`` ("" for the package) by their id.

        Targets outside the package are left out.
        """
        if source not in self._rels:
            self._rels[source] = self._read_relationships(source)
        return self._rels[source]

    def related(self, source: str, kind: str) -> str | None:
        """Return the name of the first part of this kind that ``source`` refers to, or None."""
        for relationship in self.relationships(source).values():
            if relationship.kind == kind:
                return relationship.target
        return None

    def _check_sizes(self) -> None:
        """Refuse a bomb before anything is unpacked. Sizes that lie make a part damaged when it is read."""
        members = self._zip.infolist()
        self.limits.check(self.name, "parts", len(members))
        unpacked = sum(m.file_size for m in members)
        self.limits.check(self.name, "unpacked", unpacked)
        if unpacked > _SMALL:
            self.limits.check(self.name, "ratio", unpacked // max(sum(m.compress_size for m in members), 1))

    def check_pictures(self) -> None:
        """Refuse pictures that say to be larger than is allowed. Their pixels are never unpacked."""
        for name in self._names.values():
            if name.lower().endswith(_PICTURES):
                try:
                    with self._zip.open(name) as picture:
                        size = pixels(picture.read(ENOUGH))
                except _BROKEN:
                    continue  # it is looked at by nobody
                self.limits.check(self.name, "pixels", size, name)

    def _read_relationships(self, source: str) -> dict[str, Relationship]:
        folder, base = posixpath.split(source)
        name = posixpath.join(folder, "_rels", base + ".rels")
        try:
            root = self.part(name)
        except etree.XMLSyntaxError:
            root = None
        found: dict[str, Relationship] = {}
        for element in root if root is not None else ():
            if element.tag != _PACKAGE_RELS + "Relationship":
                continue
            if element.get("TargetMode", "").lower() == "external":
                self.external.add(element.get("Type", "").rsplit("/", 1)[-1])
                continue
            target = urllib.parse.unquote(element.get("Target", ""))
            target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            found[element.get("Id", "")] = Relationship(kind, target)
        return found

    def _find_main(self) -> str:
        main = self.related("", "officeDocument")
        if main and main.lower() in self._names:
            folder = main.split("/", 1)[0].lower()
            other = {"xl": "een Excel-werkmap", "ppt": "een PowerPoint-presentatie"}.get(folder)
            if other:
                raise _not_word(self.name, other)
            return main
        if "word/document.xml" in self._names:
            return "word/document.xml"
        if main or any(name.startswith("word/") for name in self._names):
            raise UnreadableDocument(
                f"{self.name}: de tekst ontbreekt in dit Word-bestand (deel "
                f"{main or 'word/document.xml'}); open het in Word, sla het opnieuw op als docx "
                "en probeer het weer."
            )
        mimetype = self.read("mimetype") or b""
        if b"opendocument" in mimetype:
            raise _not_word(self.name, "een OpenDocument-bestand (odt)")
        raise _not_word(self.name, "een zip-bestand met andere inhoud")


def damaged(name: str, part: str = "") -> UnreadableDocument:
    """Return the error that says that a file (or one part of it) is damaged."""
    where = f" (deel {part})" if part else ""
    return UnreadableDocument(
        f"{name}: het Word-bestand is beschadigd of niet volledig{where}; open het in Word, laat "
        "het herstellen, sla het opnieuw op als docx, of vraag het opnieuw op."
    )


def too_deep(name: str) -> UnreadableDocument:
    """Return the error that says that things stand too deep in each other to be read."""
    return UnreadableDocument(
        f"{name}: het document is te diep genest om te lezen; haal tabellen in tabellen uit elkaar en sla het "
        "opnieuw op."
    )


def _not_word(name: str, what: str) -> UnreadableDocument:
    return UnreadableDocument(
        f"{name}: dit is geen Word-document maar {what}; open het in het programma waarmee het is "
        "gemaakt en sla het op als docx of pdf."
    )


def _refuse_other_formats(name: str, data: bytes) -> None:
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableDocument(f"{name}: het bestand is leeg; vraag het opnieuw op of sla het opnieuw op als docx.")
    if data.startswith(_OLE):
        raise _old_or_protected(name, data)
    if data.startswith(b"PK"):
        return
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        raise UnreadableDocument(f"{name}: dit is een pdf met de naam van een Word-bestand; geef het de extensie .pdf.")
    if start.startswith(b"{\\rtf"):
        raise _not_word(name, "een rtf-bestand")
    if start.startswith((b"<html", b"<!doctype html")):
        raise _not_word(name, "een webpagina (html)")
    if _looks_like_text(data):
        raise _not_word(name, "een gewoon tekstbestand")
    raise damaged(name)


def _looks_like_text(data: bytes) -> bool:
    """Say whether bytes are text: hardly any control characters in their start."""
    start = data[:4000]
    control = sum(byte < 32 and byte not in b"\t\r\n\f" for byte in start)
    return control * 100 < len(start)


def _old_or_protected(name: str, data: bytes) -> UnreadableDocument:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableDocument(
            f"{name}: het bestand is beveiligd met een wachtwoord; sla het in Word op zonder "
            "wachtwoord (Bestand, Info, Document beveiligen) en probeer het weer."
        )
    return UnreadableDocument(
        f"{name}: dit is een bestand van Word 97-2003 (doc); open het in Word en sla het op als docx."
    )
