"""Storage: selections for feeds and the page: events and all that belongs to them."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import orjson
from peewee import ModelSelect

from service.domain.queries import Query
from service.domain.records import ACTOR, EVENT, KIND, RELATION, SOURCE
from service.domain.selections import Record, Selection
from service.storage.engine import among, snapshot
from service.storage.events import matching, ordered, resolve
from service.storage.pages import Order
from service.storage.tables import TABLE_OF, Event, Reference, Relation

BATCH: Final = 500


def select(query: Query, *, limit: int) -> Selection:
    """At most `limit` events of a query with what belongs to them, as lists: five queries (timeline and q: one more each)."""
    with snapshot():
        chosen = resolve(query)
        selection, order = ordered(chosen, query["sort"] or chosen[-1]["sort"] or "date")
        rows = [body for body, *_ in order.apply(selection).limit(limit + 1).tuples()]
        events = list(map(orjson.loads, rows[:limit]))
        ids = [event["id"] for event in events]
        between = Relation.select(Relation.body).where(among(Relation.cause, ids), among(Relation.response, ids))
        relations = _decoded(between.order_by(Relation.id))
        named = _named(events, relations)
        return Selection(
            events, relations, *(_by_id(name, named[name]) for name in (ACTOR, SOURCE, KIND)),
            since=query["since"], until=query["until"], truncated=len(rows) > limit,
        )


def _decoded(query: ModelSelect) -> list[Record]:
    return [orjson.loads(body) for (body,) in query.tuples()]


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


@contextmanager
def stream(query: Query) -> Iterator[Selection]:
    """Every event of a query with what belongs to them, as iterators over one snapshot that lasts as long as the block."""
    with snapshot(unhurried=True):
        chosen = resolve(query)
        selection, order = ordered(chosen, query["sort"] or chosen[-1]["sort"] or "date")
        inside = matching(query)
        by_id = Order((Relation.id,), (str,))
        between = Relation.select(Relation.body, Relation.id).where(Relation.cause.in_(inside), Relation.response.in_(inside))
        yield Selection(
            _all(selection, order), _all(between, by_id), *(_all_named(name, inside) for name in (ACTOR, SOURCE, KIND)),
            since=query["since"], until=query["until"],
        )


def _all(query: ModelSelect, order: Order) -> Iterator[Record]:
    """Every row, a keyset page at a time, so that memory does not grow with their number."""
    rows: list[Any] = list(order.apply(query).limit(BATCH).tuples())
    while rows:
        yield from (orjson.loads(row[0]) for row in rows)
        rows = list(order.apply(query.where(order.beyond(rows[-1][1:]))).limit(BATCH).tuples())


def _all_named(record_type: str, inside: ModelSelect) -> Iterator[Record]:
    """Records of a type that the selected events, or the relations between them, name."""
    table = TABLE_OF[record_type]
    between = Relation.select(Relation.id).where(Relation.cause.in_(inside), Relation.response.in_(inside))
    by_event = (Reference.type == EVENT) & Reference.id.in_(inside)
    by_relation = (Reference.type == RELATION) & Reference.id.in_(between)
    named = Reference.select(Reference.target_id).where(Reference.target_type == record_type, by_event | by_relation)
    return _all(table.select(table.body, table.id).where(table.id.in_(named)), Order((table.id,), (str,)))
