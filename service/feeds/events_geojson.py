"""Feeds: events.geojson, a map (RFC 7946) whose features have a time (JSON-FG); longitude comes first."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import itemgetter
from typing import Any, Final

from service.domain.selections import Record, Selection
from service.domain.spans import span
from service.domain.wordlist import Word, truth
from service.feeds.feed import Feed
from service.feeds.fg_time import altered, fg_time
from service.feeds.json_text import json_text
from service.feeds.losses import Loss
from service.feeds.marks import is_fuzzy
from service.feeds.prose import related
from service.feeds.sentences import Names, names_in, when
from service.feeds.withdrawals import fallen

_CORE: Final = "http://www.opengis.net/spec/json-fg-1/1.0/conf/core"
_HALF_TURN: Final = 180.0

Point = tuple[float, float]
"""Longitude and latitude in degrees."""


def render(selection: Selection) -> Iterator[str]:
    """One FeatureCollection; `title`, `relations`, `unplaced` (ids without a point) and `truncated` are beside it."""
    names = names_in(selection)
    points = {event["id"]: point for event in selection.events if (point := _point(event))}
    lines = _lines(selection, points, names) if selection.options["lines"] else ()
    yield json_text(
        {
            "type": "FeatureCollection",
            "conformsTo": [_CORE],
            **({"bbox": _box(points.values())} if points else {}),
            "features": [
                *(_feature(event, _properties(event, names, selection.base_url)) for event in selection.events),
                *lines,
            ],
            "title": selection.title,
            "relations": [_relation(relation, names) for relation in selection.relations],
            "unplaced": [loss.event for loss in _drops(selection)],
            "truncated": selection.truncated,
        }
    )


def _drops(selection: Selection) -> Iterator[Loss]:
    for event in selection.events:
        if _point(event) is None:
            yield Loss(event["id"], "it has no coordinates: its feature has no geometry, and no map draws it")


def _alters(selection: Selection) -> Iterator[Loss]:
    for event in selection.events:
        change = altered(event)
        if change:
            yield Loss(event["id"], change[1], change[0])


def _point(event: Record) -> Point | None:
    place = event["place"] or {}
    return None if place.get("lat") is None else (place["lon"], place["lat"])


def _box(points: Iterable[Point]) -> list[float]:
    """West, south, east, north; west is greater than east where it is shorter to cross the antimeridian (§5.2)."""
    longitudes, latitudes = (sorted({point[axis] for point in points}) for axis in (0, 1))
    gaps = [(east - west, east, west) for west, east in pairwise(longitudes)]
    around = longitudes[0] + 2 * _HALF_TURN - longitudes[-1]
    _, west, east = max([(around, longitudes[0], longitudes[-1]), *gaps], key=itemgetter(0))
    return [west, latitudes[0], east, latitudes[-1]]


def _feature(event: Record, properties: dict[str, Any]) -> dict[str, Any]:
    point = _point(event)
    return {
        "type": "Feature",
        "id": event["id"],
        "geometry": point and {"type": "Point", "coordinates": list(point)},
        "place": None,
        "time": fg_time(event),
        "properties": properties,
    }


def _properties(event: Record, names: Names, base_url: str) -> dict[str, Any]:
    """Flat where it can be, for map styles and tables; `start` and `end` are EDTF, `when` says them in words."""
    place = event["place"] or {}
    return {
        "title": event["title"],
        "summary": event["summary"],
        "kind": event["kind"],
        "label": names.kinds.get(event["kind"], event["kind"]),
        "start": event["start"],
        "end": event["end"],
        "when": when(event),
        "date_text": event["date_text"],
        "fuzzy": is_fuzzy(span(event["start"], event["end"])),
        "status": event["status"],
        "retracted": fallen(event, names.withdrawn),
        **{name: place.get(field) for name, field in (("where", "name"), ("country", "country"))},
        "precision": place.get("precision"),
        "actors": list(dict.fromkeys(names.actors.get(entry["actor"], entry["actor"]) for entry in event["actors"])),
        "tags": event["tags"],
        **({"url": f"{base_url}/events/{event['id']}"} if base_url else {}),
    }


def _relation(relation: Record, names: Names) -> dict[str, Any]:
    kept = {name: relation[name] for name in ("id", "type", "family", "cause", "response", "asserted_by", "confidence")}
    return kept | {"title": related(relation, names.events, names.actors, names.withdrawn)}


def _lines(selection: Selection, points: dict[str, Point], names: Names) -> Iterator[dict[str, Any]]:
    """A line from cause to response, where both have a point and it is not the same."""
    for relation in selection.relations:
        cause, response = points.get(relation["cause"]), points.get(relation["response"])
        if cause and response and cause != response:
            line = {"type": "Feature", "id": relation["id"], "geometry": _line(cause, response)}
            yield line | {"place": None, "time": None, "properties": _relation(relation, names)}


def _line(cause: Point, response: Point) -> dict[str, Any]:
    """The shorter way round, cut at the antimeridian (§3.1.9)."""
    (west, _), (east, _) = cause, response
    if abs(east - west) <= _HALF_TURN:
        return {"type": "LineString", "coordinates": [list(cause), list(response)]}
    edge = _HALF_TURN if west > 0 else -_HALF_TURN
    share = (edge - west) / (east + 2 * edge - west)
    latitude = cause[1] + share * (response[1] - cause[1])
    halves = [[list(cause), [edge, latitude]], [[-edge, latitude], list(response)]]
    return {"type": "MultiLineString", "coordinates": halves}


FEED: Final = Feed(
    name="events.geojson",
    media_type="application/geo+json",
    summary="GeoJSON with JSON-FG's time: a feature for each event, and the relations between them.",
    render=render,
    words=(Word("lines", "Whether relations are lines on the map, too.", default=False, **truth()),),
    drops=_drops,
    alters=_alters,
    omits=("lang", "figures", "media", "identifiers", "sources"),
)
