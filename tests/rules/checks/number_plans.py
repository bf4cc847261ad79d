"""Helpers for the tests of checks on numbers."""

from datetime import date

from resvtool.plan import Given, Plan
from resvtool.reading.markdown import read_markdown
from resvtool.rules.loading import load_lexicon
from resvtool.rules.model import Check, Rule, Severity, Text

LEXICON = load_lexicon()


def plan(text: str, submitted: date | None = None, inhabitants: int | None = None) -> Plan:
    return Plan(read_markdown(text), LEXICON, Given(submitted, inhabitants))


def rule(kind: str, **settings: object) -> Rule:
    text = Text("nodig", "needed")
    return Rule("test/rule", 0, text, text, text, {"bron": "1"}, Severity.ERROR, Check(kind, settings=settings))
