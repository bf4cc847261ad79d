"""Fixed words of the reports, in Dutch and English."""

from __future__ import annotations

from collections.abc import Iterable

from resvtool.document import Anchor
from resvtool.locating.outline import BLOCK_NAMES, BLOCK_NAMES_EN
from resvtool.rules.model import Evidence, Result, Severity, Status, Text

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
SWITCHED_OFF = Text("uitgeschakeld", "switched off")
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
WAIVERS = Text("Ontheffingen", "Waivers")
WAIVED = Text("Ontheffing: telt niet mee", "Waived: does not count")
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


def block_name(block: int, lang: str) -> str:
    """Return a building block's number and name; 0 is the plan as a whole."""
    names = BLOCK_NAMES_EN if lang == "en" else BLOCK_NAMES
    return f"{BLOCK(lang)} {block} {names[block]}" if block else WHOLE_PLAN(lang)


EXCUSED = "excused"  # the outcome of what a waiver excuses or a baseline knew: no status of its own


def outcome(name: str) -> Text:
    """Return the words for a status or EXCUSED."""
    return Text("ontheven of al bekend", "waived or known before") if name == EXCUSED else STATUS[Status(name)]


def standing(result: Result) -> Text:
    """Return in a word how a result counts: its status, or that it does not count."""
    if result.counts:
        return STATUS[result.status]
    return Text("ontheven", "waived") if result.waiver else Text("al bekend", "known before")


def stance(result: Result, lang: str) -> str:
    """Return in words how a result counts: its status, or why it does not count."""
    if result.waiver:
        until = result.waiver.until.isoformat()
        return (
            f"ontheffing tot en met {until}: {result.waiver.reason}"
            if lang == "nl"
            else (f"waived up to and including {until}: {result.waiver.reason}")
        )
    if result.known:
        return "al bekend (baseline)" if lang == "nl" else "known before (baseline)"
    return STATUS[result.status](lang)


def held_back(count: int, lang: str) -> str:
    """Return the sentence that says how many findings a baseline holds back."""
    if lang == "en":
        return f"{count} known {'finding' if count == 1 else 'findings'} held back by the baseline."
    return f"{count} bekende {'bevinding' if count == 1 else 'bevindingen'} achtergehouden door de baseline."


def evidence_of(result: Result) -> Evidence | None:
    """Return the passage at which a finding is best shown: its evidence, or what came nearest."""
    finding = result.finding
    return finding.evidence[0] if finding.evidence else finding.nearest


def anchor_of(result: Result) -> Anchor | None:
    """Return where a finding is best shown, if anywhere."""
    evidence = evidence_of(result)
    return evidence.anchor if evidence else None


def place_of(result: Result, lang: str) -> str:
    """Return in words where a finding is best shown; empty when it has no place."""
    anchor = anchor_of(result)
    return place(anchor, lang) if anchor else ""
