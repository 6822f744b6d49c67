"""Web: who listens for changes: few at a time in a process, and one look at the journal serves them all."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socket import MSG_DONTWAIT, MSG_PEEK, socket
from threading import BoundedSemaphore, Lock
from typing import Final

from flask import request

from service.domain.queries import Query
from service.storage import changes, journal
from service.storage.changes import News

LOOK_SECONDS: Final = 0.25
"""How often the journal's head is looked at while somebody listens; nobody waits longer for what is there."""
BEAT_SECONDS: Final = 15
"""How long a listener hears nothing at most; proxies end what is silent longer."""


def seats_of(threads: int) -> int:
    """How many of a process's threads may listen: a quarter, so that requests are always served."""
    return max(1, threads // 4)


class Watch:
    """The listeners of a process. They hold no connection to the database while they wait, and no thread of their own
    watches for them: whoever looks first in a quarter of a second looks for all."""

    def __init__(self, seats: int) -> None:
        self._seats = BoundedSemaphore(seats)
        self._looking = Lock()
        self._newest, self._looked = 0, 0.0
        self._ended = False

    def end(self) -> None:
        """Sends every listener home, and those that still come: the process is about to stop."""
        self._ended = True

    @contextmanager
    def seat(self, seconds: float) -> Iterator[float]:
        """How long to listen: `seconds`, or 0 where every seat is taken."""
        seated = seconds > 0 and self._seats.acquire(blocking=False)
        try:
            yield seconds if seated else 0
        finally:
            if seated:
                self._seats.release()

    def follow(self, query: Query, news: News, seconds: float, is_there: Callable[[], bool]) -> Iterator[News]:
        """What comes after `news`, as it comes; an empty one every BEAT_SECONDS. Raises Busy.

        It ends with the time, with the process, or when the listener is no longer there.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._wait(news, min(end, time.monotonic() + BEAT_SECONDS), is_there)
            if self._ended or not is_there():
                return
            news = changes.search(query, news.reached)
            yield news

    def _wait(self, news: News, until: float, is_there: Callable[[], bool]) -> None:
        """Until there is more, or the time has come."""
        while news.complete and self._head() <= news.reached and time.monotonic() < until:
            if self._ended or not is_there():
                return
            time.sleep(LOOK_SECONDS)

    def _head(self) -> int:
        """The newest change's number, as it was a moment ago."""
        with self._looking:
            if time.monotonic() - self._looked >= LOOK_SECONDS:
                self._looked = time.monotonic()
                self._newest = journal.head().seq
            return self._newest


def presence() -> Callable[[], bool]:
    """Tells whether the caller of this request is still there, as far as the server shows its connection."""
    connection: socket | None = request.environ.get("gunicorn.socket") or request.environ.get("werkzeug.socket")
    return (lambda: True) if connection is None else lambda: _is_open(connection)


def _is_open(connection: socket) -> bool:
    """Whether the other side has not closed it: then there would be an end to read. (Of TLS, what lies below it.)"""
    try:
        return socket.recv(connection, 1, MSG_PEEK | MSG_DONTWAIT) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False
