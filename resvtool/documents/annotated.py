"""The annotated copy of a plan: the writer's own document with the findings in place."""

from __future__ import annotations

import pathlib

from resvtool.assessment import Assessment
from resvtool.documents.notes import notes_on


def annotated_copy(path: pathlib.Path, assessment: Assessment, lang: str = "nl") -> tuple[bytes, int]:
    """Return the plan at ``path`` with its findings as comments (Word) or highlights (PDF), and their number.

    ``assessment`` is of that same file. What an earlier run put in is replaced; nothing else changes. Raises
    UnreadableDocument when the file cannot be written to.
    """
    notes = notes_on(assessment, lang)
    if assessment.document.format == "pdf":
        from resvtool.documents.annotated_pdf import annotate_pdf

        return annotate_pdf(path, notes), len(notes)
    from resvtool.documents.annotated_word import annotate_word

    return annotate_word(path, notes), len(notes)
