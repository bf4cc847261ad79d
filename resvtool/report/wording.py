"""Fixed words of the reports, in Dutch and English."""

from __future__ import annotations

from collections.abc import Iterable

from resvtool.document import Anchor
from resvtool.rules.model import Severity, Status, Text

STATUS = {
    Status.PASS: Text("voldoet", "meets"),
    Status.FAIL: Text("voldoet niet", "does not meet"),
    Status.REVIEW: Text("te beoordelen", "to be judged"),
    Status.NOT_APPLICABLE: Text("niet van toepassing", "not applicable"),
    Status.ERROR: Text("controle mislukt", "check failed"),
}
STATUS_SHORT = {
    Status.PASS: Text("goed", "meets"),
    Status.FAIL: Text("niet", "fails"),
    Status.REVIEW: Text("oordeel", "judge"),
    Status.NOT_APPLICABLE: Text("n.v.t.", "n/a"),
    Status.ERROR: Text("stuk", "error"),
}
SEVERITY = {
    Severity.ERROR: Text("fout", "error"),
    Severity.WARNING: Text("waarschuwing", "warning"),
    Severity.INFO: Text("aandachtspunt", "note"),
}
GATE = Text("minimale eis", "minimum requirement")
CHECKLIST = Text("checklist", "checklist")
BLOCK = Text("Bouwsteen", "Building block")
WHOLE_PLAN = Text("Plan als geheel", "The plan as a whole")
WHERE = Text("waar", "where")
FINDINGS = Text("Bevindingen", "Findings")
NO_FINDINGS = Text("Geen bevindingen.", "No findings.")
TO_JUDGE = Text("Te beoordelen door een mens", "For a person to judge")
PASSED = Text("Voldoet", "Meets")
NOT_APPLICABLE = Text("Niet van toepassing", "Not applicable")
LOOKED_IN = Text("Gezocht in", "Looked in")
WHOLE_DOCUMENT = Text("het hele plan", "the whole plan")
NEAREST = Text("Dichtstbij", "Nearest")
EVIDENCE = Text("Bewijs", "Evidence")
SOURCE = Text("Bron", "Source")
DIFFERS = Text("Verschilt", "Differs")
ADVICE = Text("Advies", "Advice")
MISSING = Text("ontbreekt", "missing")
PROBLEMS = Text("Niet (goed) gelezen", "Not (well) read")
SMART = Text("Knelpunten en SMART-impact", "Bottlenecks and SMART impact")
BOTTLENECK = Text("Knelpunt", "Bottleneck")
NOT_FOUND = Text("niet gevonden", "not found")
SUMMARY = Text("Samen", "Summary")
ADVISES = Text(
    "resvtool adviseert; een mens beslist. Elke bevinding noemt haar bron en plaats.",
    "resvtool advises; a person decides. Every finding names its source and place.",
)
SMART_PARTS = {
    "specifiek": Text("specifiek", "specific"),
    "meetbaar": Text("meetbaar", "measurable"),
    "acceptabel": Text("acceptabel", "acceptable"),
    "realistisch": Text("realistisch", "realistic"),
    "tijdgebonden": Text("tijdgebonden", "time-bound"),
}
_INSURERS = frozenset({"menzis", "cz", "zilveren-kruis"})
DOCUMENTS = {
    "handreiking": "Handreiking contractering RESV",
    "uitwerking": "Uitwerking RESV",
    "menzis": "Menzis, Zorginkoopbeleid RESV 2027",
    "cz": "CZ groep, Zorginkoopbeleid RESV 2027",
    "zilveren-kruis": "Zilveren Kruis, Inkoopbeleid RESV 2027",
}


def source(places: dict[str, str], layers: Iterable[str] | None = None) -> str:
    """Return the sources of a rule as one line: document and place.

    With ``layers``, the policies of insurers that are not among them are left out.
    """
    told = {name: where for name, where in places.items() if layers is None or name not in _INSURERS or name in layers}
    return "; ".join(f"{DOCUMENTS.get(name, name)}, {where}" for name, where in (told or places).items())


def place(anchor: Anchor, lang: str) -> str:
    """Return where something stands, in words: section, and page or paragraph."""
    parts = [anchor.section[-1]] if anchor.section else []
    if anchor.page is not None:
        parts.append(("page " if lang == "en" else "blz. ") + str(anchor.page))
    elif anchor.paragraph is not None:
        parts.append(("paragraph " if lang == "en" else "alinea ") + str(anchor.paragraph))
    return ", ".join(parts)
