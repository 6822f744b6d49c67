"""Storage: every version of every record, with its index columns, made from the journal; their parts come later."""

from typing import Any

from service.storage.engine import engine
from service.storage.replay import replay_records

LIFE = "seq BIGINT NOT NULL, till BIGINT NOT NULL"
# The key's columns come first: else SQLite 3.40's integrity check takes the others for NULL.
RECORD = f"id {{text}} NOT NULL, {LIFE}, num BIGINT NOT NULL UNIQUE, version INTEGER NOT NULL"
KEPT = "PRIMARY KEY (id, till)) {clustered}"
# Indexes hold `seq` and `till` too: versions that did not stand are passed over without a look at their rows.
STATEMENTS = (
    "DROP INDEX journal_time",
    # With seq: an import's rows share one time, however many they are.
    "CREATE INDEX journal_time ON journal (time, seq)",
    f"CREATE TABLE kind_ever ({RECORD}, {KEPT}",
    f"""CREATE TABLE source_ever ({RECORD}, reliability {{text}} NOT NULL, publisher {{text}} NOT NULL,
       retracted BOOLEAN NOT NULL, {KEPT}""",
    "CREATE INDEX source_retracted ON source (retracted, id)",
    "CREATE INDEX source_ever_retracted ON source_ever (retracted, id, seq, till)",
    f"""CREATE TABLE actor_ever ({RECORD}, type {{text}} NOT NULL, country {{text}} NOT NULL, part_of {{text}} NOT NULL,
       {KEPT}""",
    f"""CREATE TABLE event_ever ({RECORD}, starts {{text}} NOT NULL, ends {{text}} NOT NULL, first BIGINT NOT NULL,
       last BIGINT NOT NULL, earliest BIGINT NOT NULL, latest BIGINT NOT NULL, span_class INTEGER NOT NULL,
       lat {{float}}, lon {{float}}, {KEPT}""",
    "CREATE INDEX event_ever_order ON event_ever (first, last, id, seq, till, earliest, latest)",
    "CREATE UNIQUE INDEX event_ever_change ON event_ever (seq, till)",
    f"""CREATE TABLE relation_ever ({RECORD}, type {{text}} NOT NULL, family {{text}} NOT NULL, cause {{text}} NOT NULL,
       response {{text}} NOT NULL, pair {{text}} NOT NULL, basis {{text}} NOT NULL, asserted_by {{text}} NOT NULL,
       confidence INTEGER NOT NULL, {KEPT}""",
    "CREATE UNIQUE INDEX relation_ever_change ON relation_ever (seq, till)",
    "CREATE INDEX relation_ever_link ON relation_ever (pair, till)",
    "CREATE INDEX relation_ever_onward ON relation_ever (cause, family, till, seq)",
    "CREATE INDEX relation_ever_backward ON relation_ever (response, family, till, seq)",
    f"CREATE TABLE timeline_ever ({RECORD}, {KEPT}",
)
SEARCHED = ("kind", "source", "actor", "event", "timeline")


def up(_migrator: Any, db: Any) -> None:
    """Creates the tables and fills them."""
    for statement in STATEMENTS:
        db.execute_sql(statement.format(**engine().types))
    for table in SEARCHED:
        for statement in engine().words_index:
            db.execute_sql(statement.format(table=f"{table}_past_words"))
    replay_records()
