"""What learned words add to the scores of a list."""

from __future__ import annotations

import pytest

from resvtool.document import Anchor
from resvtool.facts.group_signs import KINDS, GroupWeights, group_weights, signs_of
from resvtool.facts.records import Field, Group, Piece, Record

_BY_HAND = dict.fromkeys(KINDS, 0.0)


def _group(heading: str, titles: list[str], text: str, head: str = "") -> Group:
    records = []
    for i, title in enumerate(titles):
        piece = Piece(text, Anchor(), (i, None))
        record = Record(title, Anchor(), (i, None))
        record.fields.extend([Field(head, piece)] if head else [])
        record.texts.extend([] if head else [piece])
        records.append(record)
    return Group("card", 0, ("Plan", heading), records)


def test_the_signs_of_a_list_are_its_words_and_its_layout() -> None:
    signs = signs_of(
        _group("Zeven voornemens", ["Voornemen 1: de rij", "Voornemen 2: de balie"], "Nu € 5.", "Doel"), _BY_HAND
    )
    assert {"kind=card", "own:voornem", "above:plan", "head:doel", "family=voornem"} <= signs.keys()
    assert signs["money"] == 1.0 and signs["labelled"] == 1.0


@pytest.mark.parametrize(("odds", "adds"), [(9.0, 8.0), (0.5, 3.0), (-9.0, -1.0)])
def test_learned_words_find_lists_and_hardly_speak_against_one(odds: float, adds: float) -> None:
    weights = GroupWeights(dict.fromkeys(KINDS, 0.0), {kind: {"own:voornem": odds} for kind in KINDS})
    assert weights.of({"own:voornem": 1.0}) == pytest.approx(dict.fromkeys(KINDS, adds))


def test_the_weights_that_come_along_tell_the_kinds_apart() -> None:
    weights = group_weights()
    assert weights is not None
    titles = ["1 De open deur", "2 De kortste rij", "3 Samen naar huis"]
    active = _group("Activiteiten in 2027", titles, "De patiënt merkt dat hij minder hoeft te bellen.", "Hoofdtaak")
    lacking = _group("Knelpunten 2027 tot en met 2029", titles, "In 2025 wachtten 900 ouderen langer dan drie weken.")
    sure = {"activity": 9.0, "bottleneck": 0.0, "impact": 0.0}
    named = {"activity": -3.0, "bottleneck": 6.0, "impact": 0.0}
    assert weights.of(signs_of(active, sure))["activity"] > weights.of(signs_of(lacking, named))["activity"]
    assert weights.of(signs_of(active, sure))["bottleneck"] < weights.of(signs_of(lacking, named))["bottleneck"]
