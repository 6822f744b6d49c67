"""Storage: whether anything was committed since, told without a look at any table; mixed into the databases."""

from threading import Lock
from typing import Any

from peewee import sqlite3  # type: ignore[attr-defined]  # not in its stubs


class SqliteTicks:
    """One connection more, which never writes: what it is told changes with every commit by any other."""

    database: str
    _watching: Any = None
    _watched = Lock()

    def tick(self) -> object:
        """Another one after any commit by anybody (https://www.sqlite.org/pragma.html#pragma_data_version)."""
        with self._watched:
            if self._watching is None:
                self._watching = sqlite3.connect(self.database, isolation_level=None, check_same_thread=False)
            return self._watching, self._watching.execute("PRAGMA data_version").fetchone()[0]

    def close_all(self) -> None:
        super().close_all()  # type: ignore[misc]  # what it is mixed into has it
        with self._watched:
            if self._watching is not None:
                self._watching.close()
                self._watching = None


class PostgresTicks:
    """Its server tells nothing that is cheaper than the head itself."""

    def tick(self) -> object:
        """Never the same twice."""
        return object()
