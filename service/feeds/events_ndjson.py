"""Feeds: everything that a caller can set, one record a line; the importer reads it back."""

from collections.abc import Iterator
from typing import Final

from service.domain.export_words import EVERYTHING
from service.domain.records import ACTOR, EVENT, KIND, RELATION, SERVER_FIELDS, SOURCE, TIMELINE, encode
from service.domain.selections import Record, Selection
from service.feeds.feed import Feed


def render(selection: Selection) -> Iterator[str]:
    """One line at a time, what is referred to first: the selection is read as the lines are taken."""
    parts = (
        (KIND, selection.kinds),
        (SOURCE, selection.sources),
        (ACTOR, selection.actors),
        (EVENT, selection.events),
        (RELATION, selection.relations),
        (TIMELINE, selection.timelines),
    )
    for record_type, records in parts:
        for record in records:
            yield _line(record_type, record)


def _line(record_type: str, record: Record) -> str:
    settable = {name: value for name, value in record.items() if name not in SERVER_FIELDS}
    return f"{encode({'record': record_type} | settable)}\n"


FEED: Final = Feed(
    name="events.ndjson",
    media_type="application/x-ndjson",
    summary="Every selected event with what it refers to and the relations among them, one JSON record a line.",
    render=render,
    streams=True,
    words=(EVERYTHING,),
)
