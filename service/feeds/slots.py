"""Feeds: when an event stands in a calendar, which knows days and times, up to the year 9999, and nothing between."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from service.domain.bounds import DAY, seconds
from service.domain.selections import Record, Selection
from service.domain.spans import Span, span
from service.feeds.losses import Loss
from service.feeds.marks import ONE_SPAN, has_gaps, is_fuzzy, on_clock, open_field, wide

_LAST: Final = seconds(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Slot:
    """Whole days, or times; `end` is the second after the last one, or `start` where only a moment is known."""

    start: int
    end: int
    all_day: bool
    zoned: bool
    """Whether times are in UTC; else they are local times of a place that is not known."""


def slot(event: Record, first_year: int = 1) -> Slot | None:
    """All days on which the event may have been, or the times at which it was; None where the calendar has no place."""
    return _slot(event["start"], event["end"], first_year)


@lru_cache(maxsize=16_384)
def _slot(start: str, end: str | None, first_year: int) -> Slot | None:
    extent = span(start, end)
    made = _timed(extent) if _has_times(extent) else _days(extent)
    return made if made and seconds(first_year) <= made.start <= made.end <= _LAST else None


def drops(selection: Selection, first_year: int = 1) -> Iterator[Loss]:
    """The events that the calendar has no place for."""
    for event in selection.events:
        if slot(event, first_year) is None:
            dated = _days(span(event["start"], event["end"]))
            yield Loss(event["id"], f"the calendar has the years {first_year} to 9999" if dated else "it has no date")


def alters(selection: Selection, first_year: int = 1) -> Iterator[Loss]:
    """The dates that the calendar shows otherwise than they are known."""
    for event in selection.events:
        extent = span(event["start"], event["end"])
        altered = _altered(event, extent) if slot(event, first_year) else None
        if altered:
            yield Loss(event["id"], altered[1], altered[0])


def _altered(event: Record, extent: Span) -> tuple[str, str] | None:
    """The field that is shown otherwise, and why."""
    open_side = open_field(event, extent)
    if open_side:
        return open_side, "a calendar has no open side: the event stands on the days that are known"
    if is_fuzzy(extent):
        field = "end" if event["end"] and not wide(extent.start) and wide(extent.end) else "start"
        return field, "a calendar has no uncertain dates: the event stands on every day on which it may have been"
    if has_gaps(event):
        return "start", ONE_SPAN
    if not _has_times(extent) and (on_clock(extent.start) or on_clock(extent.end)):
        return "start", "start and end are not both times of one time zone: the event stands on whole days"
    return None


def _has_times(extent: Span) -> bool:
    going_on = extent.end.latest is None
    return on_clock(extent.start) and (going_on or (on_clock(extent.end) and extent.start_zoned == extent.end_zoned))


def _timed(extent: Span) -> Slot:
    start, end = extent.start.earliest, extent.end.earliest
    assert start is not None
    later = start if end is None or extent.end.latest is None else max(start, end)
    return Slot(start, later, all_day=False, zoned=extent.start_zoned)


def _days(extent: Span) -> Slot | None:
    bounds = (extent.start.earliest, extent.start.latest, extent.end.earliest, extent.end.latest)
    days = [second - second % DAY for second in bounds if second is not None]
    return Slot(min(days), max(days) + DAY, all_day=True, zoned=False) if days else None
