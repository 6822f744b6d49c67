import pytest

from service.storage import asking, engine, events, journal, redaction, schema
from service.storage.engine import fetch, reading, snapshot, writing
from service.storage.records import remove
from service.storage.tables import EVER, OPEN, PAST, Event, Figure, Reference, Term
from tests.storage.chronicle import Chronicle
from tests.storage.stored import NOW, actor, event, event_query, ids_of, keep, link, put

FIGURES = [
    {"metric": "losses", "value": 1610, "period": "2024-11-24", "is_record": True},
    {"metric": "losses", "value": 7.5, "period": "2024-11/..", "unit": "tanks"},
    {"metric": "losses", "value": 3},
]
FOUND = ("event_words", "event_past_words")


def ledger():
    with reading():
        return fetch(Figure.select().order_by(Figure.event, Figure.position))


@pytest.fixture
def before_the_ledger(blank_url):
    """A database as the first migration left it, with 600 events; what its ledger will have to be."""
    engine.connect(blank_url)
    schema.migrate(NOW)
    keep(*(event(f"e{number}", end="2025", figures=FIGURES if number % 2 else []) for number in range(600)))
    rows = ledger()
    with writing():
        engine.database.execute_sql("DROP TABLE figure")
        engine.database.execute_sql("DELETE FROM schema_migration WHERE name = '0002_figures'")
    yield rows
    engine.close()


def test_the_ledger_is_filled_from_the_events_that_are_there(before_the_ledger):
    assert not schema.is_migrated()
    schema.migrate(NOW)
    assert ledger() == before_the_ledger
    assert len(before_the_ledger) == 900


def stored(*tables):
    """Every row of these tables, with the columns by their names: a migration may add one behind the others."""
    with reading():
        return {table.__name__: sorted(_rows(table._meta.table_name), key=str) for table in tables}


def _rows(table):
    columns = sorted(f'"{column.name}"' for column in engine.database.get_columns(table))
    return asking.ask(f"SELECT {', '.join(columns)} FROM {table}")


def versions():
    return stored(*EVER.values(), *PAST.values())


ALL = {"term": "word, value, first, last, id, span_class", "reference": "type, id, target_type, target_id"}
ALL["figure"] = "event, position, metric, subject, claimed_by, scope, source, unit, is_record, first, last"
ALL["figure"] += ", earliest, latest, day, month, year, body"
"""The columns of tables that had one beside them of all versions, those that stood too."""
STANDS = f"CAST({OPEN} AS BIGINT) AS till"


def go_back_before_the_past():
    """Makes of the tables what the sixth migration left."""
    for table, columns in ALL.items():
        every = f"SELECT {columns}, seq, {STANDS} FROM {table} UNION ALL SELECT {columns}, seq, till FROM {table}_past"
        engine.database.execute_sql(f"CREATE TABLE {table}_ever AS {every}")
        engine.database.execute_sql(f"DROP TABLE {table}_past")
    for table in ("term", "reference"):
        engine.database.execute_sql(f"CREATE TABLE {table}_before AS SELECT {ALL[table]} FROM {table}")
        engine.database.execute_sql(f"DROP TABLE {table}")
        engine.database.execute_sql(f"ALTER TABLE {table}_before RENAME TO {table}")
    engine.database.execute_sql("ALTER TABLE figure DROP COLUMN seq")
    engine.database.execute_sql("DROP INDEX event_ever_ended")
    engine.database.execute_sql("DELETE FROM schema_migration WHERE name = '0007_past'")


@pytest.fixture
def before_the_versions(blank_url):
    """A database as the second migration left it, with a history; what its versions will have to be."""
    engine.connect(blank_url)
    schema.migrate(NOW)
    keep(actor("us"), *(event(f"e{number}", figures=FIGURES, tags=["a"]) for number in range(600)), link("e1", "e2"))
    put(event("e1", title="Renamed", actors=[{"actor": "us"}]))
    put(event("e1", title="Again"))
    remove("event", "e9", NOW)
    put(event("e9", title="Back"))
    rows = versions()
    with writing():
        go_back_before_the_past()
        for table in (*(ever._meta.table_name for ever in EVER.values()), *(f"{table}_ever" for table in ALL)):
            engine.database.execute_sql(f"DROP TABLE {table}")
        for table in ("kind", "source", "actor", "event", "timeline"):
            engine.database.execute_sql(f"DROP TABLE {table}_past_words")
        engine.database.execute_sql("DROP INDEX source_retracted")
        engine.database.execute_sql("DELETE FROM schema_migration WHERE name = '0003_versions'")
    yield rows
    engine.close()


