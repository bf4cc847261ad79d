"""Hechte wijkverbanden in numbers: how many work at the start, and how many are meant.

In: a plan's lines. Out: the share that works at the start of the contract (1 January 2027). A number for a later
date, or of another region, does not count. Source: Menzis, Bijlage 1, 19c (20% at the start).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from resvtool.facts.counting import Number, find_numbers
from resvtool.facts.lines import Line, Reader
from resvtool.facts.percentages import How, Share, find_shares, share_of
from resvtool.language.polarity import Void

NETWORK = re.compile(
    r"\bhwv\b|\bhwv['’]?s\b|wijkverband|kring(?:en)?\b|kernteam|wijknetwerk|"
    r"wijken\b|\bwijk\b|verbanden\b|wijkalliantie|dorpsteam|buurtverband|wijkgebied|"
    r"wijkteams?\b|buurten\b|\bkernen\b|dorpen\b|gebieden verdeeld|deelgebied|kleinste groep|"
    r"knopen\b|kerntafel",
    re.IGNORECASE,
)


def network_of(reader: Reader) -> re.Pattern[str]:
    """Return what names a wijkverband in the plan of ``reader``: the usual words and the plan's own."""
    names = reader.passages.own_names
    if not names:
        return NETWORK
    return re.compile(NETWORK.pattern + "".join(rf"|\b{re.escape(name)}\b" for name in sorted(names)), re.IGNORECASE)


