"""The second witness: weights put in by hand, so that what it should say is known."""

import json
import pathlib
from array import array
from dataclasses import replace

import pytest

from resvtool.locating.meaning import Network, Reader
from resvtool.locating.passages import Passages
from resvtool.locating.signs import sign_of
from resvtool.locating.witness import FEWEST_WINDOWS, Weights, Witness, load_weights
from resvtool.plan import Plan
from resvtool.reading.markdown import read_markdown
from resvtool.rules.engine import judge_rule
from resvtool.rules.loading import load_lexicon, load_ruleset
from resvtool.rules.model import Status

LEXICON = load_lexicon()
FILLER = "\n\n".join(f"In wijk {n} werken de praktijken samen aan de zorg voor ouderen." for n in range(FEWEST_WINDOWS))
MONEY = "De penningen van de streek gaan door de boeken van de huisartsenclub."
RULE = "bb5/escalatieladder"


def _weights(scale: tuple[float, ...] = (0.0,) + (0.0,) * 4 + (1.0,) + (0.0,) * 9) -> Weights:
    """Weights in which two words speak for RULE; the verdict is the score of its best window."""
    vocabulary = {sign_of("penningen"): 0, sign_of("boeken"): 1, sign_of("praktijken"): 2}
    rules = {
        RULE: (-1.0, array("H", [0, 1, 2]), array("h", [300, 300, -100])),
        "bb1/ander": (-1.0, array("H", [2]), array("h", [300])),
    }
    return Weights(vocabulary, rules, scale)


def _witness(text: str, weights: Weights | None = None) -> Witness:
    return Witness(Passages(read_markdown(text), LEXICON), weights or _weights())


def it_finds_the_passage_that_speaks_for_a_rule() -> None:
    plan = Plan(read_markdown(f"{FILLER}\n\n{MONEY}\n"), LEXICON, weights=_weights())
    assert plan.witness is not None
    verdict = plan.witness.judge(RULE, [], False)
    assert verdict.score > 0
    assert plan.passages.window_text(verdict.best[0]) == MONEY


def it_says_no_where_nothing_speaks_for_it() -> None:
    assert _witness(FILLER).judge(RULE, [], False).score < 0


def it_does_not_count_what_is_negated() -> None:
    denied = "Er gaan geen penningen door de boeken."
    assert _witness(f"{FILLER}\n\n{denied}\n").judge(RULE, [], False).score < 0


def it_weighs_what_else_the_plan_tells() -> None:
    witness = _witness(FILLER, _weights((0.0,) * 14 + (1.0,)))
    assert [witness.judge(RULE, [], False, told).met for told in (2.0, 0.0, -1.0)] == [True, False, False]


def it_measures_what_the_rule_found() -> None:
    witness = _witness(f"{FILLER}\n\n{MONEY}\n")
    number = max(witness._passages.sentences)
    without, found = witness.measures(RULE, [], False), witness.measures(RULE, [(number,), (number,)], False)
    assert without[0] == 0 and found[0] == 1
    assert found[2] == 2, "two alternatives agree on one place"
    assert found[3] == pytest.approx(found[4]), "what the rule found is what weighs most"
    assert found[10] > without[10]


def it_has_no_say_on_fragments_and_on_unknown_rules() -> None:
    assert Plan(read_markdown(MONEY), LEXICON, weights=_weights()).witness is None
    assert Plan(read_markdown(FILLER), LEXICON).witness is None
    assert not _witness(FILLER).knows("bb1/bestaat-niet")
    assert not _witness(FILLER, _weights().only(["bb1/ander"])).knows(RULE)


def it_makes_a_rule_pass_on_words_that_the_rule_does_not_know() -> None:
    rules = load_ruleset("landelijk")
    rule = rules.rule(RULE)
    assert rule is not None
    alone = Plan(read_markdown(f"{FILLER}\n\n{MONEY}\n"), rules.lexicon)
    both = Plan(read_markdown(f"{FILLER}\n\n{MONEY}\n"), rules.lexicon, weights=_weights())
    assert judge_rule(alone, rule).status is Status.FAIL
    result = judge_rule(both, rule)
    assert result.status is Status.PASS
    assert result.finding.evidence[0].text == MONEY


def it_weighs_a_second_plan_as_it_does_the_first() -> None:
    weights = _weights()
    text = f"{FILLER}\n\n{MONEY}\n"
    first, second = (_witness(text, weights).measures(RULE, [], False) for _ in range(2))
    assert first == second == _witness(text, _weights()).measures(RULE, [], False)


class _Said(Network):
    """A network that says the same of every text, and counts how often it is asked."""

    def __init__(self, shows: float) -> None:
        self.places = {RULE: 0}
        self.shows, self.asked = shows, 0

    def reads(self, text: str) -> tuple[list[float], list[float]]:
        self.asked += 1
        return [self.shows], [0.0]


@pytest.mark.parametrize(("shows", "met"), [(4.0, True), (-3.0, False)])
def it_lets_the_third_witness_decide_where_it_doubts(shows: float, met: bool) -> None:
    network = _Said(shows)
    weights = replace(_weights(), meaning=Reader(network, (0.0, 1.0, 2.0, *(0.0,) * 7), (-9.0, 9.0)))
    alone = _witness(f"{FILLER}\n\n{MONEY}\n").judge(RULE, [], False)
    verdict = _witness(f"{FILLER}\n\n{MONEY}\n", weights).judge(RULE, [], False)
    assert verdict.score == pytest.approx(alone.score + 2 * shows)
    assert verdict.met is met and 0 < network.asked <= 3


