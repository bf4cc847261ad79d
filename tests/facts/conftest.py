"""What the tests of facts share."""

from __future__ import annotations

import pytest

from resvtool.language.lexicon import Lexicon
from resvtool.rules.loading import load_lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()
