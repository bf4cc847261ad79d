"""Every kind of hostile file becomes what docs/robustness.md says: a refusal of one line, or a plan with a problem."""

import pathlib

import pytest
from hostile_kinds import KINDS, Kind

from resvtool.assessment import assess
from resvtool.document import UnreadableDocument
from resvtool.rules.loading import load_ruleset


@pytest.mark.parametrize("kind", [k for k in KINDS if not k.slow], ids=lambda k: f"{k.name}{k.suffix}")
def it_becomes_what_is_promised(tmp_path: pathlib.Path, kind: Kind) -> None:
    path = tmp_path / f"plan{kind.suffix}"
    kind.make(path)
    if kind.becomes == "unreadable":
        with pytest.raises(UnreadableDocument) as caught:
            assess(path, load_ruleset("landelijk"))
        assert str(caught.value).startswith(f"{path}: ") and "\n" not in str(caught.value)
        return
    codes = [p.code for p in assess(path, load_ruleset("landelijk")).document.problems]
    assert kind.code in codes or not kind.code


def they_are_more_than_fifty() -> None:
    assert len({(k.name, k.suffix) for k in KINDS}) == len(KINDS) > 50
