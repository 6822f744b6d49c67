import json

import pytest

from service.domain.changes import Stamp
from service.domain.errors import Invalid
from service.storage import journal, records
from service.storage.engine import reading, writing
from service.storage.store import fields_of, store
from tests.storage.stored import NOW, actor, event, keep, keep_events, link, put, source

LATER = Stamp("tester", 2_000_000)
FULL = {
    "start": "2024-11-17",
    "actors": [{"actor": "us", "role": "initiator"}],
    "tags": ["a", "b"],
    "place": {"name": "Köln", "lat": 50.9, "lon": 7.0},
    "figures": [{"metric": "losses", "value": 1.5, "claimed_by": "us"}, {"metric": "tanks", "value": 2**53}],
    "sources": [{"source": "news"}],
}


def head():
    with reading():
        return journal.head()


@pytest.fixture
def full(database):
    keep(actor("us"), source("news"), event("full", **FULL))


def test_a_write_that_changes_nothing_adds_no_version_and_no_row(full):
    before = head()
    outcome = records.put("event", "full", lambda _stored: event("full", **FULL), LATER)
    assert (outcome.op, outcome.written.version, head()) == (None, 1, before)


def test_what_was_read_can_be_stored_again_without_a_change(full):
    read_again = json.loads(records.find("event", "full").body)
    assert records.put("event", "full", lambda _stored: event("full", **read_again), LATER).op is None


@pytest.mark.parametrize(
    "changed",
    [{"title": "Other"}, {"tags": ["b", "a"]}, {"end": ".."}, {"start": "2024-11-17~"}, {"place": None}],
    ids=str,
)
def test_a_write_that_changes_one_field_adds_a_version(full, changed):
    assert put(event("full", **FULL | changed), LATER).version == 2


def test_a_change_keeps_when_the_record_was_made(full):
    record = json.loads(put(event("full"), LATER).body)
    assert (record["created_at"], record["updated_at"]) == (
        "1970-01-01T00:00:01.000000Z",
        "1970-01-01T00:00:02.000000Z",
    )


def test_a_batch_says_of_each_draft_what_became_of_it(database):
    keep_events("same", "other")
    drafts = [event("new"), event("same"), event("other", title="Changed"), event("bad", kind="nothing")]
    with writing():
        outcomes = store(drafts, NOW)
    assert [outcome.op for outcome in outcomes] == ["create", None, "update", None]
    assert [type(outcome.error) for outcome in outcomes] == [type(None)] * 3 + [Invalid]


def test_a_refused_draft_has_the_pointers_of_every_unknown_reference(database):
    wrong = FULL | {"kind": "nothing", "figures": [{"metric": "m", "value": 1, "subject": "us", "source": "news"}]}
    with pytest.raises(Invalid) as refused:
        keep(event("e", **wrong))
    pointers = ["/kind", "/actors/0/actor", "/figures/0/subject", "/figures/0/source", "/sources/0/source"]
    assert [fault.pointer for fault in refused.value.faults] == pointers


def test_a_relation_names_what_it_lacks(database):
    keep_events("a")
    with pytest.raises(Invalid) as refused:
        keep(link("a", "none-such", asserted_by="nobody", sources=[{"source": "no-source", "claimed_by": "no-one"}]))
    pointers = ["/response", "/asserted_by", "/sources/0/source", "/sources/0/claimed_by"]
    assert [fault.pointer for fault in refused.value.faults] == pointers


def test_actors_of_a_batch_may_be_part_of_each_other(database):
    keep(actor("unit", part_of="army"), actor("army", part_of="state"), actor("state"))


def test_what_rests_on_a_refused_draft_of_the_batch_is_refused(database):
    drafts = [actor("unit", part_of="army"), actor("army", part_of="nobody"), actor("state")]
    with writing():
        outcomes = store(drafts, NOW)
    assert [outcome.op for outcome in outcomes] == [None, None, "create"]


def test_a_batch_of_many_costs_as_many_queries_as_a_small_one(database, count_queries):
    keep(actor("us"), source("news"))
    counts = []
    for size, name in ((2, "few"), (400, "many")):
        with count_queries() as statements:
            keep(*(event(f"{name}{number}", **FULL) for number in range(size)))
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 12


def test_a_new_event_asks_four_questions_whatever_it_names(database, count_queries):
    keep(actor("us"), source("news"))
    with count_queries() as statements:
        keep(event("e", **FULL))
    assert len([text for text in statements if text.startswith("SELECT")]) == 4


def test_nothing_is_stored_without_a_query(database, count_queries):
    with writing(), count_queries() as statements:
        assert store([], NOW) == []
    assert statements == []


def test_fields_are_what_a_caller_can_set(full):
    assert fields_of(records.find("event", "full").body) == event("full", **FULL).fields
