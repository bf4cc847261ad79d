import pathlib

import pytest

from resvtool.rules.rule_files import LARGEST, RulesetError, at, read_rule_file


def _file(folder: pathlib.Path, text: str) -> pathlib.Path:
    path = folder / "regel.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def it_reads_plain_values_as_yaml_does(tmp_path: pathlib.Path) -> None:
    path = _file(
        tmp_path, "block: 3\ngate: true\nlimit: 0.75\nid: 'ja'\nempty:\nterms: [a, \"12\", nee]\nmore:\n  - {x: 1}\n"
    )
    assert read_rule_file(path) == {
        "block": 3,
        "gate": True,
        "limit": 0.75,
        "id": "ja",
        "empty": None,
        "terms": ["a", "12", "nee"],
        "more": [{"x": 1}],
    }


def it_leaves_examples_out_when_they_are_not_asked(tmp_path: pathlib.Path) -> None:
    path = _file(tmp_path, "id: x\nexamples:\n  pass:\n    - een tekst\n\nsource: {a: b}\n")
    assert read_rule_file(path, examples=False) == {"id": "x", "examples": None, "source": {"a": "b"}}
    assert read_rule_file(path)["examples"] == {"pass": ["een tekst"]}


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: &x [1]\nb: *x\n", 1, "ankers"),
        ("a: 1\nb: *x\n", 2, "ankers"),
        ("a: &x tekst\n", 1, "ankers"),
        ("a: 1\nb: !!python/object:os.system {}\n", 2, ""),
        ("a: !eigen x\n", 1, "etiket"),
        ("a: 1\nb: 2\na: 3\n", 3, "twee keer"),
        ("a: 1\n? [x]\n: 2\n", 2, "sleutel"),
        ("a: 2026-13-45\n", 1, "aanhalingstekens"),
        ("a: [1\nb: 2\n", 2, "YAML"),
    ],
)
def it_names_file_and_line_of_what_it_will_not_read(tmp_path: pathlib.Path, text: str, line: int, word: str) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(RulesetError) as caught:
        read_rule_file(path)
    assert str(caught.value).startswith(f"{path}: regel {line}: ")
    assert word in str(caught.value)


def it_reads_no_values_nested_without_end(tmp_path: pathlib.Path) -> None:
    with pytest.raises(RulesetError, match="dieper genest"):
        read_rule_file(_file(tmp_path, "a: " + "[" * 5000 + "]" * 5000))


def it_reads_no_file_that_is_too_large(tmp_path: pathlib.Path) -> None:
    with pytest.raises(RulesetError, match="groter dan"):
        read_rule_file(_file(tmp_path, "a: " + "x" * LARGEST))


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "tekst"])
def it_wants_keys_with_values(tmp_path: pathlib.Path, text: str) -> None:
    with pytest.raises(RulesetError, match="sleutels met waarden"):
        read_rule_file(_file(tmp_path, text))


def it_finds_the_line_of_a_key(tmp_path: pathlib.Path) -> None:
    path = _file(tmp_path, "id: x\ncheck:\n  kind: y\n  terms:\n    begrip: [a]\n")
    assert at(path, ["check", "terms", "begrip"], "fout") == f"{path}: regel 5: fout"
    assert at(path, ["check", "onbekend"], "fout") == f"{path}: regel 2: fout"
