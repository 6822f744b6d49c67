"""Storage: chains between two events."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from service.domain.chains import Link, LinksOf
from service.domain.errors import Fault, Invalid
from service.domain.paths import Ends, Remembered, Shortest, shortest
from service.domain.queries import Query
from service.domain.strongest_path import Strongest, strongest
from service.storage.choice import chosen_links
from service.storage.engine import among, fetch
from service.storage.moments import state
from service.storage.tables import Event, Relation


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest chains, the strongest, and the documents of all that they pass: events by date, relations by id."""

    shortest: Shortest
    strongest: Strongest | None
    events: list[str]
    relations: list[str]


def search(query: Query) -> Paths:
    """Chains from `from` to `to`. Raises Invalid where there is no such event.

    One query a level of each search that looks further than those before, and three more.
    """
    with state(query):
        _refuse_unknown(query)
        onward, backward = (Remembered(_links_of(query, forward=forward)) for forward in (True, False))
        ends = Ends(query["from"], query["to"], onward, backward, query["depth"])
        found = shortest(ends, limit=query["max"])
        best = strongest(ends, found.chains[0]) if found.chains else None
        chains = [*found.chains, *([best.chain] if best else [])]
        passed = {query["from"], query["to"], *(link.far for chain in chains for link in chain)}
        return Paths(found, best, _events(passed), _relations({link.relation for chain in chains for link in chain}))


def _refuse_unknown(query: Query) -> None:
    known = {event for (event,) in fetch(Event.select(Event.id).where(among(Event.id, {query["from"], query["to"]})))}
    missing = [word for word in ("from", "to") if query[word] not in known]
    faults = [Fault(f"there is no event {query[word]!r}", parameter=word) for word in missing]
    if faults:
        raise Invalid(faults[0].detail, faults)


def _links_of(query: Query, *, forward: bool) -> LinksOf:
    rows_of = chosen_links(query, _confident, (str, str, str, int), forward=forward)

    def links_of(events: Collection[str]) -> Iterator[Link]:
        for relation, near, far, confidence in rows_of(events):
            yield Link(relation, near, far, confidence=max(confidence, 0))

    return links_of


def _confident(near: Any, far: Any) -> Any:
    return Relation.select(Relation.id, near, far, Relation.confidence)


def _events(ids: Collection[str]) -> list[str]:
    query = Event.select(Event.body).where(among(Event.id, ids)).order_by(Event.first, Event.last, Event.id)
    return [body for (body,) in fetch(query)]


def _relations(ids: Collection[str]) -> list[str]:
    query = Relation.select(Relation.body).where(among(Relation.id, ids)).order_by(Relation.id)
    return [body for (body,) in fetch(query)] if ids else []
