"""Storage: connections and transactions, and the questions that each engine answers in its own words."""

import logging
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from typing import Any, Final

from peewee import DatabaseError, DatabaseProxy, Field, InterfaceError, OperationalError
from peewee import __exception_wrapper__ as named_by_peewee  # type: ignore[attr-defined]  # not in its stubs
from playhouse.pool import MaxConnectionsExceeded

from service.domain.errors import Busy
from service.storage.dialects import READ_SECONDS, deadline, is_late, open_database

database: Final = DatabaseProxy()
"""What every table is bound to; `connect` says which database it is."""

FEW: Final = 20
"""Records for which the way to the server costs more than the rows do."""

NOT_MIGRATED: Final = "the database is not migrated; run `causeline migrate`"

SLOT: Final[Any] = object()
"""Stands for the values of an `among` in a query that is prepared (asking.py)."""

log: Final = logging.getLogger(__name__)


def connect(url: str, *, connections: int = 20) -> None:
    """Binds every table to the database at `url` (sqlite:///path, postgresql://…). Raises ValueError for another."""
    database.initialize(open_database(url, connections=connections))


def require_folder() -> None:
    """Raises ValueError where a new SQLite file would have no folder: waiting does not make one."""
    engine().require_folder()


def require_file() -> None:
    """Raises ValueError where there is no SQLite file: to connect would make an empty one."""
    engine().require_file()


def close() -> None:
    """Closes every connection, if there was a database to connect to."""
    if database.obj is not None:
        engine().close_all()


def engine() -> Any:
    """The database behind the proxy."""
    return database.obj


@contextmanager
def _open() -> Iterator[None]:
    """A connection from the pool for the outermost block; what the driver cannot do now is Busy."""
    opened = engine()
    if not opened.is_closed():
        yield
        return
    try:
        opened.connect()
        yield
    except (DatabaseError, InterfaceError, MaxConnectionsExceeded) as error:
        busy = _as_busy(error)
        if busy is None:
            raise
        raise busy from error
    finally:
        opened.close()


def _as_busy(error: Exception) -> Busy | None:
    """What the driver cannot do now, with what to do; None for what a statement broke, which its caller knows."""
    if engine().lacks_table(error):
        return Busy(NOT_MIGRATED)
    if type(error) is DatabaseError:
        return Busy(f"the database is damaged: {error}; restore a backup")
    if isinstance(error, DatabaseError) and not isinstance(error, OperationalError):
        return None
    log.warning("the database did not answer: %s", error)
    return Busy(f"the database did not answer in time; try again ({type(error).__name__})")


def tick() -> Any:
    """A value that is another one after any commit by anybody. Raises Busy."""
    try:
        with named_by_peewee:
            return engine().tick()
    except DatabaseError as error:
        raise _as_busy(error) or error from error


@contextmanager
def reading() -> Iterator[None]:
    """A block of reads that ends within READ_SECONDS. Raises Busy."""
    with _open(), _in_time():
        yield


@contextmanager
def _in_time() -> Iterator[None]:
    outer = getattr(deadline, "at", None)
    deadline.at = outer or time.monotonic() + READ_SECONDS
    try:
        yield
    finally:
        deadline.at = outer


@contextmanager
def snapshot(*, unhurried: bool = False) -> Iterator[None]:
    """Reads that all see the same state; `unhurried` for streams, whose pace is the reader's. Raises Busy."""
    with _open():
        if engine().in_transaction():
            yield
        elif unhurried:
            with engine().one_state():
                engine().unhurry()
                yield
        else:
            with _in_time(), engine().one_state():
                yield


@contextmanager
def writing() -> Iterator[None]:
    """The one way to write: one writer at a time, everything or nothing; nested blocks join. Raises Busy."""
    with _open():
        if database.in_transaction():
            yield
        else:
            with engine().turn(), database.atomic(engine().writing):
                yield


@contextmanager
def ample() -> Iterator[None]:
    """A block in which many rows are written, in one transaction or several. Raises Busy."""
    with _open(), engine().ample():
        yield


def give_way() -> None:
    """Between two writing() blocks of long work: who waits to write goes first."""
    engine().give_way()


@contextmanager
def undoable() -> Iterator[None]:
    """A writing() block that an exception undoes alone, although it may stand within another. Raises Busy."""
    with database.savepoint() if database.in_transaction() else writing():
        yield


def fetch(query: Any) -> list[tuple[Any, ...]]:
    """The rows of a query as plain tuples, as the driver gives them."""
    return list(rows(query))


def rows(query: Any) -> Iterator[tuple[Any, ...]]:
    """The same one by one. A read that ends late, ends here: between two rows, where peewee alone would not see it."""
    with named_by_peewee:
        yield from database.execute(query)


@contextmanager
def together(rows: int) -> Iterator[None]:
    """A block of statements of which none waits for another's answer, about so many rows: few go in one round trip."""
    with named_by_peewee, engine().together() if rows <= FEW else nullcontext():
        yield


def refuse_late() -> None:
    """For long reads between their queries: raises Busy when the block has used up its time."""
    if is_late():
        raise Busy(f"this question takes more than {READ_SECONDS} s; ask it of fewer records")


def analyse() -> None:
    """Lets the planner look at the tables again, after a load has changed them much."""
    with writing():
        database.execute_sql("ANALYZE")


def scour() -> str:
    """Rewrites the database's files, so that nothing that was deleted is left in their bytes. Raises Busy.

    The answer says where, besides them, it may be.
    """
    with _open():
        engine().scour()
    return str(engine().elsewhere)


def among(column: Field, values: Collection[Any]) -> Any:
    """`column` is one of `values`: one parameter, whatever their number."""
    return engine().among(column, values if values is SLOT else engine().pack(values))


def insert(model: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Inserts rows of equal columns."""
    if rows:
        fill(model, list(rows[0]), [tuple(row.values()) for row in rows])


def fill(model: Any, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Inserts rows, which have the columns `names`.

    One prepared text for all rows: peewee's own insert_many costs five times what the database does.
    """
    if rows:
        with named_by_peewee, closing(database.cursor()) as cursor:
            engine().fill(cursor, f'"{table_of(model)}"', names, rows)


def each(text: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """A statement in SQL that changes rows, for each of `rows`: `?` are its values in turn."""
    if rows:
        with named_by_peewee, closing(database.cursor()) as cursor:
            cursor.executemany(text.replace("?", database.param), rows)


def table_of(model: Any) -> str:
    """A model's table's name."""
    return str(model._meta.table_name)
