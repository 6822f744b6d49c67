"""Storage: one page of a list, by keyset."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from peewee import Tuple

from service.domain.cursors import Key, read_cursor, write_cursor
from service.domain.queries import fingerprint
from service.storage.asking import gather_query
from service.storage.engine import fetch

Row = tuple[Any, ...]
Behind = Callable[[Key | None, int], list[Row]]
"""At most so many rows, in their order, behind a key (None: from the first on)."""


@dataclass(frozen=True, slots=True)
class Page:
    """Finished documents in order, the cursor behind them (None: no more), and their number where it was asked for."""

    bodies: list[str]
    next: str | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Columns that tell every row from every other, all ascending or all descending, and the types of their values."""

    columns: Sequence[Any]
    types: Sequence[type]
    descending: bool = False

    def beyond(self, key: Sequence[Any]) -> Any:
        """Rows behind the key."""
        row = Tuple(*self.columns)
        return row < Tuple(*key) if self.descending else row > Tuple(*key)

    def apply(self, query: Any) -> Any:
        """The query in this order."""
        return query.order_by(*(column.desc() if self.descending else column for column in self.columns))


def page(query: Any, order: Order, asked: Mapping[str, Any]) -> Page:
    """The page of `query` (which selects the body and then the order's columns) that limit, cursor and count ask for.

    Two queries at most. Raises Invalid for a cursor that was made for something else.
    """
    return read_page(behind(query, order), query.count, order.types, asked)


def read_page(find: Behind, count: Callable[[], int], types: Sequence[type], asked: Mapping[str, Any]) -> Page:
    """The same of rows that `find` gives, whose last columns are of these types."""
    shown, cursor, total = _rows(find, count, types, asked)
    return Page([row[0] for row in shown], cursor, total)


def rows(query: Any, order: Order, asked: Mapping[str, Any]) -> tuple[list[Row], str | None, int | None]:
    """The same as rows (the order's columns last), the cursor behind them and their number where it was asked for."""
    return _rows(_behind(query, order, fetch), query.count, order.types, asked)


def _rows(
    find: Behind, count: Callable[[], int], types: Sequence[type], asked: Mapping[str, Any]
) -> tuple[list[Row], str | None, int | None]:
    made_for = fingerprint(asked)
    total = count() if asked["count"] else None
    after = None if asked["cursor"] is None else read_cursor(asked["cursor"], made_for, types)
    found = find(after, asked["limit"] + 1)
    shown = found[: asked["limit"]]
    return shown, write_cursor(made_for, shown[-1][-len(types) :]) if len(found) > len(shown) else None, total


def behind(query: Any, order: Order) -> Behind:
    """Finds the rows of a query (which selects a document and then the order's columns) by keyset."""
    return _behind(query, order, partial(gather_query, (str, *order.types)))


def _behind(query: Any, order: Order, read: Callable[[Any], list[Row]]) -> Behind:
    def find(after: Key | None, most: int) -> list[Row]:
        rest = query if after is None else query.where(order.beyond(after))
        return read(order.apply(rest).limit(most))

    return find
