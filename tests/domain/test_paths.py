"""Shortest and strongest chains, held against every chain of small random graphs."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import paths
from service.domain.chains import Link
from service.domain.paths import Ends, Remembered, shortest
from service.domain.strongest_path import strongest

Graph = list[Link]
EVENTS = "abcdef"
GRAPHS = st.lists(st.tuples(st.sampled_from(EVENTS), st.sampled_from(EVENTS), st.integers(0, 4)), max_size=14).map(
    lambda rows: [Link(f"r{at:02}", near, far, confidence=20 * n) for at, (near, far, n) in enumerate(rows)]
)


def ends(graph: Graph, cause: str = "a", response: str = "f", depth: int | None = None) -> Ends:
    back = [Link(link.relation, link.far, link.near, confidence=link.confidence) for link in graph]
    onward, backward = (
        lambda events, links=links: [link for link in links if link.near in events] for links in (graph, back)
    )
    return Ends(cause, response, onward, backward, depth)


def simple_chains(graph: Graph, at: str = "a", passed: tuple[Link, ...] = ()) -> Iterator[tuple[Link, ...]]:
    """Every chain from `at` to f that visits no event twice."""
    if at == "f":
        yield passed
        return
    for link in graph:
        if link.near == at and link.far not in {"a", *(step.far for step in passed)}:
            yield from simple_chains(graph, link.far, (*passed, link))


def in_words(chains: object) -> list[list[str]]:
    return [[link.relation for link in chain] for chain in chains]


@given(GRAPHS)
def test_the_shortest_chains_are_all_of_the_least_length_in_the_order_of_ids(graph):
    every = list(simple_chains(graph))
    least = [chain for chain in every if len(chain) == min(map(len, every))]
    expected = sorted(least, key=lambda chain: [(link.far, link.relation) for link in chain])
    assert in_words(shortest(ends(graph), limit=1000).chains) == in_words(expected)


@given(GRAPHS, st.integers(1, 5))
def test_depth_cuts_exactly_what_is_longer(graph, depth):
    every = [chain for chain in simple_chains(graph) if len(chain) <= depth]
    assert bool(shortest(ends(graph, depth=depth), limit=1).chains) == bool(every)


@given(GRAPHS, st.integers(1, 5))
def test_no_chain_within_depth_has_a_stronger_weakest_link(graph, depth):
    every = [chain for chain in simple_chains(graph) if len(chain) <= depth]
    asked = ends(graph, depth=depth)
    found = strongest(asked, shortest(asked, limit=1).chains[0]) if every else None
    best = max((min(link.confidence for link in chain) for chain in every), default=None)
    assert (found and found.weakest) == best


@given(GRAPHS)
def test_of_equally_strong_chains_the_shortest_is_chosen(graph):
    every = list(simple_chains(graph))
    if every:
        found = strongest(ends(graph), shortest(ends(graph), limit=1).chains[0])
        equal = [chain for chain in every if min(link.confidence for link in chain) == found.weakest]
        assert len(found.chain) == min(map(len, equal))


def test_an_event_leads_to_itself_without_a_link():
    found = shortest(ends([Link("r", "a", "b")], "a", "a"), limit=10)
    assert found.chains == ((),)
    assert strongest(ends([], "a", "a"), ()).weakest is None


def test_what_is_beyond_the_limit_is_left_off_and_said():
    graph = [Link(f"{n}{side}", *pair) for n in "12" for side, pair in (("a", ("a", n)), ("b", (n, "f")))]
    found = shortest(ends(graph), limit=1)
    assert (in_words(found.chains), found.cut) == ([["1a", "1b"]], True)


def test_a_search_ends_when_it_has_looked_at_enough(monkeypatch):
    monkeypatch.setattr(paths, "LOOKED_AT", 3)
    graph = [Link(str(n), str(n), str(n + 1)) for n in range(9)]
    assert shortest(ends(graph, "0", "9"), limit=1) == paths.Shortest((), cut=True)


@pytest.mark.parametrize("length", [3000])
def test_a_chain_of_thousands_is_found(length):
    links = {str(n): [Link(str(n), str(n), str(n + 1))] for n in range(length)}
    back = {str(n + 1): [Link(str(n), str(n + 1), str(n))] for n in range(length)}
    asked = Ends("0", str(length), *(lambda at, of=of: (x for e in at for x in of.get(e, ())) for of in (links, back)))
    assert len(shortest(asked, limit=1).chains[0]) == length


def test_links_are_asked_for_once():
    asked = []
    remembered = Remembered(lambda events: asked.append(list(events)) or [Link("r", "a", "b")])
    assert [list(remembered(["a"])) for _ in "12"] == [[Link("r", "a", "b")]] * 2
    assert asked == [["a"]]
