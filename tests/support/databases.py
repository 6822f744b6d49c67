"""Test support: a migrated, otherwise empty database for every test, on either engine."""

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg

from service.domain.changes import Stamp
from service.storage import engine, schema


def _migrate(url: str) -> None:
    engine.connect(url)
    try:
        schema.migrate(Stamp("migration", 0))
    finally:
        engine.close()


class SqliteDatabases:
    """Files; a fresh one is a copy of a file that was migrated once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = itertools.count()
        self.template = folder / "template.db"
        _migrate(f"sqlite:///{self.template}")

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The URL of a migrated database: the built-in kinds and nothing else."""
        with self.blank() as url:
            shutil.copyfile(self.template, url.removeprefix("sqlite:///"))
            yield url

    @contextmanager
    def blank(self) -> Iterator[str]:
        """The URL of a database without tables."""
        path = self.folder / f"{next(self.numbers)}.db"
        yield f"sqlite:///{path}"
        for file in self.folder.glob(f"{path.name}*"):
            file.unlink()


class PostgresDatabases:
    """Databases on a server; a fresh one is the last one with its first rows back: ten times as fast as a copy."""

    HANG_UP: Final = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    TABLES: Final = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"

    def __init__(self, server: str) -> None:
        self.server = server
        self.numbers = itertools.count()
        self.admin = psycopg.connect(server, autocommit=True)
        self.name = self._make()
        self.url = self._url(self.name)
        _migrate(self.url)
        self.restore = self._remember()

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The URL of a migrated database: the built-in kinds and nothing else."""
        self.admin.execute(self.HANG_UP, [self.name])
        with psycopg.connect(self.url) as connection:
            connection.execute(self.restore)
        yield self.url

    @contextmanager
    def blank(self) -> Iterator[str]:
        """The URL of a database without tables."""
        name = self._make()
        yield self._url(name)
        self._drop(name)

    def close(self) -> None:
        """Leaves the server as it was found."""
        self._drop(self.name)
        self.admin.close()

    def _remember(self) -> str:
        """Keeps the rows that every table begins with; the answer is the SQL that brings them back."""
        with psycopg.connect(self.url) as connection:
            names = [name for (name,) in connection.execute(self.TABLES)]
            connection.execute("CREATE SCHEMA first_rows")
            for name in names:
                connection.execute(f"CREATE TABLE first_rows.{name} AS TABLE public.{name}")
        pairs = (f"DELETE FROM {name}; INSERT INTO {name} TABLE first_rows.{name}" for name in names)
        return "; ".join(pairs)

    def _make(self) -> str:
        name = f"causeline_test_{os.getpid()}_{next(self.numbers)}"
        self.admin.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return name

    def _drop(self, name: str) -> None:
        self.admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _url(self, name: str) -> str:
        head, _, words = self.server.partition("?")
        return f"{head.rpartition('/')[0]}/{name}" + (f"?{words}" if words else "")
