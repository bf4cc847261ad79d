"""The annotated copy of a Word plan: comments go in, every other byte stays.

The text gets marks where a comment begins and ends, and a run that holds more than the passage is parted there
in runs of the same looks. Besides, only the comments part, the relationships of
the text and the list of content types change; all other parts are copied.
"""

from __future__ import annotations

import io
import pathlib
import posixpath
import zipfile
from collections.abc import Sequence

from resvtool.documents.markup import Markup, MarkupError, Node
from resvtool.documents.notes import Note
from resvtool.documents.word_comments import (
    Name,
    Own,
    comment,
    marks,
    next_id,
    own_comments,
    still_to_tell,
    take_out_comments,
    take_out_entries,
    take_out_marks,
)
from resvtool.documents.word_passages import Edge, Passage, put
from resvtool.documents.word_places import WordPlaces
from resvtool.reading.word import origins
from resvtool.reading.word_package import Package, damaged

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MAIN = {
    False: "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    True: "http://purl.oclc.org/ooxml/wordprocessingml/main",
}
_RELATED = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES = "[Content_Types].xml"
# The parts in which Word keeps more of a comment, and by which of its ids.
_BESIDE = (("commentsExtended", "paraId"), ("commentsIds", "paraId"), ("commentsExtensible", "durableId"))
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def annotate_word(path: pathlib.Path, notes: Sequence[Note]) -> bytes:
    """Return the Word file at ``path`` with a comment for each note, instead of those of an earlier run.

    Raises UnreadableDocument when the file cannot be read or its text is no plain XML.
    """
    package = Package(path)
    try:
        return _Copy(package, path.read_bytes()).with_notes(notes)
    except MarkupError as error:
        raise damaged(package.name, package.main) from error


class _Copy:
    """A Word file in the making: parts as they were, and parts that changed."""

    def __init__(self, package: Package, data: bytes) -> None:
        self._package = package
        self._data = data
        self._changed: dict[str, bytes] = {}
        self._text = Markup(package.read(package.main) or b"")
        self._strict = _STRICT in self._text.data[:4000]

    def with_notes(self, notes: Sequence[Note]) -> bytes:
        """Return the bytes of the file with these notes."""
        name = self._package.related(self._package.main, "comments")
        if name is None:
            name = self._new_part()
        stored = self._package.read(name)
        comments = Markup(stored or self._no_comments())
        extended = self._related("commentsExtended")
        own = own_comments(comments, extended[1] if extended else None)
        self._take_out(own, comments)
        self._put(still_to_tell(notes, comments, own), comments, own)
        self._changed[name] = comments.edited()
        self._changed[self._package.main] = self._text.edited()
        return self._packed()

    def _take_out(self, own: Own, comments: Markup) -> None:
        take_out_comments(comments, own)
        take_out_marks(self._text, own.ids)
        durable: frozenset[str] = frozenset()
        for kind, key in _BESIDE:
            found = self._related(kind)
            if found is not None and own.ids:
                name, part = found
                durable |= take_out_entries(part, key, own.paragraphs if key == "paraId" else durable)
                self._changed[name] = part.edited()

    def _put(self, notes: Sequence[Note], comments: Markup, own: Own) -> None:
        places = WordPlaces(self._package.document, origins(self._package), self._text)
        number = next_id(comments, self._text, own)
        name = _name(comments, comments.root)
        starts: list[tuple[Edge, str]] = []
        ends: list[tuple[Edge, str]] = []
        for note in notes:
            found = places.find(note.anchor, note.quote)
            if found is None:
                continue
            node, at = found
            start, end, reference = marks(number, _name(self._text, node))
            starts.append((at.start, start))
            ends += [(at.end, end), (Edge(at.after) if _inside(at) else at.end, reference)]
            comments.append(comments.root, comment(number, note, name))
            number += 1
        put(self._text, starts, ends)

    def _related(self, kind: str) -> tuple[str, Markup] | None:
        name = self._package.related(self._package.main, kind)
        data = self._package.read(name) if name is not None else None
        return (name, Markup(data)) if name is not None and data is not None else None

    def _no_comments(self) -> bytes:
        return f'{_HEAD}<w:comments xmlns:w="{_MAIN[self._strict]}"></w:comments>'.encode()

    def _new_part(self) -> str:
        """Make room for a comments part: its relationship and its content type. Return its name."""
        folder, base = posixpath.split(self._package.main)
        file = "comments.xml"
        while self._package.read(posixpath.join(folder, file)) is not None:
            file = f"resvtool-{file}"
        name = posixpath.join(folder, file)
        rels_name = posixpath.join(folder, "_rels", f"{base}.rels")
        rels = Markup(self._package.read(rels_name) or f'{_HEAD}<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode())
        taken = {n.attributes.get("Id") for n in rels.root.children}
        key = next(k for i in range(1, len(taken) + 2) if (k := f"rIdResvtool{i}") not in taken)
        p = _before(rels)
        rels.append(
            rels.root, f'<{p}Relationship Id="{key}" Type="{_RELATED[self._strict]}/comments" Target="{file}"/>'
        )
        self._changed[rels_name] = rels.edited()
        types = Markup(self._package.read(_TYPES) or b"")
        types.append(types.root, f'<{_before(types)}Override PartName="/{name}" ContentType="{_COMMENTS_TYPE}"/>')
        self._changed[_TYPES] = types.edited()
        return name

    def _packed(self) -> bytes:
        out = io.BytesIO()
        waiting = dict(self._changed)
        with zipfile.ZipFile(io.BytesIO(self._data)) as source, zipfile.ZipFile(out, "w") as target:
            names = {name.lower(): name for name in waiting}
            for info in source.infolist():
                changed = names.get(info.filename.lower())
                data = self._changed[changed] if changed else source.read(info)
                waiting.pop(changed or "", None)
                target.writestr(info, data, compress_type=info.compress_type)
            for name, data in waiting.items():
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                target.writestr(info, data, compress_type=zipfile.ZIP_DEFLATED)
            target.comment = source.comment
        return out.getvalue()


def _inside(passage: Passage) -> bool:
    """Say whether a passage ends within a link or tracked insertion: the number of the comment goes after that."""
    run = passage.end.run
    return passage.end.at < passage.after if run is None else run.end < passage.after


def _name(part: Markup, node: Node) -> Name:
    """Return how Word's names are written at ``node``; without a prefix of the file's own, one is bound there."""
    prefix = part.prefix(node)
    return Name(f"{prefix}:") if prefix else Name("w:", f' xmlns:w="{node.tag[1:].partition("}")[0]}"')


def _before(part: Markup) -> str:
    """Return the prefix with its colon that the elements of a part are written with."""
    prefix = part.prefix(part.root)
    return f"{prefix}:" if prefix else ""
