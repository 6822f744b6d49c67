from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from service.feeds.picture.extents import extent
from service.feeds.picture.frame import frame
from service.feeds.picture.lanes import Entry
from service.feeds.picture.layout import Placed, bands, beside, label, pack
from service.feeds.picture.shapes import Shape, point
from tests.feeds.selection import event

FRAME = frame(1200)


def entry(**fields: Any) -> Entry:
    made = event(**fields)
    return Entry(made, extent(made))


def placed(left: float, right: float, **fields: Any) -> Placed:
    return label(entry(**fields), Shape(left, right, ((left, 1.0), (right, 1.0))), FRAME)


@given(st.lists(st.tuples(st.floats(250, 1100), st.floats(10, 300)), max_size=40))
def test_nothing_on_a_row_touches(spans: list[tuple[float, float]]) -> None:
    rows, _ = pack([placed(left, left + width) for left, width in sorted(spans)], most=None, gap=5)
    assert all(one.reach[1] + 5 <= other.reach[0] for row in rows for one, other in pairwise(row))


def test_what_leaves_room_shares_a_row() -> None:
    rows, _ = pack([placed(260, 300), placed(800, 900)], most=None, gap=5)
    assert len(rows) == 1


def test_what_the_rows_cannot_hold_is_handed_back() -> None:
    rows, rest = pack([placed(260, 300)] * 3, most=2, gap=5)
    assert (len(rows), len(rest)) == (2, 1)


def test_a_label_stays_inside_the_picture() -> None:
    assert placed(1100, 1120, title="A title that is rather long").reach[1] <= FRAME.label_end


def test_a_label_begins_where_its_mark_begins() -> None:
    assert placed(400, 500).label == 400


def test_a_label_leaves_room_for_its_status() -> None:
    assert placed(400, 410, status="disputed").reach[1] > placed(400, 410).reach[1]


def test_lanes_stand_one_below_the_other() -> None:
    one, two = bands([("A", [placed(260, 300)]), ("B", [placed(260, 300)])], 50, heading=False)
    assert (one.top, one.bottom) == (50, two.top)


def test_rows_of_a_lane_stand_one_below_the_other() -> None:
    [band] = bands([("A", [placed(260, 300), placed(260, 300)])], 0, heading=False)
    assert band.items[1].y - band.items[0].y >= band.items[1].height


def test_only_a_crowd_loses_letters() -> None:
    [band] = bands([("A", [placed(260, 300)] * 160)], 0, heading=False)
    assert all(item.lines for item in band.items)
    [crowd] = bands([("A", [placed(260, 300)] * 161)], 0, heading=False)
    assert not all(item.lines for item in crowd.items)


def test_undated_events_stand_beside_each_other() -> None:
    one, two = beside([entry(start="../.."), entry(start="../..")], FRAME)
    assert one.reach[1] < two.reach[0]


def test_a_point_reaches_as_far_as_its_letters() -> None:
    made = label(entry(title="A point with a long title"), point(500), FRAME)
    assert made.reach[1] > made.shape.right
