from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.bounds import Bounds, civil, days_in_month, instant, iso, precedes, seconds, timestamp

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FARTHEST = 2**70


@given(st.datetimes())
def test_seconds_agree_with_datetime(moment: datetime) -> None:
    expected = (moment.replace(tzinfo=UTC) - EPOCH) // timedelta(seconds=1)
    assert seconds(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second) == expected


@given(st.integers(-FARTHEST, FARTHEST))
def test_civil_undoes_seconds(second: int) -> None:
    assert seconds(*civil(second)) == second


@given(st.integers(-FARTHEST, FARTHEST))
def test_a_civil_time_lies_on_the_calendar(second: int) -> None:
    year, month, day, hour, minute, rest = civil(second)
    assert 1 <= month <= 12
    assert 1 <= day <= days_in_month(year, month)
    assert (hour, minute, rest) == (second // 3600 % 24, second // 60 % 60, second % 60)


@given(st.integers(-(10**12), 10**12))
def test_the_calendar_repeats_after_four_hundred_years(year: int) -> None:
    assert seconds(year + 400) - seconds(year) == 146_097 * 86_400


def test_a_month_beyond_december_lies_in_the_next_year() -> None:
    assert seconds(2001, 15) == seconds(2002, 3)


@pytest.mark.parametrize(
    ("year", "days"), [(2024, 29), (2023, 28), (1900, 28), (2000, 29), (0, 29), (-4, 29), (-1, 28)]
)
def test_february_has_a_leap_day_in_leap_years(year: int, days: int) -> None:
    assert days_in_month(year, 2) == days


@pytest.mark.parametrize(
    ("second", "text"),
    [
        (seconds(2024, 11), "2024-11-01T00:00:00Z"),
        (seconds(2024, 11, 30, 23, 59, 59), "2024-11-30T23:59:59Z"),
        (seconds(1), "0001-01-01T00:00:00Z"),
        (seconds(0), "+000000-01-01T00:00:00Z"),
        (seconds(-43, 3, 15), "-000043-03-15T00:00:00Z"),
        (seconds(10_000), "+010000-01-01T00:00:00Z"),
        (seconds(-170_000_000), "-170000000-01-01T00:00:00Z"),
        (None, None),
    ],
)
def test_a_second_is_written_as_rfc_3339_with_expanded_years(second: int | None, text: str | None) -> None:
    assert iso(second) == text


@pytest.mark.parametrize(
    ("text", "microseconds"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01t00:00:01z", 1_000_000),
        ("1970-01-01T00:00:00.25Z", 250_000),
        ("1970-01-01T00:00:00.1234569Z", 123_456),
        ("1970-01-01T01:30:00+01:30", 0),
        ("1969-12-31T19:00:00-05:00", 0),
        ("1969-12-31T23:59:59.5-00:00", -500_000),
    ],
)
def test_an_rfc_3339_timestamp_is_read_to_the_microsecond(text: str, microseconds: int) -> None:
    assert instant(text) == microseconds


@pytest.mark.parametrize(
    "text",
    [
        *[
            "",
            "2024-11-24",
            "2024-11-24T10:00:00",
            "2024-11-24 10:00:00Z",
            "2024-11-24T10:00Z",
            "2024-11-24T10:00:00+0100",
        ],
        *["2024-13-01T00:00:00Z", "2024-02-30T00:00:00Z", "2024-00-01T00:00:00Z", "2024-01-00T00:00:00Z"],
        *["2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:60Z", "2024-01-01T00:00:00+24:00"],
        *["2024-01-01T00:00:00+01:60", "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00Z\n", "\uff12024-01-01T00:00:00Z"],
    ],
)
def test_anything_but_rfc_3339_with_an_offset_is_no_instant(text: str) -> None:
    with pytest.raises(ValueError, match=r"RFC 3339|no such"):
        instant(text)


@given(st.integers(-(10**16), 10**17))
def test_a_timestamp_is_read_back(microseconds: int) -> None:
    assert instant(timestamp(microseconds)) == microseconds


def test_a_timestamp_always_has_six_decimals() -> None:
    assert timestamp(1_795_341_600_000_000) == "2026-11-22T10:00:00.000000Z"


@pytest.mark.parametrize(
    ("one", "other", "slack", "before"),
    [
        (Bounds(1, 5), Bounds(6, 9), 0, True),
        (Bounds(1, 5), Bounds(5, 9), 0, False),
        (Bounds(1, 5), Bounds(6, 9), 1, False),
        (Bounds(None, 5), Bounds(6, None), 0, True),
        (Bounds(1, None), Bounds(6, 9), 0, False),
        (Bounds(1, 5), Bounds(None, 9), 0, False),
    ],
)
def test_bounds_precede_others_only_if_nothing_between_is_open(
    one: Bounds, other: Bounds, slack: int, before: bool
) -> None:
    assert precedes(one, other, slack=slack) is before
