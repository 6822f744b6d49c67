"""Web: Flask behind the front: its answers where they may be kept, and passed on as they come where they may not."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from flask import request
from werkzeug.wsgi import ClosingIterator

from service.domain.errors import Refused
from service.web.caching import ROUTE
from service.web.kept import Answer

Environ = dict[str, Any]
Start = Callable[..., Any]
Wsgi = Callable[[Environ, Start], Iterable[bytes]]

MOST: Final = 1 << 22
"""Bytes of the largest answer that is kept; one that is streamed is gathered up to there."""
REFUSED: Final = "causeline.refused"
"""Where a refusal, or a failure, stands in the environ of a request that Flask is to answer with it."""


@dataclass(frozen=True, slots=True)
class Passing:
    """An answer on its way: what the server is to be told, and the pieces that follow."""

    said: tuple[Any, ...]
    pieces: Iterable[bytes]

    def send(self, start: Start) -> Iterable[bytes]:
        """Sends it on."""
        start(*self.said)
        return self.pieces


def answered(flask: Wsgi, environ: Environ) -> Answer | Passing:
    """Flask's answer, whole where its view says that it follows from the journal and it is not too large."""
    said: list[tuple[Any, ...]] = []
    pieces = flask(environ, lambda *words: said.append(words))
    status, headers = said[0][:2]
    tag = dict(headers).get("ETag")
    if ROUTE not in environ or tag is None or status[:3] not in ("200", "304"):
        return Passing(said[0], pieces)
    close = getattr(pieces, "close", lambda: None)
    try:
        body, rest = _gathered(iter(pieces))
    except Refused as error:
        close()
        return answered(flask, environ | {REFUSED: error})
    if rest is not None:
        return Passing(said[0], ClosingIterator(chain([body], rest), close))
    close()
    length = (
        [] if status.startswith("304") or "Content-Length" in dict(headers) else [("Content-Length", str(len(body)))]
    )
    return Answer(status, environ[ROUTE], tag, [*headers, *length], body)


def _gathered(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes] | None]:
    """The beginning of an answer, and what follows it: None where that was all."""
    parts: list[bytes] = []
    size = 0
    for piece in pieces:
        parts.append(piece)
        size += len(piece)
        if size > MOST:
            return b"".join(parts), pieces
    return b"".join(parts), None


def refuse_handed() -> None:
    """Runs before every request: raises what was raised before Flask was asked."""
    error: Exception | None = request.environ.get(REFUSED)
    if error is not None:
        raise error
