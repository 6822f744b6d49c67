"""Storage: what finds the events of a time and of a place among many: classes of length, and cells of the map."""

from collections.abc import Iterator
from typing import Any

from peewee import chunked

from service.domain.cells import cells
from service.storage.engine import engine, insert
from service.storage.tables import OPEN, Term

# The term table without row numbers: one tree less to write for every term.
TERM = """CREATE TABLE {name} (word {text} NOT NULL, value {text} NOT NULL, first BIGINT NOT NULL, last BIGINT NOT NULL,
    id {text} NOT NULL, span_class INTEGER NOT NULL, PRIMARY KEY (word, value, first, last, id)) {clustered}"""
FILL = """INSERT INTO term_by_class SELECT t.word, t.value, t.first, t.last, t.id, e.span_class
    FROM term t JOIN event e ON e.id = t.id"""
# Only what lasts is in them: the many short events pay nothing. The class comes first: else SQLite takes the other key.
INDEXES = (
    "CREATE INDEX term_event ON term (id, word, value)",
    "CREATE INDEX term_long ON term (span_class, word, value, first, last, id) WHERE span_class > 0",
    "CREATE INDEX event_long ON event (span_class, first, last, id) WHERE span_class > 0",
    "CREATE INDEX event_ever_long ON event_ever (span_class, first, last, id, seq, till) WHERE span_class > 0",
)
# Of any size: from one end of time to the other are more seconds than 64 bits hold, which PostgreSQL refuses.
LASTS = "CAST(last AS NUMERIC) - first"
# domain.span_classes as it was then, in SQL: a row at a time would take long.
CLASS = f"""UPDATE {{table}} SET span_class = CASE
    WHEN earliest = -{OPEN} AND first = last THEN 8
    WHEN earliest = -{OPEN} AND last = {OPEN} THEN 9
    WHEN earliest = -{OPEN} THEN CASE WHEN {LASTS} BETWEEN 0 AND 86399 THEN 8 ELSE 9 END
    WHEN last = {OPEN} THEN 7
    WHEN {LASTS} < 604800 THEN 1
    WHEN {LASTS} < 2678400 THEN 2
    WHEN {LASTS} < 31622400 THEN 3
    WHEN {LASTS} < 315619200 THEN 4
    WHEN {LASTS} < 3155760000 THEN 5
    WHEN {LASTS} < 31557600000 THEN 6
    ELSE 7 END WHERE {LASTS} >= 86400 OR earliest = -{OPEN}"""
PLACE = "id, first, last, span_class, lat, lon"
BATCH = 500


def up(_migrator: Any, db: Any) -> None:
    """Adds the columns, and the terms of places; in a new database earlier migrations have made some of them."""
    _classify(db, "event")
    _move_terms(db)
    _classify(db, "event_ever")
    db.execute_sql("DROP TABLE IF EXISTS term_ever")  # the terms of versions come later, with class and cells
    for index in INDEXES:
        db.execute_sql(index)
    for batch in chunked(engine().stream(f"SELECT {PLACE} FROM event WHERE lat IS NOT NULL"), BATCH):
        insert(Term, [row for event in batch for row in _cells(*event)])


def _classify(db: Any, table: str) -> None:
    if "span_class" not in {column.name for column in db.get_columns(table)}:
        db.execute_sql(f"ALTER TABLE {table} ADD COLUMN span_class INTEGER NOT NULL DEFAULT 0")
        db.execute_sql(CLASS.format(table=table))


def _move_terms(db: Any) -> None:
    db.execute_sql(TERM.format(name="term_by_class", **engine().types))
    db.execute_sql(FILL)
    db.execute_sql("DROP TABLE term")
    db.execute_sql("ALTER TABLE term_by_class RENAME TO term")


def _cells(record_id: str, first: int, last: int, span_class: int, lat: float, lon: float) -> Iterator[dict[str, Any]]:
    for cell in cells(lat, lon):
        place = {"first": first, "last": last, "id": record_id, "span_class": span_class}
        yield {"word": "cell", "value": cell} | place
