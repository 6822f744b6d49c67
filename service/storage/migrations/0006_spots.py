"""Storage: the full-text indexes of events in the order of dates, with marks of what else finds an event."""

from collections.abc import Iterator
from typing import Any

from service.domain.drafts import draft
from service.domain.records import EVENT
from service.storage import full_text
from service.storage.engine import engine, fetch
from service.storage.replay import replay_words
from service.storage.store import fields_of
from service.storage.tables import Event, Journal

INDEXES = ("event_words", "event_past_words")
BATCH = 500


def up(_migrator: Any, db: Any) -> None:
    """Makes both anew, from the events and from the journal."""
    for table in INDEXES:
        db.execute_sql(f"DROP TABLE {table}")
        for statement in engine().words_index:
            db.execute_sql(statement.format(table=table))
    for batch in _batches():
        full_text.add(Event, ((draft(EVENT, record_id, fields_of(body)), num) for num, record_id, body in batch))
    replay_words(Journal.type == EVENT)


def _batches() -> Iterator[list[tuple[int, str, str]]]:
    query = Event.select(Event.num, Event.id, Event.body).order_by(Event.num).limit(BATCH)
    batch = fetch(query)
    while batch:
        yield batch
        batch = fetch(query.where(Event.num > batch[-1][0]))
