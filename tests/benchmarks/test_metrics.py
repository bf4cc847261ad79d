"""The figures of the benchmark: against values worked out by hand, and against score by counting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from metrics import Judged, Share, Tally, is_right, kappa, wilson


def judged(label: str, status: str, rule: str = "bb1/x", plan: str = "b01", rendering: str = "a.pdf") -> Judged:
    return Judged(plan, rendering, rule, label, status, is_right(rule, {"status": label}, status))


class DescribeWilson:
    @pytest.mark.parametrize(
        ("right", "count", "low", "high"),
        [
            # Newcombe 1998, table I, score method: 81/263, 15/148, 0/20, 1/29
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ],
    )
    def it_gives_the_published_intervals(self, right: int, count: int, low: float, high: float) -> None:
        assert wilson(right, count) == pytest.approx((low, high), abs=1e-4)

    def it_knows_nothing_of_nothing(self) -> None:
        assert wilson(0, 0) == (0.0, 1.0)

    @given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
    def it_holds_the_share_and_stays_between_zero_and_one(self, of: tuple[int, int]) -> None:
        low, high = wilson(*of)
        share, hair = of[0] / of[1], 1e-12
        assert 0 <= low <= share + hair
        assert share - hair <= high <= 1

    @given(st.integers(1, 200), st.integers(2, 6))
    def it_narrows_with_more_cases(self, count: int, times: int) -> None:
        low, high = wilson(count, 2 * count)
        lower, higher = wilson(count * times, 2 * count * times)
        assert higher - lower < high - low


class DescribeKappa:
    def it_gives_the_textbook_value(self) -> None:
        # 50 applications: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no; agreement 0.7, chance 0.5
        pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
        assert kappa(pairs) == pytest.approx(0.4)

    def it_is_one_when_readers_agree_and_zero_when_only_by_chance(self) -> None:
        assert kappa([("a", "a"), ("b", "b")]) == 1
        assert kappa([("a", "a")] * 5) == 1
        assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0

    def it_is_negative_when_readers_contradict(self) -> None:
        assert kappa([("a", "b"), ("b", "a")]) == -1

    def it_refuses_no_labels(self) -> None:
        with pytest.raises(ValueError, match="no labels"):
            kappa([])


class DescribeIsRight:
    @pytest.mark.parametrize(
        ("label", "right"),
        [
            ("present", {"pass"}),
            ("absent", {"fail"}),
            ("partial", {"fail", "review"}),
            ("na", {"not-applicable"}),
        ],
    )
    def it_wants_for_each_label_its_own_statuses(self, label: str, right: set[str]) -> None:
        statuses = ("pass", "fail", "review", "not-applicable", "error", "missing", "unread")
        assert {s for s in statuses if is_right("bb1/x", {"status": label}, s)} == right

    def it_takes_what_the_label_accepts(self) -> None:
        assert is_right("bb1/x", {"status": "partial", "accept": ["pass"]}, "pass")
        assert not is_right("bb1/x", {"status": "partial", "accept": None}, "pass")

    def it_lets_only_an_absent_submission_date_be_reviewed(self) -> None:
        assert is_right("plan/indieningsdatum", {"status": "absent"}, "review")
        assert not is_right("plan/indieningsdatum", {"status": "present"}, "review")
        assert not is_right("bb1/x", {"status": "absent"}, "review")

    def it_refuses_a_label_it_does_not_know(self) -> None:
        with pytest.raises(KeyError):
            is_right("bb1/x", {"status": "maybe"}, "pass")


class DescribeTally:
    def it_counts_a_review_as_a_miss_for_both(self) -> None:
        tally = Tally.of([judged("absent", "fail"), judged("absent", "review"), judged("present", "review")])
        assert (tally.sensitivity.right, tally.sensitivity.count) == (1, 2)
        assert (tally.specificity.right, tally.specificity.count) == (0, 1)
        assert tally.reviewed.value == pytest.approx(2 / 3)

    def it_predicts_from_failures_that_are_not_half_met(self) -> None:
        failed = [judged(label, "fail") for label in ("absent", "absent", "absent", "present", "na", "partial")]
        tally = Tally.of([*failed, judged("present", "pass")])
        assert (tally.predictive.right, tally.predictive.count) == (3, 5)
        assert tally.partial.value == 1

    def it_has_no_share_of_nothing(self) -> None:
        assert Tally.of([judged("absent", "fail")]).specificity.value is None

    def it_counts_renderings_of_a_plan_once_in_the_interval(self) -> None:
        two = [judged("absent", status, rendering=r) for r in ("a.pdf", "b.docx") for status in ("fail", "pass")]
        tally = Tally.of(two)
        assert tally.sensitivity == Share(2, 4, looks=2)
        assert tally.sensitivity.cases == 2
        assert tally.sensitivity.interval == wilson(1, 2)

    def it_counts_plans(self) -> None:
        assert Tally.of([judged("na", "fail", plan=p) for p in ("b01", "b01", "b02")]).plans == 2
