"""Storage: selections for feeds and the page: events and all that belongs to them."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

import orjson

from service.domain.export_words import EVERYTHING
from service.domain.graph_words import link_query
from service.domain.queries import Query
from service.domain.records import ACTOR, EVENT, KIND, RELATION, SOURCE, TIMELINE
from service.domain.selections import Record, Selection
from service.storage.engine import among, fetch, reading
from service.storage.events import find_timeline, in_order, matching, sort_of, with_timeline
from service.storage.listing import Listing
from service.storage.lists import relation_conditions
from service.storage.moments import state
from service.storage.pages import Behind, Order, behind
from service.storage.tables import TABLE_OF, Actor, Event, Reference, Relation
from service.storage.walks import around

BATCH: Final = 2000
"""Rows that a stream reads at once: each time the events are chosen anew."""
FEW: Final = 5_000
"""Events that a stream keeps; more would cost memory."""
Read = Callable[[str], Any]
"""What becomes of a document's text."""


def select(query: Query, *, limit: int) -> Selection:
    """At most `limit` events of a query with what belongs to them, as lists.

    Queries: those of a list (events.search) and four, whatever the number of events; each level of `part_of` one more,
    and those of a walk each way.
    """
    with state(query):
        timeline = find_timeline(query)
        chosen = with_timeline(query, timeline)
        reached = around(query, limit=limit)
        among_reached = None if reached is None else Listing(chosen, sort_of(chosen), among=list(reached))
        found = (among_reached or in_order(chosen)).rows(None, limit + 1)
        events = [orjson.loads(body) for body, *_ in found[:limit]]
        ids = [event["id"] for event in events]
        between = (among(Relation.cause, ids), among(Relation.response, ids), *relation_conditions(link_query(query)))
        relations = _decoded(Relation.select(Relation.body).where(*between).order_by(Relation.id))
        named = _named(events, relations)
        actors, sources, kinds = _with_wholes(named[ACTOR]), *(_by_id(name, named[name]) for name in (SOURCE, KIND))
        cut = max(len(found), len(reached or ())) > limit
        made = Selection(events, relations, actors, sources, kinds, truncated=cut)
        return _titled(made, query, timeline)


def _titled(selection: Selection, query: Query, timeline: Record | None) -> Selection:
    """With the window that was asked for, and the timeline, whose title it takes."""
    selection = replace(selection, since=query["since"], until=query["until"])
    if timeline is None:
        return selection
    timelines = selection.timelines or [timeline]
    return replace(selection, title=timeline["title"], summary=timeline["summary"], timelines=timelines)


def _decoded(query: Any) -> list[Record]:
    return [orjson.loads(body) for (body,) in fetch(query)]


def _by_id(record_type: str, ids: Collection[str]) -> list[Record]:
    table = TABLE_OF[record_type]
    return _decoded(table.select(table.body).where(among(table.id, ids)).order_by(table.id))


def _named(events: list[Record], relations: list[Record]) -> dict[str, set[str]]:
    """The ids of actors, sources and kinds that these records name."""
    cited = [entry for record in (*events, *relations) for entry in record["sources"]]
    figures = [figure for event in events for figure in event["figures"]]
    named = {
        KIND: {event["kind"] for event in events},
        SOURCE: {entry["source"] for entry in (*cited, *figures)},
        ACTOR: {
            *(entry["actor"] for event in events for entry in event["actors"]),
            *(relation["asserted_by"] for relation in relations),
            *(entry["claimed_by"] for entry in (*cited, *figures)),
            *(figure["subject"] for figure in figures),
        },
    }
    return {record_type: ids - {None} for record_type, ids in named.items()}


def is_empty() -> bool:
    """Whether there is no event yet."""
    with reading():
        return not Event.select().exists()


