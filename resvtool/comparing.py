"""Two versions of a plan compared: what the new one solved, broke and left, and the passages that did it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from resvtool.assessment import Assessment
from resvtool.document import Document
from resvtool.findings import parts
from resvtool.rules.model import Evidence, Result, Rule, Status

_RANK = {Status.PASS: 0, Status.NOT_APPLICABLE: 0, Status.REVIEW: 1, Status.FAIL: 2, Status.ERROR: 3}
_ALIKE = 0.5
_MOST_PASSAGES = 3


class Kind(StrEnum):
    """What became of a requirement."""

    BROKE = "broke"
    WORSE = "worse"
    SOLVED = "solved"
    BETTER = "better"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in both versions; None where it is not there."""

    old: str | None
    new: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one requirement, and the changed passages that show why."""

    rule: Rule
    kind: Kind
    old: Result
    new: Result
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """How many paragraphs and table rows were added, removed and changed."""

    added: int
    removed: int
    changed: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two assessments of a plan by one ruleset, with what changed; most serious kinds first."""

    old: Assessment
    new: Assessment
    changes: tuple[Change, ...]
    edited: Edited

    def of(self, kind: Kind) -> list[Change]:
        """Return the changes of one kind, in the order of the ruleset."""
        return [c for c in self.changes if c.kind is kind]

    @property
    def got_worse(self) -> bool:
        """Whether any requirement is worse off than before."""
        return any(c.kind in (Kind.BROKE, Kind.WORSE) for c in self.changes)


def compare(old: Assessment, new: Assessment) -> Comparison:
    """Return what changed from ``old`` to ``new``, both by the same ruleset.

    Requirements that were met and still are do not appear.
    """
    before = {r.rule.id: r for r in old.results}
    texts = (_texts(old.document), _texts(new.document))
    changes = []
    for result in new.results:
        previous = before.get(result.rule.id)
        kind = _kind(previous, result) if previous else None
        if previous is not None and kind is not None:
            passages = tuple(_passages(previous, result, *texts)) if kind is not Kind.LEFT else ()
            changes.append(Change(result.rule, kind, previous, result, passages))
    changes.sort(key=lambda c: list(Kind).index(c.kind))
    return Comparison(old, new, tuple(changes), _edited(*texts))


def word_changes(old: str, new: str) -> list[tuple[str, str]]:
    """Return the words of both texts in order, each run with "same", "out" (only old) or "in" (only new)."""
    before, after = old.split(), new.split()
    told: list[tuple[str, str]] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            told.append(("same", " ".join(before[i:j])))
            continue
        if j > i:
            told.append(("out", " ".join(before[i:j])))
        if m > k:
            told.append(("in", " ".join(after[k:m])))
    return told


def _kind(old: Result, new: Result) -> Kind | None:
    was, now = _RANK[old.status], _RANK[new.status]
    if now > was:
        return Kind.BROKE if now >= _RANK[Status.FAIL] else Kind.WORSE
    if now < was:
        return Kind.SOLVED if now == 0 else Kind.BETTER
    if now == 0:
        return None
    more = len(parts(new) - parts(old)) - len(parts(old) - parts(new))
    if more == 0:
        return Kind.LEFT
    return Kind.WORSE if more > 0 else Kind.BETTER


def _texts(document: Document) -> list[str]:
    """The paragraphs and table rows of a document, without the table of contents."""
    found: list[str] = []
    for block in document.blocks:
        if not block.toc:
            found += block.table.text().split("\n") if block.table else [block.text]
    return [text for text in found if text.strip()]


def _passages(old: Result, new: Result, before: list[str], after: list[str]) -> Iterator[Passage]:
    """The passages behind both results that differ between the versions, each once."""
    seen: set[tuple[str | None, str | None]] = set()
    shown = {evidence.text for evidence in _shown(new)}
    for evidence in _shown(old):
        for text in _changed(evidence.text, before, after) if evidence.text not in shown else ():
            passage = Passage(text, _counterpart(text, after, before), evidence)
            if (passage.old, passage.new) not in seen:
                seen.add((passage.old, passage.new))
                yield passage
    shown = {evidence.text for evidence in _shown(old)}
    for evidence in _shown(new):
        for text in _changed(evidence.text, after, before) if evidence.text not in shown else ():
            was = _counterpart(text, before, after)
            if not any(text == n or (was is not None and was == o) for o, n in seen):
                seen.add((was, text))
                yield Passage(was, text, evidence)


def _changed(text: str, here: list[str], there: list[str]) -> list[str]:
    """Return what of a passage does not stand in the other version, by the paragraphs of ``here`` that it spans.

    A passage may run over paragraphs, of which one changed and the others are as they were.
    """
    words = [word for word in text.rstrip("…").split() if word != "|"]
    found = []
    for part in _spanned(words, here) or [words]:
        told = " ".join(part)
        if not _stands(told, there):
            found.append(told)
    return found


def _spanned(words: list[str], here: list[str]) -> list[list[str]]:
    """Return ``words`` parted where a paragraph or row of ``here`` ends; [] where they do not stand in it as one."""
    paragraphs = [_words(text) for text in here]
    running = [word for paragraph in paragraphs for word in paragraph]
    wanted = [word.casefold() for word in words]
    start = _position(wanted, running)
    if start is None:
        return []
    parts, begin = [], 0
    for paragraph in paragraphs:
        low, high = max(begin, start) - start, min(begin + len(paragraph), start + len(words)) - start
        if low < high:
            parts.append(words[low:high])
        begin += len(paragraph)
    return parts


def _position(wanted: list[str], running: list[str]) -> int | None:
    size = len(wanted)
    starts = (i for i, word in enumerate(running) if word in wanted[:1])
    return next((i for i in starts if running[i : i + size] == wanted), None)


def _shown(result: Result) -> list[Evidence]:
    finding = result.finding
    shown = list(finding.evidence) or ([finding.nearest] if finding.nearest else [])
    return shown[:_MOST_PASSAGES]


def _stands(text: str, texts: list[str]) -> bool:
    folded = " ".join(_words(text))
    return any(folded in " ".join(_words(t)) for t in texts)


def _counterpart(text: str, there: list[str], here: list[str]) -> str | None:
    """What became of ``text`` in ``there``: the most alike of the passages that are not in ``here`` as well.

    Where none is alike, the one that has taken the place of its paragraph, between neighbours that stayed.
    """
    kept = set(here)
    matcher = difflib.SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(text.split())
    best, found = _ALIKE, None
    for other in there:
        if other in kept:
            continue
        matcher.set_seq1(other.split())
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
            best, found = matcher.ratio(), other
    return found if found is not None else _in_its_place(text, there, here)


def _in_its_place(text: str, there: list[str], here: list[str]) -> str | None:
    for tag, i, j, k, m in difflib.SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if tag == "replace" and (j - i, m - k) == (1, 1) and _stands(text, here[i:j]):
            return there[k]
    return None


def _edited(before: list[str], after: list[str]) -> Edited:
    added = removed = changed = 0
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            both = min(j - i, m - k)
            changed, removed, added = changed + both, removed + (j - i) - both, added + (m - k) - both
    return Edited(added, removed, changed)


def _words(text: str) -> list[str]:
    """The words of a paragraph, or of a row without the bars between its cells."""
    return [word.casefold() for word in text.split() if word != "|"]