_WORKS = re.compile(
    r"operatione\w*|\bdraai\w*|\bwerkend\w*|\bactie[fv]\w*|in bedrijf|\bfunctioner\w*|werkza\w+|"
    r"van start|\bwerken\b|\bwerkt\b|\bbezig\b|in werking|aan het werk|\bklaar\b|op orde|"
    r"\brond\b|\bbij (?:de )?start\b|vanaf dag één|\blopen\b|\bstaan er\b|bestaa\w+",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"beoog\w*|in totaal|\btotaal\b|eindbeeld|uiteindelijk|nastreven|mikken|\bmoet(?:en)?\b|"
    r"\bdoel\b|\bwillen\b|voor ogen|hele (?:werk)?gebied|hele regio|voorzien|gewenst|"
    r"\bkomen er\b|heeft de regio|in (?:2028|2029|2030)|aantal wijk|onze kaart|telt|\bnodig\b|"
    r"verdeeld in|in opbouw of|heel [A-Z]\w+",
    re.IGNORECASE,
)
_START = re.compile(
    r"1 januari(?: 2027)?|1[-/]1[-/]['’]?(?:20)?27|01-01-['’]?(?:20)?27|bij (?:de )?(?:start|"
    r"aanvang|ingang|inwerkingtreding)|\bstart(?:datum|dag|moment)?\b|contractstart|contract "
    r"(?:begint|ingaat)|"
    r"nieuwjaarsdag|dag één|eerste dag|aanvangsdatum|aanvang|ingang van|begin 2027|\bnu\b|\bal\b|"
    r"inmiddels|thans|op dit moment|1 juli 2026|2026",
    re.IGNORECASE,
)
_FROM_START = re.compile(
    r"1 januari 2027|1[-/]1[-/]['’]?(?:20)?27|01-01-['’]?(?:20)?27|bij (?:de )?start|begin 2027", re.IGNORECASE
)
_LATER = re.compile(
    r"eind(?:e)? 2027|q[2-4] ?['’]?(?:20)?27|31 december 2027|31-12-['’]?(?:20)?27|\b20(?:28|29|"
    r"3\d)\b|in de loop van 2027|najaar 2027",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"buurregio|landelijk|per regio\b|\bgem\.|gemeentelijke|soc\. wijkteams|sociale wijkteams|"
    r"andere regio|ijkpunt",
    re.IGNORECASE,
)
_SO_MANY = re.compile(r"\W*(?:dat|dit) is (?:dus )?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Operational:
    """The share of meant wijkverbanden that work. ``later`` is of another date than the start."""

    share: Share
    line: Line
    later: bool
    at_start: bool
    score: int


def operational(reader: Reader) -> list[Operational]:
    """Return the shares of working wijkverbanden, the surest first."""
    found: list[Operational] = []
    network = network_of(reader)
    for line in reader.lines:
        if not find_shares(line.text):
            continue
        if reader.void(line) & (Void.GLOSSARY | Void.CONTENTS) or _ELSEWHERE.search(line.text):
            continue
        found.extend(_in_line(reader, line, network))
    for group in reader.groups.values():
        made = _table(group, network) if group[0].in_table else None
        made = made or _paired(reader, group, network)
        if made is not None:
            found.append(made)
    return sorted(found, key=lambda o: -o.score)


def _in_line(reader: Reader, line: Line, network: re.Pattern[str]) -> list[Operational]:
    found = []
    near = " ".join(o.text for o in reader.around(line))
    for share in find_shares(line.text):
        own = _own(line.text, share)
        if _SO_MANY.match(own) and share.part is None:
            # "Op 1 januari 2027 zijn er drie operationeel. Dat is 25 procent."
            own = " ".join(o.text for o in reader.around(line, 1, 0))
        heads = line.head_text
        about = network.search(own) or network.search(line.text) or (network.search(near + heads))
        works = any(_WORKS.search(t) for t in (own, line.text, heads)) or (_START.search(own) and _WORKS.search(near))
        if not (about and works) or share.how is How.ALL:
            continue
        noun = line.text[share.end : share.end + 24]
        if re.match(
            r"\s*(?:van de )?\W*(?:praktijken|apotheken|ouderen|mensen|cliënten|patiënten|uren|"
            r"knelpunten|afspraken|beroepsgroepen|medewerkers|punten|personen|ontslagen)",
            noun,
            re.I,
        ):
            continue
        if share.part is None and not re.search(r"\d+\s|kwart|derde|vijfde|%|procent", own):
            continue
        told = bool(_FROM_START.search(own) and _WORKS.search(own))
        networks = network.search(own) and (_START.search(line.text) or _MEANT.search(near))
        if share.part is None and not (networks or told):
            continue
        later = bool(_LATER.search(own)) and not _START.search(own)
        at_start = bool(_START.search(line.text) or _START.search(heads) or _START.search(near))
        named = network.search(own) is not None or network.search(line.text) is not None
        score = (
            2 * (share.part is not None)
            + 2 * bool(_START.search(own))
            + 2 * named
            + bool(_MEANT.search(line.text + near))
            + 4 * told
            - 5 * later
        )
        found.append(Operational(share, line, later, at_start, score))
    return found


def _own(text: str, share: Share) -> str:
    marks = r"[.?!]\s(?=[A-Z])|;|\s\|\s"
    left = max((m.end() for m in re.finditer(marks, text[: share.start])), default=0)
    after = re.search(marks, text[share.end :])
    return text[left : share.end + after.start() if after else len(text)]


def _paired(reader: Reader, group: list[Line], network: re.Pattern[str]) -> Operational | None:
    """Find a number that works and a number that is meant in neighbouring lines."""
    if len(group) > 14 or any(_ELSEWHERE.search(line.text) for line in group):
        return None
    text = " ".join(line.text for line in group) + group[0].head_text
    if not (network.search(text) and _WORKS.search(text) and (_MEANT.search(text))):
        return None
    works: list[tuple[float, Line, bool]] = []
    meant: list[float] = []
    for line in group:
        for number in _counts(line.text):
            label = _label(line, number)
            later = bool(_LATER.search(label)) and not _START.search(label)
            if _MEANT.search(label) and not (_WORKS.search(label) and _START.search(label)):
                meant.append(float(number.value))
            elif _WORKS.search(label) and not later:
                works.append((float(number.value), line, bool(_START.search(label + line.head_text))))
        names = _named_working(line)
        if names:
            works.append((float(names), line, True))
    if not works or not meant:
        return None
    part, line, at_start = works[0]
    whole = max(meant)
    if whole < part or whole < 2:
        return None
    return Operational(share_of(part, whole), line, False, at_start, 3)


def _named_working(line: Line) -> int:
    """Count wijkverbanden that are listed by name as working at the start: "in A, B en de C"."""
    if _counts(line.text) or not (_START.search(line.text) and _WORKS.search(line.text)):
        return 0
    match = re.search(
        r"(?:HWV\s+)?(?:[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)(?:,\s(?:de |HWV )?[A-Z][\w-]+(?: "
        r"[A-Z]\w+)?)*\s+en\s+(?:de |HWV (?:De )?)?[A-Z][\w-]+",
        line.text,
    )
    return match.group().count(",") + 2 if match else 0


def _counts(text: str) -> list[Number]:
    found = []
    for number in find_numbers(text):
        after, before = text[number.end :], text[: number.start]
        year = number.written.isdigit() and len(number.written) == 4
        skip = re.match(
            r"\s?(?:%|procent|januari|juli|december|jaar|keer|fte|inw|uur|maanden|"
            r"kernpartijen|[-/]\d)",
            after,
            re.I,
        ) or re.search(r"\d[-/]$|['’]$|per $|tabel $|bijlage $", before, re.I)
        if number.whole and 1 <= number.value <= 150 and not year and not skip:
            found.append(number)
    return found


def _label(line: Line, number: Number) -> str:
    if line.in_table:
        return line.text
    text = line.text
    left = max((m.end() for m in re.finditer(r"[.;]\s|,\s(?=de|het|en|maar)", text[: number.start])), default=0)
    after = re.search(r"[.;]\s|,\s", text[number.end :])
    return text[left : number.end + after.start() if after else len(text)]


def _table(group: list[Line], network: re.Pattern[str]) -> Operational | None:
    """Read a table with columns for working and meant, or with a status per wijkverband."""
    heads = group[0].column_heads
    by_status = _by_status(group, network)
    if by_status is not None:
        return by_status
    working = [c for c, h in enumerate(heads) if _WORKS.search(h) and not _MEANT.search(h)]
    meant = [c for c, h in enumerate(heads) if _MEANT.search(h)]
    about = " ".join(heads) + group[0].head_text
    if working and meant:
        rows = [line for line in group if re.search(r"\btotaal\b|\bsamen\b", line.cells[0], re.I)] or group
        pairs = [(_number(r.cells[working[0]]), _number(r.cells[meant[0]]), r) for r in rows]
        good = [(w, m, r) for w, m, r in pairs if w is not None and m is not None]
        if good:
            part, whole = sum(w for w, _, _ in good), sum(m for _, m, _ in good)
            if whole > 0 and part <= whole:
                later = bool(_LATER.search(heads[working[0]])) and not _START.search(heads[working[0]])
                return Operational(
                    share_of(part, whole), good[-1][2], later, bool(_START.search(about + good[-1][2].text)), 4
                )
    return None


_STATUS_HEAD = re.compile(r"status|stand|fase|situatie|stadium|operationeel|werkend", re.IGNORECASE)
_RUNS = re.compile(
    r"^\W*(?:ja|operationeel|draait|actief|in bedrijf|werkend|werkt|functioneert|"
    r"loopt|volledig)\b",
    re.IGNORECASE,
)


def _by_status(group: list[Line], network: re.Pattern[str]) -> Operational | None:
    """Count the wijkverbanden that work in a table with a row for each and a column for its state."""
    heads = group[0].column_heads
    columns = [c for c, h in enumerate(heads) if c and _STATUS_HEAD.search(h) and not _LATER.search(h)]
    rows = [line for line in group if not re.search(r"\btotaal\b|\bsamen\b", line.cells[0], re.I)]
    named = network.search(" ".join(heads) + group[0].head_text)
    if not columns or not named or len(rows) < 3:
        return None
    works = [line for line in rows if _RUNS.match(line.cells[columns[0]])]
    if not works or any(re.fullmatch(r"\W*\d+\W*", line.cells[columns[0]]) for line in rows):
        return None
    at_start = bool(_START.search(heads[columns[0]] + group[0].head_text))
    return Operational(share_of(len(works), len(rows)), works[0], False, at_start, 2)


def _number(cell: str) -> float | None:
    match = re.fullmatch(r"\W*(\d{1,3})\W*", cell)
    return float(match.group(1)) if match else None
