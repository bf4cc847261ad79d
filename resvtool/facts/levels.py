"""At which level a plan has its activities carried out: by the region, by hechte wijkverbanden, by one profession.

A plan tells it by a field ("Niveau: regio"), by the headings above the activities ("Door de beroepsverbanden"), by
rows and sentences that name activities ("Vakorganisaties: A5"), or by saying that there are none at a level. Source:
Handreiking, Bouwsteen 4, niveaus.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from resvtool.document import BlockKind, Document
from resvtool.facts.attributes import Attributes
from resvtool.facts.item_drafts import Draft
from resvtool.facts.item_mentions import statements
from resvtool.facts.labels import Label, references
from resvtool.facts.left_open import BETWEEN, LATER
from resvtool.facts.records import Field
from resvtool.facts.wording import is_empty, split_head
from resvtool.language.words import fold, sentences, stem

LEVELS = ("regio", "wijkverband", "monodisciplinair")
_PLACE = r"(?:wijk|buurt|dorps?|kern(?!team|groep)|stads?|kwartier|straat)"
_PROFESSION = (
    r"(?:huisarts|apothe|thuiszorg|wijkverpleg|parame|fysio|farma|ergo|logoped|diëtist|welzijn|eerstelijn|verpleeg|"
    r"verpleg|vvt|wijkzorg)"
)
_TEAM = (
    r"(?:verband|verbond|kring|team|tafel|knoop|knopen|schakel|combinatie|ploeg|netwerk|alliantie|groep|coalitie|unie|"
    r"web|hub|cluster|schap|cel\b)"
)
_BODY = (
    r"(?:co[öo]p\w*|kring\w*|verenig\w*|collectie\w*|verband\w*|koepel\w*|platform\w*|netwerk\w*|groep\w*|unie|bond|"
    r"gilde|kamer|kolom|club\w*|alliantie|organisaties|maatschap\w*)"
)
_SOME = r"(?:de|elk|elke|alle|beide|twee|drie|vier|vijf|zes|zeven) (?:eigen |regionale |aangesloten |deelnemende )?"
_WORDS = {
    "wijkverband": (
        r"wijkverband", r"\bhwv", r"\bw[kv]['’]?(?:s|en)?\b(?! \d)", rf"{_PLACE}[\w-]{{0,20}}{_TEAM}",
        r"buurt?schap", r"(?<!van één )(?<!van een )\bkringen\b(?! van (?:één|een) )", rf"\b{_PLACE}niveau",
        rf"^\W*{_PLACE}(?:en)?\W*$",
        rf"\b(?:in|door|op|per|van) (?:de |het |elke |iedere )?(?:\w+ )?{_PLACE}(?:en|niveau|schaal)?\b",
    ),
    "monodisciplinair": (
        r"\bmono", r"\bberoep", r"\bvak(?:verb|ber|organ|groep|veren|kring|genot|club|rad|raad)",
        r"koepel", r"achterban", r"\bverenigingen\b", r"^verband(?:en)?\b", r"(?:één|een) beroep", r"\bdisciplin",
        rf"\b{_SOME}(?:verband(?:en)?|clubs?|groepen|kolommen|geledingen|kringen van)\b", r"\bgilde", r"kolommen",
        rf"\b{_PROFESSION}\w{{0,15}}[ -]?{_BODY}", r"geleding",
        rf"\b{_BODY} (?:van|voor|der) (?:de )?{_PROFESSION}", r"eigen (?:leden|gelederen|kring|huis|verband)\b",
    ),
    "regio": (
        rf"\bregio(?!nale (?:tafel|afspra|\w{{0,20}}{_BODY}))", r"streek", r"bovenlokaal", r"bovenwijks",
        r"wijkoverstijgend", r"\bcentraal\b", r"programmateam",
        r"\b(?:heel|hele|geheel|gehele) (?:regio|streek|gebied|werkgebied|(?-i:[A-Z])\w+)", r"bureau\b", r"regieteam",
        r"kernteam", r"\bresv\b", r"werkgebied", r"gebiedsbreed", r"gebiedsniveau", r"gemeenschappelijk",
    ),
}  # fmt: skip
_PATTERNS = {name: re.compile("|".join(words), re.IGNORECASE) for name, words in _WORDS.items()}
_EXECUTION = re.compile(
    r"uitvoer|uitgevoer|\bdoen\b|\bdoet\b|\bligt\b|liggen|gebeur|geschied|gedaan|\bdraai|bemens|"
    r"niveau|schaal|\bvoer(?:t|en)\b|\bwerk van\b|"
    r"\bloopt\b|\blopen\b|belegd|\bpak(?:t|ken)\b|\bneemt\b|\bnemen\b|verzorg|hoor(?:t|en)\b|\bbij de\b|\bdoor\b|"
    r"\bwordt\b|\bworden\b|\bzelf\b|\bleg(?:t|gen)\b|\btrek(?:t|ken)\b|\btaak van\b",
    re.I,
)
_DENIED = re.compile(r"\b(?:niet|geen|pas|volgt|later|nog)\b", re.IGNORECASE)
_EXECUTES_THIS = re.compile(
    r"\b(?:voer(?:t|en)|doe(?:t|n)|pak(?:t|ken))\b[^.;,]{0,25}\b(?:dit|deze) (?:\w*(?:project|pakket|spoor|lijn|"
    r"activiteit|kaart|werk) )?(?:zelf|samen|uit|op)\b|"
    r"\b(?:uitvoering|uitgevoerd)\b[^.;,]{0,15}\bdoor\b|"
    r"\b(?:dit|deze) \w*(?:project|pakket|spoor|lijn|activiteit|kaart)\b[^.;,]{0,25}\b(?:door|taak van|werk van)\b",
    re.I,
)
_EXECUTOR_HEAD = re.compile(
    r"\b(?:niveau|schaal|laag|uitvoer\w*|uitgevoerd|door wie|wie (?:voert|doet|pakt|werkt)|waar (?:gebeurt|speelt)|"
    r"waar en door wie|uitvoerend\w*|belegd|plaats van)\b",
    re.I,
)
_RUN_IN = re.compile(r"(?:^|[.;] )(?:Schaal|Niveau|Uitvoering|Uitvoerder|Door wie|Op welk niveau)\.\s+([^.]{1,80})")
_NONE = re.compile(
    r"\bgeen (?:enkele? )?(?:eigen |aparte |afzonderlijke |losse )?(?:activiteit|project|kaart|werkpakket|lijn|"
    r"spo(?:or|ren)|werkzaamhed|onderde|werk\b|taken\b(?! over)|acties?\b)",
    re.I,
)
_UNSAID = re.compile(
    r"niet (?:ingedeeld|onderscheiden|verdeeld|gemaakt|bepaald|uitgewerkt|benoemd)|nog niet|later", re.I
)
_CLAUSE = re.compile(r"[;,]\s(?!\d)")
_AFTER_A_NUMBER = re.compile(r"(?<=\d\.)\s+(?=[A-Z][a-z])")
_OPENS = re.compile(
    r"\W*(?:uitgevoerd|uitvoering|door|regiona|op |bij |in de (?:regio|wijk|streek)|speelt\b|gebeurt\b|"
    r"(?:schaal|verdieping)\s*[:.])",
    re.I,
)
_BELONGS = re.compile(
    r"\b(?:is|zijn) (?:van|voor) (?:de|het|elk|elke|onze|alle|beide)\b"
    r"(?![^.;:]{0,60}\b(?:niet|geen|nieuw|nodig|lastig|moeilijk|belangrijk|belang)\b)",
    re.I,
)
"""That an activity is of a body: "A5 is van de apothekerskring"."""
_WORK = r"(?:activiteit|werkzaam|werk\b|werkpakket|taken|onderde|kaart|klus|project|lijn|spoor|spor|deel van)"
_WHO_DOES_WHAT = (
    rf"(?:welke? {_WORK}\w*|welk deel|wat)\b[^.;?]{{0,90}}\b(?:doen|uitvoeren|voeren|oppakken|verzetten|verrichten|"
    r"rekening nemen|rekening komt|thuishoren|horen|uitgevoerd|liggen|afspelen)\b"
)
_SORTING = r"(?:indeling|onderscheid|verdeling|uitsplitsing|opdeling|opsplitsing|toedeling)"
_OPEN = re.compile(
    rf"{_WHO_DOES_WHAT}{BETWEEN}{{0,40}}{LATER}|"
    rf"{_SORTING} (?:naar|tussen|van)\b[^.;]{{0,90}}\b(?:niet (?:gemaakt|aangebracht|uitgewerkt|bekend|te geven)|"
    r"maken (?:wij|we) niet|is er (?:nog )?niet|ontbreekt|volgt|zien (?:wij|we) af|afgezien)|"
    rf"\bgeen {_SORTING} (?:naar|tussen|van)\b[^.;]{{0,30}}\b(?:{_WORK}|niveau|schaal|schalen|lagen)|"
    rf"\b(?:welke|welk|wat|laag van|{_WORK})\w*\b[^.;?]{{0,100}}\bniet (?:apart |afzonderlijk |verder )?"
    r"(?:uitgesplitst|onderscheiden|ingedeeld|opgesplitst|apart benoemd)",
    re.I,
)
"""That it is not told, or only later, who carries out which activities."""
_MONEY = re.compile(r"€|\b(?:kosten|begroting|budget|geld)\b", re.IGNORECASE)
_STANDS = re.compile(
    r"\b(?:bijlage|tabel|paragraaf|hoofdstuk|hieronder|hierna|overzicht (?:in|op)|"
    r"volgende (?:alinea|bladzijde|lijst))\b",
    re.I,
)
_LONGEST_HEADING, _LONGEST_CELL, _LONGEST_SENTENCE, _SHORT_OWN = 12, 14, 32, 9  # words
_MOST_CELLS = 4
_LONGEST_LABEL = 5  # words of a cell that is but the name of a level
_BARE_LABEL = 3  # words of such a cell at the head of a row with more cells than _MOST_CELLS
_FEWEST_VALUES, _MOST_VALUES, _LONGEST_VALUE = 3, 0.7, 8  # of a head that only its values tell to be one of levels
_LONGEST = 400  # letters that are read of a text
_ABBREVIATION = re.compile(r"\b[A-Z]\w?[A-Z]\w{0,8}\b|^\W*[A-Z]\W*$|\b[A-Z]\b(?![.\w-]| [A-Z][a-z])")
_SEVERAL = 2
_MARKS = " .:;,–—-|()*"
_NUMBERED = re.compile(
    r"(?<!knelpunt )(?<!hoofdtaak )(?<!bijlage )(?<!tabel )(?<!artikel )"
    r"\b(?P<kind>nummers?|\w{0,20}(?:activiteit|project|pakket|lijn|spoor|spor|kaart|opdracht|actie|maatregel|traject)"
    r"\w{0,8}) "
    r"(?P<numbers>\d{1,2}(?!\d|[.%]\d)(?:(?:, | en | t/m | tot en met )\d{1,2}(?![\d%]))*)",
    re.I,
)
_MARK = re.compile(r"([A-Z]|\d{1,2})[.):]\s+\w")
"""The letter or number before the name of an activity: "A. Opbouw"."""
_MARKED = re.compile(
    r"\b(?i:activiteit|project|pakket|lijn|spoor|spor|kaart|klus|traject)\w{0,8} "
    r"(?P<marks>(?:[A-Z]|\d{1,2})\b(?:(?:, | en | t/m )(?:[A-Z]|\d{1,2})\b)*)"
)
_LEGEND = re.compile(
    r"(?<![\w(])(?P<long>[^\W\d_][\w-]{3,40}(?: [\w-]{3,20}){0,2}) \((?P<short>[A-Z])\)|"
    r"(?:^|[;,(:|.]\s*)(?P<letter>[A-Z]) ?[=:] ?(?P<meant>[^\W\d_][^.;,|=]{3,60})"
)
_LETTER_HEAD = re.compile(r"^\W*([A-Z])\s*:\s+(.*)$", re.DOTALL)
_REJECTED = re.compile(r"\bniet\b.{1,40}?\bmaar\b", re.I)
_OTHER_SUBJECT = re.compile(
    r"\bresv|\bplan\b|risico|begroting|kosten|financ|knelpunt|analyse|effect|resultaat|planning|tijdpad|governance|"
    r"communicatie|verantwoording",
    re.I,
)


@dataclass
class Level:
    """What says that activities are carried out at a level.

    ``shown`` are the activities (their place in the list) that a field, heading, row or own short sentence puts at it,
    ``said`` those that a sentence elsewhere does. ``listed`` says that more shows it than what stands with an activity
    itself, ``none`` that the plan tells that there are none, ``open`` that it tells not to have settled it.
    """

    shown: set[int] = field(default_factory=set)
    said: set[int] = field(default_factory=set)
    listed: bool = False
    none: bool = False
    open: bool = False


def told_of(levels: Mapping[str, Level], name: str) -> float:
    """Return how surely a plan puts activities at level ``name``: log odds, 0 for a plan without activities.

    From 2.7 (two activities or more are shown there) to -3 (none are, and the plan says not to have settled it).
    Silence speaks against it, more so where others are listed. The figures are those of labelled plans, less what
    holds of any plan.
    """
    if name not in levels:
        return 0.0
    level = levels[name]
    if len(level.shown) >= _SEVERAL:
        return 1.4 if level.open else 2.7
    if level.shown:
        return -0.1 if level.open else 0.7
    if level.said:
        return -1.6 if level.open else 0.5
    if level.none:
        return 0.2
    if level.open:
        return -3.0
    return -2.1 if any(other.listed for other in levels.values()) else -1.4


def levels_of(
    activities: list[Draft],
    document: Document,
    attributes: Attributes,
    abbreviations: Mapping[str, str],
    own_names: Iterable[str] = (),
) -> dict[str, Level]:
    """Return for each of ``LEVELS`` what puts ``activities`` at it; ``abbreviations`` are those the plan explains.

    ``own_names`` are its words for a wijkverband. Empty for a plan without activities.
    """
    if not activities:
        return {}
    said_anywhere = [piece.text for _, piece in statements(document)]
    reader = _LevelReader({**_legend(said_anywhere), **abbreviations}, own_names)
    found = {name: Level() for name in LEVELS}
    above_of = _headings_above(document)
    above_all = _above_all(activities, above_of)
    own_heads = _heads_of_levels(activities, reader)
    for n, draft in enumerate(activities):
        for name in _own(draft, attributes, reader, own_heads):
            found[name].shown.add(n)
        for record in draft.records:
            above = (h for h in above_of.get(record.place[0], ()) if h != record.title)
            for head in {*record.context, *above} - above_all:
                is_short = len(head.split()) <= _LONGEST_HEADING
                if is_short and not _OTHER_SUBJECT.search(head) and (only := reader.only(head)):
                    found[only].shown.add(n)
        for mention in draft.mentions:
            text = mention.value.text
            if " | " in text:
                if at := _row(mention, draft, attributes, reader):
                    found[at].shown.add(n)
                    found[at].listed = True
            elif len(text.split()) <= _LONGEST_SENTENCE and not _UNSAID.search(text):
                said, sure = _sentence(text, draft, reader)
                if said:
                    (found[said].shown if sure else found[said].said).add(n)
                    if sure:
                        found[said].listed = True
    for statement in said_anywhere:
        for text in _AFTER_A_NUMBER.split(statement[:_LONGEST]):
            _read_statement(text, activities, reader, found)
    return found


def _read_statement(text: str, activities: list[Draft], reader: _LevelReader, found: dict[str, Level]) -> None:
    """Note in ``found`` what a sentence tells of numbered activities, or that a level has none or is left open."""
    if _OPEN.search(text) and not _STANDS.search(text) and not _MONEY.search(text):
        for name in reader.all(text):
            found[name].open = True
    if _UNSAID.search(text):
        return
    if (_NUMBERED.search(text) or _MARKED.search(text)) and " | " not in text:
        for n, draft in enumerate(activities):
            if _is_marked(text, draft) or (draft.label is not None and _numbers(text, draft.label)):
                said, _ = _sentence(text, draft, reader)
                if said:
                    found[said].said.add(n)
    if _NONE.search(text):
        for name in reader.all(text):
            found[name].none = True


def _legend(texts: Iterable[str]) -> dict[str, str]:
    """Return what single letters stand for: "Niveaus: regio (R), wijk (W)", "R = de hele regio"."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _LEGEND.finditer(text):
            short = match.group("short") or match.group("letter")
            found.setdefault(short.lower(), match.group("long") or match.group("meant"))
    return found


