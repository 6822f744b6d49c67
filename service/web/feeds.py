"""Web: /v1/feeds/<name>: every feed of the registry, each its own operation in openapi.yaml."""

from collections.abc import Generator, Iterator
from typing import Final

from flask import Response, request
from werkzeug.wsgi import ClosingIterator

from service.domain.queries import EVENT_WORDS, Query
from service.domain.wordlist import Word, whole
from service.feeds.feed import Feed
from service.feeds.registry import FEEDS
from service.storage import selections
from service.web.blueprint import READ_ERRORS, Blueprint

CHUNK: Final = 1 << 16
LIMIT: Final = Word("limit", "Events at most.", default=1000, **whole(1, 10_000))

blueprint = Blueprint("feeds", __name__, url_prefix="/v1/feeds", description="Selections for other programs to read.")


def add(feed: Feed) -> None:
    """A route for a feed."""
    words = EVENT_WORDS if feed.streams else (*EVENT_WORDS, LIMIT)

    @blueprint.named(f"feed_{feed.name.replace('.', '_')}", feed.summary)
    @blueprint.answers(200, {"type": "string"}, media_type=feed.media_type)
    @blueprint.errors(*READ_ERRORS)
    @blueprint.asks(*words, *feed.words)
    def view(query: Query) -> Response:
        return streamed(feed, query) if feed.streams else rendered(feed, query)

    blueprint.add_url_rule(f"/{feed.name}", feed.name.replace(".", "_"), view)


def rendered(feed: Feed, query: Query) -> Response:
    """A feed of at most `limit` events; a header says when that cut it."""
    selection = selections.select(query, limit=query["limit"])
    answer = Response("".join(feed.text(selection, query, base_url=_base())), mimetype=feed.media_type)
    if selection.truncated:
        answer.headers["Causeline-Truncated"] = f"the first {query['limit']} events; ask for more with limit"
    return answer


def streamed(feed: Feed, query: Query) -> Response:
    """A feed of every selected event, sent as it is made; what refuses the query still comes before the first byte."""

    def pieces() -> Generator[str]:
        with selections.stream(query) as selection:
            yield ""
            yield from feed.text(selection, query, base_url=_base())

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
