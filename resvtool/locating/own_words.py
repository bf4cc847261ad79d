"""The words that a plan makes its own: abbreviations that it explains, and its name for a hecht wijkverband."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from resvtool.document import Block, BlockKind, Document
from resvtool.language.words import fold, stem, tokenize

_WIJKVERBAND = r"(?:hechte? )?(?:wijkverband(?:en)?|hwv(?:['’]?s|en)?)(?![\w-])"
_OWN = r"(?<![\w-])['‘’\"“”]*(?P<own>[^\W\d_][\w-]{3,})['‘’\"“”]*(?: \([^)]{1,12}\))?"
_A = r"(?:(?:een|het|de|ons|onze|elk|zo[’']n|ze) )*"
_HERE = (
    r"(?:(?:hier|bij ons|door ons|wij|we|verder|hierna|kortweg|in dit plan|"
    r"in (?:deze|onze|(?-i:[A-Z])\w+)(?: \w+)?):? )"
)
_SOME = r"[^.;|:]{0,45}?\b"
_IT = r"(?:(?:wat|hetgeen)\b[^.;|:]{0,35}? )?(?:een |het |de |onze |zo[’']n )*"
_NAMES, _WE = r"(?:noemen|heten|heet|noemt)", r"(?:(?:wij|we|ze|zij|hier) |bij ons )"
_THEN = r",? (?:(?:wij|we|is|wordt|voor) )*"
_NAME = r"(?:naam|woord|term|benaming|aanduiding|vorm)"
_LINK = r"(?:\s*[,:–—(|=-]\s*|\s+(?=is |zijn |was ))(?:(?:is|zijn|was) )?"
_NAMED = r"(?:genoemd|geheten|genaamd|noemen|heten|aangeduid)"
_CALLED = r"(?:noem(?:t|en)|heet|heten|genoemd|geheten|bedoeld)"
_CUES = ("noem", "hee", "hete", "bedoel")
_HEADS = r"kring|kno(?:op|p)|schakel|coalitie|alliantie|combinatie|ploeg|(?:wijk|dorps?|buurt|kern|stads?)ring|cirkel"
_NO_TEAM = (
    r"(?!wijkverband|hecht|doelg|werkg|project|stuur|beroeps|klankbord|programma|regi|gemeen|huisarts|apothe|zorg|"
    r"samenwerk|lerend|kopg|advies|vakg|behandel|crisis|kerng(?!roep)|fto|palliat|dementie|toets|intervisie)"
)
_LIKE_A_TEAM = (
    rf"(?<![\w-])(?P<own>{_NO_TEAM}\w*"
    rf"(?:{_HEADS}|team|tafel|verband|verbond|netwerk|kern|groep|draad|haag|buurt?schap|unie|cel|hub|web)"
    r"(?:s|en|pen|nen)?)(?![\w-])['’”*]*"
)
_WAYS: tuple[tuple[tuple[str, ...], str], ...] = (
    # dorpskring is onze naam voor een hecht wijkverband; wijkkernen, de plaatselijke aanduiding van ...
    (
        ("naam", "woord", "term", "benaming", "aanduiding", "vorm"),
        rf"{_OWN}{_LINK}(?:\w+ ){{0,4}}{_NAME}\b{_SOME}\b(?:voor|van|aan) {_IT}{_WIJKVERBAND}",
    ),
    # een dorpskring is wat landelijk een hecht wijkverband heet
    (
        _CUES,
        rf"{_OWN}(?:,| is| zijn) {_HERE}?(?:dus |eigenlijk )?wat{_SOME}{_WIJKVERBAND} {_CALLED}",
    ),
    # dorpsknopen, zo noemen wij onze hechte wijkverbanden
    (
        _CUES,
        rf"{_OWN}\s*[,:;–—(|-]+\s*(?:zo|dat|dit) {_NAMES} {_WE}*{_IT}{_WIJKVERBAND}",
    ),
    (
        _CUES,
        rf"^\W*{_OWN}\. (?:zo|dat|dit) {_NAMES} {_WE}*{_IT}{_WIJKVERBAND}",
    ),
    # wijkteams-in-brede-zin, die wij hechte wijkverbanden noemen
    (
        _CUES,
        rf"{_OWN}, (?:die|welke|dat) {_SOME}{_WIJKVERBAND},? {_CALLED}",
    ),
    # wijkallianties, waarmee in deze regio de hechte wijkverbanden worden aangeduid
    (
        ("waarmee",),
        rf"{_OWN},? waarmee {_SOME}{_WIJKVERBAND}{_SOME}(?:aangeduid|bedoeld|genoemd)",
    ),
    # hechte wijkverbanden, bij ons knopen geheten; die wij knopen noemen; (hierna: knopen)
    (
        (*_CUES, "genaamd", "aangeduid", "hierna", "verder", "kortweg"),
        rf"{_WIJKVERBAND}[\s,(–—]+(?:die )?{_HERE}{{1,3}}{_A}{_OWN}(?: {_NAMED}|(?=\)))",
    ),
    # de wijkverbanden in stad en dorp, die hier knopen heten
    (
        _CUES,
        rf"{_WIJKVERBAND}[^.,;:|]{{1,30}}, (?:die|welke|dat) {_HERE}{{1,3}}{_A}{_OWN} (?:noemen|heet|heten)\b",
    ),
    # hechte wijkverbanden, oftewel knopen; hechte wijkverbanden ('knopen')
    (
        ("oftewel", "ofwel", "of wel", "alias"),
        rf"{_WIJKVERBAND},? \(?(?:oftewel|ofwel|of wel|alias) {_A}{_OWN}",
    ),
    (
        ("(‘", "(’", "(“", "('", '("'),
        rf"{_WIJKVERBAND} \(['‘’\"“]{_OWN}\)",
    ),
    # onze naam voor een hecht wijkverband is dorpsknoop
    (
        ("naam voor", "woord voor", "term voor"),
        rf"\b(?:naam|woord|term) voor {_A}{_WIJKVERBAND} (?:is|luidt) {_A}{_OWN}",
    ),
    # wij noemen een hecht wijkverband een dorpsknoop
    (
        ("noemen",),
        rf"(?:wij|we) noemen {_A}{_WIJKVERBAND} (?:een |het |de |onze |(?=['‘’\"“])){_OWN}",
    ),
    (
        ("noemen",),
        rf"(?:wij|we) noemen (?:de|onze) {_WIJKVERBAND} {_OWN}(?=[.,;:]|$)",
    ),
    # wat elders een hecht wijkverband heet, is bij ons een ploeg; een hecht wijkverband heet hier een ring
    (
        _CUES,
        rf"{_WIJKVERBAND} {_CALLED},? (?:(?:heet|heten|noemen|is|zijn) )?{_HERE}{{0,3}}{_A}{_OWN}",
    ),
    # bij ons heten de hechte wijkverbanden dorpsknopen
    (
        _CUES,
        rf"{_HERE}(?:heet|heten|noemen (?:wij|we)) {_A}{_WIJKVERBAND} {_A}{_OWN}(?=[.,;:]|$)",
    ),
    # landelijke term voor wat wij een wijktafel noemen
    (
        _CUES,
        rf"{_WIJKVERBAND}[^.;]{{0,40}}\bwat (?:wij|we|hier|bij ons) {_A}{_OWN} {_CALLED}",
    ),
    # waar 'buurtkring' staat, is een hecht wijkverband bedoeld; de naam 'buurtkring' gebruiken wij voor ...
    (
        ("bedoel", "versta", "staat", "gebruik", "lees"),
        rf"(?:met|waar|onder|de naam|het woord|de term) {_HERE}{{0,3}}{_A}(?=['‘’\"“]){_OWN},? (?:\w+ ){{0,3}}?"
        rf"(?:bedoel\w*|versta\w*|staat|gebruik\w*|lees){_THEN}{_IT}{_WIJKVERBAND}",
    ),
    (
        ("bedoel", "versta"),
        rf"(?:met|onder) {_HERE}{{0,3}}{_A}{_OWN},? (?:\w+ ){{0,3}}?(?:bedoel\w*|versta\w*){_THEN}{_IT}{_WIJKVERBAND}",
    ),
)
"""The ways to give a wijkverband a name of one's own: letters of which some must be there, and a pattern."""
_LIKENED: tuple[tuple[tuple[str, ...], str], ...] = (
    # dorpskring | hecht wijkverband; dorpskring: ons hechte wijkverband
    (
        ("hecht",),
        rf"{_LIKE_A_TEAM}(?:\s*[|:=–—-]\s*|\s){_HERE}{{0,3}}(?:ook wel |landelijk |zie \W?{_SOME})?"
        r"(?:ons |onze |het |een )?hechte? wijkverband(?![\w-])",
    ),
    # dorpskringen (hechte wijkverbanden); dorpskringen, ook wel hechte wijkverbanden
    (
        ("hechte wijk",),
        rf"{_LIKE_A_TEAM}(?:,? ?\(|, )(?:de |onze )?(?:ook wel |landelijk |in \w+ termen: )?hechte wijkverbanden",
    ),
    # dorpskring | huisarts, wijkverpleging en apotheek samen; landelijk: hecht wijkverband
    (
        ("landelijk", "officieel", "officiële"),
        rf"^\W*{_LIKE_A_TEAM}\s*[|:=–—]\s*[^|]{{0,150}}?[;,(.] ?(?:landelijk|officieel)(?:e (?:naam|term))?:? "
        rf"{_A}{_WIJKVERBAND}",
    ),
    # een kring is bij ons een hecht wijkverband
    (
        (" is ", " zijn "),
        rf"{_LIKE_A_TEAM} (?:is|zijn) {_HERE}?(?:een |het |ons |onze |de )?{_WIJKVERBAND}",
    ),
    (
        (" geldt", " gelden", " telt", " tellen"),
        rf"{_LIKE_A_TEAM} (?:geldt|gelden|telt|tellen) (?:mee )?als (?:een )?{_WIJKVERBAND}",
    ),
    (
        ("landelijke", "officiële"),
        rf"{_LIKE_A_TEAM}[\s,;]+(?:met )?(?:de |als )?(?:landelijke|officiële) {_NAME} (?:is |luidt )?{_WIJKVERBAND}",
    ),
)
# wij noemen ze oevergroepen; in de stukken van het ministerie heten zij hechte wijkverbanden
_ELSEWHERE = (
    rf"\b(?:landelijk|elders|officieel|(?<=\. )zo|"
    rf"in [^.|]{{0,40}}?(?:stukken|visie|handreiking|termen|taal|beleid)) {_CALLED} (?:\w+ ){{0,2}}?{_A}{_WIJKVERBAND}"
)
_HEAD = re.compile(rf"(?:{_HEADS})(?:s|en|pen)?$")
_MENTION = re.compile(r"wijkverband|\bhwv")
_BEFORE, _AFTER = 190, 90  # letters around a mention that are read
_NEAR = 130  # letters before "landelijk heet dat een hecht wijkverband" in which the own word stands
_COMMON = frozenset(
    "plan regio doel wijk buurt dorp gebied streek naam woord term deze onze samenwerking verband hoofdtaak taak vorm "
    "hier elders landelijk eigen elke ieder iedere zulke andere gemeente gemeenten partijen zorg werk handreiking "
    "visie boek brochure titel dat deel opgave hechte hecht hun zijn haar van voor met niet naar bestaande nieuwe "
    "twee drie vier vijf zeven acht negen tien elf twaalf enkele alle allemaal samen "
    "team teams groep groepen netwerk netwerken raad kern kernen verbanden".split()
)
_OFTEN = 3
_ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z&/-]{1,9}s?)\)")


