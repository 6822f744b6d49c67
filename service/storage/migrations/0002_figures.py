"""Storage: the ledger of figures, filled from the events that are there."""

from collections.abc import Iterator
from typing import Any

import orjson
from peewee import fn

from service.domain.figures import entries
from service.domain.spans import span
from service.storage.engine import engine, fetch, insert
from service.storage.rows import closed
from service.storage.tables import Event, Figure, Term

STATEMENTS = (
    """CREATE TABLE figure (event {text} NOT NULL, position INTEGER NOT NULL, metric {text} NOT NULL,
       subject {text} NOT NULL, claimed_by {text} NOT NULL, scope {text} NOT NULL, source {text} NOT NULL,
       unit {text} NOT NULL, is_record BOOLEAN NOT NULL, first BIGINT NOT NULL, last BIGINT NOT NULL,
       earliest BIGINT NOT NULL, latest BIGINT NOT NULL, day BIGINT NOT NULL, month BIGINT NOT NULL,
       year BIGINT NOT NULL, body TEXT NOT NULL, seq BIGINT NOT NULL, PRIMARY KEY (event, position))""",
    "CREATE UNIQUE INDEX figure_order ON figure (first, last, event, position)",
    "CREATE INDEX figure_metric ON figure (metric, first, last, event, position)",
    "CREATE INDEX figure_subject ON figure (subject, first, last, event, position)",
    "CREATE INDEX figure_claimant ON figure (claimed_by, first, last, event, position)",
    "CREATE INDEX figure_source ON figure (source, first, last, event, position)",
    "CREATE INDEX figure_series ON figure (metric, subject, first, last, event, position)",
)
BATCH = 500


def up(_migrator: Any, db: Any) -> None:
    """Creates the table and its indexes."""
    for statement in STATEMENTS:
        db.execute_sql(statement.format(**engine().types))
    for batch in _batches():
        insert(Figure, [closed(entry) for _, seq, body in batch for entry in _entries(orjson.loads(body), seq)])


def _batches() -> Iterator[list[tuple[int, int, str]]]:
    """Every event that has figures."""
    has_figures = fn.EXISTS(Term.select(Term.id).where(Term.id == Event.id, Term.word == "metric"))
    query = Event.select(Event.num, Event.seq, Event.body).where(has_figures).order_by(Event.num).limit(BATCH)
    batch = fetch(query)
    while batch:
        yield batch
        batch = fetch(query.where(Event.num > batch[-1][0]))


def _entries(event: dict[str, Any], seq: int) -> Iterator[dict[str, Any]]:
    for entry in entries(event["id"], event["figures"], span(event["start"], event["end"])):
        yield entry | {"seq": seq}
