"""Which share of a profession stands behind its regional organisation, and in what measure.

In: a plan's lines. Out: :class:`Coverage` per stated share: profession, share, measure, line, and whether
it is an aim, of another region, of another year, or what an insurer asks (then it is no evidence).
Read from sentences ("81 van de 98 praktijken"), pairs of sentences ("... 46 praktijken. Daarvan hebben er
40 ..."), lists and tables (columns with totals and mandates, with percentages, or with yes and no).
Sources: Menzis, Bijlage 2, 1; Zilveren Kruis, Kernspelers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from resvtool.facts.coverage_tables import table_shares
from resvtool.facts.lines import Line, Reader
from resvtool.facts.pairs import paired_share
from resvtool.facts.percentages import How, Share, find_shares
from resvtool.facts.professions import ALLIED, DISCIPLINES, GP, NURSING, OTHERS, PHARMACY, Mention, aliases, mentions
from resvtool.language.polarity import Void


class Measure(StrEnum):
    """What was counted."""

    PROVIDERS = "aanbieders"
    HOURS = "uren"
    CLIENTS = "cliënten"
    STAFF = "medewerkers"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Coverage:
    """A stated share of a profession. ``aim`` is not yet so; ``score`` how sure it is the coverage."""

    key: str
    share: Share
    measure: Measure
    line: Line
    aim: bool = False
    score: int = 0
    mandate: bool = False


_AIM = re.compile(
    r"\bstre(?:ef|ven|eft|efpunt)\w*|\bmik(?:t|ken)\b|\bambitie|\bdoel(?:en|stelling)?\b|"
    r"\bwillen\b|\bwil\b|\bverwacht\w*|\bnaar (?:driekwart|\d)|"
    r"\bbereik(?:en|t)\b(?! door)|\btoewerk\w*|\bwerkt?(?:en)? .{0,30}toe\b|\b(?:in|eind|per|voor|"
    r"vanaf|uiterlijk|medio|begin)\s+(?:q\d\s*)?20(?:28|29|3\d)\b|\bop termijn\b|"
    r"\beind 2027\b|\bin 2028\b|\bgroei\w*",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:in|sinds|bij .{0,25} in) (?:19\d\d|20[01]\d|202[0-4])\b.{0,60}\b(?:had|was|meldden|"
    r"waren|nog|telde)\b|\bhad\b.{0,20}\bin 20(?:1\d|2[0-4])\b|"
    r"\bstonden (?:we|wij)\b|\btot vorig jaar\b|sprong .{0,60}van\s*$|\boude \w+vereniging",
    re.I,
)
_ELSEWHERE = re.compile(
    r"landelijk|buurregio|aangrenzend|naburig|buurverband|andere regio|RESV-regio [A-Z]|\bregio "
    r"[A-Z]\w+\b.{0,60}\bvalt\b|in gemeente [A-Z]",
    re.I,
)
_NORM = re.compile(
    r"\beis(?:en|t)?\b|drempel|\bnorm\b|ondergrens|inkoopbeleid|verlang\w+|hanteert|gevraagde|"
    r"streefpercentage|\bmoet\w*\b|ijkpunt|volgens de verzekeraar|vraagt de|"
    r"wat de verzekeraar vraagt|verplicht",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(
    r"pensioen|wachttijd|wachtlijst|patiëntenstop|opnamestop|\bstop\b|verzuim|vacature|stemde|"
    r"\bvoor(?:gestemd)?\b stem|instem|tevreden|respons|peiling|enquête|zorgplan|"
    r"ouder(?:e)? dan|telefoontj|verwijz|polis|opnam|spreekuur|geneesmiddel|dossier|contributie|"
    r"aanwezig|welzijnsorganisatie|huishoudelijke hulp|hulp bij het huishouden|"
    r"ziekenhuisapothe|wmo-|huishouden|gezamenlijk plan|75-plus|leefstijl|\bopkomst\b|"
    r"internetconsult",
    re.IGNORECASE,
)
_WRONG_NOUN = re.compile(
    r"^[\s)]*(?:de |het |onze |hun )?(?:\w+e )?(?:knelpunten|wijk\w*|beroepsgroepen|activiteiten|"
    r"hoofdtaken|taken|gemeenten|vergaderingen|keer|ouderen|patiënten|kring(?:en)?|"
    r"hwv\w*|fte|vergader\w*|jaar|weken|maanden|dagen|dorpen|kernen|afspraken|ontslagen|"
    r"huishoudens|inwoners|zetels|stemmen)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"mandaat\w*|gemandateer\w*|\w*mandate\w+|volmacht\w*|gevolmachtigd\w*|gemachtig\w*|machtig\w*|"
    r"vertegenwoordig\w*|aangesloten|aansluit\w*|dekking\w*|\bdekt\b|achterban|"
    r"\blid\b|\bleden\b|lidmaatschap|namens|vereni\w+|getekend|tekenden|ondertekend|"
    r"handtekening\w*|\bdoen\b.*\bmee\b|meedoe\w*|doet mee|deelnem\w*|\bstem\b|"
    r"\bachter\b|bundel\w*|\bsprek(?:en|er)\b|spreekt|\bomvat\w*|\btelt\b|register|"
    r"gecontracteerd\w*|\bcontract\b|\bagb\b|agb-?\w*|bevoegd|\bhoort bij\b|hebben .{0,30}getekend|"
    r"\bcodes?\b|bij elkaar|aandeel|zorgen voor|bedien\w*|helpen|samen|kernspeler\w*",
    re.IGNORECASE,
)
_MANDATE = re.compile(
    r"mandaat|gemandateer|volmacht|gemachtig|machtig|gevolmacht|namens|stem\b|bevoegd|"
    r"vertegenwoordig|spreek|tekend",
    re.IGNORECASE,
)
_HALF = 50
_LEFT_OUT = re.compile(
    r"\b(?:niet|geen|nog niet|nog geen) (?:aangesloten|lid|gemandateerd)\b|"
    r"\bniet bij (?:een |de |het )?(?:\w*vereniging|\w*verband|\w*co[öo]peratie|\w*kring|koepel)\b[^.;]{0,20}"
    r"\bhoren\b|"
    r"\bhoren (?:nog )?(?:niet|nergens)\b|buiten de leden|\berbuiten\b|"
    r"\bontbre(?:ekt|ken)\b|"
    r"\bblij(?:ft|ven)\b.{0,40}\bbuiten\b|\bdoe(?:n|t) niet mee\b|\bsluit(?:en)? .{0,20}niet aan\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"^(?!.*\b(?:die|kunnen|kan|mogen|mag|willen|worden|wordt|zouden)\b).*(?:\b(?:zijn|is)\b.*\b(?:aangesloten|lid)\b|"
    r"\bdoe(?:n|t)\b.*\bmee\b)",
    re.IGNORECASE | re.DOTALL,
)
_STRONG = re.compile(
    r"\bagb|gecontracteerd|contract|vektis|gedeclareerde|declar|in de regio|in het gebied|"
    r"werkgebied|kernspeler",
    re.IGNORECASE,
)
_HOURS = re.compile(r"\buren\b|\buur\b|\w*uren\b|urenaandeel|urental", re.IGNORECASE)
_CLIENTS = re.compile(r"cli[eë]nt\w*|\bmensen\b|patiënten|inwoners|\bgevallen\b|wijkverplegingscli\w*", re.IGNORECASE)
_STAFF = re.compile(r"wijkverpleegkundigen (?:in dienst|werk)|medewerkers|personeel|\bfte\b", re.IGNORECASE)
_PROVIDERS = re.compile(
    r"praktijk\w*|apothe\w+|agb\S*|aanbieder\w*|organisaties|instellingen|\bcodes?\b|huisartsen|"
    r"registraties|therapeuten|diëtisten|logopedisten|gecontracteerd\w*|vrijgevestigd\w*",
    re.I,
)


def coverages(reader: Reader) -> list[Coverage]:
    """Return the shares of professions that the plan states, the surest first."""
    known = aliases(line.text for line in reader.lines)
    found: list[Coverage] = []
    for line in reader.lines:
        shares = find_shares(line.text)
        if not shares or reader.void(line) & (Void.GLOSSARY | Void.CONTENTS):
            continue
        for share in shares:
            found.extend(_of_share(reader, line, share, known))
    for group in reader.groups.values():
        first = group[0]
        if first.in_table:
            for line, share, key in table_shares(group, known):
                found.append(_made(reader, line, share, key, line.text + " " + line.head_text, 3))
        found.extend(_pairs(reader, group, known))
    return sorted(found, key=lambda c: -c.score)


def _pairs(reader: Reader, group: list[Line], known: dict[str, str]) -> list[Coverage]:
    """Find counts in neighbouring sentences or items of a list that make a share together."""
    found = []
    windows = [group] if group[0].item or group[0].in_table else [group[i : i + 2] for i in range(len(group))]
    for window in windows:
        if len(window) > 12 or (len(window) == 1 and not window[0].item and group[0].in_table):
            continue
        text = " // ".join(w.text for w in window)
        share, line = paired_share(window)
        if share is None or line is None or any(s.how in (How.COUNTS,) for w in window for s in find_shares(w.text)):
            continue
        above = _nearby(reader, window[0])
        keys = [m.key for m in mentions(above, known)][-1:] if window[0].item else []
        keys = keys or [m.key for m in mentions(text, known)] or [m.key for m in mentions(above, known)][-1:]
        if not keys and re.search(r"praktijk", text, re.I) and _STRONG.search(text) and _MANDATE.search(text):
            keys = [GP]
        if keys and not _excluded(text, share):
            found.append(_made(reader, line, share, keys[0], text, 1))
    return found


def _of_share(reader: Reader, line: Line, share: Share, known: dict[str, str]) -> list[Coverage]:
    text = line.text
    if share.high <= 100 and (_WRONG_NOUN.match(text[share.end :]) and not _client_noun(text, share)):
        return []
    own = _around(text, share)
    if reader.void(line, share.start, share.end) & (Void.DEFERRED | Void.NEGATED) and share.how in (
        How.WORDS,
        How.VAGUE,
    ):
        return []
    if _excluded(own, share) or (_ELSEWHERE.search(text) and not re.search(r"\b(?:ons|onze|wij)\b", own)):
        return []
    if share.how is How.ALL and not (_MANDATE.search(own) or _JOINED.search(own)):
        return []
    keys = _keys(reader, line, share, known)
    near = _nearby(reader, line) + " ".join(other.text for other in reader.around(line, 3, 3))
    if not keys and re.search(r"praktijk", own, re.I) and _STRONG.search(own) and _MANDATE.search(own):
        keys = [GP]
    if not keys or not any(_speaks(t) for t in (own, text, line.head_text, near)):
        return []
    return [_made(reader, line, share, key, own, 2 if _SPEAKS.search(own) else 1) for key in keys]


@lru_cache(maxsize=256)
def _speaks(text: str) -> bool:
    """Whether a text speaks of representation; asked again and again of the same line by each of its shares."""
    return _SPEAKS.search(text) is not None


def _client_noun(text: str, share: Share) -> bool:
    return bool(re.match(r"\W*(?:inwoners|ouderen|patiënten|gevallen)", text[share.end :])) and bool(
        re.search(r"verple|thuis|insuline|steunkous|wond", text)
    )


def _excluded(own: str, share: Share) -> bool:
    """Whether the words around a share speak of something else: a vote, a norm, another year."""
    exact = share.low in (60.0, 65.0, 75.0) and share.part is None
    left_out = share.high < _HALF and _LEFT_OUT.search(own)
    return bool(_OTHER_SUBJECT.search(own) or _PAST.search(own) or left_out or (exact and _NORM.search(own)))


def _around(text: str, share: Share) -> str:
    """Return the sentence, cell or clause of ``share``."""
    marks = r"[.?!](?=\s)|;|\s\|\s|\s//\s"
    left = max((m.end() for m in re.finditer(marks, text[: share.start])), default=0)
    after = re.search(marks, text[share.end :])
    return text[left : share.end + after.start() if after else len(text)]


def _keys(reader: Reader, line: Line, share: Share, known: dict[str, str]) -> list[str]:
    """Return the profession that ``share`` is of: the noun after it, or named before it, or above it."""
    named = [m for m in mentions(line.text, known) if not _is_role(line.text, m)]
    named = [
        m
        for m in named
        if not any(o is not m and o.start <= m.start < o.end and o.end - o.start > m.end - m.start for o in named)
    ]
    if re.search(r"respectievelijk", line.text, re.IGNORECASE):
        order = list(dict.fromkeys(m.key for m in named))
        numbers = [s for s in find_shares(line.text) if s.how is How.PERCENTAGE]
        if share in numbers and len(numbers) <= len(order):
            return [order[numbers.index(share)]]
    after = [m for m in named if m.start >= share.end or share.start <= m.start < share.end]
    if after and (after[0].start < share.end or _belongs(line.text[share.end : after[0].start])):
        joint = [m for m in after if m.key in DISCIPLINES]
        if len({m.key for m in joint}) >= 2 and joint[0] is after[0] and _enumerated(line.text, joint):
            return [ALLIED]
        return [after[0].key]
    before = [m for m in named if m.end <= share.start]
    if before:
        return [ALLIED if _listed_together(line.text, before, share) else before[-1].key]
    if after:
        return [after[0].key]
    above = [m.key for m in mentions(_nearby(reader, line), known)]
    if len(set(above)) >= 2 and all(k in DISCIPLINES or k == ALLIED for k in above):
        return [ALLIED]
    return above[-1:] if above and len(set(above)) <= 3 else []


def _enumerated(text: str, joint: list[Mention]) -> bool:
    """Whether two disciplines stand side by side: "fysiotherapeuten, ergotherapeuten en diëtisten"."""
    between = text[joint[0].end : joint[1].start]
    return len(between) < 12 and not find_shares(text[joint[0].end : joint[-1].end])


def _listed_together(text: str, before: list[Mention], share: Share) -> bool:
    """Whether the mentions before a share are a list of disciplines that it is the share of as a whole."""
    last = max((s.end for s in find_shares(text) if s.end <= share.start), default=0)
    listed = [m for m in before if m.start >= last and m.key in DISCIPLINES]
    if len({m.key for m in listed}) < 2 or before[-1].key not in DISCIPLINES:
        return False
    tail = text[before[-1].end : share.start]
    return ")" in tail or " | " in tail or len(tail) > 25


def _belongs(between: str) -> bool:
    """Whether a noun after a share is what it is a share of: no clause end between, and near."""
    return len(between) < 48 and not re.search(r"[.;|,:]|\b(?:en|via|bij|door|aan|tot|voor|met hun)\b", between)


def _is_role(text: str, mention: Mention) -> bool:
    """Whether a profession is only what someone is: "Huisarts L. Buijtendijk", "apotheekhoudend"."""
    after = text[mention.end :]
    person = re.search(
        r"(?:arts|therapeut|apotheker|diëtist|logopedist|verpleegkundige)$", text[mention.start : mention.end], re.I
    )
    return after.startswith("houdend") or bool(
        person and re.match(r"\s(?:(?:[A-Z]\.\s?)+[A-Z]|[A-Z]\w+ [A-Z]\w+)", after)
    )


def _nearby(reader: Reader, line: Line) -> str:
    """Return the text that may name the subject of ``line``: what stands before it, and its heads."""
    group = reader.groups[line.group]
    place = group.index(line)
    before = "" if line.in_table else " ".join(other.text for other in group[max(0, place - 3) : place])
    opening = ""
    if group[0].number and (line.item or line.in_table):
        above = reader.lines[group[0].number - 1]
        if above.section == line.section and not above.in_table and len(above.text) < 120:
            opening = above.text
    return f"{line.head_text} {opening} {before}"


def _made(reader: Reader, line: Line, share: Share, key: str, own: str, score: int) -> Coverage:
    context = own
    if line.in_table or line.item:
        group = reader.groups[line.group]
        together = " ".join(x.text for x in group) if line.item and len(group) <= 8 else line.text
        context = f"{together} {line.head_text} {_nearby(reader, line) if line.item else ''}"
    near = " ".join(other.text for other in reader.around(line))
    measure = _measure(line, share, own, context, "" if line.in_table else near)
    aim = bool(_AIM.search(_tight(line.text, share))) and not re.search(
        r"\bper (?:1 )?januari 2027|peildatum", own, re.I
    )
    score += 2 * bool(_STRONG.search(context)) + bool(_SPEAKS.search(context)) + bool(_MANDATE.search(context))
    score += measure is not Measure.UNKNOWN
    score -= 2 * (share.how in (How.VAGUE, How.ALL)) + (share.how is How.WORDS)
    return Coverage(key, share, measure, line, aim, score, bool(_MANDATE.search(own)))


def _tight(text: str, share: Share) -> str:
    """Return the clause of ``share``, up to commas too."""
    marks = r"[.?!,;:](?=\s)|\s\|\s|\s//\s|\ben\b|\bmaar\b"
    left = max((m.end() for m in re.finditer(marks, text[: share.start])), default=0)
    after = re.search(marks, text[share.end :])
    return text[left : share.end + after.start() if after else len(text)]


def _measure(line: Line, share: Share, own: str, context: str, near: str) -> Measure:
    """Return what was counted: by the noun after the share, its clause, its heads, then its neighbours."""
    noun = re.split(r"[,;|(\d]", line.text[share.end : share.end + 60])[0]
    noun = line.text[share.start : share.end] + noun
    row = line.text if line.in_table else ""
    for text in (noun, own, row, context, near):
        found = [(m.start(), measure) for measure, pattern in _PATTERNS if (m := pattern.search(text))]
        kinds = {measure for _, measure in found}
        if Measure.HOURS in kinds:
            return Measure.HOURS
        if Measure.CLIENTS in kinds and (Measure.PROVIDERS not in kinds or text is not noun):
            return Measure.CLIENTS
        if Measure.STAFF in kinds:
            return Measure.STAFF
        if kinds:
            return min(found)[1]
    return Measure.UNKNOWN


_PATTERNS = (
    (Measure.HOURS, _HOURS), (Measure.CLIENTS, _CLIENTS), (Measure.STAFF, _STAFF), (Measure.PROVIDERS, _PROVIDERS),
)  # fmt: skip
CORE = (GP, NURSING, PHARMACY)
OTHER_KEYS = (ALLIED, *DISCIPLINES, *OTHERS)
