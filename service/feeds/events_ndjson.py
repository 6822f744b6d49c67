"""Feeds: everything that a caller can set, one record a line; the importer reads it back."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from service.domain.export_words import EVERYTHING
from service.domain.records import ACTOR, EVENT, KIND, RELATION, SERVER_FIELDS, SOURCE, TIMELINE, TYPES, encode
from service.domain.selections import Record, Selection
from service.feeds.feed import Feed

_MADE: Final = dict.fromkeys(TYPES, ',"version":') | {EVENT: ',"earliest":', RELATION: ',"family":'}
"""Where the server's own fields begin in a document of each type (SERVER_FIELDS)."""
_TOGETHER: Final = 64
"""Lines that are handed on as one text: to take each by itself costs as much as to make it."""


def render(selection: Selection) -> Iterator[str]:
    """Some lines at a time, what is referred to first: the selection is read as the lines are taken."""
    parts = (
        (KIND, selection.kinds),
        (SOURCE, selection.sources),
        (ACTOR, selection.actors),
        (EVENT, selection.events),
        (RELATION, selection.relations),
        (TIMELINE, selection.timelines),
    )
    for record_type, records in parts:
        rest = iter(records)
        while some := list(islice(rest, _TOGETHER)):
            yield _lines(record_type, some)


def _lines(record_type: str, records: Sequence[Record | str]) -> str:
    begin, made = f'{{"record":"{record_type}",', _MADE[record_type]
    settable = [_cut(record, made) if isinstance(record, str) else _settable(record) for record in records]
    return begin + f"}}\n{begin}".join(settable) + "}\n"


def _cut(document: str, made: str) -> str:
    """What the server made stands last in a document; no text in it holds a quote that is not escaped."""
    return document[1 : document.rindex(made)]


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
