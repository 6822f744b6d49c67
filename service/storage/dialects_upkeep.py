"""Storage: what each engine says in words of its own when a database is proven, backed up and copied."""

import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from service.domain.errors import Busy, Refused
from service.storage.ascii_words import spoken

_PAGES: Final = 1_000
"""Copied at a time, of SQLite's."""

_ROWS: Final = 2_000
"""Fetched at a time, from PostgreSQL."""


class SqliteUpkeep:
    """Mixed into the database."""

    elsewhere = "backups, copies and exports that were made before"
    """Where a text may be that was scoured away."""
    database: str
    connection: Any
    execute_sql: Any

    @contextmanager
    def damaged_texts(self) -> Iterator[None]:
        """In this block text that is no UTF-8 any more reads as another text than was written, and not as an error."""
        connection = self.connection()
        connection.text_factory = lambda raw: raw.decode(errors="backslashreplace")
        try:
            yield
        finally:
            connection.text_factory = str

    def require_file(self) -> None:
        if not Path(self.database).is_file():
            raise ValueError(
                f"there is no database {self.database}; name one that is, or make it with `causeline migrate`"
            )

    def is_at(self, path: Path) -> bool:
        return path.exists() and path.samefile(self.database)

    def refuse_backup(self, path: Path) -> None:
        """It can."""

    def back_up(self, path: Path, told: Callable[[int, int], None]) -> None:
        """The online backup (https://www.sqlite.org/backup.html) of what this transaction sees, into an empty file.

        The transaction has begun to read: else each write by another process would make the backup begin again.
        """
        original = self.connection()
        with closing(type(original)(path)) as copy:
            original.backup(copy, pages=_PAGES, progress=lambda _status, left, of: told(of - left, of))
            copy.execute("PRAGMA journal_mode = delete")  # so that a backup is one file
            ((verdict,), *_) = copy.execute("PRAGMA integrity_check(1)").fetchall()
        if verdict != "ok":
            raise Refused(f"the copy is damaged, as the database may be: {verdict}")

    def tables(self) -> list[str]:
        """Every table and full-text index that is not part of another."""
        found = (
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') ORDER BY name"
        )
        return [name for (name,) in self.execute_sql(found) if not name.startswith("sqlite_")]

    def stream(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one by one."""
        yield from self.execute_sql(sql)

    def read_words(self, table: str) -> Iterator[tuple[int, list[str]]]:
        """What was stored in a full-text index: each row's number and tokens."""
        for num, words in self.stream(f"SELECT rowid, words FROM {table}"):
            yield num, [spoken(word) for word in words.split()]

    def count_on(self) -> None:
        """The next number of a row follows from those that are there."""

    def scour(self) -> None:
        """Merges what full-text indexes have deleted away, then rewrites the file, and empties the log beside it."""
        for table in self.tables():
            if table.endswith("_words"):
                self.execute_sql(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        self.execute_sql("VACUUM")
        ((busy, *_),) = self.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if busy:
            raise Busy("somebody reads, so that the log beside the database could not be emptied; run this again")


class PostgresUpkeep:
    """Mixed into the database."""

    elsewhere = "backups, copies, exports and WAL archives that were made before, and the server's own logs"
    database: str
    connection: Any
    execute_sql: Any

    @contextmanager
    def damaged_texts(self) -> Iterator[None]:
        """The server hands out no text that is none."""
        yield

    def require_file(self) -> None:
        """The server keeps its own."""

    def is_at(self, _path: Path) -> bool:
        return False

    def refuse_backup(self, path: Path) -> None:
        """The server has a command of its own, which is faster and knows more."""
        url, file = shlex.quote(without_password(self.database)), shlex.quote(str(path))
        raise Refused(
            f"PostgreSQL has its own command for this: pg_dump --format=custom --file={file} {url} "
            f"(and back, into an empty database: pg_restore --no-owner --dbname={url} {file}); "
            "PGPASSWORD or ~/.pgpass gives it the password"
        )

    def tables(self) -> list[str]:
        """Every table and full-text index."""
        found = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
        return [name for (name,) in self.execute_sql(found)]

    def stream(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, some at a time, inside a transaction."""
        with self.connection().cursor(name="stream") as cursor:
            cursor.itersize = _ROWS
            yield from cursor.execute(sql)

    def read_words(self, table: str) -> Iterator[tuple[int, list[str]]]:
        """What was stored in a full-text index: each row's number and tokens."""
        yield from self.stream(f"SELECT num, tsvector_to_array(words) FROM {table}")

    def scour(self) -> None:
        """Makes the planner's samples anew, then rewrites every table."""
        self.execute_sql("SET statement_timeout = 0")
        self.execute_sql("ANALYZE")
        for table in (*self.tables(), "pg_statistic"):
            self.execute_sql(f"VACUUM (FULL) {table}")
        self.execute_sql("RESET statement_timeout")

    def count_on(self) -> None:
        """Sets every counter of rows to the highest number that is there."""
        counted = """SELECT table_name, column_name FROM information_schema.columns
                     WHERE table_schema = current_schema() AND is_identity = 'YES'"""
        for table, column in self.execute_sql(counted).fetchall():
            counter = f"pg_get_serial_sequence('{table}', '{column}')"
            self.execute_sql(
                f"SELECT setval({counter}, COALESCE(MAX({column}), 1), MAX({column}) IS NOT NULL) FROM {table}"
            )


def without_password(url: str) -> str:
    """A database's URL as it may be shown."""
    return re.sub("(?<=[?&])password=[^&]*&?", "", re.sub("^([a-z]+://[^:@/]*):[^/]*@", r"\1@", url)).rstrip("?&")
