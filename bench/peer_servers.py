"""The peers as servers: how each is started on the data, asked, and understood."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bench.generator import Record
from bench.processes import HOST
from bench.questions import Question
from bench.servers import WORKERS, Server, address, gunicorn
from bench.venv import program


@dataclass
class Peer(Server):
    """A peer of models: the same routes, `items` in a page."""

    ready = "/events?limit=1"
    application: ClassVar[str]
    items: ClassVar[str] = "items"

    def prepare(self) -> None:
        shutil.copy(self.files.normal, self.folder / "peer.db")

    def environment(self) -> dict[str, str]:
        return {"BENCH_DATABASE": str(self.folder / "peer.db")}

    def command(self) -> Sequence[str]:
        return gunicorn(self.application, self.port)

    def path(self, workload: str, question: Question) -> str:
        path = f"/events/{question.about}" if question.about else "/events"
        return address(f"{path}/responses" if workload == "chain" else path, question.words)

    def create_path(self) -> str:
        return "/events"

    def bulk_path(self) -> str:
        return "/events/bulk"

    def events(self, workload: str, answer: bytes) -> list[Record]:
        told = json.loads(answer)
        if workload == "one":
            return [told]
        events: list[Record] = told["events" if workload == "chain" else self.items]
        return events


class Textbook(Peer):
    """Flask + peewee + marshmallow."""

    name = "textbook"
    title = "Flask, peewee, marshmallow"
    application = "bench.peers.textbook:app"


class Drf(Peer):
    """Django REST Framework."""

    name = "drf"
    title = "Django REST Framework"
    application = "bench.peers.drf.wsgi:application"
    items = "results"


class Fastapi(Peer):
    """FastAPI + SQLAlchemy under uvicorn."""

    name = "fastapi"
    title = "FastAPI, SQLAlchemy"
    lacks = frozenset({"304"})

    def command(self) -> Sequence[str]:
        serving = ["--host", HOST, "--port", str(self.port), "--workers", str(WORKERS)]
        return [program("uvicorn"), *serving, "--log-level", "warning", "--no-access-log", "bench.peers.fast:app"]
