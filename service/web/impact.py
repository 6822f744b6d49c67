"""Web: what rests on a source, as it is answered: each event with the address that asks what came of it."""

from typing import Any

import orjson
from flask import Response, request, url_for

from service.domain.moments import AS_OF
from service.domain.records import EVENT
from service.storage.impact import Impact
from service.web import answers


def listed(found: Impact) -> Response:
    """`{"items", "next", "source"}`, and `counts` on the first page."""
    items = (orjson.dumps(_with_address(item)).decode() for item in found.items)
    following = None if found.next is None else answers.here(cursor=found.next)
    counts = {} if found.counts is None else {"counts": found.counts}
    return answers.listed(items, following, source=orjson.Fragment(found.source), **counts)


def _with_address(item: dict[str, Any]) -> dict[str, Any]:
    if item["record"] != EVENT:
        return item
    as_of = request.args.get(AS_OF.name)
    walk = url_for("events.responses", record_id=item["id"], depth="all", as_of=as_of, _external=True)
    return item | {"responses": walk}
