"""A share from two counts that stand apart: "46 praktijken met contract. Daarvan hebben er 40 getekend".

In: neighbouring lines (two sentences, or a list). Out: the share of the part in the whole, and the line
of the part; None when there are not exactly such counts.
"""

from __future__ import annotations

import re

from resvtool.facts.counting import Number, digits_value, find_numbers
from resvtool.facts.lines import Line
from resvtool.facts.percentages import How, Share, share_of

_WHOLE = re.compile(
    r"gecontracteerd(?!e? .{0,20}mandaat)|met (?:een )?(?:\w+)?contract|\bcontract\b|contracteert|"
    r"contractlijst|\btotaal\b|in (?:de|onze) (?:hele )?regio|in de streek|"
    r"werkgebied|in ons gebied|telt|kent|gebied|op een totaal|regio totaal|zijn dat er|hele "
    r"streek|postcodes|codes voor|\bregio\b",
    re.IGNORECASE,
)
_PART = (
    re.compile(r"mandaat|gemandateerd|volmacht|gemachtigd|gevolmachtigd|machtig", re.IGNORECASE),
    re.compile(
        r"daarvan|hiervan|van hen|van deze|vertegenwoordig|aangesloten|overige|hun stem|tekend|"
        r"achterban|mag spreken|bezoeken|zijn er",
        re.IGNORECASE,
    ),
    re.compile(r"\blid\b|\bleden\b|\bdeel\w*|doen mee", re.IGNORECASE),
)
_PERCENT_LABEL = re.compile(
    r"(?:percentage|aandeel|dekking|procent|%)\W{0,4}\s*(?:is|:|=)?\s*(\d{1,3}(?:,\d+)?)(?!\d|"
    r"[.,]\d|\s*(?:van|/))",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    r"^\s?(?:%|procent|fte|jaar|maanden|weken|dagen|keer|x\b|januari|februari|maart|april|mei|"
    r"juni|juli|augustus|september|oktober|november|december)",
    re.I,
)


def paired_share(lines: list[Line]) -> tuple[Share | None, Line | None]:
    """Return the share that ``lines`` state together, with the line of its part."""
    for line in lines:
        labelled = _PERCENT_LABEL.search(line.text) if len(line.text) < 80 else None
        if labelled and float(digits_value(labelled.group(1))) <= 100:
            value = float(digits_value(labelled.group(1)))
            return Share(value, value, labelled.start(1), labelled.end(1), How.PERCENTAGE), line
    counts = [(n, line) for line in lines for n in find_numbers(line.text) if _is_count(n, line.text)]
    if not 2 <= len(counts) <= 8:
        return None, None
    for cue in _PART:
        parts = [(n, line) for n, line in counts if cue.search(_label(n, line))]
        wholes = [
            (n, line)
            for n, line in counts
            if _WHOLE.search(_label(n, line)) and not any(c.search(_label(n, line)) for c in _PART[:1])
        ]
        for part, line in sorted(parts, key=lambda p: -p[0].value):
            larger = [n for n, _ in wholes if n is not part and n.value >= part.value and n.value >= 3]
            if larger:
                whole = max(larger, key=lambda n: n.value)
                return share_of(float(part.value), float(whole.value), part.start, part.end), line
    return None, None


def _is_count(number: Number, text: str) -> bool:
    year = number.written.isdigit() and len(number.written) == 4 and number.written[:2] in ("19", "20")
    after, before = text[number.end :], text[: number.start]
    dated = re.match(r"[-/]\d", after) or re.search(r"\d[-/]$|[€]\s?$|artikel $|bijlage $", before, re.I)
    return number.whole and number.value >= 2 and not year and not dated and not _NO_COUNT.match(after)


def _label(number: Number, line: Line) -> str:
    """Return the words that say what a count counts: its clause, or the whole short line."""
    text = line.text
    if len(text) < 90 and len(find_numbers(text)) == 1:
        return text
    left = max((m.end() for m in re.finditer(r"[.;,]\s|\s\|\s", text[: number.start])), default=0)
    after = re.search(r"[.;,]\s|\s\|\s", text[number.end :])
    return text[left : number.end + after.start() if after else len(text)]
