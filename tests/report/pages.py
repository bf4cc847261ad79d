"""Plans and their pages for the tests of the HTML report."""

from __future__ import annotations

import functools
import pathlib

from resvtool.assessment import Assessment, assess_document
from resvtool.reading.markdown import read_markdown
from resvtool.report.html import html_report
from resvtool.rules.loading import load_ruleset

RULES = load_ruleset("landelijk")
INSURER = load_ruleset("menzis")
PLAN = """\
# Samen in het Hazelland

Ingediend op 9 juli 2026 bij Menzis.

## Bouwsteen 2 Knelpunten

| Nr | Knelpunt | Omvang |
|---|---|---|
| K1 | Wachttijd voor de wijkverpleging | 12 werkdagen |
| K2 | Ouderen met een val | 400 per jaar |

## Bouwsteen 3 Impact

| Knelpunt | Resultaat | Activiteit | Wanneer |
|---|---|---|---|
| K1 Wachttijd voor de wijkverpleging | van 12 naar 4 werkdagen | A1 | 31 december 2027 |

## Bouwsteen 4 Activiteiten 2027

| Nr | Activiteit | Hoofdtaak | Knelpunt |
|---|---|---|---|
| A1 | Een loket voor aanmelding | 2 | K1 |
| A2 | Een dashboard | | |

## Bouwsteen 5 Executiekracht

Loopt een project vast, dan zoekt de projectleider binnen twee weken een oplossing. Lukt dat niet, dan beslist het
kernteam binnen een maand en daarna het bestuur.

De contactpersoon voor dit hoofdstuk is [naam invullen].

## Bouwsteen 7 Begroting 2027

| Post | Bedrag |
|---|---|
| Coördinatie | € 60.000 |
| Een loket voor aanmelding | € 30.000 |
| Subtotaal regio | € 90.000 |
| Wijkteams | € 20.000 |
| Scholing | € 5.000 |
| Subtotaal wijkverbanden | € 25.000 |
| Totaal | € 125.000 |
"""
HOSTILE = [
    "<script>window.taken = 'script'</script>",
    '"><img src=http://voorbeeld.invalid/x.png onerror="window.taken = \'img\'">',
    "</style><style>body{background:url(http://voorbeeld.invalid/y)}</style>",
    "{{ 7 + 7 }}{% include 'x' %}",
    "<a href=\"javascript:window.taken='link'\">klik</a>",
    "<svg onload=\"window.taken='svg'\"></svg>",
    "--><!--",
    "' onmouseover='window.taken=1",
]


@functools.cache
def judged(text: str = PLAN, path: str = "hazelland.docx", insurer: bool = False) -> Assessment:
    return assess_document(read_markdown(text, path), INSURER if insurer else RULES)


def hostile_plan() -> str:
    """A plan with markup of strangers in every kind of place that the page shows."""
    text = PLAN
    for name, evil in zip(("Wachttijd voor de wijkverpleging", "Een loket voor aanmelding"), HOSTILE, strict=False):
        text = text.replace(name, f"{name} {evil}")
    text = text.replace("Coördinatie", f"Coördinatie {HOSTILE[1]}").replace("Bouwsteen 5", f"Bouwsteen 5 {HOSTILE[0]}")
    return text + "\n" + "\n\n".join(f"Het netwerk besluit {evil} in 2027." for evil in HOSTILE) + "\n"


def page(folder: pathlib.Path, *assessments: Assessment, lang: str = "nl") -> pathlib.Path:
    path = folder / f"rapport-{lang}-{len(assessments)}.html"
    path.write_text(html_report(assessments or [judged(insurer=True)], lang), encoding="utf-8")
    return path
