"""A plan: a document with its passages, outline and facts, ready to be judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from resvtool.document import Document
from resvtool.language.lexicon import Lexicon
from resvtool.locating.passages import Passages


@dataclass(frozen=True, slots=True)
class Given:
    """What the user told besides the plan: the submission date, and the number of inhabitants."""

    submitted: date | None = None
    inhabitants: int | None = None


@dataclass
class Plan:
    """A document with what was found in it. Parts are made when first asked for."""

    document: Document
    lexicon: Lexicon
    given: Given = field(default_factory=Given)

    @cached_property
    def passages(self) -> Passages:
        """The sentences of the plan with their contexts and windows."""
        return Passages(self.document, self.lexicon)
