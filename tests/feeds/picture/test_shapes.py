from typing import Any

import pytest

from service.domain.bounds import seconds
from service.feeds.picture.extents import extent
from service.feeds.picture.scale import Scale, scale
from service.feeds.picture.shapes import TAIL, Shape, shape
from tests.feeds.selection import event

YEAR = scale([seconds(2024), seconds(2025) - 1], left=100, right=1100, window=(None, None))
BROKEN = scale(
    [seconds(2000), *(seconds(2024, 11, day) for day in (1, 10, 20, 30))], left=100, right=1100, window=(None, None)
)


def drawn(on: Scale = YEAR, **fields: Any) -> Shape:
    return shape(extent(event(**fields)), on)


@pytest.mark.parametrize("start", ["2024-06-01", "2024-06-01T10:00:00Z", "2024-06-01~"])
def test_what_is_short_is_a_point(start: str) -> None:
    assert drawn(start=start).is_point


def test_what_is_long_is_a_bar() -> None:
    bar = drawn(start="2024-01-01/2024-12-31")
    assert (round(bar.left), round(bar.right)) == (100, 1100)


def test_an_open_end_leaves_the_axis_by_a_tail() -> None:
    bar = drawn(start="2024-06-01", end="..")
    assert (bar.end, bar.right, bar.stops[-1][1]) == ("open", 1100 + TAIL, 0.0)


def test_what_the_axis_cuts_says_so() -> None:
    bar = drawn(start="2023-06/2025-06")
    assert (bar.start, bar.end, bar.left, bar.right) == ("cut", "cut", 100, 1100)


def test_what_lies_beyond_the_axis_stands_at_its_edge() -> None:
    assert drawn(start="2030").is_point


def test_a_bar_across_a_break_knows_where() -> None:
    [crossed] = drawn(BROKEN, start="2000-01-01", end="..").crossed
    [(before, after)] = BROKEN.breaks
    assert before.right < crossed < after.left
