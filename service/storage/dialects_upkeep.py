"""Storage: what each engine says in words of its own when a database is proven, copied, backed up and cleaned."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class SqliteUpkeep:
    """Mixed into the database."""

    connection: Any

    @contextmanager
    def damaged_texts(self) -> Iterator[None]:
        """In this block text that is no UTF-8 any more reads as another text than was written, and not as an error."""
        connection = self.connection()
        connection.text_factory = lambda raw: raw.decode(errors="backslashreplace")
        try:
            yield
        finally:
            connection.text_factory = str


class PostgresUpkeep:
    """Mixed into the database."""

    @contextmanager
    def damaged_texts(self) -> Iterator[None]:
        """The server hands out no text that is none."""
        yield
