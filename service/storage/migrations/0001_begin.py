"""Storage: the first tables."""

from typing import Any

from service.storage.engine import engine

RECORD = (
    "num {serial}, id {text} NOT NULL UNIQUE, version INTEGER NOT NULL, seq BIGINT NOT NULL UNIQUE, body TEXT NOT NULL"
)

TABLES = (
    """CREATE TABLE journal (seq BIGINT PRIMARY KEY, time BIGINT NOT NULL, token {text} NOT NULL, op {text} NOT NULL,
       type {text} NOT NULL, id {text} NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, digest {text} NOT NULL,
       hash {text} NOT NULL)""",
    "CREATE INDEX journal_record ON journal (type, id, seq)",
    "CREATE INDEX journal_time ON journal (time)",
    f"CREATE TABLE kind ({RECORD})",
    f"""CREATE TABLE source ({RECORD}, reliability {{text}} NOT NULL, publisher {{text}} NOT NULL,
       retracted BOOLEAN NOT NULL)""",
    f"CREATE TABLE actor ({RECORD}, type {{text}} NOT NULL, country {{text}} NOT NULL, part_of {{text}} NOT NULL)",
    f"""CREATE TABLE event ({RECORD}, starts {{text}} NOT NULL, ends {{text}} NOT NULL,
       first BIGINT NOT NULL, last BIGINT NOT NULL, earliest BIGINT NOT NULL, latest BIGINT NOT NULL,
       lat {{float}}, lon {{float}})""",
    "CREATE UNIQUE INDEX event_order ON event (first, last, id)",
    f"""CREATE TABLE relation ({RECORD}, type {{text}} NOT NULL, family {{text}} NOT NULL, cause {{text}} NOT NULL,
       response {{text}} NOT NULL, pair {{text}} NOT NULL, basis {{text}} NOT NULL, asserted_by {{text}} NOT NULL,
       confidence INTEGER NOT NULL)""",
    # Not unique: relations that change places in one batch would meet on the way; links.py judges the state after it.
    "CREATE INDEX relation_link ON relation (pair, type, asserted_by)",
    "CREATE INDEX relation_onward ON relation (cause, family)",
    "CREATE INDEX relation_backward ON relation (response, family)",
    f"CREATE TABLE timeline ({RECORD})",
    """CREATE TABLE term (word {text} NOT NULL, value {text} NOT NULL, first BIGINT NOT NULL, last BIGINT NOT NULL,
       id {text} NOT NULL, PRIMARY KEY (word, value, first, last, id))""",
    "CREATE INDEX term_event ON term (id, word, value)",
    """CREATE TABLE reference (type {text} NOT NULL, id {text} NOT NULL, target_type {text} NOT NULL,
       target_id {text} NOT NULL, PRIMARY KEY (target_type, target_id, type, id))""",
    "CREATE INDEX reference_owner ON reference (type, id)",
    """CREATE TABLE token (name {text} PRIMARY KEY, digest {text} NOT NULL UNIQUE, scope {text} NOT NULL,
       created BIGINT NOT NULL, revoked BIGINT)""",
)
SEARCHED = ("kind", "source", "actor", "event", "timeline")


def up(_migrator: Any, db: Any) -> None:
    """Creates every table and its full-text index."""
    for statement in TABLES:
        db.execute_sql(statement.format(**engine().types))
    for table in SEARCHED:
        for statement in engine().words_index:
            db.execute_sql(statement.format(table=f"{table}_words"))
