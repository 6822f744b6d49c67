import pytest

from service.domain.errors import Invalid
from service.domain.graph_words import GRAPH_WORDS
from service.domain.queries import EVENT_WORDS
from service.domain.selections import Selection
from service.storage import selections, walks
from tests.storage.stored import actor, keep, keep_events, link, query, source, walk_query


@pytest.fixture(autouse=True)
def _chain(database: str) -> None:
    """a → b → c → d, of which b → c is Kyiv's view, stated in a paper; and a report of c."""
    keep_events(*"abcd", "paper")
    keep(actor("kyiv"), source("daily"))
    keep(link("a", "b", confidence=80), link("c", "d", confidence=20), link("c", "paper", "reports"))
    cited = [{"source": "daily"}]
    keep(link("b", "c", "caused_by", asserted_by="kyiv", basis="stated_by_source", confidence=90, sources=cited))


def chosen(limit: int = 100, **words: str) -> Selection:
    return selections.select(query((*EVENT_WORDS, *GRAPH_WORDS), **words), limit=limit)


def events(**words: str) -> str:
    return " ".join(event["id"] for event in chosen(**words).events)


@pytest.mark.parametrize(
    ("word", "value", "relations"),
    [
        ("asserted_by", "kyiv", {"b.c"}),
        ("asserted_by", "none", {"a.b", "c.d", "c.paper"}),
        ("basis", "stated_by_source", {"b.c"}),
        ("according_to", "daily", {"b.c"}),
        ("min_confidence", "80", {"a.b", "b.c"}),
        ("relation_family", "evidence", {"c.paper"}),
        ("relation_type", "responds_to,reports", {"a.b", "c.d", "c.paper"}),
    ],
)
def test_a_viewpoint_chooses_the_relations(word, value, relations):
    assert {relation["id"] for relation in chosen(**{word: value}).relations} == relations


def test_the_words_of_relations_leave_every_event():
    assert events(asserted_by="kyiv") == "a b c d paper"


@pytest.mark.parametrize(
    ("words", "reached"),
    [
        ({"way": "causes"}, "b c"),
        ({"way": "responses"}, "c d"),
        ({}, "b c d"),
        ({"depth": "all"}, "a b c d"),
        ({"relation_family": "evidence"}, "c paper"),
        ({"depth": "all", "min_confidence": "85"}, "b c"),
    ],
)
def test_around_an_event_is_what_walks_reach(words, reached):
    assert events(around="c", **words) == reached


def test_around_an_event_is_what_the_walks_of_the_api_find():
    walked = [walks.causes("b", walk_query(depth="2")), walks.responses("b", walk_query(depth="2"))]
    assert set(events(around="b", depth="2").split()) == {event for found in walked for event in found.depths}


def test_around_an_event_other_words_choose_among_what_was_reached():
    assert events(around="c", id="a,b,d") == "b d"


def test_a_graph_of_one_event_is_that_event():
    keep_events("alone")
    assert events(around="alone") == "alone"


def test_a_walk_that_the_limit_cuts_says_so():
    assert chosen(2, around="c", depth="all").truncated
    assert not chosen(4, around="c", depth="all").truncated


def test_an_unknown_event_is_refused_by_name():
    with pytest.raises(Invalid) as refusal:
        chosen(around="nobody")
    assert refusal.value.faults[0].parameter == "around"
