"""`causeline load` of a whole chronicle: how fast beside raw inserts of the same documents, and in how much memory."""

import os
import sqlite3
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.files import Files
from bench.servers import CAUSELINE

RAW: Final = "CREATE TABLE document (id TEXT PRIMARY KEY, body TEXT NOT NULL)"
_USAGE: Final = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
_PEAK: Final = "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load cost: seconds, bytes at the most, and as a multiple of the raw inserts."""

    records: int
    seconds: float
    memory: int
    times_raw: float


def load(files: Files, database: Path) -> Loaded:
    """Loads the chronicle into a new SQLite file."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
    command = ["python3", "-c", _USAGE + _PEAK, CAUSELINE, "load", str(files.lines)]
    began = time.perf_counter()
    told = subprocess.run(
        command,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{database}"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    seconds = time.perf_counter() - began
    records, raw = raw_inserts(files)
    return Loaded(records, seconds, int(told.stdout.split()[-1]) << 10, seconds / raw)


def raw_inserts(files: Files) -> tuple[int, float]:
    """How many lines there are, and the seconds that it takes to store them under their numbers, and nothing else."""
    path = files.folder / "raw.db"
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute(RAW)
    began = time.perf_counter()
    with files.lines.open() as lines, database:
        inserted = database.executemany(
            "INSERT INTO document VALUES (?, ?)", ((str(at), text) for at, text in enumerate(lines))
        )
    seconds = time.perf_counter() - began
    database.close()
    path.unlink()
    return inserted.rowcount, seconds
