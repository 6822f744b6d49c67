"""Storage: events that move in time, held against the relations that they stand in."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from service.domain.errors import Fault, Invalid, Refused
from service.domain.records import Draft
from service.domain.relations import time_fault
from service.domain.spans import Span, span
from service.storage.asking import ask
from service.storage.engine import among, fetch
from service.storage.links import spans_of
from service.storage.tables import Relation


@dataclass(frozen=True, slots=True)
class Coming:
    """What the same transaction has yet to write: the state that events are judged on is the one after it."""

    relations: Collection[str] = ()
    """Relations that are replaced and judged after the events, even those that change nothing themselves."""
    spans: Mapping[str, Span] = field(default_factory=dict)
    """Where the stored events that move will be."""


NOTHING: Final = Coming()


def are_held() -> bool:
    """Whether there are relations in which an event could stand."""
    return bool(ask('SELECT "num" FROM "relation" LIMIT 1'))


def moved(dates: Mapping[str, tuple[str, str]]) -> dict[str, Span]:
    """The new spans of the stored events among these that move: `dates` are their start and end to be ('': none)."""
    stored = ask('SELECT "id", "starts", "ends" FROM "event" WHERE "id" IN ?', list(dates))
    old = {record_id: texts for record_id, *texts in stored if tuple(texts) != dates[record_id]}
    new = {record_id: _span(*dates[record_id]) for record_id in old}
    return {record_id: new[record_id] for record_id, texts in old.items() if _span(*texts) != new[record_id]}


def _span(starts: str, ends: str) -> Span:
    return span(starts, ends or None)


def judge_moved(drafts: Sequence[Draft], coming: Coming) -> dict[str, Refused]:
    """The events whose new dates make a stored relation impossible, each with the relations."""
    refused: dict[str, Refused] = {}
    while drafts:
        fresh = _judge([draft for draft in drafts if draft.id not in refused], coming)
        if not fresh:
            break
        refused |= fresh
    return refused


def _judge(drafts: Sequence[Draft], coming: Coming) -> dict[str, Refused]:
    new = moved({draft.id: (draft.columns["starts"], draft.columns["ends"]) for draft in drafts})
    touching = [row for row in _touching(new) if row[0] not in coming.relations] if new else []
    if not touching:
        return {}
    spans = spans_of({end for _, _, *ends in touching for end in ends}) | {**coming.spans, **new}
    faults: dict[str, list[Fault]] = {}
    for relation_id, relation_type, cause, response in touching:
        fault = time_fault(relation_type, cause=spans[cause], response=spans[response], pointer="/start")
        if fault:
            for record_id in new.keys() & {cause, response}:
                faults.setdefault(record_id, []).append(Fault(f"relation {relation_id}: {fault.detail}", "/start"))
    return {record_id: Invalid(found[0].detail, found) for record_id, found in faults.items()}


def _touching(events: Collection[str]) -> Iterable[tuple[Any, ...]]:
    query = Relation.select(Relation.id, Relation.type, Relation.cause, Relation.response)
    found: dict[str, tuple[Any, ...]] = {}
    for end in (Relation.cause, Relation.response):
        found |= {row[0]: row for row in fetch(query.where(among(end, events)))}
    return found.values()
