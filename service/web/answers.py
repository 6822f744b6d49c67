"""Web: stored values as responses."""

from collections.abc import Iterable
from typing import Any, Final

import orjson
from flask import Response, request, url_for

from service.domain.preconditions import etag
from service.domain.records import Document
from service.storage.pages import Page
from service.storage.store import Outcome
from service.storage.walks import Walked
from service.web import joined
from service.web.addresses import with_words
from service.web.bodies import precondition
from service.web.caching import follow

JSON: Final = "application/json"
_TEXT: Final = {"type": "string"}
ETAG_HEADER: Final = {
    "ETag": {
        "description": "The stored version's entity tag; as of a moment a weak one.",
        "required": True,
        "schema": _TEXT,
        "example": '"3"',
    }
}
CREATED_HEADERS: Final = ETAG_HEADER | {
    "Location": {
        "description": "The new record's address.",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
        "example": "/v1/events/2024-11-missile-strike",
    }
}
LINK_HEADER: Final = {
    "Link": {
        "description": "The next page's address, where there is one (RFC 8288).",
        "schema": _TEXT,
        "example": '<http://127.0.0.1:8000/v1/events?cursor=WyI4>; rel="next"',
    }
}


def document(found: Document) -> Response:
    """A record with its ETag; 304 where the caller has this version. Raises PreconditionFailed for another If-Match."""
    asked = precondition()
    asked.judge_match(found.version)
    answer = Response(status=304) if asked.excludes(found.version) else Response(found.body, mimetype=JSON)
    answer.set_etag(etag(found.version))
    follow()
    return answer


def past(found: Document) -> Response:
    """A record as it stood."""
    return Response(found.body, mimetype=JSON)


def created(made: Document) -> Response:
    """201 with Location and ETag."""
    answer = Response(made.body, 201, mimetype=JSON)
    answer.set_etag(etag(made.version))
    answer.headers["Location"] = url_for(f"{request.blueprint}.find", record_id=made.id)
    return answer


def outcome(of: Outcome) -> Response:
    """201 for a record that was not there before, else 200; no condition is left to judge."""
    if of.op in ("create", "restore"):
        return created(of.written)
    answer = Response(of.written.body, mimetype=JSON)
    answer.set_etag(etag(of.written.version))
    return answer


def page(found: Page) -> Response:
    """`{"items", "next"}`; `total` where it was counted."""
    following = None if found.next is None else here(cursor=found.next)
    return _leading(joined.page(found, following), following)


def listed(items: Iterable[str], following: str | None, **more: Any) -> Response:
    """Finished items, the address of what follows, and whatever else."""
    return _leading(joined.listing(items, following, more), following)


def _leading(text: str, following: str | None) -> Response:
    """A text and, in a Link header, the address of what follows (RFC 8288)."""
    answer = Response(text, mimetype=JSON)
    if following:
        answer.headers["Link"] = link(following)
    return answer


def link(following: str) -> str:
    """The Link header of a list that goes on there."""
    return f'<{following}>; rel="next"'


def here(**words: str) -> str:
    """This request's address with other words."""
    return with_words(request.root_url, request.path, list(request.args.items(multi=True)), **words)


def walked(found: Walked) -> Response:
    """`{"root", "events", "relations", "depths", "truncated"}`."""
    return Response(joined.walk(found), mimetype=JSON)


def graph(first: dict[str, Any], events: Iterable[str], relations: Iterable[str], last: dict[str, Any]) -> Response:
    """An object of plain values with finished events and relations between them."""
    return Response(joined.graph(first, events, relations, last), mimetype=JSON)


def plain(value: Any, status: int = 200) -> Response:
    """A value that was not stored as JSON."""
    return Response(orjson.dumps(value), status, mimetype=JSON)


def nothing() -> Response:
    """204: done, and nothing to show."""
    answer = Response(status=204)
    answer.headers.remove("Content-Type")
    return answer
