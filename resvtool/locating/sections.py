"""The sections of a document: its headings, what stands under each, and which heading is the title of all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from resvtool.document import Anchor, BlockKind, Document

_FEW_SECTIONS, _NEARLY_ALL = 8, 0.8


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of any level.

    ``path`` holds the numbers of the sections above it, outermost first; ``blocks`` the indexes of its
    blocks in the document. Section 0 has no heading: it is what comes before the first.
    """

    number: int
    heading: str
    label: str
    level: int
    path: tuple[int, ...]
    blocks: list[int]
    anchor: Anchor
    certainty: float = 1.0


def find_sections(document: Document) -> list[Section]:
    """Return the sections of ``document`` in order; section 0 is what stands before the first heading."""
    sections = [Section(0, "", "", 0, (), [], Anchor())]
    open_path: list[int] = []
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING and not block.toc:
            level = block.level or 1
            while open_path and sections[open_path[-1]].level >= level:
                open_path.pop()
            number = len(sections)
            sections.append(
                Section(number, block.text, block.label, level, tuple(open_path), [], block.anchor, block.certainty)
            )
            open_path.append(number)
        else:
            sections[-1].blocks.append(index)
    return sections


def plan_title(sections: list[Section]) -> int | None:
    """Return the section whose heading is the title of the whole plan: it stands above nearly all others."""
    under = Counter(s.path[0] for s in sections if s.path)
    if len(sections) < _FEW_SECTIONS or not under:
        return None
    number, count = under.most_common(1)[0]
    return number if count >= _NEARLY_ALL * (len(sections) - 2) else None
