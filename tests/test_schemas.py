from typing import Any

import pytest

from resvtool.schemas import fault, named

NAMES = {"type": "array", "minItems": 1, "items": {"type": "string"}}
EACH = {"type": "object", "additionalProperties": False, "required": ["soort"]}
FORM: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["naam"],
    "properties": {
        "naam": {"type": "string", "pattern": "^[a-z]+$", "title": "naam (kleine letters)"},
        "aantal": {"type": "integer", "minimum": 0, "maximum": 7},
        "aan": {"type": "boolean"},
        "dag": {"type": "string", "format": "date"},
        "zwaarte": {"enum": ["hoog", "laag"]},
        "bron": {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}},
        "namen": NAMES,
        "vorm": {
            "type": "array",
            "items": {
                "oneOf": [
                    NAMES,
                    {
                        "type": "object",
                        "properties": {"alle": NAMES, "geen": NAMES},
                        "additionalProperties": False,
                        "anyOf": [{"required": ["alle"]}],
                    },
                ]
            },
        },
        "toets": {
            "oneOf": [
                {**EACH, "properties": {"soort": {"const": "getal"}, "grens": {"type": "number"}}},
                {**EACH, "properties": {"soort": {"const": "tekst"}, "woorden": NAMES}},
            ]
        },
    },
}


@pytest.mark.parametrize(
    ("extra", "place", "said"),
    [
        ({"naam": "Aap"}, "naam", "'Aap' is geen naam (kleine letters)"),
        ({"naam": 3}, "naam", "moet een tekst zijn, niet '3'"),
        ({"nam": "x"}, "nam", "onbekende sleutel 'nam'; bedoelt u 'naam'?"),
        ({"aantal": 8}, "aantal", "een getal van 0 tot en met 7"),
        ({"aantal": True}, "aantal", "een getal van 0 tot en met 7 zijn, niet true"),
        ({"aan": "nee"}, "aan", "moet true of false zijn, niet 'nee'"),
        ({"aan": 1}, "aan", "moet true of false"),
        ({"aan": None}, "aan", "niet leeg"),
        ({"dag": "2026-02-30"}, "dag", "moet een datum"),
        ({"zwaarte": "midden"}, "zwaarte", "moet een van deze zijn: hoog, laag"),
        ({"zwaarte": ["hoog"]}, "zwaarte", "moet een van deze zijn: hoog, laag; niet een lijst"),
        ({"bron": {}}, "bron", "mag niet leeg zijn"),
        ({"bron": {"boek": 3}}, "bron.boek", "moet een tekst zijn"),
        ({"bron": {3: "boek"}}, "bron", "sleutel '3' in 'bron' is geen tekst"),
        ({"namen": "x"}, "namen", "moet een lijst zijn, niet 'x'"),
        ({"namen": ["x", 3]}, "namen[2]", "moet een tekst zijn"),
        ({"namen": []}, "namen", "mag niet leeg zijn"),
        ({"vorm": [["x"], "y"]}, "vorm[2]", "moet een lijst of een groep met namen en waarden zijn, niet 'y'"),
        ({"vorm": [["x"], {"alle": "y"}]}, "vorm[2].alle", "moet een lijst zijn"),
        ({"vorm": [{"geen": ["y"]}]}, "vorm[1]", "ten minste een van deze sleutels nodig: 'alle'"),
        ({"toets": {}}, "toets", "moet een 'soort' hebben: getal, tekst"),
        ({"toets": {"soort": "geta"}}, "toets.soort", "bedoelt u 'getal'?"),
        ({"toets": {"soort": ["getal"]}}, "toets.soort", "kies uit getal, tekst"),
        ({"toets": {"soort": "getal", "woorden": ["x"]}}, "toets.woorden", "onbekende sleutel 'woorden' in 'toets'"),
        ({"toets": "getal"}, "toets", "moet een groep met namen en waarden zijn"),
    ],
)
def it_says_where_and_what(extra: dict[Any, Any], place: str, said: str) -> None:
    found = fault({"naam": "aap", **extra}, FORM)
    assert found is not None
    assert named(found.place) == place
    assert said in found.problem


@pytest.mark.parametrize(
    "extra",
    [
        {},
        {"aantal": 0, "aan": False, "dag": "2026-07-15", "zwaarte": "laag", "bron": {"boek": "p. 3"}},
        {"vorm": [["x"], {"alle": ["x"], "geen": ["y"]}], "toets": {"soort": "getal", "grens": 0.5}},
    ],
)
def it_finds_nothing_wrong_with_what_is_right(extra: dict[str, Any]) -> None:
    assert fault({"naam": "aap", **extra}, FORM) is None


def it_names_what_is_missing() -> None:
    found = fault({}, FORM)
    assert found is not None
    assert found.problem == "sleutel 'naam' ontbreekt"
