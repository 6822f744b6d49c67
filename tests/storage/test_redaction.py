import json
from pathlib import Path

import pytest
from peewee import SQL

from service.domain.changes import Stamp
from service.domain.errors import Busy, NotFound
from service.storage import copying, engine, events, journal, proof, records, redaction
from service.storage.engine import fetch, reading, snapshot, writing
from service.storage.full_text import past_words_of
from service.storage.replay import replay
from service.storage.tables import EVER, PAST, SEARCHED, TABLE_OF, Journal
from tests.storage.stored import NOW, actor, event, event_query, found, ids_of, keep, link, put, source, timeline

LATER = Stamp("command line", 2_000_000)
PLACE = {"name": "Zebrastraße", "country": "UA", "lat": 50.0, "lon": 30.0}
FIGURE = {"metric": "zebras", "value": 3, "note": "Zebra"}
VERSIONS = (*EVER.values(), *PAST.values())
PAST_WORDS = [past_words_of(TABLE_OF[record_type]) for record_type in sorted(SEARCHED)]
WORDS = ("zebra", "Zebra", "zebrastrasse", "Zebrastraße", "_0437", "зебра")
"""The text that was blanked, and what full-text indexes make of it."""


@pytest.fixture
def told(database):
    """An event in two versions of which each tells of zebras, and others that do not."""
    keep(actor("us"), source("s"), event("other"), actor("e", name="Of the same id"))
    put(event("e", title="Zebra", tags=["zebra"], place=PLACE, figures=[FIGURE], actors=[{"actor": "us"}]))
    put(event("e", title="Zebra зебра", summary="zebra", sources=[{"source": "s", "quote": "zebra"}]))
    put(link("other", "e"))
    return database


def everything():
    """All that the tables hold, in one text."""
    database = engine.engine()
    with reading():
        tables = copying.tables(database)
        return repr([database.execute_sql(f'SELECT * FROM "{table}"').fetchall() for table in tables])


def holds_zebras(text):
    return [word for word in WORDS if word in text]


def versions():
    """Every row, and every token, of what answers for earlier moments."""
    database = engine.engine()
    with snapshot():
        rows = {table: sorted(fetch(table.select(SQL("*"))), key=repr) for table in VERSIONS}
        return rows, {table: sorted(map(repr, database.read_words(table))) for table in PAST_WORDS}


def row(seq):
    with reading():
        return Journal.get(Journal.seq == seq)


def head():
    with reading():
        return journal.head()


def test_a_text_is_blanked_in_every_table(told):
    assert holds_zebras(everything())
    assert redaction.redact("event", "e", "a court", LATER) == 2
    assert holds_zebras(everything()) == []


def test_the_chain_verifies_and_shows_where_and_why(told):
    before = head()
    redaction.redact("event", "e", "a court", LATER)
    found = proof.verify(proof.Known(before.seq, before.hash))
    assert found.faults == 0
    (shown,) = found.redactions
    assert (shown.type, shown.id, shown.reason, shown.time) == ("event", "e", "a court", LATER.time)
    assert [row(seq).op for seq in shown.blanked] == ["create", "update"]


def test_the_record_becomes_what_is_left_of_it(told):
    redaction.redact("event", "e", "a court", LATER)
    document = records.find("event", "e")
    record = json.loads(document.body)
    assert (document.version, record["title"], record["summary"], record["start"]) == (3, "[redacted]", "", "2024")
    assert record["sources"][0]["source"] == "s"


def test_what_stood_is_shown_without_its_text_and_not_found_by_it(told):
    with reading():
        first = str(Journal.get(Journal.op == "create", Journal.type == "event", Journal.id == "e").seq)
    assert found(q="zebra", as_of=first) == found(tag="zebra", as_of=first) == ["e"]
    redaction.redact("event", "e", "a court", LATER)
    assert found(q="zebra", as_of=first) == found(tag="zebra", as_of=first) == []
    (body,) = (body for body in events.search(event_query(as_of=first)).bodies if '"id":"e"' in body)
    assert json.loads(body)["title"] == "[redacted]"


def test_the_moment_of_the_redaction_itself_shows_the_version_before(told):
    redaction.redact("event", "e", "a court", LATER)
    assert "e" in found(as_of=str(proof.verify().redactions[0].seq))


def test_versions_are_those_that_the_journal_tells_of(told):
    """After two redactions with a write between, all that answers as_of is what a replay of the journal makes."""
    redaction.redact("event", "e", "a court", LATER)
    put(event("e", title="Zebra again"))
    redaction.redact("event", "e", "another court", LATER)

    kept = versions()
    with writing():
        for table in (*(table._meta.table_name for table in VERSIONS), *PAST_WORDS):
            engine.database.execute_sql(f"DELETE FROM {table}")
        replay()
    assert versions() == kept


def test_other_records_stay_as_they_are(told):
    others = [("event", "other"), ("actor", "e"), ("relation", "other.e")]
    before = [records.find(*other) for other in others]
    redaction.redact("event", "e", "a court", LATER)
    assert [records.find(*other) for other in others] == before


