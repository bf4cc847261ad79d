"""What a template or a writer left behind: places to fill in, remarks to colleagues, instructions.

In: a plan's lines. Out: :class:`Residue` with its kind and place; ``sure`` is False where the words may
be meant ("volgt nog" without more). "n.v.t." and "-" are no residue, nor is an agreement with others
that is announced for later. Source: requirement plan/geen-invulresten (handreiking, Ontwikkelfase).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from resvtool.document import Document
from resvtool.facts.lines import Line, Reader
from resvtool.locating.passages import Passages
from resvtool.rules.model import Evidence

_FILL_WORDS = (
    r"invullen|vul in|in te vullen|aanvullen|aan te vullen|toevoegen|toe te voegen|nog|naam|datum|bedrag|"
    r"aantal|nummer|"
    r"telefoon\w*|invoegen|plaatje|tekst|checken|check|navragen|volgt|n\.?t\.?b|pm|p\.m|xx+|todo|"
    r"jaar|regio|gemeente|"
    r"organisatie|bron|verwijzing|hier|kies|vermeld|beschrijf|licht toe|optioneel|opmerking|vraag|"
    r"onbekend|\?"
)
_BRACKETED = re.compile(
    rf"[\[<{{«]\s*(?:[^\]>}}»]{{0,200}}\b)?(?:{_FILL_WORDS})(?![\w-])[^\]>}}»]{{0,400}}[\]>}}»]", re.IGNORECASE
)
_EMPTY_BRACKETS = re.compile(r"\[\s*(?:\.{2,}|…|_+|-+|\?+)?\s*\]|\[\s+\]|<\s*(?:\.{2,}|…)\s*>")
_SURE: tuple[tuple[str, str], ...] = (
    ("xx", r"(?<![\w])(?:0?6[- ])?[xX]{2,}(?:-?[xX]+)*(?![\w%])|\b0\d{1,3}-[xX]{3,}"),
    ("todo", r"\b(?:TODO|TO DO|TBD|TBC|FIXME|NTB|Ntb|NNB|n\.t\.b\.?|n\.n\.b\.?|ntb)(?!\w)"),
    ("leeg", r"_{2,}|(?:€|EUR)\s*(?:\.{2,}|…|\?+|_+|[xX]+\b)|\?{2,}|\.{4,}|…{2,}"),
    ("lorem", r"\blorem ipsum\b|\bdolor sit amet\b"),
    ("sjabloon", r"\bklik of tik om|\bklik hier om|\b(?:vul|typ|plak) hier\b|\bkies een (?:item|datum)\b|"
                 r"\bvoorbeeldtekst\b|"
     r"\b(?:verwijder|vervang) (?:deze|dit) (?:tekst|toelichting|instructie|alinea|blok|kader)|"
     r"\bfout! (?:bladwijzer|verwijzingsbron)|"
     r"\binvulinstructie\b|\b(?:instructie|toelichting) (?:voor|aan) de (?:invuller|schrijver|"
     r"indiener|opsteller)\b"),
    ("nul", r"\b(?:kvk|nummer|iban|telefoon)\D{0,20}0{6,}\b"),
    ("opmerking", r"(?<![\w.])@[A-Z][a-z]+\b\s*[:,]?|\b(?:PM|P\.M\.)\s*:?\s+(?:navragen|checken|nakijken|"
                  r"uitzoeken|afstemmen|bedrag|invullen|\w+en bij)|"
     r"\b(?:[Oo]pm\.|[Oo]pmerking|[Nn]oot)\s+(?:voor\s+|aan\s+|van\s+)?[A-Z][a-z]+\s*:|"
     r"\b[A-Z][a-z]+\s*,\s*(?:kun|kan|wil|weet|klopt|check|heb)\s*(?:jij|je)\b[^.?!]*[?!.]|"
     r"\bnog (?:even )?(?:checken|navragen|nakijken|nabellen|uitzoeken)\b(?!\s+of\s+(?:de|het|"
     r"een)\s+(?:patiënt|cliënt))|"
     r"\b(?:deze|dit) (?:paragraaf|hoofdstuk|alinea|stuk|kopje|onderdeel|bijlage|tabel) (?:is "
     r")?(?:nog )?(?:moet|moeten|niet geschreven|"
     r"nog (?:te )?(?:schrijven|geschreven|leeg|invullen|aanvullen|uitwerken))|\bis nog niet "
     r"geschreven\b|"
     r"\bnog (?:in te vullen|invullen|aan te vullen|toe te voegen|toevoegen|aanvullen)\b|"
     r"(?<!plan, )(?<!plan )(?<!protocol, )(?<!document, )(?<!notitie, )(?<!reglement, )(?<!handboek, )"
     r"(?<!communicatie, )\bnog te schrijven\b|"
     r"\b(?i:tekst|paragraaf|hoofdstuk|alinea|stuk|onderdeel|kopje|inleiding)\W+nog te schrijven\b|"
     r"\bnader in te vullen\b|"
     r"\b(?:[Hh]ier|HIER) (?:komt|moet|nog|volgt|invoegen|plaatsen)\b[^.]*\b(?:nog|tekst|tabel|"
     r"figuur|kaart\w*|plaatje|bijlage|cijfers?|stuk|toevoegen|invoegen|komen)\b|"
     r"\b(?:Beschrijf|Geef|Vermeld|Noem|Vul|Licht|Omschrijf) hier\b|\b(?:max\.|maximaal) \d+ "
     r"(?:woorden|tekens)\b|"
     r"\((?:klopt|bron|juist|check|checken|akkoord|welke?|wie weet|nog actueel|"
     r"actueel)\b[^()]{0,60}\?\)|#(?:REF|N/B|VERW|WAARDE)!?|"
     r"\((?:nog )?(?:checken|navragen|nakijken|opzoeken|aanvullen|uitzoeken|invullen)\b[^()]*\)"),
)  # fmt: skip
_CASED = ("todo", "opmerking", "xx")
_SURE_PATTERNS = [(kind, re.compile(p, 0 if kind in _CASED else re.IGNORECASE)) for kind, p in _SURE]
_UNSURE: tuple[tuple[str, str], ...] = (
    ("pm", r"(?<![\w.])(?:P\.?M\.?|p\.m\.)(?![\w.])(?!['’-]\w)(?!\s*(?:\d|fte))"),
    ("bepalen", r"\b(?:nader|nog) te bepalen\b(?!\s*,|\s+(?:in overleg|samen met|na|op basis|op een later|bij de)\b)"),
    ("begin", r"^\s*(?:<[^>]{8,}>|\[[^\]]{12,}\])"),
)
_UNSURE_PATTERNS = [(kind, re.compile(pattern, re.MULTILINE)) for kind, pattern in _UNSURE]
_CELL = re.compile(
    r"^(?:\.{2,}|…|_+|\?+|€\s*(?:\.{2,}|…|\?+|_+|-{2,})|n\.?t\.?b\.?|n\.?n\.?b\.?|x{2,}|tbd|nog "
    r"invullen|nog in te vullen|"
    r"invullen|in te vullen|nader te bepalen|\[\s*\]|<\s*>)$",
    re.IGNORECASE,
)
_ROMAN_BEFORE = re.compile(
    r"(?:bijlage|bijl\.|deel|hoofdstuk|eeuw|artikel|art\.|lid|nr\.?|nummer|tabel|figuur|paragraaf|"
    r"§|[IVXL])\s*$",
    re.IGNORECASE,
)
_ROMAN_AFTER = re.compile(r"^\s*(?:\(\d+\)|e eeuw|\.\d)")


_PAIR = 2
_ASKED = re.compile(r"\bnog\b|invullen|vul in|checken|navragen|toevoegen|todo|opmerking|vraag|n\.t\.b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Residue:
    """A place that was not filled in. ``kind`` says which kind, ``sure`` whether it is one for certain."""

    kind: str
    evidence: Evidence
    sure: bool = True


def residues(document: Document, passages: Passages) -> list[Residue]:
    """Return the places of ``document`` that were left to be filled in, in reading order."""
    reader = Reader(document, passages)
    found = [r for line in reader.lines for r in _of(line)]
    if any(_explains_pm(line) for line in reader.lines):
        found = [r for r in found if r.kind != "pm"]
    for block in document.headings():
        kind = residue_kind(block.text)
        if kind is not None:
            found.append(Residue(kind, Evidence(block.text, block.anchor)))
    found.extend(Residue("sjabloon", Evidence(hint.text, hint.anchor)) for hint in document.hints)
    return found


def residue_kind(text: str) -> str | None:
    """Return the kind of residue in ``text`` that is one for certain, None when there is none."""
    bracketed = _BRACKETED.search(text)
    filled = bracketed and re.search(r":\s*[A-Z0-9]\w", bracketed.group()) and not _ASKED.search(bracketed.group())
    if (bracketed and not filled) or _EMPTY_BRACKETS.search(text):
        return "haken"
    for kind, pattern in _SURE_PATTERNS:
        for match in pattern.finditer(text):
            if kind == "xx" and _is_roman(text, match):
                continue
            return kind
    return None


def _of(line: Line) -> list[Residue]:
    if any(_CELL.match(cell.strip()) for cell in line.cells):
        return [Residue("cel", line.evidence)]
    kind = residue_kind(line.text)
    if kind is not None:
        return [Residue(kind, line.evidence)]
    for kind, pattern in _UNSURE_PATTERNS:
        if pattern.search(line.text) and not _is_role(line.text):
            return [Residue(kind, line.evidence, sure=False)]
    return []


def _is_roman(text: str, match: re.Match[str]) -> bool:
    """Whether "XX" is a Roman number ("bijlage XX (20)"), or "x" a times sign."""
    written = match.group()
    return set(written) == {"X"} and bool(
        _ROMAN_BEFORE.search(text[: match.start()]) or _ROMAN_AFTER.match(text[match.end() :])
    )


def _explains_pm(line: Line) -> bool:
    """Whether a line says what "PM" stands for: "paramedici (PM)", "PM = paramedici", a row of abbreviations."""
    in_list = line.in_table and len(line.cells) == _PAIR and line.cells[0].strip(" *") == "PM"
    return in_list or bool(re.search(r"\b[Pp]\w*[ -]?\w* \(PM\)|\bPM\s?(?:=|:|staat voor)\s?(?:de |het )?p", line.text))


def _is_role(text: str) -> bool:
    """Whether "PM" stands for a programme manager: it is explained, or has hours."""
    return bool(re.search(r"\bPM\b\s*(?:\(|=|\d|en|is|stuurt|van)|programmamanager|\(PM\b", text))
