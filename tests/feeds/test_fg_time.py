from typing import Any

import pytest

from service.feeds.fg_time import altered, fg_time
from tests.feeds.selection import event


@pytest.mark.parametrize(
    ("start", "end", "time"),
    [
        ("2024-11-24", None, {"date": "2024-11-24"}),
        ("2024-11-24T10:30+02:00", None, {"timestamp": "2024-11-24T08:30:00Z"}),
        ("2024-11-24T10:30Z", "2024-11-24T12:00Z", {"interval": ["2024-11-24T10:30:00Z", "2024-11-24T12:00:00Z"]}),
        ("2024-11-24T10:30Z", "..", {"interval": ["2024-11-24T10:30:00Z", ".."]}),
        ("2024-11-24T10:30", None, {"date": "2024-11-24"}),
        ("2024-11-24T10:30Z", "2024-11-25", {"interval": ["2024-11-24", "2024-11-25"]}),
        ("2024-11", None, {"interval": ["2024-11-01", "2024-11-30"]}),
        ("2022-02-24", "..", {"interval": ["2022-02-24", ".."]}),
        ("[..2024-11-26]", None, {"interval": ["..", "2024-11-26"]}),
        ("0001", None, {"interval": ["0001-01-01", "0001-12-31"]}),
        ("9999-12-31", None, {"date": "9999-12-31"}),
        ("../..", None, None),
        ("0000", None, None),
        ("-0043-03-15", None, None),
        ("Y170000002", None, None),
    ],
)
def test_a_date_is_written_in_the_form_that_it_fills(start: str, end: str | None, time: Any) -> None:
    assert fg_time(event(start=start, end=end)) == time


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ("2024-11", "uncertain"),
        ("2024-11-24~", "uncertain"),
        ("[..2024-11-26]", "uncertain"),
        ("2024-24", "uncertain"),
        ("2024-11-24T10:30", "time zone"),
        ("-0043", "years 1 to 9999"),
        ("../..", "no date"),
    ],
)
def test_what_is_not_given_as_it_is_known_is_said(start: str, reason: str) -> None:
    change = altered(event(start=start))
    assert change
    assert reason in change[1]


@pytest.mark.parametrize("start", ["2024-11-24", "2024-11-24/..", "2024-11-24T10:30Z", "2024-11-24/2024-11-26"])
def test_what_is_given_as_it_is_known_is_not_mentioned(start: str) -> None:
    assert altered(event(start=start)) is None
