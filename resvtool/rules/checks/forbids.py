"""``forbids``: something must not occur in the plan, in any of the ways that the rule lists.

In: a plan and a rule whose ``evidence`` lists what is forbidden; with the setting ``residue: true`` also
what a template or a writer left behind (:mod:`resvtool.facts.residue`). Out: ``fail`` with the places
where it occurs, ``review`` when only a weak alternative does, ``pass`` when nothing does.
The setting ``needs`` lists alternatives of which one must be found besides (written as in
``evidence``): without any, ``pass`` becomes ``review`` when a weak one is found, else ``fail``.
The setting ``only_task`` (1 to 5) forbids money for other main tasks (hoofdtaken), and activities that serve them, the
latter unless the plan says that only that one is meant, in the way of one of the alternatives of ``said_by``.
(Design, Checks and Statuses.)
"""

from __future__ import annotations

from resvtool.facts.lines import shown
from resvtool.facts.residue import Residue, residues
from resvtool.facts.task_money import tasks_with_money
from resvtool.plan import Plan
from resvtool.rules.evidence import Match, Searcher
from resvtool.rules.model import Alternative, Evidence, Finding, Rule, Status, Text

_MOST_SHOWN = 5


def forbids(plan: Plan, rule: Rule) -> Finding:
    """Judge ``plan`` by what ``rule`` forbids. Raises LexiconError for an unknown concept."""
    searcher = Searcher(plan.passages, plan.passages.lexicon.over(rule.check.terms))
    left = residues(plan.document, plan.passages) if rule.check.settings.get("residue") else []
    strong, weak = _matched(searcher, rule)
    sure = [*strong, *(_shown(r) for r in left if r.sure)]
    unsure = [*weak, *(_shown(r) for r in left if not r.sure)]
    if sure:
        return Finding(Status.FAIL, _counted(len(sure)), tuple(dict.fromkeys(sure))[:_MOST_SHOWN])
    if unsure:
        message = Text(
            "Er staat iets dat hier misschien niet hoort: lees de passage.",
            "Something may not belong here: read the passage.",
        )
        return Finding(Status.REVIEW, message, tuple(dict.fromkeys(unsure))[:_MOST_SHOWN])
    elsewhere = _serving_others(plan, rule, searcher)
    if elsewhere is not None:
        return elsewhere
    needs = rule.check.settings.get("needs", ())
    if needs:
        return _needed(searcher, needs, rule)
    return Finding(Status.PASS, Text("Niet aangetroffen.", "Not found in the plan."))


def _serving_others(plan: Plan, rule: Rule, searcher: Searcher) -> Finding | None:
    """Return the finding on activities that serve other main tasks only, None when there are none that count."""
    only = rule.check.settings.get("only_task")
    paid = [(own, line) for own, line in tasks_with_money(plan.numbers.reader) if only not in own] if only else []
    if paid:
        tasks = ", ".join(map(str, sorted(frozenset[int]().union(*(own for own, _ in paid)))))
        return Finding(
            Status.FAIL,
            Text(
                f"Er staat geld bij andere hoofdtaken dan {only}: {tasks}.",
                f"Money stands beside other main tasks: {tasks}.",
            ),
            shown(line for _, line in paid),
        )
    others = [a for a in plan.items.activities if a.main_tasks and only not in a.main_tasks] if only else []
    if not others or searcher.first(rule.check.settings.get("said_by", ())):
        return None
    names = "; ".join(a.title for a in others)
    told = tuple(dict.fromkeys(e for a in others if (e := a.shown["hoofdtaak"]) is not None))[:_MOST_SHOWN]
    return Finding(
        Status.FAIL,
        Text(
            f"Ook activiteiten van andere hoofdtaken dan {only}, en nergens dat het geld die niet betreft: {names}.",
            f"Activities of other main tasks than {only} too, and nowhere that the money is not for those: {names}.",
        ),
        told,
    )


def _needed(searcher: Searcher, needs: tuple[Alternative, ...], rule: Rule) -> Finding:
    """Judge by what must be found besides, when nothing forbidden is."""
    strong = searcher.first(a for a in needs if not a.weak)
    if strong:
        message = Text("Beschreven, en niets dat dit tegenspreekt.", "Described, and nothing that contradicts it.")
        return Finding(Status.PASS, message, (searcher.evidence(strong),))
    weak = searcher.first(a for a in needs if a.weak)
    if weak:
        message = Text(
            "Niets dat dit tegenspreekt, maar het staat er niet met zoveel woorden: lees de passage.",
            "Nothing contradicts it, but it is not said in so many words: read the passage.",
        )
        return Finding(Status.REVIEW, message, (searcher.evidence(weak),))
    return Finding(
        Status.FAIL,
        Text(f"Niet gevonden: {rule.need.nl}", f"Not found: {rule.need.en}"),
        nearest=searcher.nearest(needs),
    )


def _matched(searcher: Searcher, rule: Rule) -> tuple[list[Evidence], list[Evidence]]:
    """Return the passages that match a strong and a weak alternative of ``rule``; a question says nothing."""
    found: tuple[list[Evidence], list[Evidence]] = ([], [])
    for alternative in rule.check.evidence:
        stated = [m for m in searcher.matches(alternative) if not _is_asked(searcher, m)]
        for match in stated[:_MOST_SHOWN]:
            found[1 if alternative.weak else 0].append(searcher.evidence(match))
    return found


def _is_asked(searcher: Searcher, match: Match) -> bool:
    """Say whether something is only asked: "Is dit een concept?"."""
    texts = [searcher.passages.sentences[n].text.rstrip(" *") for n in match.sentences]
    return any(text.endswith("?") for text in texts)


def _shown(residue: Residue) -> Evidence:
    return residue.evidence


def _counted(number: int) -> Text:
    if number == 1:
        return Text(
            "Op een plaats staat iets dat er niet mag staan.",
            "Something stands in one place that must not be there.",
        )
    return Text(
        f"Op {number} plaatsen staat iets dat er niet mag staan.",
        f"Something stands in {number} places that must not be there.",
    )
