"""Questions to the region: one per failed or open requirement, in full sentences, ready to send.

They quote what is asked, say what was or was not read, ask for it politely and pass on the advice.
Nothing of the assessor's own remarks goes in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from resvtool.report import wording as w
from resvtool.report.overview.verdicts import Judged, Verdict
from resvtool.rules.checks.each import PART_NAMES
from resvtool.rules.model import Evidence, Item, Result, Rule, Severity, Status, Text

_MOST_QUOTED = 2
_MOST_NAMED = 6
_LONGEST_QUOTE = 280
_NUMBERS = ("quantity", "date", "totals", "compensation")
_TOOL_HINT = re.compile(r" \((?:geef het op|give it) (?:met|with) --inwoners\)")


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the region: its number in the letter, the rule it is about, and its words.

    ``asked`` can be sent alone; ``suggestion`` passes on the advice of the rule.
    """

    number: int
    rule: Rule
    asked: Text
    suggestion: Text

    @property
    def text(self) -> Text:
        """The question with the suggestion."""
        return Text(f"{self.asked.nl} {self.suggestion.nl}", f"{self.asked.en} {self.suggestion.en}")


def questions(results: Iterable[Judged], layers: tuple[str, ...]) -> tuple[Question, ...]:
    """Return a question for all that is lacking or open, in the order of ``results``.

    ``layers`` are those of the ruleset, to name the right sources. A check that broke down asks nothing:
    that is no matter of the region.
    """
    asked = [r for r in results if (r.lacking or r.verdict is Verdict.OPEN) and not _broken(r)]
    return tuple(Question(n, r.rule, question(r, layers), _suggestion(r.rule)) for n, r in enumerate(asked, 1))


def _broken(result: Judged) -> bool:
    return result.result.status is Status.ERROR and not result.by_person


def question(judged: Judged, layers: tuple[str, ...]) -> Text:
    """Return the question about one result: what is asked, what was read, and the request."""
    told = []
    for lang in ("nl", "en"):
        parts = (_asked(judged.rule, lang, layers), _observed(judged, lang), _request(judged, lang))
        told.append(" ".join(parts))
    return Text(*told)


def _suggestion(rule: Rule) -> Text:
    return Text(f"Een suggestie: “{rule.advice.nl}”", f"A suggestion: “{rule.advice.en}”")


def _asked(rule: Rule, lang: str, layers: tuple[str, ...]) -> str:
    source = w.source(dict(rule.source), layers)
    heavy = rule.severity is Severity.ERROR
    if lang == "en":
        kind = "requirement" if heavy else "point of attention"
        return f"On ‘{rule.title.en}’ the following {kind} applies: “{rule.need.en}” ({source})."
    kind = "deze eis" if heavy else "dit aandachtspunt"
    return f"Bij ‘{rule.title.nl}’ geldt {kind}: “{rule.need.nl}” ({source})."


def _observed(judged: Judged, lang: str) -> str:
    """Return what was read, or that nothing was."""
    result, en = judged.result, lang == "en"
    if judged.by_person and (judged.verdict is Verdict.PARTLY or result.status is Status.PASS):
        wholly = judged.verdict is Verdict.PARTLY
        if en:
            return f"In our judgement your plan does not {'wholly ' if wholly else ''}meet this{_read(result, lang)}."
        return (
            f"Naar ons oordeel voldoet uw plan hier {'nog niet geheel' if wholly else 'niet'} aan{_read(result, lang)}."
        )
    if judged.checklist:
        return "We cannot tell this from the plan itself." if en else "Uit het plan zelf kunnen wij dit niet opmaken."
    lacking = [i for i in result.finding.items if i.status is Status.FAIL and i.missing]
    if judged.rule.check.kind == "each" and lacking:
        return _each(lacking, len(result.finding.items), str(judged.rule.check.settings.get("over")), en)
    if judged.rule.check.kind in _NUMBERS:
        return _counted(result, en)
    if judged.rule.check.kind in ("outline", "each"):
        return result.finding.message(lang)
    return _described(result, lang)


def _counted(result: Result, en: bool) -> str:
    """Return what was reckoned; the messages of these checks are sentences, but for those of ``quantity``."""
    message = _TOOL_HINT.sub("", result.finding.message("en" if en else "nl"))
    if result.rule.check.kind != "quantity":
        return message
    if result.finding.evidence:
        return f"Our reading of the plan: {_lower(message)}" if en else f"Wij lezen het plan zo: {_lower(message)}"
    return (
        "We have not found this number in your plan." if en else "Dit getal hebben wij niet in uw plan kunnen vinden."
    )


