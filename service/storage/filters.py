"""Storage: query words as conditions on the event table, as peewee builds queries; conditions.py has them in SQL."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from peewee import SQL, fn

from service.domain.queries import Query
from service.domain.records import EVENT
from service.storage.engine import among, database
from service.storage.full_text import has_words
from service.storage.questions import Wanted, marks, terms, text
from service.storage.retractions import left_under
from service.storage.tables import OPEN, Event, Journal, Relation, Term


def event_conditions(query: Query, *, but: Wanted | None = None) -> list[Any]:
    """Everything that the event words of a query ask for; terms too, `but` one that the caller joins by itself.

    (Asked for twice, it made PostgreSQL expect few rows and sort all of them.)
    """
    made = [make(query) for make in (_text, *_MAKERS)]
    found = [has_term(*term) for term in terms(query) if term != but]
    return [*(condition for part in made for condition in part), *found]


def has_term(word: str, values: Collection[str]) -> Any:
    """That an event has one of these values of a word."""
    own = Term.alias()
    return fn.EXISTS(own.select(own.num).where(own.num == Event.num, own.word == word, own.value.in_(list(values))))


def where_all(selection: Any, conditions: Collection[Any]) -> Any:
    """The selection where all of these hold; peewee's own `where` does not take none."""
    return selection.where(*conditions) if conditions else selection


def _ids(query: Query) -> Iterable[Any]:
    return [among(Event.id, query["id"])] if query["id"] else []


def _window(query: Query) -> Iterator[Any]:
    low, high = (Event.earliest, Event.latest) if query["certain"] else (Event.latest, Event.earliest)
    if query["since"] is not None:
        yield low >= query["since"]
    if query["until"] is not None:
        yield high <= query["until"]


def _box(query: Query) -> Iterator[Any]:
    if query["bbox"]:
        west, south, east, north = query["bbox"]
        yield Event.lat.between(south, north)
        yield Event.lon.between(west, east) if west <= east else (Event.lon >= west) | (Event.lon <= east)


def _text(query: Query) -> Iterator[Any]:
    if query["q"]:
        asked = text(query)
        question = [*asked.question, *marks(query)]
        if question:
            yield has_words(Event, question)
        yield from asked.beside


def _links(query: Query) -> Iterator[Any]:
    """Over causal relations, or those of the families asked for."""
    families = query["family"] or ("causal",)

    def linked(*ends: Any) -> Any:
        return fn.EXISTS(Relation.select(Relation.id).where(Relation.family.in_(families), *ends))

    if query["linked"]:
        as_cause, as_response = linked(Relation.cause == Event.id), linked(Relation.response == Event.id)
        chosen = {"cause": as_cause, "response": as_response, "any": as_cause | as_response}
        yield chosen[query["linked"]] if query["linked"] != "none" else ~(as_cause | as_response)
    if query["cause_of"]:
        yield linked(Relation.cause == Event.id, Relation.response == query["cause_of"])
    if query["response_to"]:
        yield linked(Relation.response == Event.id, Relation.cause == query["response_to"])


def _footing(query: Query) -> Iterable[Any]:
    return [left_under(EVENT, Event.num, query["sources"])] if query["sources"] else []


def since_change(seq: Any, instant: int | None) -> list[Any]:
    """Rows whose last change (`seq`) is at or after an instant (microseconds)."""
    if instant is None:
        return []
    first = Journal.select(Journal.seq).where(Journal.time >= instant).order_by(Journal.time, Journal.seq).limit(1)
    return [seq >= fn.COALESCE(first, OPEN)]


def _updated(query: Query) -> list[Any]:
    return since_change(Event.seq, query["updated_since"])


_BESIDE: Final = (_links, _footing, _updated)
_MAKERS: Final = (_ids, _window, _box, *_BESIDE)


def other_conditions(query: Query) -> Iterator[tuple[str, list[Any]]]:
    """What is asked beside ids, terms, window, box and text: as in `in_sql`."""
    return in_sql(condition for make in _BESIDE for condition in make(query))


def text_conditions(query: Query) -> Iterator[tuple[str, list[Any]]]:
    """What its text asks: as in `in_sql`."""
    return in_sql(_text(query))


def in_sql(conditions: Iterable[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Conditions as SQL on an event `t1`, `?` for each value, and the values."""
    for condition in conditions:
        text, values = Event.select(SQL("0")).where(condition).sql()
        yield text.partition(" WHERE ")[2].replace(database.param, "?"), values
