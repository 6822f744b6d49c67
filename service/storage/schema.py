"""Storage: bringing the tables up to date."""

from pathlib import Path
from typing import Any, Final

from playhouse.migrations import Runner

from service.domain.changes import Stamp
from service.domain.errors import Busy
from service.domain.kinds import built_in
from service.storage.engine import NOT_MIGRATED, engine, reading, writing
from service.storage.store import store

FOLDER: Final = str(Path(__file__).with_name("migrations"))
MIGRATIONS: Final = "schema_migration"
"""The table in which each database keeps what was applied to it."""


def migrate(stamp: Stamp) -> list[str]:
    """Applies what is missing and names it; a new database begins with the built-in kinds.

    Safe when several processes start at once: each waits for the one before and then finds nothing to do.
    """
    with writing():
        runner = Runner(engine(), FOLDER, MIGRATIONS)
        first = not runner.applied()
        applied: list[str] = runner.up()
        if first:
            store(built_in(), stamp)
    return applied


def is_migrated() -> bool:
    """Whether every migration stands."""
    with reading():
        return stands(engine())


def stands(database: Any) -> bool:
    """Whether every migration stands in this database, which is connected."""
    return all(row.applied for row in Runner(database, FOLDER, MIGRATIONS).status())


def require_migrated() -> None:
    """Raises Busy, saying what to do, unless every migration stands."""
    if not is_migrated():
        raise Busy(NOT_MIGRATED)
