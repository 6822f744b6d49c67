"""`causeline load` of a whole chronicle: how fast beside raw inserts of the same documents, and in how much memory."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from bench.files import Files
from bench.servers import CAUSELINE

RAW: Final = "CREATE TABLE document (id TEXT PRIMARY KEY, body TEXT NOT NULL)"
_USAGE: Final = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
_PEAK: Final = "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load cost: bytes at the most, and its seconds as a multiple of those of the raw inserts."""

    records: int
    memory: int
    times_raw: float


def database_of(files: Files) -> Path:
    """Where the chronicle is, loaded."""
    return files.folder / "causeline.db"


def loaded(files: Files, *, reuse: bool) -> Loaded:
    """What it cost to load the chronicle: now, or in the run whose database is used again."""
    told = files.folder / "loaded.json"
    if not (reuse and told.exists()):
        told.unlink(missing_ok=True)
        made = load(files, database_of(files))
        told.write_text(json.dumps(asdict(made)))
    return Loaded(**json.loads(told.read_text()))


def lines(of_sizes: dict[int, Loaded]) -> Iterator[str]:
    """A row a size, in Markdown."""
    yield "| events | records | memory at most, MiB | time, as a multiple of raw inserts |"
    yield "|---|---|---|---|"
    for events, made in of_sizes.items():
        yield f"| {events:,} | {made.records:,} | {made.memory >> 20:,} | {made.times_raw:.1f} |"


def load(files: Files, database: Path) -> Loaded:
    """Loads the chronicle into a new SQLite file."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
    command = [sys.executable, "-c", _USAGE + _PEAK, CAUSELINE, "load", str(files.lines)]
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{database}"}
    began = time.perf_counter()
    told = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    seconds = time.perf_counter() - began
    if told.returncode:
        raise SystemExit(told.stderr)
    records, raw = raw_inserts(files)
    return Loaded(records, int(told.stdout.split()[-1]) << 10, seconds / raw)


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
    seconds, records = time.perf_counter() - began, inserted.rowcount
    inserted.close()
    database.close()
    path.unlink()
    return records, seconds
