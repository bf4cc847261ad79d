"""Which allied disciplines make up the regional allied-health organisation.

In: a plan's lines. Out: how many, and the line that lists them. Disciplines that are invited, that
decline or that an insurer merely asks do not count. Source: Zilveren Kruis, Kernspelers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from resvtool.facts.counting import find_numbers
from resvtool.facts.lines import Line, Reader
from resvtool.facts.professions import disciplines_in
from resvtool.language.polarity import Void

_BODY = re.compile(
    r"paramed\w*|\bpara\w+|\b\w*(?:verband|coöperatie|vereniging|collectief|netwerk|platform|"
    r"koepel|verbond|alliantie)\b|\bPSV\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(één|twee|drie|vier|vijf|zes|zeven|acht|"
    r"[1-9])\s+(?:paramedische\s+)?(?:sub)?(?:vakgebieden|vakken|disciplines|beroepen|"
    r"beroepsgroepen|vakgroepen|subdisciplines)\b",
    re.IGNORECASE,
)
_NOT_IN = re.compile(
    r"gesprek|\bnog\b|uitgenodigd|bedankt|gezocht|willen meedoen|niet aangesloten|\bvolgt\b|volgen|"
    r"zonder\b|\bontbre(?:ekt|ken)\b|\bkrijg(?:t|en)\b.{0,20}\b(?:plaats|plek|stoel|zetel)\b|"
    r"\b(?:kom\w*|sluit\w*|aansluit\w*|tre[de]\w*|stap\w*|aanhak\w*)\b.{0,200}\b(?:20(?:2[89]|3\d)|later|straks)\b|"
    r"\b(?:vanaf|pas in|in de loop van) 20(?:2[89]|3\d)|"
    r"hebben elk een eigen|los van elkaar|verzekeraar moet|"
    r"\bmoet\b|uitsluitend|\balleen\b.*\bfysio",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"buurregio|landelijk|andere regio|aangrenzend|\b(?:ten minste|minstens|minimaal|tenminste) "
    r"(?:drie|3)|\beis\w*|verzekeraar (?:vraagt|eist)|"
    r"\bwil(?:len)?\b|streef\w*|streven|beoog\w*|uitnodig\w*|interesse|belangstelling|"
    r"aarzel\w*(?!.*overstag)|verkenn\w*|elk een eigen|afzonderlijk\w*",
    re.IGNORECASE,
)
_NO_BODY = re.compile(
    r"(?:gezamenlijk|paramedisch) (?:paramedisch )?verband is er niet|geen (?:gezamenlijk |"
    r"paramedisch )+verband|bestaat .{0,30}niet",
    re.IGNORECASE,
)
_AIM = re.compile(r"[;,]?\s*(?:het )?stre(?:ven|eft|ef)\b[^|;.]*\b\d{2} ?(?:%|procent)[^|;.]*", re.IGNORECASE)
"""An aim for the share of providers ("streven is 75% eind 2028") says nothing of which disciplines there are."""
_ALLIED = re.compile(r"paramed\w*|\bpara[a-z]{3,}|\bPSV\b|\bPM[A-Z]\b|beweeg", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AlliedBody:
    """How many allied disciplines stand together, and where that is said."""

    count: int
    line: Line
    names: tuple[str, ...] = ()


def allied_bodies(reader: Reader) -> list[AlliedBody]:
    """Return the statements of which disciplines make up the allied organisation, the largest first."""
    found = []
    for group in reader.groups.values():
        whole = " ".join(line.text for line in group)
        around = f"{whole} {group[0].head_text}"
        if _NO_BODY.search(whole):
            continue
        if not (_ALLIED.search(around) or (_BODY.search(whole) and len(disciplines_in(whole)) >= 2)):
            continue
        found.extend(_of_group(reader, group, around))
    return sorted(found, key=lambda b: -b.count)


def _of_group(reader: Reader, group: list[Line], around: str) -> list[AlliedBody]:
    usable = [x for x in group if not reader.void(x) & (Void.GLOSSARY | Void.CONTENTS | Void.DEFERRED)]
    found = []
    if re.search(
        r"\balleen de \w+[^.]{0,60}(?:verband|georganiseerd|deel|mandaat)|"
        r"niet georganiseerd",
        around,
        re.IGNORECASE,
    ):
        return []
    for line in usable:
        place = group.index(line)
        stated = (
            line.text if line.item or line.in_table else " ".join(x.text for x in group[max(0, place - 1) : place + 1])
        )
        if not (line.item or line.in_table or _ALLIED.search(stated) or _BODY.search(stated)):
            continue
        own = _AIM.sub("", line.text)
        if _NOT_OURS.search(own) and not re.search(r"aarzelden.*|overstag", line.text):
            continue
        if line.is_answer and _NOT_IN.search(line.cells[0]):
            continue
        if _NOT_IN.search(own) and not line.in_table:
            kept = re.split(r"[,;]\s|\.\s", own)
            names = set().union(*(disciplines_in(p) for p in kept if not _NOT_IN.search(p)))
            if names and not line.item:
                found.append(AlliedBody(len(names), line, tuple(sorted(names))))
            continue
        names = disciplines_in(line.text)
        counted = _COUNTED.search(line.text)
        number = int(find_numbers(counted.group(1))[0].value) if counted and (_ALLIED.search(line.text) or names) else 0
        if names or number:
            found.append(AlliedBody(max(len(names), number), line, tuple(sorted(names))))
    joined: set[str] = set()
    for body in found:
        joined |= set(body.names)
    goes_on = any(
        re.search(r"\b(?:ook|daarnaast|toegevoegd|bestaat uit|deze drie|overstag|daar is)\b", x.text) for x in group
    )
    same_body = len(group) <= 14 and (group[0].item or group[0].in_table or (len(group) <= 4 and goes_on))
    if found and same_body and len(joined) > max(b.count for b in found):
        found.append(AlliedBody(len(joined), found[0].line, tuple(sorted(joined))))
    return found
