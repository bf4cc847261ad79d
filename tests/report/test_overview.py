"""What the overview of an assessment tells, on plans written here."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import cache

import pytest

from resvtool.assessment import Assessment, assess_document
from resvtool.plan import Given
from resvtool.reading.markdown import read_markdown
from resvtool.report.overview import Judgement, Overview, Verdict, overview
from resvtool.report.overview.chain import Gap
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Ruleset, Status

PLAN = """
# RESV-plan Lindestreek 2027

Ingediend op 9 juli 2026 bij Menzis. De regio heeft 212.000 inwoners.

## Bouwsteen 1 Startpunt

Huisartsencoöperatie Lindestreek vertegenwoordigt met mandaat 71 van de 100 gecontracteerde huisartsen.

## Bouwsteen 2 Knelpunten voor 2027 tot en met 2029

| Knelpunt | Omvang |
|---|---|
| K1 Volle praktijken | 14 van de 38 praktijken nemen niemand meer aan |
| K2 Late thuiszorg | gemiddeld 9 werkdagen wachten |
| K3 Eenzame ouderen | 2.100 ouderen |

## Bouwsteen 3 Impact per knelpunt

| Knelpunt | Wat verandert er | Nulmeting | Streefwaarde | Eigenaar | Inzet | Uiterlijk |
|---|---|---|---|---|---|---|
| K1 Volle praktijken | Inwoners vinden een praktijk | 14 | 5 | HCL | A1 | 31 december 2028 |
| K2 Late thuiszorg | Mensen krijgen eerder zorg | 9 dagen | 4 dagen | Wijkzorg Linde | A2 |  |

## Bouwsteen 4 Activiteiten 2027

| Activiteit | Doel | Hoofdtaak | Knelpunt | Effect patiënt | Effect aanbieder | Domein |
|---|---|---|---|---|---|---|
| A1 Inschrijfloket | plaatsing binnen twee weken | 2 | K1 | vaste huisarts | minder bellen | alleen zorg |
| A2 Eén aanmeldpunt | één route naar alle teams | 4 | K2 | sneller hulp | één nummer | alleen zorg |
| A3 Digitaal prikbord | gedeeld nieuws | 1 |  | kent de weg | kent elkaar | alleen zorg |

## Bouwsteen 7 Begroting 2027

