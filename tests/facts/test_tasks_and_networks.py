import pytest

from resvtool.facts.numbers import Numbers
from resvtool.locating.passages import Passages
from resvtool.reading.markdown import read_markdown
from resvtool.rules.loading import load_lexicon

LEXICON = load_lexicon()


def numbers(text: str) -> Numbers:
    document = read_markdown(text)
    return Numbers(document, Passages(document, LEXICON))


@pytest.mark.parametrize(
    "text",
    [
        "In 2028 voeren wij de hoofdtaken 1, 2 en 4 uit.",
        "Het aantal hoofdtaken groeit van één in 2027 naar drie in 2028.",
        "| Hoofdtaak | 2027 | 2028 |\n|---|---|---|\n| 1 Stem | - | ja |\n| 2 Capaciteit | - | ja |\n| 4 Wijk | ja | ja |",
        "| Jaar | Hoofdtaken in uitvoering |\n|---|---|\n| 2027 | 4 |\n| 2028 | 1, 2 en 4 |",
        "- 2027: HT4 operationeel\n- 2028: HT1 en HT2 komen erbij",
    ],
)
def it_counts_the_hoofdtaken_of_a_year(text: str) -> None:
    assert max(t.count for t in numbers(text).hoofdtaken if t.year == 2028) == 3


def it_counts_no_task_that_is_only_explored() -> None:
    found = numbers("In 2028 onderzoeken drie werkgroepen hoe de hoofdtaken 1, 2 en 3 vorm kunnen krijgen.")
    assert [t for t in found.hoofdtaken if t.count >= 3] == []


@pytest.mark.parametrize(
    "text",
    [
        "Op 1 januari 2027 draaien vijf van de twintig beoogde hechte wijkverbanden.",
        "- beoogd aantal HWV in werkgebied: 20\n- operationeel per 1-1-2027: 5",
        "| Peildatum | Operationele wijkverbanden | Beoogd |\n|---|---|---|\n| 1 januari 2027 | 5 | 20 |",
    ],
)
def it_reads_the_share_of_networks_that_work(text: str) -> None:
    found = [o for o in numbers(text).operational if not o.later]
    assert found
    assert found[0].share.low == pytest.approx(25.0)
    assert found[0].at_start


def it_reads_networks_by_the_plans_own_name() -> None:
    found = numbers(
        "Een gaard is onze naam voor een hecht wijkverband. Op 1 januari 2027 draaien vijf van de twintig beoogde "
        "gaarden; de kleinste gaard heeft 11.400 inwoners."
    )
    assert found.operational[0].share.low == pytest.approx(25.0)
    assert [s.inhabitants for s in found.wijkverband_sizes] == [11400]


def it_knows_a_later_date() -> None:
    found = numbers("Eind 2028 zijn zes van de twintig hechte wijkverbanden operationeel.").operational
    assert [o.later for o in found] == [True]


def it_reads_the_smallest_network_and_grounds_for_an_exception() -> None:
    found = numbers(
        "Wijkverband Zeehoek telt 8.300 inwoners, een uitzondering omdat het afgelegen ligt."
    ).wijkverband_sizes
    assert [(s.inhabitants, s.excused) for s in found] == [(8300, True)]


def it_counts_allied_disciplines_once() -> None:
    text = "Het paramedisch verband bundelt fysiotherapie, kinderfysiotherapie en logopedie."
    assert numbers(text).allied_bodies[0].count == 2
