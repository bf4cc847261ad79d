import pytest

from resvtool.facts.residue import residue_kind, residues
from resvtool.locating.passages import Passages
from resvtool.reading.markdown import read_markdown
from resvtool.rules.loading import load_lexicon

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    "text",
    [
        "De contactpersoon is [naam invullen].",
        "Bel 06-xxxxxxxx.",
        "TODO: cijfers toevoegen",
        "Er zijn xx inwoners.",
        "Lorem ipsum dolor sit amet.",
        "PM navragen bij Jan",
        "@Petra: checken",
        "Totaal € ...",
        "Klik of tik om tekst in te voeren.",
    ],
)
def it_finds_what_was_left_to_fill_in(text: str) -> None:
    assert residue_kind(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Dit is n.v.t. voor onze regio.",
        "Zie bijlage XX (20).",
        "Met de gemeente maken wij in het najaar een afspraak.",
        "Een inwoner vroeg zich af ... en kreeg antwoord.",
        "Kosten lager dan € 5.000 en hoger dan 3%.",
        "Mail naar bureau@resv.example",
    ],
)
def it_leaves_finished_text_alone(text: str) -> None:
    assert residue_kind(text) is None


def it_finds_empty_cells_that_say_so_and_no_dashes() -> None:
    document = read_markdown("| Post | Bedrag |\n|---|---|\n| Bureau | - |\n| Panel | n.t.b. |\n| Zaal | ... |\n")
    assert [r.evidence.anchor.row for r in residues(document, Passages(document, LEXICON))] == [2, 3]


def kinds(text: str) -> list[str]:
    document = read_markdown(text)
    return [r.kind for r in residues(document, Passages(document, LEXICON))]


def it_takes_an_abbreviation_that_the_plan_explains_for_no_open_post() -> None:
    assert kinds("De bijdrage is PM.") == ["pm"]
    assert kinds("Wij spreken met de paramedici (PM).\n\nDe bijdrage van PM is een uur.") == []
    assert kinds("Een PM-groep doet mee.") == []


def it_takes_a_step_that_is_decided_later_for_none_but_an_open_end_for_one() -> None:
    assert kinds("De volgende stap is nog te bepalen, in overleg met de gemeenten.") == []
    assert kinds("Eigenaar: nog te bepalen") == ["bepalen"]


def it_takes_a_document_that_is_still_to_be_made_for_none_but_a_text_for_one() -> None:
    assert residue_kind("Er komt een plan voor communicatie, nog te schrijven.") is None
    assert residue_kind("Paragraaf nog te schrijven.") is not None
