"""Feeds: everything that a caller can set, one record a line; the importer reads it back."""

from collections.abc import Iterator
from typing import Final

from service.domain.export_words import EVERYTHING
from service.domain.records import ACTOR, EVENT, KIND, RELATION, SERVER_FIELDS, SOURCE, TIMELINE, TYPES, encode
from service.domain.selections import Record, Selection
from service.feeds.feed import Feed

_MADE: Final = dict.fromkeys(TYPES, ',"version":') | {EVENT: ',"earliest":', RELATION: ',"family":'}
"""Where the server's own fields begin in a document of each type (SERVER_FIELDS)."""


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


def _line(record_type: str, record: Record | str) -> str:
    settable = _cut(record_type, record) if isinstance(record, str) else _settable(record)
    return f'{{"record":"{record_type}",{settable}}}\n'


def _cut(record_type: str, document: str) -> str:
    """What the server made stands last in a document; no text in it holds a quote that is not escaped."""
    return document[1 : document.rindex(_MADE[record_type])]


def _settable(record: Record) -> str:
    return encode({name: value for name, value in record.items() if name not in SERVER_FIELDS})[1:-1]


FEED: Final = Feed(
    name="events.ndjson",
    media_type="application/x-ndjson",
    summary="Every selected event with what it refers to and the relations among them, one JSON record a line.",
    render=render,
    streams=True,
    verbatim=True,
    words=(EVERYTHING,),
)
