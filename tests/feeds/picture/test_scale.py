from hypothesis import given
from hypothesis import strategies as st

from service.domain.bounds import seconds
from service.feeds.picture.scale import Scale, scale

FAR = 290_000_000_000 * 31_556_952
WAR, AUTUMN = seconds(2022, 2, 24), [seconds(2024, 11, day) for day in (1, 8, 20, 30)]


def axis(*moments: int, since: int | None = None, until: int | None = None) -> Scale:
    return scale(moments, left=100, right=1100, window=(since, until))


def test_time_runs_evenly_where_events_are_spread() -> None:
    even = axis(0, 250, 500, 1000)
    assert [even.x(second) for second in (0, 250, 500, 1000)] == [100, 350, 600, 1100]


def test_a_long_empty_stretch_is_a_break() -> None:
    assert [(before.last, after.first) for before, after in axis(WAR, *AUTUMN).breaks] == [(WAR, AUTUMN[0])]


def test_what_lies_between_breaks_keeps_most_of_the_room() -> None:
    broken = axis(WAR, *AUTUMN)
    assert broken.x(AUTUMN[-1]) - broken.x(AUTUMN[0]) > 800


def test_two_events_alone_need_no_break() -> None:
    assert axis(WAR, AUTUMN[0]).breaks == ()


def test_a_window_is_the_axis() -> None:
    window = axis(*AUTUMN, since=AUTUMN[1], until=AUTUMN[2])
    assert (window.x(AUTUMN[1]), window.x(AUTUMN[2])) == (100, 1100)


def test_what_lies_outside_the_window_lies_at_its_edge() -> None:
    window = axis(*AUTUMN, since=AUTUMN[1], until=AUTUMN[2])
    assert (window.x(AUTUMN[0]), window.x(AUTUMN[3])) == (100, 1100)


def test_a_single_moment_stands_in_the_middle_of_a_day() -> None:
    assert axis(WAR).x(WAR) == 600


@given(st.lists(st.integers(-FAR, FAR), max_size=30))
def test_later_is_never_further_left(moments: list[int]) -> None:
    pixels = [axis(*moments).x(moment) for moment in sorted(moments)]
    assert pixels == sorted(pixels)


@given(st.lists(st.integers(-FAR, FAR), min_size=1, max_size=30))
def test_everything_is_inside_the_picture(moments: list[int]) -> None:
    made = axis(*moments)
    assert all(100 - 1e-6 <= made.x(moment) <= 1100 + 1e-6 for moment in moments)
