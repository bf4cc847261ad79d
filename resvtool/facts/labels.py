"""Labels of items ("K1", "WP-A", "Spoor 3", "Draad één") and references to them in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from resvtool.language.words import fold, stem

_NUMBERS = {
    "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8,
    "negen": 9, "tien": 10, "elf": 11, "twaalf": 12,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_CODE = r"(?:[A-Z]{1,4}(?:[-.–]?\d{1,2}|-[A-Z])(?:\.\d{1,2})?|[A-Z][a-z]-?\d{1,2})(?![\w%])"
_COUNT = r"(?:\d{1,2}(?:\.\d{1,2})?|[IVX]{1,5}|[A-Z]|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)"
_LEAD = r"(?:(?:Bij|Voor|Ad|Op|Over)\s+(?=[A-Z]{1,4}[-.–]?\d|[A-Z]{1,4}-[A-Z]|knelpunt|de\b))?"
_CODED = re.compile(rf"^{_LEAD}(?:(?P<kind>[A-Z]?[a-z]+)\s+)?(?P<code>{_CODE})(?P<rest>.*)$", re.DOTALL)
_COUNTED = re.compile(
    rf"^{_LEAD}(?P<kind>[A-Z]?[a-z]{{3,}})\s+(?:nr\.?\s*)?(?P<count>{_COUNT})(?![\w%]|-[a-z])(?P<rest>.*)$",
    re.DOTALL | re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?P<count>\d{1,2}(?:\.\d{1,2}(?=[\s.:]|$))?)(?:[.):](?!\d)|\s*$|(?<=\.\d)\s|(?<=\.\d\d)\s)\s*"
    r"(?P<rest>.*)$",
    re.DOTALL,
)
_ORDINALS = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8,
    "negende": 9, "tiende": 10, "elfde": 11, "twaalfde": 12,
}  # fmt: skip
_NOT_RANKED = frozenset(
    {"lijn", "hulp", "kwartaal", "helft", "jaar", "half", "plaats", "kamer", "maand", "week", "partij"}
)
_RANKED = re.compile(
    rf"^(?:(?:de|het)\s+)?(?P<rank>{'|'.join(_ORDINALS)})\s+(?P<kind>[a-z]{{3,}})(?=\s*[.:–—]\s*\S|\s-\s)(?P<rest>.*)$",
    re.DOTALL | re.IGNORECASE | re.ASCII,
)
_ONE_COUNT = rf"{_COUNT}(?![\w%])"
_MORE_COUNTS = r"(?:\d{1,2}(?:\.\d{1,2})?|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)(?![\w%])"
_COUNTS = re.compile(
    rf"\b([A-Za-z]{{3,}})\s+((?i:{_ONE_COUNT.replace('[IVX]', '[ivxIVX]')})"
    rf"(?:\s*(?:,|en|t/m|tot en met|-)\s*{_MORE_COUNTS})*)"
)
_KINDS_ASKED = (
    "knelpunt|probleem|opgave|vraagstuk|kloof|blokkade|pijnpunt|uitdaging|kwestie|hindernis|"
    "activiteit|project|spoor|lijn|werkpakket"
)
_SECTION = re.compile(
    rf"^(?:[A-Z]\d{{1,2}}(?=[.:]?\s+(?!HT)(?:[A-Z]{{1,4}}\d{{1,2}}\b|(?i:{_KINDS_ASKED})\s(?:\d{{1,2}}|[A-Z])\s*[:.–—-]))"
    r"|\d{1,2}\s?[a-zA-Z]|\d{1,2}(?:\.\d{1,2}){1,3}[a-z]?|[A-Z]\.\d{1,2})[.)]?\s+(?=[^\W\d_])"
)
_KIND_BEFORE = re.compile(rf"^(?i:{_KINDS_ASKED})\s+(?=[A-Z])")
_ASKED = re.compile(
    rf"(?:(?<=\bop )|(?<=\bbij )|(?<=\bvan )|(?<=\bvoor )|(?<=\bover ))(?!Q\d|HT){_CODE}|"
    rf"\b(?:{_KINDS_ASKED})\s+(?:{_CODE}|(?:\d{{1,2}}|[A-Z])(?![\w%]))"
)
_SEPARATORS = " .:,;–—-|)(\u00a0"
_MAY_HOLD_CODE = re.compile(r"[A-Za-z][-.–]?\d|[A-Za-z]-[A-Za-z]")
_RANGE = re.compile(rf"\b({_CODE})\s*(?:t/m|tot en met|t\.e\.m\.|[-–—]|tot)\s*({_CODE})", re.IGNORECASE)
_SMALL = frozenset(
    [
        "de",
        "het",
        "een",
        "en",
        "of",
        "in",
        "op",
        "van",
        "voor",
        "met",
        "aan",
        "bij",
        "te",
        "naar",
        "om",
        "uit",
        "als",
        "dan",
        "die",
        "dat",
        "wij",
        "we",
        "ons",
        "onze",
        "per",
        "is",
        "zijn",
        "geen",
        "niet",
        "wat",
        "wie",
        "hoe",
        "tot",
        "door",
        "over",
    ]
)


@dataclass(frozen=True, slots=True)
class Label:
    """What an item is called besides its name: ``family`` ("k", "spoor") and ``number`` ("1", "a")."""

    family: str
    number: str
    written: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Return the label as the plan writes it."""
        if self.written:
            return self.written
        if len(self.family) <= 4 and self.family.upper().isalpha() and len(self.family) < 4:
            joint = "" if self.number[:1].isdigit() else "-"
            return f"{self.family.upper()}{joint}{self.number.upper()}"
        return f"{self.family.capitalize()} {self.number.upper()}".strip()


