"""Storage: lists of events and the counts of their facets."""

from collections.abc import Iterator
from typing import Any

import orjson
from peewee import Select, fn

from service.domain.errors import invalid
from service.domain.queries import Query, timeline_query
from service.storage import searches
from service.storage.engine import fetch
from service.storage.filters import event_conditions, where_all
from service.storage.full_text import as_of
from service.storage.listing import Listing
from service.storage.moments import state
from service.storage.pages import Page, read_page
from service.storage.questions import Wanted, terms
from service.storage.tables import Event, Term, Timeline


def search(query: Query) -> Page:
    """A page of events. Raises Invalid for a cursor of another query or an unknown timeline.

    Queries: one, or up to two for a window; one more each where several words narrow, for `timeline` and `count`; two
    more for `q`, or some where little is found.
    """
    with state(query):
        timeline = find_timeline(query)
        chosen = with_timeline(query, timeline)
        meant = {**query, "timeline": timeline and timeline["query"], "sort": sort_of(chosen)}
        found = in_order(chosen)
        return read_page(found.rows, found.count, _key_types(sort_of(chosen)), meant)


def in_order(chosen: list[Query]) -> searches.Search | Listing:
    """The events of all these queries in their order: rows of a body and the order's columns, and their number."""
    sort = sort_of(chosen)
    return searches.find(chosen, sort) or Listing(chosen, sort)


def _key_types(sort: str) -> tuple[type, ...]:
    """What tells an event from every other in this order: its change; or first and last second, and id."""
    return (int,) if sort.endswith("updated") else (int, int, str)


def find_timeline(query: Query) -> dict[str, Any] | None:
    """The timeline that a query names, if it names one. Raises Invalid where there is none of that id."""
    if not query["timeline"]:
        return None
    row = Timeline.select(Timeline.body).where(Timeline.id == query["timeline"]).tuples().first()
    if row is None:
        raise invalid(f"there is no timeline {query['timeline']!r}", parameter="timeline")
    found: dict[str, Any] = orjson.loads(row[0])
    return found


def sort_of(chosen: list[Query]) -> str:
    """The order that is asked for: the timeline's where the query has none, and by date where neither has."""
    return str(chosen[0]["sort"] or chosen[-1]["sort"] or "date")


def with_timeline(query: Query, timeline: dict[str, Any] | None) -> list[Query]:
    """The queries that all have to hold; the last one's order stands in where the first has none."""
    return [query] if timeline is None else [query, timeline_query(timeline["query"])]


def single_term(chosen: list[Query]) -> Wanted | None:
    """A word of one value, by which the term table leads straight to the events; none where fewer events are meant."""
    if any(query["sources"] == "retracted" for query in chosen):
        return None
    return next((term for query in chosen for term in terms(query) if len(term[1]) == 1), None)


def matching(chosen: list[Query]) -> Any:
    """The ids of the events for which all of these queries hold, in no order; a word of one value leads to them."""
    found = narrowed(chosen)
    return Event.select(Event.id) if found is None else found


def narrowed(chosen: list[Query], column: Any = Event.id) -> Any | None:
    """The same, or another column of them; None where no word narrows them."""
    driver = single_term(chosen)
    conditions = [condition for query in chosen for condition in event_conditions(query, but=driver)]
    return where_all(_driven(Event.select(column), driver), conditions) if driver or conditions else None


def _driven(selection: Any, driver: Wanted | None) -> Any:
    """A selection of events that begins with those of a term."""
    if driver is None:
        return selection
    word, (value,) = driver
    return selection.join(Term, on=(Term.num == Event.num)).where(Term.word == word, Term.value == value)


def facets(query: Query) -> dict[str, Any]:
    """`{"total", "facets": {word: [{"value", "count"}]}}` of the selected events, most first: two queries."""
    asked = query["facet"] or ()
    with state(query):
        inside = narrowed(with_timeline(query, find_timeline(query)), Event.num)
        total = (Event.select(Event.id) if inside is None else inside).count()
        counts = list(_counts(inside, asked, query["limit"])) if asked else []
    found: dict[str, Any] = {word: [] for word in asked}
    for word, value, count in counts:
        found[word].append({"value": value, "count": count})
    return {"total": total, "facets": found}


def _counts(chosen: Any | None, asked: tuple[str, ...], limit: int) -> Iterator[tuple[Any, ...]]:
    """The most frequent values of each word among the terms of the events of these numbers (None: of all).

    Counted by themselves, as of a moment SQLite would first write down every term that it might count.
    """
    inside = [] if chosen is None else [Term.num.in_(chosen)]
    found = Term.select(Term.word, Term.value).where(Term.word.in_(asked), *inside)
    told = found.offset(0).alias("told") if as_of() else found.alias("told")
    count = fn.COUNT(told.c.value)
    rank = fn.ROW_NUMBER().over(partition_by=[told.c.word], order_by=[count.desc(), told.c.value])
    columns = (told.c.word, told.c.value, count.alias("many"), rank.alias("place"))
    grouped = Select([told], columns).group_by(told.c.word, told.c.value)
    query = grouped.select_from(grouped.c.word, grouped.c.value, grouped.c.many)
    yield from fetch(query.where(grouped.c.place <= limit).order_by(grouped.c.word, grouped.c.place))
