from typing import Any

import pytest

from service.domain.bounds import seconds
from service.feeds.picture.extents import FAINT, TAIL, extent, knots
from tests.feeds.selection import event

FIRST, LAST = seconds(2024), seconds(2025) - 1
NOV, DEC = seconds(2024, 11), seconds(2024, 12)


def line(**fields: Any) -> list[tuple[int, float]]:
    return knots(extent(event(**fields)), FIRST, LAST)


def test_an_instant_is_one_knot() -> None:
    assert line(start="2024-11-01T00:00:00Z") == [(NOV, 1.0)]


def test_a_moment_is_surest_in_the_middle_of_its_bounds() -> None:
    assert line(start="2024-11") == [(NOV, FAINT), ((NOV + DEC - 1) // 2, 1.0), (DEC - 1, FAINT)]


def test_a_span_is_certain_between_its_fuzzy_ends() -> None:
    assert [sure for _, sure in line(start="2024-03", end="2024-11")] == [FAINT, 1.0, 1.0, FAINT]


def test_what_goes_on_is_certain_up_to_the_edge() -> None:
    assert line(start="2024-11-01T00:00:00Z", end="..") == [(NOV, 1.0), (LAST, 1.0)]


def test_an_unknown_end_fades() -> None:
    assert line(start="2024-11-01/")[-1] == (LAST, TAIL)


def test_an_open_start_rises_to_its_bound() -> None:
    assert line(start="[..2024-11-30]") == [(FIRST, TAIL), (DEC - 1, 1.0)]


def test_a_window_cuts_a_fade_where_it_is() -> None:
    quarter = FIRST + (LAST - FIRST) // 4
    assert knots(extent(event(start="2024")), quarter, LAST)[0] == (quarter, pytest.approx((FAINT + 1) / 2, abs=0.01))


def test_a_moment_somewhere_in_more_than_the_window_is_as_faint_as_it_is_unlikely_to_lie_in_it() -> None:
    third = pytest.approx(1 / 3, abs=0.01)
    assert line(start="[2023,2024,2025]") == [(FIRST, third), (LAST, third)]
    assert line(start="20XX") == [(FIRST, FAINT), (LAST, FAINT)]
    assert line(start="2023/2025") == [(FIRST, 1.0), (LAST, 1.0)]


def test_nothing_is_seen_of_what_lies_outside_the_window() -> None:
    assert line(start="2030") == line(start="2010") == []


@pytest.mark.parametrize("start", ["2024-11~", "2024?", "2024-11-24%"])
def test_a_qualifier_makes_it_soft(start: str) -> None:
    assert extent(event(start=start)).qualified


def test_no_bound_at_all_is_undated() -> None:
    assert extent(event(start="../..")).undated
