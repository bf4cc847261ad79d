import os
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resvtool.report import escaping


@given(st.text())
def it_makes_any_text_fit_for_xml(text: str) -> None:
    element = ET.Element("a", b=escaping.for_xml(text))
    element.text = escaping.for_xml(text)
    ET.fromstring(ET.tostring(element, encoding="utf-8"))


@given(st.text())
def it_never_starts_a_cell_like_a_formula(text: str) -> None:
    assert not escaping.for_cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", " =1+1", "\t=1+1", "@SUM(A1)", "-2+3", "\u200b=1"])
def it_marks_formulas_as_text(text: str) -> None:
    assert escaping.for_cell(text).startswith("'")


def it_leaves_ordinary_cells_alone() -> None:
    assert escaping.for_cell("Knelpunt 4: 60% = te weinig") == "Knelpunt 4: 60% = te weinig"


@given(st.text())
def it_keeps_any_text_on_one_line_without_control_characters(text: str) -> None:
    line = escaping.one_line(text)
    assert len(line.splitlines()) <= 1
    assert line.isprintable()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[klik](http://kwaad)", "\\[klik\\](http://kwaad)"),
        ("<script>", "&lt;script&gt;"),
        ("een | twee", "een \\| twee"),
        ("- punt", "\\- punt"),
        ("1. punt", "1\\. punt"),
        ("2027.1", "2027.1"),
        ("GH-5", "GH\\-\u200b5"),
        ("regio-breed (2027)", "regio-breed (2027)"),
        ("@bestuur", "@\u200bbestuur"),
        ("zie #12", "zie \\#\u200b12"),
    ],
)
def it_shows_plan_text_in_markdown_as_it_is(text: str, shown: str) -> None:
    assert escaping.for_markdown(text) == shown


def it_cannot_be_made_to_start_another_annotation() -> None:
    assert "\n" not in escaping.for_annotation("goed\n::error::fout\r\n%0A")
    assert escaping.for_annotation("100%") == "100%25"
    assert escaping.for_annotation_property("a,b:c") == "a%2Cb%3Ac"


@pytest.mark.skipif(os.name == "nt", reason="names of Windows are no bytes")
def it_makes_a_uri_of_a_name_that_is_no_utf_8() -> None:
    assert escaping.as_uri("in/\udcff.docx") == "in/%FF.docx"
