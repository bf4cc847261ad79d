"""When the plan (and its budget) went to the insurer, as the plan itself states it.

In: a plan's lines. Out: :class:`Submission`, dates beside words of handing in. A deadline ("uiterlijk
15 juli"), a grant application, a reading version or a decision of the members is no submission.
Source: handreiking, Uitgangspunten (deadline RESV-plan); CZ 4.1 (plan and concept budget together).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from resvtool.facts.dates import DateMention, find_dates
from resvtool.facts.lines import NO_EVIDENCE, Line, Reader
from resvtool.language.polarity import Void

_OTHER = re.compile(
    r"subsidie|zonmw|leesversie|projectplan|conceptversie|kopie\b|afschrift\b(?!.*\bplan\b)|buur|eigen (?:O&I|begroting)|"
    r"ledenvergadering|vastgesteld|ondertekend|getekend|samenwerkingsovereenkomst|convenant|collegebrief|steunbrie[fv]",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"uiterlijk|uiterste|deadline|sluitingsdatum|\bhanteert\b|\bmoet(?:en)?\b|\bdient te\b|tijdpad|\bbeleid\b", re.IGNORECASE
)
_PLAN = re.compile(r"\bplan(?:nen)?\b|resv-?plan|\bdocument\b|\bstuk(?:ken)?\b|\baanvraag\b|\bdossier\b|\balles\b|\bverhaal\b", re.IGNORECASE)
_BUDGET = re.compile(
    r"begroting|\bbegr\b|\bcijfers\b|raming|financiële paragraaf|\bbedragen\b|rekenmodel|spreadsheet|\bgeld en tekst\b|\bbijlagen?\b.*begr|begr\.",
    re.IGNORECASE,
)
_ABSENT_BUDGET = re.compile(
    r"\b(?:geen|zonder|niet)\b.{0,40}\bbegroting\b|\bbegroting\b.{0,60}\b(?:niet|nagezonden|volgt|later|na zodra|leveren wij na)\b|"
    r"\b(?:niet gelukt|lukte niet)\b.{0,40}begroting",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"nog niet(?:s)?\b|nog geen|niet gelukt|\bgebeurt\b|\bvolgt\b|\bzal\b|\bzullen\b|\bleveren wij\b|\bwillen\b|\bdienen wij\b|nog plaatsvinden", re.I)
_LONGEST_REACH = 260


@dataclass(frozen=True, slots=True)
class Submission:
    """A date on which something was handed in. ``of_plan`` and ``of_budget`` say what."""

    day: DateMention
    line: Line
    of_plan: bool
    of_budget: bool
    planned: bool = False


def submissions(reader: Reader, contract_year: int = 2027) -> list[Submission]:
    """Return the submissions that the plan states, those of the year before ``contract_year``.

    A submission stated for later ("gebeurt begin september") is ``planned``.
    """
    found: list[Submission] = []
    for line in reader.lines:
        for text, spoken in _texts(reader, line):
            found.extend(_in_text(reader, line, text, spoken, contract_year))
    return found


def document_dates(reader: Reader, contract_year: int = 2027) -> list[tuple[DateMention, Line]]:
    """Return exact dates of the year before ``contract_year`` in the first lines: of the document."""
    year = contract_year - 1
    first = reader.lines[:40]
    return [(d, line) for line in first for d in find_dates(line.text) if d.exact and d.first.year == year]


def _texts(reader: Reader, line: Line) -> list[tuple[str, bool]]:
    """Return the texts to read at ``line``: itself when it speaks of handing in, with its neighbour."""
    spoken = reader.has(line, "getallen-indienen")
    heads = any("indien" in h.lower() or "verzend" in h.lower() for h in line.column_heads)
    if line.in_table:
        return [(line.text, True)] if spoken or heads else []
    if not spoken:
        return []
    if find_dates(line.text) and any(d.year_stated for d in find_dates(line.text)):
        return [(line.text, True)]
    near = reader.around(line)
    place = near.index(line)
    texts = []
    linked = re.search(r"\bdiezelfde dag\b|\b(?:een|de volgende|de) (?:dag|ochtend|middag)\b|\bdaarna\b", line.text, re.I)
    if linked or not find_dates(line.text):
        for other in near[place - 1 : place] if place else []:
            if linked or re.search(r"\b(?:zending|ingediend|indien)", line.text, re.I):
                texts.append((f"{other.text} {line.text}", True))
        for other in near[place + 1 : place + 2]:
            if re.match(r"(?:Dat was|Dit was|Het was|Op)\b", other.text):
                texts.append((f"{line.text} {other.text}", True))
    elif place:
        texts.append((f"{near[place - 1].text} {line.text}", True))
    return texts or [(line.text, True)]


def _in_text(reader: Reader, line: Line, text: str, spoken: bool, contract_year: int) -> list[Submission]:
    void = reader.void(line)
    if not spoken or void & (Void.GLOSSARY | Void.CONTENTS) or _DEADLINE.search(text):
        return []
    found = []
    budget_missing = bool(_ABSENT_BUDGET.search(text))
    around = " ".join(other.text for other in reader.around(line)) if not line.in_table else text
    planned = bool(void & NO_EVIDENCE) or bool(_NOT_YET.search(text))
    for day in find_dates(text):
        own = _own_clause(text, day)
        if day.first.year != contract_year - 1 or (_OTHER.search(own) and not _PLAN.search(own)):
            continue
        if re.search(r"leesversie|subsidie|zonmw|vastgesteld|kopie|vergadering", own, re.IGNORECASE):
            continue
        of_budget = bool(_BUDGET.search(own)) or (bool(_BUDGET.search(around)) and not _split_dates(text))
        only_budget = bool(re.search(r"^\W*alleen\b.*begroting", text, re.I)) or (
            bool(_BUDGET.search(own)) and not _PLAN.search(own) and _speaks_of_budget_first(own)
        )
        found.append(Submission(day, line, not only_budget, of_budget and not budget_missing, planned))
    return found


def _own_clause(text: str, day: DateMention) -> str:
    """Return the clause around a date: within one sentence or cell row, not past another date."""
    left = max((m.end() for m in re.finditer(r"[.;?!]\s|,\s(?:de|het)\s(?=\w*begroting|plan)", text[: day.start])), default=0)
    after = re.search(r"[.;?!](?:\s|$)|,\s(?:de|het)\s(?=\w*begroting|plan)", text[day.end :])
    return text[left : day.end + after.start() if after else len(text)]


def _split_dates(text: str) -> bool:
    return len({d.first for d in find_dates(text)}) > 1


def _speaks_of_budget_first(own: str) -> bool:
    return not re.search(r"gelijktijdig|tezamen|samen|zelfde|meegestuurd|met (?:dit|het) (?:plan|document)|tegelijk|in één keer", own, re.I)
