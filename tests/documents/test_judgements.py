"""The file in which an assessor keeps judgements."""

from __future__ import annotations

import pathlib
import tomllib

import pytest
from memo_plans import assessed, ruleset

from resvtool.documents.judgements import JudgementsError, place_of, read_judgements, starter
from resvtool.report.overview import Judgement, Verdict, overview


def written(folder: pathlib.Path, text: str) -> pathlib.Path:
    path = folder / "plan.memo.toml"
    path.write_text(text, encoding="utf-8")
    return path


class DescribeReading:
    def it_reads_verdicts_and_remarks(self, tmp_path: pathlib.Path) -> None:
        text = '[memo]\nregio = "Linde"\n[regels."bb3/smart"]\noordeel = "Voldoet deels"\nopmerking = "  K2 mist.  "\n'

        found = read_judgements(written(tmp_path, text), ruleset())

        assert found.rules == {"bb3/smart": Judgement(Verdict.PARTLY, "K2 mist.")}
        assert found.memo == {"regio": "Linde"}

    def it_takes_an_empty_verdict_for_none_yet(self, tmp_path: pathlib.Path) -> None:
        found = read_judgements(written(tmp_path, '[regels."bb3/smart"]\noordeel = ""\n'), ruleset())

        assert found.rules["bb3/smart"].verdict is None

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                '[regels."bb3/smrt"]\noordeel = "voldoet"',
                "regel 'bb3/smrt' staat niet in ruleset cz; bedoelt u 'bb3/smart'?",
            ),
            ('[regels."menzis/hwv-doelgroepen"]', "staat niet in ruleset cz"),
            ('[regels."bb3/smart"]\nordeel = "voldoet"', "'ordeel' is onbekend; bedoelt u 'oordeel'?"),
            (
                '[regels."bb3/smart"]\noordeel = "goed"',
                "oordeel 'goed' over bb3/smart is onbekend; kies uit \"voldoet\"",
            ),
            ('[regels."bb3/smart"]\noordeel = 1', "het oordeel over bb3/smart moet tekst tussen aanhalingstekens zijn"),
            ('[memo]\nregion = "x"', "'region' is onbekend; bedoelt u 'regio'?"),
            ('[regel."bb3/smart"]', "deel 'regel' is onbekend; bedoelt u 'regels'?"),
            ("regels = 3", "'regels' moet een tabel zijn"),
            ('[regels]\n"bb3/smart" = "voldoet"', 'zet boven het oordeel over bb3/smart de kop [regels."bb3/smart"]'),
            ("[memo\n", "geen geldige TOML"),
        ],
    )
    def it_says_in_one_sentence_what_is_wrong(self, text: str, said: str, tmp_path: pathlib.Path) -> None:
        path = written(tmp_path, text)

        with pytest.raises(JudgementsError) as raised:
            read_judgements(path, ruleset())

        assert said in str(raised.value)
        assert str(path) in str(raised.value)
        assert "\n" not in str(raised.value)


class DescribeStarting:
    def it_asks_for_all_that_lacks_or_is_open_and_reads_back(self, tmp_path: pathlib.Path) -> None:
        made = overview(assessed())

        text = starter(made)

        asked = set(tomllib.loads(text)["regels"])
        open_rules = {r.rule.id for r in made.results if r.lacking or r.verdict is Verdict.OPEN}
        assert open_rules <= asked
        found = read_judgements(written(tmp_path, text), ruleset())
        assert all(j == Judgement() for j in found.rules.values())
        assert found.memo["sha256"] == assessed().document.sha256

    def it_keeps_what_people_wrote_to_the_letter(self) -> None:
        mine = '# van mij\r\n[regels."bb3/smart"]\r\noordeel  =  "voldoet" # gezien\r\n'

        text = starter(overview(assessed()), mine)

        assert text.startswith(mine)
        assert text.count('"bb3/smart"') == 1
        assert tomllib.loads(text)["regels"]["bb3/smart"] == {"oordeel": "voldoet"}

    def it_adds_nothing_the_second_time(self) -> None:
        once = starter(overview(assessed()))

        assert starter(overview(assessed()), once) == once


class DescribeThePlace:
    def it_is_beside_the_plan_under_its_own_name(self, tmp_path: pathlib.Path) -> None:
        assert place_of(tmp_path / "linde.docx") == tmp_path / "linde.memo.toml"

    def it_may_be_memo_toml_when_that_names_no_other_plan(self, tmp_path: pathlib.Path) -> None:
        (tmp_path / "memo.toml").write_text('[memo]\nplan = "linde.docx"\n', encoding="utf-8")

        assert place_of(tmp_path / "linde.docx") == tmp_path / "memo.toml"
        assert place_of(tmp_path / "duin.docx") == tmp_path / "duin.memo.toml"
