"""Storage: what a question about findings is asked of: the events, and the relations that count."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from peewee import fn

from service.domain.findings.finding import Finding, Key
from service.domain.queries import Query
from service.storage.engine import fetch
from service.storage.events import find_timeline, with_timeline
from service.storage.filters import event_conditions
from service.storage.lists import relation_conditions
from service.storage.tables import Event, Relation


@dataclass(frozen=True, slots=True)
class Batch:
    """Findings of one kind in their order, and behind which key there may be more (None: there are none)."""

    found: list[Finding]
    more: Key | None = None


def batch(found: Iterable[Finding], room: int) -> Batch:
    """The first ones of many."""
    taken = list(islice(found, room + 1))
    return Batch(taken[:room], taken[room - 1].key if len(taken) > room else None)


class Scope:
    """A query's events and viewpoint. Raises Invalid for an unknown timeline."""

    def __init__(self, query: Query) -> None:
        self.query = query
        chosen = with_timeline(query, find_timeline(query))
        self.events = [condition for each in chosen for condition in event_conditions(each)]
        """Conditions on the event table."""

    @cached_property
    def _ids(self) -> frozenset[str] | None:
        if not self.events:
            return None
        return frozenset(event for (event,) in fetch(Event.select(Event.id).where(*self.events)))

    def includes(self, events: Iterable[str]) -> bool:
        """Whether one of these is among the events: one query, however often it is asked."""
        return self._ids is None or not self._ids.isdisjoint(events)

    def relations(self, families: tuple[str, ...] = ()) -> Iterator[Any]:
        """Conditions on the relation table; `families` unless the query names others, or types."""
        named = self.query["family"] or (() if self.query["type"] else families)
        yield from relation_conditions({**self.query, "family": named})

    def linked(self, end: Any, families: tuple[str, ...]) -> Any:
        """That a relation which counts has the event at this end."""
        return fn.EXISTS(Relation.select(Relation.id).where(end == Event.id, *self.relations(families)))
