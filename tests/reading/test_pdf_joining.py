"""Lines of text become running text, and words that were parted become whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resvtool.reading.pdf_joining import Habits, Joiner, habits
from resvtool.reading.pdf_model import Word

WORDS = st.text(alphabet="abcdefghijklmnoprstuvw", min_size=1, max_size=9)


class DescribeJoiner:
    @pytest.mark.parametrize(
        ("lines", "text"),
        [
            (["de bepa-", "lende factor"], "de bepalende factor"),
            (["eerstelijns-", "en tweedelijnszorg"], "eerstelijns- en tweedelijnszorg"),
            (["de zorg- en", "welzijnspartijen"], "de zorg- en welzijnspartijen"),
            (["het RESV-", "plan"], "het RESV-plan"),
            (["het IZA-", "Regioplan"], "het IZA-Regioplan"),
            (["de Wmo-", "hulp"], "de Wmo-hulp"),
            (["2026-", "2027"], "2026-2027"),
            (["een 75-", "plusser"], "een 75-plusser"),
            (["heen-en-", "weer"], "heen-en-weer"),
            (["een e-", "consult"], "een e-consult"),
            (["de niet-", "planbare zorg"], "de niet-planbare zorg"),
            (["wij doen -", "soms - meer"], "wij doen - soms - meer"),
            (["co\u00adöpera\u00ad", "tie"], "coöperatie"),
            (["huisartsen/", "apothekers"], "huisartsen/apothekers"),
            (["zo is het", "."], "zo is het."),
            (["", "  ", "een", "twee "], "een twee"),
            ([], ""),
        ],
    )
    def it_joins_lines_as_a_reader_would(self, lines, text):
        assert Joiner().join(lines) == text

    def it_writes_a_compound_as_the_document_does_elsewhere(self):
        joiner = Joiner(Habits(frozenset({"medisch-specialistische"})))
        assert joiner.join(["medisch-", "specialistische"]) == "medisch-specialistische"
        assert Joiner(Habits(frozenset({"zorginkoop"}))).join(["zorg-", "inkoop"]) == "zorginkoop"

    @given(st.lists(WORDS, max_size=12))
    def it_only_puts_a_space_between_lines_without_a_hyphen(self, words):
        assert Joiner().join(words) == " ".join(words)

    @given(st.lists(WORDS, min_size=1, max_size=8), st.data())
    def it_loses_no_letter_wherever_lines_break(self, words, data):
        text = " ".join(words)
        cut = data.draw(st.integers(0, len(text)))
        joined = Joiner().join([text[:cut] + "-" if text[cut - 1 : cut].isalpha() else text[:cut], text[cut:]])
        assert [c for c in joined if c.isalpha()] == [c for c in text if c.isalpha()]

    @given(WORDS, WORDS)
    def it_is_the_same_whether_joined_at_once_or_in_turn(self, first, second):
        joiner = Joiner()
        assert joiner.join([joiner.join([first, second]), "slot"]) == joiner.join([first, second, "slot"])


class DescribeHabits:
    def it_knows_words_within_lines_and_not_those_broken_at_the_end(self):
        row = [Word(t, x, x + 20, 100, 10) for t, x in (("de", 0), ("zorg", 30), ("is", 60), ("bepa-", 90))]
        below = [Word("lend", 0, 20, 113, 10), Word("hier", 30, 50, 113, 10)]
        known = habits([[*row, *below]]).words
        assert {"zorg", "is"} <= known
        assert "bepa" not in known

    def it_sees_whether_the_file_keeps_the_space_at_the_end_of_a_line(self):
        def page(kept):
            first = [Word("de", 0, 20, 100, 10), Word("zorg", 30, 50, 100, 10, blank_after=kept)]
            return [*first, Word("is", 0, 20, 113, 10), Word("goed", 30, 50, 113, 10)]

        assert habits([page(True)]).blank_at_end
        assert not habits([page(False)]).blank_at_end
