from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from service.domain.findings.cycles import groups, shortest_cycle

EVENTS = "abcdef"
EDGES = st.lists(st.tuples(st.sampled_from(EVENTS), st.sampled_from(EVENTS)), max_size=12).map(
    lambda pairs: [(near, far, f"r{at}") for at, (near, far) in enumerate(pairs) if near != far]
)


def graph(edges: list[tuple[str, str, str]]) -> dict[str, list[tuple[str, str]]]:
    return {near: [(far, name) for start, far, name in edges if start == near] for near, *_ in edges}


def distances(edges: list[tuple[str, str, str]]) -> dict[tuple[str, str], int]:
    """The least number of edges from each event to each (Floyd and Warshall)."""
    least = {(near, far): 1 for near, far, _ in edges}
    for middle, near, far in product(EVENTS, repeat=3):
        if (near, middle) in least and (middle, far) in least:
            through = least[near, middle] + least[middle, far]
            least[near, far] = min(through, least.get((near, far), through))
    return least


@given(EDGES)
def test_a_group_is_all_events_that_reach_each_other(edges):
    least = distances(edges)
    expected = {
        frozenset(other for other in EVENTS if (event, other) in least and (other, event) in least)
        for event in EVENTS
        if (event, event) in least
    }
    assert {frozenset(group) for group in groups(graph(edges))} == expected


@given(EDGES)
def test_the_cycle_shown_is_a_shortest_one_and_closed(edges):
    least, ends = distances(edges), {name: (near, far) for near, far, name in edges}
    for start in {near for near, far in least if near == far}:
        events, relations = shortest_cycle(start, graph(edges))
        assert [ends[name] for name in relations] == list(zip(events, [*events[1:], start], strict=True))
        assert (events[0], len(events)) == (start, least[start, start])


def test_a_cycle_of_thousands_is_one_group():
    ring = {str(n): [(str((n + 1) % 5000), f"r{n}")] for n in range(5000)}
    assert [len(group) for group in groups(ring)] == [5000]
