import sqlite3
import threading
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from service.domain.errors import Busy, Invalid
from service.storage import asking, dialects_writing, engine, records, tokens
from service.storage.engine import among, ample, fetch, give_way, reading, snapshot, writing
from service.storage.engine import database as proxy
from service.storage.tables import Event, Kind
from tests.storage.stored import NOW, at_once, event, found, keep, keep_events
from tests.support.serving import FORKS

ENDLESS = """WITH RECURSIVE forever (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM forever)
             SELECT count(*) FROM forever"""


def _keep_and_fail():
    keep(event("e"))
    keep(event("bad", kind="nothing"))


def _enter_where_nothing_runs(block):
    with reading():
        proxy.connection().set_progress_handler(lambda: True, 1)  # stops every statement
        with block():
            pass


def _read_for_ever():
    if not hasattr(proxy.connection(), "set_progress_handler"):
        proxy.execute_sql("SET statement_timeout = '300ms'")
    proxy.execute_sql(ENDLESS).fetchall()


def _fetch_for_ever():
    if not hasattr(proxy.connection(), "set_progress_handler"):
        proxy.execute_sql("SET statement_timeout = '300ms'")
    fetch(Event.raw("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"))


def _gather_for_ever():
    if not hasattr(proxy.connection(), "set_progress_handler"):
        proxy.execute_sql("SET statement_timeout = '300ms'")
    asking.gather((int,), f"SELECT * FROM ({ENDLESS}) AS counted")


def test_an_exception_rolls_everything_back(database):
    with pytest.raises(Invalid), writing():
        _keep_and_fail()
    assert found() == []


def test_a_nested_block_joins_the_outer_one(database):
    def write():
        with writing():
            keep(event("inner"))
        keep(event("bad", kind="nothing"))

    with pytest.raises(Invalid), writing():
        write()
    assert found() == []


def test_a_block_that_ends_well_is_kept(database):
    with writing():
        keep(event("kept"))
    assert found() == ["kept"]


def test_a_write_inside_a_read_takes_the_lock_of_its_own(database):
    with reading():
        keep(event("kept"))
    assert found() == ["kept"]


def test_what_another_writes_is_not_seen_inside_a_snapshot(database):
    keep_events("before")
    with snapshot():
        first = found()
        writer = threading.Thread(target=keep_events, args=("after",))
        writer.start()
        writer.join()
        assert found() == first == ["before"]
    assert found() == ["after", "before"]


def test_a_writer_who_waits_too_long_is_told_that_the_database_is_busy(database, monkeypatch):
    """Each waits for a lock of its own kind; the wait is made short here by asking the engine, not by a clock."""
    waited = threading.Event()
    with writing():
        shorten(monkeypatch)
        outcome = []
        other = threading.Thread(target=lambda: (outcome.extend(at_once(partial(keep, event("late")))), waited.set()))
        other.start()
        waited.wait(20)
        other.join()
    assert isinstance(outcome[0], Busy)


BLOCKS = 60


def write_on(url, blocks):
    """One block after the other, as a long load in a process of its own."""
    engine.connect(url)
    for _ in range(BLOCKS):
        with writing():
            blocks.release()
            time.sleep(0.02)
        give_way()
    engine.close()


def test_long_work_gives_way_to_who_waits_in_another_process(database):
    blocks = FORKS.Semaphore(0)
    load = FORKS.Process(target=write_on, args=(database, blocks))
    load.start()
    blocks.acquire()
    for _ in range(3):
        with writing():
            pass
    written = sum(blocks.acquire(block=False) for _ in range(BLOCKS))
    load.join()
    assert written < BLOCKS / 2


def shorten(monkeypatch):
    """Who asks for a lock from here on, and has a new connection for it, waits a fifth of a second."""
    monkeypatch.setattr(dialects_writing, "LOCK_SECONDS", 0.2)
    adding = type(engine.engine())._connect

    def connect(self):
        connection = adding(self)
        if not hasattr(connection, "set_progress_handler"):
            connection.cursor().execute("SET lock_timeout = '200ms'")
            connection.commit()
        return connection

    monkeypatch.setattr(type(engine.engine()), "_connect", connect)


