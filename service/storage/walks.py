"""Storage: walks from an event to what led to it, or to what it led to."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from service.domain.chains import Link, LinksOf, Walk, walk
from service.domain.errors import NotFound, invalid
from service.domain.graph_words import WAYS, link_query
from service.domain.queries import Query
from service.domain.records import EVENT
from service.storage.choice import chosen_links
from service.storage.engine import among, fetch
from service.storage.moments import state
from service.storage.tables import Event, Relation


@dataclass(frozen=True, slots=True)
class Walked:
    """A finished walk: documents of events by depth, date and id, and of the relations between them."""

    root: str
    events: list[str]
    relations: list[str]
    depths: dict[str, int]
    truncated: bool


def causes(root: str, query: Query) -> Walked:
    """What led to an event. Raises NotFound. One query a level, one for the documents."""
    return _walk(root, query, forward=False)


def responses(root: str, query: Query) -> Walked:
    """What an event led to. Raises NotFound. One query a level, one for the documents."""
    return _walk(root, query, forward=True)


def around(query: Query, *, limit: int) -> set[str] | None:
    """The event that a graph is asked for `around`, and what walks from it reach: at most `limit` more each way.

    None where the query asks for no walk. Raises Invalid where there is no such event. One query a level and way.
    """
    root = query.get("around")
    if root is None:
        return None
    if not Event.select().where(Event.id == root).exists():
        raise invalid(f"there is no {EVENT} {root!r}", parameter="around")
    links = [_links_of(link_query(query), forward=forward) for forward in WAYS[query["way"]]]
    return {event for links_of in links for event in walk(root, links_of, depth=query["depth"], limit=limit).depths}


def _walk(root: str, query: Query, *, forward: bool) -> Walked:
    with state(query):
        found = walk(root, _links_of(query, forward=forward), depth=query["depth"], limit=query["limit"])
        reached = Event.select(Event.id, Event.first, Event.last, Event.body).where(among(Event.id, found.depths))
        documents = {record_id: (place, body) for record_id, *place, body in fetch(reached)}
    if root not in documents:
        raise NotFound(f"there is no {EVENT} {root!r}")
    depths = dict(sorted(found.depths.items(), key=lambda item: (item[1], documents[item[0]][0], item[0])))
    return Walked(root, [documents[event][1] for event in depths], _bodies(found), depths, found.truncated)


def _bodies(found: Walk) -> list[str]:
    return [link.body for link in sorted(found.links, key=lambda link: link.relation)]


def _links_of(query: Query, *, forward: bool) -> LinksOf:
    rows_of = chosen_links(query, _dated, forward=forward)

    def links_of(events: Collection[str]) -> Iterator[Link]:
        for relation, near, far, first, last, body in rows_of(events):
            yield Link(relation, near, far, (first, last), body)

    return links_of


def _dated(near: Any, far: Any) -> Any:
    columns = (Relation.id, near, far, Event.first, Event.last, Relation.body)
    return Relation.select(*columns).join(Event, on=(Event.id == far))