| Post | Bedrag |
|---|---|
| A1 Inschrijfloket | € 40.000 |
| Wijkcoördinatie | € 30.000 |
| Totaal | € 75.000 |
"""


@cache
def ruleset(name: str) -> Ruleset:
    return load_ruleset(name)


@cache
def assessed(name: str = "menzis", text: str = PLAN) -> Assessment:
    return assess_document(read_markdown(text, "lindestreek.md"), ruleset(name))


@cache
def seen(name: str = "menzis") -> Overview:
    return overview(assessed(name))


def judged(**verdicts: Judgement) -> Overview:
    return overview(assessed(), {rule.replace("__", "/").replace("_", "-"): j for rule, j in verdicts.items()})


class DescribeVerdicts:
    def it_counts_every_result_in_its_block_and_nowhere_else(self) -> None:
        counted = sum(sum(block.counts.values()) for block in seen().blocks)

        assert counted == len(assessed().results) == len(seen().results)

    def it_fails_a_block_with_a_failed_minimum_requirement(self) -> None:
        block = seen().block(3)

        assert block is not None
        assert block.verdict is Verdict.FAILS
        assert re.fullmatch(r"\d+ minimale eis(en)? niet \(geheel\) aangetoond", block.why.nl)

    def it_is_partly_when_what_fails_is_no_minimum_requirement(self) -> None:
        block = seen("landelijk").block(3)

        assert block is not None
        assert not any(r.rule.gate for r in block.results)
        assert block.verdict is Verdict.PARTLY

    def it_lets_a_person_win_over_the_tool(self) -> None:
        before = seen().block(3)
        assert before is not None
        lacking = [r.rule.id for r in before.results if r.verdict in (Verdict.FAILS, Verdict.OPEN)]

        after = overview(assessed(), {rule: Judgement(Verdict.MEETS, "Gezien.") for rule in lacking}).block(3)

        assert after is not None
        assert after.verdict is Verdict.MEETS
        assert before.verdict is Verdict.FAILS

    def it_changes_no_verdict_for_a_remark_alone(self) -> None:
        plain, remarked = seen(), judged(bb3__smart=Judgement(None, "Navragen."))

        assert [r.verdict for r in plain.results] == [r.verdict for r in remarked.results]

    def it_tells_minimum_requirements_first(self) -> None:
        gates = [f.rule.gate for f in seen().findings]

        assert gates == sorted(gates, reverse=True)
        assert True in gates
        assert False in gates


class DescribeTheChain:
    def it_links_bottleneck_impact_activity_and_budget(self) -> None:
        row = next(r for r in seen().chain if r.bottleneck == "K1 Volle praktijken")

        assert row.activity == "A1 Inschrijfloket"
        assert row.main_tasks == (2,)
        assert row.amounts == (Decimal(40_000),)
        assert row.impact is not None
        assert row.gaps == ()

    @pytest.mark.parametrize(
        ("bottleneck", "activity", "gaps"),
        [
            ("K2 Late thuiszorg", "A2 Eén aanmeldpunt", (Gap.BUDGET,)),
            ("K3 Eenzame ouderen", None, (Gap.IMPACT, Gap.ACTIVITY)),
            (None, "A3 Digitaal prikbord", (Gap.BOTTLENECK, Gap.BUDGET)),
        ],
    )
    def it_says_which_link_is_missing(
        self, bottleneck: str | None, activity: str | None, gaps: tuple[Gap, ...]
    ) -> None:
        row = next(r for r in seen().chain if (r.bottleneck, r.activity) == (bottleneck, activity))

        assert row.gaps == gaps

    def it_follows_bare_numbers_and_letters(self) -> None:
        text = PLAN.replace("| K1 Volle", "| 1 Volle").replace("| K2 Late", "| 2 Late").replace("| K3 Een", "| 3 Een")
        text = text.replace("| K1 |", "| 1 en 2 |").replace("| K2 |", "| 2 |")

        linked = [(r.bottleneck, r.activity) for r in overview(assessed("menzis", text)).chain]

        assert ("2 Late thuiszorg", "A1 Inschrijfloket") in linked

    def it_counts_no_amount_that_others_pay(self) -> None:
        text = PLAN.replace("| Post |", "De gemeenten betalen voor A2 zelf € 12.000.\n\n| Post |")

        row = next(r for r in overview(assessed("menzis", text)).chain if r.activity == "A2 Eén aanmeldpunt")

        assert row.amounts == ()

    def it_shows_the_missing_part_in_the_smart_table(self) -> None:
        rows = {row.name: row for row in seen().smart}

        assert rows["K1 Volle praktijken"].missing == ()
        assert rows["K2 Late thuiszorg"].missing == ("tijdgebonden",)
        assert rows["K2 Late thuiszorg"].parts["omvang"] is not None


class DescribeFigures:
    def it_reckons_a_share_against_its_limit(self) -> None:
        figure = next(f for f in seen().figures if f.judged.rule.id == "menzis/vertegenwoordiging-huisartsen-75")

        assert figure.stated.nl == "71%"
        assert figure.limit.nl == "ten minste 75%"
        assert figure.calculation.nl == "71 van 100 aanbieders → 71% < 75%"
        assert figure.calculation.en == "71 of 100 providers → 71% < 75%"
        assert figure.verdict is Verdict.FAILS

    def it_shows_by_how_much_a_total_is_off(self) -> None:
        figure = next(f for f in seen().figures if f.judged.rule.id == "bb7/optelling")

        assert figure.stated.nl == "€ 75.000"
        assert figure.calculation.nl == "2 posten samen € 70.000; verschil € 5.000"
        assert figure.verdict is Verdict.FAILS

    def it_reckons_the_maximum_compensation(self) -> None:
        figure = next(
            f for f in seen("zilveren-kruis").figures if f.judged.rule.id == "zilveren-kruis/maximumvergoeding"
        )

        assert figure.limit.nl == "ten hoogste € 336.560"
        assert figure.calculation.nl.startswith("€ 150.000 + 212.000 inwoners × € 0,88 = € 336.560")

    def it_tells_a_given_date_as_given(self) -> None:
        document = read_markdown(PLAN)
        late = assess_document(document, ruleset("landelijk"), Given(submitted=datetime.date(2026, 7, 16)))

        figure = next(f for f in overview(late).figures if f.judged.rule.id == "plan/indieningsdatum")

        assert (figure.stated.nl, figure.limit.nl) == ("16 juli 2026 (opgegeven)", "uiterlijk 15 juli 2026")
        assert figure.verdict is Verdict.FAILS


class DescribeQuestions:
    def they_are_one_for_each_failed_or_open_requirement(self) -> None:
        asked = [q.rule.id for q in seen().questions]
        wanted = {r.rule.id for r in assessed().results if r.status in (Status.FAIL, Status.REVIEW)}

        assert len(asked) == len(set(asked))
        assert set(asked) == wanted
        assert [q.number for q in seen().questions] == list(range(1, len(asked) + 1))

    @pytest.mark.parametrize("name", ["landelijk", "menzis", "cz", "zilveren-kruis"])
    def they_are_whole_polite_sentences_in_both_languages(self, name: str) -> None:
        for question in seen(name).questions:
            assert "Wilt u" in question.text.nl
            assert "Could you" in question.text.en
            assert question.rule.title.nl in question.text.nl
            assert question.rule.need.en in question.text.en
            for text in (question.text.nl, question.text.en):
                assert not re.search(r"\.\.|\?\?|:\s*:|  | [.,;?]|--", text.replace(question.rule.need.nl, ""))
                assert text.count("“") == text.count("”")

    def they_name_the_items(self) -> None:
        question = next(q for q in seen().questions if q.rule.id == "menzis/activiteit-knelpunt")

        assert "1 van de 3 activiteiten: ‘A3 Digitaal prikbord’ (het knelpunt)" in question.asked.nl

    def they_say_which_number_was_read(self) -> None:
        question = next(q for q in seen().questions if q.rule.id == "menzis/vertegenwoordiging-huisartsen-75")

        assert "71% (71 van 100 aanbieders): minder dan 75%." in question.asked.nl
        assert "met de telling waarop het berust?" in question.asked.nl

    def they_list_the_points_of_the_checklist(self) -> None:
        question = next(q for q in seen("cz").questions if q.rule.id == "cz/uitsluitingsgronden")

        assert "Belastingen zijn betaald; " in question.asked.nl
        assert "bewijsstuk" in question.asked.nl

    def they_name_no_option_of_a_command(self) -> None:
        text = PLAN.replace("De regio heeft 212.000 inwoners.", "")

        told = overview(assessed("zilveren-kruis", text))

        question = next(q for q in told.questions if q.rule.id == "zilveren-kruis/maximumvergoeding")
        assert "--inwoners" not in question.text.nl + question.text.en
        assert "inwonertal" in question.asked.nl

    def they_leave_out_what_a_person_found_good(self) -> None:
        told = judged(bb3__smart=Judgement(Verdict.MEETS))

        assert "bb3/smart" in [q.rule.id for q in seen().questions]
        assert "bb3/smart" not in [q.rule.id for q in told.questions]

    def they_ask_what_is_partly_met_without_the_remark(self) -> None:
        told = judged(bb3__smart=Judgement(Verdict.PARTLY, "Zwak stuk."))

        question = next(q for q in told.questions if q.rule.id == "bb3/smart")

        assert "Naar ons oordeel voldoet uw plan hier nog niet geheel aan" in question.asked.nl
        assert "Zwak stuk" not in question.text.nl


class DescribeDeadlines:
    def they_are_those_of_the_insurer_in_order(self) -> None:
        days = [d.day for d in seen("zilveren-kruis").deadlines]

        assert days == sorted(days)
        assert datetime.date(2026, 8, 26) in days
