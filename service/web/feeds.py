"""Web: /v1/feeds/<name>: every feed of the registry, each its own operation in openapi.yaml."""

from collections.abc import Generator, Iterator
from typing import Any, Final

import orjson
from flask import Response, request
from werkzeug.wsgi import ClosingIterator

from service.domain.queries import EVENT_WORDS, Query
from service.domain.records import EVENT, KIND
from service.domain.selections import Selection
from service.domain.wordlist import Word, read_words, whole
from service.feeds.feed import Feed
from service.feeds.registry import FEEDS
from service.storage import selections
from service.web.blueprint import READ_ERRORS, Blueprint
from service.web.examples import RECORDS

CHUNK: Final = 1 << 16
LIMIT: Final = Word("limit", "Events at most.", default=1000, **whole(1, 10_000))
TRUNCATED_HEADER: Final = {
    "Causeline-Truncated": {
        "description": "Stands where `limit` left events off, and says so.",
        "schema": {"type": "string"},
        "example": "the first 1000 events; ask for more with limit",
    }
}
SHOWN: Final = 300
"""Characters of a text that stand in the API description."""
EXAMPLE: Final = Selection(events=[RECORDS[EVENT]], kinds=[RECORDS[KIND]])

blueprint = Blueprint("feeds", __name__, url_prefix="/v1/feeds", description="Selections for other programs to read.")


def add(feed: Feed) -> None:
    """A route for a feed."""
    words = (*EVENT_WORDS, *([] if feed.streams else [LIMIT]), *feed.words)
    answer = {"schema": {"type": "object" if _is_json(feed) else "string"}, "example": _example(feed)}

    @blueprint.named(f"feed_{feed.name.replace('.', '_')}", feed.summary)
    @blueprint.answers(200, **answer, media_type=feed.media_type, headers={} if feed.streams else TRUNCATED_HEADER)
    @blueprint.errors(*READ_ERRORS)
    @blueprint.asks(*words)
    def view(query: Query) -> Response:
        return streamed(feed, query) if feed.streams else rendered(feed, query)

    blueprint.add_url_rule(f"/{feed.name}", feed.name.replace(".", "_"), view)


def _is_json(feed: Feed) -> bool:
    return feed.media_type.endswith(("/json", "+json"))


def _example(feed: Feed) -> Any:
    """What the feed makes of the examples; a long text only begins."""
    text = "".join(feed.text(EXAMPLE, read_words(feed.words, [])))
    if _is_json(feed):
        return orjson.loads(text)
    return text if len(text) < SHOWN else f"{text[:SHOWN]}…"


def rendered(feed: Feed, query: Query) -> Response:
    """A feed of at most `limit` events; a header says when that cut it."""
    selection = selections.select(query, limit=query["limit"])
    answer = Response("".join(feed.text(selection, query, base_url=_base())), mimetype=feed.media_type)
    if selection.truncated:
        answer.headers["Causeline-Truncated"] = f"the first {query['limit']} events; ask for more with limit"
    return answer


def streamed(feed: Feed, query: Query) -> Response:
    """A feed of every selected event, sent as it is made; what refuses the query still comes before the first byte.

    The request is over by the time that most of it is sent, so nothing of it is asked then.
    """
    base_url = _base()

    def pieces() -> Generator[str]:
        with selections.stream(query) as selection:
            yield ""
            yield from feed.text(selection, query, base_url=base_url)

    made = pieces()
    next(made)
    return Response(ClosingIterator(_chunks(made), made.close), mimetype=feed.media_type)


def _base() -> str:
    return request.root_url[:-1]


def _chunks(pieces: Iterator[str]) -> Iterator[bytes]:
    """Pieces joined to what is worth a write to the network."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()


for registered in FEEDS.values():
    add(registered)
