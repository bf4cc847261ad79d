"""Text taken from a source is known by numbers, without the source."""

from resvtool.language.quoting import RUN, Sources, fingerprints, load_fingerprints, save_fingerprints, words_of
from resvtool.rules.places import builtin_folder

TEXT = (
    "De regio legt vast hoe de vier deelnemende partijen samen beslissen over het geld dat zij ontvangen, en wie daar "
    "namens hen een handtekening onder mag zetten."
)


def sources(tmp_path, text=TEXT):
    save_fingerprints(tmp_path / "bron.bin", fingerprints(words_of(text)))
    return Sources(load_fingerprints(tmp_path / "bron.bin"))


def it_knows_a_sentence_of_a_source_also_in_other_dress(tmp_path):
    known = sources(tmp_path)
    assert known.taken(words_of(TEXT))
    assert known.taken(words_of(TEXT.upper().replace(",", " ;").replace("handtekening", "hándtekening")))


def it_knows_it_with_a_word_before_and_after(tmp_path):
    assert sources(tmp_path).taken(words_of(f"Ook: {TEXT} Aldus."))


def it_does_not_know_a_sentence_with_words_of_its_own(tmp_path):
    own = TEXT.replace("vier", "elf").replace("geld", "budget van twee ton").replace("hen", "de achterban")
    assert not sources(tmp_path).taken(words_of(own))


def it_lets_short_sentences_be(tmp_path):
    assert not sources(tmp_path).taken(words_of("De regio legt vast hoe de vier deelnemende partijen samen beslissen"))


def it_gives_a_number_for_each_run_of_words():
    words = words_of(TEXT)
    numbers = fingerprints(words)
    assert len(numbers) == len(words) - RUN + 1
    assert fingerprints(words[3:]) == numbers[3:]
    assert fingerprints(words[: RUN - 1]) == []


def it_keeps_numbers_and_no_words_of_the_source_documents():
    data = (builtin_folder() / "bronteksten.bin").read_bytes()
    numbers = load_fingerprints(builtin_folder() / "bronteksten.bin")
    assert len(numbers) > 10_000
    assert len(data) == 4 * len(numbers)
    assert b"zorg" not in data.lower()
