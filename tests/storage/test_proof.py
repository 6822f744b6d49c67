from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.domain.proof import Known, Row
from service.storage import engine, journal, proof, records
from service.storage.engine import fetch, reading, writing
from service.storage.tables import TABLE_OF, Event, Journal
from tests.storage.stored import NOW, actor, event, keep, keep_events, link, put, source, timeline

FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""The database is one for all examples: each leaves it as it was."""


class _Undo(Exception):  # noqa: N818  # no error: it only ends a block
    """Ends a writing() block without keeping what it wrote."""


@pytest.fixture
def written(database):
    """A short history of every operation but a redaction: rows by their numbers."""
    keep(
        actor("us"),
        source("s"),
        source("kept"),
        timeline("t"),
        event("e", actors=[{"actor": "us"}], title="Ünïcode"),
        event("f"),
    )
    keep(link("e", "f"))
    put(event("f", title="Changed"))
    records.remove("timeline", "t", NOW)
    put(timeline("t"))
    records.remove("source", "s", NOW)
    with reading():
        rows = [Row(*row) for row in fetch(Journal.select(*(getattr(Journal, name) for name in Row._fields)))]
    return {row.seq: row for row in rows}


def verified_after(change):
    """What is found after a change of the database, which is then taken back."""
    try:
        with writing():
            change()
            found = proof.verify()
            raise _Undo
    except _Undo:
        return found


def one_sign_changed(value, place):
    """A value of the same type with one sign changed; a text is changed at `place`."""
    if isinstance(value, int):
        return value + 1
    at = place % (len(value) or 1)
    return value[:at] + ("b" if value[at : at + 1] != "b" else "c") + value[at + 1 :]


def change_row(seq, column, value):
    Journal.update({column: value}).where(Journal.seq == seq).execute()


def test_what_was_written_verifies(written):
    found = proof.verify()
    assert (found.faults, found.rows) == (0, len(written))
    assert found.head == Known(*max((row.seq, row.hash) for row in written.values()))


@given(data=st.data())
@FEW
def test_one_changed_sign_in_any_field_of_any_row_is_found_and_its_row_named(written, data):
    row = written[data.draw(st.integers(1, len(written)))]
    column = data.draw(st.sampled_from(Row._fields))
    value = one_sign_changed(getattr(row, column), data.draw(st.integers(0, 500)))
    if column == "seq":
        value += len(written)
    found = verified_after(partial(change_row, row.seq, column, value))
    assert found.broken[0].seq == row.seq


@pytest.mark.parametrize("column", Row._fields[1:])
def test_every_field_of_a_row_counts(written, column):
    seq = len(written) // 2
    value = one_sign_changed(getattr(written[seq], column), 0)
    found = verified_after(partial(change_row, seq, column, value))
    assert found.broken[0].seq == seq


def test_a_row_that_was_taken_out_is_named(written):
    found = verified_after(lambda: Journal.delete().where(Journal.seq == 7).execute())
    assert found.broken[0][:1] == (7,)


def test_a_journal_that_was_cut_is_found_by_a_head_kept_elsewhere(written):
    with reading():
        head = journal.head()
    records.remove("relation", "e.f", NOW)
    assert proof.verify(Known(head.seq, head.hash)).faults == 0
    assert proof.verify(Known(head.seq + 5, head.hash)).broken[0].seq == head.seq + 5
    assert proof.verify(Known(head.seq, "0" * 64)).broken[0].seq == head.seq


@pytest.mark.parametrize("record_type", TABLE_OF)
def test_a_record_that_is_not_what_its_newest_row_says_is_named(written, record_type):
    table = TABLE_OF[record_type]
    with reading():
        record_id, body = table.select(table.id, table.body).tuples().first()
    found = verified_after(lambda: table.update(body=one_sign_changed(body, 20)).where(table.id == record_id).execute())
    assert found.broken[0][1:] == (record_type, record_id, "is not what its record says")


@pytest.mark.parametrize("column", ["version", "seq"])
def test_a_record_has_the_version_and_the_number_of_its_newest_row(written, column):
    found = verified_after(lambda: Event.update({column: 10_000}).where(Event.id == "f").execute())
    assert found.broken[0][1:3] == ("event", "f")


def test_a_record_that_is_gone_is_named(written):
    found = verified_after(lambda: Event.delete().where(Event.id == "f").execute())
    assert found.broken[0][1:] == ("event", "f", "has no record")


def test_a_record_that_was_never_written_is_named(written):
    rename = partial(Event.update(id="forged").where(Event.id == "f").execute)
    assert ("event", "forged") in [one[1:3] for one in verified_after(rename).broken]


def test_a_deleted_record_that_stands_again_is_named(written):
    table = TABLE_OF["source"]
    body = {"id": "s", "version": 1, "seq": 10_000, "body": "{}", "reliability": "", "publisher": "", "retracted": 0}
    found = verified_after(lambda: engine.insert(table, [body | {"retracted": False}]))
    assert found.broken[0][1:] == ("source", "s", "deletes what stands")


def test_ten_broken_rows_are_named_and_all_are_counted(database):
    keep_events(*(f"e{number}" for number in range(20)))
    found = verified_after(lambda: Journal.update(body="{}").where(Journal.type == "event").execute())
    assert (len(found.broken), found.faults) == (10, 40)


def test_progress_ends_at_the_head(written):
    told = []
    proof.verify(progress=lambda *words: told.append(words))
    assert ("rows of the journal", len(written), len(written)) in told


def test_the_memory_of_a_walk_is_a_batch(database, monkeypatch, count_queries):
    monkeypatch.setattr(proof, "BATCH", 10)
    with count_queries() as statements:
        found = proof.verify()
    limited = [statement for statement in statements if "LIMIT" in statement and '"body"' in statement]
    assert len(limited) >= found.rows / 10


def test_text_that_is_no_text_any_more_is_found_and_its_row_named(sqlite_databases):
    with sqlite_databases.fresh() as url:
        engine.connect(url)
        with writing():
            engine.database.execute_sql("UPDATE journal SET token = CAST(x'ff' AS TEXT) WHERE seq = 5")
        found = proof.verify()
        engine.close()
    assert (found.broken[0].seq, found.faults) == (5, 1)
