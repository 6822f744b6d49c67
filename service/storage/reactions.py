"""Storage: how often and how fast responses follow causes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import orjson

from service.domain.lags import Lags, lag
from service.domain.queries import Query
from service.domain.relations import TYPES
from service.storage.choice import default_families
from service.storage.engine import rows
from service.storage.events import find_timeline, single_term, with_timeline
from service.storage.filters import event_conditions
from service.storage.lists import relation_conditions
from service.storage.moments import state
from service.storage.spans import span_columns, span_from
from service.storage.tables import Event, Relation, Term

ROWS: Final = 200_000
"""At most so many reactions are read for one answer."""

Cause: Final = Event.alias("cause_event")
Pair = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Reactions:
    """What was counted, most first: each with its pair, its count and its lags in seconds."""

    items: list[dict[str, Any]]
    total: int
    truncated: bool


def count(query: Query) -> Reactions:
    """Reactions whose responses the event words select. Raises Invalid for an unknown timeline.

    One query, one more each for `q` and `timeline`; reads rows one by one and keeps their lags alone.
    """
    by = _BY[query["by"]]
    found: dict[Pair, Lags] = {}
    counted: set[tuple[int, Pair]] = set()
    read = 0
    with state(query):
        for read, (num, relation_type, *columns) in enumerate(rows(_reactions(query, by).limit(ROWS + 1)), 1):
            pair = by.pair(relation_type, *columns[8:])
            if read <= ROWS and (num, pair) not in counted:
                counted.add((num, pair))
                cause, response = span_from(*columns[:4]), span_from(*columns[4:8])
                one = lag(cause.start, response.start, ordered=TYPES[relation_type].after is not None)
                found.setdefault(pair, Lags()).add(one)
    most = sorted(found, key=lambda pair: (-len(found[pair]), [name or "" for name in pair]))
    items = [{**dict(zip(by.names, pair, strict=True)), **found[pair].summary()} for pair in most[: query["limit"]]]
    return Reactions(items, len(found), read > ROWS or len(found) > len(items))


def _reactions(query: Query, by: "_By") -> Any:
    """Number and type, span columns of cause and response, and what tells the pair.

    One row a relation and pair, or two for an actor who both initiates and speaks.
    """
    columns = (Relation.num, Relation.type, *span_columns(Cause), *span_columns(Event), *by.columns)
    chosen = with_timeline(query, find_timeline(query))
    selection = (
        Relation.select(*columns)
        .join(Event, on=(Event.id == Relation.response))
        .join(Cause, on=(Cause.id == Relation.cause))
    )
    if driver := single_term(chosen):
        word, (value,) = driver
        selection = selection.join(Term, on=(Term.num == Event.num)).where(Term.word == word, Term.value == value)
    for term, condition in by.terms:
        selection = selection.join(term, on=condition)
    families = query["family"] or default_families(query)
    events = [condition for each in chosen for condition in event_conditions(each)]
    return selection.where(*relation_conditions({**query, "family": families}), *events)


@dataclass(frozen=True, slots=True)
class _By:
    """One way to count: the names of a pair's parts, the columns and joined terms that they come from."""

    names: tuple[str, ...]
    columns: tuple[Any, ...]
    pair: Callable[..., Pair]
    terms: tuple[tuple[Any, Any], ...] = ()


_OfCause: Final = Term.alias("cause_term")
_OfResponse: Final = Term.alias("response_term")


def _of_both(condition: Callable[[Any], Any]) -> tuple[tuple[Any, Any], ...]:
    ends = ((_OfCause, Cause.num), (_OfResponse, Event.num))
    return tuple((term, (term.num == end) & condition(term)) for term, end in ends)


def _acts(term: Any) -> Any:
    """The term's actor initiates or speaks."""
    return (term.word == "actor_role") & (term.value.endswith(" initiator") | term.value.endswith(" speaker"))


def _actors(_type: str, *terms: str) -> Pair:
    """The actor of each `actor role`."""
    return tuple(term.partition(" ")[0] for term in terms)


_BOTH: Final = (_OfCause.value, _OfResponse.value)
_BY: Final = {
    "dyad": _By(("cause", "response"), _BOTH, _actors, _of_both(_acts)),
    "kind": _By(("cause", "response"), _BOTH, lambda _type, *kinds: kinds, _of_both(lambda term: term.word == "kind")),
    "type": _By(
        ("type", "stance"), (Relation.body,), lambda relation_type, body: (relation_type, orjson.loads(body)["stance"])
    ),
}
