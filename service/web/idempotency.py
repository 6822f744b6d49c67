"""Web: what was asked once under an Idempotency-Key is answered once, and the same answer is given again."""

import hashlib
import io
from collections.abc import Callable
from typing import Any, Final

from flask import Response, request

from service.domain.idempotency import HEADER, PATTERN, Attempt, Reply, attempt
from service.storage import idempotency
from service.web.access import stamp

Answered = Callable[[Attempt, Callable[[], Reply]], Reply]
"""One of storage's ways to answer once: alone in a transaction, sharing one, or in parts."""
REPLAYED: Final = "Idempotency-Replayed"
REPLAYED_HEADER: Final = {
    REPLAYED: {
        "description": f"Stands where this {HEADER} was answered before: this is that answer, and nothing was changed.",
        "schema": {"type": "string", "enum": ["true"]},
        "example": "true",
    }
}
PARAMETER: Final = {
    "in": "header",
    "name": HEADER,
    "description": "Sent again within 24 hours with the same body, the request is answered as it was and changes "
    "nothing; with another body it is refused. A key is of your choice, such as a UUID.",
    "schema": {"type": "string", "pattern": f"^{PATTERN}$"},
    "example": "8e03978e-40d5-43dd-bc93-6894a57f9324",
}
_KEPT: Final = ("Content-Type", "Location", "ETag")
"""Headers that belong to the answer; others say how it was sent."""
_CHUNK: Final = 1 << 16


class Digested(io.RawIOBase):
    """The request's body, digested as it is read."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Reads what comes next."""
        part = request.stream.read(len(buffer))
        self._hash.update(part)
        buffer[: len(part)] = part
        return len(part)

    def digest(self) -> str:
        """SHA-256 of all of it, in hex; what nobody wanted to read is read now."""
        while part := request.stream.read(_CHUNK):
            self._hash.update(part)
        return self._hash.hexdigest()


def whole_body() -> str:
    """The digest of a body that was read in one go."""
    return hashlib.sha256(request.get_data()).hexdigest()


def once(
    make: Callable[[], Response], digest: Callable[[], str] = whole_body, answered: Answered = idempotency.once
) -> Response:
    """What `make` answers, or what it answered when the caller asked the same under the same key.

    Everything that is judged of the request alone comes before: `make` runs under the writers' lock, as storage's
    `answered` has it. Raises Invalid for a key that is none, and for another body; Busy; and what `make` raises.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return make()
    by = stamp()
    target = f"{request.path}?{request.query_string.decode('latin-1')}"
    return _response(answered(attempt(by.token, target, key, digest(), by.time), lambda: _reply(make())))


def _reply(made: Response) -> Reply:
    headers = {name: made.headers[name] for name in _KEPT if name in made.headers}
    return Reply(made.status_code, headers, made.get_data(as_text=True))


def _response(reply: Reply) -> Response:
    answer = Response(reply.body, reply.status, reply.headers)
    if reply.is_repeated:
        answer.headers[REPLAYED] = "true"
    return answer