def test_every_version_is_made_from_the_journal_that_is_there(before_the_versions):
    schema.migrate(NOW)
    assert versions() == before_the_versions
    renamed = events.search(event_query(q="renamed", as_of=str(journal.head().seq - 3)))
    assert ids_of(renamed.bodies) == ["e1"]


DEEP = ("Y-200000000000/Y200000000000", "Y-292277022656", "Y-292277022656/..", "../Y292277026595")
CLASSED = ("event", "event_ever", "term_ever")
LONG = ("event_long", "event_ever_long")


def found_by():
    """The rows that were given a class or a cell."""
    return stored(*EVER.values(), *PAST.values(), Event, Term)


@pytest.fixture
def before_the_windows(blank_url):
    """A database as the fourth migration left it, with a history; what its rows will have to be."""
    engine.connect(blank_url)
    schema.migrate(NOW)
    Chronicle(5, 300)
    keep(*(event(f"deep{number}", start=start) for number, start in enumerate(DEEP)))
    put(event("e001", place={"lat": 10, "lon": 20}, end=".."))
    remove("event", "e002", NOW, cascade=True)
    rows = found_by()
    with writing():
        go_back_before_the_past()
        for index in LONG:
            engine.database.execute_sql(f"DROP INDEX {index}")
        for table in CLASSED:
            engine.database.execute_sql(f"ALTER TABLE {table} DROP COLUMN span_class")
        for table in ("term", "term_ever"):
            engine.database.execute_sql(f"DELETE FROM {table} WHERE word = 'cell'")
        engine.database.execute_sql("DELETE FROM schema_migration WHERE name = '0005_windows'")
    yield rows
    engine.close()


def test_every_event_is_given_its_class_and_its_cells(before_the_windows):
    schema.migrate(NOW)
    assert found_by() == before_the_windows


def spoken():
    """Every key and its tokens in the full-text indexes of events."""
    with snapshot():
        return {
            table: sorted((key, sorted(words)) for key, words in engine.engine().read_words(table)) for table in FOUND
        }


@pytest.fixture
def before_the_spots(blank_url):
    """A database whose full-text indexes of events stand in no order of dates; what they will have to hold."""
    engine.connect(blank_url)
    schema.migrate(NOW)
    keep(actor("us"), *(event(f"e{number}", start=str(1500 + number), tags=["a"]) for number in range(600)))
    put(event("e1", title="Renamed", actors=[{"actor": "us"}]))
    put(event("e1", start="../-0043"))
    remove("event", "e9", NOW)
    words = spoken()
    with writing():
        for table in FOUND:
            engine.database.execute_sql(f"DELETE FROM {table}")
            engine.engine().store_words(table, [(7, ["stale"])])
        engine.database.execute_sql("DELETE FROM schema_migration WHERE name = '0006_spots'")
    yield words
    engine.close()


def test_full_text_of_events_and_of_their_versions_is_put_in_the_order_of_dates(before_the_spots):
    schema.migrate(NOW)
    assert spoken() == before_the_spots
    assert [len(words) for words in before_the_spots.values()] == [599, 3]


def everything():
    """The rows of every table that the migration makes or moves, and what is indexed how."""
    is_postgres = engine.database.param == "%s"
    indexes = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'" if is_postgres else INDEXES
    with reading():
        return stored(*EVER.values(), *PAST.values(), Event, Term, Figure, Reference), sorted(asking.ask(indexes))


INDEXES = "SELECT name || COALESCE(sql, '') FROM sqlite_schema WHERE type = 'index'"


@pytest.fixture
def before_the_past(blank_url):
    """A database as the sixth migration left it, with a history; what its tables will have to be."""
    engine.connect(blank_url)
    schema.migrate(NOW)
    Chronicle(6, 200)
    keep(actor("us"), *(event(f"f{number}", figures=FIGURES, actors=[{"actor": "us"}]) for number in range(3)))
    put(event("f0", start="-0043-03-15", figures=FIGURES[:1], place={"lat": 10, "lon": 20}))
    put(event("f1", title="Blanked", tags=["blanked"], figures=FIGURES[1:]))
    redaction.redact("event", "f1", "a court", NOW)
    remove("event", "f2", NOW)
    rows = everything()
    with writing():
        go_back_before_the_past()
    yield rows
    engine.close()


def test_what_is_superseded_is_taken_from_the_tables_of_every_version(before_the_past):
    schema.migrate(NOW)
    assert everything() == before_the_past


def test_without_such_tables_what_is_superseded_is_made_from_the_journal(before_the_past):
    with writing():
        engine.database.execute_sql("DROP TABLE term_ever")
    schema.migrate(NOW)
    assert everything() == before_the_past
