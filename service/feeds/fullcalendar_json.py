"""Feeds: FullCalendar's events, as it fetches them for the window that it shows.

It escapes titles itself, takes `end` for the first moment after the event, and moves no date without a time.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any, Final

from service.domain.bounds import iso
from service.domain.calendar_words import CALENDAR_WORDS, windowed
from service.domain.selections import Record, Selection
from service.feeds.direction import steady
from service.feeds.feed import Feed
from service.feeds.json_text import json_text
from service.feeds.marks import classes
from service.feeds.sentences import names_in, when
from service.feeds.slots import Slot, alters, drops, slot
from service.feeds.withdrawals import fallen

_FIRST_YEAR: Final = 100
"""It takes 99 for 1999."""


def render(selection: Selection) -> Iterator[str]:
    """One JSON array of event objects."""
    slots = ((event, slot(event, _FIRST_YEAR)) for event in selection.events)
    props = _Props(selection)
    yield json_text([_event(event, place, props, selection.base_url) for event, place in slots if place])


class _Props:
    """Makes the `extendedProps` of a selection's events: what a page may show of an event beside its title."""

    def __init__(self, selection: Selection) -> None:
        self.names = names_in(selection)
        self.causes: dict[str, list[Record]] = defaultdict(list)
        self.responses: dict[str, list[Record]] = defaultdict(list)
        for relation in selection.relations:
            self.causes[relation["response"]].append({"event": relation["cause"], "type": relation["type"]})
            self.responses[relation["cause"]].append({"event": relation["response"], "type": relation["type"]})

    def of(self, event: Record) -> dict[str, Any]:
        """Texts are plain; `causes` and `responses` are `{event, type}`."""
        return {
            "summary": event["summary"],
            "when": when(event),
            "edtf": [event["start"], event["end"]],
            "date_text": event["date_text"],
            "kind": self.names.kinds.get(event["kind"], event["kind"]),
            "status": event["status"],
            "retracted": fallen(event, self.names.withdrawn),
            "actors": list(dict.fromkeys(self.names.actors.get(one["actor"], one["actor"]) for one in event["actors"])),
            "place": (event["place"] or {}).get("name"),
            "tags": event["tags"],
            "causes": self.causes[event["id"]],
            "responses": self.responses[event["id"]],
        }


def _event(event: Record, place: Slot, props: _Props, base_url: str) -> dict[str, Any]:
    return {
        "id": event["id"],
        "title": steady(event["title"]),
        "allDay": place.all_day,
        **_times(place),
        **({"url": f"{base_url}/events/{event['id']}"} if base_url else {}),
        "className": classes(event, props.names.withdrawn),
        "extendedProps": props.of(event),
    }


@lru_cache(maxsize=16_384)
def _times(place: Slot) -> dict[str, str]:
    """A moment has no end: FullCalendar draws it as long as it is told to."""
    start, end = (_written(second, place) for second in (place.start, place.end))
    return {"start": start} if start == end else {"start": start, "end": end}


def _written(second: int, place: Slot) -> str:
    """Without an offset it is the reader's local time: so are times whose zone is not known."""
    text = iso(second) or ""
    return text[:10] if place.all_day else text if place.zoned else text.removesuffix("Z")


FEED: Final = Feed(
    name="fullcalendar.json",
    media_type="application/json",
    summary="FullCalendar: an array of event objects, for the window that it asks for with start and end.",
    render=render,
    words=CALENDAR_WORDS,
    narrow=windowed,
    drops=partial(drops, first_year=_FIRST_YEAR),
    alters=partial(alters, first_year=_FIRST_YEAR),
    omits=("lang", "figures", "media", "identifiers", "sources"),
)
