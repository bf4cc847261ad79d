"""``Numbers``: what a plan states in numbers, made when first asked for."""

from __future__ import annotations

from functools import cached_property

from resvtool.document import Document
from resvtool.facts.lines import Reader
from resvtool.facts.submission import Submission, submissions
from resvtool.locating.passages import Passages


class Numbers:
    """The numbers that a plan states. Every fact carries its line: text, anchor and how it was read."""

    def __init__(self, document: Document, passages: Passages) -> None:
        self.document = document
        self.passages = passages

    @cached_property
    def reader(self) -> Reader:
        """The plan as lines with their heads."""
        return Reader(self.document, self.passages)

    @cached_property
    def submissions(self) -> list[Submission]:
        """When the plan and its budget were handed in."""
        return submissions(self.reader)
