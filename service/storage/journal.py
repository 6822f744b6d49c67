"""Storage: the append-only journal: one row a change, chained by hashes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import Final

from service.domain.changes import GENESIS, Change, Operation, Stamp, digest, link
from service.storage.asking import ask
from service.storage.engine import insert, reading
from service.storage.tables import Journal

_COLUMNS: Final = (*(field.name for field in fields(Change)), "body", "hash")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be written into the journal; an empty body is a deletion."""

    op: Operation
    type: str
    id: str
    version: int
    body: str


@dataclass(frozen=True, slots=True)
class Head:
    """The newest row: its number, time (microseconds) and hash."""

    seq: int
    time: int
    hash: str


def head() -> Head:
    """The newest row; 0 and the genesis hash in an empty journal."""
    with reading():
        found = ask('SELECT "seq", "time", "hash" FROM "journal" ORDER BY "seq" DESC LIMIT 1')
    return Head(*found[0]) if found else Head(0, 0, GENESIS)


def append(entries: Sequence[Entry], at: Head, stamp: Stamp) -> None:
    """Adds rows after `at`, which is the head as it was read inside this writing() block."""
    chained, previous, time = [], at.hash, moment(at, stamp)
    for seq, entry in enumerate(entries, start=at.seq + 1):
        row = (seq, time, stamp.token, entry.op, entry.type, entry.id, entry.version, digest(entry.body))
        previous = link(previous, Change(*row))
        chained.append(dict(zip(_COLUMNS, (*row, entry.body, previous), strict=True)))
    insert(Journal, chained)


def moment(at: Head, stamp: Stamp) -> int:
    """The time of what is written now: the clock's, unless it went back."""
    return max(stamp.time, at.time)


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a record that ever was: its last version, and when it was created (microseconds)."""

    version: int
    created: int


def pasts(record_type: str, ids: Collection[str]) -> dict[str, Past]:
    """The pasts of those among these records that ever were, deleted ones included."""
    found = ask(
        'SELECT "id", MAX("version"), MIN("time") FROM "journal" WHERE "type" = ? AND "id" IN ? GROUP BY "id"',
        record_type,
        list(ids),
    )
    return {record_id: Past(version, created) for record_id, version, created in found}
