import base64
import json
import random

import pytest

from service.domain.changes import Stamp
from service.domain.errors import Invalid
from service.domain.queries import ACTOR_WORDS, PAGING
from service.storage import events, lists, records
from tests.storage.chronicle import Chronicle
from tests.storage.stored import (
    NOW,
    actor,
    event,
    event_query,
    ids_of,
    keep,
    keep_events,
    link,
    put,
    query,
    relation_query,
    timeline,
)

SORTS = ("date", "-date", "updated", "-updated")


def walk_pages(search, between=lambda: None, **words):
    """The ids of every page, in turn; `between` is done after each."""
    cursor, pages = None, []
    while cursor or not pages:
        page = search(**words, **({"cursor": cursor} if cursor else {}))
        pages.append(ids_of(page.bodies))
        cursor = page.next
        between()
    return pages


def search(**words):
    return events.search(event_query(**words))


def search_relations(**words):
    return lists.search("relation", relation_query(**words))


def search_actors(**words):
    return lists.search("actor", query((*ACTOR_WORDS, *PAGING), **words))


def joined(pages):
    return [record_id for page in pages for record_id in page]


@pytest.fixture
def chronicle(database):
    return Chronicle(3, 60)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("words", [{}, {"kind": "strike"}, {"kind": "strike,talks"}, {"q": "missile*"}], ids=str)
def test_pages_of_every_size_make_the_whole_list(chronicle, sort, words):
    whole = ids_of(search(sort=sort, limit="500", **words).bodies)
    for limit in (1, 2, 7, len(whole), len(whole) + 1):
        pages = walk_pages(search, sort=sort, limit=str(limit), **words)
        assert joined(pages) == whole
        assert {len(page) for page in pages[:-1]} <= {limit}
        assert 0 < len(pages[-1]) <= limit


def test_pages_of_the_other_lists_make_the_whole_list(chronicle):
    for searching in (search_relations, search_actors):
        whole = ids_of(searching(limit="500").bodies)
        assert len(whole) > 4
        for limit in (1, 2, 4, len(whole)):
            assert joined(walk_pages(searching, limit=str(limit))) == whole


def test_a_list_that_ends_on_a_full_page_has_no_next(database):
    keep_events("a", "b")
    assert search(limit="2").next is None


def test_an_empty_list_has_no_next(database):
    assert (search().bodies, search().next) == ([], None)


def test_total_counts_all_that_match_on_every_page(chronicle):
    first = search(limit="5", count="true")
    second = search(limit="5", count="true", cursor=first.next)
    assert first.total == second.total == 60
    assert search(limit="5").total is None


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("seed", range(3))
def test_a_row_that_stays_as_it_is_is_seen_once_whatever_others_write(chronicle, sort, seed):
    dice = random.Random(seed)
    untouched = set(dice.sample(list(chronicle.events), 30))
    others = sorted(chronicle.events.keys() - untouched)

    def write():
        name = others.pop(dice.randrange(len(others))) if others else "last"
        if dice.random() < 0.3 and name != "last":
            records.remove("event", name, NOW, cascade=True)
        else:
            put(event(name, start=dice.choice(("0001", "2000", "2024-11", "9999"))))
        put(event(f"new{len(others)}", start=dice.choice(("0001", "2000", "2024-11", "9999"))))

    seen = joined(walk_pages(search, write, sort=sort, limit="4"))
    assert sorted(name for name in seen if name in untouched) == sorted(untouched)


def test_a_relation_that_stays_as_it_is_is_seen_once(database):
    names = [f"e{number}" for number in range(12)]
    keep_events(*names)
    keep(*(link("e0", name) for name in names[1:]))
    changes = iter(range(100))
    pages = walk_pages(
        search_relations,
        lambda: put(link("e0", "e1", note=str(number))) if (number := next(changes)) < 5 else None,
        limit="3",
    )
    assert sorted(row for row in joined(pages) if row != "e0.e1") == sorted(f"e0.{name}" for name in names[2:])


