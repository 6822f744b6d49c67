"""Storage: events that lack something: a source, a cause, an outcome."""

from collections.abc import Iterator
from typing import Any, Final

import orjson
from peewee import Case, fn

from service.domain.findings import sentences
from service.domain.findings.finding import Key
from service.storage.engine import fetch
from service.storage.filters import has_term
from service.storage.scope import Batch, Scope, batch
from service.storage.tables import Event, Kind, Relation, Term

USUAL: Final = 0.5
"""The share of a kind's events with a cause from which on a cause is missed on the others."""
ENOUGH: Final = 4
"""A kind with fewer events teaches nothing."""
_NEVER_WAS: Final = ("planned", "hypothetical", "cancelled")
_HAS_NO_OUTCOME: Final = ("hypothetical", "cancelled", "refuted")


def no_source(scope: Scope, after: Key, room: int) -> Batch:
    """Events that cite no source: one query."""
    own = Term.alias()
    cited = fn.EXISTS(own.select(own.num).where(own.num == Event.num, own.word == "source"))
    query = _page(scope, after, room, Event.id).where(~cited)
    return batch((sentences.no_source(event) for (event,) in fetch(query)), room)


def no_cause(scope: Scope, after: Key, room: int) -> Batch:
    """Events without a cause, of kinds whose events usually have one: two queries."""
    usual = {kind: (caused, of) for kind, caused, of in _kinds(scope) if caused >= USUAL * of}
    if not usual:
        return Batch([])
    own = Term.alias()
    query = (
        _page(scope, after, room, Event.id, own.value)
        .join(own, on=(own.num == Event.num))
        .where(own.word == "kind", own.value.in_(list(usual)), ~has_term("status", _NEVER_WAS))
        .where(~scope.linked(Relation.response, ("causal",)))
    )
    return batch((sentences.no_cause(event, kind, *usual[kind]) for event, kind in fetch(query)), room)


def _kinds(scope: Scope) -> Iterator[tuple[str, int, int]]:
    """Every kind of ENOUGH events, how many of them have a cause, and how many there are."""
    caused = fn.SUM(Case(None, [(scope.linked(Relation.response, ("causal",)), 1)], 0))
    every = fn.COUNT(Event.id)
    query = (
        Event.select(Term.value, caused, every)
        .join(Term, on=(Term.num == Event.num))
        .where(Term.word == "kind", ~has_term("status", _NEVER_WAS))
        .group_by(Term.value)
        .having(every >= ENOUGH)
    )
    yield from ((kind, int(with_cause), of) for kind, with_cause, of in fetch(query))


def no_outcome(scope: Scope, after: Key, room: int) -> Batch:
    """Plans and threats that nothing responds to or follows: two queries."""
    planned = has_term("status", ("planned",))
    query = (
        _page(scope, after, room, Event.id, Case(None, [(planned, 1)], 0))
        .where(planned | has_term("kind", _threats()))
        .where(~has_term("status", _HAS_NO_OUTCOME))
        .where(~scope.linked(Relation.cause, ("causal", "sequence")))
    )
    return batch((sentences.no_outcome(event, is_planned=bool(planned)) for event, planned in fetch(query)), room)


def _threats() -> list[str]:
    """The kinds that PLOVER calls threats."""
    return [kind for kind, body in fetch(Kind.select(Kind.id, Kind.body)) if orjson.loads(body)["plover"] == "THREATEN"]


def _page(scope: Scope, after: Key, room: int, *columns: Any) -> Any:
    return Event.select(*columns).where(Event.id > after[2], *scope.events).order_by(Event.id).limit(room + 1)
