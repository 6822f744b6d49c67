"""Web: /v1/feeds/<name>: every feed of the registry, each its own operation in openapi.yaml."""

from collections.abc import Generator, Iterator
from typing import Any, Final

import orjson
from flask import Response, request
from werkzeug.urls import iri_to_uri
from werkzeug.wsgi import ClosingIterator

from service.domain.queries import EVENT_WORDS, Query
from service.domain.records import EVENT, KIND
from service.domain.selections import Selection
from service.domain.wordlist import Word, read_words, whole
from service.feeds.explanation import EXPLAIN, explanation
from service.feeds.feed import Feed
from service.feeds.losses import counted, nothing
from service.feeds.registry import FEEDS
from service.storage import selections
from service.web.blueprint import READ_ERRORS, Blueprint
from service.web.examples import RECORDS
from service.web.shapes import ExplanationShape

CHUNK: Final = 1 << 16
LIMIT: Final = Word("limit", "Events at most.", default=1000, **whole(1, 10_000))
TRUNCATED_HEADER: Final = {
    "Causeline-Truncated": {
        "description": "Stands where `limit` left events off, and says so.",
        "schema": {"type": "string"},
        "example": "the first 1000 events; ask for more with limit",
    }
}
LEFT_OUT_HEADER: Final = {
    "Causeline-Left-Out": {
        "description": "Stands where the format cannot carry something and says how much; `explain` says what and why.",
        "schema": {"type": "string"},
        "example": "3 events and 1 relation; explain=true says what and why",
    }
}
SHOWN: Final = 300
"""Characters of a text that stand in the API description."""
EXAMPLE: Final = Selection(events=[RECORDS[EVENT]], kinds=[RECORDS[KIND]])

blueprint = Blueprint("feeds", __name__, url_prefix="/v1/feeds", description="Selections for other programs to read.")


def add(feed: Feed) -> None:
    """A route for a feed."""
    words = (*EVENT_WORDS, *([] if feed.streams else [LIMIT]), EXPLAIN, *feed.words)
    headers = LEFT_OUT_HEADER if feed.streams else LEFT_OUT_HEADER | TRUNCATED_HEADER

    @blueprint.named(f"feed_{feed.name.replace('.', '_')}", feed.summary)
    @blueprint.doc(responses={200: {"description": "OK", "headers": headers, "content": _content(feed)}})
    @blueprint.errors(*READ_ERRORS)
    @blueprint.finds(*words)
    def view(query: Query) -> Response:
        chosen, query = explanation(feed) if query["explain"] else feed, feed.narrow(query)
        return streamed(chosen, query) if chosen.streams else rendered(chosen, query)

    blueprint.add_url_rule(f"/{feed.name}", feed.name.replace(".", "_"), view)


def _content(feed: Feed) -> dict[str, Any]:
    """The forms of the answer: the feed, and what explains it."""
    example = _example(feed)
    shape = {"type": "string" if isinstance(example, str) else "array" if isinstance(example, list) else "object"}
    own = {"schema": shape, "example": example}
    explained = {"schema": ExplanationShape, "example": _example(explanation(feed))}
    if feed.media_type == explanation(feed).media_type:
        return {feed.media_type: own | {"schema": {"anyOf": [shape, ExplanationShape]}}}
    return {feed.media_type: own, explanation(feed).media_type: explained}


def _example(feed: Feed) -> Any:
    """What the feed makes of the examples; a long text only begins."""
    text = "".join(feed.text(EXAMPLE, read_words(feed.words, [])))
    if feed.media_type.endswith(("/json", "+json")):
        return orjson.loads(text)
    return text if len(text) < SHOWN else f"{text[:SHOWN]}…"


def rendered(feed: Feed, query: Query) -> Response:
    """A feed of at most `limit` events; headers say when that cut it, and what the format cannot carry."""
    chosen = selections.select(query, limit=query["limit"], omits=feed.omits, at_a_glance=feed.at_a_glance)
    selection = feed.asked(chosen, query, base_url=_base(), address=iri_to_uri(request.url))
    left_out = counted(feed.drops(selection))
    answer = Response("".join(feed.render(selection)), headers=_left_out(left_out), mimetype=feed.media_type)
    if selection.truncated:
        answer.headers["Causeline-Truncated"] = f"the first {query['limit']} events; ask for more with limit"
    return answer


def streamed(feed: Feed, query: Query) -> Response:
    """A feed of every selected event, sent as it is made; what refuses the query still comes before the first byte.

    The request is over by the time that most of it is sent, so nothing of it is asked then.
    """
    base_url, left_out = _base(), _some_left_out(feed, query)

    def pieces() -> Generator[str]:
        with selections.stream(query, verbatim=feed.verbatim) as selection:
            yield ""
            yield from feed.text(selection, query, base_url=base_url)

    made = pieces()
    next(made)
    return Response(ClosingIterator(_chunks(made), made.close), headers=left_out, mimetype=feed.media_type)


def _some_left_out(feed: Feed, query: Query) -> dict[str, str]:
    """That a stream leaves something out, not how much: to count would be to read it all before the first byte."""
    if feed.drops is nothing:
        return {}
    with selections.stream(query) as selection:
        first = next(iter(feed.drops(feed.asked(selection, query))), None)
    return _left_out(f"some {first.of}s" if first else "")


def _left_out(what: str) -> dict[str, str]:
    return {"Causeline-Left-Out": f"{what}; explain=true says what and why"} if what else {}


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
