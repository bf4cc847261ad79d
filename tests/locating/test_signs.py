"""The signs of a passage, as the second witness weighs them."""

from resvtool.locating.passages import Passages, Window
from resvtool.locating.signs import Signs, sign_of
from resvtool.reading.markdown import read_markdown
from resvtool.rules.loading import load_lexicon

LEXICON = load_lexicon()


def _passages(text: str) -> Passages:
    return Passages(read_markdown(text), LEXICON)


def _paragraph(text: str) -> frozenset[str]:
    passages = _passages(text)
    last = max(passages.sentences)
    return Signs(passages).of_window(passages.sentences[last].windows[Window.PARAGRAPH])


def it_folds_inflections_numbers_and_years() -> None:
    assert sign_of("afspraken") == sign_of("afspraak")
    assert sign_of("12.500") == "0"
    assert sign_of("2028") == "0j"
    assert sign_of("twaalf") == "0w"
    assert sign_of(";") == ""


def it_takes_words_pairs_and_parts_of_words() -> None:
    signs = _paragraph("De coöperatie beheert het geld.")
    assert {sign_of("cooperatie"), f"{sign_of('cooperatie')}_{sign_of('beheert')}", "^coope", "ratie$"} <= signs


def it_takes_the_words_of_the_headings_along() -> None:
    signs = _paragraph("# Financiën\n\n## Beheer\n\nDe stichting houdt de rekening.\n")
    assert f"h:{sign_of('beheer')}" in signs
    assert f"h:{sign_of('financien')}" in signs


def it_takes_the_heads_of_column_and_row_along() -> None:
    signs = _paragraph("| Risico | Maatregel |\n|---|---|\n| Te weinig mensen | Een gedeelde poule |\n")
    assert f"h:{sign_of('maatregel')}" in signs


def it_marks_words_that_are_no_evidence_where_they_stand() -> None:
    signs = _paragraph("Er is geen kassier aangewezen.")
    assert "~" + sign_of("kassier") in signs
    assert sign_of("kassier") not in signs


def it_weighs_pairs_of_sentences_paragraphs_and_rows_and_the_same_sentences_once() -> None:
    passages = _passages("Een zin. Nog een zin. En een derde.\n\nAlleen dit.\n\n| A | B |\n|---|---|\n| een | twee |\n")
    signs = Signs(passages)
    kinds = {s.windows[k] for s in passages.sentences.values() for k in (Window.PAIR, Window.PARAGRAPH)}
    assert set(signs.places()) == kinds
    members = [tuple(passages.members[w]) for w in signs.windows()]
    assert len(members) == len(set(members))
    assert all(passages.members[signs.windows()[place]] == passages.members[w] for w, place in signs.places().items())
