import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.bounds import DAY, seconds
from service.domain.spots import HIGHEST, beginning, bucket, end, number, spot

SECONDS = st.integers(-(1 << 63), (1 << 63) - 1)
NUMBERS = st.integers(1, (1 << 40) - 1)


@given(SECONDS, SECONDS)
def test_later_seconds_have_no_lower_buckets(one, other):
    assert (bucket(one) <= bucket(other)) or one > other


@given(SECONDS, NUMBERS)
def test_a_spot_is_a_positive_number_of_64_bits_and_tells_the_row(second, num):
    place = spot(second, num)
    assert 0 <= beginning(place) <= place <= end(place) <= HIGHEST
    assert number(place) == num


@given(st.integers(seconds(-3770) // DAY, seconds(7710) // DAY))
def test_each_day_of_our_age_has_a_bucket_of_its_own(day):
    assert bucket(day * DAY - 1) < bucket(day * DAY) == bucket((day + 1) * DAY - 1)


@pytest.mark.parametrize("second", [(1 << 63) - 2, seconds(170_000_002)])
def test_what_is_wholly_open_stands_last(second):
    assert bucket(second) <= spot(None, 0) >> 40
    assert spot(None, 0) == spot((1 << 63) - 1, 0)


def test_periods_of_the_earth_have_buckets_of_their_own():
    eras = [bucket(seconds(-year)) for year in (541_000_000, 252_000_000, 66_000_000, 2_580_000, 11_700)]
    assert sorted(set(eras)) == eras
