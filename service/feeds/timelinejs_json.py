"""Feeds: TimelineJS 3's JSON configuration.

TimelineJS blanks the whole timeline at the first error, so a key without a value is left out and nothing is null.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from service.domain.bounds import DAY, civil, seconds
from service.domain.selections import Record, Selection
from service.domain.spans import order_key, span
from service.feeds.feed import Feed
from service.feeds.json_text import json_text
from service.feeds.losses import Loss
from service.feeds.marks import ONE_SPAN, has_gaps, open_field
from service.feeds.slide_dates import slide_dates
from service.feeds.slides import Slides, empty_slide, title_slide

_HUMAN_YEARS: Final = 99_999
"""Beyond them its axis would leave what a JavaScript date can hold; the cosmological scale counts in years alone."""
_PARTS: Final = ("year", "month", "day", "hour", "minute", "second")
_SOME_DATE: Final = {"start_date": {"year": 1970}, "display_date": "No date"}
"""Of the slide that says that there is nothing to show: without one TimelineJS sees an error."""


def render(selection: Selection) -> Iterator[str]:
    """One JSON document; events without any date have no place on its axis, and are named on the title slide."""
    extents = {event["id"]: _extent(event) for event in selection.events}
    slides = Slides(selection)
    dated = [event for event in selection.events if extents[event["id"]]]
    events = [slides.slide(event) | (slide_dates(event) or _dates(*extents[event["id"]])) for event in dated]
    undated = (event for event in selection.events if not extents[event["id"]])
    yield json_text(
        {
            "scale": _scale(extents.values()),
            "title": title_slide(selection, undated),
            "events": events or [empty_slide(selection) | _SOME_DATE],
        }
    )


def _drops(selection: Selection) -> Iterator[Loss]:
    for event in selection.events:
        if not _extent(event):
            yield Loss(event["id"], "it has no date, so it has no slide: the title slide names it")


def _alters(selection: Selection) -> Iterator[Loss]:
    scale = _scale(map(_extent, selection.events))
    for event in filter(_extent, selection.events):
        field = open_field(event, span(event["start"], event["end"]))
        if field:
            reason = "the axis has no open sides: the mark stands at the side that is known, the slide tells the rest"
            yield Loss(event["id"], reason, field)
        if has_gaps(event):
            yield Loss(event["id"], ONE_SPAN, "start")
        if scale == "cosmological":
            yield Loss(event["id"], "an event beyond the year 99,999 makes the axis count whole years", "start")


def _extent(event: Record) -> tuple[int, ...]:
    """First and last known second: one where the other side is open, none where both are."""
    bounds = order_key(span(event["start"], event["end"]))
    return tuple(sorted(second for second in bounds if second is not None))


def _scale(extents: Iterable[tuple[int, ...]]) -> str:
    years = (abs(civil(second)[0]) for extent in extents for second in extent)
    return "human" if max(years, default=0) <= _HUMAN_YEARS else "cosmological"


@lru_cache(maxsize=16_384)
def _dates(first: int, last: int | None = None) -> dict[str, dict[str, int]]:
    """`start_date` alone where an event fills one year, month, day, hour or minute, else `end_date` too.

    Both then have the same parts: TimelineJS drops an end that equals the start in every part that the start has.
    """
    last = first if last is None else last
    for depth in range(1, len(_PARTS)):
        parts = list(civil(first)[:depth])
        following = [*parts[:-1], parts[-1] + 1]
        if first == seconds(*parts) and last + 1 == seconds(*following):
            return {"start_date": _date(first, depth)}
    depth = 3 if {first % DAY, last % DAY} <= {0, DAY - 1} else len(_PARTS)
    start, end = _date(first, depth), _date(last, depth)
    return {"start_date": start} if start == end else {"start_date": start, "end_date": end}


def _date(second: int, depth: int) -> dict[str, int]:
    """EDTF's year 0 is 1 BCE, which TimelineJS writes as -1."""
    year, *rest = civil(second)[:depth]
    return dict(zip(_PARTS, [year if year > 0 else year - 1, *rest], strict=False))


FEED: Final = Feed(
    name="timelinejs.json",
    media_type="application/json",
    summary="TimelineJS 3: one slide an event, grouped by kind, with its causes and responses as links.",
    render=render,
    drops=_drops,
    alters=_alters,
    omits=("lang", "status", "actors", "place", "tags", "identifiers"),
)