def parse_label(text: str) -> tuple[Label | None, str]:
    """Return the label that ``text`` opens with, and the rest (the name). No label gives (None, text).

    "Projectkaart P1: Acht op orde" gives P1 and "Acht op orde"; "Spoor 2. Samen" and "Tweede spoor: Samen" both
    give spoor 2 and "Samen". The number of a section before it does not count ("4c. Spoor 2"), and a question has the
    label of the one item that it asks about ("Wat verbetert er op K1?").
    """
    text = text.strip()
    if match := _SECTION.match(text):
        label, name = _opening_label(text[match.end() :])
        if label is not None and label.family:
            return label, name
    label, name = _opening_label(text)
    if label is None and text.endswith("?") and (asked := only_label_in(text)):
        return _opening_label(asked)[0], ""
    return label, name


def only_label_in(text: str) -> str:
    """Return the label of the one item that a question or a head names ("Antwoord voor K1"), as it stands there.

    Empty when it names none or several.
    """
    found = {_opening_label(match.group())[0]: match.group() for match in _ASKED.finditer(text)}
    return found.popitem()[1] if len(found) == 1 and None not in found else ""


def _opening_label(text: str) -> tuple[Label | None, str]:
    """Return the label that ``text`` itself opens with, and the rest."""
    if match := _CODED.match(text):
        if match.group("rest")[:1] not in ("", *_SEPARATORS):
            return None, text
        return _code(match.group("code")), match.group("rest").strip(_SEPARATORS)
    if match := _COUNTED.match(text):
        rest = match.group("rest")
        if rest[:1] in ("", *_SEPARATORS) and not _runs_on(match, rest):
            number = _number(match.group("count"))
            if number:
                return Label(_family(match.group("kind")), number, _written(match)), rest.strip(_SEPARATORS)
    if (match := _RANKED.match(text)) and match.group("kind").lower() not in _NOT_RANKED:
        number = str(_ORDINALS[match.group("rank").lower()])
        written = f"{match.group('rank').capitalize()} {match.group('kind')}"
        return Label(_family(match.group("kind")), number, written), match.group("rest").strip(_SEPARATORS)
    if match := _BARE.match(text):
        return Label("", match.group("count")), match.group("rest").strip(_SEPARATORS)
    return None, text


def _written(match: re.Match[str]) -> str:
    return f"{match.group('kind').capitalize()} {match.group('count')}"


def _runs_on(match: re.Match[str], rest: str) -> bool:
    """Say whether the number counts what follows ("Voor drie wijken"), rather than naming an item."""
    count = match.group("count")
    spelled = not count[0].isdigit()
    goes_on = rest.startswith(" ") and rest.strip()[:1].islower()
    kind = fold(match.group("kind"))
    return kind in _SMALL or (goes_on and spelled) or (spelled and len(count) == 1 and goes_on)


