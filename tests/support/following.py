"""Test support: the change feed as a follower reads it: pages, or a stream of events."""

import http.client
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

EVENT_STREAM = {"Accept": "text/event-stream"}


@dataclass(frozen=True)
class Event:
    """A block of a stream: an event where it has data; else a beat, or how long to stay away (milliseconds)."""

    id: int | None = None
    name: str | None = None
    data: Any = None
    retry: int | None = None


def parsed(lines: Iterable[str]) -> Iterator[Event]:
    """The blocks of a stream (the HTML standard, section 9.2.6), each as soon as it has ended."""
    block: dict[str, str] = {}
    for line in lines:
        name, _, value = line.rstrip("\n").partition(":")
        if line.strip():
            block[name] = value.removeprefix(" ")
            continue
        number = {word: int(block[word]) for word in ("id", "retry") if word in block}
        yield Event(name=block.get("event"), data=json.loads(block.get("data", "null")), **number)
        block = {}


class Listener:
    """A stream of a running service."""

    def __init__(self, base: str, path: str, **headers: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)
        self.connection.request("GET", path, headers=EVENT_STREAM | headers)
        self.answer = self.connection.getresponse()
        self.blocks = parsed(line.decode() for line in self.answer)

    def close(self) -> None:
        """Goes away, as a browser whose tab is closed."""
        self.answer.close()
        self.connection.close()
