"""Storage: relations and dates that bear on each other."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from peewee import chunked

from service.domain.findings import sentences
from service.domain.findings.finding import Finding, Key, by_id
from service.domain.findings.narrowing import Rule, narrow
from service.domain.relations import TYPES
from service.domain.spans import Span, Verdict, starts_no_earlier
from service.storage.engine import among, fetch, refuse_late, rows
from service.storage.scope import Batch, Scope, batch
from service.storage.spans import span_columns, span_from
from service.storage.tables import Event, Relation

BATCH: Final = 2_000
LOOKED_AT: Final = 20_000
"""Relations that one page looks at; what it leaves is the next page's."""
Cause: Final = Event.alias("cause_event")
_RULED: Final = {name: relation_type.after for name, relation_type in TYPES.items() if relation_type.after}


def possible_only(scope: Scope, after: Key, room: int) -> Batch:
    """Relations whose order in time their dates do not settle; the event words choose the responses.

    Looks at LOOKED_AT relations at most.
    """
    found: list[Finding] = []
    last, left = "", LOOKED_AT
    for last, kind, cause, response, *columns in islice(_ruled(scope, after[2], *scope.events), LOOKED_AT):
        left -= 1
        spans = span_from(*columns[:4]), span_from(*columns[4:])
        if starts_no_earlier(spans[1], spans[0], than=_RULED[kind]) is Verdict.POSSIBLE:
            found.append(sentences.possible_only(last, kind, (cause, response), spans))
        if len(found) > room:
            return batch(found, room)
    return Batch(found, None if left else by_id(last))


def narrowed(scope: Scope, after: Key, room: int) -> Batch:
    """Events whose start the relations narrow, taken all together, or those of the viewpoint asked for.

    Reads every relation with a time rule, since a bound may come from any distance.
    """
    chosen = Relation.select(Relation.id, Relation.type, Relation.cause, Relation.response)
    found = fetch(chosen.where(Relation.type.in_(list(_RULED)), *scope.relations()))
    rules = [Rule(relation, cause, response, _RULED[kind]) for relation, kind, cause, response in found]
    spans = _spans({event for rule in rules for event in (rule.cause, rule.response)})
    every = (one for one in narrow(spans, rules) if one.event > after[2] and scope.includes((one.event,)))
    return batch((sentences.narrowed(one, spans[one.event]) for one in every), room)


def _spans(events: set[str]) -> dict[str, Span]:
    spans: dict[str, Span] = {}
    for some in chunked(sorted(events), LOOKED_AT):
        refuse_late()
        query = Event.select(Event.id, *span_columns(Event)).where(among(Event.id, some))
        spans |= {event: span_from(*columns) for event, *columns in rows(query)}
    return spans


def _ruled(scope: Scope, after: str, *conditions: Any) -> Iterator[tuple[Any, ...]]:
    """Relations with a time rule behind the id `after`, in the order of ids, with the span columns of both ends."""
    query = (
        Relation.select(
            Relation.id, Relation.type, Relation.cause, Relation.response, *span_columns(Cause), *span_columns(Event)
        )
        .join(Event, on=(Event.id == Relation.response))
        .join(Cause, on=(Cause.id == Relation.cause))
        .where(Relation.type.in_(list(_RULED)), *scope.relations(), *conditions)
        .order_by(Relation.id)
        .limit(BATCH)
    )
    found = fetch(query.where(Relation.id > after))
    while found:
        yield from found
        refuse_late()
        found = fetch(query.where(Relation.id > found[-1][0])) if len(found) == BATCH else []