def _code(code: str) -> Label:
    match = re.match(r"([A-Z][a-z](?=-?\d)|[A-Z]{1,4})[-.–]?(.+)$", code, re.IGNORECASE)
    assert match is not None
    return Label(match.group(1).lower(), match.group(2).lower().lstrip("0") or "0")


def _family(kind: str) -> str:
    folded = fold(kind)
    for ending in ("bladen", "blad", "kaarten", "kaart"):
        if folded.endswith(ending) and len(folded) > len(ending) + 2:
            return stem(folded[: -len(ending)])
    return stem(folded)


def _number(count: str) -> str | None:
    folded = fold(count)
    if folded in _NUMBERS:
        return str(_NUMBERS[folded])
    if folded in _ROMAN:
        return str(_ROMAN[folded])
    return folded.lstrip("0") or None


def references(text: str, known: dict[Label, str]) -> list[Label]:
    """Return which labels of ``known`` (to names) ``text`` refers to, in order of ``known``.

    Ranges ("A1 tot en met A4") and lists ("sporen 2, 5 en 6") are read in full.
    """
    found: set[Label] = set()
    if _MAY_HOLD_CODE.search(text):
        for match in re.finditer(_CODE, text):
            found.add(_code(match.group()))
        for match in _RANGE.finditer(text):
            found.update(_between(_code(match.group(1)), _code(match.group(2)), known))
    for family in {label.family for label in known if len(label.family) > 2}:
        found.update(_counted(text, family, known))
    return [label for label in known if label in found]


def _between(first: Label, last: Label, known: dict[Label, str]) -> list[Label]:
    if first.family != last.family:
        return []
    order = [label for label in known if label.family == first.family]
    if first in order and last in order:
        return order[order.index(first) : order.index(last) + 1]
    return []


def _counted(text: str, family: str, known: dict[Label, str]) -> set[Label]:
    found: set[Label] = set()
    for match in _COUNTS.finditer(text):
        if _family(match.group(1)) != family:
            continue
        numbers = [_number(n) for n in re.findall(_ONE_COUNT, match.group(2), re.I)]
        labels = [Label(family, n) for n in numbers if n]
        if re.search(r"t/m|tot en met", match.group(2)) and len(labels) >= 2:
            found.update(_between(labels[0], labels[-1], known))
        found.update(labels)
    return found


@lru_cache(maxsize=8192)
def words_of(name: str) -> frozenset[str]:
    """Return the stems of the words of ``name`` that tell it apart."""
    found = re.findall(r"[^\W_]+", fold(name))
    return frozenset(stem(word) for word in found if word not in _SMALL and len(word) > 2)


def shares_telling_word(one: str, other: str) -> bool:
    """Say whether two names share a long word, which seldom happens by chance."""
    return any(len(word) >= 7 for word in words_of(one) & words_of(other))


def names_literally(text: str, name: str) -> bool:
    """Say whether ``text`` holds ``name`` as written, when the name is long enough to tell.

    Without the kind before it ("Knelpunt Loket na loket") and, of several words, without its capital ("de lege stoel").
    """
    return any(form in text for form in forms_of(name))


@lru_cache(maxsize=1024)
def forms_of(name: str) -> tuple[str, ...]:
    """Return the forms of ``name`` that :func:`names_literally` looks for; none when it is too short to tell."""
    core = _KIND_BEFORE.sub("", re.sub(r"\s*\(.*?\)", "", name).strip())
    words = core.split()
    several = len(words) > 2 or (len(words) == 2 and words[0].lower() in ("de", "het", "een"))
    if len(core) < 6 or not (core[0].isupper() or several):
        return ()
    return (core, core[0].swapcase() + core[1:]) if several else (core,)


def same_name(one: str, other: str) -> bool:
    """Say whether two names are of the same item: most of their words are shared."""
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return False
    shared = len(first & second)
    fewest = min(len(first), len(second))
    if shared == fewest and (fewest >= 2 or len(first) == len(second)):
        return True
    return shared / len(first | second) >= 0.5
