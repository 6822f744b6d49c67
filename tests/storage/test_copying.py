import pytest
from peewee import fn

from service.domain.changes import Stamp
from service.domain.errors import Conflict, Refused
from service.intake.records import read
from service.storage import copying, engine, journal, proof, records, schema, tokens
from service.storage.engine import reading, writing
from service.storage.tables import Answer, Journal, Timeline
from tests.storage.stored import NOW, actor, event, found, keep, keep_events, link, put, source, timeline

PLACE = {"name": "Київ 文", "country": "UA", "lat": 50.4501, "lon": 30.1 + 0.2}
ANSWER = {"scope": "x", "body_digest": "y", "time": 5, "status": 201, "headers": "{}", "body": "{}"}
FIGURE = {"metric": "losses", "value": 7.5, "is_record": True, "period": "2024-11/.."}


@pytest.fixture(params=["sqlite", "postgres"], ids=["to sqlite", "to postgresql"])
def target(request):
    """The URL of a database without tables."""
    with request.getfixturevalue(f"{request.param}_databases").blank() as url:
        yield url
        engine.close()


@pytest.fixture
def full(target, database):
    """A database with something in every table, with edits, a deletion and a restored record; its URL."""
    keep(actor("us"), source("s"), timeline("t"), event("e", figures=[FIGURE]), event("f"), event("gone"))
    keep(link("e", "f", sources=[{"source": "s"}]))
    put(event("e", title="Ünïcode Straße", place=PLACE, figures=[FIGURE], actors=[{"actor": "us"}], start="../2024"))
    put(actor("us", name="Соединённые Штаты"))
    put(source("s", title="Changed"))
    put(read("kind", {"id": "strike", "label": "A strike"}))
    records.remove("event", "gone", NOW)
    records.remove("timeline", "t", NOW)
    put(timeline("t"))
    tokens.add("old", "read", 4)
    tokens.revoke("old", 5)
    with writing():
        engine.insert(Answer, [ANSWER])
    return database


def bind(url):
    engine.close()
    engine.connect(url)


def copied(source_url, target_url):
    bind(target_url)
    return copying.copy(source_url, Stamp("copy", 9))


def contents():
    """Every row of every table, and every token of every full-text index."""
    database, kept = engine.engine(), {}
    with reading():
        for table in copying.tables(database):
            if table.endswith(copying.WORDS):
                with database.one_state():
                    kept[table] = sorted((num, sorted(words)) for num, words in database.read_words(table))
            else:
                names = sorted(f'"{column.name}"' for column in database.get_columns(table))
                rows = database.execute_sql(f'SELECT {", ".join(names)} FROM "{table}"').fetchall()
                kept[table] = sorted(rows, key=repr)
    return kept


def test_everything_is_copied_between_any_two_engines(full, target):
    before = contents()
    copied(full, target)
    assert contents() == before


def test_every_table_holds_something_to_be_copied(full):
    assert [table for table, rows in contents().items() if not rows] == []


def test_the_copy_verifies_and_has_the_same_head(full, target):
    with reading():
        head = journal.head()
    proven = copied(full, target)
    assert (proven.faults, proven.head) == (0, (head.seq, head.hash))


def test_the_copy_is_searched_as_the_original_is(full, target):
    copied(full, target)
    for words in ("strasse", "штаты", "соед*", "КИЇВ 文"):
        assert found(q=words) == ["e"]


def test_the_copy_is_written_on(full, target):
    copied(full, target)
    put(event("new"))
    put(event("e", title="Changed"))
    assert proof.verify().faults == 0
    assert sorted(found()) == ["e", "f", "new"]


def test_the_copy_numbers_rows_on_from_those_that_are_there(full, target):
    copied(full, target)
    with writing():
        highest = Timeline.select(fn.MAX(Timeline.num)).scalar()
        engine.insert(Timeline, [{"id": "new", "version": 1, "seq": 10_000, "body": "{}"}])
        assert Timeline.get(Timeline.id == "new").num == highest + 1


def test_what_is_written_during_the_copy_is_not_half_there(full, target, monkeypatch):
    """A second connection writes after the first table was read."""
    seen = []

    def write(_doing, done, _total):
        if not seen:
            bound = engine.engine()
            engine.connect(full)
            put(event("late"))
            engine.close()
            engine.database.initialize(bound)
        seen.append(done)

    bind(target)
    monkeypatch.setattr(copying, "BATCH", 1)
    assert copying.copy(full, NOW, write).faults == 0
    assert "late" not in found()


def test_a_database_in_use_is_not_written_over(full, target):
    bind(target)
    schema.migrate(NOW)
    keep_events("precious")
    with pytest.raises(Conflict, match="name a new one"):
        copied(full, target)
    assert found() == ["precious"]


def test_a_database_with_nothing_but_a_token_is_in_use(full, target):
    bind(target)
    schema.migrate(NOW)
    tokens.add("mine", "admin", 0)
    with pytest.raises(Conflict):
        copied(full, target)


def test_a_database_that_was_only_migrated_is_new(full, target):
    bind(target)
    schema.migrate(NOW)
    assert copied(full, target).faults == 0


def test_a_database_that_is_broken_is_not_copied_and_nothing_is_left(full, target):
    with writing():
        Journal.update(body="{}").where(Journal.id == "f").execute()
    with pytest.raises(Refused, match=r"nothing was copied.*row \d+ \(event f\)"):
        copied(full, target)
    assert not schema.is_migrated()


def test_a_database_that_is_not_migrated_is_not_copied(blank_url, target):
    engine.connect(blank_url)
    with writing():
        engine.database.execute_sql("CREATE TABLE something (id INTEGER)")
    with pytest.raises(Conflict, match="causeline migrate"):
        copied(blank_url, target)


@pytest.mark.parametrize(
    ("url", "error"), [("sqlite:////nowhere/at/all.db", ValueError), ("postgresql://x:secret@127.0.0.1:1/x", Refused)]
)
def test_a_database_that_is_not_there_is_told(database, url, error):
    with pytest.raises(error) as told:
        copied(url, database)
    assert "secret" not in str(told.value)
