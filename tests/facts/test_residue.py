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