def abbreviations(document: Document) -> dict[str, str]:
    """Return the abbreviations that the plan itself explains, folded, with what they stand for.

    They are found in running text, "Long Name (LN)", and in two-column tables or lists under a heading
    that speaks of abbreviations or terms.
    """
    found: dict[str, str] = {}
    under_glossary = False
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            folded = block.text.lower()
            under_glossary = any(w in folded for w in ("afkorting", "begrip", "woordenlijst", "definitie"))
        elif under_glossary and block.table is not None and block.table.width >= 2:
            for row in block.table.rows:
                _note(found, row[0], row[1])
        elif under_glossary:
            parts = re.split(r"\s*[:=–—]\s*|\s+-\s+", block.text, maxsplit=1)
            if len(parts) == 2:
                _note(found, parts[0], parts[1])
        text = block.words()
        for match in _ABBREVIATION.finditer(text):
            _note(found, match.group(1), _long_form(text[: match.start()], match.group(1)))
    return found


def aliases(document: Document) -> dict[str, str]:
    """Return the plan's own words for a hecht wijkverband, in every form (folded, and as written), with their meaning.

    "dorpsknopen, zo noemen wij onze hechte wijkverbanden", "Dorpskring | onze naam voor een hecht wijkverband". A word
    that is only likened to one ("kring: hecht wijkverband") must be a word for a group of people.
    """
    texts = [text for block in document.blocks for text in _lines(block)]
    found: list[str] = []
    for text in texts:
        for near in _around(text):
            found.extend(_names_in(near))
    own = {stem(word) for word in map(fold, found) if "wijkverband" not in word and word not in _COMMON}
    if not own:
        return {}
    written = [(stem(token.folded), token) for text in texts for token in tokenize(text)]
    counts = Counter(name for name, _ in written)
    own |= {head for head in map(stem, _heads(own)) if counts[head] >= _OFTEN}
    forms = {form for name, token in written if name in own for form in (token.folded, token.text.lower())}
    return dict.fromkeys(sorted(forms), "hechte wijkverbanden")


