from math import inf
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.bounds import OPEN, Bounds
from service.domain.lags import Lag, Lags, lag

BOUNDS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: Bounds(*sorted(pair)))
LAGS = st.builds(Lag, st.integers(0, 9) | st.just(-inf), st.integers(9, 20) | st.just(inf))


@given(BOUNDS, BOUNDS)
def test_a_lag_reaches_from_the_least_to_the_greatest_difference_of_two_seconds(cause, response):
    every = [
        later - earlier
        for later in range(response.earliest, response.latest + 1)
        for earlier in range(cause.earliest, cause.latest + 1)
    ]
    assert lag(cause, response, ordered=False) == (min(every), max(every))


@given(BOUNDS, BOUNDS)
def test_no_lag_is_below_zero_where_the_rule_excludes_it(cause, response):
    free = lag(cause, response, ordered=False)
    assert lag(cause, response, ordered=True) == (max(free.shortest, 0), max(free.longest, 0))


def test_an_open_bound_leaves_a_lag_open():
    assert lag(OPEN, Bounds(5, 5), ordered=False) == (-inf, inf)


@pytest.mark.parametrize("count", [1, 2])
def test_a_median_is_of_one_type_for_any_number_of_lags(count):
    many = Lags()
    for _ in range(count):
        many.add(Lag(3, 5))
    assert [type(many.summary()[name]) for name in ("median_shortest", "median_longest")] == [float, float]


@given(st.lists(LAGS, min_size=1))
def test_many_lags_are_summed_up_by_their_ends_and_medians(lags):
    many = Lags()
    for one in lags:
        many.add(one)
    shortest, longest = zip(*lags, strict=True)
    values = (min(shortest), max(longest), median(shortest), median(longest))
    assert list(many.summary().values()) == [len(lags), *(None if abs(value) == inf else value for value in values)]
