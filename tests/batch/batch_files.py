"""Real plans for the tests of batches, and a progress that remembers what it was told."""

from __future__ import annotations

import pathlib
import threading
import zipfile
from xml.sax.saxutils import escape

from resvtool.batch.rows import Row
from resvtool.batch.running import Options

SENTENCES = {
    "Bouwsteen 5 Executiekracht": "Loopt een project vast, dan zoekt de projectleider binnen twee weken een oplossing. "
    "Lukt dat niet, dan beslist het kernteam binnen een maand en daarna het bestuur.",
    "Bouwsteen 7 Begroting": "De begroting voor 2027 telt op tot € 120.000, waarvan € 50.000 voor het regionale niveau.",
}
_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def word_plan(path: pathlib.Path, *extra: str, times: int = 1) -> pathlib.Path:
    """Write a small Word plan to ``path``; ``times`` repeats its text, to make it as large as a test wants."""
    body = [_paragraph(text) for pair in SENTENCES.items() for text in pair] + [_paragraph(text) for text in extra]
    path.parent.mkdir(parents=True, exist_ok=True)
    packing = zipfile.ZIP_DEFLATED if times == 1 else zipfile.ZIP_STORED  # repeated text packs as small as a bomb
    with zipfile.ZipFile(path, "w", packing) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr(
            "word/document.xml", f"<w:document {_NAMES}><w:body>{''.join(body) * times}</w:body></w:document>"
        )
    return path


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def options(places: pathlib.Path | list[pathlib.Path], out: pathlib.Path, /, **others: object) -> Options:
    """Return options for a batch of two workers."""
    given = places if isinstance(places, list) else [places]
    return Options(**{"places": tuple(map(str, given)), "out": str(out), "jobs": 2, **others})  # type: ignore[arg-type]


def small_ruleset(folder: pathlib.Path, title: str = "Escalatieladder") -> str:
    """Write a ruleset of one rule, which loads in no time, and return its place."""
    folder.mkdir(exist_ok=True)
    (folder / "ruleset.yaml").write_text("id: klein\n", encoding="utf-8")
    (folder / "ladder.yaml").write_text(
        f"""id: bb5/ladder
block: 5
title: {{nl: "{title}", en: "{title}"}}
need: {{nl: Er is een ladder., en: There is a ladder.}}
advice: {{nl: Beschrijf de ladder., en: Describe the ladder.}}
source: {{handreiking: "Bouwsteen 5"}}
severity: error
gate: true
check: {{kind: describes, terms: {{ladder: [kernteam], bestuur: [bestuur]}}, evidence: [{{all: [ladder, bestuur]}}]}}
""",
        encoding="utf-8",
    )
    return str(folder)


class Told:
    """A progress that remembers."""

    def __init__(self) -> None:
        self.total = 0
        self.notes: list[str] = []
        self.started: list[str] = []
        self.rows: dict[str, Row] = {}
        self.again: list[str] = []
        self.any_begun = threading.Event()

    def start(self, total: int) -> None:
        self.total = total

    def note(self, text: str) -> None:
        self.notes.append(text)

    def begun(self, name: str) -> None:
        self.started.append(pathlib.PurePath(name).name)
        self.any_begun.set()

    def done(self, row: Row, again: bool) -> None:
        self.rows[row.title] = row
        if again:
            self.again.append(row.title)
