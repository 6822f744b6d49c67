"""Web: stored values as responses: bytes are joined, never dumped."""

from collections.abc import Iterable
from typing import Any, Final

import orjson
from flask import Response, request, url_for

from service.domain.preconditions import etag
from service.domain.records import Document
from service.storage.pages import Page
from service.storage.store import Outcome
from service.storage.walks import Walked
from service.web.bodies import precondition

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
    more = {} if found.total is None else {"total": found.total}
    return listed(found.bodies, None if found.next is None else here(cursor=found.next), **more)


def listed(items: Iterable[str], following: str | None, **more: Any) -> Response:
    """Finished items, the address of what follows, and whatever else; a Link header says it too (RFC 8288)."""
    answer = Response(f'{{"items":{_array(items)},{_json({"next": following} | more)[1:]}', mimetype=JSON)
    if following:
        answer.headers["Link"] = f'<{following}>; rel="next"'
    return answer


def here(**words: str) -> str:
    """This request's address with other words."""
    asked: dict[str, Any] = request.args.to_dict(flat=False) | words
    return url_for(str(request.endpoint), _external=True, **(request.view_args or {}), **asked)


def walked(found: Walked) -> Response:
    """`{"root", "events", "relations", "depths", "truncated"}`."""
    told = {"depths": found.depths, "truncated": found.truncated}
    return graph({"root": found.root}, found.events, found.relations, told)


def graph(first: dict[str, Any], events: Iterable[str], relations: Iterable[str], last: dict[str, Any]) -> Response:
    """An object of plain values with finished events and relations between them."""
    plain_parts = [{name: _json(value) for name, value in part.items()} for part in (first, last)]
    parts = plain_parts[0] | {"events": _array(events), "relations": _array(relations)} | plain_parts[1]
    return Response("{" + ",".join(f'"{name}":{text}' for name, text in parts.items()) + "}", mimetype=JSON)


def plain(value: Any, status: int = 200) -> Response:
    """A value that was not stored as JSON."""
    return Response(orjson.dumps(value), status, mimetype=JSON)


def nothing() -> Response:
    """204: done, and nothing to show."""
    answer = Response(status=204)
    answer.headers.remove("Content-Type")
    return answer


def _array(bodies: Iterable[str]) -> str:
    return f"[{','.join(bodies)}]"


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
