"""Storage: the audit of figures, one series after the other."""

from collections.abc import Iterator
from functools import reduce
from itertools import groupby
from operator import and_
from typing import Any, Final

import orjson
from peewee import Case, Tuple, Value

from service.domain.audit import audit, concerns
from service.domain.audit.claims import Claim, claim
from service.domain.audit.verdicts import Verdict
from service.domain.cursors import read_cursor, write_cursor
from service.domain.errors import invalid
from service.domain.queries import Query, fingerprint
from service.storage.engine import fetch
from service.storage.figures import conditions, event_queries
from service.storage.moments import state
from service.storage.pages import Order, Page
from service.storage.tables import Event, Figure

FIGURES_A_PAGE: Final = 20_000
"""After the series that reaches this number a page ends, however few findings it has: the next one goes on."""
FIGURES_A_COUNT: Final = 100_000
"""At most so many figures are read for `count`."""
_BATCH: Final = 5_000

_Key = tuple[str | int, ...]
"""Metric and subject of a series, and the finding, event and index of a verdict on it."""
_TYPES: Final = (str, str, str, str, int)
_AHEAD: Final = ("", "", -1)
"""Before every verdict on a series."""


def search(query: Query) -> Page:
    """A page of findings that rest on a figure that the query chooses; all figures are their proof.

    By metric and subject, then by finding. Raises Invalid for a cursor of another query, an unknown timeline and
    a count that is too much to ask. Queries: one for every 5,000 figures that are read, and one for a timeline.
    """
    made_for = fingerprint(query)
    after = read_cursor(query["cursor"], made_for, _TYPES) if query["cursor"] else ("", "", *_AHEAD)
    with state(query):
        chosen = event_queries(query)
        total = _count(query, chosen) if query["count"] else None
        found, behind = _page(query, chosen, after)
    return Page(found, write_cursor(made_for, behind) if behind else None, total)


def _page(query: Query, chosen: list[Query], after: _Key) -> tuple[list[str], _Key | None]:
    """Findings behind a key, and the key behind which the next page begins."""
    found: list[tuple[_Key, str]] = []
    read = 0
    for series, claims, asked in _series(query, chosen, after[:2]):
        if read >= FIGURES_A_PAGE:
            return [body for _, body in found], (*series, *_AHEAD)
        read += len(claims)
        keyed = (((*series, *verdict.key), verdict.body) for verdict in _verdicts(query, claims, asked))
        found += [(key, body) for key, body in keyed if key > after]
        if len(found) > query["limit"]:
            found = found[: query["limit"]]
            return [body for _, body in found], found[-1][0]
    return [body for _, body in found], None


def _count(query: Query, chosen: list[Query]) -> int:
    total = read = 0
    for _, claims, asked in _series(query, chosen, ("", "")):
        total += len(_verdicts(query, claims, asked))
        read += len(claims)
        if read > FIGURES_A_COUNT:
            raise invalid(
                "these are too many figures to count what is found; choose a metric or subject", parameter="count"
            )
    return total


def _verdicts(query: Query, claims: list[Claim], asked: set[tuple[str, int]]) -> list[Verdict]:
    return [verdict for verdict in audit(claims) if concerns(verdict, findings=query["finding"] or (), chosen=asked)]


def _series(query: Query, chosen: list[Query], first: _Key) -> Iterator[tuple[_Key, list[Claim], set[tuple[str, int]]]]:
    """Each series with a chosen figure, from `first` on: all of its claims, and which of them are chosen."""
    for series, rows in groupby(_rows(query, chosen, first), key=lambda row: row[:2]):
        claims, asked = [], set()
        for *_, event, position, is_chosen, body, starts, ends in rows:
            claims.append(claim(orjson.loads(body), starts, ends))
            if is_chosen:
                asked.add((event, position))
        yield series, claims, asked


def _rows(query: Query, chosen: list[Query], first: _Key) -> Iterator[tuple[Any, ...]]:
    every = Figure.alias()
    series = (every.metric, every.subject)
    order = Order((*series, every.first, every.last, every.event, every.position), (str, str, int, int, str, int))
    asked = list(conditions(query, chosen))
    is_chosen = Case(None, [(reduce(and_, conditions(query, chosen, every)), 1)], 0) if asked else Value(1)
    selection = every.select(*order.columns, is_chosen, every.body, Event.starts, Event.ends)
    selection = selection.join(Event, on=(Event.id == every.event)).where(Tuple(*series) >= Tuple(*first))
    if asked:
        with_chosen = Figure.select(Figure.metric, Figure.subject).where(*asked)
        selection = selection.where(Tuple(*series).in_(with_chosen))
    batch = fetch(order.apply(selection).limit(_BATCH))
    while batch:
        yield from batch
        batch = fetch(order.apply(selection.where(order.beyond(batch[-1][:6]))).limit(_BATCH))