def test_a_read_that_takes_too_long_is_ended(database, monkeypatch):
    monkeypatch.setattr(engine, "READ_SECONDS", 0.3)
    with pytest.raises(Busy), reading():
        _read_for_ever()


def test_a_read_that_is_ended_between_two_rows_is_busy_too(database, monkeypatch):
    monkeypatch.setattr(engine, "READ_SECONDS", 0.3)
    with pytest.raises(Busy), reading():
        _fetch_for_ever()


def test_rows_that_are_gathered_for_too_long_are_given_up(database, monkeypatch):
    monkeypatch.setattr(engine, "READ_SECONDS", 0.3)
    with pytest.raises(Busy), reading():
        _gather_for_ever()


def test_the_connection_works_after_a_read_was_ended(database, monkeypatch):
    test_a_read_that_takes_too_long_is_ended(database, monkeypatch)
    monkeypatch.undo()
    keep_events("after")
    assert found() == ["after"]


def test_among_takes_any_number_of_values(database):
    with reading():
        many = [f"kind-{number}" for number in range(70_000)] + ["strike"]
        assert fetch(Kind.select(Kind.id).where(among(Kind.id, many))) == [("strike",)]


def test_among_nothing_is_nothing(database):
    with reading():
        assert fetch(Kind.select(Kind.id).where(among(Kind.id, []))) == []


def test_open_bounds_are_never_null(database):
    keep(event("open", start="../2024"), event("ongoing", end=".."))
    with reading():
        rows = fetch(Event.select(Event.first, Event.last, Event.earliest, Event.latest))
    assert all(isinstance(bound, int) for row in rows for bound in row)


@pytest.mark.parametrize("url", ["mysql://somewhere", "causeline.db", "", "sqlite://relative.db"])
def test_another_database_is_refused(url):
    with pytest.raises(ValueError, match="DATABASE_URL"):
        engine.connect(url)


def test_writers_at_once_all_get_their_turn(database):
    drafts = [event(f"e{number}") for number in range(8)]
    outcomes = at_once(*(partial(records.add, draft, NOW) for draft in drafts))
    assert sorted(outcome.id for outcome in outcomes) == sorted(draft.id for draft in drafts) == found()


def test_a_token_name_at_once_is_given_once(database):
    outcomes = at_once(*(partial(tokens.add, "name", "read", 0) for _ in range(2)))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "str"]


def test_who_opens_a_new_file_in_which_another_writes_waits_for_it(tmp_path):
    with closing(sqlite3.connect(tmp_path / "new.db", isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(0.1, other.execute, ["COMMIT"]).start()
        engine.connect(f"sqlite:///{tmp_path / 'new.db'}")
        with reading():
            assert asking.ask("PRAGMA journal_mode") == [("wal",)]
        engine.close()


@pytest.mark.parametrize("connections", [1, 20])
def test_sqlite_syncs_with_every_commit_and_gathers_them_before_it_copies_them(sqlite_databases, connections):
    with sqlite_databases.fresh() as url:
        engine.connect(url, connections=connections)
        with reading():
            told = [asking.ask(f"PRAGMA {name}")[0][0] for name in ("synchronous", "wal_autocheckpoint")]
        engine.close()
    assert told == [2, 16_000]


def test_a_block_that_writes_much_has_more_room_for_pages_and_gives_it_back(sqlite_databases):
    room = partial(asking.ask, "PRAGMA cache_size")
    with sqlite_databases.fresh() as url:
        engine.connect(url)
        with reading():
            usual = room()
            with ample():
                assert room() < usual  # told in KiB, below 0
            assert room() == usual
        engine.close()


@pytest.mark.parametrize("block", [snapshot, ample])
def test_where_sqlite_can_neither_begin_nor_end_a_block_the_caller_may_try_again(sqlite_databases, block):
    with sqlite_databases.fresh() as url:
        engine.connect(url)
        with pytest.raises(Busy):
            _enter_where_nothing_runs(block)
        engine.close()


def test_a_file_that_is_no_database_any_more_is_told(sqlite_databases):
    with sqlite_databases.fresh() as url:
        Path(url.removeprefix("sqlite:///")).write_bytes(b"damaged " * 1_000)
        engine.connect(url)
        with pytest.raises(Busy, match="restore a backup"):
            records.find("event", "e")
        engine.close()
