"""Storage: what each engine says in words of its own to hand over many rows at once."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from peewee import DataError

Kinds = Sequence[type]
"""Of each column of a query: str or int. None of its values is NULL, and no text has a MARK in it."""

MARK: Final = "\x1f"
"""Between two values: neither a finished document nor an id has it (JSON, RFC 8259 §7, writes it otherwise)."""
_KEPT: Final = 1024
"""Texts that are kept."""


@lru_cache(_KEPT)
def _as_one(columns: int, text: str) -> str:
    names = [f"c{place}" for place in range(columns)]
    told = ", ".join(f"group_concat({name}, '{MARK}')" for name in names)
    return f"WITH gathered ({', '.join(names)}) AS ({text}) SELECT {told} FROM gathered"


class SqliteGathering:
    """Mixed into the database."""

    execute_sql: Any

    def gather(self, kinds: Kinds, text: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """As one row, which keeps their order: for each of many, a thread would give up Python's lock, and wait for it.

        A column is one text: to join all of them would copy the documents once for each. What is too long for one
        (1 GB) comes row by row.
        """
        try:
            [told] = self.execute_sql(_as_one(len(kinds), text), values)
        except DataError:
            return list(self.execute_sql(text, values))
        if told[0] is None:
            return []
        columns = (column.split(MARK) for column in told)
        return list(zip(*(map(kind, column) for kind, column in zip(kinds, columns, strict=True)), strict=True))


class PostgresGathering:
    """Mixed into the database."""

    execute_sql: Any

    def gather(self, _kinds: Kinds, text: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """As they come: they are read off the network together."""
        return list(self.execute_sql(text, values))
