"""``each``: every bottleneck or activity of the plan has what the rule asks of it.

Settings: ``over`` (bottlenecks or activities), ``require`` (names of parts, see
``resvtool.facts.items``), ``which`` (for bottlenecks: ``promised``, those on which the plan promises an
effect; ``near``, those of the contract years; ``listed``, those or, failing them, those of later),
``covered`` (true: every bottleneck must come back in the impact, or be left out expressly), ``least``
(so many items must be named) with ``denied_by`` (concepts: a sentence that names them all says that the
list is not there), ``weighed`` (true: of a whole plan the witnesses have a say: with ``least`` as in ``describes``,
else they may see the part in the text of an item where nothing else does). A rule's ``evidence`` also counts for
an item in whose text it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from resvtool.facts.items import Activity, Bottleneck
from resvtool.facts.wording import is_empty, split_head
from resvtool.locating.passages import Window
from resvtool.locating.witness import Witness
from resvtool.plan import Plan
from resvtool.rules.evidence import Searcher
from resvtool.rules.model import Evidence, Finding, Item, Rule, Status, Text

_MOST_SHOWN = 3
_SURE = 2.5
"""How sure the witness (log odds) must be of a part that nothing else sees: on labelled plans, less finds a few parts
more and sees twice as many that are not there."""
_PLAIN = 2.5
"""How plainly the third witness must read there (log odds) what neither rule nor second witness sees."""
PART_NAMES = {
    "specifiek": Text("wat er voor wie verandert", "what changes for whom"),
    "meetbaar": Text("een getal of nulmeting met streefwaarde", "a number, or baseline and target"),
    "acceptabel": Text("een eigenaar of drager", "an owner or supporter"),
    "realistisch": Text("de inzet waarmee het lukt", "the means that make it feasible"),
    "tijdgebonden": Text("een datum", "a date"),
    "omvang": Text("een meetbare omschrijving van het knelpunt zelf", "a measure of the bottleneck itself"),
    "hoofdtaak": Text("de hoofdtaak", "the main task"),
    "effect-patient": Text("het effect op patiënten of burgers", "the effect on patients or citizens"),
    "effect-aanbieder": Text("het effect op aanbieders", "the effect on providers"),
    "domein": Text("zorg, sociaal domein of beide, en de verdeling", "care, social domain or both, and the division"),
    "knelpunt": Text("het knelpunt", "the bottleneck"),
    "niveau": Text("het niveau", "the level"),
    "doel": Text("het doel", "the aim"),
    "impact": Text("de beoogde impact", "the intended impact"),
}
_NOUNS = {
    "bottlenecks": Text("knelpunten", "bottlenecks"),
    "activities": Text("activiteiten", "activities"),
}


@dataclass(frozen=True, slots=True)
class _Outcome:
    item: Item
    shown: Evidence | None


def each(plan: Plan, rule: Rule) -> Finding:
    """Judge ``plan`` by the items of the kind that ``rule`` names."""
    over = str(rule.check.settings["over"])
    found = plan.items
    items = _asked(plan, rule)
    if rule.check.settings.get("least"):
        listed = _listed(plan, rule, items, _NOUNS[over])
        weighs = plan.witness is not None and rule.check.settings.get("weighed") and plan.witness.knows(rule.id)
        return _weighed(plan.witness, plan, rule, listed) if plan.witness is not None and weighs else listed
    if not items:
        return _none(plan, rule, over)
    if rule.check.settings.get("covered"):
        if found.fragment:
            return _none(plan, rule, over)
        return _covered(list(found.bottlenecks), items)
    in_text = _places_with_evidence(plan, rule)
    require = [str(part) for part in rule.check.settings.get("require", ())]
    seen = _seen_by_witness(plan, rule, items)
    outcomes = [_judge(item, require, in_text, seen) for item in items]
    if found.fragment:
        outcomes = _whole(outcomes, in_text)
    return _finding(outcomes, _NOUNS[over])


def _asked(plan: Plan, rule: Rule) -> list[Bottleneck] | list[Activity]:
    if rule.check.settings["over"] == "activities":
        return list(plan.items.activities)
    return _which(plan.items.bottlenecks, str(rule.check.settings.get("which", "near")))


def _which(bottlenecks: Iterable[Bottleneck], which: str) -> list[Bottleneck]:
    if which == "promised":
        return [b for b in bottlenecks if b.promised and not _is_left_out(b)]
    bottlenecks = list(bottlenecks)
    near = [b for b in bottlenecks if not b.later]
    if which == "listed" and not near:
        return [b for b in bottlenecks if b.listed]
    return [b for b in near if b.listed] or near


def _is_left_out(bottleneck: Bottleneck) -> bool:
    """Say whether what stands in the list of promises is that none is made ("deze laten we in deze periode liggen")."""
    measured = bottleneck.smart["meetbaar"] or bottleneck.smart["tijdgebonden"]
    return bottleneck.excluded is not None and measured is None


def _seen_by_witness(
    plan: Plan, rule: Rule, items: Sequence[Bottleneck | Activity]
) -> Callable[[Bottleneck | Activity], Evidence | None]:
    """Return what tells the passage of an item in which the witnesses are sure of what ``rule`` asks, or None.

    The second goes by the words, the third reads what says anything there. A passage that several items share tells of
    none of them.
    """
    witness = plan.witness
    if witness is None or not rule.check.settings.get("weighed") or not witness.knows(rule.id):
        return lambda item: None
    searcher = Searcher(plan.passages, plan.passages.lexicon)
    own = {id(item): sentences for item, sentences in zip(items, own_sentences(plan, items), strict=True)}

    def seen(item: Bottleneck | Activity) -> Evidence | None:
        best = witness.strongest(rule.id, own[id(item)])
        if best is not None and best[0] > _SURE:
            return searcher.evidence_of(best[1])
        read = witness.plainest(rule.id, _telling(plan, own[id(item)]))
        if read is None or read[0] <= _PLAIN:
            return None
        first = plan.passages.sentences[read[1][0]]
        return searcher.evidence_of(first.windows[Window.PARAGRAPH if first.row is None else Window.SENTENCE])

    return seen


def _telling(plan: Plan, sentences: Sequence[int]) -> list[int]:
    """Return those of ``sentences`` that stand in no paragraph or row with an empty answer ("Domein: n.t.b.")."""
    texts = {n: plan.passages.sentences[n] for n in sentences}
    empty = {(s.block, s.row) for s in texts.values() if _says_nothing(s.text)}
    return [n for n, s in texts.items() if (s.block, s.row) not in empty]


def _says_nothing(text: str) -> bool:
    headed = split_head(text)
    return is_empty(headed[1] if headed else text)


def own_sentences(plan: Plan, items: Sequence[Bottleneck | Activity]) -> list[list[int]]:
    """Return the sentences that are about each of ``items`` alone, in order."""
    sentences = _sentences_at(plan)
    shared = {place for place, count in Counter(p for i in items for p in i.places).items() if count > 1}
    return [sorted(n for place in item.places - shared for n in sentences.get(place, ())) for item in items]


def _sentences_at(plan: Plan) -> dict[tuple[int, int | None], list[int]]:
    """Return the sentences of each place (block, row)."""
    found: dict[tuple[int, int | None], list[int]] = {}
    for sentence in plan.passages.sentences.values():
        found.setdefault((sentence.block, sentence.row), []).append(sentence.number)
    return found


def _judge(
    item: Bottleneck | Activity,
    require: list[str],
    in_text: dict[tuple[int, int | None], Evidence],
    seen: Callable[[Bottleneck | Activity], Evidence | None],
) -> _Outcome:
    shown: list[Evidence] = []
    missing: list[str] = []
    for part in require:
        evidence = item.part(part)
        if evidence is None and len(require) == 1:
            evidence = next((in_text[p] for p in sorted(item.places, key=str) if p in in_text), None) or seen(item)
        if evidence is None:
            missing.append(part)
        else:
            shown.append(evidence)
    status = Status.FAIL if missing else Status.PASS
    return _Outcome(
        Item(item.title, status, tuple(missing), item.anchor, tuple(dict.fromkeys(shown))[:_MOST_SHOWN]),
        shown[0] if shown else None,
    )


def _whole(outcomes: list[_Outcome], in_text: dict[tuple[int, int | None], Evidence]) -> list[_Outcome]:
    """Let evidence anywhere in an excerpt count: it is about one item."""
    if not in_text:
        return outcomes
    shown = next(iter(in_text.values()))
    return [_Outcome(Item(o.item.name, Status.PASS, (), o.item.anchor, (shown,)), shown) for o in outcomes]


def _finding(outcomes: list[_Outcome], noun: Text) -> Finding:
    items = tuple(o.item for o in outcomes)
    lacking = [item for item in items if item.status is Status.FAIL]
    evidence = tuple(dict.fromkeys(o.shown for o in outcomes if o.shown is not None))[:_MOST_SHOWN]
    if not lacking:
        message = Text(f"Bij alle {len(items)} {noun.nl} vermeld.", f"Stated for all {len(items)} {noun.en}.")
        return Finding(Status.PASS, message, evidence, items)
    return Finding(
        Status.FAIL,
        Text(
            f"Ontbreekt bij {len(lacking)} van de {len(items)} {noun.nl}: {_names(lacking, 'nl')}.",
            f"Missing for {len(lacking)} of the {len(items)} {noun.en}: {_names(lacking, 'en')}.",
        ),
        evidence,
        items,
        nearest=_nearest(lacking),
    )


def _names(items: list[Item], lang: str) -> str:
    shown = []
    for item in items:
        parts = ", ".join(PART_NAMES[p](lang) for p in item.missing if p in PART_NAMES)
        shown.append(f"{item.name} ({parts})" if parts else item.name)
    return "; ".join(shown)


def _nearest(items: list[Item]) -> Evidence | None:
    first = items[0]
    return Evidence(first.name, first.anchor) if first.anchor is not None else None


def _covered(known: list[Bottleneck], items: list[Bottleneck] | list[Activity]) -> Finding:
    """Judge whether every bottleneck comes back in the impact or is left out expressly."""
    near = [b for b in items if isinstance(b, Bottleneck)]
    if not any(b.promised for b in known):
        message = Text(
            "De knelpunten zijn gevonden, maar geen beoogde impact per knelpunt: lees het plan.",
            "The bottlenecks were found, but no intended impact per bottleneck: read the plan.",
        )
        return Finding(Status.REVIEW, message, nearest=Evidence(near[0].title, near[0].anchor))
    outcomes = []
    for bottleneck in near:
        shown = bottleneck.excluded
        if bottleneck.promised:
            shown = next((e for e in bottleneck.smart.values() if e), None)
        covered = bottleneck.promised or shown is not None
        status = Status.PASS if covered else Status.FAIL
        missing = () if covered else ("impact",)
        evidence = (shown,) if shown else ()
        outcomes.append(_Outcome(Item(bottleneck.title, status, missing, bottleneck.anchor, evidence), shown))
    finding = _finding(outcomes, _NOUNS["bottlenecks"])
    unmatched = [b for b in known if not b.listed]
    if finding.status is Status.FAIL and unmatched:
        message = Text(
            "De knelpunten en de beoogde impact dragen verschillende namen: vergelijk ze.",
            "The bottlenecks and the intended impact bear different names: compare them.",
        )
        return Finding(Status.REVIEW, message, finding.evidence, finding.items, finding.nearest)
    return finding


def listed_sentences(plan: Plan, rule: Rule) -> list[tuple[int, ...]]:
    """Return the sentences in which ``plan`` lists what ``rule`` (with ``least``) asks, per item; else of a match.

    Empty when neither is found, or the plan says itself that the list is not there.
    """
    passages = plan.passages
    searcher = Searcher(passages, passages.lexicon.over(rule.check.terms))
    if _denial(plan, rule, searcher) is not None:
        return []
    items = _asked(plan, rule)
    if len(items) >= int(rule.check.settings["least"]) and not plan.items.fragment:
        at = _sentences_at(plan)
        own = [tuple(sorted(n for place in item.places for n in at.get(place, ()))) for item in items]
        return [sentences for sentences in own if sentences]
    match = searcher.first(rule.check.evidence)
    return [tuple(match.sentences)] if match is not None else []


def _weighed(witness: Witness, plan: Plan, rule: Rule, found: Finding) -> Finding:
    """Judge by what was found and by the second witness together."""
    verdict = witness.judge(rule.id, listed_sentences(plan, rule), weak=False)
    if verdict.met and found.status is Status.PASS:
        return found
    searcher = Searcher(plan.passages, plan.passages.lexicon)
    shown = tuple(dict.fromkeys(searcher.evidence_of(window) for window in verdict.best))
    if verdict.met:
        return Finding(Status.PASS, Text("Beschreven in het plan.", "Described in the plan."), shown)
    if found.status is Status.FAIL:
        return found
    message = Text(f"Niet gevonden: {rule.need.nl}", f"Not found: {rule.need.en}")
    return Finding(Status.FAIL, message, nearest=shown[0] if shown else None)


def _listed(plan: Plan, rule: Rule, items: list[Bottleneck] | list[Activity], noun: Text) -> Finding:
    """Judge whether the plan names enough items, and does not say that the list is not there."""
    passages = plan.passages
    searcher = Searcher(passages, passages.lexicon.over(rule.check.terms))
    denial = _denial(plan, rule, searcher)
    match = searcher.first(rule.check.evidence)
    enough = len(items) >= int(rule.check.settings["least"]) and not plan.items.fragment
    if denial is not None:
        message = Text(
            f"Het plan zegt zelf dat de {noun.nl} ontbreken, of maar voor een deel genoemd zijn.",
            f"The plan itself says that the {noun.en} are missing, or named in part only.",
        )
        return Finding(Status.FAIL, message, nearest=denial)
    if enough:
        shown = tuple(Evidence(i.title, i.anchor) for i in items[:_MOST_SHOWN])
        listed = tuple(Item(i.title, Status.PASS, (), i.anchor) for i in items)
        message = Text(f"Het plan noemt {len(items)} {noun.nl}.", f"The plan names {len(items)} {noun.en}.")
        return Finding(Status.PASS, message, shown, listed)
    if match is not None:
        message = Text("Beschreven in het plan.", "Described in the plan.")
        return Finding(Status.PASS, message, (searcher.evidence(match),))
    later = [b for b in plan.items.bottlenecks if b.later and b.listed]
    if not items and len(later) >= int(rule.check.settings["least"]):
        message = Text(
            f"Het plan noemt alleen {noun.nl} van na de contractjaren ({len(later)}).",
            f"The plan only names {noun.en} of after the contract years ({len(later)}).",
        )
        return Finding(Status.FAIL, message, nearest=Evidence(later[0].title, later[0].anchor))
    return _none(plan, rule, str(rule.check.settings["over"]))


def _denial(plan: Plan, rule: Rule, searcher: Searcher) -> Evidence | None:
    """Return the sentence that names all concepts of ``denied_by``, or None."""
    concepts = [str(c) for c in rule.check.settings.get("denied_by", ())]
    if not concepts:
        return None
    named = [{hit.sentence for hit in searcher.hits(concept)} for concept in concepts]
    for number in sorted(set.intersection(*named)):
        sentence = plan.passages.sentences.get(number)
        if sentence is not None:
            return Evidence(sentence.text, sentence.anchor)
    return None


def _places_with_evidence(plan: Plan, rule: Rule) -> dict[tuple[int, int | None], Evidence]:
    """Return the places (block, row) where the rule's own evidence stands."""
    if not rule.check.evidence:
        return {}
    passages = plan.passages
    searcher = Searcher(passages, passages.lexicon.over(rule.check.terms))
    found: dict[tuple[int, int | None], Evidence] = {}
    for alternative in rule.check.evidence:
        for match in searcher.matches(alternative):
            for number in match.sentences:
                sentence = passages.sentences[number]
                found.setdefault((sentence.block, sentence.row), searcher.evidence(match))
    return found


def _none(plan: Plan, rule: Rule, over: str) -> Finding:
    """Return the finding for a plan in which no items were recognised."""
    passages = plan.passages
    concept = "items-titel-activiteit" if over == "activities" else "items-titel-knelpunt"
    named = any(passages.hits_of(concept))
    nearest = Searcher(passages, passages.lexicon.over(rule.check.terms)).nearest(rule.check.evidence)
    noun = _NOUNS[over]
    if named:
        message = Text(
            f"Het plan noemt {noun.nl}, maar ze zijn niet afzonderlijk te herkennen: lees het plan.",
            f"The plan speaks of {noun.en}, but they cannot be told apart: read the plan.",
        )
        return Finding(Status.REVIEW, message, nearest=nearest)
    message = Text(f"Geen {noun.nl} gevonden.", f"No {noun.en} found.")
    return Finding(Status.FAIL, message, nearest=nearest)
