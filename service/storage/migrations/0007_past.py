"""Storage: terms, figures and references of superseded versions by themselves; terms bear their event's number."""

from collections.abc import Iterable
from typing import Any

from service.storage.engine import engine
from service.storage.replay import replay_parts
from service.storage.tables import OPEN, TABLE_OF

TERM = """word {text} NOT NULL, value {text} NOT NULL, first BIGINT NOT NULL, last BIGINT NOT NULL,
    id {text} NOT NULL, num BIGINT NOT NULL, seq BIGINT NOT NULL"""
# The key's columns come first: else SQLite 3.40's integrity check takes the others for NULL.
FIGURE = """event {text} NOT NULL, position INTEGER NOT NULL, seq BIGINT NOT NULL, till BIGINT NOT NULL,
    metric {text} NOT NULL, subject {text} NOT NULL, claimed_by {text} NOT NULL, scope {text} NOT NULL,
    source {text} NOT NULL, unit {text} NOT NULL, is_record BOOLEAN NOT NULL, first BIGINT NOT NULL,
    last BIGINT NOT NULL, earliest BIGINT NOT NULL, latest BIGINT NOT NULL, day BIGINT NOT NULL, month BIGINT NOT NULL,
    year BIGINT NOT NULL, body TEXT NOT NULL"""
REFERENCE = """type {text} NOT NULL, id {text} NOT NULL, target_type {text} NOT NULL, target_id {text} NOT NULL,
    seq BIGINT NOT NULL"""
PAST = (
    # With seq and till where many rows may be passed over: those that did not stand are, without a look at their rows.
    f"""CREATE TABLE term_past ({TERM}, till BIGINT NOT NULL, span_class INTEGER NOT NULL,
       PRIMARY KEY (word, value, first, last, id, num, seq, till)) {{clustered}}""",
    f"""CREATE TABLE figure_past ({FIGURE}, PRIMARY KEY (event, position, seq)) {{clustered}}""",
    f"""CREATE TABLE reference_past ({REFERENCE}, till BIGINT NOT NULL,
       PRIMARY KEY (target_type, target_id, type, id, seq)) {{clustered}}""",
)
ENTRY = """event, position, seq, till, metric, subject, claimed_by, scope, source, unit, is_record,
    first, last, earliest, latest, day, month, year, body"""
NAMED = "type, id, target_type, target_id, seq, till"
KEPT = (
    f"""INSERT INTO term_past (word, value, first, last, id, num, seq, till, span_class)
       SELECT word, value, first, last, id, -seq, seq, till, span_class FROM term_ever WHERE till < {OPEN}""",
    f"INSERT INTO figure_past ({ENTRY}) SELECT {ENTRY} FROM figure_ever WHERE till < {OPEN}",
    f"INSERT INTO reference_past ({NAMED}) SELECT {NAMED} FROM reference_ever WHERE till < {OPEN}",
)
PAST_INDEXES = (
    "CREATE INDEX term_past_event ON term_past (num, word, value)",
    """CREATE INDEX term_past_long ON term_past (span_class, word, value, first, last, id, num, seq, till)
       WHERE span_class > 0""",
    "CREATE INDEX figure_past_order ON figure_past (first, last, event, position, seq, till)",
    "CREATE INDEX figure_past_metric ON figure_past (metric, first, last, event, position, seq, till)",
    "CREATE INDEX figure_past_subject ON figure_past (subject, first, last, event, position, seq, till)",
    "CREATE INDEX figure_past_claimant ON figure_past (claimed_by, first, last, event, position, seq, till)",
    "CREATE INDEX figure_past_source ON figure_past (source, first, last, event, position, seq, till)",
    "CREATE INDEX reference_past_owner ON reference_past (type, id, seq, till)",
    # Creates pay nothing for it.
    f"CREATE INDEX event_ever_ended ON event_ever (till, seq, num) WHERE till < {OPEN}",
)
STANDING = (
    f"""CREATE TABLE term_by_num ({TERM}, span_class INTEGER NOT NULL,
       PRIMARY KEY (word, value, first, last, id, num)) {{clustered}}""",
    """INSERT INTO term_by_num SELECT t.word, t.value, t.first, t.last, t.id, e.num, e.seq, t.span_class
       FROM term t JOIN event e ON e.id = t.id ORDER BY t.word, t.value, t.first, t.last, t.id""",
    "DROP TABLE term",
    "ALTER TABLE term_by_num RENAME TO term",
    "CREATE INDEX term_event ON term (num, word, value)",
    "CREATE INDEX term_long ON term (span_class, word, value, first, last, id, num, seq) WHERE span_class > 0",
    f"""CREATE TABLE reference_since ({REFERENCE}, PRIMARY KEY (target_type, target_id, type, id)) {{clustered}}""",
    *(
        f"""INSERT INTO reference_since SELECT r.type, r.id, r.target_type, r.target_id, o.seq
           FROM reference r JOIN {name} o ON o.id = r.id WHERE r.type = '{name}'"""
        for name in TABLE_OF
    ),
    "DROP TABLE reference",
    "ALTER TABLE reference_since RENAME TO reference",
    "CREATE INDEX reference_owner ON reference (type, id)",
)
SINCE = (
    "ALTER TABLE figure ADD COLUMN seq BIGINT NOT NULL DEFAULT 0",
    "UPDATE figure SET seq = (SELECT seq FROM event WHERE event.id = figure.event)",
)
OLD = ("term_ever", "figure_ever", "reference_ever")


def up(_migrator: Any, db: Any) -> None:
    """Takes what is past from the tables of every version; a database that skipped one of them, from the journal."""
    _make(db, PAST)
    known = set(OLD) <= set(db.get_tables())
    _make(db, KEPT if known else ())
    _make(db, [f"DROP TABLE IF EXISTS {table}" for table in OLD])
    if not known:
        replay_parts()
    _make(db, (*PAST_INDEXES, *STANDING))
    if "seq" not in {column.name for column in db.get_columns("figure")}:  # in a new database it was made with it
        _make(db, SINCE)


def _make(db: Any, statements: Iterable[str]) -> None:
    for statement in statements:
        db.execute_sql(statement.format(**engine().types))
