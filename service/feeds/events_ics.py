"""Feeds: events.ics, a calendar (RFC 5545) to subscribe to.

A response depends on its cause (RFC 9253). A program that does not know that type of relation reads it as a child of
its cause, which RFC 5545 asks of it: the direction stays right.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from icalendar import Calendar, Event, vCategory, vDate, vDatetime, vDuration, vInt, vText, vUnknown, vUri

from service import __version__
from service.domain.bounds import civil
from service.domain.selections import Record, Selection
from service.feeds.feed import Feed
from service.feeds.folding import folded
from service.feeds.losses import Loss, counted
from service.feeds.slots import Slot, alters, drops, slot
from service.feeds.told import Told, plain

_STATUSES: Final = {
    "confirmed": "CONFIRMED",
    "claimed": "TENTATIVE",
    "disputed": "TENTATIVE",
    "planned": "TENTATIVE",
    "hypothetical": "TENTATIVE",
    "refuted": "CANCELLED",
    "cancelled": "CANCELLED",
}
"""`reported` has none: a calendar's three words are about plans, and each would say more than is known."""
_RELATIONS: Final = {"causal": "DEPENDS-ON", "sequence": "DEPENDS-ON", "part_of": "PARENT"}
"""By family or by type; the others stand in the description alone."""
_HOURLY: Final = timedelta(hours=1)


def render(selection: Selection) -> Iterator[str]:
    """One VCALENDAR, an event at a time; lines end in CR LF and are folded at 75 octets."""
    opening, closing = _calendar(selection).to_ical().decode().split("END:VCALENDAR", 1)
    told = Told(selection)
    slots = [(event, place) for event in selection.events if (place := slot(event))]
    there = {event["id"] for event, _ in slots}
    yield opening
    for event, place in slots:
        yield folded(_event(event, place, told, there, selection.base_url).content_lines())
    yield f"END:VCALENDAR{closing}"


def _calendar(selection: Selection) -> Calendar:
    about = "\n\n".join(filter(None, (selection.summary, *_notes(selection))))
    calendar = Calendar()
    calendar |= {
        "VERSION": _text("2.0"),
        "PRODID": _text(f"-//Causeline//Causeline {__version__}//EN"),
        "NAME": _text(selection.title),
        "X-WR-CALNAME": _text(selection.title),
        **({"X-WR-CALDESC": _text(about)} if about else {}),
        "REFRESH-INTERVAL": vDuration(_HOURLY, {"VALUE": "DURATION"}),
        "X-PUBLISHED-TTL": vDuration(_HOURLY),
    }
    return calendar


def _notes(selection: Selection) -> Iterator[str]:
    left_out = counted(drops(selection))
    if left_out:
        yield f"Left out: {left_out}; the feed with explain=true says which and why."
    if selection.truncated:
        yield "There are more events than are shown here: more were selected than the limit lets through."


def _event(event: Record, place: Slot, told: Told, there: set[str], base_url: str) -> Event:
    """Its properties are ready values, as the package would make them of plain ones, in a third of the time."""
    made = Event()
    made |= _what(event, told) | _when(event, place) | _where(event["place"] or {}) | _links(event, told, base_url)
    made["RELATED-TO"] = [
        _text(_uid(relation["cause"]), RELTYPE=how)
        for relation in told.causes(event)
        if (how := _type(relation)) and relation["cause"] in there
    ]
    return made


def _what(event: Record, told: Told) -> dict[str, Any]:
    status = _STATUSES.get(event["status"])
    return {
        "UID": _text(_uid(event["id"])),
        "SUMMARY": _text(event["title"], **({"LANGUAGE": event["lang"]} if event["lang"] else {})),
        "DESCRIPTION": _text(told.description(event)),
        "CATEGORIES": vCategory([plain(word) for word in (told.kind(event), *event["tags"], *told.retracted(event))]),
        **({"STATUS": _text(status)} if status else {}),
    }


def _uid(event_id: str) -> str:
    """The same wherever the service is reached, so that a calendar imported again changes its events."""
    return f"{event_id}@causeline"


def _when(event: Record, place: Slot) -> dict[str, Any]:
    """It takes nobody's time; the version and its moment tell a calendar which of two is newer."""
    changed = vDatetime(datetime.fromisoformat(event["updated_at"]).replace(microsecond=0))
    return {
        "DTSTART": _moment(place.start, place),
        **({"DTEND": _moment(place.end, place)} if place.end > place.start else {}),
        "X-CAUSELINE-EDTF": _text("/".join(filter(None, (event["start"], event["end"])))),
        "DTSTAMP": changed,
        "LAST-MODIFIED": changed,
        "SEQUENCE": vInt(event["version"]),
        "TRANSP": _text("TRANSPARENT"),
    }


def _moment(second: int, place: Slot) -> vDate | vDatetime:
    """A day, a time in UTC, or a floating time, which is each reader's own: nobody knows its zone."""
    moment = datetime(*civil(second), tzinfo=UTC)
    if place.all_day:
        return vDate(moment.date(), {"VALUE": "DATE"})
    return vDatetime(moment if place.zoned else moment.replace(tzinfo=None))


def _where(place: Record) -> dict[str, Any]:
    name = ", ".join(filter(None, (place.get("name"), place.get("country"))))
    point = [place[side] for side in ("lat", "lon") if place.get(side) is not None]
    made: dict[str, Any] = {"LOCATION": _text(name)} if name else {}
    # vGeo would write a small number with an exponent, which no calendar reads.
    return made | ({"GEO": vUnknown(";".join(f"{side:.6f}" for side in point))} if point else {})


def _links(event: Record, told: Told, base_url: str) -> dict[str, Any]:
    """The event's page, its pictures, and its sources (RFC 9253's LINK)."""
    page = {"URL": vUri(f"{base_url}/events/{event['id']}")} if base_url else {}
    sources = [vUri(url, params=_parameters(name)) for name, url in told.links(event)]
    return page | {"ATTACH": [vUri(medium["url"]) for medium in event["media"]], "LINK": sources}


def _parameters(label: str) -> dict[str, str]:
    return {"LINKREL": "SOURCE", "LABEL": plain(label), "VALUE": "URI"}


def _text(text: str, **parameters: str) -> vText:
    return vText(plain(text), params=parameters)


def _type(relation: Record) -> str | None:
    return _RELATIONS.get(relation["type"]) or _RELATIONS.get(relation["family"])


def _alters(selection: Selection) -> Iterator[Loss]:
    yield from alters(selection)
    there = {event["id"] for event in selection.events if slot(event)}
    for relation in selection.relations:
        if relation["response"] in there and not (_type(relation) and relation["cause"] in there):
            reason = (
                "its cause is not in the calendar" if _type(relation) else "a calendar has no relation of this type"
            )
            yield Loss(relation["response"], f"{reason}: the description tells it", relation=relation["id"])


FEED: Final = Feed(
    name="events.ics",
    media_type="text/calendar",
    summary="iCalendar: events to subscribe to; a response depends on its cause.",
    render=render,
    drops=drops,
    alters=_alters,
    omits=("identifiers",),
)