class _LevelReader:
    """Tells which level a text names, abbreviations of the plan written out."""

    def __init__(self, abbreviations: Mapping[str, str], own_names: Iterable[str]) -> None:
        names = "|".join(sorted(map(re.escape, own_names), key=len, reverse=True))
        self._own = re.compile(rf"\b(?:{names})\b", re.IGNORECASE) if names else None
        self._long = {short: long for short, long in abbreviations.items() if self._names(long)}

    @staticmethod
    def _names(text: str) -> str | None:
        text = _REJECTED.sub(" ", text[:_LONGEST])
        starts = [(m.start(), name) for name, pattern in _PATTERNS.items() if (m := pattern.search(text))]
        return min(starts)[1] if starts else None

    def written_out(self, text: str) -> str:
        """Return ``text`` with the abbreviations and own words that stand for a level written out."""
        long = _ABBREVIATION.sub(lambda m: self._long.get(m.group().lower().strip(_MARKS), m.group()), text[:_LONGEST])
        return self._own.sub("wijkverband", long) if self._own else long

    def first(self, text: str) -> str | None:
        """Return the level that ``text`` names first."""
        return self._names(self.written_out(text))

    def all(self, text: str) -> list[str]:
        """Return all levels that ``text`` names."""
        long = _REJECTED.sub(" ", self.written_out(text))
        return [name for name, pattern in _PATTERNS.items() if pattern.search(long)]

    def only(self, text: str) -> str | None:
        """Return the level that ``text`` names when it names but one."""
        names = self.all(text)
        return names[0] if len(names) == 1 else None


