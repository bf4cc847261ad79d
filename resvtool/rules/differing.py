"""Where the sources differ from one another: topics, with the rules and rulesets they touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from resvtool.rules.places import builtin_folder


@lru_cache(maxsize=1)
def load_differences() -> tuple[dict[str, Any], ...]:
    """Return all topics, from ``rulesets/verschillen.yaml``: topic, topic_en, nl, en, rules and rulesets."""
    from resvtool.rules.rule_files import read_rule_file

    return tuple(read_rule_file(builtin_folder() / "verschillen.yaml")["differences"])


def differences_of(rule_id: str, layers: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """Return the topics that rule ``rule_id`` depends on, under these layers or (None) under any."""
    topics = load_differences() if layers is None else differences_between(layers)
    return [d for d in topics if rule_id in d["rules"]]


def differences_between(layers: Iterable[str]) -> list[dict[str, Any]]:
    """Return the topics that touch one of these rulesets."""
    own = set(layers)
    return [d for d in load_differences() if own & set(d["rulesets"])]


def topic_of(difference: Mapping[str, Any], lang: str) -> str:
    """Return what a difference is about, in ``lang``."""
    return str(difference["topic" if lang == "nl" else "topic_en"])


def told(difference: Mapping[str, Any], lang: str) -> str:
    """Return a difference in one line: what it is about, and how the sources differ."""
    return f"{topic_of(difference, lang)}: {difference[lang]}"
