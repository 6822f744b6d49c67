"""Storage: reads of the state that a query asks about: as it is, or as it stood at a moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from service.domain.errors import invalid
from service.domain.moments import AS_OF, Moment
from service.domain.queries import Query
from service.storage import journal
from service.storage.dialects import standing
from service.storage.engine import fetch, snapshot
from service.storage.tables import EVER, Journal

_BODY: Final = "(SELECT journal.body FROM journal WHERE journal.seq = ever.seq) AS body"
"""A record's text as of a moment is the journal's."""


@contextmanager
def state(query: Query, *, unhurried: bool = False) -> Iterator[None]:
    """Reads that all see the same state: now's, or the one that `as_of` names (one query more).

    Raises Busy, and Invalid for a sequence number that is still to come.
    """
    moment = query.get(AS_OF.name)
    with snapshot(unhurried=unhurried):
        if moment is None:
            yield
            return
        outer = getattr(standing, "views", {})
        standing.views = _views(position(moment))
        try:
            yield
        finally:
            standing.views = outer


def position(moment: Moment) -> int:
    """The last change up to a moment. Raises Invalid for a sequence number that is still to come."""
    kind, value = moment
    if kind == "seq":
        head = journal.head().seq
        if value > head:
            raise invalid(f"as_of lies in the future: the newest change is {head}", parameter=AS_OF.name)
        return value
    later = Journal.select(Journal.seq).where(Journal.time > value).order_by(Journal.time, Journal.seq).limit(1)
    found = fetch(later)
    return int(found[0][0]) - 1 if found else journal.head().seq


def _views(seq: int) -> dict[str, str]:
    """For each table the common table expression that takes its name: its rows as they were after the change `seq`.

    Every query is then asked in the words in which it is asked of the tables.
    """
    stood = f"WHERE ever.seq <= {seq} AND ever.till > {seq})"
    return {name: f"{selection} {stood}" for name, selection in _selections().items()}


@cache
def _selections() -> dict[str, str]:
    return {table._meta.table_name: _selection(table, ever) for table, ever in EVER.items()}


def _selection(table: Any, ever: Any) -> str:
    is_record = "body" in table._meta.columns and "version" in table._meta.columns
    names = [f'ever."{name}"' for name in table._meta.columns if not (is_record and name == "body")]
    columns = ", ".join([*names, _BODY] if is_record else names)
    return f'"{table._meta.table_name}" AS NOT MATERIALIZED (SELECT {columns} FROM {ever._meta.table_name} AS ever'


@dataclass(frozen=True, slots=True)
class Written:
    """Times of the first and of the newest change (microseconds), and how many changes there are up to a moment."""

    first: int
    last: int
    changes: int
    until: int


def written(moment: Moment | None) -> Written:
    """What the journal spans, and how much of it stood at a moment (None: now). Raises Invalid as position() does."""
    with snapshot():
        head = journal.head()
        first = fetch(Journal.select(Journal.time).where(Journal.seq == 1))
        until = head.seq if moment is None else position(moment)
    return Written(int(first[0][0]) if first else 0, head.time, head.seq, until)
