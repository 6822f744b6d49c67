from fractions import Fraction
from math import inf

import pytest

from service.domain.bounds import DAY, seconds
from service.domain.ranges import Edge, Range
from tests.domain.claimed import said, total


@pytest.mark.parametrize(
    ("fields", "low", "high"),
    [
        ({}, Edge(1000), Edge(1000)),
        ({"comparator": "about"}, Edge(Fraction(900)), Edge(Fraction(1100))),
        ({"comparator": "about", "low": 990}, Edge(990), Edge(Fraction(1100))),
        ({"comparator": "at_least"}, Edge(1000), Edge(inf)),
        ({"comparator": "at_most"}, Edge(-inf), Edge(1000)),
        ({"comparator": "more_than"}, Edge(1000, 1), Edge(inf)),
        ({"comparator": "less_than"}, Edge(-inf), Edge(1000, -1)),
        ({"comparator": "more_than", "high": 1200}, Edge(1000, 1), Edge(1200)),
        ({"low": 900, "high": 1100}, Edge(900), Edge(1100)),
    ],
)
def test_a_claim_leaves_possible_what_its_comparator_and_bounds_say(fields, low, high):
    assert said(1000, **fields).range == Range(low, high)


def test_about_a_number_below_zero_reaches_to_either_side():
    assert said(-1000, comparator="about").range == Range(Edge(Fraction(-1100)), Edge(Fraction(-900)))


DAY_IN_NOVEMBER = seconds(2024, 11, 24) // DAY


@pytest.mark.parametrize(
    ("claim", "day"),
    [
        (said(1, "2024-11-24"), DAY_IN_NOVEMBER),
        (said(1, "2024-11-24/2024-11-24"), DAY_IN_NOVEMBER),
        (said(1, "2024-11-23/2024-11-24"), None),
        (said(1, "2024-11"), None),
        (said(1, "2024-11-24?"), None),
        (said(1, "[2024-11-24]"), None),
        (said(1, "2024-11-24T10:00:00Z"), None),
        (said(1, "2024-11-24T10:00/2024-11-25T09:59"), None),
        (said(1, start="2024-11-24"), None),
        (total(1, "2024-11-24"), DAY_IN_NOVEMBER),
        (total(1, "2022-02-24/2024-11-24"), DAY_IN_NOVEMBER),
        (total(1, "2022-02-24/.."), None),
        (total(1, "2024-11~"), None),
        (total(1, start="2024-11-24"), DAY_IN_NOVEMBER),
        (total(1, start="2024-11-23", end="2024-11-24"), None),
    ],
)
def test_a_day_is_known_only_where_the_claim_says_it(claim, day):
    assert claim.day == day


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said(1, "2024-11"), said(2, "2024-11-01/2024-11-30")),
        (said(1, "2024-11-24"), said(2, "2024-11-24", start="1999")),
        (total(1, "2024-11-24"), total(2, "2024-11-24")),
        (said(1, event="strike"), said(2, event="strike")),
        (said(1, event="strike", start="2024~"), said(2, event="strike", start="2024~")),
    ],
)
def test_claims_about_the_same_share_their_matter(one, other):
    assert one.matter == other.matter is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said(1, "2024-11"), said(2, "2024-12")),
        (said(1, "2024-11-24"), total(2, "2024-11-24")),
        (said(1, event="strike"), total(2, event="strike")),
        (said(1, event="a", start="2024-11-24"), said(2, event="b", start="2024-11-24")),
        (total(1, "2024-11-24"), total(2, "2022-02-24/2024-11-24")),
        (said(1, "2024-11-24T10:00:00"), said(2, "2024-11-24T10:00:00Z")),
    ],
)
def test_claims_about_two_things_do_not(one, other):
    assert one.matter != other.matter


@pytest.mark.parametrize(
    "period", ["2024-11~", "2024?", "2024-11-XX", "[2024-11-01..2024-11-23]", "2024-11/..", "1950S2"]
)
def test_two_claims_for_a_span_that_is_not_known_exactly_may_both_be_right(period):
    assert said(1, period).matter is None


def test_a_claim_is_told_in_words():
    assert said(1610, "2024-11-24").in_words == "1,610 for 24 November 2024"
    assert total(700_000, "2024-11~", comparator="more_than").in_words == "more than 700,000 up to about November 2024"
    assert said(5, "[2024-11-01..2024-11-03]").in_words == "5 between 1 November 2024 and 3 November 2024"
    assert total(5, "[..2024-11-03]").in_words == "5 up to some time on or before 3 November 2024"
    assert said(5, event="strike").in_words == "5 for event strike"
