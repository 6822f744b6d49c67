"""Storage: connections to a PostgreSQL server that may go away, and come back."""

import select
import threading
import time
from typing import Any, Final

from peewee import Psycopg3Adapter
from psycopg import OperationalError

_PROBES: Final = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3}
"""Seconds of silence before the first probe, seconds between probes, and probes that stay without an answer."""

OURS: Final = _PROBES | {"tcp_user_timeout": 11_000}
"""A server that has lost its power closes no connection: without this (milliseconds), it would be waited for."""

SERVERS: Final = " ".join(f"-c tcp_{name}={value}" for name, value in _PROBES.items())
"""The server's own: a writer that has lost its power would keep all others from writing, for two hours."""


class Adapter(Psycopg3Adapter):
    """Throws connections away that have ended, and does not let everyone wait in turn for a server that is silent."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = threading.local()
        self.failed = 0.0
        """When the server last did not answer (time.monotonic)."""

    def begin(self) -> None:
        """Notes from when on this thread waits for a connection."""
        self.waiting.since = time.monotonic()

    def connect(self, db: Any, **params: Any) -> Any:
        """A new connection; threads come one by one. Raises OperationalError.

        Who waited while another asked in vain is told so, and does not begin to wait once more.
        """
        if self.waiting.since < self.failed:
            raise OperationalError("the server did not answer who asked before")
        try:
            return super().connect(db, **params)  # type: ignore[no-untyped-call]  # its stubs say nothing of it
        except OperationalError:
            self.failed = time.monotonic()
            raise

    def is_connection_closed(self, conn: Any) -> bool:
        """Whether an idle connection has ended: nothing was asked, so whatever there is to read is its end.

        The server is not asked: if it were silent, all who want a connection would wait with this one.
        """
        if not conn.closed and _is_heard(conn.fileno()):
            conn.close()  # the pool only forgets it
        return bool(conn.closed)


def _is_heard(descriptor: int) -> bool:
    """Whether there is something to read."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(0))
