"""Web: changes as Server-Sent Events (the HTML standard, section 9.2)."""

from collections.abc import Callable, Iterator
from typing import Final

from flask import Response

from service.domain.change_words import WAIT_SECONDS
from service.domain.errors import Busy
from service.domain.queries import Query
from service.storage import changes
from service.storage.changes import News
from service.web.context import context
from service.web.told import WHO_ASKS, change, is_signed
from service.web.watch import Watch, presence

MEDIA_TYPE: Final = "text/event-stream"
SOON: Final = 1_000
"""Milliseconds after which a listener whose time is up comes back."""
LATER: Final = 5_000
"""The same where every seat is taken, or the database does not answer: it is then asked now and then."""


def stream(query: Query, after: int) -> Response:
    """What is due, and then each change as it is written. Raises Invalid where `after` lies beyond the head.

    A listener for whom there is no seat gets what is due, and is asked to come back; so is one while the database does
    not answer: EventSource never comes back after a 503.
    """
    try:
        due = changes.search(query, after)
    except Busy as error:
        pieces = iter([_retry(LATER), f": {error.detail}\n\n"])
    else:
        pieces = _pieces(context().watch, query, due, presence(), signed=is_signed())
    answer = Response(pieces, mimetype=MEDIA_TYPE, headers={"X-Accel-Buffering": "no"})
    answer.vary.update([WHO_ASKS, "Accept"])
    return answer


def _pieces(watch: Watch, query: Query, due: News, is_there: Callable[[], bool], *, signed: bool) -> Iterator[str]:
    """The stream's text. The request is over by the time that it is sent, so nothing of it is asked here."""
    seconds = WAIT_SECONDS if query["wait"] is None else query["wait"]
    with watch.seat(seconds) as granted:
        yield _retry(SOON if granted else LATER) + _text(due, signed=signed)
        try:
            for news in watch.follow(query, due, granted, is_there):
                yield _text(news, signed=signed)
        except Busy:
            return  # what was sent stands, and the listener comes back


def _retry(milliseconds: int) -> str:
    return f"retry: {milliseconds}\n\n"


def _text(news: News, *, signed: bool) -> str:
    """Changes as events; then how far they reach, which is also the beat: no event, but where to go on from."""
    events = (f"id: {it.seq}\nevent: change\ndata: {change(it, signed=signed)}\n\n" for it in news.items)
    return f"{''.join(events)}: so far\nid: {news.reached}\n\n"
