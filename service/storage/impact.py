"""Storage: what rests on a source, page by page."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, Final

import orjson
from peewee import Case, Value, fn

from service.domain.cursors import Key, read_cursor, write_cursor
from service.domain.errors import NotFound
from service.domain.impact import FIGURE, Resting, resting_event, resting_figure, resting_relation
from service.domain.queries import Query, fingerprint
from service.domain.records import EVENT, RELATION, SOURCE
from service.storage.engine import among, fetch
from service.storage.moments import state
from service.storage.pages import Order
from service.storage.retractions import carried
from service.storage.tables import Event, Figure, Reference, Relation, Source, Term

_PLACE: Final = (int, int, str, int)
"""The types of a place in the order: first and last second, id, position. A part leaves out what it does not need."""


@dataclass(frozen=True, slots=True)
class Impact:
    """A source's document, a page of what rests on it, and the cursor behind it."""

    source: str
    items: list[dict[str, Any]]
    next: str | None
    counts: dict[str, dict[str, int]] | None
    """How many records of each type rest on it, and how many on it alone; None on later pages, and unasked."""


@dataclass(frozen=True, slots=True)
class Part:
    """Records of one type that rest on a source, in the order of an index."""

    type: str
    rows: Any
    """Selects the documents that `make` takes."""
    make: Callable[..., Resting]
    order: Sequence[Any]
    at: int
    """Which of _PLACE the first column of the order is."""
    carried: Any
    """That another source which stands carries the record."""

    def page(self, asked: Query, after: Key, room: int) -> list[tuple[Resting, Key]]:
        """The next records behind a place (empty: from the first on), and the place of each."""
        order, end = Order(self.order, ()), self.at + len(self.order)
        rows = self.rows.select_extend(*self.order)
        if asked["alone"] is not None:
            rows = rows.where(~self.carried if asked["alone"] else self.carried)
        if after:
            rows = rows.where(order.beyond(after[self.at : end]))
        before, behind = (0,) * self.at, (0,) * (len(_PLACE) - end)
        found = ((row[: -len(self.order)], row[-len(self.order) :]) for row in fetch(order.apply(rows).limit(room)))
        return [(self.make(*map(orjson.loads, bodies)), (*before, *place, *behind)) for bodies, place in found]


def find(source: str, query: Query) -> Impact:
    """What rests on a source: events by date, figures by period, relations by id.

    At most seven queries, whatever their number; `as_of` one more. Raises NotFound, and Invalid for a cursor of another
    query.
    """
    asked = {**query, "source": source}
    with state(query):
        row = Source.select(Source.body).where(Source.id == source).tuples().first()
        if row is None:
            raise NotFound(f"there is no {SOURCE} {source!r}")
        parts = [part for part in _parts(source) if not query["record"] or part.type in query["record"]]
        found = list(_found(parts, asked))
        shown = found[: query["limit"]]
        withdrawn = _withdrawn(resting for resting, _ in shown)
        counts = _counts(parts) if query["count"] and query["cursor"] is None else None
    following = write_cursor(fingerprint(asked), shown[-1][1]) if len(found) > len(shown) else None
    return Impact(row[0], [resting.judged(source, withdrawn) for resting, _ in shown], following, counts)


def _parts(source: str) -> Iterator[Part]:
    """Events, figures that name the source, figures that name none in events that cite it, and relations."""
    cites, of_event = (Term.word == SOURCE) & (Term.value == source), Term.num == Event.num
    carried_event = carried(EVENT, Term.num, besides=source)
    events = Event.select(Event.body).join(Term, on=of_event).where(cites)
    yield Part(EVENT, events, resting_event, (Term.first, Term.last, Term.id), 0, carried_event)

    figures = Event.select(Event.body, Figure.body).join(Figure, on=(Figure.event == Event.id))
    by_period = (Figure.first, Figure.last, Figure.event, Figure.position)
    own = figures.where(Figure.source == source)
    yield Part(FIGURE, own, resting_figure, by_period, 0, Figure.source != source)

    by_event = (Term.first, Term.last, Term.id, Figure.position)
    nameless = figures.join(Term, on=of_event).where(cites, Figure.source == "")
    yield Part(FIGURE, nameless, resting_figure, by_event, 0, carried_event)

    cited = (Reference.target_type == SOURCE) & (Reference.target_id == source) & (Reference.type == RELATION)
    relations = Relation.select(Relation.body).join(Reference, on=(Reference.id == Relation.id)).where(cited)
    carried_relation = carried(RELATION, Reference.id, besides=source)
    yield Part(RELATION, relations, resting_relation, (Reference.id,), 2, carried_relation)


def _found(parts: Sequence[Part], asked: Mapping[str, Any]) -> Iterator[tuple[Resting, Key]]:
    """A page of records, and one more where there is one; the key is the part's number and the place in it."""
    key: Key = (0,)
    if asked["cursor"] is not None:
        key = read_cursor(asked["cursor"], fingerprint(asked), (int, *_PLACE))
    room = asked["limit"] + 1
    for number, part in enumerate(parts):
        if number >= int(key[0]) and room:
            found = part.page(asked, key[1:] if number == key[0] else (), room)
            yield from ((resting, (number, *place)) for resting, place in found)
            room -= len(found)


def _withdrawn(resting: Iterable[Resting]) -> set[str]:
    sources = {source for record in resting for source in record.sources}
    query = Source.select(Source.id).where(among(Source.id, sources), Source.retracted)
    return {source for (source,) in fetch(query)}


def _counts(parts: Iterable[Part]) -> dict[str, dict[str, int]]:
    """`{type: {"all", "alone"}}`: one query."""
    counts: dict[str, dict[str, int]] = {}
    for record_type, every, alone in fetch(reduce(add, map(_counted, parts))):
        of_type = counts.setdefault(record_type, {"all": 0, "alone": 0})
        of_type["all"] += every
        of_type["alone"] += int(alone)
    return counts


def _counted(part: Part) -> Any:
    alone = fn.COALESCE(fn.SUM(Case(None, [(part.carried, 0)], 1)), 0)
    return part.rows.select(Value(part.type), fn.COUNT(part.order[-1]), alone)
