"""Test support: callers of a running service who go on until it is taken from them, and what they then know."""

import http.client
import json
import os
import random
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count, pairwise
from pathlib import Path
from threading import Event
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from tests.support.serving import Service

Record = dict[str, Any]

KEY: Final = "Idempotency-Key"
CUT: Final = (OSError, http.client.HTTPException)
"""What a caller sees of a service that is killed."""
SECONDS: Final = 60
"""How long a caller waits for an answer."""


@dataclass(frozen=True)
class Request:
    """What is sent; with a key it may be sent again."""

    method: str
    path: str
    body: Record | None = None
    key: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """Beside the token."""
        return {"Content-Type": "application/json"} | ({KEY: self.key} if self.key else {})


@dataclass(frozen=True)
class Answer:
    """What came back, and how long that took."""

    request: Request
    status: int
    type: str
    retry_after: str | None
    text: str
    seconds: float


@dataclass
class Log:
    """What callers were told."""

    acknowledged: list[Record] = field(default_factory=list)
    """Records as answers with 2xx showed them."""
    refused: list[str] = field(default_factory=list)
    """Answers that nobody should get: neither 2xx nor 503."""
    keyed: dict[str, Request] = field(default_factory=dict)
    """The last that each writer sent under a key, answered or not."""

    def note(self, answer: Answer) -> None:
        """Keeps what it says."""
        if answer.status in (200, 201):
            self.acknowledged.append(json.loads(answer.text))
        elif answer.status != 503:
            self.refused.append(f"{answer.request.method} {answer.request.path}: {answer.status} {answer.text}")


class Caller:
    """A connection to a service, and a token."""

    def __init__(self, base: str, secret: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=SECONDS)
        self.token = {"Authorization": f"Bearer {secret}"}

    def ask(self, request: Request) -> Answer:
        """The answer to a request. Raises one of CUT."""
        begun = time.monotonic()
        body = None if request.body is None else json.dumps(request.body)
        self.connection.request(request.method, request.path, body, self.token | request.headers)
        got = self.connection.getresponse()
        text = got.read().decode()
        told = got.headers.get_content_type(), got.headers["Retry-After"]
        return Answer(request, got.status, *told, text, time.monotonic() - begun)

    def close(self) -> None:
        """Hangs up."""
        self.connection.close()


def write(base: str, secret: str, name: str, log: Log) -> None:
    """Makes records and changes them, one after the other, until nobody answers or the service sends it away."""
    dice, events = random.Random(name), [""]
    with closing(Caller(base, secret)) as caller:
        for number in count():
            request = _next(f"{name}-{number}", events, dice)
            log.keyed |= {name: request} if request.key else {}
            try:
                answer = caller.ask(request)
            except CUT:
                return
            log.note(answer)
            if answer.status >= 400:
                return
            if request.path == "/v1/events":
                events.append(json.loads(answer.text)["id"])


def _next(mark: str, events: list[str], dice: random.Random) -> Request:
    """An event, a link between the last two, or a change; no other record has the mark in its title or note."""
    key = str(UUID(int=dice.getrandbits(128))) if dice.random() < 0.5 else ""
    number = int(mark.rpartition("-")[2])
    if number % 4 == 2:
        return Request("POST", "/v1/relations", _link(events[-2], events[-1], note=mark), key)
    if number % 4 == 3:
        return Request("PATCH", f"/v1/events/{events[-1]}", {"summary": mark})
    return Request("POST", "/v1/events", {"title": mark, "start": "2024", "tags": [mark]}, key)


def _link(cause: str, response: str, **fields: str) -> Record:
    return {"type": "responds_to", "cause": cause, "response": response} | fields


class Import:
    """An atomic import that is fed by hand: half of its lines, and the others when `go_on` is set."""

    def __init__(self, name: str, size: int) -> None:
        self.name = name
        self.lines = [json.dumps(record).encode() + b"\n" for record in _records(name, size)]
        self.is_half_sent, self.go_on, self.is_sent = Event(), Event(), Event()

    def _halves(self) -> Iterator[bytes]:
        middle = len(self.lines) // 2
        yield b"".join(self.lines[:middle])
        self.is_half_sent.set()
        self.go_on.wait()
        yield b"".join(self.lines[middle:])
        self.is_sent.set()

    def by_request(self, base: str, secret: str) -> bool:
        """Sends it; whether it was said to be stored."""
        size = str(sum(map(len, self.lines)))
        headers = {"Content-Type": "application/x-ndjson", "Content-Length": size, KEY: self.name}
        with closing(Caller(base, secret)) as caller:
            try:
                caller.connection.request("POST", "/v1/imports", self._halves(), caller.token | headers)
                return caller.connection.getresponse().status == 200
            except CUT:
                return False

    def by_command(self, service: Service, folder: Path) -> bool:
        """Hands it to `causeline load`; whether that ended well."""
        pipe = folder / f"{self.name}.ndjson"
        os.mkfifo(pipe)
        command = service.command("load", str(pipe))
        try:
            with pipe.open("wb", buffering=0) as out:
                for half in self._halves():
                    out.write(half)
        except BrokenPipeError:
            return False
        command.join()
        return bool(command.exitcode == 0)


def _records(name: str, size: int) -> Iterator[Record]:
    """An actor and a chain of events in which he acts."""
    events = [f"{name}-{number}" for number in range(size // 2)]
    yield {"record": "actor", "id": f"{name}-actor", "name": name}
    for cause, response in pairwise(events):
        yield {"record": "relation", "id": f"{response}-link"} | _link(cause, response)
    for event in events:
        yield {"id": event, "title": event, "start": "2024", "actors": [{"actor": f"{name}-actor"}]}
