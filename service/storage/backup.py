"""Storage: a copy of the database in one file, made while others write."""

import os
import tempfile
from pathlib import Path

from service.domain.errors import Conflict
from service.domain.progress import Progress
from service.storage import journal
from service.storage.engine import engine, snapshot
from service.storage.journal import Head


def back_up(path: Path, progress: Progress = lambda *_: None, *, force: bool = False) -> Head:
    """Everything up to the head, which is the answer, into a file that is there whole or not at all.

    Raises Conflict where `path` is taken (with `force`: by a database in use), OSError where it cannot be written,
    Refused with what to do instead where the engine has a command of its own.
    """
    engine().refuse_backup(path)
    _refuse_taken(path, force=force)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
        unfinished = Path(folder, path.name)
        with snapshot(unhurried=True):
            head = journal.head()
            engine().back_up(unfinished, lambda done, of: progress("pages", done, of))
        os.replace(unfinished, path)
    return head


def _refuse_taken(path: Path, *, force: bool) -> None:
    if not path.parent.is_dir():
        raise Conflict(f"there is no folder {path.parent}; make it first")
    if engine().is_at(path) or Path(f"{path}-wal").exists():
        raise Conflict(f"{path} is a database in use; name another file")
    if path.exists() and not force:
        raise Conflict(f"{path} is there already; name another file, or replace it with --force")
