"""Web: /v1/changes: page by page, as a long poll, or as a stream."""

from flask import Response, request

from service.domain.change_words import CHANGE_WORDS, LAST_EVENT_ID
from service.domain.queries import Query
from service.domain.wordlist import read_words
from service.storage import changes
from service.storage.changes import News
from service.web import streams, told
from service.web.answers import JSON, LINK_HEADER
from service.web.blueprint import READ_ERRORS, Blueprint
from service.web.change_shapes import EVENTS, ChangesShape
from service.web.context import context
from service.web.watch import presence

blueprint = Blueprint("changes", __name__, url_prefix="/v1/changes", description="Every write, in order.")


@blueprint.get("")
@blueprint.named("list_changes", "Follow what is written: page by page, waiting for it, or as a stream of events")
@blueprint.answers(200, ChangesShape, headers=LINK_HEADER)
@blueprint.alt_response(200, schema={"type": "string"}, content_type=streams.MEDIA_TYPE, example=EVENTS, success=True)
@blueprint.errors(*READ_ERRORS)
@blueprint.heeds(LAST_EVENT_ID)
@blueprint.asks(*CHANGE_WORDS)
def follow(query: Query) -> Response:
    """Changes in the order in which they were written, without a gap and none twice, whatever others write meanwhile.

    Go on with `next`, for ever: it is never null, and it moves on even where nothing fitted `type` and `id`. `head` is
    the newest change; kept elsewhere, it proves the journal later (`causeline verify --expect SEQ:HASH`). An `after`
    beyond the head is 422: the journal was set back to a backup, and what was told after it holds no longer.

    With `wait`, the answer comes as soon as there is something to tell, and with nothing when the time is up. With
    `Accept: text/event-stream` it is a stream of events named `change` whose data are items: `EventSource` reads it and
    comes back by itself. Few may wait at a time: beyond that, both answer at once with what there is.
    """
    after = _after(query)
    return streams.stream(query, after) if _wants_events() else told.changes(_awaited(query, after))


def _after(query: Query) -> int:
    """Where to go on from. Raises Invalid for a Last-Event-ID that was none of ours."""
    given = request.headers.get(LAST_EVENT_ID.name)
    seen = read_words((LAST_EVENT_ID,), [(LAST_EVENT_ID.name, given)] if given else [])[LAST_EVENT_ID.name]
    return int(query["after"] if seen is None else seen)


def _wants_events() -> bool:
    return request.accept_mimetypes.best_match((JSON, streams.MEDIA_TYPE), JSON) == streams.MEDIA_TYPE


def _awaited(query: Query, after: int) -> News:
    """The next changes, or the first of them that come within `wait` seconds."""
    news = changes.search(query, after)
    with context().watch.seat(0 if news.items else query["wait"] or 0) as seconds:
        for more in context().watch.follow(query, news, seconds, presence()):
            news = more
            if news.items:
                break
    return news