def _names_in(text: str) -> Iterable[str]:
    lowered = text.lower()
    for cues, pattern in (*_WAYS, *(_LIKENED if "hecht" in lowered else ())):
        if any(cue in lowered for cue in cues):
            yield from (m.group("own") for m in _compiled(pattern).finditer(text))
    if any(cue in lowered for cue in _CUES):
        for cue in _compiled(_ELSEWHERE).finditer(text):
            yield from _compiled(_LIKE_A_TEAM).findall(text[max(0, cue.start() - _NEAR) : cue.start()])[-1:]


@lru_cache(maxsize=32)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return ``pattern`` compiled when first asked for: together they take as long as a page of a plan."""
    return re.compile(pattern, re.IGNORECASE)


def _heads(own: Iterable[str]) -> set[str]:
    """Return what compounds are short for: a dorpskring is a kring."""
    return {head.group() for word in own if (head := _HEAD.search(word))}


def _around(text: str) -> list[str]:
    """Return the stretches of ``text`` around every mention of a wijkverband, stretches that meet taken as one."""
    stretches: list[tuple[int, int]] = []
    for mention in _MENTION.finditer(text.lower()):
        start, end = max(0, mention.start() - _BEFORE), mention.end() + _AFTER
        if stretches and start <= stretches[-1][1]:
            start = stretches.pop()[0]
        stretches.append((start, end))
    return [text[start:end] for start, end in stretches]


def _lines(block: Block) -> list[str]:
    if block.table is None:
        return [block.text]
    rows = block.table.rows
    return [" | ".join(row) for row in (rows if block.table.width <= 2 else rows[1:])]


def _note(found: dict[str, str], short: str, long: str) -> None:
    short = short.strip()
    tokens = tokenize(short)
    if len(tokens) == 1 and 2 <= len(short) <= 10 and sum(c.isupper() for c in short) >= 2 and long:
        found.setdefault(tokens[0].folded, long.strip())


def _long_form(before: str, short: str) -> str:
    """Return the words before "(ABC)" that it abbreviates: as many as fit its letters, at most eight."""
    words = before.split()[-8:]
    letter = short[0].lower()
    for i, word in enumerate(words):
        if word.lower().lstrip("'‘\"(").startswith(letter) and len(words) - i <= len(short) + 2:
            return " ".join(words[i:])
    return ""
