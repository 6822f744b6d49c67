from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.chains import Link, refuse_cycle, walk
from service.domain.errors import Conflict

NODES = "abcdefgh"
EDGES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=20)


def links_of(edges, *, forward=True, asked=None):
    """Links over these (cause, response) pairs; `asked` notes what was asked for."""

    def links(events):
        if asked is not None:
            asked.append(sorted(events))
        ways = [(number, *(edge if forward else edge[::-1])) for number, edge in enumerate(edges)]
        return [Link(str(number), near, far, (0, 0)) for number, near, far in ways if near in events]

    return links


def distances(edges, root):
    """How far each event lies from the root, by relaxing every edge until nothing changes."""
    found = {root: 0}
    for _ in NODES:
        for one, two in edges:
            if one in found:
                found[two] = min(found.get(two, 99), found[one] + 1)
    return found


def closes_cycle(edges, cause, response):
    try:
        refuse_cycle(cause, response, onward=links_of(edges), backward=links_of(edges, forward=False))
    except Conflict as refused:
        return refused.detail.partition(": ")[2].split(" → ")
    return []


@given(EDGES)
def test_a_walk_without_bounds_reaches_everything_at_its_distance(edges):
    found = walk("a", links_of(edges), depth=None, limit=99)
    assert (found.depths, found.truncated) == (distances(edges, "a"), False)


@given(EDGES, st.integers(1, 5))
def test_a_bounded_walk_ends_at_its_depth(edges, depth):
    found, whole = walk("a", links_of(edges), depth=depth, limit=99), distances(edges, "a")
    assert found.depths == {event: away for event, away in whole.items() if away <= depth}
    assert found.truncated == (len(found.depths) < len(whole))


@given(EDGES, st.integers(1, 8))
def test_a_limited_walk_holds_as_many_events_as_it_may(edges, limit):
    found, whole = walk("a", links_of(edges), depth=None, limit=limit), distances(edges, "a")
    assert len(found.depths) == min(limit + 1, len(whole))
    assert found.truncated == (len(whole) > limit + 1)
    assert all(whole[event] == away for event, away in found.depths.items())


@given(EDGES)
def test_every_link_between_reached_events_is_told_once(edges):
    found = walk("a", links_of(edges), depth=2, limit=99)
    inside = [str(number) for number, ends in enumerate(edges) if {*ends} <= found.depths.keys()]
    assert sorted(link.relation for link in found.links) == sorted(inside)


def test_a_walk_asks_once_a_level():
    asked = []
    walk("a", links_of([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")], asked=asked), depth=None, limit=99)
    assert asked == [["a"], ["b", "c"], ["d"]]


@given(EDGES, st.sampled_from(NODES), st.sampled_from(NODES))
def test_a_link_closes_a_cycle_exactly_where_its_response_leads_to_its_cause(edges, cause, response):
    assert bool(closes_cycle(edges, cause, response)) == (cause in distances(edges, response))


@given(EDGES, st.sampled_from(NODES), st.sampled_from(NODES))
def test_the_cycle_that_is_told_is_one(edges, cause, response):
    told = closes_cycle(edges, cause, response)
    if told:
        assert (told[0], told[1], told[-1]) == (cause, response, cause)
        assert {*pairwise(told[1:])} <= {*edges}


def test_a_new_event_settles_it_with_two_questions():
    chain = [(str(number), str(number + 1)) for number in range(500)]
    asked = []
    both = {"onward": links_of(chain, asked=asked), "backward": links_of(chain, forward=False, asked=asked)}
    refuse_cycle("500", "new", **both)
    refuse_cycle("new", "0", **both)
    assert len(asked) <= 4


def test_an_event_is_no_response_to_itself():
    with pytest.raises(Conflict):
        refuse_cycle("a", "a", onward=links_of([]), backward=links_of([]))
