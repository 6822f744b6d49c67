"""Web: which other sites' pages may read (all) and write (those that the settings name)."""

from typing import Final

from flask import Response, request

from service.config import Settings
from service.web.context import context

_EXPOSED: Final = "ETag, Link, Location, Retry-After, Causeline-Truncated, Causeline-Left-Out, Idempotency-Replayed"
_READING: Final = "GET, HEAD, OPTIONS"
_WRITING: Final = "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE"
_ASKED: Final = "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, Last-Event-ID"


def heard(origin: str | None, settings: Settings) -> str | None:
    """Which origin the headers of a read name: one that may write, `*` for all others, None where none was sent."""
    return origin if origin is None or origin in settings.write_origins else "*"


def headers(origin: str | None) -> list[tuple[str, str]]:
    """The headers of a read by which this origin, as it is `heard`, is let in."""
    if origin is None:
        return []
    return [("Access-Control-Allow-Origin", origin), ("Access-Control-Expose-Headers", _EXPOSED)]


def allow(answer: Response) -> Response:
    """Adds the CORS headers (Fetch standard) to an answer; no credentials, since there are no cookies."""
    answer.vary.add("Origin")
    origin = request.headers.get("Origin")
    if origin is None:
        return answer
    may_write = origin in context().settings.write_origins
    reads = request.headers.get("Access-Control-Request-Method", request.method) in ("GET", "HEAD", "OPTIONS")
    if reads or may_write:
        answer.headers.extend(headers(heard(origin, context().settings)))
    if "Access-Control-Request-Method" in request.headers:
        answer.headers["Access-Control-Allow-Methods"] = _WRITING if may_write else _READING
        answer.headers["Access-Control-Allow-Headers"] = _ASKED
        answer.headers["Access-Control-Max-Age"] = "600"
    return answer
