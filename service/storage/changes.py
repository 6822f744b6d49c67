"""Storage: what the journal tells: every change in order, and the history of one record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from service.domain.changes import VERSIONS
from service.domain.cursors import read_cursor, write_cursor
from service.domain.differences import differences
from service.domain.errors import NotFound, invalid
from service.domain.queries import Query, fingerprint
from service.storage import journal
from service.storage.engine import among, fetch, snapshot
from service.storage.journal import Head
from service.storage.store import fields_of
from service.storage.tables import Journal

WINDOW: Final = 5_000
"""Rows that one question looks through at most, however few of them fit it."""

_COLUMNS: Final = (
    Journal.seq, Journal.time, Journal.token, Journal.op, Journal.type, Journal.id, Journal.version, Journal.body,
    Journal.hash,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the journal: see domain.changes; `body` is the finished document, empty for a deletion."""

    seq: int
    time: int
    token: str
    op: str
    type: str
    id: str
    version: int
    body: str
    hash: str


@dataclass(frozen=True, slots=True)
class News:
    """Changes in order, how far the journal was looked through for them, and its head."""

    items: list[Told]
    reached: int
    head: Head

    @property
    def complete(self) -> bool:
        """Whether nothing is left between these and the head."""
        return self.reached == self.head.seq


@dataclass(frozen=True, slots=True)
class Step:
    """A change of one record, and pointers to what it changed; None where there was no version before, or is none."""

    told: Told
    changed: list[str] | None


@dataclass(frozen=True, slots=True)
class History:
    """Steps of one record, oldest first, and the cursor behind them (None: no more)."""

    steps: list[Step]
    next: str | None


def search(query: Query, after: int) -> News:
    """The next `limit` changes after a sequence number; none may fit, although `reached` goes on. Two queries.

    Rows become visible in the order of their numbers, because writing() lets one writer in at a time: nobody who goes
    on from `reached` misses one. Raises Invalid where `after` lies beyond the head: the journal is another one.
    """
    with snapshot():
        head = journal.head()
        if after > head.seq:
            raise invalid(
                f"the newest change is {head.seq}; who knows of {after} has followed another journal, or one that was "
                "set back to a backup: begin again with after=0",
                parameter="after",
            )
        last = min(after + WINDOW, head.seq)
        found = [Told(*row) for row in fetch(_chosen(query, after, last))] if last > after else []
    return News(found, found[-1].seq if len(found) == query["limit"] else last, head)


def _chosen(query: Query, after: int, last: int) -> Any:
    """The first rows of a window that fit."""
    between = Journal.seq.between(after + 1, last)
    rows = Journal.select(*_COLUMNS).where(between).order_by(Journal.seq).limit(query["limit"])
    if not query["type"] and not query["id"]:
        return rows
    # The limit keeps either engine from another plan than this one, such as all rows of a type, sorted.
    window = Journal.select(Journal.seq, Journal.type, Journal.id).where(between).order_by(Journal.seq).limit(WINDOW)
    fit = [among(getattr(window.c, word), query[word]) for word in ("type", "id") if query[word]]
    return rows.where(Journal.seq.in_(window.select_from(window.c.seq).where(*fit)))


def history(record_type: str, record_id: str, query: Query) -> History:
    """A page of everything that befell a record, deletions included: one query, two behind a cursor.

    Raises NotFound for an id that never was, Invalid for a cursor of another history.
    """
    made_for = fingerprint({**query, "type": record_type, "id": record_id})
    after = int(read_cursor(query["cursor"], made_for, (int,))[0]) if query["cursor"] else 0
    own = Journal.select(*_COLUMNS).where(Journal.type == record_type, Journal.id == record_id)
    with snapshot():
        found = fetch(own.where(Journal.seq > after).order_by(Journal.seq).limit(query["limit"] + 1))
        before = _version_before(own, after) if after else ""
    if not found and not after:
        raise NotFound(f"there is and was no {record_type} {record_id!r}")
    shown = [Told(*row) for row in found[: query["limit"]]]
    return History(
        list(_steps(shown, before)), write_cursor(made_for, [shown[-1].seq]) if len(found) > len(shown) else None
    )


def _version_before(own: Any, seq: int) -> str:
    """The newest version up to a change, as text; none is ''."""
    versions = own.where(Journal.seq <= seq, Journal.op.in_(sorted(VERSIONS)))
    row = versions.order_by(Journal.seq.desc()).limit(1).tuples().first()
    return Told(*row).body if row else ""


def _steps(rows: Iterable[Told], before: str) -> Iterator[Step]:
    for told in rows:
        if told.op not in VERSIONS:
            yield Step(told, None)
            continue
        known = bool(before and told.body)
        yield Step(told, differences(fields_of(before), fields_of(told.body)) if known else None)
        before = told.body
