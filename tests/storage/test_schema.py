import subprocess
import sys

import pytest

from service.domain.changes import Stamp
from service.domain.kinds import built_in
from service.storage import engine, journal, schema
from service.storage.engine import fetch, reading, table_of
from service.storage.tables import EVER, PAST, TABLE_OF, Answer, Figure, Journal, Kind, Reference, Term, Token

NOW = Stamp("migration", 0)
MIGRATE = """
import sys
from service.domain.changes import Stamp
from service.storage import engine, schema
engine.connect(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
print(len(schema.migrate(Stamp("migration", 0))))
"""


def started(url):
    """A process that says when it is ready, and then waits for a line."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-c", MIGRATE, url], **pipes)


def test_several_processes_migrate_a_blank_database_at_once(blank_url):
    processes = [started(blank_url) for _ in range(4)]
    assert {process.stdout.readline() for process in processes} == {"ready\n"}
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    told = [process.communicate(timeout=60) for process in processes]
    assert [error for _, error in told if error] == []
    assert sorted(int(out) > 0 for out, _ in told) == [False, False, False, True]


def test_a_database_without_tables_is_not_migrated(blank_url):
    engine.connect(blank_url)
    assert not schema.is_migrated()
    schema.migrate(NOW)
    assert schema.is_migrated()
    engine.close()


def test_migrating_again_does_nothing(database):
    head = _head()
    assert schema.migrate(NOW) == []
    assert _head() == head


def test_a_new_database_begins_with_the_built_in_kinds_in_its_journal(database):
    with reading():
        assert {record_id for (record_id,) in fetch(Kind.select(Kind.id))} == {draft.id for draft in built_in()}
    assert _head().seq == len(built_in())


def _head():
    with reading():
        return journal.head()


@pytest.mark.parametrize("table", [*TABLE_OF.values(), Term, Figure, Reference, Journal, Token, Answer], ids=table_of)
def test_a_table_has_the_columns_that_its_model_names(database, table):
    assert _columns(table) == set(table._meta.columns)


@pytest.mark.parametrize("table", [*EVER, *PAST], ids=table_of)
def test_a_table_beside_another_has_its_columns_too(database, table):
    beside, lacked = (EVER[table], {"body"}) if table in EVER else (PAST[table], set())
    assert _columns(beside) == set(table._meta.columns) - lacked | {"seq", "till"}


def _columns(table):
    with reading():
        return {column.name for column in engine.database.get_columns(table_of(table))}