def it_does_not_ask_the_third_witness_where_it_is_sure() -> None:
    network = _Said(-4.0)
    weights = replace(_weights(), meaning=Reader(network, (0.0,) * 10, (8.0, 9.0)))
    assert _witness(f"{FILLER}\n\n{MONEY}\n", weights).judge(RULE, [], False).met
    assert network.asked == 0


def it_tells_which_of_some_sentences_speaks_most_for_a_rule() -> None:
    witness = _witness(f"{FILLER}\n\n{MONEY}\n")
    numbers = sorted(witness._passages.sentences)
    best = witness.strongest(RULE, numbers[-5:])
    assert best is not None and best[0] > 0
    assert witness._passages.window_text(best[1]) == MONEY
    assert witness.strongest(RULE, []) is None


_CARDS = """# Activiteiten

## A1 Bellijn

Hoofdtaak: 2. De patiënt wordt sneller geholpen.

## A2 Wijktafels

Hoofdtaak: 4. De patiënt heeft één plan. {effect}
"""


def it_sees_a_part_of_an_activity_that_nothing_else_sees() -> None:
    rules = load_ruleset("landelijk")
    rule = rules.rule("bb4/effect-aanbieder-per-activiteit")
    assert rule is not None and rule.check.settings["weighed"]
    vocabulary = {sign_of("kilometers"): 0, sign_of("uitgerust"): 1}
    weights = Weights(vocabulary, {rule.id: (-1.0, array("H", [0, 1]), array("h", [900, 900]))}, (0.0,) * 15)
    told = "Kortere kilometers, uitgerust naar huis."
    text = f"{FILLER}\n\n{_CARDS}".replace(
        "De patiënt wordt sneller geholpen.", f"De patiënt wordt sneller geholpen. {told}"
    )
    for effect, status in ((told, Status.PASS), ("", Status.FAIL)):
        plan = Plan(read_markdown(text.format(effect=effect)), rules.lexicon, weights=weights)
        result = judge_rule(plan, rule)
        assert result.status is status
        assert [i.status for i in result.finding.items] == [Status.PASS, status]


def it_lets_the_witness_say_that_no_bottlenecks_of_the_contract_years_are_named() -> None:
    rules = load_ruleset("landelijk")
    rule = rules.rule("bb2/knelpunten-2027-2029")
    assert rule is not None and rule.check.settings["weighed"]
    table = "| Nr | Knelpunt | Omvang |\n|---|---|---|\n| K1 | Lange rij | 12 weken |\n| K2 | Losse eindjes | 40% |\n"
    text = f"{FILLER}\n\n# Knelpunten\n\n{table}"
    vocabulary = {sign_of("rij"): 0}
    for weight, status in ((900, Status.PASS), (-900, Status.FAIL)):
        own = {rule.id: (0.0, array("H", [0]), array("h", [weight]))}
        scale = (0.0, 0.0, 0.0, 0.0, 1.0, *(0.0,) * 10)
        plan = Plan(read_markdown(text), rules.lexicon, weights=Weights(vocabulary, own, scale))
        assert judge_rule(plan, rule).status is status


def it_reads_back_what_training_writes(tmp_path: pathlib.Path) -> None:
    weights = _weights()
    (tmp_path / "signs.txt").write_text("\n".join(weights.vocabulary), encoding="utf-8")
    (tmp_path / "weights.bin").write_bytes(
        b"".join(s.tobytes() for _, s, _ in weights.rules.values())
        + b"".join(w.tobytes() for _, _, w in weights.rules.values())
    )
    about = {"scale": weights.scale, "rules": [[n, b, len(s)] for n, (b, s, _) in weights.rules.items()]}
    (tmp_path / "witness.json").write_text(json.dumps(about), encoding="utf-8")
    read = load_weights(tmp_path)
    assert read is not None
    assert read.vocabulary == weights.vocabulary
    assert read.rules == weights.rules


def it_complains_of_weights_that_do_not_fit(tmp_path: pathlib.Path) -> None:
    (tmp_path / "signs.txt").write_text("a", encoding="utf-8")
    (tmp_path / "weights.bin").write_bytes(b"\0\0")
    (tmp_path / "witness.json").write_text('{"scale": [], "rules": [["x", 0, 3]]}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"weights\.bin"):
        load_weights(tmp_path)


def they_come_with_the_built_in_rulesets_and_leave_changed_checks_alone(tmp_path: pathlib.Path) -> None:
    weights = load_ruleset("landelijk").weights
    assert weights is not None and weights.knows(RULE)
    (tmp_path / "ruleset.yaml").write_text("id: eigen\nextends: landelijk\n", encoding="utf-8")
    (tmp_path / "x.yaml").write_text(
        f"changes: {RULE}\ncheck:\n  kind: describes\n  terms: {{eigen: [ladder]}}\n  evidence:\n  - own: [eigen]\n",
        encoding="utf-8",
    )
    own = load_ruleset(str(tmp_path)).weights
    assert own is not None and not own.knows(RULE) and own.knows("bb5/kassier-inzage")
