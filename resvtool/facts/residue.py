"""What a template or a writer left behind in a plan: places to fill in, remarks, instructions."""

from __future__ import annotations

from dataclasses import dataclass

from resvtool.document import Document
from resvtool.locating.passages import Passages
from resvtool.rules.model import Evidence


@dataclass(frozen=True, slots=True)
class Residue:
    """A place that was not filled in. ``kind`` says which kind, ``sure`` whether it is one for certain."""

    kind: str
    evidence: Evidence
    sure: bool = True


def residues(document: Document, passages: Passages) -> list[Residue]:
    """Return the places of ``document`` that were left to be filled in, in reading order."""
    return []
