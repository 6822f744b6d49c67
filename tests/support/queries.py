"""Test support: what a block asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from service.storage import engine


@contextmanager
def counted() -> Iterator[list[str]]:
    """The SQL statements of the block, in order, without those that only begin and end transactions."""
    statements: list[str] = []

    def note(event: Any) -> None:
        statements.append(event.sql)

    hooks = engine.engine().query_hooks
    hooks.append(note)
    try:
        yield statements
    finally:
        hooks.remove(note)