def _heads_of_levels(activities: list[Draft], reader: _LevelReader) -> frozenset[str]:
    """Return the heads whose values are short and name one level in nearly every activity ("Hoogte: wijkverband")."""
    values: dict[str, list[str]] = {}
    for draft in activities:
        own: dict[str, str] = {}
        for record in draft.records:
            for one in record.fields:
                own.setdefault(one.head, one.value.text)
            for piece in record.texts:
                for start, end in sentences(piece.text):
                    if headed := split_head(piece.text[start:end]):
                        own.setdefault(*headed)
        for head, text in own.items():
            values.setdefault(head, []).append(text)
    return frozenset(
        head
        for head, texts in values.items()
        if len(texts) >= _FEWEST_VALUES
        and len(texts) * 2 >= len(activities)
        and sum(len(t.split()) <= _LONGEST_VALUE and reader.only(t) is not None for t in texts)
        >= _MOST_VALUES * len(texts)
    )


def _own(draft: Draft, attributes: Attributes, reader: _LevelReader, own_heads: frozenset[str]) -> Iterable[str]:
    for record in draft.records:
        for one in record.fields:
            text = one.value.text
            if is_empty(text):
                continue
            if one.head in own_heads or _names_executor(one.head, attributes):
                told = [reader.first(text)]
            else:
                told = [_executor(text[start:end], reader) for start, end in sentences(text)]
            yield from filter(None, told)
        for piece in record.texts:
            for headed_in_bold in _RUN_IN.finditer(piece.text):
                if name := reader.first(headed_in_bold.group(1)):
                    yield name
            for start, end in sentences(piece.text):
                sentence = piece.text[start:end]
                headed = split_head(sentence)
                if headed and (headed[0] in own_heads or _EXECUTOR_HEAD.search(headed[0])):
                    name = reader.first(headed[1])
                elif len(sentence.split()) <= _SHORT_OWN and _OPENS.match(sentence):
                    name = reader.first(sentence)
                    if name is not None and _DENIED.search(sentence.partition(",")[0]):
                        name = None
                else:
                    name = _executor(sentence, reader)
                if name:
                    yield name