def test_a_deleted_record_is_blanked_and_stays_deleted(told):
    records.remove("relation", "other.e", NOW)
    records.remove("event", "e", NOW)
    assert redaction.redact("event", "e", "a court", LATER) == 2
    assert holds_zebras(everything()) == []
    assert proof.verify().faults == 0
    with pytest.raises(NotFound):
        records.find("event", "e")


def test_a_second_redaction_finds_nothing_and_writes_nothing(told):
    redaction.redact("event", "e", "a court", LATER)
    before = head()
    assert redaction.redact("event", "e", "a court", LATER) == 0
    assert head() == before


def test_what_never_was_cannot_be_blanked(told):
    with pytest.raises(NotFound):
        redaction.redact("event", "never", "a court", LATER)


@pytest.mark.parametrize("record_type", TABLE_OF)
def test_a_record_of_every_type_can_be_blanked(told, record_type):
    put(timeline("t"))
    put(link("other", "e", note="Zebra"))
    ids = {"kind": "strike", "source": "s", "actor": "us", "event": "e", "relation": "other.e", "timeline": "t"}
    assert redaction.redact(record_type, ids[record_type], "a court", LATER) > 0
    assert proof.verify().faults == 0


@pytest.mark.parametrize("change", [{"body": '{"id":"e","title":"Zebra"}'}, {"body": "{}"}, {"token": "x"}], ids=str)
def test_a_change_in_a_blanked_row_is_found(told, change):
    redaction.redact("event", "e", "a court", LATER)
    blanked = min(proof.verify().redactions[0].blanked)
    with writing():
        Journal.update(change).where(Journal.seq == blanked).execute()
    assert [one.seq for one in proof.verify().broken] == [blanked]


@pytest.mark.parametrize("change", [{"op": "update"}, {"body": '{"reason":"","rows":[]}'}, {"token": "x"}], ids=str)
def test_a_change_in_the_row_of_a_redaction_is_found(told, change):
    redaction.redact("event", "e", "a court", LATER)
    seq = proof.verify().redactions[0].seq
    with writing():
        Journal.update(change).where(Journal.seq == seq).execute()
    assert seq in [one.seq for one in proof.verify().broken]


def test_a_kept_answer_loses_the_text_and_still_keeps_a_repeat_from_writing_it_again(client):
    body = {"id": "e", "title": "Zebra", "start": "2024", "tags": ["zebra"]}
    for key, sent in (("one", body), ("two", body | {"id": "other"})):
        client.post("/v1/events", json=sent, headers={"Idempotency-Key": key})
    redaction.redact("event", "e", "a court", LATER)
    again = client.post("/v1/events", json=body, headers={"Idempotency-Key": "one"})
    assert (again.status_code, again.headers["Idempotency-Replayed"], holds_zebras(again.text)) == (201, "true", [])
    assert again.get_json()["id"] == "e"
    assert holds_zebras(client.get("/v1/events/e").text) == []
    untouched = client.post("/v1/events", json=body | {"id": "other"}, headers={"Idempotency-Key": "two"})
    assert untouched.get_json()["title"] == "Zebra"


def test_the_text_is_in_no_byte_of_sqlites_files(sqlite_databases):
    with sqlite_databases.fresh() as url:
        engine.connect(url)
        with reading():
            engine.database.execute_sql("PRAGMA secure_delete = off")  # some builds of SQLite have it on
        put(event("e", title="Zebra zebra зебра", summary="Zebrastraße " * 1_000, tags=["zebra"], figures=[FIGURE]))
        put(event("e", title="Zebra"))
        put(actor("us", name="Another"))
        redaction.redact("event", "e", "a court", LATER)
        engine.scour()
        path = Path(url.removeprefix("sqlite:///"))
        kept = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
        engine.close()
    assert b"Another" in kept
    assert [word for word in WORDS if word.encode() in kept] == []


def test_a_reader_in_the_way_of_scouring_is_told(sqlite_databases):
    with sqlite_databases.fresh() as url:
        engine.connect(url)
        reader = type(engine.engine())(url.removeprefix("sqlite:///"), max_connections=1)
        with reader.connection_context(), reader.atomic("DEFERRED"):
            reader.execute_sql("SELECT * FROM journal LIMIT 1").fetchall()
            put(event("e"))
            with pytest.raises(Busy, match="run this again"):
                engine.scour()
        engine.scour()
        reader.close_all()
        engine.close()


def test_postgresql_writes_every_table_anew(postgres_databases):
    nodes = "SELECT tablename, pg_relation_filenode(tablename::regclass) FROM pg_tables WHERE schemaname = 'public'"
    with postgres_databases.blank() as url:
        engine.connect(url)
        with writing():
            engine.database.execute_sql("CREATE TABLE one (id INTEGER)")
            before = dict(engine.database.execute_sql(nodes).fetchall())
        engine.scour()
        with reading():
            after = dict(engine.database.execute_sql(nodes).fetchall())
        engine.close()
    assert before.keys() == after.keys()
    assert before["one"] != after["one"]


def test_ids_stay(told):
    redaction.redact("event", "e", "a court", LATER)
    assert "e" in ids_of(events.search(event_query()).bodies)
