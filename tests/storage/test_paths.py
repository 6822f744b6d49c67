import itertools
import random

import pytest

from service.domain.chain_words import PATH_WORDS
from service.domain.errors import Invalid
from service.storage import lists, paths, walks
from tests.storage.stored import actor, ids_of, keep, keep_events, link, query, relation_query, source, walk_query

pytestmark = pytest.mark.usefixtures("database")


def found(cause: str, response: str, **words: str) -> paths.Paths:
    return paths.search(query(PATH_WORDS, from_=cause, to=response, **words))


def chains(cause: str, response: str, **words: str) -> list[list[str]]:
    return [[step.relation for step in chain] for chain in found(cause, response, **words).shortest.chains]


def diamond() -> None:
    """a leads to d by b (stated, sure) and by c (an actor's view, unsure)."""
    keep_events(*"abcd")
    keep(actor("kyiv"), source("paper"))
    keep(
        *(link(*pair, basis="stated_by_source", confidence=90, sources=[{"source": "paper"}]) for pair in ("ab", "bd"))
    )
    keep(*(link(*pair, asserted_by="kyiv", confidence=30) for pair in ("ac", "cd")))


def test_all_shortest_chains_are_found_in_order():
    diamond()
    assert chains("a", "d") == [["a.b", "b.d"], ["a.c", "c.d"]]


def test_the_documents_of_what_is_passed_come_along():
    diamond()
    answer = found("a", "d", max="1")
    assert ids_of(answer.events) == ["a", "b", "d"]
    assert ids_of(answer.relations) == ["a.b", "b.d"]


def test_the_strongest_chain_may_be_longer_than_the_shortest():
    diamond()
    keep(link("a", "d", confidence=10))
    answer = found("a", "d")
    assert [step.relation for step in answer.strongest.chain] == ["a.b", "b.d"]
    assert (len(answer.shortest.chains[0]), answer.strongest.weakest) == (1, 90)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"asserted_by": "kyiv"}, [["a.c", "c.d"]]),
        ({"asserted_by": "none"}, [["a.b", "b.d"]]),
        ({"basis": "stated_by_source"}, [["a.b", "b.d"]]),
        ({"according_to": "paper"}, [["a.b", "b.d"]]),
        ({"min_confidence": "95"}, []),
        ({"family": "sequence"}, []),
        ({"depth": "1"}, []),
    ],
)
def test_a_viewpoint_chooses_the_relations_of_a_path(words, expected):
    diamond()
    assert chains("a", "d", **words) == expected


def test_a_walk_can_be_taken_according_to_one_source():
    diamond()
    walked = walks.responses("a", walk_query(depth="all", according_to="paper"))
    assert ids_of(walked.relations) == ["a.b", "b.d"]


def test_relations_are_listed_according_to_one_source():
    diamond()
    assert ids_of(lists.search("relation", relation_query(according_to="paper,other")).bodies) == ["a.b", "b.d"]


def test_same_as_is_passed_both_ways():
    keep_events(*"abc")
    keep(link("b", "a", "same_as"), link("b", "c", "same_as"))
    assert chains("a", "c", type_="same_as") == [["b.a", "b.c"]]


def test_an_unknown_end_is_named():
    keep_events("a")
    with pytest.raises(Invalid) as refused:
        found("a", "nowhere")
    assert [fault.parameter for fault in refused.value.faults] == ["to"]


def test_a_path_costs_one_query_a_level_and_three_more(count_queries):
    keep_events(*"abcdefg")
    keep(*(link(*pair, confidence=100) for pair in ("ab", "bc", "cd", "de", "ef", "fg")))
    with count_queries() as statements:
        found("a", "g")
    assert len(statements) <= 6 + 3


def test_paths_equal_a_plain_search_on_random_graphs_with_cycles_between_viewpoints():
    chance = random.Random(3)
    names = [f"e{n}" for n in range(30)]
    keep_events(*names)
    views = [f"v{n}" for n in range(8)]
    keep(*map(actor, views))
    for view in views:
        order = chance.sample(names, 12)
        keep(*(link(*pair, id=f"{view}.{pair[0]}.{pair[1]}", asserted_by=view) for pair in itertools.pairwise(order)))
    pairs = {
        tuple(body.split(".")[1:]) for body in ids_of(lists.search("relation", relation_query(limit="500")).bodies)
    }
    for cause, response in [chance.sample(names, 2) for _ in range(20)]:
        reached, level = {cause}, 0
        while response not in reached and (new := {far for near, far in pairs if near in reached} - reached):
            reached, level = reached | new, level + 1
        lengths = {len(chain) for chain in chains(cause, response)}
        assert lengths == ({level} if response in reached else set())
