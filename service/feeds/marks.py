"""Feeds: what of an event a widget can show at a glance: what is uncertain, what is open, its classes."""

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Final

from service.domain.bounds import DAY, Bounds
from service.domain.selections import Record
from service.domain.spans import Span, span
from service.feeds.withdrawals import fallen

_MINUTE: Final = 60
ONE_SPAN: Final = "its dates are shown as one span, from the first to the last"
"""Why an event of several dates is not shown as it is known."""


def on_clock(bounds: Bounds) -> bool:
    """True for what is known to the minute."""
    return bounds.earliest is not None and bounds.latest is not None and bounds.latest - bounds.earliest < _MINUTE


def wide(bounds: Bounds) -> bool:
    """True when a date is not known to the day."""
    return bounds.earliest is None or bounds.latest is None or bounds.latest - bounds.earliest >= DAY


def is_fuzzy(extent: Span) -> bool:
    """True when a date is in doubt or not known to the day; an open end is not, for it is said."""
    return extent.qualified or wide(extent.start) or (extent.end.latest is not None and wide(extent.end))


def has_gaps(event: Record) -> bool:
    """True for an event of several dates (EDTF's `{…}`): its extent has time in it at which it was not."""
    return event["start"].startswith("{") and "," in event["start"]


def open_field(event: Record, extent: Span) -> str | None:
    """The field that leaves a side of an event open; None where both sides are known."""
    if extent.start.earliest is None:
        return "start"
    return None if extent.end.latest is not None else "start" if event["end"] is None else "end"


def classes(event: Record, withdrawn: Collection[str]) -> str:
    """Names for a style sheet: `kind-…`, `status-…`, `fuzzy`, `open-start`, `open-end`, `retracted`."""
    dated = _dated(event["start"], event["end"])
    return f"kind-{event['kind']} status-{event['status']}{dated}{' retracted' if fallen(event, withdrawn) else ''}"


@lru_cache(maxsize=16_384)
def _dated(start: str, end: str | None) -> str:
    """Those that follow from the date, each behind a blank."""
    return "".join(f" {name}" for name in _of_date(span(start, end)))


def _of_date(extent: Span) -> Iterator[str]:
    if is_fuzzy(extent):
        yield "fuzzy"
    for name, bound in (("open-start", extent.start.earliest), ("open-end", extent.end.latest)):
        if bound is None:
            yield name
