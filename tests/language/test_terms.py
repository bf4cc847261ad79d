import time

import pytest

from resvtool.language.terms import Corpus, TermError, parse_term


def corpus(*texts: str) -> Corpus:
    made = Corpus()
    for text in texts:
        made.add(text)
    return made


def found(term: str, *texts: str) -> list[str]:
    searched = corpus(*texts)
    return [" ".join(t.text for t in searched.tokens[h.start : h.end]) for h in searched.find(term)]


def it_finds_a_word_in_its_inflections() -> None:
    assert found("afspraak", "Wij maken afspraken.") == ["afspraken"]


def it_finds_compounds_by_wildcards() -> None:
    text = "De escalatieladder, het wijkverband en de Streektafel."
    assert found("escalatie*", text) == ["escalatieladder"]
    assert found("*verband", text) == ["wijkverband"]
    assert found("*tafel*", text) == ["Streektafel"]


def it_takes_an_exact_form_only_where_asked() -> None:
    assert found("=wv", "De wv doet mee, de WVer niet.") == ["wv"]


def it_bridges_a_gap_within_a_sentence_but_not_beyond() -> None:
    assert found("legt .. verantwoording af", "Zij legt elk kwartaal verantwoording af.") == [
        "legt elk kwartaal verantwoording af"
    ]
    assert found("legt ... af", "Zij legt", "alles af.") == []


def it_gives_a_gap_no_more_than_three_tokens() -> None:
    assert found("een .. stem", "een a b c stem") == ["een a b c stem"]
    assert found("een .. stem", "een a b c d stem") == []


def it_knows_alternatives_for_a_word() -> None:
    assert found("huisarts/apotheker .. lid", "De apotheker is lid.") == ["apotheker is lid"]


def it_treats_hyphens_as_spaces() -> None:
    assert found("RESV-plan", "Het RESV plan en het RESV-plan") == ["RESV plan", "RESV plan"]


def it_knows_numbers_years_postcodes_and_names() -> None:
    text = "In 2028 doen drie praktijken in 8051 mee, zegt Vos."
    assert found("<getal>", text) == ["2028", "drie", "8051"]
    assert found("<jaar>", text) == ["2028"]
    assert found("<postcode>", text) == ["8051"]
    assert found("<naam>", text) == ["Vos"]


@pytest.mark.parametrize("term", ["", "..", "een ..", ".. een", "a*b", "*", "<onbekend>"])
def it_refuses_a_malformed_term(term: str) -> None:
    with pytest.raises(TermError):
        parse_term(term)


def it_refuses_sentences_after_the_first_search() -> None:
    searched = corpus("een zin")
    searched.find("zin")
    with pytest.raises(RuntimeError):
        searched.add("nog een")


def it_does_not_hang_on_a_hostile_term() -> None:
    searched = corpus("a " * 20000)
    begin = time.perf_counter()
    searched.find("a ... a ... a ... a ... b")
    assert time.perf_counter() - begin < 2.0
