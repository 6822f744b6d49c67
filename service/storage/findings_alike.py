"""Storage: events that may be one."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, Final

import orjson
from peewee import Tuple, chunked

from service.domain.findings import sentences
from service.domain.findings.duplicates import NEAR, Likeness, Sight, likenesses
from service.domain.findings.finding import Finding, Key
from service.domain.relations import encode_pair
from service.domain.words import words
from service.storage.engine import among, fetch, refuse_late
from service.storage.scope import Batch, Scope, batch
from service.storage.tables import OPEN, Event, Relation

BATCH: Final = 1_000
LOOKED_AT: Final = 20_000
"""Events that one page looks at; what it leaves is the next page's."""
_ORDER: Final = (Event.first, Event.last, Event.id)
Row = tuple[Any, ...]
_BEHIND_ALL: Final = "~"
"""Sorts behind every id."""


def duplicate(scope: Scope, after: Key, room: int) -> Batch:
    """Pairs of the chosen events that may be one and that no relation tells apart or joins already.

    In the order of dates of the later event. Looks at LOOKED_AT events at most, and at NEAR before them.
    """
    *place, last_seen = after if after[2] else (-OPEN, -OPEN, "", "")
    ahead = fetch(_chosen(scope).where(Tuple(*_ORDER) > Tuple(*place)).order_by(*_ORDER).limit(LOOKED_AT))
    sights = map(_sight, chain(_before(scope, place), ahead))
    fresh = (pair for pair in likenesses(sights) if (pair.second.place, pair.first.event) > (tuple(place), last_seen))
    found: list[Finding] = []
    for pairs in chunked(fresh, BATCH):
        found += _unrelated(pairs)
        refuse_late()
        if len(found) > room:
            return batch(found, room)
    return Batch(found, (*ahead[-1][:3], _BEHIND_ALL) if len(ahead) == LOOKED_AT else None)


def _chosen(scope: Scope) -> Any:
    query = Event.select(*_ORDER, Event.earliest, Event.latest, Event.body)
    return query.where(*scope.events) if scope.events else query


def _before(scope: Scope, place: Sequence[Any]) -> list[Row]:
    """The event at a place and NEAR before it: what those behind it are compared with."""
    if not place[2]:
        return []
    descending = (column.desc() for column in _ORDER)
    near = _chosen(scope).where(Tuple(*_ORDER) <= Tuple(*place)).order_by(*descending).limit(NEAR + 1)
    return fetch(near)[::-1]


def _sight(row: Row) -> Sight:
    event: dict[str, Any] = orjson.loads(row[5])
    actors = frozenset(entry["actor"] for entry in event["actors"])
    return Sight(row[:3], event["kind"], row[3], row[4], actors, frozenset(words(event["title"])))


def _unrelated(pairs: list[Likeness]) -> Iterator[Finding]:
    """Those of the pairs that no relation links, either way round: one query."""
    either = [encode_pair(*ends) for pair in pairs for ends in _both_ways(pair)]
    related = {pair for (pair,) in fetch(Relation.select(Relation.pair).where(among(Relation.pair, either)))}
    for pair in pairs:
        if related.isdisjoint(encode_pair(*ends) for ends in _both_ways(pair)):
            yield sentences.duplicate(pair)


def _both_ways(pair: Likeness) -> tuple[tuple[str, str], tuple[str, str]]:
    return (pair.first.event, pair.second.event), (pair.second.event, pair.first.event)
