"""Storage: the ledger of figures: as a list, and by day, month or year."""

from collections.abc import Iterator
from itertools import groupby
from math import inf
from typing import Any, Final

import orjson
from peewee import Tuple

from service.domain.errors import invalid
from service.domain.ledger import Entry, summed
from service.domain.periods import name
from service.domain.queries import Query
from service.storage.engine import fetch
from service.storage.events import find_timeline, narrowed, with_timeline
from service.storage.filters import where_all
from service.storage.moments import state
from service.storage.pages import Order, Page, page, rows
from service.storage.tables import OPEN, Event, Figure

NO_ONE: Final = "none"
"""How a figure without a subject, claimant or source is asked for; stored as ''."""
_NAMES: Final = ("metric", "subject", "claimed_by", "unit", "scope")
"""What the figures of a group share besides their day, month or year."""
_MEANING_THE_FIGURE: Final = dict.fromkeys(("metric", "source", "since", "until"))
"""Event words that are not asked of the event here."""


def search(query: Query) -> Page:
    """A page of figures. Raises Invalid for a cursor of another query or an unknown timeline.

    Queries: one, one more each for `q`, `timeline` and `count`.
    """
    with state(query):
        chosen = event_queries(query)
        order = _order(chosen)
        selection = Figure.select(Figure.body, *order.columns)
        if order.columns[0] is Event.seq:
            selection = selection.join(Event, on=(Event.id == Figure.event))
        return page(where_all(selection, list(conditions(query, chosen))), order, query)


def groups(query: Query) -> Page:
    """A page of groups, in the order of their periods; what lies in no one day, month or year comes last.

    Raises Invalid as `search` does, and for an order that groups have not. Queries: one more than `search`.
    """
    if (query["sort"] or "date").endswith("updated"):
        raise invalid("groups stand in the order of their periods: sort=date or sort=-date", parameter="sort")
    columns = [getattr(Figure, column) for column in (query["group"], *_NAMES)]
    with state(query):
        chosen = event_queries(query)
        asked = list(conditions(query, chosen))
        order = Order(columns, (int, *(str for _ in _NAMES)), query["sort"] == "-date")
        keys, cursor, total = rows(where_all(Figure.select(*columns).distinct(), asked), order, query)
        if not keys:
            return Page([], cursor, total)
        shown = Tuple(*columns).between(Tuple(*min(keys)), Tuple(*max(keys)))
        figures = Figure.select(*columns, Figure.earliest, Figure.latest, Figure.body)
        found = fetch(order.apply(figures.where(*asked, shown)))
    return Page(list(_summed(found, query["group"])), cursor, total)


def _summed(found: list[tuple[Any, ...]], unit: Any) -> Iterator[str]:
    for (begin, *names), figures in groupby(found, key=lambda row: row[: 1 + len(_NAMES)]):
        period = None if begin == OPEN else name(begin, unit)
        shared = {"period": period} | {column: text or None for column, text in zip(_NAMES, names, strict=True)}
        yield summed(shared, [_entry(*row[-3:]) for row in figures])


def _entry(earliest: int, latest: int, body: str) -> Entry:
    first, last = -inf if earliest == -OPEN else earliest, inf if latest == OPEN else latest
    return Entry(first, last, orjson.loads(body)["value"])


def event_queries(query: Query) -> list[Query]:
    """What is asked of the events: all words but those that here mean the figure, and the timeline's."""
    return with_timeline({**query, **_MEANING_THE_FIGURE}, find_timeline(query))


def conditions(query: Query, chosen: list[Query], figure: Any = Figure) -> Iterator[Any]:
    """Everything that a query asks of a figure and, by `chosen`, of its event; `figure` may be an alias."""
    yield from _of_the_figure(query, figure)
    yield from _in_time(query, figure)
    events = narrowed(chosen)
    if events is not None:
        yield figure.event.in_(events)


def _of_the_figure(query: Query, figure: Any) -> Iterator[Any]:
    for word in ("metric", "scope"):
        if query[word]:
            yield getattr(figure, word).in_(query[word])
    for word in ("subject", "claimed_by", "source"):
        if query[word]:
            yield getattr(figure, word).in_(["" if record == NO_ONE else record for record in query[word]])
    if query["is_record"] is not None:
        yield figure.is_record == query["is_record"]


def _in_time(query: Query, figure: Any) -> Iterator[Any]:
    low, high = (figure.earliest, figure.latest) if query["certain"] else (figure.latest, figure.earliest)
    if query["since"] is not None:
        yield low >= query["since"]
    if query["until"] is not None:
        yield high <= query["until"]


def _order(chosen: list[Query]) -> Order:
    sort = chosen[0]["sort"] or chosen[-1]["sort"] or "date"
    if sort.endswith("updated"):
        return Order((Event.seq, Figure.position), (int, int), sort.startswith("-"))
    columns = (Figure.first, Figure.last, Figure.event, Figure.position)
    return Order(columns, (int, int, str, int), sort.startswith("-"))
