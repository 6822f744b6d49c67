"""The peers that serve tables rather than an application: Datasette and PocketBase."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

from bench.generator import Record
from bench.processes import HOST, Program
from bench.questions import Question
from bench.servers import JSON, WORKERS, Server, address
from bench.venv import ROOT, program

LISTS: Final = ("place", "actors", "tags", "sources")
CHAIN: Final = """
    WITH RECURSIVE reached (id, depth) AS (
        SELECT :root, 0
        UNION
        SELECT relation.response, reached.depth + 1 FROM relation JOIN reached ON relation.cause = reached.id
        WHERE relation.family = 'causal' AND reached.depth < CAST(:depth AS INTEGER)
    ), walked AS (SELECT id, min(depth) AS depth FROM reached GROUP BY id)
    SELECT event.*, walked.depth, (
        SELECT json_group_array(json_object('id', relation.id, 'type', relation.type, 'cause', relation.cause))
        FROM relation WHERE relation.response = event.id AND relation.family = 'causal'
    ) AS causes
    FROM walked JOIN event USING (id) ORDER BY walked.depth, event.position
"""


@dataclass
class Datasette(Server):
    """Datasette over a file that does not change, which is its fastest manner; it serves in one process."""

    name = "datasette"
    title = "Datasette"
    ready = "/-/versions.json"
    lacks = frozenset({"304", "create", "mix", "import"})

    def prepare(self) -> None:
        shutil.copy(self.files.flat, self.folder / "chronicle.db")
        queries = {"chain": {"sql": CHAIN, "params": ["root", "depth"]}}
        (self.folder / "metadata.json").write_text(json.dumps({"databases": {"chronicle": {"queries": queries}}}))

    def command(self) -> Sequence[str]:
        serving = ["-h", HOST, "-p", str(self.port), "-m", str(self.folder / "metadata.json")]
        limits = ["--setting", "max_returned_rows", "2000", "--setting", "sql_time_limit_ms", "30000"]
        return [program("datasette"), "serve", "-i", str(self.folder / "chronicle.db"), *serving, *limits]

    def path(self, workload: str, question: Question) -> str:
        if workload == "one":
            return f"/chronicle/event/{question.about}.json?_shape=objects"
        if workload == "chain":
            asked = {"root": str(question.about), "depth": question.words["depth"]}
            return address("/chronicle/chain.json", asked | {"_shape": "objects", "_limit": question.words["limit"]})
        return address("/chronicle/event.json", {"_shape": "objects", "_nocount": "1"} | dict(_of_a_table(question)))

    def events(self, workload: str, answer: bytes) -> list[Record]:  # noqa: ARG002  # one form for all of them
        rows: list[Record] = json.loads(answer)["rows"]
        return [row | {name: json.loads(row[name]) for name in LISTS} for row in rows]


def _of_a_table(question: Question) -> Iterable[tuple[str, str]]:
    """The words of a question as a table of Datasette's is asked."""
    words = question.words
    if "kind" in words:
        yield "kind", words["kind"]
    if "since" in words:
        yield "latest__gte", f"{words['since']}T00:00:00Z"
    if "until" in words:
        yield "earliest__lte", f"{words['until']}T23:59:59Z"
    if "q" in words:
        yield "_search", words["q"]
    yield "_sort_desc", "position"
    yield "_size", words["limit"]


