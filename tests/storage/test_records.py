import json
from functools import partial

import pytest

from service.domain.changes import Stamp
from service.domain.errors import Busy, Conflict, Invalid, NotFound, PreconditionFailed
from service.domain.preconditions import Precondition
from service.intake.records import patched
from service.storage import records
from tests.storage.stored import NOW, actor, at_once, event, found, keep, keep_events, link, put

VERSION_1 = Precondition(if_match=frozenset({"1"}))
NEW = Precondition(if_none_match=frozenset({"*"}))


def put_if(draft, when):
    return records.put(draft.type, draft.id, lambda _stored: draft, NOW, when)


def test_one_record_is_found_with_one_query(database, count_queries):
    keep_events("e")
    with count_queries() as statements:
        assert records.find("event", "e").version == 1
    assert len(statements) == 1


def test_an_id_of_another_type_is_not_found(database):
    keep_events("e")
    with pytest.raises(NotFound):
        records.find("actor", "e")


def test_an_id_is_added_once(database):
    records.add(event("e"), NOW)
    with pytest.raises(Conflict):
        records.add(event("e"), NOW)


def test_the_same_id_stands_once_in_each_type(database):
    assert [records.add(make("x"), NOW).version for make in (event, actor)] == [1, 1]


def test_a_deleted_id_is_not_added_again(database):
    keep_events("e")
    records.remove("event", "e", NOW)
    with pytest.raises(Conflict):
        records.add(event("e"), NOW)


def test_a_deleted_record_is_gone_from_reads(database):
    keep_events("e")
    records.remove("event", "e", NOW)
    assert found() == []
    with pytest.raises(NotFound):
        records.find("event", "e")


def test_a_put_brings_a_deleted_record_back_with_the_next_version(database):
    put(event("e"))
    put(event("e", title="Changed"))
    records.remove("event", "e", NOW)
    outcome = put_if(event("e"), Precondition())
    assert (outcome.op, outcome.written.version) == ("restore", 3)


def test_what_is_not_there_is_not_removed(database):
    with pytest.raises(NotFound):
        records.remove("event", "e", NOW)


def test_a_patch_makes_nothing_new(database):
    with pytest.raises(NotFound):
        records.put("event", "e", patched("event", "e", {"title": "T"}), NOW, create=False)


def test_a_patch_changes_what_is_stored(database):
    keep_events("e", summary="stays")
    body = records.put("event", "e", patched("event", "e", {"title": "New"}), NOW, create=False).written.body
    assert '"title":"New","summary":"stays"' in body


def test_a_stale_write_is_refused(database):
    keep_events("e")
    put(event("e", title="Changed"))
    with pytest.raises(PreconditionFailed):
        put_if(event("e", title="Stale"), VERSION_1)


def test_a_stale_removal_is_refused(database):
    keep_events("e")
    put(event("e", title="Changed"))
    with pytest.raises(PreconditionFailed):
        records.remove("event", "e", NOW, VERSION_1)


def test_a_put_that_only_creates_replaces_nothing(database):
    assert put_if(event("e"), NEW).op == "create"
    with pytest.raises(PreconditionFailed):
        put_if(event("e", title="Other"), NEW)


def test_of_two_puts_with_if_match_at_once_one_is_stale(database):
    for number in range(15):
        keep_events(f"e{number}")
        drafts = [event(f"e{number}", title=title) for title in ("One", "Two")]
        outcomes = at_once(*(partial(put_if, draft, VERSION_1) for draft in drafts))
        assert sum(isinstance(outcome, (PreconditionFailed, Busy)) for outcome in outcomes) == 1
        assert records.find("event", f"e{number}").version == 2


def test_of_two_puts_that_create_at_once_one_is_refused(database):
    for number in range(15):
        outcomes = at_once(*(partial(put_if, event(f"e{number}", title=title), NEW) for title in ("One", "Two")))
        assert sum(isinstance(outcome, (PreconditionFailed, Busy)) for outcome in outcomes) == 1


def test_of_two_patches_at_once_none_is_lost(database):
    for number in range(15):
        record_id = f"e{number}"
        keep_events(record_id)
        patches = [patched("event", record_id, patch) for patch in ({"title": "New"}, {"summary": "new"})]
        at_once(*(partial(records.put, "event", record_id, patch, NOW, create=False) for patch in patches))
        assert '"title":"New","summary":"new"' in records.find("event", record_id).body


def test_an_event_with_relations_is_not_deleted(database):
    keep(event("a"), event("b"), link("a", "b"))
    with pytest.raises(Conflict, match=r"a\.b"):
        records.remove("event", "a", NOW)


def test_a_cascade_takes_the_relations_of_both_ends_along(database):
    keep(*map(event, "abc"), link("a", "b"), link("b", "c"), link("a", "c"))
    records.remove("event", "b", NOW, cascade=True)
    assert found() == ["a", "c"]
    assert records.find("relation", "a.c").version == 1
    for gone in ("a.b", "b.c"):
        with pytest.raises(NotFound):
            records.find("relation", gone)


def test_a_relation_that_fell_in_a_cascade_comes_back_only_with_its_event(database):
    keep(event("a"), event("b"), link("a", "b"))
    records.remove("event", "a", NOW, cascade=True)
    with pytest.raises(Invalid):
        put(link("a", "b"))
    put(event("a"))
    assert put(link("a", "b")).version == 2


def test_an_actor_that_is_named_anywhere_is_not_deleted(database):
    keep(actor("us"), actor("army", part_of="us"))
    with pytest.raises(Conflict, match="actor army"):
        records.remove("actor", "us", NOW)


def test_a_restored_record_was_created_when_it_was_created_first(database):
    keep_events("e")
    created = json.loads(records.find("event", "e").body)["created_at"]
    records.remove("event", "e", NOW)
    restored = put(event("e", title="Again"), Stamp("tester", NOW.time + 5_000_000))
    assert (json.loads(restored.body)["created_at"], restored.version) == (created, 2)


def test_the_kind_of_events_that_name_none_is_not_deleted(database):
    with pytest.raises(Conflict, match="names none"):
        records.remove("kind", "event", NOW)
