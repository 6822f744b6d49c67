"""Storage: a whole database from one place to another, whatever the engines: history, chain, tokens and all."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from typing import Any, Final

from peewee import DatabaseError, InterfaceError

from service.domain.changes import Stamp
from service.domain.errors import Conflict, Refused
from service.domain.kinds import built_in
from service.domain.progress import Progress
from service.domain.records import KIND
from service.storage import proof, schema
from service.storage.dialects import open_database
from service.storage.engine import among, analyse, engine, writing
from service.storage.proof import Proof
from service.storage.tables import Journal, Token

BATCH: Final = 500
WORDS: Final = "_words"
"""How the names of full-text indexes end: their words are read from one engine and stored in the other."""


def copy(url: str, stamp: Stamp, progress: Progress = lambda *_: None) -> Proof:
    """Copies the database at `url` as it stands now into the bound one, which is migrated first; all or nothing.

    Raises Conflict where the bound one holds anything but the built-in kinds, Refused where the copy does not verify
    or `url` does not answer, ValueError where there is none, Busy.
    """
    with _opened(url) as source, writing():
        schema.migrate(stamp)
        _refuse_used()
        _fill(source, progress)
        engine().count_on()
        analyse()
        return _proven(progress)


@contextmanager
def _opened(url: str) -> Iterator[Any]:
    """A second database, beside the bound one, in one transaction of reading."""
    source = open_database(url, connections=1)
    source.require_file()
    try:
        with source.connection_context(), source.one_state():
            source.unhurry()
            if not schema.stands(source):
                raise Conflict("the database to be copied is not of this release; run `causeline migrate` on it first")
            yield source
    except (DatabaseError, InterfaceError) as error:
        raise Refused(f"the database to be copied does not answer ({type(error).__name__})") from error
    finally:
        source.close_all()


def _refuse_used() -> None:
    """A new database has nothing but the creations of the built-in kinds."""
    first = (Journal.op == "create") & (Journal.type == KIND) & among(Journal.id, [kind.id for kind in built_in()])
    if Journal.select().where(~first).exists() or Token.select().exists():
        raise Conflict("the database to copy into has records or tokens already; name a new one")


def tables(database: Any) -> list[str]:
    """What is copied: every table but the list of migrations, which each database keeps for itself."""
    return [table for table in database.tables() if table != schema.MIGRATIONS]


def _fill(source: Any, progress: Progress) -> None:
    chosen = tables(engine())
    total, done = sum(_count(source, table) for table in chosen), 0
    for table in chosen:
        engine().execute_sql(f'DELETE FROM "{table}"')
        for count in _words(table, source) if table.endswith(WORDS) else _rows(table, source):
            done += count
            progress("rows", done, total)


def _count(source: Any, table: str) -> int:
    ((count,),) = source.execute_sql(f'SELECT COUNT(*) FROM "{table}"').fetchall()
    return int(count)


def _rows(table: str, source: Any) -> Iterator[int]:
    """Copies batches of rows, and counts each."""
    names = [column.name for column in source.get_columns(table)]
    columns = ", ".join(f'"{name}"' for name in names)
    for batch in _batches(source.stream(f'SELECT {columns} FROM "{table}"')):
        with closing(engine().cursor()) as cursor:
            engine().fill(cursor, f'"{table}"', names, batch)
        yield len(batch)


def _words(table: str, source: Any) -> Iterator[int]:
    for batch in _batches(source.read_words(table)):
        engine().store_words(table, batch)
        yield len(batch)


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _proven(progress: Progress) -> Proof:
    found = proof.verify(progress=progress)
    if found.faults:
        raise Refused(f"nothing was copied, because the database is broken: {found.broken[0]}; `causeline verify` it")
    return found
