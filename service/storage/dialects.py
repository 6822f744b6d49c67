"""Storage: SQLite and PostgreSQL, and what each says in words of its own; only engine.py asks them."""

import json
import threading
import time
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from peewee import SQL, Field
from playhouse.pool import PooledPostgresqlDatabase, PooledSqliteDatabase

from service.storage.ascii_words import plain
from service.storage.connections import OURS, SERVERS, Adapter
from service.storage.dialects_upkeep import PostgresUpkeep, SqliteUpkeep

LOCK_SECONDS: Final = 5
READ_SECONDS: Final = 5
_WRITERS: Final = 0x_CA05_E11E
"""The key of PostgreSQL's advisory lock: one writer at a time, as on SQLite."""

_UNDEFINED_TABLE: Final = "42P01"
"""PostgreSQL's code (appendix A of its manual)."""

deadline = threading.local()
"""`at`: when this thread's read has used up its time, by time.monotonic(); None or absent: never."""

standing = threading.local()
"""`views`: what this thread's reads see in the place of each table (name to common table expression); absent: it."""


def open_database(url: str, *, connections: int) -> "Sqlite | Postgres":
    """The database at `url` (sqlite:///path, postgresql://…), not connected. Raises ValueError for another scheme."""
    if url.startswith("sqlite:///"):
        return Sqlite(
            url.removeprefix("sqlite:///"),
            pragmas={"journal_mode": "wal", "synchronous": "full", "cache_size": -64_000},
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
    words_key: str
    """The column of a full-text index that says whose words they are."""
    pack: Any

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        return super().execute_sql(as_it_stood(sql), params)  # type: ignore[misc]  # what it is mixed into has it

    def forget_words(self, table: str, nums: Collection[int]) -> None:
        self.execute_sql(f"DELETE FROM {table} WHERE {self.words_key} {self.any_of}", [self.pack(nums)])

    def keep_words(self, table: str, words: str, past: str, nums: Collection[int]) -> None:
        key = self.words_key
        kept = f"SELECT -row.seq, w.words FROM {table} row JOIN {words} w ON w.{key} = row.num"
        self.execute_sql(f"INSERT INTO {past} ({key}, words) {kept} WHERE row.num {self.any_of}", [self.pack(nums)])


class Sqlite(_Common, SqliteUpkeep, PooledSqliteDatabase):  # type: ignore[misc]  # playhouse has no types
    reading, writing = "DEFERRED", "IMMEDIATE"
    types: Final = {"text": "TEXT", "serial": "INTEGER PRIMARY KEY", "float": "REAL", "clustered": "WITHOUT ROWID"}
    any_of = "IN (SELECT value FROM json_each(?))"
    words_key = "rowid"
    words_index: Final = (
        "CREATE VIRTUAL TABLE {table} USING fts5(words, detail=none, columnsize=0, tokenize=\"ascii tokenchars '_'\")",
    )

    def _add_conn_hooks(self, conn: Any) -> None:
        super()._add_conn_hooks(conn)
        conn.set_progress_handler(is_late, 20_000)

    def require_folder(self) -> None:
        folder = Path(self.database).parent
        if not folder.is_dir():
            raise ValueError(f"there is no folder {folder} for the database; make it, or name another in DATABASE_URL")

    def lacks_table(self, error: Exception) -> bool:
        """SQLite has no code of its own for this."""
        return "no such table" in str(error)

    def lock(self) -> None:
        """BEGIN IMMEDIATE is the lock."""

    def unhurry(self) -> None:
        """Only reading() sets a deadline."""

    def pack(self, values: Collection[Any]) -> Any:
        return json.dumps(list(values))

    def among(self, column: Field, packed: Any) -> Any:
        return column.in_(SQL("(SELECT value FROM json_each(?))", [packed]))

    def fill(self, cursor: Any, table: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        cursor.executemany(insertion(table, names, self.param), rows)

    def find_words(self, tables: Sequence[str], question: Iterable[tuple[tuple[str, bool], ...]]) -> SQL:
        asked = (" OR ".join(f'"{plain(token)}"' + "*" * prefix for token, prefix in either) for either in question)
        found = " UNION ALL ".join(f"SELECT rowid FROM {table} WHERE {table} MATCH ?" for table in tables)
        return SQL(f"({found})", [" AND ".join(f"({part})" for part in asked)] * len(tables))

    def store_words(self, table: str, rows: Collection[tuple[int, Iterable[str]]]) -> None:
        values = [value for num, tokens in rows for value in (num, " ".join(map(plain, tokens)))]
        self.execute_sql(f"INSERT INTO {table} (rowid, words) VALUES {', '.join(['(?, ?)'] * len(rows))}", values)


class Postgres(_Common, PostgresUpkeep, PooledPostgresqlDatabase):  # type: ignore[misc]  # playhouse has no types
    reading, writing = "REPEATABLE READ", "READ COMMITTED"
    psycopg3_adapter = Adapter
    types: Final = {
        "text": 'TEXT COLLATE "C"',
        "serial": "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
        "float": "DOUBLE PRECISION",
        "clustered": "",
    }
    any_of = "= ANY(%s)"
    words_key = "num"
    words_index: Final = (
        "CREATE TABLE {table} (num BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX {table}_gin ON {table} USING gin (words)",
    )

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

    def lock(self) -> None:
        self.execute_sql("SELECT pg_advisory_xact_lock(%s), set_config('statement_timeout', '0', true)", [_WRITERS])

    def unhurry(self) -> None:
        self.execute_sql("SET LOCAL statement_timeout = 0")

    def pack(self, values: Collection[Any]) -> Any:
        return list(values)

    def among(self, column: Field, packed: Any) -> Any:
        return column == SQL("ANY(%s)", [packed])

    def fill(self, cursor: Any, table: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def find_words(self, tables: Sequence[str], question: Iterable[tuple[tuple[str, bool], ...]]) -> SQL:
        asked = (" | ".join(f"'{token}'" + ":*" * prefix for token, prefix in either) for either in question)
        found = " UNION ALL ".join(f"SELECT num FROM {table} WHERE words @@ %s::tsquery" for table in tables)
        return SQL(f"({found})", [" & ".join(f"({part})" for part in asked)] * len(tables))

    def store_words(self, table: str, rows: Collection[tuple[int, Iterable[str]]]) -> None:
        values = [value for num, tokens in rows for value in (num, list(tokens))]
        marks = ", ".join(["(%s, array_to_tsvector(%s::text[]))"] * len(rows))
        self.execute_sql(f"INSERT INTO {table} (num, words) VALUES {marks}", values)


def insertion(table: str, names: Sequence[str], mark: str) -> str:
    """The text that inserts one row, `mark` standing for each value."""
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))})"


def as_it_stood(sql: str) -> str:
    """The same question, asked of the views that stand for tables in this thread."""
    views: dict[str, str] = getattr(standing, "views", {})
    used = [view for table, view in views.items() if f'"{table}"' in sql]
    return f"WITH {', '.join(used)} {sql}" if used else sql


def is_late() -> bool:
    """Whether this thread's read has used up its time; SQLite asks every so many steps, and ends it."""
    at: float | None = getattr(deadline, "at", None)
    return at is not None and time.monotonic() > at
