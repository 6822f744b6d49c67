"""Storage: selections for feeds and the page: events and all that belongs to them."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

import orjson

from service.domain.excerpts import named
from service.domain.export_words import EVERYTHING
from service.domain.graph_words import link_query
from service.domain.queries import Query
from service.domain.records import ACTOR, EVENT, KIND, RELATION, SOURCE, TIMELINE
from service.domain.selections import Record, Selection
from service.storage.asking import ask, gather
from service.storage.engine import among, fetch, reading
from service.storage.events import find_timeline, in_order, matching, sort_of, with_timeline
from service.storage.listing import Listing
from service.storage.lists import relation_conditions
from service.storage.moments import state
from service.storage.pages import Behind, Order, Row, behind
from service.storage.tables import TABLE_OF, Event, Reference, Relation
from service.storage.walks import around

BATCH: Final = 2000
"""Rows that a stream reads at once: each time the events are chosen anew."""
FEW: Final = 5_000
"""Events, and relations, that a stream keeps; more would cost memory."""
Texts = list[str]
Read = Callable[[str], Any]
"""What becomes of a document's text."""


def select(query: Query, *, limit: int, omits: Collection[str] = (), at_a_glance: bool = False) -> Selection:
    """At most `limit` events of a query with what belongs to them, as lists.

    The actors that only fields of events name which the reader `omits` are left out. To one that looks `at_a_glance`
    events have their fields up to `status`, relations theirs up to `confidence`, and no source is read, unless some
    were withdrawn.
    Queries: those of a list (events.search) and four, whatever the number of events; each level of `part_of` one more,
    and those of a walk each way.
    """
    with state(query):
        timeline = find_timeline(query)
        chosen = with_timeline(query, timeline)
        reached = around(query, limit=limit)
        among_reached = None if reached is None else Listing(chosen, sort_of(chosen), among=list(reached))
        found = (among_reached or in_order(chosen)).rows(None, limit + 1)
        shown = found[:limit]
        bodies, between = [row[0] for row in shown], _between(_ids(chosen, shown), query)
        if at_a_glance and not _some_withdrawn():
            events, relations = _decoded(_heads(bodies, "actors")), _decoded(_heads(between, "sources"))
            named = _named_at_a_glance(events, relations)
        else:
            events, relations = _decoded(bodies), _decoded(between)
            named = _named(events, relations, omits)
        beside = {name: _decoded(texts) for name, texts in _called(named).items()}
        cut = max(len(found), len(reached or ())) > limit
        made = Selection(events, relations, beside["actors"], beside["sources"], beside["kinds"], truncated=cut)
        return _titled(made, query, timeline)


def _titled(selection: Selection, query: Query, timeline: Record | None) -> Selection:
    """With the window that was asked for, and the timeline, whose title it takes."""
    selection = replace(selection, since=query["since"], until=query["until"])
    if timeline is None:
        return selection
    timelines = selection.timelines or [timeline]
    return replace(selection, title=timeline["title"], summary=timeline["summary"], timelines=timelines)


def _decoded(documents: Texts) -> list[Record]:
    records: list[Record] = orjson.loads(f"[{','.join(documents)}]")
    return records


def _heads(documents: Texts, field: str) -> Texts:
    """Documents without what stands from a field on; no text in them holds a quote that is not escaped."""
    key = f',"{field}":'
    return [f"{document[: document.index(key)]}}}" for document in documents]


def _some_withdrawn() -> bool:
    return bool(ask('SELECT 1 FROM "source" WHERE "retracted" = TRUE LIMIT 1'))


def _ids(chosen: list[Query], found: list[Row]) -> list[str]:
    """The ids of rows as lists have them: by date they end in it."""
    by_date = not sort_of(chosen).endswith("updated")
    return [row[-1] if by_date else orjson.loads(row[0])["id"] for row in found]


def _between(events: list[str], query: Query, most: int | None = None) -> Texts:
    """The documents of the relations among events which the query chooses, by id; with `most`, any so many."""
    ids = sorted(events)  # as the indexes are: a fifth of the time
    ends = among(Relation.cause, ids), among(Relation.response, ids)
    return _documents(RELATION, *ends, *relation_conditions(link_query(query)), most=most)


def _documents(record_type: str, *conditions: Any, most: int | None = None) -> Texts:
    """The documents of one type of which all of this holds, by id."""
    table = TABLE_OF[record_type]
    text, values = table.select(table.body).where(*conditions).limit(most).sql()
    return sorted(body for (body,) in gather((str,), text, *values))  # they begin with it; a database takes longer


