"""Shares in tables: columns with a whole and a part, with percentages, or with yes and no.

In: the rows of one table and the plan's short names. Out: per row (or for the whole table) the line,
the share and the profession.
"""

from __future__ import annotations

import re

from resvtool.facts.counting import digits_value
from resvtool.facts.lines import Line
from resvtool.facts.percentages import Share, percent_cell, share_of
from resvtool.facts.professions import ALLIED, DISCIPLINES, mentions

_PART_HEAD = re.compile(
    r"mandaat|gemandateerd|aangesloten|vertegenwoordigd|volmacht|\blid\b|\bleden\b|getekend|"
    r"deelnem|doet mee",
    re.IGNORECASE,
)
_WHOLE_HEAD = re.compile(
    r"gecontracteerd|totaal|\bregio\b|werkgebied|gebied|\bagb\b|aantal|\bcontract\b|"
    r"aanwezig|gevestigd",
    re.IGNORECASE,
)
_PERCENT_HEAD = re.compile(r"%|percentage|procent|aandeel|dekking|vertegenwoordiging|bereik", re.IGNORECASE)
_SIZE_HEAD = re.compile(r"cli[eë]nt|\buren\b|praktijk|agb", re.IGNORECASE)
_SUM_ROW = re.compile(r"\b(?:totaal|samen|regio|gezamenlijk)\b", re.IGNORECASE)
_AIM_HEAD = re.compile(r"streef|doel|ambitie|20(?:28|29|30)|nulmeting|draagvlak|voor\b.*ronde", re.IGNORECASE)
_YES, _NO = (
    re.compile(r"^(?:ja|x|✓|wel|v)\b", re.IGNORECASE),
    re.compile(r"^(?:nee|neen|niet|-|–|geen|nog niet)", re.IGNORECASE),
)


def table_shares(rows: list[Line], known: dict[str, str]) -> list[tuple[Line, Share, str]]:
    """Return the shares that the columns of a table state."""
    heads = rows[0].column_heads
    parts = [c for c, h in enumerate(heads) if _PART_HEAD.search(h)]
    percents = [c for c, h in enumerate(heads) if _PERCENT_HEAD.search(h) and not _AIM_HEAD.search(h)]
    wholes = [c for c, h in enumerate(heads) if _WHOLE_HEAD.search(h) and c not in parts and c not in percents]
    found = [*_yes_and_no(rows, parts, known)]
    for row in rows:
        share = _row_share(row, parts, percents, wholes)
        if share is not None:
            key = _key(row, known)
            if key is not None:
                found.append((row, share, key))
    by_region = (
        found
        and len({k for _, _, k in found}) == 1
        and len(found) > 1
        and not mentions(" ".join(r.cells[0] for r in rows))
    )
    return _summed(found) if by_region else found


def _row_share(row: Line, parts: list[int], percents: list[int], wholes: list[int]) -> Share | None:
    for c in percents:
        if c < len(row.cells) and (share := percent_cell(row.cells[c])) is not None and "%" not in row.cells[c]:
            return share
    for c in parts:
        part = _count(row.cells[c]) if c < len(row.cells) else None
        others = [n for w in wholes if w < len(row.cells) and (n := _count(row.cells[w])) is not None]
        if part is not None and others and max(others) >= max(part, 3):
            return share_of(part, max(others), 0, len(row.text))
    return None


def _summed(found: list[tuple[Line, Share, str]]) -> list[tuple[Line, Share, str]]:
    """Return the total row of a table by place, or the sum of its rows."""
    total = [f for f in found if _SUM_ROW.search(f[0].cells[0])]
    if total:
        return total[-1:]
    counted = [(s.part, s.whole) for _, s, _ in found if s.part is not None and s.whole is not None]
    if len(counted) != len(found):
        return found
    line, _, key = found[0]
    return [(line, share_of(sum(p for p, _ in counted), sum(w for _, w in counted)), key)]


def _yes_and_no(rows: list[Line], parts: list[int], known: dict[str, str]) -> list[tuple[Line, Share, str]]:
    """Read a table of organisations with a size and whether each gave its mandate."""
    heads = rows[0].column_heads
    sizes = [c for c, h in enumerate(heads) if _SIZE_HEAD.search(h) and c not in parts]
    for p in parts:
        answers = [r.cells[p] for r in rows]
        if (
            not sizes
            or not all(_YES.match(a) or _NO.match(a) for a in answers)
            or not any(_YES.match(a) for a in answers)
        ):
            continue
        counted = [
            (_count(r.cells[sizes[0]]), bool(_YES.match(r.cells[p]))) for r in rows if not _SUM_ROW.search(r.cells[0])
        ]
        whole = sum(n for n, _ in counted if n is not None)
        if whole and all(n is not None for n, _ in counted):
            part = sum(n for n, yes in counted if yes and n is not None)
            keys = [m.key for m in mentions(" ".join([*heads, rows[0].head_text, *(r.cells[0] for r in rows)]), known)]
            if keys:
                return [(rows[0], share_of(part, whole), keys[0])]
    return []


def _key(row: Line, known: dict[str, str]) -> str | None:
    for text in (row.cells[0], " | ".join(row.cells), " ".join(row.column_heads), row.head_text):
        keys = list(dict.fromkeys(m.key for m in mentions(text, known)))
        if len(keys) == 1:
            return keys[0]
        if len(keys) >= 2 and all(k in DISCIPLINES or k == ALLIED for k in keys):
            return ALLIED
        if keys:
            return keys[0]
    return None


def _count(cell: str) -> float | None:
    match = re.fullmatch(r"\D{0,12}?(\d{1,3}(?:\.\d{3})+|\d+)\b[^\d]{0,20}", cell.strip(" *"))
    return float(digits_value(match.group(1))) if match else None
