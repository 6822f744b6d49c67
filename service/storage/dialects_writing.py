"""Storage: what each engine says in words of its own when something is written."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache, partial
from typing import Any, Final

import orjson
from peewee import OperationalError
from peewee import __exception_wrapper__ as named_by_peewee  # type: ignore[attr-defined]  # not in its stubs

LOCK_SECONDS: Final = 5
"""How long a writer waits for the one before."""
_AGAIN: Final = 0.001
"""Seconds after which SQLite is asked for its lock again; left alone it would wait up to a hundred times as long."""
LOG: Final = {"wal_autocheckpoint": 16_000, "journal_size_limit": 64 << 20}
"""SQLite's write-ahead log: pages that it gathers before they are copied into the file, and bytes that it is cut to.

Every commit is synced to the log, whatever these are; the copying, two syncs more, is what they put off. After 1,000
pages, SQLite's own number, every ninth create did it, and waited; of 16,000 four in ten are the same pages again. Reads
cost the same with such a log, and after a crash it is read in a twentieth of a second.
"""
_AMPLE: Final = -32_000
"""SQLite's room for pages in a block that writes much: KiB, below 0. What 5,000 events touch more than once fits in."""
_WRITERS: Final = 0x_CA05_E11E
"""The key of PostgreSQL's advisory lock: one writer at a time, as on SQLite."""
_LOCKED: Final = f"""BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED;
SELECT pg_advisory_xact_lock({_WRITERS}), set_config('statement_timeout', '0', true)"""


class SqliteWriting:
    """Mixed into the database."""

    param: str
    connection: Any
    writing = "IMMEDIATE"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._turn = threading.Lock()
        super().__init__(*args, **kwargs)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A block in which no other thread of this process asks for the lock. Raises OperationalError."""
        if not self._turn.acquire(timeout=LOCK_SECONDS):
            raise OperationalError("another thread keeps the lock")
        try:
            yield
        finally:
            self._turn.release()

    def begin(self, lock_type: str | None = None) -> None:
        """Begins; a writer asks for the lock until it has it, or LOCK_SECONDS are over. Raises OperationalError."""
        if lock_type != self.writing:
            super().begin(lock_type)  # type: ignore[misc]  # what it is mixed into has it
            return
        connection = self.connection()
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            insist(partial(connection.execute, "BEGIN IMMEDIATE"))
        finally:
            connection.execute(f"PRAGMA busy_timeout = {LOCK_SECONDS * 1000}")

    @contextmanager
    def ample(self) -> Iterator[None]:
        """More room for pages: one that has none is written down before its time, and again with each later row."""
        connection = self.connection()
        with named_by_peewee:
            ((usual,),) = connection.execute("PRAGMA cache_size")
            connection.execute(f"PRAGMA cache_size = {min(usual, _AMPLE)}")
        try:
            yield
        finally:
            connection.execute(f"PRAGMA cache_size = {usual}")

    def give_way(self) -> None:
        """Leaves the lock to who asks for it again: it has no queue beyond a process."""
        time.sleep(10 * _AGAIN)

    def together(self) -> AbstractContextManager[None]:
        """There is no way to go."""
        return nullcontext()

    def fill(self, cursor: Any, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Adds rows to a table: one prepared text for all."""
        cursor.executemany(insertion(table, tuple(names), self.param), rows)


def insist(ask: Callable[[], object]) -> None:
    """Asks SQLite for a lock until it is given, or LOCK_SECONDS are over. Raises OperationalError."""
    until = time.monotonic() + LOCK_SECONDS
    while not _is_given(ask, until):
        time.sleep(_AGAIN)


def _is_given(ask: Callable[[], object], until: float) -> bool:
    try:
        ask()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
            raise OperationalError(*error.args) from error
        return False
    return True


class PostgresWriting:
    """Mixed into the database."""

    connection: Any
    execute_sql: Any
    writing = "READ COMMITTED"

    def turn(self) -> AbstractContextManager[None]:
        """The server's lock has a queue of its own."""
        return nullcontext()

    def begin(self, isolation_level: str | None = None) -> None:
        """Begins; a writer takes the lock with the same message. Raises OperationalError."""
        if isolation_level == self.writing:
            self.execute_sql(_LOCKED)
        else:
            super().begin(isolation_level)  # type: ignore[misc]  # what it is mixed into has it

    def ample(self) -> AbstractContextManager[None]:
        """The server has its own."""
        return nullcontext()

    def give_way(self) -> None:
        """The server's lock has a queue."""

    def together(self) -> AbstractContextManager[Any]:
        """A pipeline."""
        pipeline: AbstractContextManager[Any] = self.connection().pipeline()
        return pipeline

    def fill(self, cursor: Any, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Adds rows to a table: by COPY, or within a pipeline, which takes none, as one parameter."""
        columns = ", ".join(f'"{name}"' for name in names)
        if self.connection().pgconn.pipeline_status:
            given = orjson.dumps([dict(zip(names, row, strict=True)) for row in rows]).decode()
            as_rows = f"SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s)"
            cursor.execute(f"INSERT INTO {table} ({columns}) {as_rows}", [given])
        else:
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)


@cache
def insertion(table: str, names: tuple[str, ...], mark: str) -> str:
    """The text that inserts one row, `mark` standing for each value."""
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join([mark] * len(names))})"
