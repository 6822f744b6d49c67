import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.bounds import civil, iso, seconds
from service.domain.dates import parse
from service.domain.periods import UNITS, begin, finish, is_known, length, name, within

SECONDS = st.integers(seconds(-10_000), seconds(10_000))


@given(SECONDS, st.sampled_from(UNITS))
def test_a_second_lies_between_the_ends_of_its_unit_and_no_other_does(second, unit):
    depth = UNITS[::-1].index(unit) + 1
    inside = civil(second)[:depth]
    first, last = begin(second, unit), finish(second, unit)
    assert first <= second <= last
    assert [civil(at)[:depth] == inside for at in (first - 1, first, last, last + 1)] == [False, True, True, False]


@given(SECONDS, st.integers(0, 40_000_000), st.sampled_from(UNITS))
def test_a_span_lies_within_one_unit_when_both_ends_do(first, duration, unit):
    last = first + duration
    same = begin(first, unit) == begin(last, unit)
    assert within(first, last, unit) == (begin(first, unit) if same else None)


def test_an_open_span_lies_within_nothing():
    assert within(None, 0, "year") is within(0, None, "year") is None


@pytest.mark.parametrize(
    ("second", "unit", "written"),
    [
        (seconds(2024, 11, 24, 5), "day", "2024-11-24"),
        (seconds(2024, 2, 29), "month", "2024-02"),
        (seconds(33), "year", "0033"),
        (seconds(-43, 3, 15), "day", "-000043-03-15"),
        (seconds(12_024), "year", "+012024"),
    ],
)
def test_a_unit_has_a_name(second, unit, written):
    assert name(second, unit) == written


@pytest.mark.parametrize("text", ["2024-11-24", "2024", "2024-21", "2024-11-24/2025", "-0043", "2024-11-24T10:00:00Z"])
def test_a_span_that_is_stated_is_known(text):
    assert is_known(parse(text))


@pytest.mark.parametrize(
    "text", ["2024~", "2024-11-XX", "201X", "1950S2", "[2024,2025]", "{2024,2025}", "2024/..", "../2024", "/2024"]
)
def test_a_span_that_is_uncertain_unstated_open_or_a_choice_is_not(text):
    assert not is_known(parse(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024-11-24", "2024-02-29"),
        ("2024-11-24", "2024-11-24/2024-11-24"),
        ("2024-11-24", "[2024-11-01..2024-11-23]"),
        ("2024-11-24", "2024-11-XX"),
        ("2024-11-24", "2024-11-25~"),
        ("2024-11", "2024-02-01/2024-02-29"),
        ("2023", "2024"),
        ("2024-11-01/2024-11-07", "2024-12-25/2024-12-31"),
    ],
)
def test_two_periods_are_equally_long(one, other):
    assert length(parse(one)) == length(parse(other)) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [("2024-11-24", "2024-11"), ("2024-11", "2024-12-01/2024-12-30"), ("2024-XX", "2024"), ("2024-XX", "2024-21")],
)
def test_two_periods_are_not_equally_long(one, other):
    assert length(parse(one)) != length(parse(other))


@pytest.mark.parametrize("text", ["{2024-11-01,2024-11-03}", "2024-11-24/..", "2024~/2025", "[2024,2025-01]"])
def test_a_length_that_cannot_be_told_is_none(text):
    assert length(parse(text)) is None


def test_the_last_second_of_a_day_is_its_own():
    assert iso(finish(seconds(2024, 12, 31), "day")) == "2024-12-31T23:59:59Z"
