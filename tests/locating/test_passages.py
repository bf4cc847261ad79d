from resvtool.language.polarity import Void
from resvtool.locating.passages import Passages, Window, abbreviations, aliases
from resvtool.reading.markdown import read_markdown
from resvtool.rules.loading import load_lexicon

LEXICON = load_lexicon()


def passages(text: str) -> Passages:
    return Passages(read_markdown(text), LEXICON)


def contexts_of(made: Passages, text: str) -> set[str]:
    sentence = next(s for s in made.sentences.values() if s.text == text)
    words = []
    for number in sentence.contexts:
        start, end = made.corpus.spans[number]
        words.append(" ".join(t.text for t in made.corpus.tokens[start:end]))
    return set(words)


def it_gives_a_table_cell_its_column_head_row_head_and_headings() -> None:
    made = passages("# Risico's\n\n| Soort | Maatregel |\n|---|---|\n| Geld | Kwartaalbewaking |\n")
    assert contexts_of(made, "Kwartaalbewaking") == {"Risico's", "Maatregel", "Geld"}


def it_gives_a_list_item_the_sentence_that_introduces_it() -> None:
    made = passages("De ladder heeft drie treden:\n\n- projectleider\n- bestuur\n")
    assert contexts_of(made, "bestuur") == {"De ladder heeft drie treden :"}


def it_gives_rows_the_subhead_above_them() -> None:
    text = "| Nr | Post | Bedrag |\n|---|---|---|\n| R | Regionaal niveau | |\n| R1 | Manager | 67.200 |\n"
    assert "Regionaal niveau" in contexts_of(passages(text), "67.200")


def it_gives_text_after_a_run_in_head_that_head_as_context() -> None:
    made = passages("Naar de financiers. Elk kwartaal sturen wij een overzicht van de uitgaven.")
    assert "Naar de financiers ." in contexts_of(made, "Elk kwartaal sturen wij een overzicht van de uitgaven.")


def it_reads_a_list_and_its_opening_line_as_one_paragraph() -> None:
    made = passages("Wij doen dit:\n\n- een\n- twee\n\nLosse alinea.")
    windows = {s.text: s.windows[Window.PARAGRAPH] for s in made.sentences.values()}
    assert windows["Wij doen dit:"] == windows["een"] == windows["twee"] != windows["Losse alinea."]


def it_flags_glossaries_and_tables_of_contents() -> None:
    made = passages(
        "# Afkortingen\n\n| Afkorting | Betekenis |\n|---|---|\n| EL | escalatieladder |\n\n# Inhoud\n\n- Escalatie\n"
    )
    why = {s.text: made.flags[made.corpus.spans[s.number][0]] for s in made.sentences.values()}
    assert Void(why["escalatieladder"]) & Void.GLOSSARY
    assert Void(why["Escalatie"]) & Void.CONTENTS


def it_finds_what_stands_behind_the_plans_own_abbreviation() -> None:
    made = passages("De Huisartsencoöperatie Velden (HCV) is lid.\n\nHCV beheert het geld.")
    texts = [
        made.sentences[h.sentence].text for h in made.hits(("huisartsencooperatie",)) if h.sentence in made.sentences
    ]
    assert "HCV beheert het geld." in texts


def it_lets_an_exception_take_away_a_hit() -> None:
    made = passages("Het ROAZ-beeld is een bron.\n\nIn het ROAZ zit onze voorzitter.")
    texts = [made.sentences[h.sentence].text for h in made.hits(("=roaz", "!roaz beeld"))]
    assert texts == ["In het ROAZ zit onze voorzitter."]


def it_reads_abbreviations_from_text_and_glossary() -> None:
    document = read_markdown("Het Wijk Overleg Team (WOT) komt.\n\n# Begrippen\n\n- HWV: hecht wijkverband\n")
    assert abbreviations(document) == {"wot": "Wijk Overleg Team", "hwv": "hecht wijkverband"}


def it_reads_an_empty_document() -> None:
    assert passages("").sentences == {}


def it_learns_the_plans_own_word_for_a_wijkverband() -> None:
    texts = (
        "Er komen dijkteams – zo noemen wij onze hechte wijkverbanden – in elke wijk.",
        "De hechte wijkverbanden, bij ons knopen geheten, starten.",
        "Hechte wijkverbanden (hierna: kringen) zijn er vier.",
    )
    assert [set(aliases(read_markdown(text))) for text in texts] == [{"dijkteams"}, {"knopen"}, {"kringen"}]


def it_takes_the_title_of_the_plan_for_no_context() -> None:
    chapters = "".join(f"## Hoofdstuk {i}\n\nTekst van deel {i}.\n\n" for i in range(9))
    made = passages(f"# Plan en begroting van de regio\n\n{chapters}")
    assert contexts_of(made, "Tekst van deel 4.") == {"Hoofdstuk 4"}