def _described(result: Result, lang: str) -> str:
    en, quoted = lang == "en", _read(result, lang)
    if result.status is Status.REVIEW:
        if quoted:
            return (
                f"It is not clear to us whether this is met{quoted}."
                if en
                else f"Ons is niet duidelijk of dit zo is{quoted}."
            )
        return (
            "We cannot tell from the plan whether this is met." if en else "Uit het plan kunnen wij dit niet opmaken."
        )
    if quoted:
        return f"Your plan seems to depart from this{quoted}." if en else f"Uw plan lijkt hiervan af te wijken{quoted}."
    return "We have not found this in your plan." if en else "Wij hebben dit niet in uw plan kunnen vinden."


def _read(result: Result, lang: str) -> str:
    """Return the passages that were read, as a clause; "" when there are none."""
    found = result.finding.evidence[:_MOST_QUOTED]
    if not found:
        return ""
    passages = (" and " if lang == "en" else " en ").join(_quote(e, lang) for e in found)
    return f"; we read {passages}" if lang == "en" else f"; wij lezen {passages}"


def _quote(evidence: Evidence, lang: str) -> str:
    text = " ".join(evidence.text.split())
    if len(text) > _LONGEST_QUOTE:
        text = text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    where = w.place(evidence.anchor, lang)
    return f"“{text}”" + (f" ({where})" if where else "")


def _each(lacking: list[Item], total: int, over: str, en: bool) -> str:
    noun = {
        "activities": Text("activiteiten", "activities"),
        "bottlenecks": Text("knelpunten", "bottlenecks"),
    }.get(over, Text("onderdelen", "items"))
    lang = "en" if en else "nl"
    names = [_missing(item, lang) for item in lacking[:_MOST_NAMED]]
    rest = len(lacking) - len(names)
    if rest:
        names.append(f"{rest} more" if en else f"nog {rest}")
    if en:
        return f"We miss it for {len(lacking)} of the {total} {noun.en}: {'; '.join(names)}."
    return f"Wij missen dit bij {len(lacking)} van de {total} {noun.nl}: {'; '.join(names)}."


def _missing(item: Item, lang: str) -> str:
    parts = [PART_NAMES[p](lang) for p in item.missing if p in PART_NAMES]
    return f"‘{item.name}’" + (f" ({', '.join(parts)})" if parts else "")


def _lower(sentence: str) -> str:
    """Return a sentence for after a colon: its first word in lower case, unless that is a name or number."""
    first = sentence.split(" ", 1)[0]
    return sentence[:1].lower() + sentence[1:] if first[:1].isupper() and first[1:].islower() else sentence


_REQUESTS = {
    "checklist": Text(
        "Wilt u ons laten weten hoe het hiermee staat, en waar mogelijk een bewijsstuk meesturen?",
        "Could you let us know how this stands, and send us supporting documents where possible?",
    ),
    "date": Text(
        "Wilt u de juiste datum bevestigen, bij voorkeur met het bericht van verzending?",
        "Could you confirm the right date, preferably with the message by which it was sent?",
    ),
    "totals": Text(
        "Wilt u de bedragen nakijken en ons zo nodig een verbeterde begroting sturen?",
        "Could you check the amounts and, where needed, send us a corrected budget?",
    ),
    "compensation": Text(
        "Wilt u het gevraagde bedrag en het inwonertal toelichten, of de begroting aanpassen?",
        "Could you explain the amount asked and the number of inhabitants, or adapt the budget?",
    ),
    "quantity": Text(
        "Wilt u ons het gevraagde getal geven, met de telling waarop het berust?",
        "Could you give us the number asked for, with the count it rests on?",
    ),
}
_CONTRADICTS = Text(
    "Wilt u dit aanpassen, of toelichten waarom het er zo staat?",
    "Could you change this, or explain why it is so?",
)
_EXPLAIN = Text(
    "Wilt u dit toelichten, of aangeven waar het in het plan staat?",
    "Could you explain this, or show us where it stands in the plan?",
)
_SUPPLY = Text(
    "Wilt u aangeven waar dit staat, of uw plan op dit punt aanvullen?",
    "Could you show us where it stands, or add it to your plan?",
)


def _request(judged: Judged, lang: str) -> str:
    rule, finding = judged.rule, judged.result.finding
    asked = _REQUESTS.get(rule.check.kind)
    if asked is None and rule.check.kind == "forbids" and finding.evidence and judged.lacking:
        asked = _CONTRADICTS
    if asked is None:
        asked = _EXPLAIN if judged.verdict is Verdict.OPEN else _SUPPLY
    text = asked(lang)
    if judged.checklist:
        every = checklist_points(rule)
        points = [p(lang).rstrip(".") for p in every if not judged.point(p).ticked]
        if len(every) > 1 and points:
            text += (" This concerns: " if lang == "en" else " Het gaat om: ") + "; ".join(points) + "."
    return text


def checklist_points(rule: Rule) -> tuple[Text, ...]:
    """Return the points that a person ticks off for a checklist rule; its need when it names none."""
    points = rule.check.settings.get("points") or [{"nl": rule.need.nl, "en": rule.need.en}]
    return tuple(Text(str(p["nl"]), str(p["en"])) for p in points)
