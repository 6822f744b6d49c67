import pytest

from service.domain.errors import Conflict
from service.domain.records import Reference as Named
from service.storage import records
from service.storage.engine import fetch, reading
from service.storage.tables import Reference
from tests.storage.stored import NOW, actor, event, keep, keep_events, link, put, source


def named_by(record_type, record_id):
    query = Reference.select(Reference.target_type, Reference.target_id)
    with reading():
        return set(fetch(query.where(Reference.type == record_type, Reference.id == record_id)))


@pytest.fixture
def cast(database):
    keep(actor("us"), actor("them"), source("news"))


def test_references_follow_an_update(cast):
    put(event("e", actors=[{"actor": "us"}], sources=[{"source": "news", "claimed_by": "them"}]))
    put(event("e", actors=[{"actor": "them"}]))
    assert named_by("event", "e") == {("kind", "event"), ("actor", "them")}


def test_references_go_with_their_record(cast):
    put(event("e", actors=[{"actor": "us"}]))
    records.remove("event", "e", NOW)
    assert named_by("event", "e") == set()


def test_what_is_no_longer_named_can_be_deleted(cast):
    put(event("e", actors=[{"actor": "us"}]))
    put(event("e"))
    records.remove("actor", "us", NOW)


def test_an_id_that_two_types_share_keeps_its_references_apart(cast):
    keep(event("x", actors=[{"actor": "us"}]), actor("x", part_of="them"))
    put(event("x"))
    assert named_by("actor", "x") == {("actor", "them")}


def test_a_refused_deletion_names_ten_ids_and_says_that_there_are_more(cast):
    keep(*(event(f"e{number:02}", actors=[{"actor": "us"}]) for number in range(12)))
    with pytest.raises(Conflict) as refused:
        records.remove("actor", "us", NOW)
    assert [f"e{number:02}" in refused.value.detail for number in range(12)] == [True] * 10 + [False] * 2
    assert refused.value.detail.endswith("and more")


@pytest.mark.parametrize(("record_type", "record_id"), [("kind", "strike"), ("source", "news"), ("event", "a")])
def test_whatever_a_record_names_is_not_deleted(cast, record_type, record_id):
    keep_events("b")
    keep(event("a", kind="strike", sources=[{"source": "news"}]), link("a", "b"))
    with pytest.raises(Conflict):
        records.remove(record_type, record_id, NOW)


def test_every_reference_of_a_draft_is_kept_once(cast):
    draft = event("e", actors=[{"actor": "us", "role": "speaker"}, {"actor": "us", "role": "recipient"}])
    put(draft)
    assert draft.references.count(Named("/actors/0/actor", "actor", "us")) == 1
    assert named_by("event", "e") == {("kind", "event"), ("actor", "us")}
