"""Storage: questions in SQL, for those that are asked so often that building them shows.

`?` stands for each value, `IN ?` for those of a list.
"""

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any, Final

from peewee import __exception_wrapper__ as named_by_peewee  # type: ignore[attr-defined]  # not in its stubs

from service.storage.dialects_gathering import Kinds
from service.storage.engine import SLOT, engine

_KEPT: Final = 1024
"""Texts that are kept as the engine takes them."""


def ask(text: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with named_by_peewee:
        return list(engine().execute_sql(_spelt(text), _packed(values)))


def gather(kinds: Kinds, text: str, *values: Any) -> list[tuple[Any, ...]]:
    """The same of many rows, whose columns are of these kinds (str or int), none of them NULL: cheaper than one by one.

    Texts are ids and finished documents (dialects_gathering.MARK).
    """
    with named_by_peewee:
        rows: list[tuple[Any, ...]] = engine().gather(kinds, _spelt(text), _packed(values))
        return rows


def gather_query(kinds: Kinds, query: Any) -> list[tuple[Any, ...]]:
    """The same of a query that peewee builds."""
    text, values = query.sql()
    with named_by_peewee:
        rows: list[tuple[Any, ...]] = engine().gather(kinds, text, values)
        return rows


def order(text: str, *values: Any) -> None:
    """A statement that changes rows."""
    engine().execute_sql(_spelt(text), _packed(values))


def _spelt(text: str) -> str:
    return _spelt_for(engine().any_of, engine().param, text)


@lru_cache(_KEPT)
def _spelt_for(any_of: str, mark: str, text: str) -> str:
    return text.replace("IN ?", any_of).replace("?", mark)


def _packed(values: Sequence[Any]) -> list[Any]:
    return [engine().pack(value) if isinstance(value, list) else value for value in values]


class Prepared:
    """A query of one `among`, its text made once: to build it costs more than to run it; its rows are gathered."""

    def __init__(self, kinds: Kinds, make: Callable[[Any], Any]) -> None:
        self.kinds = kinds
        self.text, self.parameters = make(SLOT).sql()

    def __call__(self, values: Collection[Any]) -> list[tuple[Any, ...]]:
        """The rows for these values."""
        packed = engine().pack(values)
        with named_by_peewee:
            given = [packed if value is SLOT else value for value in self.parameters]
            rows: list[tuple[Any, ...]] = engine().gather(self.kinds, self.text, given)
            return rows
