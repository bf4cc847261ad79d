"""Text comes out as a reader sees it."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resvtool.reading.word_labels import depth_of, split_heading_number, split_item
from resvtool.reading.word_numbering import format_number, letters, roman
from resvtool.reading.word_text import normalise, symbol


class DescribeNormalise:
    @pytest.mark.parametrize(
        ("raw", "seen"),
        [
            ("  een   twee\t drie ", "een twee drie"),
            ("een\u00a0twee\u202fdrie", "een twee drie"),
            ("co\u00adop\u200be\u200dratie\ufeff", "cooperatie"),
            ("cliënt".replace("ë", "e\u0308"), "cliënt"),
            ("een \n\n\t twee", "een\ntwee"),
            ("‘wijk’ en “dorp”", "‘wijk’ en “dorp”"),
            ("\uf0b7 punt", "• punt"),
        ],
    )
    def it_gives_what_a_reader_sees(self, raw, seen):
        assert normalise(raw) == seen

    @given(st.text())
    def it_changes_nothing_the_second_time(self, raw):
        once = normalise(raw)
        assert normalise(once) == once

    @given(st.text())
    def it_gives_composed_text_without_spaces_at_the_ends(self, raw):
        text = normalise(raw)
        assert text == text.strip()
        assert "  " not in text and "\u00ad" not in text
        assert unicodedata.is_normalized("NFC", text)

    @given(st.lists(st.from_regex(r"[a-zé]{1,8}", fullmatch=True)))
    def it_keeps_every_word_in_order(self, words):
        assert normalise(" \u00a0".join(words)).split() == words


class DescribeSymbol:
    @pytest.mark.parametrize(
        ("char", "font", "seen"),
        [
            ("F0FC", "Wingdings", "✓"),
            ("00A8", "Wingdings", "☐"),
            ("F0B3", "Symbol", "≥"),
            ("20AC", "Calibri", "€"),
            ("F041", "Arial", "A"),
            ("D800", "Arial", ""),
            ("geen", "Arial", ""),
            (None, None, ""),
        ],
    )
    def it_gives_the_character_of_a_font(self, char, font, seen):
        assert symbol(char, font) == seen


class DescribeNumberFormats:
    @pytest.mark.parametrize(
        ("number", "style", "seen"),
        [
            (4, "decimal", "4"),
            (4, "decimalZero", "04"),
            (3, "lowerLetter", "c"),
            (28, "upperLetter", "BB"),
            (9, "lowerRoman", "ix"),
            (14, "upperRoman", "XIV"),
            (2, "ordinal", "2e"),
            (2, "none", ""),
            (2, "onbekend", "2"),
        ],
    )
    def it_counts_as_word_does(self, number, style, seen):
        assert format_number(number, style) == seen

    @given(st.integers(1, 3999))
    def it_writes_roman_numerals_that_read_back(self, number):
        worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
        values = [worth[c] for c in roman(number)] + [0]
        signed = [a if a >= b else -a for a, b in pairwise(values)]
        assert sum(signed) == number

    @given(st.integers(1, 500))
    def it_gives_every_number_its_own_letters(self, number):
        assert letters(number) != letters(number + 1)


class DescribeHeadingNumbers:
    @pytest.mark.parametrize(
        ("text", "label", "rest"),
        [
            ("3.2 Risico's", "3.2", "Risico's"),
            ("3.2.1. risico's", "3.2.1.", "risico's"),
            ("4. Werk in 2027", "4.", "Werk in 2027"),
            ("5 Executiekracht", "5", "Executiekracht"),
            ("5 – executiekracht", "5", "executiekracht"),
            ("III. Wat er speelt", "III.", "Wat er speelt"),
            ("B. Beroepsgroepen", "B.", "Beroepsgroepen"),
            ("a) doelen", "a)", "doelen"),
            ("Hoofdstuk 4: begroting", "Hoofdstuk 4", "begroting"),
            ("Hoofdstuk 4 Begroting", "Hoofdstuk 4", "Begroting"),
        ],
    )
    def it_parts_number_and_text(self, text, label, rest):
        assert split_heading_number(text) == (label, rest)

    @pytest.mark.parametrize(
        "text",
        [
            "Bouwsteen 5 – Executiekracht",
            "2027 in het kort",
            "3 knelpunten in de regio",
            "1.5 miljoen euro",
            "1e lijn",
            "24-uurszorg",
            "Hoofdstuk 4",
            "3.2",
            "A1 Startpakket",
            "B. de Vries",
            "In de wijk",
        ],
    )
    def it_keeps_what_only_looks_like_a_number(self, text):
        assert split_heading_number(text) == ("", text)

    @pytest.mark.parametrize(
        ("label", "text", "depth"),
        [
            ("4", "x", 1),
            ("4.3", "x", 2),
            ("4.3.2.", "x", 3),
            ("4.0", "x", 1),
            ("IV.", "x", 1),
            ("Hoofdstuk 4", "x", 1),
            ("", "Bouwsteen 5 – Executiekracht", 1),
            ("", "Bijlage B", 1),
            ("", "Samen in de wijk", None),
            ("b)", "x", None),
        ],
    )
    def it_knows_how_deep_a_number_is(self, label, text, depth):
        assert depth_of(label, text) == depth


class DescribeItemLabels:
    @pytest.mark.parametrize(
        ("text", "label", "rest"),
        [
            ("- wijk", "-", "wijk"),
            ("• wijk", "•", "wijk"),
            ("1) wijk", "1)", "wijk"),
            ("12. wijk", "12.", "wijk"),
            ("(a) wijk", "(a)", "wijk"),
            ("iv. wijk", "iv.", "wijk"),
            ("-wijk", "", "-wijk"),
            ("2027. Een jaar", "", "2027. Een jaar"),
            ("o.a. de wijk", "", "o.a. de wijk"),
            ("☐ ja", "", "☐ ja"),
        ],
    )
    def it_parts_bullet_and_text(self, text, label, rest):
        assert split_item(text) == (label, rest)
