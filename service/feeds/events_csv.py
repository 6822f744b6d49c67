"""Feeds: a table of events for spreadsheets (RFC 4180), a field a column; the importer reads it back.

It begins with a byte order mark, without which Excel takes UTF-8 for the letters of the system. The mark stands before
the column `record`, so that a reader that knows no such mark still finds every field by its name.
"""

import csv
from collections.abc import Iterator
from typing import Any, Final

from service.domain.records import EVENT, encode
from service.domain.selections import Selection
from service.feeds.feed import Feed
from service.feeds.losses import Loss

FIELDS: Final = (
    *("id", "title", "summary", "lang", "kind", "start", "end", "date_text", "status", "actors", "place", "figures"),
    *("media", "tags", "identifiers", "sources", "earliest", "latest"),
)
"""What a caller sets, and the bounds of the date, by which a spreadsheet can sort; the importer ignores those."""
_MARK: Final = "\ufeff"
_CALCULATED: Final = tuple("=+-@'\t\r")
"""A cell that begins so gets one `'`: a spreadsheet would calculate it (or take the `'` for its own)."""
_LONGEST: Final = 32_767
"""Characters that Excel keeps of a cell."""


def render(selection: Selection) -> Iterator[str]:
    """The header, then an event a row: the selection is read as the rows are taken."""
    rows = csv.writer(_Line(), lineterminator="\r\n")
    yield _MARK + rows.writerow(["record", *FIELDS])
    for event in selection.events:
        yield rows.writerow([EVENT, *(_guarded(_cell(event[name])) for name in FIELDS)])


class _Line:
    """A file of one line, which is handed back instead of kept: csv's writer returns what `write` does."""

    def write(self, text: str) -> Any:
        return text


def _cell(value: Any) -> str:
    """Text as it is, lists of text joined by `;` (which no tag holds), everything else as JSON; nothing is empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and isinstance(next(iter(value), None), str):
        return ";".join(value)
    return encode(value) if value else ""


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_CALCULATED) else cell


def drops(selection: Selection) -> Iterator[Loss]:
    """Every relation."""
    for relation in selection.relations:
        yield Loss(relation["response"], "a row is an event; events.ndjson has relations", relation=relation["id"])


def alters(selection: Selection) -> Iterator[Loss]:
    """Cells that begin like a formula, and those of which Excel shows only the beginning."""
    for event in selection.events:
        for name in FIELDS:
            cell = _cell(event[name])
            if cell.startswith(_CALCULATED):
                yield Loss(event["id"], "gets one ' before it, so that no spreadsheet calculates it", name)
            if len(cell) > _LONGEST:
                yield Loss(event["id"], f"is longer than the {_LONGEST:,} characters that Excel keeps of a cell", name)


FEED: Final = Feed(
    name="events.csv",
    media_type="text/csv",
    summary="Every selected event, a row each: lists separated by `;`, nested values as JSON; imports read it back.",
    render=render,
    streams=True,
    drops=drops,
    alters=alters,
)
