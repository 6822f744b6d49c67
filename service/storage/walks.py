"""Storage: walks from an event to what led to it, or to what it led to."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from service.domain.chains import Link, Walk, walk
from service.domain.errors import NotFound
from service.domain.queries import Query
from service.domain.records import EVENT
from service.storage.engine import among, fetch, snapshot
from service.storage.lists import relation_conditions
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


def _walk(root: str, query: Query, *, forward: bool) -> Walked:
    with snapshot():
        found = walk(root, _Chosen(query, forward=forward), depth=query["depth"], limit=query["limit"])
        reached = Event.select(Event.id, Event.first, Event.last, Event.body).where(among(Event.id, found.depths))
        documents = {record_id: (place, body) for record_id, *place, body in fetch(reached)}
    if root not in documents:
        raise NotFound(f"there is no {EVENT} {root!r}")
    depths = dict(sorted(found.depths.items(), key=lambda item: (item[1], documents[item[0]][0], item[0])))
    return Walked(root, [documents[event][1] for event in depths], _bodies(found), depths, found.truncated)


def _bodies(found: Walk) -> list[str]:
    return [link.body for link in sorted(found.links, key=lambda link: link.relation)]


class _Chosen:
    """The links of some events, as the query's words choose them; `same_as` has no direction, so both are taken."""

    def __init__(self, query: Query, *, forward: bool) -> None:
        conditions = list(relation_conditions(dict(query) | {"family": query["family"] or _families(query)}))
        self.queries = [_links(conditions, forward=forward)]
        if "same_as" in (query["type"] or ()) or "structure" in (query["family"] or ()):
            self.queries.append(_links([*conditions, Relation.type == "same_as"], forward=not forward))

    def __call__(self, events: Collection[str]) -> Iterator[Link]:
        selections = [query.where(among(near, events)) for query, near in self.queries]
        for relation, near, far, first, last, body in fetch(_union(selections)):
            yield Link(relation, near, far, (first, last), body)


def _families(query: Query) -> tuple[str, ...]:
    """Causal, unless types say what is meant."""
    return () if query["type"] else ("causal",)


def _links(conditions: list[Any], *, forward: bool) -> tuple[Any, Any]:
    near, far = (Relation.cause, Relation.response) if forward else (Relation.response, Relation.cause)
    columns = (Relation.id, near, far, Event.first, Event.last, Relation.body)
    return Relation.select(*columns).join(Event, on=(Event.id == far)).where(*conditions), near


def _union(selections: list[Any]) -> Any:
    first, *others = selections
    for other in others:
        first = first.union_all(other)
    return first
