"""Storage: versions made again from the journal, which is what they follow from."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from peewee import fn

from service.domain.drafts import draft
from service.storage import versions
from service.storage.engine import fetch, past_words_of, store_words
from service.storage.store import fields_of
from service.storage.tables import OPEN, SEARCHED, TABLE_OF, Journal
from service.storage.versions import Life

BATCH: Final = 500


def replay(*conditions: Any) -> None:
    """Adds the versions that journal rows tell of, inside a writing() block; none of them may be there.

    Their words are stored where they are past; those of what stands are there already.
    """
    for batch in _batches(*conditions):
        lives = [_life(*row) for row in batch]
        for record_type, of_type in groupby(
            sorted(lives, key=lambda life: life.draft.type), lambda life: life.draft.type
        ):
            same = list(of_type)
            versions.begin(same)
            if record_type in SEARCHED:
                past = [
                    (life.num, sorted(life.draft.tokens)) for life in same if life.till != OPEN and life.draft.tokens
                ]
                store_words(past_words_of(TABLE_OF[record_type]), past)


def _life(
    record_type: str, record_id: str, version: int, seq: int, till: int | None, body: str, num: int | None
) -> Life:
    made = draft(record_type, record_id, fields_of(body))
    return Life(made, version, -seq if till else num or -seq, seq, till or OPEN)


def _batches(*conditions: Any) -> Iterator[list[tuple[Any, ...]]]:
    """Journal rows that are versions: type, id, version, seq, the change that ended it, document, number of its row."""
    later = Journal.alias()
    same = (later.type == Journal.type) & (later.id == Journal.id) & (later.seq > Journal.seq)
    till = later.select(fn.MIN(later.seq)).where(same, later.op != "redact")
    query = (
        Journal.select(Journal.type, Journal.id, Journal.version, Journal.seq, till, Journal.body)
        .where(Journal.op.in_(("create", "update", "restore")), *conditions)
        .order_by(Journal.seq)
        .limit(BATCH)
    )
    batch = fetch(query)
    while batch:
        yield [(*row, _number(*row[:2])) for row in batch]
        batch = fetch(query.where(Journal.seq > batch[-1][3]))


def _number(record_type: str, record_id: str) -> int | None:
    table = TABLE_OF[record_type]
    row = table.select(table.num).where(table.id == record_id).tuples().first()
    return row[0] if row else None
