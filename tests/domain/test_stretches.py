import itertools

from hypothesis import given
from hypothesis import strategies as st

from service.domain.bounds import DAY, seconds
from service.domain.span_classes import BRIEF, span_class
from service.domain.spans import order_key, span
from service.domain.spots import HIGHEST, spot
from service.domain.stretches import Stretch, stretches, within

DATES = ("-0043", "0000", "1914", "1945-05-08", "2000", "2024-11", "2024-11-24", "2024-11-24T10:00:00Z", "20XX", "19XX")
STARTS = (*DATES, "../1945", "2024-11/..", "../..", "1939/1945", "Y170000002", "[..2024-11-25]", "/2024")
SPANS = [*(span(start, None) for start in STARTS), *(span(date, "..") for date in DATES), span("../2025", None)]
SPANS += [span(start, end) for start in ("-0043", "1914", "[..2024-11-25]") for end in ("1946", "2030", "Y170000003")]
WINDOWS = st.none() | st.integers(seconds(-100), seconds(2100))


def meets(extent, since, until, certain):
    """As the contract says it."""
    earliest, latest = extent.start.earliest, extent.end.latest
    low, high = -(1 << 63) if earliest is None else earliest, (1 << 63) - 1 if latest is None else latest
    since, until = -(1 << 63) if since is None else since, (1 << 63) - 1 if until is None else until
    return since <= low and high <= until if certain else high >= since and low <= until


def holds(stretch, place, length):
    return stretch.low <= place <= stretch.high and (not stretch.classes or length in stretch.classes)


@given(st.sampled_from(SPANS), WINDOWS, WINDOWS, st.booleans())
def test_whatever_is_in_a_window_stands_in_one_of_its_stretches(extent, since, until, certain):
    place, length = spot(order_key(extent)[0], 7), span_class(extent)
    told = [each for group in stretches(since, until, floor=since if certain else None) for each in group]
    assert sum(holds(each, place, length) for each in told) >= meets(extent, since, until, certain)


@given(WINDOWS, WINDOWS)
def test_groups_follow_each_other(since, until):
    groups = [group for group in stretches(since, until) if group]
    for one, other in itertools.pairwise(groups):
        assert max(each.high for each in one) < min(each.low for each in other)


def test_without_a_window_all_is_one_stretch():
    assert [group for group in stretches(None, None) if group] == [[Stretch(0, HIGHEST)]]


def test_what_is_brief_is_looked_for_a_day_before_a_window_at_most():
    since = seconds(2024)
    earlier, meant, _ = stretches(since, None)
    assert all(BRIEF not in each.classes and each.classes for each in earlier)
    assert meant == [Stretch(spot(since - DAY, 0), HIGHEST)]


def test_what_is_left_of_stretches_is_clipped_or_gone():
    assert within([Stretch(0, 9), Stretch(20, 30)], 5, 19) == [Stretch(5, 9)]
