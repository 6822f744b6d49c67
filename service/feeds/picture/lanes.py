"""Feeds: which lane an event stands in, and in which order lanes and events stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from service.domain.selections import Record
from service.feeds.picture.extents import Extent

LANES: Final = ("kind", "actor", "place")
_DOERS: Final = ("initiator", "speaker", "participant")
_NOWHERE: Final = {"kind": "Other", "actor": "Nobody named", "place": "No place given"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its extent in time, and whether every source of it was withdrawn."""

    event: Record
    extent: Extent
    fallen: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: what is written beside it, and its events."""

    name: str
    entries: tuple[Entry, ...]


def in_order(entries: Iterable[Entry], rank: Mapping[str, int]) -> list[Entry]:
    """By their first bounds, what was always there before all.

    Where dates do not tell, a cause (of lower rank) goes before its response.
    """

    def place(entry: Entry) -> tuple[float, int]:
        extent = entry.extent
        lasting = extent.start.earliest is None and extent.start != extent.end
        return float("-inf") if lasting else min(extent.moments, default=0), rank.get(entry.event["id"], 0)

    return sorted(entries, key=place)


def lanes(by: str, entries: Iterable[Entry], names: Mapping[str, str]) -> list[Lane]:
    """Lanes in the order of their first entries, the lane without a name last. `names` are those of kinds or actors."""
    grouped: dict[str, list[Entry]] = {}
    for entry in entries:
        grouped.setdefault(lane_of(entry.event, by), []).append(entry)
    nameless = grouped.pop("", None)
    found = [Lane(names.get(key, key), tuple(inside)) for key, inside in grouped.items()]
    return [*found, Lane(_NOWHERE[by], tuple(nameless))] if nameless else found


def lane_of(event: Record, by: str) -> str:
    """The id (of a kind, of an actor) or the place's name; '' where the event gives none."""
    if by == "kind":
        return str(event["kind"])
    if by == "place":
        place = event["place"] or {}
        return str(place.get("name") or place.get("country") or "")
    return next((entry["actor"] for role in _DOERS for entry in event["actors"] if entry["role"] == role), "")
