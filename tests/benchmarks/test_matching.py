"""Which found items are those that a reader listed."""

from training.matching import match


def it_takes_the_same_title_before_one_that_holds_it():
    listed = ["Scholing", "Scholing en intervisie"]
    own = ["Scholing en intervisie wijkverbanden", "Scholing"]
    assert match(listed, own) == {"Scholing": "Scholing", "Scholing en intervisie": own[0]}


def it_takes_a_title_with_a_label_and_one_that_shares_half_of_its_words():
    assert match(["A1 Wijktafels"], ["Wijktafels"]) == {"A1 Wijktafels": "Wijktafels"}
    assert match(["Samen op huisbezoek"], ["Huisbezoek samen regelen"]) == {
        "Samen op huisbezoek": "Huisbezoek samen regelen"
    }


def it_matches_each_once_and_nothing_with_an_empty_title():
    assert match(["Rooster", "Rooster nacht"], ["Rooster"]) == {"Rooster": "Rooster"}
    assert match(["–", "Rooster"], ["Wijktafels", "–"]) == {}
    assert match(["A1", "A10"], ["A10 Rooster", "A1 Meldpunt"]) == {"A1": "A1 Meldpunt", "A10": "A10 Rooster"}
    assert match(["Rooster"], ["Wijktafels"]) == {}
