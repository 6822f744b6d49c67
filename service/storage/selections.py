"""Storage: selections for feeds and the page: events and all that belongs to them."""

from collections.abc import Collection, Iterable, Iterator
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
from service.storage.events import find_timeline, matching, ordered, with_timeline
from service.storage.lists import relation_conditions
from service.storage.moments import state
from service.storage.pages import Order
from service.storage.tables import TABLE_OF, Event, Reference, Relation
from service.storage.walks import around

BATCH: Final = 500


def select(query: Query, *, limit: int) -> Selection:
    """At most `limit` events of a query with what belongs to them, as lists.

    Six queries, whatever the number of events; `q`, `timeline`, each level of `part_of` and of a walk one more.
    """
    with state(query):
        timeline = find_timeline(query)
        selection, order = ordered(with_timeline(query, timeline))
        reached = around(query, limit=limit)
        chosen = selection if reached is None else selection.where(among(Event.id, reached))
        found = fetch(order.apply(chosen).limit(limit + 1))
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


def _named(events: Iterable[Record], relations: Iterable[Record]) -> dict[str, set[str]]:
    """The ids of actors, sources and kinds that these records name."""
    named: dict[str, set[str | None]] = {ACTOR: set(), SOURCE: set(), KIND: set()}
    for record in (*events, *relations):
        named[KIND].add(record.get("kind"))
        named[ACTOR] |= {record.get("asserted_by"), *(entry["actor"] for entry in record.get("actors", ()))}
        for entry in record["sources"]:
            named[SOURCE].add(entry["source"])
            named[ACTOR].add(entry["claimed_by"])
        for figure in record.get("figures", ()):
            named[SOURCE].add(figure["source"])
            named[ACTOR] |= {figure["subject"], figure["claimed_by"]}
    return {record_type: {record_id for record_id in ids if record_id} for record_type, ids in named.items()}


def is_empty() -> bool:
    """Whether there is no event yet."""
    with reading():
        return not Event.select().exists()


@contextmanager
def stream(query: Query) -> Iterator[Selection]:
    """Every event of a query with what belongs to them, as iterators over one snapshot: the block's."""
    with state(query, unhurried=True):
        timeline = find_timeline(query)
        chosen = with_timeline(query, timeline)
        inside = matching(chosen)
        between = Relation.select(Relation.id).where(Relation.cause.in_(inside), Relation.response.in_(inside))
        named = (Reference.type == EVENT) & Reference.id.in_(inside) | (Reference.type == RELATION) & Reference.id.in_(
            between
        )
        beside = _whole() if query.get(EVERYTHING.name) else _referred(named)
        relations = Relation.select(Relation.body, Relation.id).where(Relation.id.in_(between))
        made = Selection(_all(*ordered(chosen)), _all(relations, Order((Relation.id,), (str,))), **beside)
        yield _titled(made, query, timeline)


def _whole() -> dict[str, Any]:
    """Every record that events and relations can refer to, and every timeline."""
    tables = {f"{name}s": TABLE_OF[name] for name in (ACTOR, SOURCE, KIND, TIMELINE)}
    return {
        name: _all(table.select(table.body, table.id), Order((table.id,), (str,))) for name, table in tables.items()
    }


def _referred(named: Any) -> dict[str, Any]:
    """What these references name, and what its actors are part of."""
    return {
        "actors": iter(_with_wholes({actor for (actor,) in fetch(_targets(ACTOR, named))})),
        "sources": _all_named(SOURCE, named),
        "kinds": _all_named(KIND, named),
    }


def _all(query: Any, order: Order) -> Iterator[Record]:
    """Every row, a keyset page at a time, so that memory does not grow with their number."""
    found = fetch(order.apply(query).limit(BATCH))
    while found:
        yield from (orjson.loads(body) for body, *_ in found)
        found = fetch(order.apply(query.where(order.beyond(found[-1][1:]))).limit(BATCH))


def _targets(record_type: str, named: Any) -> Any:
    return Reference.select(Reference.target_id).distinct().where(Reference.target_type == record_type, named)


def _all_named(record_type: str, named: Any) -> Iterator[Record]:
    table = TABLE_OF[record_type]
    query = table.select(table.body, table.id).where(table.id.in_(_targets(record_type, named)))
    return _all(query, Order((table.id,), (str,)))


def _with_wholes(actors: set[str]) -> list[Record]:
    """Actors with what they are part of: one query a level."""
    found: dict[str, Record] = {}
    while actors:
        level = _by_id(ACTOR, actors)
        found |= {actor["id"]: actor for actor in level}
        actors = {actor["part_of"] for actor in level if actor["part_of"]} - found.keys()
    return [found[actor] for actor in sorted(found)]
