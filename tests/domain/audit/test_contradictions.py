import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.audit.contradictions import contradictions
from tests.domain.claimed import said

COMPARATORS = st.sampled_from(["exact", "about", "at_least", "at_most", "more_than", "less_than"])
CLAIMS = st.builds(
    said,
    st.integers(0, 12),
    st.sampled_from(["2024-11-24", "2024-11", None]),
    comparator=COMPARATORS,
    claimed_by=st.sampled_from(["kyiv", "moscow", None]),
    event=st.just("one"),
)


def found(*claims):
    return [verdict.finding for verdict in contradictions(claims)]


@given(st.lists(CLAIMS, max_size=8))
def test_every_figure_that_clashes_with_another_is_in_a_verdict_and_no_other(claims):
    expected = set()
    for one, other in itertools.permutations(claims, 2):
        if one.matter == other.matter and not one.range.meets(other.range):
            same = one.claimed_by == other.claimed_by
            expected.add(("contradiction" if same else "contradiction_between_claimants", id(one)))
    assert {(verdict.finding, id(claim)) for verdict in contradictions(claims) for claim in verdict.claims} == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"value": 5}, {"value": 7}),
        ({"value": 5}, {"value": 5, "comparator": "more_than"}),
        ({"value": 5, "high": 6}, {"value": 7, "low": 6.5}),
        ({"value": 1000, "comparator": "about"}, {"value": 1101}),
        ({"value": 0.3}, {"value": 0.30000000000000004}),
    ],
)
def test_numbers_that_cannot_both_be_meant_contradict(one, other):
    assert found(said(period="2024", **one), said(period="2024", **other)) == ["contradiction"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"value": 5}, {"value": 5}),
        ({"value": 5}, {"value": 5, "comparator": "at_least"}),
        ({"value": 5, "high": 7}, {"value": 8, "low": 7}),
        ({"value": 1000, "comparator": "about"}, {"value": 1100}),
        ({"value": 700_000, "comparator": "more_than"}, {"value": 710_000}),
    ],
)
def test_numbers_that_can_both_be_meant_do_not(one, other):
    assert found(said(period="2024", **one), said(period="2024", **other)) == []


def test_three_numbers_for_one_day_are_one_finding():
    claims = [said(value, "2024-11-24") for value in (5, 7, 9)]
    (verdict,) = contradictions(claims)
    assert verdict.claims == tuple(claims)
    assert verdict.sentence == "kyiv claims 9 for 24 November 2024 and 5: no number is both"
    assert verdict.difference == 4


def test_a_number_that_fits_all_others_is_no_part_of_it():
    low, wide, high = said(5, "2024"), said(7, "2024", low=4, high=10), said(9, "2024")
    (verdict,) = contradictions([low, wide, high])
    assert verdict.claims == (low, high)


def test_claimants_who_differ_are_named():
    one, other = said(5, "2024", claimed_by="kyiv"), said(7, "2024", claimed_by=None)
    (verdict,) = contradictions([one, other])
    assert verdict.finding == "contradiction_between_claimants"
    assert verdict.sentence == "the chronicle claims 7 for 2024, kyiv 5: no number is both"


def test_two_strikes_of_one_day_may_have_two_numbers():
    assert found(*(said(value, event=f"strike-{value}", start="2024-11-24") for value in (5, 7))) == []


def test_one_strike_has_one_number():
    assert found(*(said(value, event="strike") for value in (5, 7))) == ["contradiction"]
