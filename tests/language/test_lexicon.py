import pytest

from resvtool.language.lexicon import Lexicon, LexiconError


def it_takes_in_other_concepts() -> None:
    lexicon = Lexicon.of({"zorg": ["huisarts", "@paramedisch"], "paramedisch": ["fysiotherapeut"]})
    assert lexicon.terms("zorg") == ("huisarts", "fysiotherapeut")


def it_refuses_a_circle() -> None:
    with pytest.raises(LexiconError, match="verwijst naar zichzelf"):
        Lexicon.of({"a": ["@b"], "b": ["@a"]})


def it_names_the_nearest_concept_for_an_unknown_one() -> None:
    with pytest.raises(LexiconError, match="bedoelt u 'kassier'"):
        Lexicon.of({"kassier": ["kassier"]}).terms("kasier")


def it_lets_an_extension_take_in_the_concept_it_replaces() -> None:
    wider = Lexicon.of({"regio": ["regio"]}).extended({"regio": ["@regio", "streek"]})
    assert wider.terms("regio") == ("regio", "streek")
