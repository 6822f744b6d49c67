"""Web: what comes with a request: its words, its body, its conditions."""

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from flask import request

from service.domain.errors import Malformed, Unsupported
from service.domain.moments import refuse_future
from service.domain.preconditions import Precondition
from service.domain.queries import Query
from service.domain.wordlist import Word, read_words
from service.intake.json_values import json_value
from service.web.context import context

JSON_TYPES: Final = ("application/json",)
PATCH_TYPES: Final = ("application/merge-patch+json", "application/json")


def json_body(*media_types: str) -> Any:
    """The body's JSON value. Raises Unsupported for another media type, Malformed for what `json_value` refuses."""
    if request.mimetype not in media_types:
        raise Unsupported(f"send the body as {' or '.join(media_types)}, not {request.mimetype or 'without a type'}")
    body = request.get_data()
    request.stream.read(1)  # of a body in chunks that goes on beyond its limit only the beginning was read; this raises
    return value_of(body)


def value_of(body: bytes) -> Any:
    """A body's JSON value. Raises Malformed for what `json_value` refuses."""
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


def asked(words: Iterable[Word], given: Iterable[tuple[str, str]]) -> Query:
    """The values of `words` from (name, text) pairs. Raises Invalid, also for a moment that is still to come."""
    query = read_words(words, given)
    refuse_future(query, context().clock())
    return query


def precondition() -> Precondition:
    """If-Match and If-None-Match; a `W/` before a tag is tolerated, because proxies add it."""
    return Precondition(*(_tags(name) for name in ("If-Match", "If-None-Match")))


def _tags(name: str) -> frozenset[str] | None:
    given = request.headers.get(name)
    if given is None:
        return None
    return frozenset(part.strip().removeprefix("W/").strip('"') for part in given.split(","))
