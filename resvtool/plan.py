"""A plan: a document with its passages, outline and facts, ready to be judged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from resvtool.document import Document
from resvtool.facts.items import Items, find_items
from resvtool.facts.numbers import Numbers
from resvtool.language.lexicon import Lexicon
from resvtool.locating.outline import Located, outline
from resvtool.locating.passages import Passages
from resvtool.locating.setting_aside import without_set_aside
from resvtool.locating.witness import Witness
from resvtool.rules.model import Ruleset


@dataclass(frozen=True, slots=True)
class Given:
    """What the user told besides the plan: the submission date, and the number of inhabitants."""

    submitted: date | None = None
    inhabitants: int | None = None


@dataclass
class Plan:
    """A document with what was found in it. Parts are made when first asked for.

    ``votes`` counts per section for how many requirements of each building block it held the evidence;
    the engine fills it, and the outline reads it. ``weights`` are those of the second witness; without them
    only the rules speak.
    """

    document: Document
    lexicon: Lexicon
    given: Given = field(default_factory=Given)
    votes: dict[int, Counter[int]] = field(default_factory=dict)
    weights: Any = None

    @cached_property
    def passages(self) -> Passages:
        """The sentences of the plan with their contexts and windows."""
        return Passages(self.document, self.lexicon)

    def under(self, ruleset: Ruleset) -> Plan:
        """Return this plan, not yet judged, for another ruleset; equal lexicons keep its passages."""
        other = replace(self, lexicon=ruleset.lexicon, weights=ruleset.weights, votes={})
        if "passages" in self.__dict__ and self.lexicon == ruleset.lexicon:
            other.__dict__["passages"] = self.passages
        return other

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers that the plan states."""
        return Numbers(self.document, self.passages, self.given.inhabitants)

    @cached_property
    def items(self) -> Items:
        """The bottlenecks and activities of the plan, with their parts and links; none of text that is a trick."""
        return find_items(without_set_aside(self.passages), self.passages)

    @cached_property
    def witness(self) -> Witness | None:
        """The second witness, or None where it has no say: without weights, or for a text too short to weigh."""
        witness = Witness(self.passages, self.weights) if self.weights is not None else None
        return witness if witness is not None and witness.has_a_plan else None

    def outline(self) -> list[Located]:
        """The sections that serve each building block, with what is known so far."""
        return outline(self.passages, self.votes)

    def facts_as_data(self) -> dict[str, Any]:
        """The facts of the plan as plain data, for the JSON report and ``resvtool facts``."""
        from resvtool.facts.collected import collected

        return collected(self)
