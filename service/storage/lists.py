"""Storage: lists of everything that is not an event."""

from collections.abc import Callable, Collection, Iterator
from typing import Any, Final

from peewee import fn

from service.domain.queries import Query
from service.domain.records import ACTOR, KIND, RELATION, SOURCE, TIMELINE
from service.storage.engine import among
from service.storage.filters import since_change, where_all
from service.storage.full_text import has_words
from service.storage.moments import state
from service.storage.pages import Order, Page, page
from service.storage.retractions import left_under
from service.storage.tables import TABLE_OF, Actor, Reference, Relation, Source

NO_ONE: Final = "none"
"""How the chronicle's own viewpoint is asked for; stored as ''."""


def search(record_type: str, query: Query) -> Page:
    """A page of records: relations in the order of their last change, the others by id.

    Raises Invalid for a cursor of another query.
    """
    table = TABLE_OF[record_type]
    by_change = record_type == RELATION
    order = Order((table.seq,), (int,)) if by_change else Order((table.id,), (str,))
    selection = table.select(table.body, *order.columns)
    with state(query):
        conditions = [*_common(table, query), *_OWN.get(record_type, _nothing)(query)]
        return page(where_all(selection, conditions), order, query)


def _common(table: type[Any], query: Query) -> Iterator[Any]:
    if query["id"]:
        yield among(table.id, query["id"])
    if query.get("q"):
        yield has_words(table, [((token, prefix),) for token, prefix in query["q"]])
    yield from since_change(table.seq, query["updated_since"])


def relation_conditions(query: Query) -> Iterator[Any]:
    """The words that choose relations, on lists and on walks."""
    for word in ("type", "family", "basis"):
        if query[word]:
            yield getattr(Relation, word).in_(query[word])
    if query["asserted_by"]:
        yield Relation.asserted_by.in_(["" if name == NO_ONE else name for name in query["asserted_by"]])
    if query["according_to"]:
        yield fn.EXISTS(_citing(query["according_to"]).where(Reference.id == Relation.id))
    if query["min_confidence"] is not None:
        yield Relation.confidence >= query["min_confidence"]


def _citing(sources: Collection[str]) -> Any:
    """The ids of the relations that cite one of these sources."""
    cited = Reference.select(Reference.id).where(Reference.target_type == SOURCE, Reference.type == RELATION)
    return cited.where(Reference.target_id.in_(list(sources)))


def _relations(query: Query) -> Iterator[Any]:
    yield from relation_conditions({**query, "according_to": None})
    if query["according_to"]:  # a list begins with these relations; elsewhere other words lead to them
        yield Relation.id.in_(_citing(query["according_to"]))
    if query["sources"]:
        yield left_under(RELATION, Relation.id, query["sources"])
    for word in ("cause", "response"):
        if query[word]:
            yield among(getattr(Relation, word), query[word])
    if query["event"]:
        yield among(Relation.cause, query["event"]) | among(Relation.response, query["event"])


def _actors(query: Query) -> Iterator[Any]:
    for word in ("type", "country", "part_of"):
        if query[word]:
            yield getattr(Actor, word).in_(query[word])


def _sources(query: Query) -> Iterator[Any]:
    for word in ("reliability", "publisher"):
        if query[word]:
            yield getattr(Source, word).in_(query[word])
    if query["retracted"] is not None:
        yield Source.retracted == query["retracted"]


def _nothing(_query: Query) -> Iterator[Any]:
    yield from ()


_OWN: Final[dict[str, Callable[[Query], Iterator[Any]]]] = {
    RELATION: _relations,
    ACTOR: _actors,
    SOURCE: _sources,
    KIND: _nothing,
    TIMELINE: _nothing,
}
