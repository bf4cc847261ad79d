"""The comments of a Word file: which are resvtool's own, and how they are written and taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from xml.sax.saxutils import escape

from resvtool.documents.markup import Markup, Node
from resvtool.documents.notes import AUTHOR, Note
from resvtool.report.console import clean

_TAG = re.compile(r"<[^>]*>")
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


@dataclass(frozen=True, slots=True)
class Name:
    """How Word's names are written: their prefix, and the declaration that binds it where the file has none."""

    prefix: str
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """The comments that an earlier run left: ids and paragraph ids of those that may go, ids of those ``kept``."""

    ids: frozenset[str] = frozenset()
    paragraphs: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


def own_comments(comments: Markup, extended: Markup | None) -> Own:
    """Return which comments are resvtool's and may go.

    One that somebody answered stays, as it is a part of a conversation; ``kept`` holds the ids of those.
    """
    mine = [c for c in _comments(comments) if _get(c, "author") == AUTHOR]
    theirs = {i for c in _comments(comments) if c not in mine for i in _paragraph_ids(c)}
    answered: set[str] = set()
    for entry in extended.nodes if extended is not None else ():
        parent = _get(entry, "paraIdParent")
        if parent and _get(entry, "paraId") in theirs:
            answered.add(parent)
    kept = [c for c in mine if answered.intersection(_paragraph_ids(c))]
    gone = [c for c in mine if c not in kept]
    return Own(
        frozenset(_get(c, "id") for c in gone),
        frozenset(i for c in gone for i in _paragraph_ids(c)),
        frozenset(_get(c, "id") for c in kept),
    )


def take_out_comments(comments: Markup, own: Own) -> None:
    """Ask for resvtool's own comments to go from the comments part."""
    for comment in _comments(comments):
        if _get(comment, "id") in own.ids:
            comments.remove(comment)


def take_out_entries(part: Markup, name: str, gone: frozenset[str]) -> frozenset[str]:
    """Ask for the entries whose ``name`` (paraId, durableId) is ``gone`` to go; return their durable ids."""
    entries = [n for n in part.root.children if _get(n, name) in gone]
    for entry in entries:
        part.remove(entry)
    return frozenset(_get(n, "durableId") for n in entries) - {""}


def take_out_marks(document: Markup, ids: frozenset[str]) -> None:
    """Ask for the marks of these comments to go from the text."""
    gone = [n for n in document.nodes if _local(n) in _MARKS and _get(n, "id") in ids]
    runs = {n.children[-1]: n for n in document.nodes if _local(n) == "r" and n.children}
    for mark in gone:
        run = runs.get(mark)
        alone = run is not None and all(_local(c) == "rPr" or c is mark for c in run.children)
        document.remove(run if run is not None and alone else mark)


def comment(number: int, note: Note, name: Name) -> str:
    """Return a note as a comment, without a date so that the same plan gives the same file."""
    w = name.prefix
    bold = f"<{w}rPr><{w}b/></{w}rPr>"
    paragraphs = "".join(
        f'<{w}p><{w}r>{look}<{w}t xml:space="preserve">{escape(clean(text))}</{w}t></{w}r></{w}p>'
        for look, text in ((bold, note.title), *(("", line) for line in note.lines))
    )
    who = f'{w}author="{AUTHOR}" {w}initials="rt"'
    return f'<{w}comment{name.bound} {w}id="{number}" {who}>{paragraphs}</{w}comment>'


def marks(number: int, name: Name) -> tuple[str, str, str]:
    """Return what stands before and after the words that a comment is about, and the run that refers to it."""
    w, bound = name.prefix, name.bound
    return (
        f'<{w}commentRangeStart{bound} {w}id="{number}"/>',
        f'<{w}commentRangeEnd{bound} {w}id="{number}"/>',
        f'<{w}r{bound}><{w}commentReference {w}id="{number}"/></{w}r>',
    )


def next_id(comments: Markup, document: Markup, own: Own) -> int:
    """Return a number above those of all comments that stay."""
    used = [_get(c, "id") for c in _comments(comments)]
    used += [_get(n, "id") for n in document.nodes if _local(n) in _MARKS]
    return max((int(i) for i in used if i.isdigit() and i not in own.ids), default=-1) + 1


def still_to_tell(notes: Sequence[Note], comments: Markup, own: Own) -> list[Note]:
    """Return the notes that no kept comment of resvtool tells already."""
    kept = [c for c in _comments(comments) if _get(c, "id") in own.kept]
    texts = [unescape(_TAG.sub("", comments.data[c.start : c.end].decode())) for c in kept]
    return [n for n in notes if not any(clean(n.title) in text and clean(n.lines[0]) in text for text in texts)]


def _comments(part: Markup) -> list[Node]:
    return [n for n in part.root.children if _local(n) == "comment"]


def _paragraph_ids(node: Node) -> list[str]:
    return [i for n in node.walk() if (i := _get(n, "paraId"))]


def _get(node: Node, name: str) -> str:
    """Return an attribute by its name without namespace, "" when it is not there."""
    return next((v for k, v in node.attributes.items() if k.rpartition("}")[2] == name), "")


def _local(node: Node) -> str:
    return node.tag.rpartition("}")[2]
