"""The parts of a finding in the reader's language: the name of an item, and what it misses."""

from __future__ import annotations

import re

from resvtool.locating.outline import BLOCK_NAMES_EN
from resvtool.report import wording as w
from resvtool.report.overview.questions import checklist_points
from resvtool.rules.checks.each import PART_NAMES
from resvtool.rules.model import Item, Result, Text

_BLOCK = re.compile(r"^Bouwsteen (\d)\b")
_NO_PART = Text("geen onderdeel gevonden", "no part found")


def item_name(result: Result, item: Item, lang: str) -> str:
    """Return the name of an item; those that the tool itself gave are translated."""
    if lang == "en" and result.rule.check.kind == "checklist":
        return next((p.en for p in checklist_points(result.rule) if p.nl == item.name), item.name)
    block = _BLOCK.match(item.name) if lang == "en" and result.rule.check.kind == "outline" else None
    if block is not None:
        number = int(block[1])
        return f"{w.BLOCK(lang)} {number}: {BLOCK_NAMES_EN.get(number, '')}"
    return item.name


def missing_words(item: Item, lang: str) -> str:
    """Return what an item misses, in words; "" when it misses nothing."""
    return ", ".join(_missing(part, lang) for part in item.missing)


def _missing(part: str, lang: str) -> str:
    if part == _NO_PART.nl:
        return _NO_PART(lang)
    return PART_NAMES[part](lang) if part in PART_NAMES else part
