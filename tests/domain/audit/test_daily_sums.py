import random
from itertools import pairwise

import pytest

from service.domain.audit.daily_sums import differing_totals
from tests.domain.claimed import said, total


def november(totals, daily):
    """Totals and daily figures by day of the month."""
    return [total(value, f"2024-11-{day:02}") for day, value in totals.items()] + [
        said(value, f"2024-11-{day:02}") for day, value in daily.items()
    ]


def found(claims):
    """The day and the difference of each finding."""
    return [(verdict.about.figure["period"][-2:], verdict.difference) for verdict in differing_totals(claims)]


def test_a_total_that_differs_is_told_with_its_sum():
    (verdict,) = differing_totals(november({1: 9000, 4: 9700}, {2: 100, 3: 200, 4: 300}))
    assert verdict.sentence == (
        "9,000 up to 1 November 2024 and 600 over the 3 days after it make 9,600; "
        "up to 4 November 2024 the claim is 9,700"
    )
    assert verdict.difference == 100
    assert len(verdict.claims) == 5


def test_tenths_add_up():
    assert found(november({1: 0.1, 3: 0.6}, {2: 0.2, 3: 0.3})) == []


def test_a_day_without_a_figure_leaves_it_open():
    assert found(november({1: 10, 4: 99}, {2: 1, 4: 1})) == []


def test_the_day_of_the_first_total_is_in_it():
    assert found(november({1: 10, 2: 13}, {1: 5, 2: 3})) == []


@pytest.mark.parametrize(
    ("fields", "differs"),
    [
        ({"value": 15}, False),
        ({"value": 16}, True),
        ({"value": 14, "comparator": "more_than"}, False),
        ({"value": 15, "comparator": "more_than"}, True),
        ({"value": 16, "comparator": "about"}, False),
        ({"value": 20, "low": 15}, False),
        ({"value": 20, "low": 16}, True),
    ],
)
def test_comparators_and_bounds_of_the_total_are_respected(fields, differs):
    claims = november({1: 10}, {2: 5})
    assert bool(found([*claims, total(period="2024-11-02", **fields)])) == differs


def test_a_daily_figure_without_an_upper_end_explains_any_higher_total():
    claims = [*november({1: 10, 2: 99}, {}), said(5, "2024-11-02", comparator="at_least")]
    assert found(claims) == []
    assert found([*claims, total(14, "2024-11-02", event="lower")]) == []
    assert found([claims[0], claims[2], total(14, "2024-11-02")]) == [("02", 1)]


def test_a_vague_total_between_two_hides_no_difference():
    claims = november({1: 100, 3: 999}, {2: 1, 3: 1})
    assert found([*claims, total(50, "2024-11-02", comparator="more_than")]) == [("03", 897)]


def test_a_vague_total_narrows_what_follows():
    """At least 100, then 1 and 1: the third day is at least 102."""
    claims = [*november({3: 101}, {2: 1, 3: 1}), total(100, "2024-11-01", comparator="at_least")]
    assert found(claims) == [("03", 1)]


def test_where_two_figures_of_a_day_contradict_each_other_either_may_be_right():
    claims = november({1: 10, 2: 15}, {2: 5})
    assert found([*claims, said(7, "2024-11-02")]) == []


def test_days_before_the_common_era_are_named_too():
    claims = [total(1, "-0043-03-14"), said(1, "-0043-03-15"), total(9, "-0043-03-15")]
    (verdict,) = differing_totals(claims)
    assert verdict.sentence.startswith("1 up to -000043-03-14 and 1 over the day after it")


def test_the_figures_of_others_are_left_out():
    claims = november({1: 10, 2: 15}, {})
    assert found([*claims, said(1, "2024-11-02", claimed_by="moscow")]) == []


def test_a_number_that_states_no_period_is_no_figure_of_a_day():
    claims = november({1: 10, 2: 15}, {})
    assert found([*claims, said(1, start="2024-11-02")]) == []


@pytest.mark.parametrize("seed", range(40))
def test_something_is_found_exactly_where_neighbouring_totals_and_the_days_between_disagree(seed):
    chance = random.Random(seed)
    daily = {day: chance.randint(0, 3) for day in range(1, 31) if chance.random() < 0.9}
    reached, totals = 0, {}
    for day in range(1, 31):
        reached += daily.get(day, 2)
        if chance.random() < 0.5:
            totals[day] = reached + chance.choice([0] * 9 + [1])
    covered = [(a, b) for a, b in pairwise(totals) if all(day in daily for day in range(a + 1, b + 1))]
    differs = any(totals[b] - totals[a] != sum(daily[day] for day in range(a + 1, b + 1)) for a, b in covered)
    assert bool(found(november(totals, daily))) == differs