@contextmanager
def stream(query: Query, *, verbatim: bool = False) -> Iterator[Selection]:
    """Every event of a query with what belongs to them, as iterators over one snapshot: the block's.

    `verbatim` gives documents as they are stored, in the place of records.
    """
    read: Read = str if verbatim else orjson.loads
    with state(query, unhurried=True):
        timeline = find_timeline(query)
        chosen = with_timeline(query, timeline)
        find = in_order(chosen).rows
        events, few = _inside(chosen, find)
        between = Relation.select(Relation.id).where(_among(Relation.cause, events), _among(Relation.response, events))
        relations = between if few is None else [relation for (relation,) in fetch(between)]
        beside = _whole(read) if query.get(EVERYTHING.name) else _referred(events, relations, read)
        linked = Relation.select(Relation.body, Relation.id).where(_among(Relation.id, relations))
        told = _rows(find, read) if few is None else map(read, few)
        yield _titled(Selection(told, _all(linked, Order((Relation.id,), (str,)), read), **beside), query, timeline)


Ids = list[str] | Any
"""Ids, or the query that selects them."""


def _inside(chosen: list[Query], find: Behind) -> tuple[Ids, list[str] | None]:
    """The chosen events; a few by their ids, with their documents, not chosen anew for each part of a selection."""
    found = find(None, FEW + 1)
    if len(found) > FEW:
        return matching(chosen), None
    bodies = [body for body, *_ in found]
    by_date = not sort_of(chosen).endswith("updated")
    return [row[-1] if by_date else orjson.loads(row[0])["id"] for row in found], bodies


def _among(column: Any, ids: Ids) -> Any:
    return among(column, ids) if isinstance(ids, list) else column.in_(ids)


def _whole(read: Read) -> dict[str, Any]:
    """Every record that events and relations can refer to, and every timeline."""
    tables = {f"{name}s": TABLE_OF[name] for name in (ACTOR, SOURCE, KIND, TIMELINE)}
    return {
        name: _all(table.select(table.body, table.id), Order((table.id,), (str,)), read)
        for name, table in tables.items()
    }


def _referred(events: Ids, relations: Ids, read: Read) -> dict[str, Any]:
    """What these refer to, and what its actors are part of. Of a few, the reference table is asked by who refers."""
    if isinstance(events, list):
        targets = _targets(EVENT, events) + _targets(RELATION, relations)
        named = {name: [target for of, target in targets if of == name] for name in (ACTOR, SOURCE, KIND)}
    else:
        named = {name: _named_by(name, events, relations) for name in (ACTOR, SOURCE, KIND)}
        named[ACTOR] = [actor for (actor,) in fetch(named[ACTOR])]
    beside = {f"{name}s": _all_of(TABLE_OF[name], named[name], read) for name in (SOURCE, KIND)}
    return beside | {"actors": _with_wholes(set(named[ACTOR]), read)}


def _targets(record_type: str, ids: list[str]) -> list[tuple[str, str]]:
    """Types and ids of what these records refer to."""
    target = Reference.select(Reference.target_type, Reference.target_id).distinct()
    return fetch(target.where(Reference.type == record_type, among(Reference.id, ids)))


def _all(query: Any, order: Order, read: Read) -> Iterator[Any]:
    """Every row of a query (the body, then the order's columns)."""
    return _rows(behind(query, order), read)


def _rows(find: Behind, read: Read) -> Iterator[Any]:
    """Every row, a keyset page at a time, so that memory does not grow with their number."""
    found = find(None, BATCH)
    while found:
        yield from (read(body) for body, *_ in found)
        if len(found) < BATCH:
            return
        found = find(found[-1][1:], BATCH)


def _named_by(record_type: str, events: Any, relations: Any) -> Any:
    """The ids of the records of one type to which these refer."""
    of_events = (Reference.type == EVENT) & Reference.id.in_(events)
    of_relations = (Reference.type == RELATION) & Reference.id.in_(relations)
    targets = Reference.select(Reference.target_id).distinct()
    return targets.where(Reference.target_type == record_type, of_events | of_relations)


def _all_of(table: Any, ids: Ids, read: Read) -> Iterator[Any]:
    return _all(table.select(table.body, table.id).where(_among(table.id, ids)), Order((table.id,), (str,)), read)


def _with_wholes(actors: set[str], read: Read = orjson.loads) -> list[Any]:
    """Actors with what they are part of, by id: one query a level."""
    found: dict[str, str] = {}
    while actors:
        level = fetch(Actor.select(Actor.id, Actor.part_of, Actor.body).where(among(Actor.id, actors)))
        found |= {actor: body for actor, _, body in level}
        actors = {whole for _, whole, _ in level if whole} - found.keys()
    return [read(found[actor]) for actor in sorted(found)]
