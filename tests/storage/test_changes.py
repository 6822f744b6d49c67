import json
from functools import partial
from itertools import pairwise

import pytest

from service.domain.change_words import CHANGE_WORDS, HISTORY_WORDS
from service.domain.errors import Invalid, NotFound
from service.storage import changes, journal, records
from service.storage.engine import reading, writing
from service.storage.journal import Entry
from tests.storage.stored import NOW, actor, at_once, event, keep, keep_events, put, query


@pytest.fixture
def begun(database):
    """The number of the newest change of a new database."""
    with reading():
        return journal.head().seq


def search(after, **words):
    return changes.search(query(CHANGE_WORDS, **words), after)


def ids(news):
    return [told.id for told in news.items]


def history(record_id, **words):
    return changes.history("event", record_id, query(HISTORY_WORDS, **words))


def steps(found):
    return [(step.told.op, step.told.version, step.changed) for step in found.steps]


def test_changes_come_in_the_order_in_which_they_were_written(begun):
    keep_events("b", "a")
    put(event("b", title="Changed"))
    records.remove("event", "a", NOW)
    news = search(begun)
    assert [(told.seq - begun, told.op, told.id) for told in news.items] == [
        (1, "create", "b"),
        (2, "create", "a"),
        (3, "update", "b"),
        (4, "delete", "a"),
    ]
    assert news.items[-1].body == ""


def test_a_change_carries_the_record_as_it_was_written(begun):
    document = put(event("a"))
    put(event("a", title="Changed"))
    assert search(begun).items[0].body == document.body


def test_the_head_is_the_newest_change(begun):
    keep_events("a", "b")
    news = search(begun, limit="1")
    assert (news.head.seq, news.head.hash) == (begun + 2, search(begun).items[-1].hash)
    assert (news.complete, search(news.reached).complete) == (False, True)


def test_changes_are_chosen_by_type_and_id(begun):
    keep(actor("a"), actor("b"), event("a"), event("b"))
    assert ids(search(begun, type="actor")) == ["a", "b"]
    assert [told.type for told in search(begun, id="b").items] == ["actor", "event"]
    assert [(told.type, told.id) for told in search(begun, id="b", type="event,kind").items] == [("event", "b")]


def test_a_question_that_little_fits_goes_on_all_the_same(begun, monkeypatch):
    monkeypatch.setattr(changes, "WINDOW", 3)
    keep_events("a", "b", "c", "d")
    keep(actor("us"))
    first = search(begun, type="actor")
    assert (first.items, first.reached, first.complete) == ([], begun + 3, False)
    assert ids(search(first.reached, type="actor")) == ["us"]


def test_what_fits_beyond_a_page_is_on_the_next(begun):
    keep(actor("us"), *map(event, "abc"), actor("uk"))
    first = search(begun, type="event", limit="2")
    assert ids(first) == ["a", "b"]
    assert ids(search(first.reached, type="event", limit="2")) == ["c"]


def test_who_is_up_to_date_costs_one_query_and_who_is_not_two(begun, count_queries):
    with count_queries() as statements:
        assert search(begun).items == []
    assert len(statements) == 1
    keep_events("a")
    for words in ({}, {"type": "event"}, {"id": "a"}):
        with count_queries() as statements:
            assert ids(search(begun, **words)) == ["a"]
        assert len(statements) == 2


def test_who_knows_of_more_than_there_is_is_told_so(begun):
    with pytest.raises(Invalid, match="begin again with after=0"):
        search(begun + 1)


def test_a_follower_of_concurrent_writers_misses_nothing_and_is_told_nothing_twice(begun):
    each = 25

    def write(name):
        for number in range(each):
            put(event(f"{name}{number}"))

    def follow():
        told = [begun]
        while len(told) <= 3 * each:
            told += [one.seq for one in search(told[-1]).items]
        return told

    *written, told = at_once(*(partial(write, name) for name in "abc"), follow)
    assert written == [None] * 3
    assert {two - one for one, two in pairwise(told)} == {1}


@pytest.mark.usefixtures("database")
class TestHistory:
    def test_says_what_each_version_changed(self):
        put(event("a"))
        put(event("a", place={"name": "Kyiv"}, tags=["x"]))
        put(event("a", place={"name": "Kyiv", "country": "UA"}, tags=["x"]))
        assert steps(history("a")) == [
            ("create", 1, None),
            ("update", 2, ["/place", "/tags"]),
            ("update", 3, ["/place/country"]),
        ]

    def test_goes_on_after_a_deletion(self):
        put(event("a"))
        records.remove("event", "a", NOW)
        put(event("a", title="Back"))
        assert steps(history("a")) == [("create", 1, None), ("delete", 1, None), ("restore", 2, ["/title"])]

    def test_is_that_of_one_record(self):
        keep(event("a"), event("b"), actor("a"))
        assert steps(history("a")) == [("create", 1, None)]

    def test_of_what_never_was_there_is_none(self):
        keep(actor("a"))
        with pytest.raises(NotFound):
            history("a")

    def test_comes_in_pages_that_know_the_version_before(self):
        put(event("a", title="1"))
        records.remove("event", "a", NOW)
        for title in "23":
            put(event("a", title=title))
        found, told = history("a", limit="2"), []
        while found.next:
            told += steps(found)
            found = history("a", limit="2", cursor=found.next)
        assert [*told, *steps(found)] == steps(history("a"))
        assert steps(found) == [("restore", 2, ["/title"]), ("update", 3, ["/title"])]

    def test_costs_one_query_and_two_behind_a_cursor(self, count_queries):
        for title in "123":
            put(event("a", title=title))
        with count_queries() as statements:
            cursor = history("a", limit="1").next
        assert len(statements) == 1
        with count_queries() as statements:
            history("a", cursor=cursor)
        assert len(statements) == 2

    def test_refuses_the_cursor_of_another(self):
        for title in "12":
            keep(event("a", title=title), event("b", title=title))
        with pytest.raises(Invalid, match="made for other words"):
            history("b", cursor=history("a", limit="1").next)

    def test_shows_a_redaction_which_is_no_version(self):
        put(event("a"))
        with writing():
            journal.append([Entry("redact", "event", "a", 1, '{"reason":"court"}')], journal.head(), NOW)
        put(event("a", title="Changed"))
        assert steps(history("a")) == [("create", 1, None), ("redact", 1, None), ("update", 2, ["/title"])]
        assert json.loads(history("a").steps[1].told.body) == {"reason": "court"}
