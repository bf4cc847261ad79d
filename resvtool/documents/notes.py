"""What the annotated copy tells, and where: a note per finding, at the passage or where the missing part belongs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from resvtool import __version__
from resvtool.assessment import Assessment
from resvtool.document import Anchor
from resvtool.language.words import sentences
from resvtool.report import wording as w
from resvtool.report.item_words import item_name, missing_words
from resvtool.rules.model import Item, Result, Severity, Status, Text

AUTHOR = "resvtool"
_TOLD = (Status.FAIL, Status.REVIEW, Status.ERROR)
# Of these kinds of check each passage is wrong by itself; of others the first shows what the finding is about.
_EVERYWHERE = ("forbids", "totals")
_LONGEST_QUOTE = 200
_ABOUT = Text("Gecontroleerd door resvtool {}", "Checked by resvtool {}")
_COUNT = Text("{} opmerkingen in dit document, tegen ruleset {}.", "{} notes in this document, by ruleset {}.")
_ONE = Text("1 opmerking in dit document, tegen ruleset {}.", "1 note in this document, by ruleset {}.")
_ELSEWHERE = Text(
    "Niet in dit document: {} voor de checklist van de beoordelaar, met ander bewijs dan het plan.",
    "Not in this document: {} for the assessor's checklist, with other evidence than the plan.",
)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell at a place in the plan.

    ``key`` is the rule's id (the tool's name for the note about the whole); ``quote`` the words it is about,
    "" where it is about the heading or block as a whole; ``title`` one line, ``lines`` what follows it.
    """

    key: str
    anchor: Anchor
    quote: str
    title: str
    lines: tuple[str, ...]
    severity: Severity = Severity.INFO
    status: Status = Status.REVIEW


def notes_on(assessment: Assessment, lang: str) -> list[Note]:
    """Return the notes on a plan in reading order: first one about the whole, then one or more per finding.

    A failed part of a bottleneck or activity has its note there; a finding with evidence at that passage;
    what is missing at the heading of the section where it belongs. The assessor's checklist asks for evidence
    outside the plan, and is only counted. What is waived or held back by a baseline is left out.
    """
    told = [r for r in assessment.results if r.status in _TOLD and r.counts]
    checklist = [r for r in told if r.rule.check.kind == "checklist"]
    places = _Places(assessment)
    notes = [n for r in told if r not in checklist for n in _notes(r, assessment, places, lang)]
    notes.sort(key=lambda n: (n.anchor.paragraph or 0, -1 if n.anchor.row is None else n.anchor.row))
    return [_about(assessment, len(notes), len(checklist), lang), *notes]


def _about(assessment: Assessment, count: int, checklist: int, lang: str) -> Note:
    ruleset = f"{assessment.ruleset.name} {assessment.ruleset.version}"
    lines = [_ONE(lang).format(ruleset) if count == 1 else _COUNT(lang).format(count, ruleset)]
    if checklist:
        lines.append(_ELSEWHERE(lang).format(checklist))
    lines.append(w.ADVISES(lang))
    return Note(AUTHOR, assessment.document.blocks[0].anchor, "", _ABOUT(lang).format(__version__), tuple(lines))


def _notes(result: Result, assessment: Assessment, places: _Places, lang: str) -> Iterator[Note]:
    finding = result.finding
    rest = _rest(result, assessment, lang)
    placed = [i for i in finding.items if i.status in _TOLD and i.anchor is not None]
    for item in placed:
        if item.anchor is not None:
            yield _note(result, item.anchor, item.name, (_item_line(result, item, lang), *rest), lang)
    if placed:
        return
    loose = tuple(_item_line(result, i, lang) for i in finding.items if i.status in _TOLD)
    lines = (finding.message(lang), *loose)
    for evidence in finding.evidence if result.rule.check.kind in _EVERYWHERE else finding.evidence[:1]:
        yield _note(result, evidence.anchor, evidence.text, (*lines, *rest), lang)
    if finding.evidence:
        return
    if finding.nearest is not None:
        quote = _shortened(finding.nearest.text)
        near = f'{w.NEAREST(lang)}: "{quote}" ({w.place(finding.nearest.anchor, lang)})'
        lines = (*lines, near)
    yield _note(result, places.home(result), "", (*lines, *rest), lang)


def _note(result: Result, anchor: Anchor, quote: str, lines: tuple[str, ...], lang: str) -> Note:
    rule = result.rule
    kind = w.STATUS[result.status] if result.status is Status.REVIEW else w.SEVERITY[rule.severity]
    gate = f" ({w.GATE(lang)})" if rule.gate else ""
    title = f"{kind(lang).capitalize()}{gate}: {rule.title(lang)}"
    return Note(rule.id, anchor, quote, title, lines, rule.severity, result.status)


def _item_line(result: Result, item: Item, lang: str) -> str:
    name, missing = item_name(result, item, lang), missing_words(item, lang)
    return f"{name}: {w.MISSING(lang)} {missing}" if missing else name


def _rest(result: Result, assessment: Assessment, lang: str) -> tuple[str, ...]:
    rule = result.rule
    return (
        f"{w.ADVICE(lang)}: {rule.advice(lang)}",
        f"{w.SOURCE(lang)}: {w.source(dict(rule.source), assessment.ruleset.layers)}",
        f"{AUTHOR}: {rule.id}",
    )


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + "…"


def fold(text: str) -> str:
    """Return the letters and digits of a text in one case, so that spaces, marks and ligatures do not matter."""
    return "".join(c for c in normalize("NFKD", text).casefold() if c.isalnum())


def first_sentence(text: str) -> str:
    """Return the first sentence of a quote, to find what was gathered from sentences that stand apart."""
    spans = sentences(text)
    return text[slice(*spans[0])] if spans else ""


class _Places:
    """Where the missing belongs."""

    def __init__(self, assessment: Assessment) -> None:
        self._passages = assessment.plan.passages
        self._located = assessment.sections
        self._first = assessment.document.blocks[0].anchor
        self._kin: dict[tuple[int, str], int] = {}
        for result in assessment.results:
            if result.status is Status.PASS and result.finding.evidence:
                section = self._section(result.finding.evidence[0].anchor)
                if section is not None:
                    self._kin.setdefault(_kind(result), section)

    def home(self, result: Result) -> Anchor:
        """Return the anchor of the heading under which what ``result`` misses belongs.

        That is the section where the plan meets a requirement of the same kind (the risks, the cashier), else
        the section of the building block that holds what came nearest, else the surest one, else the start.
        """
        kin = self._kin.get(_kind(result))
        if kin is not None:
            return self._passages.sections[kin].anchor
        located = [s for s in self._located if s.block == result.rule.block]
        if not located:
            return self._first
        nearest = result.finding.nearest
        near = self._section(nearest.anchor) if nearest is not None else None
        best = max(located, key=lambda s: (s.section == near, s.certainty, -s.section))
        return best.anchor

    def _section(self, anchor: Anchor) -> int | None:
        return self._passages.section_of.get((anchor.paragraph or 0) - 1)


def _kind(result: Result) -> tuple[int, str]:
    """Return the building block and what a rule is about: the first word of its name."""
    return result.rule.block, result.rule.id.rpartition("/")[2].partition("-")[0]
