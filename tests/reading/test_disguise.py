"""Words are read as they look: letters of other scripts and invisible characters do not hide or split them."""

import time

import pytest
from word_files import cell, paragraph, row, table, write_docx

from resvtool.language.terms import Corpus
from resvtool.reading.disguise import LONGEST_WORD, plain
from resvtool.reading.opening import read_document


def shown(text):
    found = []
    return plain(text, found), found


@pytest.mark.parametrize(
    "disguised",
    ["esc\u0430latieladder", "\u0435\u0455calati\u0435ladder", "escalatie\u200bladder", "esca\u2060latie\ufeffladder",
     "e\u0332scalatie\u0336ladder", "\uff45\uff53calatieladder", "\U0001d41e\U0001d42c\U0001d41calatieladder",
     "escalatie\U000e0020ladder", "escalati\u03b5ladder".replace("\u03b5", "\u0435")],
)  # fmt: skip
def it_reads_a_disguised_word_as_it_looks(disguised):
    assert shown(f"Er is een {disguised} afgesproken.")[0] == "Er is een escalatieladder afgesproken."


def it_tells_of_disguised_words_once(tmp_path):
    body = paragraph("De k\u0430ssier.") + table(row(cell("k\u0430ssier"), "gewoon"))
    document = read_document(write_docx(tmp_path / "plan.docx", body))
    (problem,) = document.problems
    assert problem.code == "disguised-letters"
    assert "2 keer" in problem.text
    assert "'kassier'" in problem.text
    assert document.blocks[1].table.rows == (("kassier", "gewoon"),)
    assert document.blocks[1].text == "kassier | gewoon"


@pytest.mark.parametrize(
    "honest",
    ["Coördinatie met de heer Çelik en mevrouw Yıldız.", "De β-blokker, 5 μg en α.", "Привет мир", "€ 1.000 – “citaat”…",
     "Ελληνική γλώσσα", "n.t.b. ✓ ☒ →"],
)  # fmt: skip
def it_leaves_honest_text_alone(honest):
    assert shown(honest) == (honest, [])


def it_finds_the_key_term_of_a_rule_in_disguise():
    corpus = Corpus()
    corpus.add(plain("Wij hebben een esc\u0430l\u0430tie\u200bl\u0430dder.", []))
    assert corpus.find("escalatie*")


def it_cuts_runs_of_letters_without_end():
    begin = time.perf_counter()
    text, _ = shown("a" * 100_000)
    assert max(map(len, text.split())) == LONGEST_WORD
    assert text.replace(" ", "") == "a" * 100_000
    assert shown("é" * 50_000)[0].count(" ") == 50_000 // LONGEST_WORD - 1
    assert time.perf_counter() - begin < 1