@dataclass
class Pocketbase(Server):
    """PocketBase: one process with as many threads as the others have workers; JSON fields, public rules.

    It syncs when its log is checkpointed, not with each write: what it acknowledged may be lost in a power cut.
    """

    name = "pocketbase"
    title = "PocketBase"
    ready = "/api/health"
    lacks = frozenset({"304", "chain", "feed"})  # it walks six levels at most, and a page has 1,000 records at most
    records: ClassVar[str] = "/api/collections/event/records"
    user: ClassVar[str] = "bench@example.org"

    def environment(self) -> dict[str, str]:
        return {"GOMAXPROCS": str(WORKERS)}

    def command(self) -> Sequence[str]:
        return [program("pocketbase"), "serve", "--http", f"{HOST}:{self.port}", "--dir", str(self._data)]

    def prepare(self) -> None:
        """The tables by its own interface, and then the rows, while it does not run."""
        password = "of a benchmark"
        made = [program("pocketbase"), "superuser", "upsert", self.user, password, "--dir", str(self._data)]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        running = Program(self.command(), log=self.folder / "log.txt", environment=self.environment(), folder=ROOT)
        try:
            running.wait_for(self.base + self.ready)
            self._set_up(password)
        finally:
            running.end()
        self.headers = {}
        self._fill()

    def path(self, workload: str, question: Question) -> str:
        if workload == "one":
            return f"{self.records}/{question.about}"
        paging = {"sort": "-earliest,-latest,-id", "perPage": question.words["limit"], "skipTotal": "1"}
        return address(self.records, {"filter": " && ".join(_filters(question.words))} | paging)

    def create_path(self) -> str:
        return self.records

    def bulk_path(self) -> str:
        return "/api/batch"

    def bulk_body(self, events: Iterable[Record]) -> bytes:
        requests = [{"method": "POST", "url": self.records, "body": event} for event in events]
        return json.dumps({"requests": requests}).encode()

    def events(self, workload: str, answer: bytes) -> list[Record]:
        told = json.loads(answer)
        rows = [told] if workload == "one" else told["items"]
        return [row | {"end": row["end"] or None} for row in rows]

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _set_up(self, password: str) -> None:
        signed_in = self._send(
            "POST", "/api/collections/_superusers/auth-with-password", {"identity": self.user, "password": password}
        )
        self.headers = {"Authorization": signed_in["token"]}
        batch = {"enabled": True, "maxRequests": 100_000, "timeout": 600, "maxBodySize": 256 << 20}
        self._send("PATCH", "/api/settings", {"batch": batch})
        self._send("POST", "/api/collections", _collection())

    def _send(self, method: str, path: str, body: Record) -> Any:
        return json.loads(self.send(method, path, json.dumps(body).encode(), JSON))

    def _fill(self) -> None:
        columns = ", ".join(f'"{name}"' for name in (*_TEXTS, *LISTS))
        chosen = columns.replace('"end"', "coalesce(\"end\", '')")
        database = sqlite3.connect(self._data / "data.db")
        database.execute("ATTACH ? AS flat", [str(self.files.flat)])
        with database:
            database.execute(f"INSERT INTO main.event ({columns}) SELECT {chosen} FROM flat.event")
        database.execute("ANALYZE")
        database.close()


_TEXTS: Final = ("id", "title", "summary", "kind", "start", "end", "status", "earliest", "latest")


def _collection() -> Record:
    own_id = {"name": "id", "type": "text", "primaryKey": True, "required": True, "system": True, "min": 1, "max": 120}
    texts = [{"name": name, "type": "text", "max": 20_000} for name in _TEXTS[1:]]
    rules = dict.fromkeys(("listRule", "viewRule", "createRule"), "")
    return {
        "name": "event",
        "type": "base",
        "fields": [own_id | {"pattern": "^[a-z0-9._-]+$"}, *texts, *({"name": name, "type": "json"} for name in LISTS)],
        "indexes": [
            "CREATE INDEX event_date ON event (earliest, latest, id)",
            "CREATE INDEX event_kind ON event (kind, earliest, latest, id)",
        ],
        **rules,
    }


def _filters(words: dict[str, str]) -> Iterable[str]:
    """The words of a question in PocketBase's language."""
    if "kind" in words:
        yield f"kind = '{words['kind']}'"
    if "since" in words:
        yield f"latest >= '{words['since']}T00:00:00Z'"
    if "until" in words:
        yield f"earliest <= '{words['until']}T23:59:59Z'"
    for word in words.get("q", "").split():
        yield f"(title ~ '{word}' || summary ~ '{word}')"
