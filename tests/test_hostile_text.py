"""Text made to be slow: no pattern hangs on it, and no word of it breaks the way from a document to a report."""

import importlib
import pkgutil
import re
import time
from functools import lru_cache

import pytest

import resvtool
from resvtool.assessment import assess_document
from resvtool.document import Anchor, Block, BlockKind, Document, Table
from resvtool.facts.labels import Label, references
from resvtool.language.words import LONGEST_SENTENCE, sentences
from resvtool.reading.disguise import LONGEST_WORD, undisguised
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Ruleset, Status

UNBROKEN = ["a", "A", "é", "1", ".", "(", "[", "A1-", "1,", "_", "a.", "1/"]
WORDS = ["a ", "Aa ", "1 ", ". ", "[ ", "en de ", "€ 1.000 ", "50% van ", "100 van 120 ", "(AB) ", "Aaa, ", "1. "]
HOSTILE = [
    "1 ", "50% ", "100 van 120 ", "€ 1.000 ", "(AB) ", "[naam ", "Aaa, ", "A1-", "a1 tot a4 ", "activiteit 1: ",
    "knelpunt 2 ", "bouwsteen 1, ", "1 januari 2027 ", "hechte wijkverbanden 10% ", "\n", "a\n", "mandaat 75% huisartsen ",
]  # fmt: skip


@lru_cache(maxsize=1)
def ruleset() -> Ruleset:
    return load_ruleset("landelijk")


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern that stands in a module of the reading, the language and the facts."""
    found: dict[str, re.Pattern[str]] = {}

    def collect(name: str, value: object) -> None:
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            found.setdefault(value.pattern, value)
        elif isinstance(value, tuple | list):
            for inner in value:
                collect(name, inner)
        elif isinstance(value, dict):
            for inner in value.values():
                collect(name, inner)

    for info in pkgutil.walk_packages(resvtool.__path__, "resvtool."):
        if info.name.split(".")[1] in ("facts", "language", "locating", "reading", "rules"):
            for name, value in vars(importlib.import_module(info.name)).items():
                collect(f"{info.name}.{name}", value)
    return list(found.items())


def it_knows_the_patterns_of_all_modules():
    assert len(patterns()) > 150


@pytest.mark.parametrize("unit", [*UNBROKEN, *WORDS])
def it_hangs_no_pattern(unit):
    length = LONGEST_WORD if unit in UNBROKEN else LONGEST_SENTENCE
    text = (unit * length)[:length]
    for name, pattern in patterns():
        begin = time.process_time()
        for _ in pattern.finditer(text):
            pass
        pattern.search(text + "!")
        assert time.process_time() - begin < 1, name


def document(text: str) -> Document:
    table = Table((("Kop", "Twee"), ("Een", text)))
    return Document(
        "plan.docx", "docx", "0" * 64,
        [
            Block(BlockKind.HEADING, "Bouwsteen 5", Anchor((), 1), level=1),
            Block(BlockKind.PARAGRAPH, text, Anchor(("Bouwsteen 5",), 2)),
            Block(BlockKind.TABLE, table.text(), Anchor(("Bouwsteen 5",), 3), table=table),
        ],
    )  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def it_ends_and_breaks_nowhere(unit):
    begin = time.process_time()
    assessment = assess_document(undisguised(document((unit * 4000)[:4000])), ruleset())
    assessment.plan.facts_as_data()
    assert time.process_time() - begin < 20
    assert [r.rule.id for r in assessment.results if r.status is Status.ERROR] == []


def it_cuts_a_sentence_without_end_between_words():
    text = "woord " * 2000
    spans = sentences(text)
    assert max(end - start for start, end in spans) <= LONGEST_SENTENCE
    assert " ".join(text[a:b] for a, b in spans).split() == text.split()


def it_reads_a_range_of_labels_in_small_letters():
    known = {Label("a", str(n)): f"activiteit {n}" for n in range(1, 6)}
    assert [label.number for label in references("zie a2 tot en met a4", known)] == ["2", "3", "4"]
