import pytest

from service.domain.queries import ACTOR_WORDS, PAGING
from service.storage import lists, records
from service.storage.engine import fetch, reading
from service.storage.tables import Term
from tests.storage.stored import NOW, actor, event, found, ids_of, keep, put, query


def terms_of(record_id):
    with reading():
        return {
            f"{word} {value}" for word, value in fetch(Term.select(Term.word, Term.value).where(Term.id == record_id))
        }


@pytest.fixture
def stored(database):
    keep(actor("us"), event("e", start="2024-11", tags=["old"], title="Ancient", actors=[{"actor": "us"}]))


def test_terms_follow_an_update(stored):
    put(event("e", start="2025-02", tags=["new"]))
    assert terms_of("e") == {"kind event", "status reported", "tag new", "year 2025", "month 2025-02"}


def test_terms_go_with_their_event(stored):
    records.remove("event", "e", NOW)
    assert terms_of("e") == set()


def test_terms_keep_the_place_of_their_event_in_the_order(stored):
    put(event("f", start="2024-06", tags=["old"]))
    put(event("e", start="2024-01", tags=["old"]))
    assert found(tag="old") == ["e", "f"]


def test_words_follow_an_update(stored):
    put(event("e", title="Modern"))
    assert (found(q="ancient"), found(q="modern")) == ([], ["e"])


def test_words_go_with_their_event(stored):
    records.remove("event", "e", NOW)
    put(event("other", title="Other"))
    assert found(q="ancient") == []


def test_words_come_back_with_their_event(stored):
    records.remove("event", "e", NOW)
    put(event("e", title="Again"))
    assert (found(q="again"), found(q="ancient")) == (["e"], [])


def test_an_actors_words_follow_its_new_name(stored):
    put(actor("us", name="Columbia"))
    words = (*ACTOR_WORDS, *PAGING)
    assert ids_of(lists.search("actor", query(words, q="columbia")).bodies) == ["us"]
    assert lists.search("actor", query(words, q="actor")).bodies == []


def test_an_event_is_found_by_the_new_name_of_its_actor(stored):
    put(actor("us", name="Columbia"))
    assert (found(q="columbia"), found(q="actor")) == (["e"], [])


@pytest.mark.parametrize(
    ("starts", "ordered"),
    [
        ({"z": "2024-01", "old": "-0043", "a": "2024-02", "m": "2023"}, ["old", "m", "z", "a"]),
        ({"open": "../..", "far": "Y170000002", "now": "2024"}, ["now", "far", "open"]),
        ({"late": "../2025", "mid": "2024", "early": "../2023"}, ["early", "mid", "late"]),
        (
            {"wide": "2024", "day": "2024-01-01", "b": "2024-01-01", "ongoing": "2024/.."},
            ["b", "day", "wide", "ongoing"],
        ),
    ],
    ids=["by earliest", "wholly open last", "by latest where open", "then latest, then id"],
)
def test_events_stand_in_the_order_of_the_contract(database, starts, ordered):
    keep(*(event(record_id, start=start) for record_id, start in starts.items()))
    assert found() == ordered
    assert found(sort="-date") == ordered[::-1]
