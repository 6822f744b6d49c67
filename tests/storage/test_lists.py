import pytest

from service.domain.changes import Stamp
from service.domain.queries import ACTOR_WORDS, PAGING, PLAIN_WORDS, SOURCE_WORDS
from service.storage import lists
from tests.storage.stored import actor, event, ids_of, keep, link, put, query, relation_query, source


def search(record_type, words=PLAIN_WORDS, **given):
    return ids_of(lists.search(record_type, query((*words, *PAGING), **given)).bodies)


def relations(**given):
    return ids_of(lists.search("relation", relation_query(**given)).bodies)


@pytest.fixture
def linked(database):
    keep(actor("us"), source("news"), *map(event, "abc"))
    keep(link("a", "b", basis="computed", confidence=80), link("b", "c", "reports", sources=[{"source": "news"}]))
    keep(link("a", "c", asserted_by="us", confidence=0))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({}, ["a.b", "b.c", "a.c"]),
        ({"id": "a.c,a.b"}, ["a.b", "a.c"]),
        ({"type": "reports"}, ["b.c"]),
        ({"family": "causal"}, ["a.b", "a.c"]),
        ({"cause": "a"}, ["a.b", "a.c"]),
        ({"response": "c"}, ["b.c", "a.c"]),
        ({"event": "b"}, ["a.b", "b.c"]),
        ({"event": "a", "response": "c"}, ["a.c"]),
        ({"basis": "computed"}, ["a.b"]),
        ({"asserted_by": "us"}, ["a.c"]),
        ({"asserted_by": "none"}, ["a.b", "b.c"]),
        ({"asserted_by": "none,us"}, ["a.b", "b.c", "a.c"]),
        ({"min_confidence": "0"}, ["a.b", "a.c"]),
        ({"min_confidence": "80"}, ["a.b"]),
        ({"according_to": "news"}, ["b.c"]),
        ({"cause": "none-such"}, []),
    ],
    ids=str,
)
def test_relations_are_chosen_by_their_words_in_the_order_of_change(linked, words, expected):
    assert relations(**words) == expected


def test_a_changed_relation_comes_last(linked):
    put(link("a", "b", note="changed"), Stamp("tester", 9_000_000))
    assert relations() == ["b.c", "a.c", "a.b"]
    assert relations(updated_since="1970-01-01T00:00:05Z") == ["a.b"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"type": "state"}, ["ua", "us"]),
        ({"country": "UA"}, ["army", "ua"]),
        ({"part_of": "ua"}, ["army"]),
        ({"country": "UA", "type": "military"}, ["army"]),
        ({"q": "україн*"}, ["ua"]),
        ({"q": "united states"}, ["us"]),
        ({"id": "us,army"}, ["army", "us"]),
    ],
    ids=str,
)
def test_actors_are_chosen_by_their_words_in_the_order_of_ids(database, words, expected):
    keep(actor("us", type="state", name="United States"), actor("ua", type="state", country="UA", name="Україна"))
    keep(actor("army", type="military", country="UA", part_of="ua"))
    assert search("actor", ACTOR_WORDS, **words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"reliability": "A,B"}, ["good", "withdrawn"]),
        ({"publisher": "Daily"}, ["good"]),
        ({"retracted": "true"}, ["withdrawn"]),
        ({"retracted": "false"}, ["good", "plain"]),
        ({"q": "daily"}, ["good"]),
    ],
    ids=str,
)
def test_sources_are_chosen_by_their_words(database, words, expected):
    keep(source("good", reliability="A", publisher="Daily"), source("plain"))
    keep(source("withdrawn", reliability="B", retracted_at="2024-12-01T09:00:00Z"))
    assert search("source", SOURCE_WORDS, **words) == expected


def test_kinds_are_found_by_their_words(database):
    assert search("kind", q="armour missiles") == ["strike"]
