"""Feeds: an event's date as JSON-FG's `time` (OGC 21-045r1, clause 7.6): a date, a timestamp in UTC, or an interval."""

from functools import lru_cache
from typing import Any, Final

from service.domain.bounds import iso, seconds
from service.domain.selections import Record
from service.domain.spans import Span, span
from service.feeds.marks import ONE_SPAN, has_gaps, is_fuzzy, on_clock

_FIRST: Final = seconds(1)
_LAST: Final = seconds(10_000) - 1
"""RFC 3339 writes years in four digits, and few programs read its year 0."""
_OPEN: Final = ".."


def fg_time(event: Record) -> dict[str, Any] | None:
    """None where there is no date, or one outside the years 1 to 9999; an uncertain date is all that it may be."""
    return _time(event["start"], event["end"])


@lru_cache(maxsize=16_384)
def _time(start: str, end: str | None) -> dict[str, Any] | None:
    extent = span(start, end)
    return _written(extent) if _is_dated(extent) and _is_within(extent) else None


def altered(event: Record) -> tuple[str, str] | None:
    """The field whose value `time` does not give as it is known, and why."""
    extent = span(event["start"], event["end"])
    if not _is_dated(extent):
        return "start", "it has no date, and no time"
    if not _is_within(extent):
        return "start", "a time in JSON-FG has the years 1 to 9999: the properties tell the date"
    if is_fuzzy(extent):
        return "start", "JSON-FG has no uncertain dates: the interval is all the time in which it may have been"
    if has_gaps(event):
        return "start", ONE_SPAN
    if not _has_instants(extent) and (on_clock(extent.start) or on_clock(extent.end)):
        return "start", "JSON-FG has no times without a time zone: the day is given"
    return None


def _is_dated(extent: Span) -> bool:
    return extent.start.earliest is not None or extent.end.latest is not None


def _is_within(extent: Span) -> bool:
    known = (extent.start.earliest, extent.start.latest, extent.end.earliest, extent.end.latest)
    return all(_FIRST <= second <= _LAST for second in known if second is not None)


def _written(extent: Span) -> dict[str, Any]:
    """Both ends of an interval have one form."""
    if _has_instants(extent):
        first, last = extent.start.earliest, extent.end.latest and extent.end.earliest
        name, start, end = "timestamp", iso(first) or _OPEN, iso(last) or _OPEN
    else:
        name, start, end = "date", _day(extent.start.earliest), _day(extent.end.latest)
    return {name: start} if start == end else {"interval": [start, end]}


def _has_instants(extent: Span) -> bool:
    """True where every side that is known is a time in a known zone."""
    sides = ((extent.start, extent.start_zoned), (extent.end, extent.end_zoned))
    return all(zoned and on_clock(bounds) for bounds, zoned in sides if bounds.latest is not None)


def _day(second: int | None) -> str:
    return (iso(second) or _OPEN)[:10]
