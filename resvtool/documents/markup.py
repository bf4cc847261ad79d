"""XML as bytes: finds where elements stand, so that pieces go in or out and every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from lxml import etree

_LETTER = re.compile(r"&[^;]*;|.", re.DOTALL)
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


class MarkupError(ValueError):
    """The bytes are no XML that can be edited."""


@dataclass(slots=True, eq=False)
class Node:
    """An element and its place: ``start`` and ``end`` of the whole, ``inside`` and ``close`` of what it holds.

    ``tag`` and the names in ``attributes`` are as lxml writes them: {namespace}name.
    """

    tag: str
    attributes: Mapping[str, str]
    start: int
    inside: int = 0
    close: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def is_empty_tag(self) -> bool:
        """Whether it is written as one tag: <w:p/>."""
        return self.inside == self.end

    def walk(self) -> Iterator[Node]:
        """This element and all in it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Markup:
    """A part of XML in UTF-8 with its elements, and the edits that are asked for."""

    def __init__(self, data: bytes) -> None:
        """Raises MarkupError when ``data`` is no XML, or has a document type of its own."""
        self.data = _utf8(data)
        self.nodes: list[Node] = []
        self._open: list[Node] = []
        self._edits: list[tuple[int, int, int, bytes]] = []
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        try:
            self._parser.Parse(self.data, True)
        except expat.ExpatError as error:
            raise MarkupError(str(error)) from error

    @property
    def root(self) -> Node:
        """The outermost element."""
        return self.nodes[0]

    def prefix(self, node: Node) -> str:
        """Return the namespace prefix with which ``node`` is written, "" when there is none."""
        name = self.data[node.start + 1 : node.inside].split(None, 1)[0].rstrip(b"/>")
        return name.partition(b":")[0].decode() if b":" in name else ""

    def byte_in(self, node: Node, letters: int) -> int | None:
        """Return the byte after so many letters of the text in ``node``; None where it holds more than plain text."""
        raw = self.data[node.inside : node.close]
        if b"<" in raw or b"\r" in raw:
            return None
        written = _LETTER.findall(raw.decode())
        return node.inside + len("".join(written[:letters]).encode())

    def insert(self, at: int, text: str) -> None:
        """Ask for ``text`` at byte ``at``; what is asked first for one place comes first."""
        self._edits.append((at, len(self._edits), at, text.encode()))

    def append(self, node: Node, text: str) -> None:
        """Ask for ``text`` as the last content of ``node``."""
        if node.is_empty_tag:
            raw = self.data[node.start : node.end]
            name = raw[1:].split(None, 1)[0].rstrip(b"/>")
            whole = raw[:-2].rstrip() + b">" + text.encode() + b"</" + name + b">"
            self._edits.append((node.start, len(self._edits), node.end, whole))
        else:
            self.insert(node.close, text)

    def remove(self, node: Node) -> None:
        """Ask for ``node`` to go, with all in it."""
        self._edits.append((node.start, len(self._edits), node.end, b""))

    def edited(self) -> bytes:
        """Return the bytes with all edits made."""
        pieces: list[bytes] = []
        at = 0
        for start, _, end, new in sorted(self._edits, key=lambda e: e[:2]):
            pieces += [self.data[at:start], new]
            at = max(at, end)
        return b"".join([*pieces, self.data[at:]])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        node = Node(_named(name), {_named(k): v for k, v in attributes.items()}, at, _tag_end(self.data, at))
        if self._open:
            self._open[-1].children.append(node)
        self._open.append(node)
        self.nodes.append(node)

    def _end(self, name: str) -> None:
        node = self._open.pop()
        if self.data[node.inside - 2 : node.inside] == b"/>":
            node.close = node.end = node.inside
        else:
            node.close = self._parser.CurrentByteIndex
            node.end = self.data.index(b">", node.close) + 1

    @staticmethod
    def _doctype(*_: object) -> None:
        raise MarkupError("a document type of its own")


def _named(name: str) -> str:
    return "{" + name if "}" in name else name


def _tag_end(data: bytes, start: int) -> int:
    """Return where the tag ends that starts at ``start``; a ">" in the value of an attribute is no end."""
    at = start
    while True:
        end = data.index(b">", at)
        quote = min((i for i in (data.find(b'"', at, end), data.find(b"'", at, end)) if i >= 0), default=-1)
        if quote < 0:
            return end + 1
        at = data.index(data[quote : quote + 1], quote + 1) + 1


def _utf8(data: bytes) -> bytes:
    """Return ``data`` as it is, or in UTF-8 where it is in another encoding (which Word never writes)."""
    declared = data[:200].partition(b"?>")[0].lower()
    plain = b"encoding" not in declared or b"utf-8" in declared or b"ascii" in declared
    if plain and not data.startswith(_UTF16):
        return data
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise MarkupError(str(error)) from error
    return bytes(etree.tostring(root.getroottree(), encoding="UTF-8", standalone=True))
