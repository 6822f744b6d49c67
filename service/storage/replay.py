"""Storage: versions made again from the journal, which is what they follow from."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from peewee import fn

from service.domain.changes import VERSIONS
from service.domain.drafts import draft
from service.storage import full_text, versions
from service.storage.engine import among, fetch
from service.storage.store import fields_of
from service.storage.tables import OPEN, SEARCHED, TABLE_OF, Journal
from service.storage.versions import Life

BATCH: Final = 500


def replay(*conditions: Any) -> None:
    """Adds the versions that journal rows tell of, inside a writing() block; none of them may be there.

    Their parts and words are stored where they are past; those of what stands are there already.
    """
    for record_type, lives in _told(*conditions):
        versions.begin(lives)
        versions.begin_parts(lives)
        _add_words(record_type, lives)


def replay_records() -> None:
    """Adds the versions and their words, without their parts."""
    for record_type, lives in _told():
        versions.begin(lives)
        _add_words(record_type, lives)


def replay_parts() -> None:
    """Adds their parts alone."""
    for _, lives in _told():
        versions.begin_parts(lives)


def replay_words(*conditions: Any) -> None:
    """Adds their words alone."""
    for record_type, lives in _told(*conditions):
        _add_words(record_type, lives)


def _add_words(record_type: str, lives: list[Life]) -> None:
    if record_type in SEARCHED:
        past = ((life.draft, life.seq) for life in lives if life.till != OPEN)
        full_text.add_past(TABLE_OF[record_type], past)


def _told(*conditions: Any) -> Iterator[tuple[str, list[Life]]]:
    """The lives that journal rows tell of, some at a time, those of one type together."""
    for batch in _batches(*conditions):
        for record_type, rows in groupby(sorted(batch), key=lambda row: row[0]):
            yield record_type, _lives(TABLE_OF[record_type], list(rows))


def _lives(table: Any, rows: list[tuple[Any, ...]]) -> list[Life]:
    """The lives that journal rows of one type tell of; what stands has the number of its row in `table`: one query."""
    numbers = dict(fetch(table.select(table.id, table.num).where(among(table.id, {row[1] for row in rows}))))
    return [
        Life(
            draft(record_type, record_id, fields_of(body)),
            version,
            -seq if till else numbers[record_id],
            seq,
            till or OPEN,
        )
        for record_type, record_id, seq, version, till, body in rows
    ]


def _batches(*conditions: Any) -> Iterator[list[tuple[Any, ...]]]:
    """Journal rows that are versions: type, id, seq, version, the change that ended it, document."""
    later = Journal.alias()
    same = (later.type == Journal.type) & (later.id == Journal.id) & (later.seq > Journal.seq)
    till = later.select(fn.MIN(later.seq)).where(same, later.op != "redact")
    query = (
        Journal.select(Journal.type, Journal.id, Journal.seq, Journal.version, till, Journal.body)
        .where(Journal.op.in_(sorted(VERSIONS)), *conditions)
        .order_by(Journal.seq)
        .limit(BATCH)
    )
    batch = fetch(query)
    while batch:
        yield batch
        batch = fetch(query.where(Journal.seq > batch[-1][2]))
