"""Web: what comes with a request: its words, its body, its conditions."""

from typing import Any, Final
from urllib.parse import unquote_to_bytes

from flask import request

from service.domain.errors import Malformed, Unsupported
from service.domain.preconditions import Precondition
from service.intake.json_values import json_value

JSON_TYPES: Final = ("application/json",)
PATCH_TYPES: Final = ("application/merge-patch+json", "application/json")


def json_body(*media_types: str) -> Any:
    """The body's JSON value. Raises Unsupported for another media type, Malformed for what `json_value` refuses."""
    if request.mimetype not in media_types:
        raise Unsupported(f"send the body as {' or '.join(media_types)}, not {request.mimetype or 'without a type'}")
    body = request.get_data(cache=False)
    request.stream.read(1)  # of a body in chunks that goes on beyond its limit only the beginning was read; this raises
    try:
        return json_value(body)
    except ValueError as error:
        raise Malformed(f"the body is no JSON that is read here: {error}") from None


def query_words() -> list[tuple[str, str]]:
    """The query's (name, text) pairs. Raises Malformed where they are not UTF-8."""
    try:
        unquote_to_bytes(request.query_string).decode()
    except UnicodeDecodeError:
        raise Malformed("the query is not UTF-8, percent-encoded") from None
    return list(request.args.items(multi=True))


def precondition() -> Precondition:
    """If-Match and If-None-Match; a `W/` before a tag is tolerated, because proxies add it."""
    return Precondition(*(_tags(name) for name in ("If-Match", "If-None-Match")))


def _tags(name: str) -> frozenset[str] | None:
    given = request.headers.get(name)
    if given is None:
        return None
    return frozenset(part.strip().removeprefix("W/").strip('"') for part in given.split(","))
