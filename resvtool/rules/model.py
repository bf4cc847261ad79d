"""What a rule and its result are. Data only; see ``loading`` for files and ``checks`` for judging."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from resvtool.document import Anchor


class RulesetError(Exception):
    """A ruleset that cannot be used. Its text names file, line, key and the mend."""


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence for users, in Dutch and English."""

    nl: str
    en: str

    def __call__(self, lang: str) -> str:
        """Return the text in ``lang`` ("nl" or "en")."""
        return self.en if lang == "en" else self.nl


class Severity(StrEnum):
    """How heavily a source asks something: error (required), warning (asked or derived), info."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Status(StrEnum):
    """What a check says of a plan (design, Statuses)."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    NOT_APPLICABLE = "not-applicable"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a text can show something: concepts that must stand together.

    Each entry of ``all``, ``own``, ``under`` and ``none`` names a concept, or several joined by ``|`` of
    which one is enough; ``concept>=3`` asks for three occurrences. ``all`` may stand in the window or in
    the heads and headings around it, though at least one must stand in the window itself; ``own`` must
    stand in the window; ``under`` in the heads and headings; ``none`` nowhere in the window; ``outside``
    not in its own heading, column head or row head.
    ``table`` asks for a table with columns headed by these concepts, of which ``rows`` are filled.
    ``accepts`` names the kinds of void that count here all the same (``negated``, ``deferred`` ...).
    ``weak`` evidence alone makes ``review``.
    """

    all: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    table: tuple[str, ...] = ()
    rows: int = 1
    window: str = "paragraph"
    min_words: int = 4
    accepts: tuple[str, ...] = ()
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """When a rule applies: some ``any`` is found (or ``any`` is empty) and no ``unless`` is.

    ``facts`` names circumstances (:mod:`resvtool.facts.circumstances`) of which the plan may deny none.
    """

    text: Text
    any: tuple[Alternative, ...] = ()
    unless: tuple[Alternative, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What a rule looks for: the kind of check, its own terms, and the settings of that kind."""

    kind: str
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    evidence: tuple[Alternative, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts (Markdown) that must pass and that must not, each with the name of what it shows."""

    passing: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement. ``layers`` says per changed field which ruleset set it last."""

    id: str
    block: int
    title: Text
    need: Text
    advice: Text
    source: Mapping[str, str]
    severity: Severity
    check: Check
    gate: bool = False
    derived: bool = False
    when: Condition | None = None
    examples: Examples = field(default_factory=Examples)
    layers: Mapping[str, str] = field(default_factory=dict)
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of the plan and where it stands."""

    text: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Item:
    """The outcome for one bottleneck, activity, table or checklist point of a rule."""

    name: str
    status: Status
    missing: tuple[str, ...] = ()
    anchor: Anchor | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, before it becomes a result: status, a sentence, and what shows it."""

    status: Status
    message: Text
    evidence: tuple[Evidence, ...] = ()
    items: tuple[Item, ...] = ()
    nearest: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """Somebody's decision that a failed rule does not count for a plan, up to and including a day.

    ``plan`` is a file name or pattern, read from the folder of the configuration file that holds the waiver.
    """

    rule: str
    plan: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True)
class Result:
    """A rule with what was found for it in one plan.

    ``waiver`` is the decision that this failure does not count; ``known`` says that a baseline holds it
    back. Either leaves the status as it is.
    """

    rule: Rule
    finding: Finding
    looked_in: tuple[str, ...] = ()
    waiver: Waiver | None = None
    known: bool = False

    @property
    def status(self) -> Status:
        """The status of the finding."""
        return self.finding.status

    @property
    def counts(self) -> bool:
        """Whether the finding is to be reported as such: neither waived nor held back by a baseline."""
        return self.waiver is None and not self.known


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Rules in order, with the lexicon they use and the layers they came from (outermost last).

    ``disabled`` are the rules that a layer switched off (``layers["disabled"]`` says which): they judge nothing.
    ``weights`` are those of the second witness, None where it has no say.
    """

    id: str
    name: str
    version: str
    rules: tuple[Rule, ...]
    lexicon: Any
    layers: tuple[str, ...] = ()
    dates: tuple[Mapping[str, Any], ...] = ()
    weights: Any = None
    disabled: tuple[Rule, ...] = ()

    def rule(self, rule_id: str) -> Rule | None:
        """Return the rule with ``rule_id``, or None."""
        return next((r for r in self.rules if r.id == rule_id), None)
