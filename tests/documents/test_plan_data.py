"""Data for a skeleton is checked by its published schema; what is wrong is said in one sentence."""

import json
import pathlib

import pytest

from resvtool.documents.plan_data import DataError, load_plan_data
from resvtool.documents.plan_schema import schema_text

ROOT = pathlib.Path(__file__).resolve().parents[2]


def read(folder: pathlib.Path, text: str) -> dict[str, object]:
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return load_plan_data(path)


def it_publishes_the_schema_that_it_checks_by() -> None:
    assert (ROOT / "docs" / "plan.schema.json").read_text(encoding="utf-8") == schema_text(), "run 'make docs'"


def it_reads_yaml_and_json_alike(tmp_path: pathlib.Path) -> None:
    data = {"regio": "Zwinderland", "datum": "2026-07-06", "werkgebied": [{"gemeente": "Wiersum", "inwoners": 41300}]}
    as_json = tmp_path / "plan.json"
    as_json.write_text(json.dumps(data), encoding="utf-8")
    assert load_plan_data(as_json) == data
    assert (
        read(tmp_path, "regio: Zwinderland\ndatum: 2026-07-06\nwerkgebied:\n- {gemeente: Wiersum, inwoners: 41300}\n")
        == data
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("regoi: x", "onbekende sleutel 'regoi'; bedoelt u 'regio'?"),
        ("regio: [x]", "'regio' moet een tekst zijn"),
        ("- x", "verwacht een lijst van sleutels"),
        ("", "verwacht een lijst van sleutels"),
        ("regio: x\nregio: y", "sleutel 'regio' staat hier twee keer"),
        ("regio: &a x\nverband: *a", "ankers en verwijzingen"),
        ("datum: morgen", "'datum' moet een datum (als 2026-07-06) zijn"),
        ("werkgebied:\n- {inwoners: 3}", "regel 2: sleutel 'gemeente' ontbreekt in 'werkgebied[1]'"),
        ("werkgebied:\n- {gemeente: a}\n- {gemeente: b, inwoners: veel}", "regel 3: 'werkgebied[2].inwoners' moet een geheel getal zijn"),
        ("werkgebied:\n- {gemeente: a, inwoners: true}", "'werkgebied[1].inwoners' moet een geheel getal zijn"),
        ("werkgebied:\n- {gemeente: a, inwoners: -1}", "mag niet kleiner zijn dan 0"),
        ("risicos:\n- {soort: Weer}", "'risicos[1].soort' moet een van deze zijn: Inhoud"),
        ("teksten:\n- {eisen: [], tekst: x}", "'teksten[1].eisen' mag niet leeg zijn"),
        ("teksten:\n- {eisen: [huisartsen], tekst: x}", "'huisartsen' is geen naam van een regel"),
        ("begroting: {regio: [{post: x, bedrag: '€ 3'}]}", "'begroting.regio[1].bedrag' moet een getal zijn"),
        ("begroting: {wijk: []}", "onbekende sleutel 'wijk' in 'begroting'"),
        ("regio: x\n  y: [", "regel 2"),
        ("datum: 2026-13-45", "'2026-13-45' is niet te lezen"),
    ],
)  # fmt: skip
def it_says_what_is_wrong_and_where(tmp_path: pathlib.Path, text: str, said: str) -> None:
    with pytest.raises(DataError) as raised:
        read(tmp_path, text)
    assert str(tmp_path / "plan.yaml") in str(raised.value)
    assert said in str(raised.value)


def it_names_a_file_that_is_not_there(tmp_path: pathlib.Path) -> None:
    with pytest.raises(DataError, match=r"weg\.yaml: niet te lezen"):
        load_plan_data(tmp_path / "weg.yaml")
