"""Attempts to pass without a plan: pasted requirements, keyword lists, headings with nothing under them."""

from functools import lru_cache

import pytest

from resvtool.assessment import Assessment, assess_document
from resvtool.reading.markdown import read_markdown
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Ruleset, Severity, Status

LADDER = (
    "Loopt een project vast, dan zoekt de projectleider binnen twee weken een oplossing. Lukt dat niet, dan beslist "
    "het kernteam binnen een maand en daarna het bestuur."
)


@lru_cache(maxsize=1)
def ruleset() -> Ruleset:
    return load_ruleset("landelijk")


def assess(text: str) -> Assessment:
    return assess_document(read_markdown(text), ruleset())


def status(assessment: Assessment, rule: str) -> Status:
    return next(r.status for r in assessment.results if r.rule.id == rule)


def codes(assessment: Assessment) -> list[str]:
    return [p.code for p in assessment.document.problems]


def passed(assessment: Assessment) -> set[str]:
    return {r.rule.id for r in assessment.results if r.status is Status.PASS and r.rule.severity is Severity.ERROR}


def keywords() -> list[str]:
    """The bare words of the rules' own concepts: what somebody would list who has read them."""
    found = []
    for rule in ruleset().rules:
        for alternative in rule.check.evidence:
            for entry in (*alternative.own, *alternative.all):
                terms = rule.check.terms.get(entry.partition(">=")[0].split("|")[0], ())
                found += [t for t in terms if t.isalpha()][:2]
    return list(dict.fromkeys(found))


class DescribePastedRequirements:
    def it_takes_no_evidence_from_what_the_rules_ask_and_advise(self):
        texts = [t for r in ruleset().rules for t in (r.need.nl, r.advice.nl) if len(t.split()) > 15]
        with_paste = assess("# Plan\n\n## Bouwsteen 5\n\n" + "\n\n".join(texts))
        bare = assess("# Plan\n\n## Bouwsteen 5\n\nDit plan is leeg.")
        assert "quoted-requirement" in codes(with_paste)
        assert len(passed(with_paste)) <= len(passed(bare)) + 6

    def it_says_so_where_the_paste_came_nearest(self):
        need = next(r for r in ruleset().rules if r.id == "bb5/escalatieladder").need.nl
        result = next(r for r in assess(f"## Escalatie\n\n{need}").results if r.rule.id == "bb5/escalatieladder")
        assert result.status is not Status.PASS
        if result.finding.nearest is not None:
            assert result.finding.message.nl.endswith("De tekst van de eis zelf is geen bewijs.")
            assert result.finding.message.en.endswith("The text of the requirement itself is no evidence.")

    def it_still_reads_the_plans_own_words_beside_the_paste(self):
        need = next(r for r in ruleset().rules if r.id == "bb5/escalatieladder").need.nl
        assert status(assess(f"## Escalatie\n\n{need}\n\n{LADDER}"), "bb5/escalatieladder") is Status.PASS


def pasted() -> list[str]:
    return [t for r in ruleset().rules for t in (r.need.nl, r.advice.nl) if len(t.split()) > 15]


def _table(*heads: str) -> str:
    rows = (f"| {heads[0][0]}{i} | " + f"{t} | " * (len(heads) - 1) for i, t in enumerate(pasted()[:20], 1))
    return "\n".join([f"| {' | '.join(heads)} |", "|---" * len(heads) + "|", *rows])


class DescribeItemsOfPastedText:
    @pytest.mark.parametrize(
        "paste",
        [
            lambda: "\n\n".join(pasted()),
            lambda: "\n".join(f"- {t}" for t in pasted()),
            lambda: "\n\n".join(f"### Activiteit {i}\n\n{t}" for i, t in enumerate(pasted())),
            lambda: "\n\n".join(f"### A{i} {t}\n\nDoel: {t}" for i, t in enumerate(pasted())),
            lambda: _table(
                "Activiteit", "Doel", "Hoofdtaak", "Effect voor patiënten", "Effect voor aanbieders", "Domein"
            ),
            lambda: _table("Knelpunt", "Specifiek", "Meetbaar", "Eigenaar", "Inzet", "Datum"),
        ],
    )
    @pytest.mark.parametrize("heading", ["Activiteiten", "Knelpunten"])
    def it_takes_no_evidence_from_activities_and_bottlenecks_of_it(self, heading, paste):
        assessment = assess(f"# Plan\n\n## {heading}\n\n{paste()}")
        assert "quoted-requirement" in codes(assessment)
        assert [r.rule.id for r in assessment.results if r.rule.check.kind == "each" and r.status is Status.PASS] == []

    def it_still_reads_the_plans_own_activities_beside_the_paste(self):
        own = (
            "| Activiteit | Doel |\n|---|---|\n| A1 Wijkteams vormen | Elke wijk heeft een vast team. |\n"
            "| A2 Digitaal loket | Inwoners vinden sneller hulp. |\n| A3 Scholing | Teams leren van elkaar. |"
        )
        assessment = assess(f"# Plan\n\n## Activiteiten\n\n{own}\n\n## Eisen\n\n" + "\n\n".join(pasted()))
        assert [str(a.label) for a in assessment.plan.items.activities] == ["A1", "A2", "A3"]


class DescribeKeywordLists:
    def it_takes_no_evidence_from_a_list_of_keywords(self):
        honest = assess(f"# Plan\n\n## Bouwsteen 5\n\n{LADDER}")
        for listed in (", ".join(keywords()), "\n".join(f"- {k}" for k in keywords())):
            tricked = assess(f"# Plan\n\n## Bouwsteen 5\n\n{LADDER}\n\n## Bijlage\n\n{listed}")
            assert codes(tricked) == ["keyword-list"]
            assert len(passed(tricked)) <= len(passed(honest)) + 4
            assert status(tricked, "bb5/escalatieladder") is Status.PASS

    def it_leaves_an_honest_enumeration_alone(self):
        text = (
            "Deelnemers zijn huisartsen, apothekers, fysiotherapeuten, wijkverpleging, sociaal werk en verloskundigen."
        )
        assert codes(assess(f"## Deelnemers\n\n{text}")) == []


class DescribeHeadingsWithNothingUnderThem:
    def it_takes_no_evidence_from_headings(self):
        heads = "\n\n".join(f"## {r.title.nl}" for r in ruleset().rules)
        assert passed(assess(f"# Plan\n\n{heads}")) <= passed(assess("# Plan\n\nDit plan is leeg.")) | {"plan/opbouw"}
