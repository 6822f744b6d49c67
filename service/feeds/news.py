"""Feeds: what a feed reader is told of the events that changed last."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import NAMESPACE_OID, uuid5

from service.domain.queries import Query
from service.domain.selections import Record, Selection
from service.feeds.told import Told, plain

NEVER: Final = "1970-01-01T00:00:00.000000Z"
"""When a feed without an event changed last."""


@dataclass(frozen=True, slots=True)
class News:
    """An event as an entry of a feed."""

    id: str
    """A URN that the event keeps through all its versions, and no event of another chronicle has."""
    title: str
    text: str
    url: str
    api_url: str
    labels: dict[str, str]
    """What it is filed under: its kind, its tags, `retracted`; names by terms."""
    links: list[tuple[str, str]]
    """Names and addresses of its sources."""
    event: Record


def newest_first(query: Query) -> Query:
    """The order of a list of changes, unless another one is asked for."""
    return {**query, "sort": query["sort"] or "-updated"}


def news(selection: Selection) -> Iterator[News]:
    """An entry for each event, in the order of the list."""
    told = Told(selection)
    for event in selection.events:
        terms = {event["kind"]: told.kind(event)} | {word: word for word in (*event["tags"], *told.retracted(event))}
        yield News(
            id=urn(event["id"], event["created_at"]),
            title=" ".join(plain(event["title"]).split()),
            text=f"{told.description(event)}\nVersion {event['version']}",
            url=f"{selection.base_url}/events/{event['id']}",
            api_url=f"{selection.base_url}/v1/events/{event['id']}",
            labels=terms,
            links=told.links(event),
            event=event,
        )


def urn(*parts: str) -> str:
    """A name for good (RFC 9562, version 5): the same parts have the same."""
    return uuid5(NAMESPACE_OID, " ".join(parts)).urn


def feed_id(selection: Selection) -> str:
    """The feed's own address, or a name for one that was not asked for over HTTP."""
    return selection.address or urn("causeline", selection.title)


def updated(selection: Selection) -> str:
    """When the newest of the events changed."""
    return max((event["updated_at"] for event in selection.events), default=NEVER)