def _named(events: list[Record], relations: list[Record], omits: Collection[str]) -> dict[str, set[str]]:
    """The ids of actors, sources and kinds that these records name."""
    cited = [entry for record in (*events, *relations) for entry in record["sources"]]
    figures = [figure for event in events for figure in event["figures"]]
    told = [] if "figures" in omits else figures
    acting = [] if "actors" in omits else [entry for event in events for entry in event["actors"]]
    named = {
        KIND: {event["kind"] for event in events},
        SOURCE: {entry["source"] for entry in (*cited, *figures)},
        ACTOR: {
            *(entry["actor"] for entry in acting),
            *(relation["asserted_by"] for relation in relations),
            *(entry["claimed_by"] for entry in (*cited, *told)),
            *(figure["subject"] for figure in told),
        },
    }
    return {record_type: ids - {None} for record_type, ids in named.items()}


def _named_at_a_glance(events: list[Record], relations: list[Record]) -> dict[str, set[str]]:
    """The same of what stands in their heads."""
    viewpoints = {relation["asserted_by"] for relation in relations} - {None}
    return {KIND: {event["kind"] for event in events}, SOURCE: set(), ACTOR: viewpoints}


def _called(ids: dict[str, set[str]]) -> dict[str, Texts]:
    """The documents of actors, with what they are part of, of sources and of kinds."""
    beside = {f"{name}s": _documents(name, among(TABLE_OF[name].id, ids[name])) for name in (SOURCE, KIND)}
    return beside | {"actors": _with_wholes(ids[ACTOR])}


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
        whole = bool(query.get(EVERYTHING.name))
        few = _few(chosen, query)
        parts = _many(chosen, read, whole=whole) if few is None else _of_few(*few, read, whole=whole)
        yield _titled(Selection(**parts), query, timeline)


def _few(chosen: list[Query], query: Query) -> tuple[Texts, Texts] | None:
    """The documents of the chosen events and of the relations among them; None where either are more than FEW."""
    found = in_order(chosen).rows(None, FEW + 1)
    relations = _between(_ids(chosen, found), query, FEW + 1) if len(found) <= FEW else []
    return None if max(len(found), len(relations)) > FEW else ([row[0] for row in found], relations)


def _of_few(events: Texts, relations: Texts, read: Read, *, whole: bool) -> dict[str, Any]:
    """A selection of these: nothing is chosen anew."""
    own = {"events": map(read, events), "relations": map(read, relations)}
    if whole:
        return own | _whole(read)
    behind_summaries = (event[event.index(',"kind":') :] for event in events)
    beside = _called(named(",".join((*behind_summaries, *relations))))
    return own | {name: map(read, texts) for name, texts in beside.items()}


def _many(chosen: list[Query], read: Read, *, whole: bool) -> dict[str, Any]:
    """A selection of however many, a page at a time."""
    events = matching(chosen)
    relations = Relation.select(Relation.id).where(Relation.cause.in_(events), Relation.response.in_(events))
    own = {"events": _rows(in_order(chosen).rows, read), "relations": _all_of(Relation, relations, read)}
    return own | (_whole(read) if whole else _referred(events, relations, read))


def _whole(read: Read) -> dict[str, Any]:
    """Every record that events and relations can refer to, and every timeline."""
    tables = {f"{name}s": TABLE_OF[name] for name in (ACTOR, SOURCE, KIND, TIMELINE)}
    return {name: _all(table.select(table.body, table.id), table, read) for name, table in tables.items()}


def _referred(events: Any, relations: Any, read: Read) -> dict[str, Any]:
    """What these refer to, and what its actors are part of."""
    ids = {name: _named_by(name, events, relations) for name in (ACTOR, SOURCE, KIND)}
    beside = {f"{name}s": _all_of(TABLE_OF[name], ids[name], read) for name in (SOURCE, KIND)}
    return beside | {"actors": map(read, _with_wholes({actor for (actor,) in fetch(ids[ACTOR])}))}


def _all_of(table: Any, ids: Any, read: Read) -> Iterator[Any]:
    return _all(table.select(table.body, table.id).where(table.id.in_(ids)), table, read)


def _all(query: Any, table: Any, read: Read) -> Iterator[Any]:
    """Every row of a query (the body, then the id), by id."""
    return _rows(behind(query, Order((table.id,), (str,))), read)


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


def _with_wholes(actors: Collection[str]) -> Texts:
    """The documents of actors and of what they are part of, by id: one query a level."""
    found: dict[str, str] = {}
    while actors:
        asked = 'SELECT "id", "part_of", "body" FROM "actor" WHERE "id" IN ?'
        level = gather((str, str, str), asked, list(actors))
        found |= {actor: body for actor, _, body in level}
        actors = {whole for _, whole, _ in level if whole} - found.keys()
    return [found[actor] for actor in sorted(found)]
