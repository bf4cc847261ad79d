"""Helpers for the tests of bottlenecks and activities."""

from __future__ import annotations

from resvtool.facts.items import Items, find_items
from resvtool.language.lexicon import Lexicon
from resvtool.locating.passages import Passages
from resvtool.reading.markdown import read_markdown


def items_of(text: str, lexicon: Lexicon) -> Items:
    document = read_markdown(text)
    return find_items(document, Passages(document, lexicon))
