"""Many rows at once."""

import json
import sqlite3
from contextlib import contextmanager

import pytest

from service.domain.records import encode
from service.storage import engine
from service.storage.asking import ask, gather
from service.storage.engine import reading
from tests.storage.stored import event, keep, keep_events

EVERY = "".join(map(chr, (*range(1, 0x3000, 7), 0x1F600)))
"""Letters of many scripts, and characters that JSON does not have as they are."""


def in_turn(way):
    """Places and ids of three events, the first two in this order."""
    columns = 'SELECT "first", "id" FROM "event"'
    return f'{columns} ORDER BY "first" {way}, "id" {way} LIMIT 3'


@pytest.mark.parametrize("way", ["ASC", "DESC"])
def test_rows_come_in_their_order_with_values_of_their_kinds(database, way):
    for place in (5, 3, 9, 1, 7):
        keep(event(f"e{place}", start=f"200{place}"))
    with reading():
        assert gather((int, str), in_turn(way)) == ask(in_turn(way))


def test_no_rows_are_none(database):
    with reading():
        assert gather((str,), 'SELECT "id" FROM "event" WHERE "id" = ?', "a") == []


def test_a_document_of_any_characters_comes_as_it_is(database):
    keep(event("a", title=EVERY[:300], summary=EVERY))
    with reading():
        [(body, number)] = gather((str, int), 'SELECT "body", "version" FROM "event"')
    assert (json.loads(body)["summary"], number) == (EVERY, 1)


def test_what_is_encoded_has_no_mark_in_it():
    assert all(character >= " " for character in encode({"text": "\x1f\n" + EVERY}))


def test_rows_of_several_ranges_come_as_one_list(database):
    keep_events("a", "b", "c", "d")
    one = 'SELECT "id" AS id FROM "event" WHERE "id" IN ?'
    with reading():
        assert gather((str,), f"{one} UNION ALL {one} ORDER BY 1 DESC LIMIT ?", ["a", "d"], ["c", "b"], 3) == [
            ("d",),
            ("c",),
            ("b",),
        ]


@contextmanager
def short_texts(most):
    """SQLite makes no longer texts in the block; PostgreSQL knows no such limit."""
    set_limit = getattr(engine.engine().connection(), "setlimit", lambda _category, limit: limit)
    limit = set_limit(sqlite3.SQLITE_LIMIT_LENGTH, most)
    try:
        yield
    finally:
        set_limit(sqlite3.SQLITE_LIMIT_LENGTH, limit)


def test_what_is_too_long_for_one_row_comes_row_by_row(database):
    keep_events("a", "b", "c", summary="x" * 5_000)
    with reading(), short_texts(9_000):
        found = gather((str, str), 'SELECT "id", "body" FROM "event" ORDER BY "id"')
    assert [record_id for record_id, _ in found] == ["a", "b", "c"]
