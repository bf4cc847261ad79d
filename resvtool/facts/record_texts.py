"""Records in running text: headings with what stands under them, named paragraphs, bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from resvtool.document import Block, BlockKind
from resvtool.facts.attributes import Attributes, lead_of
from resvtool.facts.labels import parse_label
from resvtool.facts.records import Field, Group, Piece, Record
from resvtool.facts.wording import is_empty, split_head
from resvtool.language.words import fold, sentences

_VERBS = frozenset(
    [
        "is",
        "zijn",
        "was",
        "waren",
        "ligt",
        "liggen",
        "heeft",
        "hebben",
        "wordt",
        "worden",
        "gaat",
        "gaan",
        "kan",
        "kunnen",
        "doet",
        "doen",
        "komt",
        "komen",
        "moet",
        "moeten",
        "wil",
        "willen",
        "zal",
        "zullen",
        "staat",
        "staan",
        "begint",
        "bestaat",
        "gebruiken",
        "maken",
        "werken",
        "weten",
    ]
)
_QUESTIONS = frozenset(
    ["wat", "wie", "hoe", "hoeveel", "waar", "wanneer", "welke", "welk", "waarom", "waarmee", "waaraan", "met", "voor"]
)
_MOST_WORDS = 9
_QUOTES = " .*\"'‘’“”„"
_CALLED = re.compile(
    r"(?:het|de|ons|onze)\s+(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|laatste)\s+(?:\w+\s+)?"
    r"(?:(?:heet|is|noemen (?:wij|we))(?:\s+bij ons)?|(?:dragen|geven) (?:wij|we) de naam|draagt de naam)\s+"
    r"(?P<name>\W?(?-i:[A-Z])(?:\S+\s+){0,8}?\S+?)(?:\s+toe)?\W*$",
    re.IGNORECASE,
)
"""A sentence that does no more than name: "Het tweede knelpunt heet Zicht."."""


@dataclass(slots=True)
class Line:
    """A paragraph or list item with its place; ``inner`` holds the items nested under it."""

    block: Block
    index: int
    inner: list[Line] = field(default_factory=list)

    def piece(self, text: str | None = None) -> Piece:
        """Return the line's text, or ``text`` as standing in its place."""
        return Piece(self.block.text if text is None else text, self.block.anchor, (self.index, None))

    def pieces(self) -> Iterator[Piece]:
        """Yield the line's text and those nested under it."""
        yield self.piece()
        for line in self.inner:
            yield from line.pieces()


def nested(blocks: list[tuple[int, Block]]) -> list[Line]:
    """Return paragraphs and list items in order, items of a deeper level under their item."""
    top: list[Line] = []
    path: list[tuple[int, Line]] = []
    for index, block in blocks:
        line = Line(block, index)
        if block.kind is not BlockKind.LIST_ITEM:
            path.clear()
            top.append(line)
            continue
        level = block.level or 0
        while path and path[-1][0] >= level:
            path.pop()
        (path[-1][1].inner if path else top).append(line)
        path.append((level, line))
    return top


def fields_of(line: Line, attributes: Attributes) -> tuple[list[Field], list[Piece]]:
    """Return the fields ("Doel: ...") and the other texts of a line and what is nested under it."""
    found, texts = _inline(line, line.block.text, attributes)
    if lead := _part_led(line.block, attributes):
        found, texts = _inline(line, _after(line.block, lead), attributes)
        found = [Field(lead, line.piece(" ".join(text.text for text in texts))), *found]
        texts = []
    if found and line.inner:
        last = found[-1]
        inner = " ".join(p.text for child in line.inner for p in child.pieces())
        value = f"{last.value.text} {inner}".strip()
        found[-1] = Field(last.head, line.piece(value))
        return found, texts
    for child in line.inner:
        inner_fields, inner_texts = fields_of(child, attributes)
        found.extend(inner_fields)
        texts.extend(inner_texts)
    return found, texts


def _inline(line: Line, text: str, attributes: Attributes) -> tuple[list[Field], list[Piece]]:
    """Return the fields within a text: sentences of the form "Doel: ..." and what follows them."""
    fields: list[Field] = []
    texts: list[Piece] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        head = split_head(sentence)
        if sentence.endswith("?") and end < len(text) and attributes.is_part(sentence[:-1]):
            fields.append(Field(sentence[:-1], line.piece("")))
        elif head and (attributes.is_part(head[0]) or attributes.recurs(head[0])) and not _is_clause(head[0]):
            fields.append(Field(head[0], line.piece(head[1])))
        elif start == 0 and end < len(text) and _is_head(sentence, attributes):
            fields.append(Field(sentence.rstrip("."), line.piece("")))
        elif fields:
            last = fields[-1]
            fields[-1] = Field(last.head, line.piece(f"{last.value.text} {sentence}".strip()))
        else:
            texts.append(line.piece(sentence))
    return fields, texts


def _is_head(sentence: str, attributes: Attributes) -> bool:
    """Say whether a sentence is but the name of a part ("Effect inwoners."), before what it says."""
    head = sentence.rstrip(".")
    return sentence.endswith(".") and attributes.recurs(head) and attributes.is_part(head)


def _is_clause(head: str) -> bool:
    """Say whether a would-be attribute name is the first half of a sentence ("De inzet is dit: ...")."""
    words = [fold(w) for w in re.findall(r"[^\W_]+", head)]
    asks = bool(words) and words[0] in _QUESTIONS
    return not asks and bool(_VERBS.intersection(words))


