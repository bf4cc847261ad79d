import pytest

from resvtool.locating.outline import blocks_named, outline
from resvtool.locating.passages import Passages
from resvtool.reading.markdown import read_markdown
from resvtool.rules.loading import load_lexicon

LEXICON = load_lexicon()
FILLER = (
    "Hierover maakten de deelnemers dit voorjaar met elkaar heldere en bindende onderlinge werkafspraken voor iedereen."
)


def located(text: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for item in outline(Passages(read_markdown(text), LEXICON)):
        found.setdefault(item.heading, set()).add(item.block)
    return found


@pytest.mark.parametrize(
    ("heading", "blocks"),
    [
        ("Bouwsteen 5 Executiekracht", [5]),
        ("Bouwstenen 2 en 3", [2, 3]),
        ("Bouwsteen 2 t/m 4", [2, 3, 4]),
        ("Ons plan", []),
    ],
)
def it_reads_the_building_blocks_that_a_heading_names(heading: str, blocks: list[int]) -> None:
    assert blocks_named(heading) == blocks


def it_follows_a_title_that_names_the_block_down_to_its_sections() -> None:
    assert located(f"# Bouwsteen 6\n\n## Wie\n\n{FILLER}")["Wie"] == {6}


def it_finds_blocks_under_titles_of_their_own() -> None:
    text = (
        "# Wat het kost\n\nDe begroting telt een subtotaal van € 100.000 en een totaal van € 250.000 tegen het uurtarief.\n\n"
        "# Als het misgaat\n\nRisico's bespreken wij elk kwartaal; de evaluatie leidt tot bijsturen en escalatie naar het bestuur.\n"
    )
    found = located(text)
    assert 7 in found["Wat het kost"]
    assert 5 in found["Als het misgaat"]


def it_takes_no_table_of_contents_for_the_section_itself() -> None:
    text = "# Inhoud\n\n- Bouwsteen 1 Minimale eisen en werkgebied\n- Bouwsteen 7 Begroting en kosten van het geheel\n"
    assert located(text) == {}
