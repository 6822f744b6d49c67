import re

from service.feeds.picture.arrows import Detour, way
from service.feeds.picture.extents import extent
from service.feeds.picture.lanes import Entry
from service.feeds.picture.layout import Placed
from service.feeds.picture.shapes import Shape
from tests.feeds.selection import event

DETOUR = Detour(limit=20, height=400)
ENTRY = Entry(event(), extent(event()))


def mark(left: float, right: float, y: float) -> Placed:
    return Placed(ENTRY, Shape(left, right), (), left, y)


def numbers(cause: Placed, response: Placed) -> list[float]:
    return [float(text) for text in re.findall(r"-?[\d.]+", way(cause, response, DETOUR))]


def test_an_arrow_forward_leaves_the_end_and_enters_the_beginning() -> None:
    x, y, *_, end, level = numbers(mark(100, 200, 50), mark(300, 400, 90))
    assert 200 <= x < 210
    assert 290 < end <= 300
    assert (y, level) == (50, 90)


def test_an_arrow_on_one_row_bows_under_what_stands_between() -> None:
    _, _, _, bow, *_ = numbers(mark(100, 110, 50), mark(300, 310, 50))
    assert bow > 50


def test_a_response_inside_its_cause_is_entered_from_just_before() -> None:
    x, y, *_ = numbers(mark(100, 900, 50), mark(500, 600, 90))
    assert 470 < x < 500
    assert y > 50


def test_of_two_at_one_time_the_arrow_goes_round_on_the_left() -> None:
    x, _, bow, *_ = numbers(mark(100, 900, 50), mark(100, 900, 90))
    assert bow < x <= 100


def test_the_farther_the_wider() -> None:
    near, far = (numbers(mark(100, 900, 50), mark(100, 900, y)) for y in (90, 400))
    assert far[2] < near[2]


def test_no_detour_passes_the_limit() -> None:
    x, _, bow, *_ = numbers(mark(100, 900, 0), mark(100, 900, 400))
    assert x - (x - bow) * 3 / 4 >= 20
