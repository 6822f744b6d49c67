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

MEMORY: Final = Path("/dev/shm")
ROOM: Final = 1 << 30
"""Bytes: more than all that tests keep there at a time."""


def in_memory() -> Path | None:
    """A folder in which no write waits for a disk, where the machine has one with room."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


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
    """Databases on a server; a fresh one is the last one with its first rows back, which costs less than any copy."""

    HANG_UP: Final = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> %s"
    TABLES: Final = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    RESTORE: Final = "SELECT first_rows.restore()"

    def __init__(self, server: str) -> None:
        self.server = server
        self.numbers = itertools.count()
        self.admin = psycopg.connect(server, autocommit=True)
        self.name = self._make()
        self.url = self._url(self.name)
        _migrate(self.url)
        self.kept = self._connect()
        self._remember()

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The URL of a migrated database: the built-in kinds and nothing else."""
        self.admin.execute(self.HANG_UP, [self.name, self.kept.info.backend_pid])
        try:
            self.kept.execute(self.RESTORE)
        except psycopg.OperationalError:  # a test hung up on it
            self.kept.close()
            self.kept = self._connect()
            self.kept.execute(self.RESTORE)
        yield self.url

    @contextmanager
    def blank(self) -> Iterator[str]:
        """The URL of a database without tables."""
        name = self._make()
        yield self._url(name)
        self._drop(name)

    def close(self) -> None:
        """Leaves the server as it was found."""
        self.kept.close()
        self._drop(self.name)
        self.admin.close()

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(self.url, autocommit=True)

    def _remember(self) -> None:
        """Keeps the rows that every table begins with, and a function that brings them back."""
        names = [name for (name,) in self.kept.execute(self.TABLES)]
        self.kept.execute("CREATE SCHEMA first_rows")
        for name in names:
            self.kept.execute(f"CREATE TABLE first_rows.{name} AS TABLE public.{name}")
        steps = "".join(f"DELETE FROM {name}; INSERT INTO {name} TABLE first_rows.{name};" for name in names)
        body = f"BEGIN {steps} END"  # a function, because it is planned once
        self.kept.execute(f"CREATE FUNCTION first_rows.restore() RETURNS void LANGUAGE plpgsql AS '{body}'")

    def _make(self) -> str:
        name = f"causeline_test_{os.getpid()}_{next(self.numbers)}"
        self.admin.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return name

    def _drop(self, name: str) -> None:
        self.admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _url(self, name: str) -> str:
        head, _, words = self.server.partition("?")
        return f"{head.rpartition('/')[0]}/{name}" + (f"?{words}" if words else "")
