"""Tables that run on over pages or columns made whole, and made into the model's tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resvtool.document import Box, Table
from resvtool.reading.pdf_joining import Joiner
from resvtool.reading.pdf_model import Frame, PageTable

_NEAR = 8.0
_ENDED = re.compile(r"[.!?:;)%][\"'”’]*$")
_MONEY = re.compile(r"€|\d")


class TableParts:
    """A table under construction: the parts on the pages it stands on."""

    def __init__(self, first: PageTable) -> None:
        self.last = first
        self.rows: list[list[str]] = [list(r) for r in first.texts]
        self.repeated = set(first.repeated)
        self.pages = [first.page] * len(self.rows)
        self.spans = _spans(first)
        self.edges = (first.x0, first.x1)
        self.header = _bold_head(first)

    @property
    def first_page(self) -> int:
        """The page on which the table starts."""
        return self.pages[0]

    def takes(self, part: PageTable) -> bool:
        """Whether a table found right after this one is its continuation."""
        last = self.last
        if part.page == last.page and part.column == last.column:
            return False
        if part.page > last.page + 1 or len(part.texts[0]) != len(self.rows[0]):
            return False
        if not part.ruled and not last.ruled:
            same = abs((part.x1 - part.x0) - (last.x1 - last.x0)) < 0.35 * (last.x1 - last.x0)
        else:
            same = _same_columns(part, last)
        if not same:
            return False
        head = self._head_rows(part)
        return bool(head) or not (_bold_head(part) and self.header)

    def add(self, part: PageTable, joiner: Joiner) -> None:
        """Put a continuation under the rows so far; its repeated head goes, a split row is mended."""
        head = self._head_rows(part)
        self.header = max(self.header, head)
        fresh = part.texts[head:]
        start = head
        if fresh and _continues(self.rows, fresh[0], self.header):
            self.rows[-1] = [_glued(a, b, joiner) for a, b in zip(self.rows[-1], fresh[0], strict=True)]
            fresh, start = fresh[1:], head + 1
        shift = len(self.rows) - start
        self.repeated |= {(r + shift, c) for r, c in part.repeated if r >= start}
        self.rows.extend(list(r) for r in fresh)
        self.pages.extend([part.page] * len(fresh))
        self.spans.extend(_spans(part)[start:])
        self.last = part

    def _head_rows(self, part: PageTable) -> int:
        """How many leading rows of a part repeat the leading rows of the table."""
        count = 0
        for ours, theirs in zip(self.rows, part.texts, strict=False):
            if [t.casefold() for t in ours] != [t.casefold() for t in theirs] or not any(ours):
                break
            count += 1
        return count if count < len(part.texts) or count <= 2 else 0

    def table(self, frames: Sequence[Frame]) -> Table:
        """The finished table."""
        return Table(
            tuple(tuple(r) for r in self.rows),
            frozenset(self.repeated),
            self.header or _plain_head(self.rows),
            tuple(self.pages),
            tuple(frames[p - 1].on_page(*s) for p, s in zip(self.pages, self.spans, strict=True)),
        )

    def box(self, frames: Sequence[Frame]) -> Box:
        """The box of the rows on the table's first page."""
        here = [s for p, s in zip(self.pages, self.spans, strict=True) if p == self.first_page]
        return frames[self.first_page - 1].on_page(
            min(s[0] for s in here), here[0][1], max(s[2] for s in here), here[-1][3]
        )


def _spans(part: PageTable) -> list[tuple[float, float, float, float]]:
    return [(part.x0, t, part.x1, b) for t, b in zip(part.tops, part.bottoms, strict=True)]


def _same_columns(a: PageTable, b: PageTable) -> bool:
    """Whether column edges agree, also when the table as a whole stands elsewhere."""
    shift = a.x0 - b.x0
    return all(abs(x - y - shift) < _NEAR for x, y in zip(a.edges, b.edges, strict=True))


def _bold_head(part: PageTable) -> int:
    """Leading rows all in bold, when not everything is."""
    count = 0
    for bold in part.bold_rows[:3]:
        if not bold:
            break
        count += 1
    return count if count < len(part.bold_rows) else 0


def _plain_head(rows: list[list[str]]) -> int:
    """1 when the first row reads like column heads: short words over longer or counted cells."""
    if len(rows) < 2 or not all(rows[0]) or len(set(rows[0])) < len(rows[0]):
        return 0
    if any(len(t) > 45 or (_ENDED.search(t) and not t.endswith(("?", ")"))) for t in rows[0]):
        return 0
    if any(_MONEY.search(t) for t in rows[0]):
        return 0
    for c in range(len(rows[0])):
        below = [r[c] for r in rows[1:] if r[c]]
        if not below:
            continue
        counted = sum(bool(_MONEY.search(t)) for t in below) > 0.6 * len(below)
        longer = sum(map(len, below)) / len(below) > 2 * len(rows[0][c])
        if counted or longer:
            return 1
    return 0


def _continues(rows: list[list[str]], row: list[str], header: int) -> bool:
    """Whether the first row on a page is the rest of the last row on the page before."""
    if len(rows) <= header:
        return False
    last = rows[-1]
    broken = sum(bool(a and b) and not _ENDED.search(a) and b[:1].islower() for a, b in zip(last, row, strict=True))
    if not row[0]:
        told = [c for c, text in enumerate(row) if text]
        alone = len(told) == 1 and bool(last[told[0]])
        return broken > 0 or (alone and all(sum(map(bool, r)) > 1 for r in rows[header:]))
    return broken > 1 or (broken == 1 and row[0][:1].islower())


def _glued(above: str, below: str, joiner: Joiner) -> str:
    if not above or not below:
        return above or below
    if _ENDED.search(above) and not below[:1].islower():
        return f"{above}\n{below}" if below[:1] in "•▪-–" else f"{above} {below}"
    return joiner.join_split(above, below)
