"""Storage: reads of the state that a query asks about: as it is, or as it stood at a moment."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final

from service.domain.errors import invalid
from service.domain.moments import AS_OF, Moment
from service.domain.queries import Query
from service.storage import journal
from service.storage.asking import ask
from service.storage.dialects import standing
from service.storage.engine import engine, fetch, snapshot, table_of
from service.storage.tables import EVER, OPEN, PAST, Journal, Reference, Term

FEW: Final = 200
"""At most so many events are named."""
_BODY: Final = "(SELECT journal.body FROM journal WHERE journal.seq = ever.seq) AS body"
"""A record's text as of a moment is the journal's."""
_STANDING: Final = "FROM event WHERE seq <= ?"
_ENDED: Final = f"FROM event_ever WHERE till < {OPEN} AND till > ?"
"""Names without quotes: views stand for quoted ones alone (dialects.as_it_stood), and these are to be the tables."""


@contextmanager
def state(query: Query, *, unhurried: bool = False) -> Iterator[None]:
    """Reads that all see the same state: now's, or the one that `as_of` names.

    One query more, two to four where parts of records are asked for. Raises Busy, and Invalid for a sequence number
    that is still to come.
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


def _views(seq: int) -> dict[str, Callable[[], str]]:
    """For each table what makes the common table expression that takes its name: its rows after the change `seq`.

    Every query is then asked in the words in which it is asked of the tables.
    """
    few = cache(partial(_few, seq))
    views: dict[str, Callable[[], str]] = {table_of(table): partial(_of_versions, table, seq) for table in EVER}
    return views | {table_of(table): partial(_of_parts, table, seq, few) for table in PAST}


def _of_versions(table: Any, seq: int) -> str:
    return f"{_selection(table)} WHERE ever.seq <= {seq} AND ever.till > {seq})"


@cache
def _selection(table: Any) -> str:
    columns = ", ".join(_BODY if name == "body" else f'ever."{name}"' for name in table._meta.columns)
    return f'"{table_of(table)}" AS NOT MATERIALIZED (SELECT {columns} FROM {table_of(EVER[table])} AS ever'


@dataclass(frozen=True, slots=True)
class _Few:
    """Whose parts are meant, by number; None where they are many."""

    standing: Sequence[int] | None = None
    past: Sequence[int] | None = None


def _few(seq: int) -> _Few:
    """The events that stand as they stood after a change, and the superseded versions that stood then.

    One query, and one more for either where they are few.
    """
    which = ((_STANDING, "seq"), (_ENDED, "till"))  # in an index's order, lest PostgreSQL reads them all to count a few
    many = (f"(SELECT 1 {rows} ORDER BY {order} LIMIT 1 OFFSET {FEW})" for rows, order in which)
    ((many_stand, many_ended),) = ask(f"SELECT {', '.join(many)}", seq, seq)
    standing = None if many_stand else [num for (num,) in ask(f"SELECT num {_STANDING}", seq)]
    past = None if many_ended else [num for (num,) in ask(f"SELECT num {_ENDED} AND seq <= ?", seq, seq)]
    return _Few(standing, past)


def _of_parts(table: Any, seq: int, few: Callable[[], _Few]) -> str:
    """What stands and stood then already, and what stood then and is superseded.

    An engine reads both as one list in the order of their indexes. Before it takes what is first in one of them, it
    passes over all that does not count in the other. Where few do, that may be nearly everything: so few are named.
    """
    meant = _Few() if table is Reference else few()
    standing = _among(table, meant.standing) or f"part.seq <= {seq}"
    past = _among(table, meant.past) or f"part.seq <= {seq} AND part.till > {seq}"
    columns = ", ".join(f'part."{name}"' for name in table._meta.columns)
    rows = engine().beside(columns, (table_of(table), standing), (table_of(PAST[table]), past))
    return f'"{table_of(table)}" AS NOT MATERIALIZED ({rows})'


def _among(table: Any, nums: Sequence[int] | None) -> str | None:
    """The condition that parts are of one of these events; None where they are to be found by when they stood."""
    if nums == []:
        return "1 = 0"
    return f"part.num IN ({', '.join(map(str, nums))})" if nums and table is Term else None


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
