"""What decides whether a requirement applies, as far as a plan states it: a kassier, money for a kind of body.

In: the lines of a plan. Out: False only where the plan says so in words or in a table; a plan that says
nothing of it, or says both, is not excused. Source: the conditions under which the Handreiking (Bouwsteen
5 and 7; Uitgangspunten) and the insurers ask something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from resvtool.facts.lines import Line, Reader
from resvtool.language.polarity import Void

_KASSIER = re.compile(r"\b(?:\w*kassier\w*|penvoerder\w*|betaalmeester\w*)", re.IGNORECASE)
_ASKS_KASSIER = re.compile(
    rf"^\W*(?:[A-Za-z]{{0,2}}\d[\w.]*\W+)?(?:(?:is er|komt er|heeft u|wie is|de|een)\s+)*{_KASSIER.pattern}",
    re.IGNORECASE,
)
_PENVOERDER = re.compile(r"penvoerder", re.IGNORECASE)
_OWN_BODY = re.compile(
    r"\b(?:eigen|zelfstandige) rechtspersoon\b|\bzelf (?:een )?rechtspersoon\b|"
    r"\b(?:bezit|heeft|hebben|kreeg|krijgt|verkreeg|met)\b(?: \w+){0,2}? (?:rechtspersoonlijkheid|rechtsbevoegdheid)\b|"
    r"\bbij notariële akte\b[^.;]{0,40}\bopgericht\b|\bopgericht bij notariële akte\b|"
    r"\bdrager van rechten en (?:ver)?plichtingen\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:elk|elke|ieder|iedere|leden|lid|deelnemer\w*|\w*zorggroep\w*|huisartsen\w*|thuiszorg\w*|apothe\w*|"
    r"\w*wijkverband\w*|wijkteam\w*|rho|ros|gemeente\w*|ziekenhuis\w*|praktijk\w*|aanbieder\w*)\b",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(
    r"\b(?:misschien|wellicht|mogelijk|onderzoek\w*|overw\w+|later|2028|2029|wil|willen|oprichten|op te richten)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\W*(?:geen|nee|n\.?\s?v\.?\s?t|niet van toepassing|niet aan de orde|vervalt|niet nodig|overbodig)\b",
    re.IGNORECASE,
)
_MOST_WORDS_OF_NONE = 6
_INDEFINITE = re.compile(
    r"\b(?:geen|zonder(?: (?:tussenkomst|hulp|inzet) van)?|een|met|voor|via)"
    r"(?: (?:een|enige|enkele|aparte|afzonderlijke|externe|eigen|losse))*\s+$",
    re.IGNORECASE,
)
_NEEDLESS = re.compile(
    r"\b(?:de|een|die)\s+(?:rol van de\s+)?\w*(?:kassier|penvoerder)\w*(?: (?:is|wordt|blijft|blijkt))?(?: \w+){0,3}? "
    r"(?:niet nodig|onnodig|overbodig|vervalt|vervallen|ontbreekt)\b|"
    r"\b(?:vervalt|ontbreekt) (?:de|een) (?:rol van de )?\w*(?:kassier|penvoerder)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:toen|destijds|voorheen|vroeger|eerder|tot (?:\w+ )?20\d\d|in de voorbereiding\w*|"
    r"was|waren|\w*trad|hield|had)\b",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:sluit|tekent|ondertekent|ontvangt|contracteert|int|beheert)\b[^,;.]{0,30}\bzelf\b[^,;.]{0,40}"
    r"(?:overeenkomst|contract|geld|middelen|vergoeding|gelden)|"
    r"\b(?:sluit|tekent|ontvangt|beheert|int)\b[^.;]{0,40}"
    r"\b(?:overeenkomst|contract|geld|middelen|vergoeding|gelden)(?: \w+)? zelf\b|"
    r"\bzelf (?:contractpartij|contractant|rechtspersoon)\b|\bgeen andere organisatie\b[^.;]{0,40}\bgeld",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"^\W*(?:als|indien|wanneer|mocht|zodra|stel)\b(?! (?:kassier|penvoerder)\b)|"
    r"\b(?:zou|zouden|was geweest)\b|\bzonder\b[^.;,]{0,60}\b(?:kan|kunnen|mag|mogen|is niet mogelijk|onmogelijk)\b",
    re.IGNORECASE,
)
_YET = re.compile(r"\bnog (?:geen|niet)\b|\bvoorlopig\b|\b(?:nu|op dit moment) (?:nog )?geen\b", re.IGNORECASE)

_BODIES: Mapping[str, re.Pattern[str]] = {
    "geld-monodisciplinair": re.compile(
        r"\bmono\w*|\bverband(?:en)? van (?:een|één) (?:beroepsgroep|discipline)|\bkoepels?\b", re.IGNORECASE
    ),
    "geld-wijkverbanden": re.compile(r"\b(?:hecht\w*\W+)?wijkverband\w*|\bhwv\w*", re.IGNORECASE),
}
_MONEY = r"(?:geld|gelden|middelen|bijdrage|vergoeding|budget|financiering|bedrag)\b"
_FOR_OTHER = r"(?! (?:voor|aan) (?!(?:(?:de|onze|hechte|regionale) )*(?:\w*verband|hwv|mono|\w*koepel)))"
_NO_MONEY = re.compile(
    rf"(?<!kosten )\b(?:geen|nul)\b(?: \w+){{0,2}}? {_MONEY}{_FOR_OTHER}|:\s*(?:nihil|nul|€\s*0)(?![\d.,]*[1-9])|"
    rf"\b(?:begroten|begroot|vragen|vraagt|ontvangen|krijgen|reserveren|ramen)\b[^.;]{{0,60}}\b(?:niets|nihil)\b|"
    rf"\b(?:niets|nihil)\b[^.;]{{0,40}}\b(?:begroot|gevraagd|gereserveerd|opgenomen|geraamd)\b|"
    rf"\b{_MONEY}[^.;]{{0,50}}\b(?:niet (?:begroot|gevraagd|opgenomen|geraamd|gereserveerd|aangevraagd))\b",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:dubbel\w*|daarnaast|extra|aanvullend\w*|structure\w*|structureel|meer|o\s?&\s?i|al (?:via|uit)|gemeente\w*|"
    r"uit andere|elders|behalve|tenzij|2028|2029|huisarts\w*|apothe\w*)\b",
    re.IGNORECASE,
)
_ZERO = re.compile(r"^\W*(?:€\s*)?(?:0+(?:[.,]0+)?(?:,-)?|nihil|nul|geen|niets)\s*(?:euro)?\W*$", re.IGNORECASE)
_SUM = re.compile(r"€\s*[\d.]*[1-9]|[\d.]*[1-9][\d.]*(?:,-|,\d\d)?\s*euro|^\W*[1-9]\d{0,2}(?:\.\d{3})+(?:,-)?\W*$")


def works_with_kassier(reader: Reader) -> bool:
    """Return False when the plan says that no kassier handles its money, and names none anywhere.

    A body with legal personality of its own that nowhere speaks of a kassier has none either. Who is only called
    "penvoerder" may be so of another programme: a plan that denies a kassier outright is believed.
    """
    denied = own = penvoerder = False
    for line in reader.lines:
        named = _kassier_named(reader, line)
        if named and not _only_penvoerder(line):
            return True
        penvoerder = penvoerder or named
        denied = denied or _kassier_denied(reader, line)
        own = own or _is_own_body(reader, line)
    spoken_of = penvoerder or (own and not denied and any(_KASSIER.search(line.text) for line in reader.lines))
    return not denied and (spoken_of or not own)


def _only_penvoerder(line: Line) -> bool:
    """Whether every word for a kassier in a line is "penvoerder"."""
    return all(_PENVOERDER.match(m.group()) for m in _KASSIER.finditer(f"{line.text} {' '.join(line.cells)}"))


def _is_own_body(reader: Reader, line: Line) -> bool:
    """Whether a line says that the cooperation is a legal entity of its own."""
    match = _OWN_BODY.search(line.text)
    if (
        match is None
        or _ANOTHER.search(line.text[: match.end()])
        or _CASE.search(line.text)
        or _UNDECIDED.search(line.text)
    ):
        return False
    return not reader.void(line, match.start(), match.end())


def _kassier_denied(reader: Reader, line: Line) -> bool:
    if _CASE.search(line.text) or _YET.search(line.text):
        return False
    if _KASSIER.search(_right_above(line)) and not line.cells and _says_none(line.text):
        return True
    if line.cells and _cell_says_none(line):
        return True
    if _SELF.search(line.text) and not reader.void(line) & (Void.NEGATED | Void.DEFERRED):
        return True
    return any(_denied_at(reader, line, match) for match in _KASSIER.finditer(line.text))


def _denied_at(reader: Reader, line: Line, match: re.Match[str]) -> bool:
    after = line.text[match.end() :]
    if re.match(r"\W*[:–—-]", after) and _says_none(after):
        return True
    if _NEEDLESS.search(line.text):
        return True
    before = _INDEFINITE.search(line.text[: match.start()])
    if before is None:
        return False
    outright = before.group().lower().startswith("geen")
    return outright or bool(reader.void(line, match.start(), match.end()) & Void.NEGATED)


def _kassier_named(reader: Reader, line: Line) -> bool:
    """Whether a line says or takes for granted that there is a kassier: a definite one, or somebody who is it."""
    if _CASE.search(line.text) or _NEEDLESS.search(line.text) or _PAST.search(line.text):
        return False
    for match in _KASSIER.finditer(line.text):
        why = reader.void(line, match.start(), match.end())
        before, after = line.text[: match.start()], line.text[match.end() :]
        if why & ~Void.NEGATED or (re.match(r"\W*[:–—-]", after) and _says_none(after)):
            continue
        definite = re.search(r"\b(?:de|onze|deze|die|als|haar|hun)\s+$", before, re.IGNORECASE)
        role = re.search(r"\b(?:is|zijn|wordt|met een|met)\s+(?:een\s+)?$", before) or re.match(r" is\b|\s*:", after)
        if (definite and "van de" not in before[-8:]) or (role and not why):
            return True
    return _cell_names(reader, line)


def _cell_names(reader: Reader, line: Line) -> bool:
    if not line.cells or not _ASKS_KASSIER.match(line.cells[0]) or _cell_says_none(line):
        return False
    return any(line.cells[1:]) and not reader.void(line) & ~Void.NEGATED


def _cell_says_none(line: Line) -> bool:
    if _ASKS_KASSIER.match(line.cells[0]):
        return any(_says_none(cell) for cell in line.cells[1:])
    heads = zip(line.column_heads, line.cells, strict=False)
    return any(_ASKS_KASSIER.match(head) and _says_none(cell) for head, cell in heads)


def _says_none(text: str) -> bool:
    """Whether a cell or line begins by saying that there is none, and is short or goes on after a break."""
    match = _NONE.match(text)
    if match is None:
        return False
    rest = text[match.end() :]
    return re.match(r"\s*[.:;,(–—-]", rest) is not None or len(rest.split()) < _MOST_WORDS_OF_NONE - 1


def _right_above(line: Line) -> str:
    return line.head_text.rpartition("\n")[2] if "\n" in line.head_text else line.head_text


def asks_money(reader: Reader, bodies: re.Pattern[str]) -> bool:
    """Return False when the plan says that it asks no money for ``bodies``, and no amount stands by them."""
    denied = False
    for line in reader.lines:
        about = bodies.search(line.cells[0] if line.cells else line.text)
        if about is None:
            continue
        amounts = line.cells[1:] if line.cells else (line.text,)
        if any(_SUM.search(cell) for cell in amounts):
            return True
        zero = bool(line.cells) and any(_ZERO.match(c) for c in amounts)
        denied = denied or zero or _no_money(reader, line)
    return not denied


def _no_money(reader: Reader, line: Line) -> bool:
    if reader.void(line) & ~Void.NEGATED:
        return False
    clauses = [c for c in re.split(r";", line.text) if _NO_MONEY.search(c)]
    return bool(clauses) and not any(_PARTLY.search(c) for c in clauses)


CIRCUMSTANCES: Mapping[str, Callable[[Reader], bool]] = {
    "kassier": works_with_kassier,
    **{name: partial(asks_money, bodies=bodies) for name, bodies in _BODIES.items()},
}


def holds(reader: Reader, names: Iterable[str]) -> bool:
    """Say whether a plan leaves every circumstance of ``names`` open or says that it is so. Raises KeyError."""
    return all(CIRCUMSTANCES[name](reader) for name in names)
