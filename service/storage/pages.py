"""Storage: one page of a list, by keyset."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import Tuple

from service.domain.cursors import read_cursor, write_cursor
from service.domain.queries import fingerprint
from service.storage.engine import fetch


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
    shown, cursor, total = rows(query, order, asked)
    return Page([row[0] for row in shown], cursor, total)


def rows(query: Any, order: Order, asked: Mapping[str, Any]) -> tuple[list[tuple[Any, ...]], str | None, int | None]:
    """The same as rows (the order's columns last), the cursor behind them and their number where it was asked for."""
    made_for = fingerprint(asked)
    total = query.count() if asked["count"] else None
    if asked["cursor"] is not None:
        query = query.where(order.beyond(read_cursor(asked["cursor"], made_for, order.types)))
    found = fetch(order.apply(query).limit(asked["limit"] + 1))
    shown = found[: asked["limit"]]
    key = len(order.columns)
    return shown, write_cursor(made_for, shown[-1][-key:]) if len(found) > len(shown) else None, total
