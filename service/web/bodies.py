"""Web: request bodies and the conditions that come with them."""

from typing import Any, Final

import orjson
from flask import request

from service.domain.errors import Malformed, Unsupported
from service.domain.preconditions import Precondition

JSON_TYPES: Final = ("application/json",)
PATCH_TYPES: Final = ("application/merge-patch+json", "application/json")


def json_body(*media_types: str) -> Any:
    """The body's JSON value. Raises Unsupported for another media type, Malformed for broken JSON (as NaN is)."""
    if request.mimetype not in media_types:
        raise Unsupported(f"send the body as {' or '.join(media_types)}, not {request.mimetype or 'without a type'}")
    try:
        return orjson.loads(request.get_data(cache=False))
    except orjson.JSONDecodeError as error:
        raise Malformed(f"the body is no JSON: {error}") from None


def precondition() -> Precondition:
    """If-Match and If-None-Match; a `W/` before a tag is tolerated, because proxies add it."""
    return Precondition(*(_tags(name) for name in ("If-Match", "If-None-Match")))


def _tags(name: str) -> frozenset[str] | None:
    given = request.headers.get(name)
    if given is None:
        return None
    return frozenset(part.strip().removeprefix("W/").strip('"') for part in given.split(","))
