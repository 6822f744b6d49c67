import json
from functools import partial
from itertools import pairwise

from service.domain.changes import GENESIS, Change, Stamp, digest, link
from service.storage import journal, records
from service.storage.engine import fetch, reading
from service.storage.tables import Event, Journal
from tests.storage.stored import NOW, actor, at_once, event, keep, keep_events, put

COLUMNS = ("seq", "time", "token", "op", "type", "id", "version", "digest", "body", "hash")


def rows(record_id=None):
    query = Journal.select(*(getattr(Journal, name) for name in COLUMNS)).order_by(Journal.seq)
    with reading():
        found = [dict(zip(COLUMNS, row, strict=True)) for row in fetch(query)]
    return [row for row in found if record_id in (None, row["id"])]


def verify():
    """Every number in turn, every hash made anew from the one before."""
    previous = GENESIS
    for number, row in enumerate(rows(), start=1):
        body, stored = row.pop("body"), row.pop("hash")
        assert (row["seq"], row["digest"]) == (number, digest(body))
        previous = link(previous, Change(**row))
        assert previous == stored


def test_every_write_has_a_row_of_its_own(database):
    keep_events("e")
    put(event("e", title="Changed"))
    records.remove("event", "e", Stamp("remover", 5_000_000))
    put(event("e"))
    told = [(row["op"], row["version"], row["token"]) for row in rows("e")]
    assert told == [
        ("create", 1, "tester"),
        ("update", 2, "tester"),
        ("delete", 2, "remover"),
        ("restore", 3, "tester"),
    ]


def test_a_row_holds_the_document_as_it_was_stored(database):
    assert put(event("e")).body == rows("e")[0]["body"]


def test_the_row_of_a_deletion_is_empty(database):
    keep_events("e")
    records.remove("event", "e", NOW)
    assert rows("e")[-1]["body"] == ""


def test_a_record_knows_the_number_of_its_last_change(database):
    keep_events("a", "b", "c")
    put(event("b", title="Changed"))
    with reading():
        numbers = dict(fetch(Event.select(Event.id, Event.seq)))
    assert numbers == {record_id: rows(record_id)[-1]["seq"] for record_id in "abc"}


def test_the_chain_verifies(database):
    keep(actor("us"), event("e", actors=[{"actor": "us"}], title="Ünïcode ' \" \\ 文"))
    put(event("e"))
    records.remove("event", "e", NOW)
    verify()


def test_time_never_goes_back(database):
    put(event("late"), Stamp("tester", 9_000_000))
    put(event("early"), Stamp("tester", 3_000_000))
    assert [row["time"] for row in rows()[-2:]] == [9_000_000, 9_000_000]


def test_a_document_carries_the_time_of_its_row(database):
    put(event("late"), Stamp("tester", 9_000_000))
    document = put(event("early"), Stamp("tester", 3_000_000))
    assert json.loads(document.body)["updated_at"] == "1970-01-01T00:00:09.000000Z"


def test_concurrent_writers_leave_no_gap_and_a_chain_that_verifies(database):
    def write(name):
        for number in range(10):
            put(event(f"{name}{number}"), Stamp(name, 1))
            put(event(f"{name}{number}", title="Changed"), Stamp(name, 2))

    before = len(rows())
    assert at_once(*(partial(write, name) for name in "abcd")) == [None] * 4
    assert len(rows()) == before + 80
    assert all(one["time"] <= two["time"] for one, two in pairwise(rows()))
    verify()


def test_a_head_that_was_read_is_the_newest_row(database):
    keep_events("e")
    newest = rows()[-1]
    with reading():
        assert journal.head() == journal.Head(newest["seq"], newest["time"], newest["hash"])