def _executor(sentence: str, reader: _LevelReader) -> str | None:
    """Return the level of those who carry out the activity in whose text ``sentence`` stands, where it tells so.

    Only the words between commas and semicolons around it count: "... de wijkverbanden voeren dit project uit; ...".
    """
    told = _EXECUTES_THIS.search(sentence)
    if told is None:
        return None
    start = max(sentence.rfind(mark, 0, told.start()) for mark in ",;") + 1
    ends = [i for mark in ",;" if (i := sentence.find(mark, told.end())) >= 0]
    clause = sentence[start : min(ends, default=len(sentence))]
    return None if _DENIED.search(clause) else reader.only(clause)


def _names_executor(head: str, attributes: Attributes) -> bool:
    """Say whether a field or column so headed tells who carries an activity out, or at which level."""
    return "niveau" in attributes.of(head) or bool(_EXECUTOR_HEAD.search(head))


def _row(row: Field, draft: Draft, attributes: Attributes, reader: _LevelReader) -> str | None:
    """Return the level of a row that sets one beside the activity: "Regio | A1, A3"."""
    cells = [c.strip() for c in row.value.text.split(" | ")]
    holding = [c for c in cells if _names(c, draft)]
    if not holding or "€" in row.value.text:
        return None
    is_bare = cells[0] not in holding and len(cells[0].split()) <= _BARE_LABEL and reader.only(cells[0]) is not None
    if len(cells) > _MOST_CELLS and not is_bare:
        return None
    telling = next((c for c in cells if c not in holding), "")
    executor = any(_names_executor(head, attributes) for head in row.head.split(" | ")) or _EXECUTION.search(telling)
    longest = _LONGEST_CELL if executor else _LONGEST_LABEL
    return reader.first(telling) if 0 < len(telling.split()) <= longest else None


