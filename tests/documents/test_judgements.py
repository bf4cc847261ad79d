"""The file in which an assessor keeps judgements."""

from __future__ import annotations

import pathlib
import tomllib

import pytest
from memo_plans import assessed, ruleset

from resvtool.documents.judgements import JudgementsError, place_of, read_judgements, starter
from resvtool.report.overview import Judgement, PointJudgement, Verdict, overview
from resvtool.report.overview.questions import checklist_points
from resvtool.rules.model import Rule

GROUNDS = "cz/uitsluitingsgronden"
POINTS = f'[regels."{GROUNDS}".punten]\n'
TAXES, FRAUD = (
    "3. Belastingen zijn betaald",
    "4. Geen valse verklaringen, en alle relevante inlichtingen gegeven",
)


def rule_of(rule_id: str) -> Rule:
    found = ruleset().rule(rule_id)
    assert found is not None
    return found


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
            ('[regels."bb3/smart".punten]\n"1" = true', "bb3/smart heeft geen punten om af te vinken"),
            (
                '[regels."cz/uitsluitingsgronden".punten]\n"3. Belastingen betaald" = true',
                "'3. Belastingen betaald' is onbekend; bedoelt u '3. Belastingen zijn betaald'?",
            ),
            (
                '[regels."cz/uitsluitingsgronden".punten]\n"3. Belastingen zijn betaald" = "ja"',
                "het punt '3. Belastingen zijn betaald' van cz/uitsluitingsgronden afgevinkt = true of false",
            ),
            (
                '[regels."cz/uitsluitingsgronden"]\npunten = "alle"',
                'de kop [regels."cz/uitsluitingsgronden".punten]',
            ),
        ],
    )
    def it_says_in_one_sentence_what_is_wrong(self, text: str, said: str, tmp_path: pathlib.Path) -> None:
        path = written(tmp_path, text)

        with pytest.raises(JudgementsError) as raised:
            read_judgements(path, ruleset())

        assert said in str(raised.value)
        assert str(path) in str(raised.value)
        assert "\n" not in str(raised.value)


class DescribeThePointsOfAChecklist:
    def they_are_ticked_and_remarked_on_one_by_one(self, tmp_path: pathlib.Path) -> None:
        text = f'{POINTS}"{TAXES}" = {{ afgevinkt = true, opmerking = " Gezien. " }}\n"{FRAUD}" = true\n'

        found = read_judgements(written(tmp_path, text), ruleset()).rules[GROUNDS]

        assert found == Judgement(None, "", {TAXES: PointJudgement(True, "Gezien."), FRAUD: PointJudgement(True, "")})

    def they_make_the_whole_met_when_all_are_ticked(self, tmp_path: pathlib.Path) -> None:
        points = [p.nl for p in checklist_points(rule_of(GROUNDS))]
        text = POINTS + "".join(f'"{point}" = true\n' for point in points)

        assert len(points) == 8
        assert read_judgements(written(tmp_path, text), ruleset()).rules[GROUNDS].verdict is Verdict.MEETS
        said = f'[regels."{GROUNDS}"]\noordeel = "voldoet niet"\n{text}'
        assert read_judgements(written(tmp_path, said), ruleset()).rules[GROUNDS].verdict is Verdict.FAILS

    def they_are_asked_for_and_those_told_are_kept(self, tmp_path: pathlib.Path) -> None:
        fresh = tomllib.loads(starter(overview(assessed())))["regels"][GROUNDS]["punten"]
        mine = f'{POINTS}"{TAXES}" = true # gezien\n'

        text = starter(overview(assessed()), mine)

        assert len(fresh) == 8
        assert text.startswith(mine)
        points = read_judgements(written(tmp_path, text), ruleset()).rules[GROUNDS].points
        assert len(points) == 8
        assert [point for point, said in points.items() if said.ticked] == [TAXES]
        assert starter(overview(assessed()), text) == text

    def they_leave_a_file_alone_that_cannot_be_added_to(self) -> None:
        with pytest.raises(JudgementsError, match="niet aan te vullen"):
            starter(overview(assessed()), f'regels = {{ "{GROUNDS}" = {{ oordeel = "" }} }}\n')


class DescribeStarting:
    def it_asks_for_all_that_lacks_or_is_open_and_reads_back(self, tmp_path: pathlib.Path) -> None:
        made = overview(assessed())

        text = starter(made)

        asked = set(tomllib.loads(text)["regels"])
        open_rules = {r.rule.id for r in made.results if r.lacking or r.verdict is Verdict.OPEN}
        assert open_rules <= asked
        found = read_judgements(written(tmp_path, text), ruleset())
        assert all((j.verdict, j.remark) == (None, "") for j in found.rules.values())
        assert not any(p.ticked or p.remark for j in found.rules.values() for p in j.points.values())
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
