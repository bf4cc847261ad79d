import pathlib

import pytest
from made_assessments import assessed

from resvtool.report.formats import WRITERS, FormatError, Wanted, wanted, write


def it_takes_a_format_with_or_without_a_file(tmp_path: pathlib.Path) -> None:
    assert wanted(["console", "json=a=b.json"]) == [Wanted("console", None), Wanted("json", pathlib.Path("a=b.json"))]
    assert wanted(["json"], pathlib.Path("uit.json")) == [Wanted("json", pathlib.Path("uit.json"))]


@pytest.mark.parametrize(
    ("told", "output", "word"),
    [
        (["sarf"], None, "sarif"),
        (["papier"], None, "kies uit"),
        (["json="], None, "bestand"),
        (["json", "sarif"], None, "zelfde"),
        (["json=a", "sarif=./a"], None, "zelfde"),
        (["json=a"], "b", "--output"),
    ],
)
def it_says_what_is_wrong_with_a_wish(told: list[str], output: str | None, word: str) -> None:
    with pytest.raises(FormatError, match=word):
        wanted(told, pathlib.Path(output) if output else None)


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("lang", ["nl", "en"])
def it_writes_every_format_in_both_languages(tmp_path: pathlib.Path, name: str, lang: str) -> None:
    text = write(name, [assessed(tmp_path / "plan.docx")], lang)
    assert "geen-invulresten" in text
    word = {"nl": "Zoek voor het indienen", "en": "Before submitting"}[lang]
    if name != "gitlab":
        assert word in text.replace("\n", " ") or name == "console"