# --- cursors ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def cursor(database):
    keep_events("a", "b", "c")
    return search(limit="1").next


@pytest.mark.parametrize("words", [{"kind": "event"}, {"sort": "-date"}, {"sort": "updated"}, {"q": "event"}], ids=str)
def test_a_cursor_with_other_words_is_refused(cursor, words):
    with pytest.raises(Invalid) as refused:
        search(cursor=cursor, **words)
    assert [fault.parameter for fault in refused.value.faults] == ["cursor"]


def test_a_cursor_may_go_on_with_another_limit_and_a_count(cursor):
    page = search(cursor=cursor, limit="2", count="true")
    assert (ids_of(page.bodies), page.total) == (["b", "c"], 3)


def tampered(cursor):
    """Cursors of the right words whose key is another one."""
    made_for, *key = json.loads(base64.urlsafe_b64decode(cursor + "=="))
    keys = (
        *([], key[:-1], [*key, 1], [None, *key[1:]], ["x", *key[1:]], [True, *key[1:]], [1.5, *key[1:]]),
        *([2**63, *key[1:]], [-(2**63) - 1, *key[1:]], [10**30, *key[1:]], [*key[:-1], "a\0b"], [*key[:-1], {"a": 1}]),
        *([*key[:-1], ["a"]], [*key[:-1], "\ud800"]),
    )
    for forged in keys:
        yield base64.urlsafe_b64encode(json.dumps([made_for, *forged]).encode()).decode().rstrip("=")


def test_a_tampered_cursor_is_refused(cursor):
    for forged in [
        *tampered(cursor),
        cursor[:-2],
        "A" + cursor,
        "é",
        "=",
        "🚀",
        "[]",
        "bnVsbA",
        "W10",
        "e30",
        "x" * 5000,
    ]:
        with pytest.raises(Invalid) as refused:
            search(cursor=forged)
        assert [fault.parameter for fault in refused.value.faults] == ["cursor"]


def test_a_forged_key_that_could_be_one_is_only_another_place(cursor):
    made_for, first, last, _ = json.loads(base64.urlsafe_b64decode(cursor + "=="))
    forged = base64.urlsafe_b64encode(json.dumps([made_for, first, last, "' OR 1=1 --"]).encode()).decode()
    assert ids_of(search(cursor=forged).bodies) == ["a", "b", "c"]


# --- the order of changes ---------------------------------------------------------------------------------------------


def test_the_order_of_changes_is_that_of_the_journal(database):
    keep_events("a", "b", "c")
    put(event("a", title="Changed"), Stamp("tester", 1))
    assert ids_of(search(sort="updated").bodies) == ["b", "c", "a"]
    assert ids_of(search(sort="-updated").bodies) == ["a", "c", "b"]


def test_actors_stand_in_the_order_of_their_ids(database):
    keep(*(actor(name) for name in ("b", "a-b", "a.b", "a_b", "ab", "1")))
    assert ids_of(search_actors().bodies) == sorted(("b", "a-b", "a.b", "a_b", "ab", "1"))


def test_a_cursor_ends_with_the_order_of_its_timeline(database):
    keep_events("a", "b")
    keep(timeline("t", query={"sort": "-date"}))
    cursor = events.search(event_query(timeline="t", limit="1")).next
    put(timeline("t", query={"sort": "date"}))
    with pytest.raises(Invalid):
        events.search(event_query(timeline="t", limit="1", cursor=cursor))


def test_the_order_that_is_meant_may_be_said(database):
    keep_events("a", "b")
    cursor = events.search(event_query(limit="1")).next
    assert ids_of(events.search(event_query(limit="1", sort="date", cursor=cursor)).bodies) == ["b"]


def test_an_empty_cursor_is_none_of_ours(database):
    with pytest.raises(Invalid):
        events.search(event_query(cursor=""))
