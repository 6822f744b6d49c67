"""Storage: SQLite and PostgreSQL, and what each says in words of its own; only engine.py asks them."""

import json
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from peewee import SQL, Field
from peewee import __exception_wrapper__ as named_by_peewee  # type: ignore[attr-defined]  # not in its stubs
from playhouse.pool import PooledPostgresqlDatabase, PooledSqliteDatabase

from service.storage.connections import OURS, SERVERS, Adapter
from service.storage.dialects_gathering import PostgresGathering, SqliteGathering
from service.storage.dialects_merging import PostgresMerging, SqliteMerging
from service.storage.dialects_past import PostgresPast, SqlitePast
from service.storage.dialects_upkeep import PostgresUpkeep, SqliteUpkeep
from service.storage.dialects_words import PostgresWords, SqliteWords
from service.storage.dialects_writing import LOCK_SECONDS, LOG, PostgresWriting, SqliteWriting, insist
from service.storage.ticks import PostgresTicks, SqliteTicks

READ_SECONDS: Final = 5

_UNDEFINED_TABLE: Final = "42P01"
"""PostgreSQL's code (appendix A of its manual)."""

deadline = threading.local()
"""`at`: when this thread's read has used up its time, by time.monotonic(); None or absent: never."""

standing = threading.local()
"""`views`: for each table, by its name, what makes the common table expression that reads of this thread see in its
place; absent: it."""


def open_database(url: str, *, connections: int) -> "Sqlite | Postgres":
    """The database at `url` (sqlite:///path, postgresql://…), not connected. Raises ValueError for another scheme.

    A single connection has 64 MiB of pages to itself: it may write a million rows. Of many, each has what SQLite gives
    it; what they read stays in the machine's memory anyway.
    """
    if url.startswith("sqlite:///"):
        return Sqlite(
            url.removeprefix("sqlite:///"),
            pragmas={
                "journal_mode": "wal",
                "synchronous": "full",
                "cache_size": -64_000 if connections == 1 else -2_000,
                **LOG,
            },
            timeout=LOCK_SECONDS,
            max_connections=connections,
            autoconnect=False,
            check_same_thread=False,
        )
    if url.startswith(("postgresql://", "postgres://")):
        return Postgres(
            "postgresql://" + url.partition("://")[2],
            options=f"-c statement_timeout={READ_SECONDS}s -c lock_timeout={LOCK_SECONDS}s -c timezone=UTC {SERVERS}",
            prepare_threshold=None,
            **OURS,
            connect_timeout=LOCK_SECONDS,
            max_connections=connections,
            timeout=LOCK_SECONDS,
            autoconnect=False,
            prefer_psycopg3=True,
        )
    raise ValueError(f"DATABASE_URL begins with sqlite:/// or postgresql://, not {url.partition(':')[0]}:")


class _Common:
    """What both say in the same words; a database whose reads may be asked of an earlier state."""

    any_of: str
    """That a column is one of the values that `pack` made one parameter of."""
    pack: Any

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        return super().execute_sql(as_it_stood(sql), params)  # type: ignore[misc]  # what it is mixed into has it


class Sqlite(
    _Common,
    SqliteGathering,
    SqliteMerging,
    SqlitePast,
    SqliteUpkeep,
    SqliteWords,
    SqliteWriting,
    SqliteTicks,
    PooledSqliteDatabase,  # type: ignore[misc]  # playhouse has no types
):
    types: Final = {"text": "TEXT", "serial": "INTEGER PRIMARY KEY", "float": "REAL", "clustered": "WITHOUT ROWID"}
    any_of = "IN (SELECT value FROM json_each(?))"

    def _add_conn_hooks(self, conn: Any) -> None:
        super()._add_conn_hooks(conn)
        conn.set_progress_handler(is_late, 20_000)

    def _set_pragmas(self, conn: Any) -> None:
        """Asks again: while another process makes a new file's log, SQLite refuses at once, whatever its timeout."""
        insist(partial(super()._set_pragmas, conn))

    def require_folder(self) -> None:
        folder = Path(self.database).parent
        if not folder.is_dir():
            raise ValueError(f"there is no folder {folder} for the database; make it, or name another in DATABASE_URL")

    def lacks_table(self, error: Exception) -> bool:
        """SQLite has no code of its own for this."""
        return "no such table" in str(error)

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """A block of reads that see one state. (peewee's own way to begin and to end takes three times as long.)"""
        connection = self.connection()
        with named_by_peewee:
            connection.execute("BEGIN")
        try:
            yield
        finally:
            if connection.in_transaction:
                with named_by_peewee:
                    connection.execute("COMMIT")

    def in_transaction(self) -> bool:
        """As SQLite itself knows it."""
        connection = self._state.conn
        return connection is not None and bool(connection.in_transaction)

    def unhurry(self) -> None:
        """Only reading() sets a deadline."""

    def pack(self, values: Collection[Any]) -> Any:
        return json.dumps(list(values))

    def among(self, column: Field, packed: Any) -> Any:
        return column.in_(SQL("(SELECT value FROM json_each(?))", [packed]))


class Postgres(
    _Common,
    PostgresGathering,
    PostgresMerging,
    PostgresPast,
    PostgresUpkeep,
    PostgresWords,
    PostgresWriting,
    PostgresTicks,
    PooledPostgresqlDatabase,  # type: ignore[misc]  # playhouse has no types
):
    psycopg3_adapter = Adapter
    types: Final = {
        "text": 'TEXT COLLATE "C"',
        "serial": "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
        "float": "DOUBLE PRECISION",
        "clustered": "",
    }
    any_of = "= ANY(%s)"

    def connect(self, reuse_if_open: bool = False) -> bool:  # noqa: FBT001, FBT002  # peewee's own
        self._adapter.begin()
        connected: bool = super().connect(reuse_if_open)
        return connected

    def require_folder(self) -> None:
        """The server keeps its own."""

    def lacks_table(self, error: Exception) -> bool:
        """By the driver's own error, around which peewee puts one of its own, or two."""
        while inner := getattr(error, "orig", None):
            error = inner
        return getattr(error, "sqlstate", None) == _UNDEFINED_TABLE

    def one_state(self) -> AbstractContextManager[None]:
        """A block of reads that see one state."""
        block: AbstractContextManager[None] = self.atomic("REPEATABLE READ")
        return block

    def unhurry(self) -> None:
        self.execute_sql("SET LOCAL statement_timeout = 0")

    def pack(self, values: Collection[Any]) -> Any:
        return list(values)

    def among(self, column: Field, packed: Any) -> Any:
        return column == SQL("ANY(%s)", [packed])


def as_it_stood(sql: str) -> str:
    """The same question, asked of the views that stand for tables in this thread."""
    views: dict[str, Callable[[], str]] = getattr(standing, "views", {})
    used = [view() for table, view in views.items() if f'"{table}"' in sql]
    if not used:
        return sql
    own = sql.removeprefix("WITH ")
    return f"WITH {', '.join(used)}{' ' if own is sql else ', '}{own}"


def is_late() -> bool:
    """Whether this thread's read has used up its time; SQLite asks every so many steps, and ends it."""
    at: float | None = getattr(deadline, "at", None)
    return at is not None and time.monotonic() > at
