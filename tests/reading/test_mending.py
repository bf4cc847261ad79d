"""What fonts and text recognition spoil is mended; sound text is left byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resvtool.reading.mending import Mender
from resvtool.reading.pdf_vocabulary import listed_words

SOUND = (
    "De coöperatie financiert de huisartsenzorg en de wijkverpleging in hechte wijkverbanden. "
    "Patiënten en cliënten zijn geïnformeerd; één coördinator bewaakt het eerstelijnssamenwerkingsverband. "
    "De heer Şahin en mevrouw Škoda spraken over €  28.000 en over een pand van 120 m²."
)
SPOILT = "De financiéle afspraken met de patiénten zijn efficiént gemaakt."


def mended(text, *others):
    return Mender([text, *others]).mend(text)


class DescribeLigatures:
    @pytest.mark.parametrize(
        ("spoilt", "sound"),
        [
            ("conƟnuïteit", "continuïteit"),
            ("benuƩen", "benutten"),
            ("het blijŌ", "het blijft"),
            ("onaĬankelijk", "onafhankelijk"),
            ("plaƞorm", "platform"),
            ("omzeƫng", "omzetting"),
            ("Ɵjd en geld", "tijd en geld"),
            ("0,6 Ōe", "0,6 fte"),
            ("effecƟviteit in de organisaƟe", "effectiviteit in de organisatie"),
            ("ﬁnanciële cliënten", "financiële cliënten"),
        ],
    )
    def it_mends_the_known_stand_ins(self, spoilt, sound):
        assert mended(spoilt) == sound

    def it_finds_out_what_an_unknown_letter_stands_for(self):
        text = "De organisa\ue123e en de coördina\ue123e van de conven\ue123es, een ini\ue123a\ue123ef."
        assert mended(text, "organisatie en coördinatie") == text.replace("\ue123", "ti")

    def it_finds_a_meaning_for_each_word_when_a_letter_has_several(self):
        text = "De organisa\ufffde hee\ufffd alle\ufffdaal inze\ufffden"
        assert mended(text, "organisatie heeft inzetten heeft organisatie inzetten").startswith("De organisatie heeft")

    @pytest.mark.parametrize("name", ["Ōsaka", "Şahin", "Ɵ", "Łódź", "Αθήνα", "Ő"])
    def it_leaves_foreign_names_and_lone_letters_alone(self, name):
        assert mended(f"De heer {name} komt.") == f"De heer {name} komt."


class DescribeRecognition:
    @pytest.mark.parametrize(
        ("spoilt", "sound"),
        [
            ("efficiént", "efficiënt"),
            ("Financiéle", "Financiële"),
            ("cliéntenraad", "cliëntenraad"),
            ("creéren", "creëren"),
            ("Hetregionaal overleg", "Het regionaal overleg"),
            ("vande huisarts", "van de huisarts"),
            ("inde wijk", "in de wijk"),
            ("patiéntenvoor", "patiëntenvoor"),
            ("ouderenvoor wie", "ouderen voor wie"),
            ("tebinden", "te binden"),
            ("gemeentelijkeprofessionals", "gemeentelijke professionals"),
            ("de overeenkomst vanMenzis", "de overeenkomst van Menzis"),
            ("totaal E 28.000", "totaal € 28.000"),
            ("de organ1satie", "de organ1satie"),
            ("wijkverp1eging", "wijkverpleging"),
        ],
    )
    def it_mends_a_document_that_shows_signs_of_it(self, spoilt, sound):
        assert mended(spoilt, SPOILT).strip() == sound

    @pytest.mark.parametrize(
        "word",
        [
            "huisartsenzorg", "wijkverpleging", "eenheid", "vandaag", "hetzelfde", "metgezel", "totaal", "eenduidig",
            "daarvoor", "vanuit", "overeenkomst", "zorgaanbod", "naarmate", "meteen", "dezelfde", "voordeel",
            "inzetten", "opdracht", "terecht", "enkele", "wijkverpleegkundige", "één", "café", "ideeën",
            "Stadsdeelraad", "onderhandelen", "regiobeeld", "ouderenzorgpad", "deelname", "nietig",
        ],
    )  # fmt: skip
    def it_never_parts_or_alters_a_sound_word(self, word):
        assert mended(word, SPOILT) == word

    def it_tells_that_there_is_something_to_mend(self):
        assert Mender([SPOILT]).damaged
        assert not Mender([SOUND]).damaged

    def it_takes_several_lost_spaces_for_a_sign(self):
        text = "Methet plan vande streek kan iedereen eenvolmacht geven aande besturen."
        assert mended(text) == "Met het plan van de streek kan iedereen een volmacht geven aan de besturen."

    def it_takes_one_lost_space_for_a_slip_of_the_writer(self):
        assert mended("Met het plan vande streek.") == "Met het plan vande streek."


class DescribeSoundText:
    def it_stays_byte_for_byte_the_same(self):
        assert mended(SOUND) == SOUND

    @given(st.lists(st.sampled_from(sorted(listed_words())), max_size=30), st.sampled_from(["  ", " ", "\n", "; "]))
    def it_stays_the_same_whatever_known_words_it_has(self, words, between):
        text = between.join(words)
        assert mended(text) == text

    @given(st.text(max_size=60))
    def it_never_fails_and_mends_the_same_way_twice(self, text):
        mender = Mender([text])
        assert mender.mend(text) == mender.mend(text)

    @given(st.lists(st.sampled_from(sorted(listed_words())), min_size=1, max_size=20))
    def it_stays_the_same_in_a_damaged_document_too(self, words):
        text = " ".join(words)
        assert Mender([text, SPOILT]).mend(text) == text
