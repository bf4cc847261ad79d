"""How many of the five hoofdtaken are carried out in a year.

In: a plan's lines. Out: :class:`Tasks` per statement: year, how many, and the line. Exploring, preparing
or projects within a task are no carrying out; a statement of another organisation, or of what an insurer
asks, does not count. Source: CZ 3.3.2, bouwsteen 6.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from resvtool.facts.counting import find_numbers
from resvtool.facts.lines import Line, Reader
from resvtool.language.polarity import Void

ALL = 5
_TASK = re.compile(
    r"\b(?:hoofd|kern)?ta(?:ak|ken)\b|\bHT\s?\d|\bHT'?s?\b|takenpakket|\bpakket\b|lijstje van "
    r"vijf|\bvijftal\b|\bdingen tegelijk\b",
    re.IGNORECASE,
)
_NAMES = {
    1: r"vertegenwoordig\w*|gezamenlijke stem|namens (?:iedereen|de disciplines|allen)|\bstem aan\b|onderhandel\w*",
    2: r"capaciteit\w*|schaarse plekken|te weinig plek|toegang\b",
    3: r"zorginhoud\w*|regionale werkwijzen|afspraken over (?:patiënten\w*|mensen|kwetsbare)|zorgafspraken|zorgpaden",
    4: r"wijkverband\w*|wijkteams|buurtteams|de buurt\b|\bknopen\b",
    5: r"facili\w*|ontzorg\w*|servicebureau|helpdesk|\bICT\b|ondersteuning (?:van )?(?:aanbieders|praktijken)",
}
_DOES = re.compile(
    r"\bvoer(?:en|t)?\b|uitgevoerd|uitvoering|\bdraai(?:en|t)?\b|\bruns?n?en\b|\blop(?:en|t)\b|"
    r"operatione\w*|uitgeoefend|verricht|verrichten|\bpakken\b|opgepakt|oppakken|"
    r"\bdoe(?:n|t)\b|in gang|geven .{0,20}uitvoering|geeft .{0,40}uitvoering|\bactief\b|brengt\b|"
    r"\bstart\b|van start|breiden|groeien|groeit|werkt aan|staan|komen|\bja\b|terecht\b|\bnemen\b|"
    r"neemt\b|\bin (?:bedrijf|werking)\b",
    re.IGNORECASE,
)
_NOT_DOING = re.compile(
    r"onderzoek\w*|verkenn\w*|voorbereid\w*|streven|te hoog gegrepen|presentatie|titel|"
    r"\bproject\w*|volgen?\b|nog niet|in kaart|vorm kunnen|beleid\b|begrippenlijst|zie de|bewaren",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"buurverband|buurregio|\bRHO zal\b|\bkoepel van\b|provinci|landelijke? (?:beeld|monitor)|"
    r"\bRESV [A-Z]\w+ voert|andere regio",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?:taak|taken|HT)\s?(?P<list>\d(?:\s?(?:,|en|\+|/|t/m|tot en met|-|–|HT|"
    r"\s)+\s?\d)*)(?!\d)",
    re.IGNORECASE,
)
_HT = re.compile(r"\bHT\s?(\d)", re.IGNORECASE)
_RANGE = re.compile(r"(\d)\s?(?:t/m|tot en met|-|–)\s?(?:HT\s?)?(\d)", re.IGNORECASE)
_ALL = re.compile(
    r"\balle(?:maal)?\s+(?:vijf|5)\b|\ballemaal in uitvoering|volledige (?:taken)?pakket|alle "
    r"hoofdtaken (?:worden|zijn|in uitvoering|uit\b|opgepakt)|zijn alle hoofdtaken|voer\w* "
    r".{0,30}alle hoofdtaken|pakket compleet|takenpakket compleet|hele pakket|alles wat\b|niets "
    r"meer liggen|geen enkele meer open|geen taak blijft achter|ze allemaal",
    re.I,
)
_COUNTED = re.compile(
    r"(?<!meer dan )(?P<n>één|een|twee|drie|vier|vijf|[1-5])\s+(?:van de (?:vijf|5)\s+)?(?:(?:landelijke|andere|"
    r"volledige|RESV-?)\s*)?(?:hoofdtaken|kerntaken|taken|dingen)\b|"
    r"totaal[^.]{0,20}op (?P<t>twee|drie|vier|vijf)|\b(?:naar|er dan|zijn het er|uitvoert?|lopen er|"
    r"het er|RESV er dan) (?P<m>twee|drie|vier|vijf)\b(?! \w*(?:project|wijk|werkgroep|"
    r"wijkverband))|"
    r"\b(?:er|dus)\s+(?:dus\s+|minstens\s+|ten minste\s+)?(?P<q>twee|drie|vier|vijf)\b(?=\s+uit|\s*[,.;]|$)|"
    r"naar (?P<p>drie|vier|vijf) hoofdtaken",
    re.IGNORECASE,
)
_DEFERRED = re.compile(
    r"\b(?:in welk tempo|welke (?:hoofd)?taken|hoeveel (?:hoofd)?taken|wordt .{0,30}bepaald|leggen "
    r"(?:wij|we) .{0,40}vast na|genoemd als|beleid van|volgens (?:cz|de verzekeraar)|"
    r"komen (?:wij|we) .{0,20}terug|hangt af|presentatie|moet(?:en)? volgens|cz (?:vraagt|eist|"
    r"wil))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(20[23]\d)(?!\d)|['’](2[6-9]|3\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Tasks:
    """How many hoofdtaken are carried out in a year, and the line that says so."""

    year: int
    count: int
    line: Line
    how: str
    tasks: frozenset[int] = frozenset()


def hoofdtaken(reader: Reader) -> list[Tasks]:
    """Return what the plan says of the number of hoofdtaken per year."""
    found: list[Tasks] = []
    for group in reader.groups.values():
        if group[0].in_table:
            found.extend(_table(reader, group))
            found.extend(_year_rows(group))
        found.extend(_text(reader, group))
    return [*found, *_added_up(found)]


def _added_up(found: list[Tasks]) -> list[Tasks]:
    """Add up tasks that are named year by year in one section: "2027: taak 4; 2028: ook 1 en 2".

    Only for a year of which no number is stated; tasks once taken up go on.
    """
    added = []
    counted = {t.year for t in found if not t.tasks}
    for year in {t.year for t in found if t.tasks} - counted:
        for section in {t.line.section for t in found if t.tasks and t.year == year}:
            named = [t for t in found if t.tasks and t.line.section == section and t.year <= year]
            union = frozenset[int]().union(*(t.tasks for t in named))
            if len({t.year for t in named}) > 1 and len(union) > max(t.count for t in named if t.year == year):
                last = [t for t in named if t.year == year][-1]
                added.append(Tasks(year, len(union), last.line, "opgeteld over de jaren"))
    return added


def _text(reader: Reader, group: list[Line]) -> list[Tasks]:
    """Read sentences and items; a year holds on until another is named."""
    found: list[Tasks] = []
    year: int | None = None
    whole = " ".join(line.text for line in group) + group[0].head_text
    if not _TASK.search(whole) and not _names(whole, 3):
        return []
    if re.search(r"\bin kaart\b", whole) and not _TASK.search(whole):
        return []
    heading = (reader.passages.heading_path(group[0].section) or ("",))[-1]
    headed = _years(heading)[0] if len(_years(heading)) == 1 else None
    for line in group:
        if reader.void(line) & (Void.GLOSSARY | Void.CONTENTS) or _ELSEWHERE.search(line.text):
            continue
        grows = _per_year(line)
        if grows:
            found.extend(grows)
            continue
        own: list[Tasks] = []
        for part in _parts(line):
            years = _years(part)
            if len(years) > 1 and re.search(r"\b20\d\d\s?[-–/]\s?20\d\d", part):
                continue
            year = years[-1] if years else year
            spoken = year if years else _relative(part, year) or headed
            if spoken is None:
                continue
            year = spoken
            count = _count(part, reader, line, bool(_TASK.search(whole)))
            if count is not None:
                listed = frozenset(_listed(part)) if years and len(_listed(part)) == count else frozenset()
                own.append(Tasks(spoken, count, line, "tekst", listed))
        found.extend(_with_what_goes_on(own, line))
    return found


def _with_what_goes_on(own: list[Tasks], line: Line) -> list[Tasks]:
    """Add the tasks that a clause of the same line says go on: "in 2028 komt taak 1 erbij; taak 4 loopt door"."""
    going = frozenset(n for part in _parts(line) if not _years(part) and _GOES_ON.search(part) for n in _listed(part))
    if len(own) != 1 or not own[0].tasks or not going:
        return own
    tasks = own[0].tasks | going
    return [Tasks(own[0].year, len(tasks), line, own[0].how, tasks)]


_GOES_ON = re.compile(r"\b(?:lo(?:opt|pen)|ga(?:at|an))\b.{0,20}\bdoor\b|\bblij(?:ft|ven)\b", re.IGNORECASE)
_PER_YEAR = re.compile(
    r"\b(?P<n>één|twee|drie|vier|(?:alle )?vijf|[1-5])\s+(?:van de (?:vijf|5)\s+)?(?:hoofdtaken\s+|"
    r"taken\s+)?(?:in|vanaf|per)\s+(?P<y>20\d\d)|"
    r"\b(?:in|vanaf)\s+(?P<y2>20\d\d)\s+(?:er\s+)?(?P<n2>één|twee|drie|vier|(?:alle )?vijf|"
    r"[1-5])\b(?!\s+(?:wijk|project|werkgroep|nieuwe))",
    re.IGNORECASE,
)


def _per_year(line: Line) -> list[Tasks]:
    """Read "van één in 2027 naar drie in 2028 en vijf in 2029", when tasks are spoken of."""
    pairs = [(m.group("n") or m.group("n2"), int(m.group("y") or m.group("y2"))) for m in _PER_YEAR.finditer(line.text)]
    if len(pairs) < 2 or not _TASK.search(line.text) or _NOT_DOING.search(line.text) or _DEFERRED.search(line.text):
        return []
    return [Tasks(y, int(find_numbers(n.lower().removeprefix("alle "))[0].value), line, "tekst") for n, y in pairs]


def _parts(line: Line) -> list[str]:
    """Split a line in clauses where another year is named; a question is none."""
    text = line.text
    if line.is_answer:
        text = " ".join(line.cells[1:])
    elif line.in_table:
        return (
            [f"{h}: {c}" for h, c in zip(line.column_heads, line.cells, strict=False) if c]
            if _YEAR.search(" ".join(line.column_heads))
            else [line.text]
        )
    pieces = re.split(
        r"(?<=[;.])\s+|,\s(?=(?:en )?in 20\d\d)|\s(?=(?:en|maar|daarna) (?:in|vanaf|per) (?:\w+ "
        r")?(?:20\d\d|['’]\d\d))|(?<=\w)\s(?=en in 20\d\d)",
        text,
    )
    return [p for p in pieces if p]


def _years(text: str) -> list[int]:
    return [int(m.group(1) or "20" + m.group(2)) for m in _YEAR.finditer(text)]


def _relative(text: str, year: int | None) -> int | None:
    if year is not None and re.search(
        r"\b(?:het jaar (?:erop|daarna|daarop)|jaar later|volgende jaar)\b", text, re.IGNORECASE
    ):
        return year + 1
    return (
        year
        if re.search(r"\b(?:dan|dat jaar|daarmee|ook|die|deze|dit|alles)\b|^\W*(?:geen|taken?|HT)", text, re.IGNORECASE)
        else None
    )


def _count(text: str, reader: Reader, line: Line, about_tasks: bool) -> int | None:
    """Return how many tasks a clause says are carried out, None when it does not say.

    ``about_tasks`` says whether tasks are spoken of around it, so that "in 2029 alle vijf" needs no noun.
    """
    if _DEFERRED.search(text):
        return None
    if _ALL.search(text) and not _denied(text, _ALL) and not re.search(r"over alle|namens alle", text):
        known = about_tasks and re.search(r"\balle\s+(?:vijf|5)\b(?=\s*(?:[,.;]|$))", text, re.IGNORECASE)
        return ALL if _DOES.search(text) or _TASK.search(text) or "liggen" in text or known else None
    listed = _listed(text)
    if (
        listed
        and not _NOT_DOING.search(text.split("volg")[0])
        and (_DOES.search(text) or re.search(r":\s*(?:ook\s)?(?:hoofd)?ta|^\W*20\d\d", text))
    ):
        return len(listed)
    for match in _COUNTED.finditer(text):
        word = next(g for g in match.groups() if g)
        numbers = find_numbers("één" if word.lower() == "een" else word)
        if (
            numbers
            and not _denied(text, _COUNTED)
            and not _NOT_DOING.search(text)
            and (_DOES.search(text) or ":" in text)
        ):
            return int(numbers[0].value)
    if (names := _names(text, 3)) and not _NOT_DOING.search(text) and not re.search(r"streven|willen", text):
        return names if _DOES.search(text) or re.search(r"\bspreken we\b|\bdoet\b|begeleid", text) else None
    numbered = re.match(
        r"^[^:]{0,60}20\d\d[^:]{0,20}:\s*(één|twee|drie|vier|vijf|alle vijf|"
        r"[1-5])\b",
        text,
        re.IGNORECASE,
    )
    if numbered and _TASK.search(f"{text} {line.head_text} {line.text}"):
        return ALL if "alle" in numbered.group(1).lower() else int(find_numbers(numbered.group(1))[0].value)
    return None


def _denied(text: str, pattern: re.Pattern[str]) -> bool:
    match = pattern.search(text)
    return (
        bool(match) and bool(re.search(r"\b(?:niet|geen|nog geen)\s*$", text[: match.start()], re.IGNORECASE))
        if match
        else False
    )


def _listed(text: str) -> set[int]:
    """Return the tasks named by number: "taken 1, 2 en 4", "HT1 t/m HT4"."""
    body = re.split(
        r"\bvolg(?:en|t)\b|\bnog niet\b|\bin voorbereiding\b|\bwordt .{0,20}niet\b|;\s*HT", text, maxsplit=1
    )[0]
    found = {int(n) for n in _HT.findall(body)}
    for match in _LISTED.finditer(body):
        written = match.group("list")
        found |= {int(n) for n in re.findall(r"\d", written)}
        for a, b in _RANGE.findall(written):
            found |= set(range(int(a), int(b) + 1))
    for a, b in _RANGE.findall(body):
        if re.search(r"HT|ta[ak]", body) and 1 <= int(a) < int(b) <= ALL:
            found |= set(range(int(a), int(b) + 1))
    return {n for n in found if 1 <= n <= ALL}


def _names(text: str, least: int) -> int:
    """Return how many tasks ``text`` names by what they are about, 0 when fewer than ``least``."""
    count = sum(1 for pattern in _NAMES.values() if re.search(pattern, text, re.IGNORECASE))
    return count if count >= least else 0


def _table(reader: Reader, group: list[Line]) -> list[Tasks]:
    """Read a table with a row per task and a column per year, or with a starting year."""
    heads = group[0].column_heads
    tasks = [line for line in group if _tasks_of_row(line.cells[0])]
    if (
        not re.search(
            r"taak|taken|\bHT", " ".join(heads) + group[0].head_text + " ".join(x.cells[0] for x in group), re.I
        )
        or not tasks
    ):
        return []
    found = []
    for c, head in enumerate(heads):
        years = _years(head)
        if len(years) == 1 and c:
            done = sum(len(_tasks_of_row(line.cells[0])) for line in tasks if _is_done(line.cells[c]))
            if done and any(_is_state(line.cells[c]) for line in tasks):
                found.append(Tasks(years[0], done, tasks[0], "tabel"))
        if re.search(r"start|vanaf|sinds", head, re.I):
            starts = [(y[0], len(_tasks_of_row(line.cells[0]))) for line in tasks if (y := _years(line.cells[c]))]
            for year in (2028, 2029):
                if starts:
                    found.append(Tasks(year, sum(n for y, n in starts if y <= year), tasks[0], "tabel"))
    return found


def _year_rows(group: list[Line]) -> list[Tasks]:
    """Read a table with a row per year and a column that lists or counts tasks."""
    heads = group[0].column_heads
    columns = [c for c, h in enumerate(heads) if re.search(r"taak|taken|\bHT", h, re.IGNORECASE)]
    found = []
    for line in group:
        years = _years(line.cells[0])
        for c in columns if len(years) == 1 else []:
            cell = re.split(r"\b(?:voorbereid|verkenn|volg)", line.cells[c])[0]
            listed = {int(n) for n in re.findall(r"(?<!\d)[1-5](?!\d)", cell)}
            for a, b in _RANGE.findall(cell):
                listed |= set(range(int(a), int(b) + 1))
            worded = re.match(r"\W*(alle (?:vijf|5)|één|twee|drie|vier|vijf)\b", cell, re.IGNORECASE)
            if worded:
                word = worded.group(1).lower()
                found.append(
                    Tasks(years[0], ALL if "alle" in word else int(find_numbers(word)[0].value), line, "tabel")
                )
            elif len(listed) > 1 or re.fullmatch(r"\D*[1-5]\D*", cell):
                found.append(Tasks(years[0], len(listed), line, "tabel"))
    return found


def _tasks_of_row(cell: str) -> set[int]:
    plain = cell.strip(" *")
    if match := re.match(r"^(?:hoofdtaak|taak|HT)?\s?([1-5](?:\s?(?:,|en|t/m|-)\s?[1-5])*)\b", plain, re.IGNORECASE):
        written = match.group(1)
        found = {int(n) for n in re.findall(r"[1-5]", written)}
        for a, b in _RANGE.findall(written):
            found |= set(range(int(a), int(b) + 1))
        return found
    named = {k for k, p in _NAMES.items() if re.search(p, plain, re.IGNORECASE)}
    return named if len(named) == 1 else set()


def _is_done(cell: str) -> bool:
    return bool(
        re.match(
            r"^\W*(?:ja|x|✓|✔|●|uitvoering|in uitvoering|uitvoeren|volledig|loopt|actief|"
            r"operationeel|draait|start|doorlopend|voert uit|vol|wordt uitgevoerd|uitbreiding)\b|"
            r"^[✓✔●■x]$",
            cell.strip(),
            re.I,
        )
    )


def _is_state(cell: str) -> bool:
    return _is_done(cell) or (
        bool(
            re.match(
                r"^\W*(?:nee|-|–|verkenn|voorbereid|nog niet|nog niets|geen|later|opbouw|ontwerp)?", cell.strip(), re.I
            )
        )
        and len(cell) < 60
    )