def _sentence(text: str, draft: Draft, reader: _LevelReader) -> tuple[str | None, bool]:
    """Return the level at which a sentence puts the activity, and whether it does so by its form."""
    letter = _LETTER_HEAD.match(text)
    headed = (letter.group(1), letter.group(2)) if letter else split_head(text)
    if headed and (_names(headed[1], draft) and not _names(headed[0], draft)):
        return reader.first(headed[0]), True
    if headed and _names(headed[0], draft):
        told = reader.first(headed[1]) if len(headed[1].split()) <= _SHORT_OWN else None
        if told is not None or not _EXECUTION.search(headed[0]) or _DENIED.search(headed[0]):
            return told, True
        text = headed[0]
    if not _EXECUTION.search(text) and not _BELONGS.search(text):
        return None, False
    holding = [clause for clause in _CLAUSE.split(text) if _names(clause, draft)]
    return reader.only(holding[0] if len(holding) == 1 else text) or reader.only(text), False


def _names(text: str, draft: Draft) -> bool:
    if draft.label is not None and (references(text, {draft.label: draft.name}) or _numbers(text, draft.label)):
        return True
    return _is_marked(text, draft) or (len(draft.name) > 5 and draft.name.lower() in text.lower())


def _is_marked(text: str, draft: Draft) -> bool:
    """Say whether a text names an activity by the letter or number before its name: "activiteit A, C en E"."""
    mark = _MARK.match(draft.name) if draft.label is None else None
    return mark is not None and any(mark[1] in re.findall(r"\w+", m["marks"]) for m in _MARKED.finditer(text))


