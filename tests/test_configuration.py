import datetime
import pathlib

import pytest

from resvtool.configuration import Configuration, ConfigurationError, find, read
from resvtool.rules.model import Waiver

KNOWN = {"lint": {"ruleset", "format", "fail-on", "inwoners"}, "diff": {"format", "ruleset"}, "watch": {"interval"}}


def made(folder: pathlib.Path, text: str, name: str = "resvtool.toml") -> pathlib.Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def settings(folder: pathlib.Path, text: str) -> Configuration:
    return read(made(folder, text), KNOWN)


def it_finds_the_nearest_file_upward(tmp_path: pathlib.Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    far = made(tmp_path, "")
    assert find(deep / "plan.docx") == far
    near = made(tmp_path / "a", "[tool.resvtool]\n", "pyproject.toml")
    assert find(deep / "plan.docx") == near
    made(deep, "[project]\nname = 'x'\n", "pyproject.toml")
    assert find(deep / "plan.docx") == near
    assert find(deep) == near


def it_reads_the_table_of_pyproject(tmp_path: pathlib.Path) -> None:
    path = made(tmp_path, "[project]\nname = 'x'\n[tool.resvtool]\nruleset = 'cz'\n", "pyproject.toml")
    assert read(path, KNOWN).options("lint", KNOWN["lint"]) == {"ruleset": "cz"}


def it_gives_each_command_its_own_options(tmp_path: pathlib.Path) -> None:
    found = settings(tmp_path, 'ruleset = "cz"\nformat = "json"\nfail_on = "info"\n[diff]\nformat = "markdown"\n')
    assert found.options("lint", KNOWN["lint"]) == {"ruleset": "cz", "format": "json", "fail-on": "info"}
    assert found.options("diff", KNOWN["diff"]) == {"ruleset": "cz", "format": "markdown"}
    assert found.options("watch", KNOWN["watch"]) == {}


def it_reads_waivers(tmp_path: pathlib.Path) -> None:
    text = '[[waivers]]\nrule = "bb5/regiotafel"\nplan = "*"\nreason = "volgt"\nuntil = {}\n'
    expected = (Waiver("bb5/regiotafel", "*", "volgt", datetime.date(2027, 1, 31)),)
    assert settings(tmp_path, text.format("2027-01-31")).waivers == expected
    assert settings(tmp_path, text.format('"2027-01-31"')).waivers == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\nrulset = "cz"', "regel 2: onbekende sleutel 'rulset'; bedoelt u 'ruleset'"),
        ("interval = 2", r"zet haar onder \[watch\]"),
        ("[dif]\nformat = 'x'", "bedoelt u 'diff'"),
        ("[diff]\nformt = 'x'", r"regel 2: onbekende sleutel 'formt' in \[diff\]; bedoelt u 'format'"),
        ("zebra = 1", "bekend zijn"),
        ("ruleset", "geen geldige TOML"),
        ("waivers = 3", r"\[\[waivers\]\]"),
        ("[[waivers]]\nrule = 'a'\nplan = '*'\nreason = 'b'", "'until' ontbreekt"),
        ("[[waivers]]\nrule = 'a'\nplan = '*'\nreson = 'b'", "bedoelt u 'reason'"),
        ("[[waivers]]\nrule = 'a'\nplan = '*'\nreason = 'b'\nuntil = 'ooit'", "regel 5: 'until'.*datum"),
        ("[[waivers]]\nrule = 3\nplan = '*'\nreason = 'b'\nuntil = 2027-01-01", "regel 2: 'rule'.*tekst"),
    ],
)
def it_says_what_is_wrong_and_where(tmp_path: pathlib.Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"resvtool\.toml: .*{said}"):
        settings(tmp_path, text)
