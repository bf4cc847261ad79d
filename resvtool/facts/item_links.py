"""Links between bottlenecks and activities, by label, by name, or through the promised impact."""

from __future__ import annotations

from typing import TypeGuard

from resvtool.facts.item_drafts import Draft, Drafts
from resvtool.facts.labels import Label, names_literally, references, words_of
from resvtool.facts.records import Piece, evidence_of
from resvtool.rules.model import Evidence

_FAMILIES = ("activiteit", "project", "act")


class Links:
    """Finds which drafts of a plan work on which."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._bottlenecks = _Names(drafts.bottlenecks)
        self._activities = _Names(drafts.activities)
        self._behind: dict[int, list[Draft]] = {}

    def bottlenecks_of(self, activity: Draft) -> tuple[str, ...]:
        """Return the labels or names of the bottlenecks that an activity works on."""
        direct = self._bottlenecks.named_in([p.text for p in activity.pieces()])
        back = [d for d in self._drafts.bottlenecks if activity in self.activities_behind(d)]
        return tuple(dict.fromkeys(str(d.label or d.name) for d in (*direct, *back)))

    def activities_of(self, bottleneck: Draft) -> tuple[str, ...]:
        """Return the labels or names of the activities that work on a bottleneck."""
        return tuple(str(d.label or d.name) for d in self.activities_behind(bottleneck))

    def bottlenecks_in(self, text: str) -> list[Draft]:
        """Return the bottlenecks that ``text`` names."""
        return self._bottlenecks.named_in([text])

    def activities_behind(self, draft: Draft) -> list[Draft]:
        """Return the activities that the promised impact on a bottleneck names."""
        if id(draft) not in self._behind:
            texts = [p.text for r in draft.promises for p in r.pieces()]
            named = [*self._activities.named_in(texts), *self._activities.numbered_in(texts)]
            self._behind[id(draft)] = [d for d in self._drafts.activities if d in named]
        return self._behind[id(draft)]

    def bottleneck_shown(self, draft: Draft) -> Evidence | None:
        """Return what links an activity with a bottleneck: its own text, or the promised impact."""
        for piece in draft.pieces():
            if self._bottlenecks.named_in([piece.text]):
                return evidence_of(piece)
        for bottleneck in self._drafts.bottlenecks:
            if draft in self.activities_behind(bottleneck):
                pieces: list[Piece] = [p for r in bottleneck.promises for p in r.pieces()]
                return evidence_of(pieces[0]) if pieces else None
        return None


class _Names:
    """Finds which of some drafts a text names; what a text refers to is worked out once."""

    def __init__(self, drafts: list[Draft]) -> None:
        self._drafts = drafts
        self._known: dict[Label, str] = {}
        for draft in drafts:
            if draft.label is not None:
                self._known.setdefault(draft.label, draft.name)
        own = [d.label.number for d in drafts if _may_be_numbered(d.label)]
        numbers = dict.fromkeys([*map(str, range(1, 30)), *own])
        self._numbered = {Label(family, number): "" for family in _FAMILIES for number in numbers}
        self._labels: dict[str, frozenset[Label]] = {}
        self._numbers: dict[str, frozenset[str]] = {}

    def named_in(self, texts: list[str]) -> list[Draft]:
        """Return which drafts the ``texts`` name, by label or name."""
        labels = frozenset().union(*map(self._labels_in, texts))
        found = []
        for draft in self._drafts:
            words = words_of(draft.name)
            by_name = len(words) >= 2 and any(words <= words_of(t) for t in texts)
            if draft.label in labels or by_name or any(names_literally(t, draft.name) for t in texts):
                found.append(draft)
        return found

    def numbered_in(self, texts: list[str]) -> list[Draft]:
        """Return the drafts with a bare number that ``texts`` name as "activiteit 3" or "project 3"."""
        numbers = frozenset().union(*map(self._numbers_in, texts))
        return [d for d in self._drafts if _may_be_numbered(d.label) and d.label.number in numbers]

    def _labels_in(self, text: str) -> frozenset[Label]:
        if text not in self._labels:
            self._labels[text] = frozenset(references(text, self._known))
        return self._labels[text]

    def _numbers_in(self, text: str) -> frozenset[str]:
        if text not in self._numbers:
            self._numbers[text] = frozenset(label.number for label in references(text, self._numbered))
        return self._numbers[text]


def _may_be_numbered(label: Label | None) -> TypeGuard[Label]:
    """Say whether an item with this label may be called "activiteit 3": its own family is no code such as K or WP."""
    return label is not None and (len(label.family) not in (1, 2, 3) or label.family == "kar")