def _numbers(text: str, label: Label) -> bool:
    """Say whether ``text`` names an activity by its number: "nummer 3", "de lijnen 1, 5 en 6" (of "Werklijn 1")."""
    for match in _NUMBERED.finditer(text):
        own = stem(fold(str(label).split()[0])) if label.family else ""
        kind = stem(fold(match.group("kind")))
        is_named = not own or kind == "nummer" or own.endswith(kind)
        if is_named and label.number in re.findall(r"\d+", match.group("numbers")):
            return True
    return False


def _above_all(activities: list[Draft], above_of: Mapping[int, tuple[str, ...]]) -> frozenset[str]:
    """Return the headings above every one of the activities: they tell none of them apart."""
    heads = [{h for r in draft.records for h in above_of.get(r.place[0], ())} for draft in activities]
    return frozenset(set.intersection(*heads))


def _headings_above(document: Document) -> dict[int, tuple[str, ...]]:
    """Return for each block the headings above it, the outermost first: unlike those of its anchor, without numbers."""
    above: dict[int, tuple[str, ...]] = {}
    chain: list[tuple[int, str]] = []
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            chain = [c for c in chain if c[0] < (block.level or 1)]
        above[index] = tuple(text for _, text in chain)
        if block.kind is BlockKind.HEADING:
            chain.append((block.level or 1, block.text))
    return above
