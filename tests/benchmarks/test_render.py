"""Rendered plans: what a reader reads back is the source, in order, without the decoys."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
import render
from rendering.damage import broken_ligatures, recognised
from rendering.fonts import FontMissing
from rendering.source import Grid, Heading, Item, plain, read_source
from rendering.word import DECOYS, HEADER, texts

from resvtool.document import BlockKind, Document, Part
from resvtool.reading.opening import read_document

_PARAGRAPHS = "\n\n".join(
    f"Het samenwerkingsverband van buurt {name} bespreekt elke maand de patiënten die het zwaarst wegen."
    for name in ("Noord", "Oost", "Zuid", "West", "Midden", "Haven", "Dorp", "Polder", "Kern", "Rand", "Dijk", "Veld")
)
PLAN = f"""# Samen in Proefland

**Vastgesteld op 4 juni 2026**

## 1. Begin

In Proefland *werken* huisartsen en apothekers **samen**.[^a] De begroting is € 12.500.

- eerste punt
- tweede punt
    - onderdeel ervan

1. begin
2. vervolg

{_PARAGRAPHS}

## 2. Geld

| Post | Bedrag |
|---|---:|
| Coördinatie | € 10.000 |
| Scholing van praktijkhouders | € 2.500 |
| **Totaal** | **€ 12.500** |

### 2.1 Slot

Tijdens de zitting heeft de voorzitter de activiteiten toegelicht.

[^a]: Sinds 2024, met steun van de gemeenten.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    return tmp_path


def made(folder: Path, name: str, plan: str = PLAN) -> Document:
    try:
        render.VARIANTS[name](read_source(plan), folder / name)
    except FontMissing as missing:
        pytest.skip(str(missing))
    return read_document(folder / name)


def words(found: list[str]) -> list[str]:
    return re.findall(r"[\w€.]+", " ".join(found))


def body_words(document: Document) -> list[str]:
    found = []
    for block in document.blocks:
        if block.part is not Part.FOOTNOTE:
            label = block.label if block.kind is BlockKind.HEADING else ""
            found += [label, block.table.text() if block.table else block.text]
    return [word.rstrip(".") for word in words(found) if word.rstrip(".")]


def source_words(plan: str = PLAN) -> list[str]:
    return [word.rstrip(".") for word in words(texts(read_source(plan).blocks)) if word.rstrip(".")]


class DescribeSource:
    def it_knows_headings_items_tables_and_notes(self) -> None:
        source = read_source(PLAN)

        assert [(b.level, plain(b.runs)) for b in source.blocks if isinstance(b, Heading)][:2] == [
            (1, "Samen in Proefland"),
            (2, "1. Begin"),
        ]
        items = [b for b in source.blocks if isinstance(b, Item)]
        assert [(b.label, b.level) for b in items] == [("•", 0), ("•", 0), ("•", 2), ("1.", 0), ("2.", 0)]
        (table,) = [b for b in source.blocks if isinstance(b, Grid)]
        assert table.head
        assert table.right == (False, True)
        assert plain(source.notes["a"]) == "Sinds 2024, met steun van de gemeenten."


class DescribeWordFiles:
    @pytest.mark.parametrize("name", ["styles.docx", "word.docx"])
    def they_hold_the_plan_in_order(self, folder: Path, name: str) -> None:
        assert body_words(made(folder, name)) == source_words()

    def they_have_real_headings_lists_tables_and_notes(self, folder: Path) -> None:
        document = made(folder, "styles.docx")

        assert [(b.level, b.certainty) for b in document.headings() if b.certainty == 1.0] == [
            (1, 1.0),
            (2, 1.0),
            (2, 1.0),
            (3, 1.0),
        ]
        assert [b.text for b in document.blocks if b.kind is BlockKind.LIST_ITEM][2] == "onderdeel ervan"
        assert [b.table.header_rows for b in document.blocks if b.table] == [1]
        assert [b.text for b in document.blocks if b.part is Part.FOOTNOTE] == [
            "Sinds 2024, met steun van de gemeenten."
        ]

    def they_hide_their_decoys(self, folder: Path) -> None:
        document = made(folder, "word.docx")
        text = " ".join(b.text for b in document.blocks)

        assert not any(decoy in text for decoy in DECOYS)
        assert HEADER not in text
        assert HEADER in " ".join(document.headers)
        assert any(b.part is Part.TEXTBOX for b in document.blocks)

    def they_hold_decoys_to_hide(self, folder: Path) -> None:
        made(folder, "word.docx")
        with zipfile.ZipFile(folder / "word.docx") as package:
            raw = package.read("word/document.xml").decode()
            comments = package.read("word/comments.xml").decode()

        assert "<w:delText" in raw
        assert "<w:ins " in raw
        assert "<w:sdt>" in raw
        assert DECOYS[0] in comments


class DescribePdfFiles:
    def they_hold_the_plan_in_order(self, folder: Path) -> None:
        long = PLAN.replace(_PARAGRAPHS, "\n\n".join([_PARAGRAPHS] * 6))
        plan = long.split("[^a]:")[0].replace("[^a]", "")
        document = made(folder, "twocolumn.pdf", plan)

        assert (document.pages or 0) > 2
        assert body_words(document) == source_words(plan)

    @pytest.mark.parametrize(("name", "damage"), [("ligatures.pdf", "toegelichƟng"), ("ocr.pdf", "patiénten")])
    def they_are_damaged(self, folder: Path, name: str, damage: str) -> None:
        made(folder, name)
        with pypdfium2.PdfDocument(folder / name) as pdf:
            text = " ".join(page.get_textpage().get_text_range() for page in pdf)

        assert "acƟviteiten" in text if name == "ligatures.pdf" else damage in text

    @pytest.mark.parametrize("name", ["twocolumn.pdf", "ligatures.pdf", "styles.docx", "word.docx"])
    def they_are_the_same_every_time(self, folder: Path, name: str) -> None:
        made(folder, name)
        first = (folder / name).read_bytes()
        made(folder, name)

        assert (folder / name).read_bytes() == first


class DescribeDamage:
    def it_swaps_the_longest_ligature_first(self) -> None:
        assert broken_ligatures("wachttijd, zitting, heeft, onafhankelijk") == "wachƫjd, ziƫng, heeŌ, onaĬankelijk"

    def it_confuses_accents_and_loses_some_spaces(self) -> None:
        text = "de patiënten van de praktijk en de apotheek in de wijk " * 20 + "financiële coördinatie"

        assert "patiénten" in recognised(text)
        assert len(recognised(text)) >= len(text) - 60


class DescribeRender:
    def it_leaves_newer_files_alone(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(render, "VARIANTS", {"styles.docx": render.styles_docx})

        assert render.render(folder) == ["styles.docx"]
        assert render.render(folder) == []
        assert render.render(folder, force=True) == ["styles.docx"]
