"""A small plan with known gaps, assessed for the tests of the memo."""

from __future__ import annotations

import datetime
from functools import cache

from resvtool.assessment import Assessment, assess_document
from resvtool.documents.judgements import Judgements
from resvtool.documents.memo import MemoInput
from resvtool.reading.markdown import read_markdown
from resvtool.report.overview import Judgement
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Ruleset

PLAN = """
# RESV-plan Lindestreek 2027

Ingediend op 9 juli 2026. Wij zijn <b>één</b> & samen sterk.

## Knelpunten

| Knelpunt | Omvang |
|---|---|
| K1 Volle praktijken <script>{{ 7 + 7 }}</script> | 14 van de 38 praktijken nemen niemand meer aan |

## Impact

| Knelpunt | Wat verandert er | Nulmeting | Streefwaarde | Eigenaar | Inzet | Uiterlijk |
|---|---|---|---|---|---|---|
| K1 Volle praktijken <script>{{ 7 + 7 }}</script> | Inwoners vinden een praktijk | 14 | 5 | HCL | A1 |  |

## Begroting 2027

| Post | Bedrag |
|---|---|
| A1 Inschrijfloket | € 40.000 |
| Totaal | € 45.000 |
"""
DAY = datetime.date(2026, 8, 20)


@cache
def ruleset() -> Ruleset:
    return load_ruleset("cz")


@cache
def assessed() -> Assessment:
    return assess_document(read_markdown(PLAN, "map/lindestreek.docx"), ruleset())


def given(judgements: dict[str, Judgement] | None = None, lang: str = "nl", **memo: str) -> MemoInput:
    return MemoInput(assessed(), Judgements(judgements or {}, memo), DAY, "", lang)
