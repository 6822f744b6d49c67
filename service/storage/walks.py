"""Storage: walks from an event to what led to it, or to what it led to."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from service.domain.chains import Link, Walk, walk
from service.domain.errors import NotFound, invalid
from service.domain.graph_words import WAYS, link_query
from service.domain.queries import Query
from service.domain.records import EVENT
from service.storage.asking import gather
from service.storage.choice import Row, links_ahead
from service.storage.moments import state
from service.storage.tables import Event


@dataclass(frozen=True, slots=True)
class Walked:
    """A finished walk: documents of events by depth, date and id, and of the relations between them."""

    root: str
    events: list[str]
    relations: list[str]
    depths: dict[str, int]
    truncated: bool


def causes(root: str, query: Query) -> Walked:
    """What led to an event. Raises NotFound. One query for LEVELS levels (choice.py), one for the documents."""
    return _walk(root, query, forward=False)


def responses(root: str, query: Query) -> Walked:
    """What an event led to. Raises NotFound. One query for LEVELS levels (choice.py), one for the documents."""
    return _walk(root, query, forward=True)


def around(query: Query, *, limit: int) -> set[str] | None:
    """The event that a graph is asked for `around`, and what walks from it reach: at most `limit` more each way.

    None where the query asks for no walk. Raises Invalid where there is no such event. Queries as a walk has.
    """
    root = query.get("around")
    if root is None:
        return None
    if not Event.select().where(Event.id == root).exists():
        raise invalid(f"there is no {EVENT} {root!r}", parameter="around")
    chosen, depth = link_query(query), query["depth"]
    walks = (_walked(root, chosen, forward=forward, depth=depth, limit=limit) for forward in WAYS[query["way"]])
    return {event for found in walks for event in found.depths}


def _walk(root: str, query: Query, *, forward: bool) -> Walked:
    with state(query):
        found = _walked(root, query, forward=forward, depth=query["depth"], limit=query["limit"])
        documents = _documents(found.depths)
    if root not in documents:
        raise NotFound(f"there is no {EVENT} {root!r}")
    bodies = [documents[event] for event in found.depths]
    return Walked(root, bodies, _bodies(found), found.depths, found.truncated)


def _bodies(found: Walk) -> list[str]:
    return [link.body for link in sorted(found.links, key=attrgetter("relation"))]


def _documents(events: Iterable[str]) -> dict[str, str]:
    return dict(gather((str, str), 'SELECT "id", "body" FROM "event" WHERE "id" IN ?', list(events)))


def _walked(root: str, query: Query, *, forward: bool, depth: int | None, limit: int) -> Walk:
    """Levels whose links are told by the query for an earlier one ask for nothing."""
    ahead = links_ahead(query, forward=forward, depth=depth, limit=limit)
    known: dict[str, list[Link]] = {}

    def links_of(events: Collection[str]) -> Iterator[Link]:
        new = [event for event in events if event not in known]
        known.update(_links(new, ahead(new)) if new else ())
        return chain.from_iterable(known[event] for event in events)

    return walk(root, links_of, depth=depth, limit=limit)


def _links(asked: Collection[str], rows: Iterable[Row]) -> dict[str, list[Link]]:
    """By the events that they leave, of which some are beyond those that were asked about."""
    links: dict[str, list[Link]] = {event: [] for event in asked}
    for near, relation, far, first, last, body in rows:
        leaving = links.setdefault(near, [])
        if relation:
            leaving.append(Link(relation, near, far, (first, last), body))
    return links
