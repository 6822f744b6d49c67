from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.bounds import seconds
from service.feeds.picture.lettering import width_of
from service.feeds.picture.scale import Stretch, scale
from service.feeds.picture.ticks import SIZE, labelled, ticks

DAY = 86_400
NOON = seconds(2024, 11, 24, 12)


def labels(first: int, last: int) -> list[str]:
    return [tick.label for tick in ticks(Stretch(first, last, 0, 1000))]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (NOON, NOON + 20, ["12:00:00", "12:00:05", "12:00:10"]),
        (NOON, NOON + 3600, ["12:00", "12:05", "12:10"]),
        (NOON, NOON + 2 * DAY, ["12:00", "15:00", "18:00"]),
        (seconds(2024, 11), seconds(2024, 12) - 1, ["1", "2", "3"]),
        (seconds(2024, 1), seconds(2025, 1) - 1, ["Jan", "Feb", "Mar"]),
        (seconds(1990), seconds(2020), ["1990", "1992", "1994"]),
        (seconds(-299), seconds(500), ["300 BCE", "250 BCE", "200 BCE"]),
        (seconds(-66_000_000), seconds(0), ["60 M BCE", "50 M BCE", "40 M BCE"]),
        (seconds(-4_500_000_000), seconds(2000), ["4.5 bn BCE", "4 bn BCE", "3.5 bn BCE"]),
    ],
)
def test_labels_are_round_numbers_of_a_unit_that_fits(first: int, last: int, expected: list[str]) -> None:
    assert labels(first, last)[:3] == expected


def test_there_is_no_year_0() -> None:
    assert labels(seconds(-8), seconds(9))[6:12] == ["3 BCE", "2 BCE", "1 BCE", "1 CE", "2 CE", "3 CE"]


def test_round_years_count_from_year_1() -> None:
    assert labels(seconds(-999), seconds(1000))[4:7] == ["200 BCE", "1 CE", "200 CE"]


def test_a_day_says_its_month() -> None:
    assert ticks(Stretch(seconds(2024, 11), seconds(2024, 12) - 1, 0, 1000))[0].context == "November 2024"


def test_an_hour_says_its_day() -> None:
    assert ticks(Stretch(NOON, NOON + 3600, 0, 1000))[0].context == "24 November 2024"


def test_a_stretch_between_two_ticks_gets_one_at_its_beginning() -> None:
    assert [tick.label for tick in ticks(Stretch(NOON - 60, NOON - 1, 0, 40))] == ["11:59"]


@given(st.integers(-(10**18), 10**18), st.integers(0, 10**18), st.integers(30, 3000))
def test_labels_never_touch(first: int, length: int, room: int) -> None:
    made = labelled(scale([first, first + length], left=0, right=room, window=(None, None)))
    boxes = [(x - width_of(tick.label, SIZE) / 2, x + width_of(tick.label, SIZE) / 2) for x, tick in made if tick.label]
    assert all(end < start for (_, end), (start, _) in pairwise(boxes))


@given(st.integers(-(10**18), 10**18), st.integers(1, 10**18))
def test_no_span_is_without_a_label_or_crowded(first: int, length: int) -> None:
    assert 1 <= len(labels(first, first + length)) <= 40
