"""The name of the region, as the first lines of a plan give it: "RESV-plan Zwinderland 2027" -> "Zwinderland".

In: a document. Out: a name, or "" when the opening names none. A reading to be corrected by people, so it
stands in letters and memos only; no requirement is judged by it.
"""

from __future__ import annotations

import re
from collections import Counter

from resvtool.document import Document

_OPENING = 8
_NAME = r"(?:(?:['’]t|[A-ZÀ-Þ][\w'’.-]*+)(?!:)(?:[ \u00a0](?=['’A-ZÀ-Þ]))?)+"
_BODY = r"[Ee]erste(?:lijns| lijns?|lijn)(?:netwerk|verband|samenwerkingsverband)?|Eerste Lijn"
_NAMED = re.compile(
    rf"\b(?:RESV(?:-?plan|-regio)?|(?:IZA-)?(?:sub)?regio|{_BODY})"
    rf"(?: voor| van)?(?: de| het)?(?: (?:IZA-)?(?:sub)?regio)? ({_NAME})"
)
_GENERIC = frozenset(
    "resv resv-plan plan coöperatie vereniging stichting netwerk eerste lijn eerstelijn eerstelijns "
    "eerstelijnsnetwerk eerstelijnszorg zorg regio subregio u.a. b.v. iza de het".split()
)


def region_of(document: Document) -> str:
    """Return the region that the opening of ``document`` names, the one that returns most often; else ""."""
    opening = [line for block in document.blocks[:_OPENING] for line in block.text.splitlines()]
    found = dict.fromkeys(name for line in opening for match in _NAMED.finditer(line) if (name := _cleaned(match[1])))
    if not found:
        return ""
    whole = "\n".join(block.text for block in document.blocks)
    count = Counter({name: whole.count(name) for name in found})
    return max(found, key=lambda name: count[name])


def _cleaned(name: str) -> str:
    words = [w.strip(".,;:") for w in name.split()]
    return " ".join(w for w in words if w.lower() not in _GENERIC and w.lower().rstrip(".") not in ("u.a", "b.v"))
