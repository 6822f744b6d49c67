"""Web: the plainest write, one new record, straight to storage: the way through Flask takes a third of its time.

Flask answers it too, in the same words: where there is more to judge, and whenever something is wrong.
"""

import io
from typing import Final, NamedTuple

from service.domain.changes import Stamp
from service.domain.preconditions import etag
from service.intake.records import read
from service.storage import records
from service.web.access import writes_as
from service.web.behind import Environ
from service.web.bodies import JSON_TYPES, value_of
from service.web.context import Context
from service.web.kept import Answer
from service.web.plain import Told

_UNUSUAL: Final = (
    "HTTP_ACCESS_CONTROL_REQUEST_METHOD",
    "HTTP_IDEMPOTENCY_KEY",
    "HTTP_ORIGIN",
    "HTTP_TRANSFER_ENCODING",
)
"""Headers that make it more than a create."""
_TYPES: Final[dict[str, str]] = {}


class Sent(NamedTuple):
    """A record on its way in: to which route, by whose token."""

    route: str
    body: bytes
    by: str


def add_create(route: str, record_type: str) -> None:
    """A route that takes a new record."""
    _TYPES[route] = record_type


def sent(environ: Environ, context: Context) -> Sent | None:
    """What was sent, read to its end; None where that is Flask's to judge. Raises Busy."""
    length = environ.get("CONTENT_LENGTH", "")
    if not (_is_plain(environ) and length.isdecimal() and int(length) <= context.settings.max_body):
        return None
    holder = writes_as(environ.get("HTTP_AUTHORIZATION"))
    if holder is None:
        return None
    body = _received(environ, int(length))
    if len(body) < int(length):
        environ["wsgi.input"] = io.BytesIO(body)
        return None
    return Sent(environ["PATH_INFO"], body, holder.name)


def _is_plain(environ: Environ) -> bool:
    return (
        environ.get("PATH_INFO") in _TYPES
        and environ.get("CONTENT_TYPE") in JSON_TYPES
        and not environ.get("QUERY_STRING")
        and not environ.get("SCRIPT_NAME")
        and not any(name in environ for name in _UNUSUAL)
    )


def _received(environ: Environ, length: int) -> bytes:
    """As much of the body as came; Flask answers who went away meanwhile."""
    try:
        body: bytes = environ["wsgi.input"].read(length)
    except OSError:
        return b""
    return body


def create(given: Sent, context: Context) -> Answer:
    """201 with Location and ETag. Raises Refused."""
    draft = read(_TYPES[given.route], value_of(given.body))
    made = records.add(draft, Stamp(given.by, context.clock()))
    told = Told(given.route, f'"{etag(made.version)}"', made.body.encode(), None)
    headers = [*told.headers(closed=context.settings.read == "token"), ("Location", f"{given.route}/{made.id}")]
    return Answer("201 CREATED", told.route, told.tag, headers, told.body)
