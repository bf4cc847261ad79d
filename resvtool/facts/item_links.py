"""Links between bottlenecks and activities, by label, by name, or through the promised impact."""

from __future__ import annotations

from resvtool.facts.item_drafts import Draft, Drafts
from resvtool.facts.labels import Label, names_literally, references, words_of
from resvtool.facts.records import Piece, evidence_of
from resvtool.rules.model import Evidence


class Links:
    """Finds which drafts of a plan work on which."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    def bottlenecks_of(self, activity: Draft) -> tuple[str, ...]:
        """Return the labels or names of the bottlenecks that an activity works on."""
        direct = self.named_in([p.text for p in activity.pieces()], self._drafts.bottlenecks)
        back = [d for d in self._drafts.bottlenecks if activity in self.activities_behind(d)]
        return tuple(dict.fromkeys(str(d.label or d.name) for d in (*direct, *back)))

    def activities_of(self, bottleneck: Draft) -> tuple[str, ...]:
        """Return the labels or names of the activities that work on a bottleneck."""
        return tuple(str(d.label or d.name) for d in self.activities_behind(bottleneck))

    def bottlenecks_in(self, text: str) -> list[Draft]:
        """Return the bottlenecks that ``text`` names."""
        return self.named_in([text], self._drafts.bottlenecks)

    @staticmethod
    def named_in(texts: list[str], drafts: list[Draft]) -> list[Draft]:
        """Return which of ``drafts`` the ``texts`` name, by label or name."""
        known: dict[Label, str] = {}
        for draft in drafts:
            if draft.label is not None:
                known.setdefault(draft.label, draft.name)
        labels = {label for text in texts for label in references(text, known)}
        found = []
        for draft in drafts:
            by_label = draft.label in labels
            words = words_of(draft.name)
            by_name = len(words) >= 2 and any(words <= words_of(t) for t in texts)
            if by_label or by_name or any(names_literally(t, draft.name) for t in texts):
                found.append(draft)
        return found

    def activities_behind(self, draft: Draft) -> list[Draft]:
        """Return the activities that the promised impact on a bottleneck names."""
        texts = [p.text for r in draft.promises for p in r.pieces()]
        found = self.named_in(texts, self._drafts.activities)
        aliased = _aliased(texts, self._drafts.activities)
        return [d for d in self._drafts.activities if d in found or d in aliased]

    def bottleneck_shown(self, draft: Draft) -> Evidence | None:
        """Return what links an activity with a bottleneck: its own text, or the promised impact."""
        for piece in draft.pieces():
            if self.named_in([piece.text], self._drafts.bottlenecks):
                return evidence_of(piece)
        for bottleneck in self._drafts.bottlenecks:
            if draft in self.activities_behind(bottleneck):
                pieces: list[Piece] = [p for r in bottleneck.promises for p in r.pieces()]
                return evidence_of(pieces[0]) if pieces else None
        return None


def _aliased(texts: list[str], drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with a bare number that ``texts`` name as "activiteit 3" or "project 3"."""
    families = ("activiteit", "project", "act")
    found = []
    for draft in drafts:
        if draft.label is None or (len(draft.label.family) in (1, 2, 3) and draft.label.family != "kar"):
            continue
        known = {Label(f, draft.label.number): draft.name for f in families}
        numbered = {Label(f, str(n)): "" for f in families for n in range(1, 30)}
        if any(label in known for t in texts for label in references(t, {**numbered, **known})):
            found.append(draft)
    return found
