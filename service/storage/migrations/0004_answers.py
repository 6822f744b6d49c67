"""Storage: answers to requests with an Idempotency-Key."""

from typing import Any

from service.storage.engine import engine

STATEMENTS = (
    """CREATE TABLE answer (scope {text} PRIMARY KEY, body_digest {text} NOT NULL, time BIGINT NOT NULL,
       status INTEGER NOT NULL, headers TEXT NOT NULL, body TEXT NOT NULL)""",
    "CREATE INDEX answer_time ON answer (time)",
)


def up(_migrator: Any, db: Any) -> None:
    """Creates the table and its index."""
    for statement in STATEMENTS:
        db.execute_sql(statement.format(**engine().types))
