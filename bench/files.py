"""The generated chronicle as files: what Causeline imports, what the peers keep, and what can be asked for."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import orjson

from bench.generator import DAYS, FIRST, Event, Record, people, stories

FORMAT: Final = 2
"""Of the files: another number makes them anew."""
PEERS: Final = Path(__file__).parent / "peers"
DATES: Final = [f"{FIRST + timedelta(days=day):%Y-%m-%d}" for day in range(DAYS)]
_CAUSAL: Final = {"responds_to", "caused_by", "enabled_by"}

Told = Callable[[int], None]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Files:
    """A chronicle of `events` events in a folder."""

    folder: Path
    events: int

    @property
    def lines(self) -> Path:
        """One record a line, for `causeline load`."""
        return self.folder / "chronicle.ndjson"

    @property
    def normal(self) -> Path:
        """The SQLite file of the peers that have models."""
        return self.folder / "normal.db"

    @property
    def flat(self) -> Path:
        """The SQLite file of the peers that serve tables."""
        return self.folder / "flat.db"

    def known(self) -> "Known":
        """What can be asked for."""
        return Known(**json.loads((self.folder / "known.json").read_text()))

    def make(self, told: Told) -> None:
        """Writes every file unless they stand; `told` hears of each event, of 1,000 at a time."""
        made = self.folder / f"made-{FORMAT}"
        if made.exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with Tables(self.normal, "schema.sql") as normal, Tables(self.flat, "flat.sql") as flat:
            self._write(normal, flat, told)
        made.touch()

    def _write(self, normal: "Tables", flat: "Tables", told: Told) -> None:
        ids: list[str] = []
        roots: list[str] = []
        days: Counter[int] = Counter()
        with self.lines.open("wb") as lines:
            lines.writelines(map(line, people()))
            for story in stories(self.events):
                lines.writelines(line(event.body) for event in story.events)
                lines.writelines(map(line, story.relations))
                normal.put(normalised(story.events, len(ids) + 1) | {"relation": map(related, story.relations)})
                flat.put({"event": map(flattened, story.events), "relation": map(related, story.relations)})
                ids.extend(event.body["id"] for event in story.events)
                roots.append(story.events[0].body["id"])
                days.update((FIRST.fromisoformat(event.earliest) - FIRST).days for event in story.events)
                if len(ids) % 1_000 == 0:
                    told(len(ids))
        counted = [days[day] for day in range(DAYS + 400)]
        (self.folder / "known.json").write_text(json.dumps({"ids": ids, "roots": roots, "days": counted}))


@dataclass(frozen=True, slots=True)
class Known:
    """The ids of all events, those from which a chain of ten levels leads, and how many events begin on each day."""

    ids: list[str]
    roots: list[str]
    days: list[int]

    def day(self, number: int) -> str:
        """A day of the chronicle as a date."""
        return DATES[number]


class Tables:
    """A new SQLite file that is filled in one transaction."""

    def __init__(self, path: Path, schema: str) -> None:
        path.unlink(missing_ok=True)
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; {read(schema)}")
        self._database.execute("BEGIN")

    def put(self, rows: dict[str, Iterable[Row]]) -> None:
        """Adds rows to tables."""
        for table, those in rows.items():
            for row in those:
                places = ", ".join("?" * len(row))
                self._database.execute(f"INSERT INTO {table} VALUES ({places})", row)

    def __enter__(self) -> "Tables":
        return self

    def __exit__(self, *_: object) -> None:
        self._database.execute("COMMIT")
        self._database.execute("ANALYZE")
        self._database.close()


def read(schema: str) -> str:
    """The text of one of the peers' schemas."""
    return (PEERS / schema).read_text()


def line(record: Record) -> bytes:
    """A record as a line of NDJSON."""
    return orjson.dumps(record) + b"\n"


def normalised(events: list[Event], first: int) -> dict[str, Iterable[Row]]:
    """Rows for the tables of schema.sql, events numbered from `first`."""
    bodies = [event.body for event in events]
    return {
        "event": [(num, *_columns(event), *event.body["place"].values()) for num, event in enumerate(events, first)],
        "event_actor": [(None, num, *row.values()) for num, body in enumerate(bodies, first) for row in body["actors"]],
        "event_tag": [(None, num, tag) for num, body in enumerate(bodies, first) for tag in body["tags"]],
        "event_source": [
            (None, num, *row.values()) for num, body in enumerate(bodies, first) for row in body["sources"]
        ],
    }


def flattened(event: Event) -> Row:
    """A row for the table of flat.sql."""
    lists = (json.dumps(event.body[name]) for name in ("place", "actors", "tags", "sources"))
    return (*_columns(event), *lists, f"{event.earliest} {event.latest} {event.body['id']}")


def related(relation: Record) -> Row:
    """A row for either's table of relations."""
    family = "causal" if relation["type"] in _CAUSAL else "evidence"
    return (relation["id"], relation["type"], family, relation["cause"], relation["response"], relation["confidence"])


def _columns(event: Event) -> Row:
    names = ("id", "title", "summary", "kind", "start", "end", "status")
    return (*(event.body[name] for name in names), event.earliest, event.latest)
