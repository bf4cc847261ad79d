"""When the plan (and its budget) went to the insurer, as the plan itself states it.

In: a plan's lines. Out: :class:`Submission`, dates beside words of handing in. A deadline ("uiterlijk
15 juli"), a grant application, a reading version or a decision of the members is no submission.
Source: handreiking, Uitgangspunten (deadline RESV-plan); CZ 4.1 (plan and concept budget together).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from resvtool.facts.dates import DateMention, find_dates
from resvtool.facts.lines import Line, Reader, clause
from resvtool.language.polarity import Void

_SUBMIT = re.compile(
    r"ingedien\w*|\bindien\w*|ingezonden|inzending|ingestuurd|verzonden|verzending|verstuurd|"
    r"gestuurd\b|gezonden\b|\bzending\b|"
    r"aangeboden|aanbieding\b|afgeleverd|aangeleverd|aanlever\w*|ingeleverd|overgelegd|neergelegd|"
    r"upload|geüpload|overhandigd|"
    r"gemaild|per (?:e-?)?mail|webformulier|portaal|bezorgd|gedeponeerd|ter hand gesteld|"
    r"\bbinnen\b|ontvangen|"
    r"\b(?:stuur|zond|zend|lever|bood|bied|dien|leg)\w*\b.{0,90}\b(?:in|aan|op|toe|voor|over|"
    r"neer)\b|\bkreeg\w*\b|"
    r"\b(?:ging\w*|gaat|gegaan)\b|\bstuurden?\b|\bnaar (?:de |onze |haar )?(?:\w+ "
    r")?(?:verzekeraar|inkoper|cz|menzis|zilveren kruis|vgz)",
    re.IGNORECASE,
)
_INSURER = re.compile(r"verzekeraar\w*|inkoper\w*|\bcz\b|cz groep|menzis|zilveren kruis|vgz|zorginkoop", re.IGNORECASE)
_DECIDED = re.compile(
    r"vastgesteld|vergadering|getekend|akkoord|besluit|goedgekeurd|besproken|gesprek|overleg|"
    r"convenant|overeenkomst|brief",
    re.I,
)
_OTHER = re.compile(
    r"subsidie|zonmw|leesversie|projectplan|conceptversie|\bkopie\b|buur|eigen (?:O&I|begroting)|"
    r"steunbrie[fv]|\baanvraag\b(?!.*verzekeraar)|"
    r"jaarverslag|rapportage|kwartaal\w+|verantwoording|vragenlijst|regioplan|wijkscan|"
    r"^\W*\w*bevestig",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"uiterlijk|uiterste|deadline|sluitingsdatum|\bhanteert\b|\bmoet(?:en)?\b|\bdient te\b|"
    r"tijdpad|\bbeleid\b|\bvoor sluiting van",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"plan(?:nen)?\b|\bdocument\b|\bstuk(?:ken)?\b|\bdossier\b|\balles\b|\bverhaal\b|\bmap\b|"
    r"\bnota\b|\baanbod\b",
    re.IGNORECASE,
)
_BUDGET = re.compile(
    r"begroting|\bbegr\b|\bcijfers\b|\braming\w*|financiële paragraaf|\bbedragen\b|rekenmodel|"
    r"spreadsheet|\bgeld\b|financi[eë]\w+|\bkosten\w*|begrot\w+|rekenblad|excel\w*|cijfer\w*|"
    r"prijskaartje|bekosti\w+",
    re.IGNORECASE,
)
_ABSENT_BUDGET = re.compile(
    r"\b(?:geen|zonder|niet)\b[^.]{0,40}\bbegroting\b|\bbegroting\b[^.]{0,60}\b(?:niet|nagezonden|"
    r"nagestuurd|volgt|later|na zodra|leveren (?:wij|we) na)\b|"
    r"\b(?:niet gelukt|lukte niet)\b[^.]{0,40}begroting",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"nog niets?\b|nog geen|niet gelukt|\bgebeurt\b|\bvolgt\b|\bzal\b|\bzullen\b|\bleveren (?:wij|"
    r"we)\b|\bwillen\b|\bdienen (?:wij|we)\b|nog plaatsvinden",
    re.IGNORECASE,
)
_SPLIT = (
    r"[.?!]\s(?=[A-Z(])|;\s|,\s(?:de|het)\s(?=\w*begroting|plan)|"
    r"(?<!\baan)(?<!\bbij)(?<!\bvan)(?<!\bdoor)(?<!\bvoor)\s(?=[A-Z][\w-]*(?: [\w-]+){0,4}:\s)"
)
_DECLARED = re.compile(
    r"\b(?:ingediend|ingezonden|ingestuurd|ingeleverd|aangeleverd|afgeleverd|afgegeven|verzonden|verstuurd|toegezonden|"
    r"aangeboden|overhandigd|overgelegd)\b|\b(?:indienings|inzend|verzend)datum\b|"
    r"\bdatum (?:van )?(?:indiening|inzending|verzending|aanbieding)\b",
    re.IGNORECASE,
)
_BUDGET_FIRST = re.compile(
    r"^\W*(?:alleen\b.*|de |concept[- ]?)*(?:begroting|cijfers|deel [A-Z] \(geld)", re.IGNORECASE
)
_TO_OTHERS = re.compile(r"\b(?:leden|ledenraad|gemeenten?|accountant|achterban|bestuur|raad|kassier)\b", re.IGNORECASE)
_BUDGET_WENT_IN = re.compile(
    r"^\W*(?:(?:wij|we) (?:hebben|leverden|dienden|stuurden|zonden)\b[^.;]{0,40}\b)?"
    r"(?:de |onze |een )?(?:concept[- ]?)?begroting\b"
    r"(?! (?:voor )?20(?:28|29))[^.;]{0,60}?\b(?:is|werd|hebben|zijn|ging)\b(?![^.;]{0,60}\bniet\b)[^.;]{0,90}?"
    r"\b(?:ingediend|ingeleverd|aangeleverd|ingezonden|ingestuurd|verzonden|verstuurd|gestuurd|gezonden|aangeboden|"
    r"overhandigd|overgelegd|ontvangen|gemaild|naar)\b",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"versie|\bdatum\b|gedateerd|opgesteld|definitief|concept|\b(?:dit|het) (?:\w*plan|stuk|document)\b", re.IGNORECASE
)
_TITLE_LINES = 30
_FIRST_LINES, _SHORT_LINE, _LONG_LINE = 40, 8, 25


@dataclass(frozen=True, slots=True)
class Submission:
    """A date on which something was handed in. ``of_plan`` and ``of_budget`` say what.

    ``planned`` is a submission that is only announced; ``sure`` one that names the plan or the insurer, or stands on
    the title page; ``declared`` one that the title page states of the plan itself; ``budget_itself`` one of the budget
    by name ("de conceptbegroting is op 3 juli 2026 ingeleverd").
    """

    day: DateMention
    line: Line
    of_plan: bool
    of_budget: bool
    planned: bool = False
    sure: bool = True
    declared: bool = False
    budget_itself: bool = False


def submissions(reader: Reader, contract_year: int = 2027) -> list[Submission]:
    """Return the submissions that the plan states, those of the year before ``contract_year``.

    A submission stated for later ("gebeurt begin september") is ``planned``.
    """
    found: list[Submission] = []
    for line in reader.lines:
        for text in _texts(reader, line):
            found.extend(_in_text(reader, line, text, contract_year))
    return found


def document_dates(reader: Reader, contract_year: int = 2027) -> list[tuple[DateMention, Line]]:
    """Return the dates of the year before ``contract_year`` that the first lines give to the document.

    A line on the title page, or a head of a table, that dates a version or the plan, or is hardly more than a date
    ("Utrecht, juni 2026"); no date in a sentence on something else.
    """
    year = contract_year - 1
    texts = [
        (text, line) for line in reader.lines[:_FIRST_LINES] for text in (line.text, " | ".join(line.column_heads))
    ]
    dated = [(text, line) for text, line in texts if _dates_document(text, line)]
    return [(d, line) for text, line in dated for d in find_dates(text) if d.first.year == year]


def _dates_document(text: str, line: Line) -> bool:
    words = len(text.split())
    if _DEADLINE.search(text):
        return False
    return words <= _SHORT_LINE or (words <= _LONG_LINE and bool(_VERSION.search(text + line.head_text)))


def _texts(reader: Reader, line: Line) -> list[str]:
    """Return the texts to read at ``line``: itself, or together with the sentence that dates it."""
    dated = [d for d in find_dates(line.text) if d.exact]
    headed = any(re.search(r"ingedien|indien|verz[eo]nd|inzend", h, re.IGNORECASE) for h in line.column_heads)
    if line.in_table:
        heads = " | ".join(line.column_heads)
        first = (
            reader.groups[line.group][0] is line and _is_handing_in(heads) and any(d.exact for d in find_dates(heads))
        )
        own = [line.text] if dated and (headed or _is_handing_in(line.text)) else []
        return [heads, *own] if first else own
    if not _is_handing_in(line.text):
        return []
    if dated and any(d.year_stated for d in dated):
        return [line.text]
    near = reader.around(line)
    place = near.index(line)
    texts = []
    linked = re.search(
        r"\b(?:diezelfde|dezelfde) (?:dag|middag|week)\b|\b(?:een|de volgende) (?:dag|ochtend|"
        r"middag)\b|\bdaarna\b|zending",
        line.text,
        re.I,
    )
    if place and (linked or dated):
        texts.append(f"{near[place - 1].text} {line.text}")
    texts += [
        f"{line.text} {o.text}" for o in near[place + 1 : place + 2] if re.match(r"(?:Dat|Dit|Het) was|Op \d", o.text)
    ]
    return texts


def _is_handing_in(text: str) -> bool:
    """Whether a text tells that something went to the insurer."""
    return bool(_SUBMIT.search(text)) or bool(_INSURER.search(text) and _PLAN.search(text))


def _in_text(reader: Reader, line: Line, text: str, contract_year: int) -> list[Submission]:
    void = reader.void(line)
    if void & (Void.GLOSSARY | Void.CONTENTS) or _DEADLINE.search(text):
        return []
    found = []
    around = " ".join(other.text for other in reader.around(line)) if not line.in_table else text
    budget_missing = bool(_ABSENT_BUDGET.search(around))
    planned = bool(void & Void.DEFERRED) or bool(_NOT_YET.search(text))
    for day in find_dates(text):
        own = clause(text, day.start, day.end, _SPLIT) if text == line.text else text
        declared = line.number < _TITLE_LINES and _is_declared(own)
        elsewhere = _TO_OTHERS.search(own) and not _INSURER.search(own)
        itself = bool(_BUDGET_WENT_IN.search(own)) and not elsewhere
        if day.first.year != contract_year - 1 or (_OTHER.search(own) and not (declared or itself)):
            continue
        headed = any(re.search(r"ingedien|indien|verz[eo]nd|inzend", h, re.IGNORECASE) for h in line.column_heads)
        if _DECIDED.search(own) and not (
            _SUBMIT.search(own) and (_INSURER.search(own) or not _DECIDED.search(own.split(day.written)[-1][:60]))
        ):
            continue
        if not (headed or declared or _is_handing_in(own) or text != line.text):
            continue
        of_budget = bool(_BUDGET.search(own)) or (bool(_BUDGET.search(around)) and not _split_dates(text))
        only_budget = bool(re.search(r"^\W*alleen\b[^.]*begroting", text, re.I)) or _is_of_budget(own)
        sure = bool(_INSURER.search(own) or _PLAN.search(own)) or headed or line.number < _TITLE_LINES
        of_budget = of_budget and not budget_missing
        of_plan = declared or not (only_budget or itself)
        found.append(Submission(day, line, of_plan, of_budget or itself, planned, sure or itself, declared, itself))
    return found


def _is_declared(own: str) -> bool:
    """Say whether a line states that the plan itself went in, and no budget, letter or request of its own."""
    if not _DECLARED.search(own) or _BUDGET_FIRST.search(own) or _is_of_budget(own):
        return False
    return bool(_INSURER.search(own)) or not _OTHER.search(own)


def _is_of_budget(own: str) -> bool:
    return bool(_BUDGET.search(own)) and not _PLAN.search(own) and _speaks_of_budget_alone(own)


def _split_dates(text: str) -> bool:
    return len({d.first for d in find_dates(text)}) > 1


def _speaks_of_budget_alone(own: str) -> bool:
    return not re.search(
        r"gelijktijdig|tezamen|samen|zelfde|meegestuurd|met (?:dit|het) (?:plan|document)|"
        r"tegelijk|in (?:één|een) (?:keer|zending|pakket)|inclusief|met (?:de )?begroting",
        own,
        re.I,
    )