def title_of(text: str) -> tuple[str, str] | None:
    """Return the name that a paragraph or bullet opens with, and the rest; None when it has none.

    "De lege stoel. Van onze huisartsen ..." and "KP1 – Ouderen zonder plan" and "W1: wijken" do.
    """
    spans = sentences(text)
    if not spans:
        return None
    first = text[spans[0][0] : spans[0][1]]
    rest = text[spans[0][1] :].strip()
    if called := _CALLED.match(first):
        return called["name"].strip(_QUOTES), rest
    label, name = parse_label(first)
    if label is not None and _goes_on(first, name):
        return None
    if label is not None and not name and rest:
        end = sentences(rest)[0][1]
        named = rest[:end].rstrip(" .")
        if _is_name(named) and not (split_head(named) or is_empty(named) or parse_label(named)[0]):
            return f"{first.rstrip(' .')} {named}", rest[end:].strip()
    head = split_head(first)
    if head and label is not None and not parse_label(head[0])[1] and 0 < len(head[1].split()) <= 14:
        return first.rstrip(" ."), rest
    if head and (label is not None or _is_name(head[0])):
        return head[0], f"{head[1]} {rest}".strip()
    dashed = re.split(r"\s[–—-]\s", name if label is not None else first, maxsplit=1)
    if label is not None and len(name.split()) <= 14:
        return first.rstrip(" ."), rest
    if label is not None:
        short = re.split(r"[,.;:(]|\s[–—-]\s", name, maxsplit=1)[0]
        return first[: first.find(short) + len(short)] if short else first, text
    if len(dashed) == 2 and _is_name(dashed[0]):
        return dashed[0], f"{dashed[1]} {rest}".strip()
    if rest and _is_name(first.rstrip(".?!")):
        return first.rstrip(" ."), rest
    return None


def _goes_on(first: str, name: str) -> bool:
    """Say whether a label opens a sentence about the item ("K2 laten wij liggen"), not its name."""
    words = [fold(w) for w in re.findall(r"[^\W_]+", re.split(r"[:.–—]", name, maxsplit=1)[0])]
    lower = name[:1].islower()
    joined = bool(words) and words[0] in ("en", "tot", "t", "tm")
    spoken = len(words) > 6 or bool(_VERBS.intersection(words)) or bool({"wij", "we"}.intersection(words))
    sentence = bool(re.match(r"\S+ [a-z]", first)) and first.endswith(".")
    return lower and (joined or spoken or sentence)


def _is_name(text: str) -> bool:
    words = [fold(w) for w in re.findall(r"[^\W_]+", text)]
    return 0 < len(words) <= _MOST_WORDS and not _VERBS.intersection(words) and text[0].isupper()


def named_lines(lines: list[Line], section: int, headings: tuple[str, ...], attributes: Attributes) -> list[Group]:
    """Return the groups of records that the lines of one section make: paragraphs and bullets."""
    groups: list[Group] = []
    intro: list[Piece] = []
    led = [_led(line.block, attributes) for line in lines]
    if len(lines) - led.count(None) == 1:  # one paragraph with words that stand out makes no list
        led = [None] * len(lines)
    for kind in ("paragraph", "list"):
        group = Group(kind, section, headings, [])
        for line, opening in zip(lines, led, strict=True):
            is_item = line.block.kind is BlockKind.LIST_ITEM
            if is_item != (kind == "list"):
                if group.records and not is_item:
                    pass
                elif group.records:
                    _add(group.records[-1], line, attributes)
                continue
            titled = title_of(line.block.text) or opening
            if (
                titled is None
                or _part_led(line.block, attributes)
                or _is_attribute(line.block.text, titled[0], attributes)
            ):
                if kind == "paragraph" and group.records:
                    _add(group.records[-1], line, attributes)
                elif kind == "list" and line.block.text:
                    group.records.append(_untitled(line, attributes))
                else:
                    intro.append(line.piece())
                continue
            group.records.append(_named(line, titled, attributes))
        group.intro = list(intro)
        if len(group.records) >= 1:
            groups.append(group)
    return groups


def _led(block: Block, attributes: Attributes) -> tuple[str, str] | None:
    """Return the words in bold or italics that a line opens with, when they can be a name, and the rest."""
    lead = lead_of(block)
    if not lead or not _is_name(lead) or attributes.is_part(lead) or attributes.is_party(lead):
        return None
    return lead, _after(block, lead)


def _part_led(block: Block, attributes: Attributes) -> str:
    """Return the words, set apart, that a line opens with when they name a part of several items; else nothing."""
    lead = lead_of(block)
    return lead if lead and attributes.leads(lead) and parse_label(lead)[0] is None else ""


def _after(block: Block, lead: str) -> str:
    return block.text[len(lead) :].lstrip(" .:,;–—-?")


def _is_attribute(text: str, title: str, attributes: Attributes) -> bool:
    """Say whether a line is of the form "Meetbaar: ...", a part of an item and not its name."""
    head = split_head(text)
    return head is not None and head[0] == title and parse_label(title)[0] is None and attributes.is_part(title)


def _named(line: Line, titled: tuple[str, str], attributes: Attributes) -> Record:
    title, rest = titled
    record = Record(title.strip(), line.block.anchor, (line.index, None))
    fields, texts = _inline(line, rest, attributes)
    record.fields.extend(fields)
    record.texts.extend(texts)
    for child in line.inner:
        inner_fields, inner_texts = fields_of(child, attributes)
        record.fields.extend(inner_fields)
        record.texts.extend(inner_texts)
    return record


def _untitled(line: Line, attributes: Attributes) -> Record:
    words = line.block.text.split()
    record = Record(" ".join(words[:8]), line.block.anchor, (line.index, None))
    if record.label is not None and _goes_on(line.block.text, record.name):
        record.label, record.name = None, record.title
    record.texts.extend(line.pieces())
    return record


def _add(record: Record, line: Line, attributes: Attributes) -> None:
    fields, texts = fields_of(line, attributes)
    record.fields.extend(fields)
    record.texts.extend(texts)
