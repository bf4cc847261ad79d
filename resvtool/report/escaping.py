"""Plan text made harmless for each kind of report: plans come from strangers."""

from __future__ import annotations

import os
import re
import unicodedata
import urllib.parse
from pathlib import Path, PurePath

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARKDOWN = re.compile(r"^(?:[-+]|\d+[.)])(?=\s)|@(?=\w)|GH-(?=\d)|[\\`*_{}\[\]#|~$>&<]", re.IGNORECASE)
_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BREAK = "\u200b"  # a zero-width space keeps a mention or reference from becoming one
_XML_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def one_line(text: str) -> str:
    """Return ``text`` on one line without control characters, so that it cannot steer a terminal or a log."""
    harmless = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)
    return " ".join(harmless.split())


def for_cell(text: str) -> str:
    """Return ``text`` as a cell that no spreadsheet takes for a formula."""
    line = one_line(text)
    return f"'{line}" if line.startswith(_FORMULA) else line


def for_markdown(text: str) -> str:
    """Return ``text`` as plain words in Markdown: no markup, HTML, mention of a person or reference to an issue."""
    return _MARKDOWN.sub(_literal, one_line(text))


def _literal(found: re.Match[str]) -> str:
    mark = found[0]
    if mark == "@":
        return mark + _BREAK
    if mark == "#" or mark.upper() == "GH-":
        return f"{mark[:-1]}\\{mark[-1]}{_BREAK}"
    return _ENTITY.get(mark, f"{mark[:-1]}\\{mark[-1]}")


def for_xml(text: str) -> str:
    """Return ``text`` without the characters that XML does not allow (the writer escapes the others)."""
    return _XML_FORBIDDEN.sub(" ", text)


def for_annotation(text: str) -> str:
    """Return ``text`` as the message of a GitHub workflow command."""
    return one_line(text).replace("%", "%25")


def for_annotation_property(text: str) -> str:
    """Return ``text`` as a property of a GitHub workflow command."""
    return for_annotation(text).replace(":", "%3A").replace(",", "%2C")


def from_here(path: str) -> str:
    """Return ``path`` from the working folder with forward slashes; as it is when it lies elsewhere."""
    try:
        return Path(path).resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return PurePath(path).as_posix()


def as_uri(path: str) -> str:
    """Return ``path`` as a URI reference: relative from the working folder, absolute when it lies elsewhere."""
    near = from_here(path)
    absolute = Path(near)
    if absolute.is_absolute():
        return absolute.as_uri()
    return urllib.parse.quote(os.fsencode(near))
