"""Causeline, the limit, and what all servers have in common; the peers are in peer_servers.py."""

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Final
from urllib.parse import urlencode

from bench.files import Files
from bench.generator import Record
from bench.processes import HOST, Program, free_port
from bench.questions import Question
from bench.venv import ROOT, program

WORKERS: Final = 2
THREADS: Final = 8
JSON: Final = "application/json"
CAUSELINE: Final = str(Path(sys.executable).with_name("causeline"))


@dataclass
class Server:
    """A server on a copy of the data, in a folder of its own; it is not asked for what it `lacks`."""

    files: Files
    folder: Path
    name: ClassVar[str]
    title: ClassVar[str]
    ready: ClassVar[str] = "/"
    """A path that it answers as soon as it serves."""
    lacks: ClassVar[frozenset[str]] = frozenset()
    """Workloads that it has no answer to."""
    bulk_type: ClassVar[str] = JSON
    running: Program | None = None
    port: int = field(default_factory=free_port)
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """Where it serves."""
        return f"http://{HOST}:{self.port}"

    def prepare(self) -> None:
        """Puts its data in its folder."""

    def command(self) -> Sequence[str]:
        """What starts it."""
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        """What it reads from the environment."""
        return {}

    def start(self) -> None:
        """Prepares and starts it, and waits until it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.prepare()
        log = self.folder / "log.txt"
        self.running = Program(self.command(), log=log, environment=self.environment(), folder=ROOT)
        self.running.wait_for(self.base + self.ready)

    def end(self) -> None:
        """Ends it."""
        if self.running:
            self.running.end()

    def path(self, workload: str, question: Question) -> str:
        """The address of a question, without the host."""
        raise NotImplementedError

    def create_path(self) -> str:
        """Where one event is posted."""
        raise NotImplementedError

    def bulk_path(self) -> str:
        """Where many events are posted."""
        raise NotImplementedError

    def bulk_body(self, events: Iterable[Record]) -> bytes:
        """Many events as it takes them."""
        return json.dumps(list(events)).encode()

    def events(self, workload: str, answer: bytes) -> list[Record]:
        """The events of an answer, in their order."""
        raise NotImplementedError

    def get(self, path: str) -> tuple[bytes, dict[str, str]]:
        """The body and the headers of an answer. Raises HTTPError."""
        asked = urllib.request.Request(self.base + path)
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return answer.read(), dict(answer.headers)

    def send(self, method: str, path: str, body: bytes, media_type: str) -> bytes:
        """The answer to what is sent. Raises HTTPError."""
        headers = self.headers | {"Content-Type": media_type}
        asked = urllib.request.Request(self.base + path, data=body, headers=headers, method=method)
        with urllib.request.urlopen(asked, timeout=600) as answer:
            content: bytes = answer.read()
            return content


def address(path: str, words: dict[str, str]) -> str:
    """A path with words."""
    return f"{path}?{urlencode(words)}" if words else path


@dataclass
class Causeline(Server):
    """The service, as `causeline serve` starts it."""

    name = "causeline"
    title = "Causeline"
    ready = "/healthz"
    bulk_type = "application/x-ndjson"
    postgres: str | None = None
    """An address of an empty database of PostgreSQL; else SQLite."""
    loaded: Path | None = None
    """An SQLite database that has the chronicle already."""
    workers: int = WORKERS

    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.postgres or f"sqlite:///{self.folder / 'causeline.db'}"}

    def prepare(self) -> None:
        if self.loaded and not self.postgres:
            shutil.copy(self.loaded, self.folder / "causeline.db")
        else:
            self.causeline("load", "--if-empty", str(self.files.lines))
        token = self.causeline("token", "add", f"bench-{self.port}", "--scope", "write").strip()
        self.headers = {"Authorization": f"Bearer {token}"}

    def causeline(self, *words: str) -> str:
        """What the command prints."""
        return subprocess.run(
            [CAUSELINE, *words], env=os.environ | self.environment(), check=True, stdout=subprocess.PIPE, text=True
        ).stdout

    def command(self) -> Sequence[str]:
        return [CAUSELINE, "serve", "--host", HOST, "--port", str(self.port), "--workers", str(self.workers)]

    def path(self, workload: str, question: Question) -> str:
        return our_path(workload, question)

    def create_path(self) -> str:
        return "/v1/events"

    def bulk_path(self) -> str:
        return "/v1/imports"

    def bulk_body(self, events: Iterable[Record]) -> bytes:
        return b"".join(json.dumps(event).encode() + b"\n" for event in events)

    def events(self, workload: str, answer: bytes) -> list[Record]:
        if workload == "ndjson":
            records = map(json.loads, answer.splitlines())
            return [record for record in records if record["record"] == "event"]
        told = json.loads(answer)
        return [told] if workload == "one" else told[{"chain": "events"}.get(workload, "items")]


@dataclass
class Limit(Server):
    """gunicorn, set up as Causeline sets it up, with a function that sends as many bytes."""

    name = "limit"
    title = "limit"
    ready = "/one/"
    application: ClassVar[str] = "bench.peers.limit:app"
    answers: Path = field(default_factory=Path)
    """A folder with an answer of Causeline's to each workload."""

    def environment(self) -> dict[str, str]:
        return {"BENCH_ANSWERS": str(self.answers)}

    def command(self) -> Sequence[str]:
        return gunicorn(self.application, self.port)

    def path(self, workload: str, question: Question) -> str:
        return f"/{workload}{our_path(workload, question)}"

    def create_path(self) -> str:
        return "/create/v1/events"


class FlaskLimit(Limit):
    """The same in a view of Flask's."""

    name = "flask"
    title = "bare Flask"
    ready = "/one/ready"
    application = "bench.peers.limit_flask:app"


def our_path(workload: str, question: Question) -> str:
    """The address of a question to Causeline."""
    if workload in ("feed", "ndjson"):
        return address("/v1/feeds/" + {"feed": "vis.json", "ndjson": "events.ndjson"}[workload], question.words)
    if question.about:
        path = f"/v1/events/{question.about}"
        return address(f"{path}/responses" if question.words else path, question.words)
    return address("/v1/events", question.words)


def gunicorn(application: str, port: int) -> list[str]:
    """gunicorn with the settings of `causeline serve`."""
    settings = ["--workers", str(WORKERS), "--threads", str(THREADS), "--keep-alive", "75", "--timeout", "120"]
    quiet = ["--log-level", "warning", "--no-control-socket"]
    return [
        program("gunicorn"),
        "--worker-class",
        "gthread",
        *settings,
        *quiet,
        "--bind",
        f"{HOST}:{port}",
        application,
    ]
