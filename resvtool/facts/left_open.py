"""What a plan says that it has not settled yet: who carries out what, and which main tasks come first.

In: sentences. Out: whether they put the choice off. "Welke taken de verenigingen doen, bepalen wij in het voorjaar."
"""

from __future__ import annotations

import re

_WHEN = r"(?:voorjaar|najaar|zomer|herfst|winter|kwartaal|later|volgend\w*|straks|nog|na de|begin|eind|in 20\d\d)"
LATER = (
    r"(?:(?:wordt|worden|moet|zal)\b[^.;]{0,70}\b(?:bepaald|vastgesteld|vastgelegd|uitgewerkt|verdeeld|ingedeeld|"
    r"afgesproken|verkend|onderzocht|uitgezocht|besloten)|"
    r"(?:is|zijn|hebben|kunnen)\b(?![^.;]{0,20}\bwelke\b)[^.;]{0,20}\bnog (?:niet|open|te bepalen)|nader te bepalen|"
    r"(?:bepalen|verdelen|spreken|zoeken) (?:wij|we|zij|ze)\b|"
    rf"(?:delen|leggen|stellen|maken|beschrijven) (?:wij|we|zij|ze)\b[^.;?]{{0,60}}\b{_WHEN}\b|"
    r"werken (?:wij|we|zij|ze)\b[^.;?]{0,60}\buit\b|"
    r"\bvolgt\b(?! (?:uit|de|het|een)\b))"
)
"""Words, as a pattern, that put a choice off."""
BETWEEN = r"(?:(?! en (?:hoe|welke|wat|wie)\b)[^.;?])"
"""A letter between the choice and the words that put it off: of no other question."""
_BY_OTHERS = r"(?:bepaalt|beslist|kiest|stelt) (?:de|het|ons|onze|een) \w+"
_MAIN_TASKS = re.compile(
    rf"\bwelke\b[^.;?]{{0,40}}\bhoofdtaken\b{BETWEEN}{{0,80}}?(?:{LATER}|{_BY_OTHERS})", re.IGNORECASE
)
_OTHER_YEARS = re.compile(r"^(?!.*\b2027\b).*(?:\b20(?:28|29|3\d)\b|\bdaarna\b)|\bna 2027\b", re.IGNORECASE)


def leaves_main_tasks_open(sentence: str) -> bool:
    """Say whether a sentence leaves open on which main tasks (hoofdtaken) the region works in 2027."""
    return bool(_MAIN_TASKS.search(sentence)) and not _OTHER_YEARS.search(sentence)
