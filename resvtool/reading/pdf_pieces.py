"""Words put side by side: pieces of lines that stand free of other pieces on the same height."""

from __future__ import annotations

import re
from collections.abc import Iterable

from resvtool.reading.pdf_model import Line, Word

_GAP = 1.25  # a wider gap, in letter sizes, parts two pieces
_SPACE = 0.17  # a gap as wide as this is a space, in letter sizes
_SAME_BASE = 0.22  # how far baselines of one line may lie apart, in letter sizes
BULLET = re.compile(
    r"^(?:[•▪➢✓●○◦■□►▶‣⁃∙·*–—\-→❖✔§¨]|o|\(?\d{1,2}(?:\.\d{1,2}){0,4}[.)]?|\(?[a-zA-Z][.)]|\(?[ivx]{1,4}[.)])$"
)


def build_pieces(words: list[Word], page: int) -> list[Line]:
    """Words in drawing order as pieces, from top to bottom."""
    pieces: list[list[Word]] = []
    for word in words:
        if pieces and _goes_on(pieces[-1], word):
            last = pieces[-1][-1]
            if word.x0 - last.x1 > _SPACE * word.size and abs(word.base - last.base) < 0.1 * word.size:
                word.space = True
            pieces[-1].append(word)
        else:
            pieces.append([word])
    lines = [Line(p, page) for p in pieces]
    lines.sort(key=lambda line: (line.base, line.x0))
    return _joined(lines)


def _goes_on(piece: list[Word], word: Word) -> bool:
    last = piece[-1]
    if last.sideways or word.sideways:
        return last.sideways and word.sideways and _beside(last, word)
    size = max(last.size, word.size)
    if not -0.5 * size <= word.x0 - last.x1 <= _GAP * size:
        return False
    apart = abs(word.base - last.base)
    if apart <= _SAME_BASE * size:
        return True
    raised = min(last.size, word.size) < 0.85 * size
    return raised and apart < 0.6 * size


def _beside(last: Word, word: Word) -> bool:
    return abs(last.x0 - word.x0) < last.size and (
        min(abs(last.top - word.bottom), abs(last.bottom - word.top)) < last.size
    )


def _joined(lines: list[Line]) -> list[Line]:
    """Pieces that touch on the same baseline as one; a bullet with the text it stands before."""
    done: list[Line] = []
    for line in lines:
        host = next((d for d in reversed(done[-12:]) if _touches(d, line)), None)
        if host is None:
            done.append(line)
            continue
        first, second = (host, line) if host.x0 <= line.x0 else (line, host)
        if second.words[0].x0 - first.words[-1].x1 > 0.1 * first.size:
            second.words[0].space = True
        host.words = first.words + second.words
        host.measure()
    return done


def _touches(a: Line, b: Line) -> bool:
    if a.words[0].sideways or b.words[0].sideways:
        return False
    size = max(a.size, b.size)
    apart = abs(a.base - b.base)
    if apart > _SAME_BASE * size and not (min(a.size, b.size) < 0.85 * size and apart < 0.6 * size):
        return False
    first, second = (a, b) if a.x0 <= b.x0 else (b, a)
    gap = second.x0 - first.x1
    return -0.5 * size <= gap <= _GAP * size


def is_label(line: Line) -> bool:
    """Whether a piece is but a bullet or number, to be read with the text beside it."""
    return len(line.words) <= 2 and bool(BULLET.match(line.text.replace(" ", "")))


def attach_labels(lines: list[Line]) -> list[Line]:
    """Bullets and numbers put before the text to their right on the same baseline."""
    labels = sorted((line for line in lines if is_label(line)), key=lambda line: -line.x0)
    if not labels:
        return lines
    taken: set[int] = set()
    for label in labels:
        beside = [
            line
            for line in lines
            if line is not label
            and id(line) not in taken
            and abs(line.base - label.base) < 0.35 * max(line.size, label.size)
            and 0 <= line.x0 - label.x1 < 4.5 * line.size
        ]
        if not beside:
            continue
        text = min(beside, key=lambda line: line.x0)
        if is_label(text) and text.words[0].text.isdigit():
            continue
        taken.add(id(label))
        text.words[0].space = True
        text.words = label.words + text.words
        base = text.base
        text.measure()
        text.base = base
    return [line for line in lines if id(line) not in taken]


def merge_rows(lines: Iterable[Line]) -> list[Line]:
    """Pieces of one column as whole lines: those on one baseline joined, top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda p: (p.base, p.x0)):
        if rows and _same_row(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    merged = []
    for row in rows:
        if len(row) == 1:
            merged.append(row[0])
            continue
        row.sort(key=lambda p: p.x0)
        for piece in row[1:]:
            piece.words[0].space = True
        merged.append(Line([w for piece in row for w in piece.words], row[0].page))
    return merged


def _same_row(row: list[Line], line: Line) -> bool:
    if line.words[0].sideways or row[0].words[0].sideways:
        return False
    return abs(row[-1].base - line.base) < 0.35 * min(row[-1].size, line.size) and all(
        line.x0 >= p.x1 - 1 or line.x1 <= p.x0 + 1 for p in row
    )
