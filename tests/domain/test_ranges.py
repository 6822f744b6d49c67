from fractions import Fraction
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.ranges import Edge, Range, as_json, exact

GRID = [Fraction(n, 4) for n in range(-10, 50)]
"""Finer than the edges, so that it has a number just beside each."""


def members(found):
    """The numbers of the grid that are possible."""
    low, high = found
    return {
        n
        for n in GRID
        if (n > low.number if low.beside else n >= low.number)
        and (n < high.number if high.beside else n <= high.number)
    }


LOWS = st.builds(Edge, st.integers(0, 8), st.sampled_from([0, 1])) | st.just(Edge(-inf))
HIGHS = st.builds(Edge, st.integers(0, 8), st.sampled_from([0, -1])) | st.just(Edge(inf))
RANGES = st.builds(Range, LOWS, HIGHS).filter(members)


@given(RANGES, RANGES)
def test_ranges_meet_where_they_have_a_number_in_common(one, other):
    assert one.meets(other) == bool(members(one) & members(other))


@given(RANGES, RANGES)
def test_a_range_is_above_another_when_every_number_of_it_is(one, other):
    assert one.above(other) == (min(members(one)) > max(members(other)))


@given(RANGES, RANGES)
def test_a_range_lies_in_another_when_every_number_of_it_does(one, other):
    assert one.lies_in(other) == (members(one) <= members(other))


@given(RANGES, RANGES)
def test_what_two_ranges_have_in_common_is_in_both(one, other):
    if one.meets(other):
        assert members(one.common(other)) == members(one) & members(other)


@given(RANGES, RANGES)
def test_every_sum_of_two_members_lies_in_the_sum(one, other):
    whole = one.plus(other)
    for a in list(members(one))[:5]:
        for b in list(members(other))[:5]:
            assert Range(Edge(a + b), Edge(a + b)).lies_in(whole)


def test_a_sum_of_what_ends_just_below_a_number_ends_just_below_the_sum():
    below = Range(Edge(0), Edge(5, -1))
    assert below.plus(below) == Range(Edge(0), Edge(10, -1))


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (Edge(1610), Edge(1610), "1,610"),
        (Edge(exact(0.5)), Edge(1100), "0.5 to 1,100"),
        (Edge(700_000, 1), Edge(inf), "more than 700,000"),
        (Edge(5), Edge(inf), "at least 5"),
        (Edge(-inf), Edge(5, -1), "less than 5"),
        (Edge(5, 1), Edge(9), "more than 5 and at most 9"),
        (Edge(-inf), Edge(inf), "any number"),
    ],
)
def test_a_range_reads_as_people_say_it(low, high, words):
    assert Range(low, high).in_words == words


def test_the_gap_is_the_least_step_between_two_ranges():
    low, high = Range(Edge(1), Edge(5)), Range(Edge(exact(7.1)), Edge(inf))
    assert low.gap(high) == high.gap(low) == Fraction(21, 10)
    assert low.gap(low) == 0


@given(st.floats(allow_nan=False, allow_infinity=False, width=32) | st.integers(-(2**53), 2**53))
def test_a_number_is_kept_as_it_was_written(value):
    assert as_json(exact(value)) == value


def test_tenths_add_up_exactly():
    assert exact(0.1) + exact(0.2) == exact(0.3)
