"""Storage: events that full text finds, in the order of their dates, as many as a page needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from service.domain.cursors import Key
from service.domain.events import SPAN_CLASS
from service.domain.queries import Query
from service.domain.spots import beginning, end, number, spot
from service.domain.stretches import Stretch, stretches
from service.storage.dialects import standing
from service.storage.engine import among, ask, engine, fetch, refuse_late
from service.storage.filters import beside_text
from service.storage.full_text import Alternatives, has_words, past_words_of, words_of
from service.storage.pages import Row
from service.storage.questions import either, marks, text
from service.storage.tables import Event

SPARE: Final = 13
"""So many more spots are taken than rows are asked for: those of the last day, which others may share, have to wait."""
MOST: Final = 4_000
"""Spots at a time."""
_GROWTH: Final = 4
_LEADING: Final = ("id", "cause_of", "response_to", "updated_since")
"""Words that fewer events have than any text: those are asked for first."""

Place = tuple[int, int]
"""A spot, and 1 for an event as it stands, -1 for a superseded version."""


def find(chosen: list[Query], sort: str) -> "Search | None":
    """The search that all these queries are together; None where the index of words does not lead to their events."""
    led = any(query[word] for query in chosen for word in _LEADING) or chosen[0]["sources"] == "retracted"
    if led or sort.endswith("updated") or not any(query["q"] for query in chosen):
        return None
    texts = [text(query) for query in chosen]
    question = [entry for each in texts for entry in each.question]
    question += [entry for query in chosen for entry in marks(query)]
    if not question:
        return None
    beside = [condition for each in texts for condition in each.beside]
    beside += [condition for query in chosen for condition in beside_text(query)]
    return Search(question, beside, _stretches(chosen), sort.startswith("-"))


def _stretches(chosen: list[Query]) -> list[Stretch]:
    """Where the events stand that are in the windows of all these queries."""
    since = [query["since"] for query in chosen if query["since"] is not None]
    until = [query["until"] for query in chosen if query["until"] is not None]
    floor = [query["since"] for query in chosen if query["since"] is not None and query["certain"]]
    return stretches(max(since, default=None), min(until, default=None), floor=max(floor, default=None))


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked of the index of words, what besides of each event that it finds, and where those stand."""

    question: list[Alternatives]
    beside: list[Any]
    stretches: list[Stretch]
    backwards: bool

    def count(self) -> int:
        """How many there are."""
        return int(Event.select().where(has_words(Event, self.question), *self.beside).count())

    def rows(self, after: Key | None, most: int) -> list[Row]:
        """Rows (body, then first and last second and id) in order: one query for their spots, and one for them.

        More of both while what is found is too little; raises Busy when that takes too long.
        """
        return list(islice(self._all(after, most + SPARE), most))

    def _all(self, after: Key | None, size: int) -> Iterator[Row]:
        selection = Event.select(Event.body, Event.first, Event.last, Event.id)
        for nums in self._numbers(after, size):
            refuse_late()
            found = fetch(selection.where(among(Event.num, nums), *self.beside)) if nums else []
            for row in sorted(found, key=lambda row: row[1:], reverse=self.backwards):
                if after is None or (row[1:] < after if self.backwards else row[1:] > after):
                    yield row

    def _numbers(self, after: Key | None, size: int) -> Iterator[list[int]]:
        """Numbers of events, some at a time, those of a day together and the days in order."""
        begun: list[Place] = []
        stretches = self.stretches if after is None else self._from(spot(int(after[0]), 0))
        while stretches:
            found = self._places(stretches, size)
            last = found[-1][0] if len(found) == size else None
            if last is None:
                yield _numbers([*begun, *found])
                return
            begun += [place for place in found if place[0] != last]
            yield _numbers(place for place in begun if beginning(place[0]) != beginning(last))
            begun = [place for place in begun if beginning(place[0]) == beginning(last)]
            stretches, size = self._from(last, exact=True), min(size * _GROWTH, MOST)

    def _from(self, place: int, *, exact: bool = False) -> list[Stretch]:
        """What is left of the stretches from a spot (unless `exact`: from its day) on, in this order."""
        low, high = (place, place) if exact else (beginning(place), end(place))
        left = (
            each._replace(high=min(each.high, high)) if self.backwards else each._replace(low=max(each.low, low))
            for each in self.stretches
        )
        return [stretch for stretch in left if stretch.low <= stretch.high]

    def _places(self, stretches: list[Stretch], most: int) -> list[Place]:
        """The next spots of what the question finds there; a past version may have the spot of a standing event."""
        tables = [(words_of(Event), 1)]
        if getattr(standing, "views", {}):
            tables.append((past_words_of(Event), -1))
        parts, parameters = [], []
        for stretch in stretches:
            for table, sign in tables:
                parts.append(_part(table, sign))
                parameters += [self._asked(stretch), stretch.low, stretch.high]
        order = f"ORDER BY 1 {'DESC' if self.backwards else 'ASC'} LIMIT {most}"
        return ask(f"{' UNION ALL '.join(parts)} {order}", *parameters)

    def _asked(self, stretch: Stretch) -> Any:
        lengths = [either(SPAN_CLASS, map(str, stretch.classes))] if stretch.classes else []
        return engine().question([*self.question, *lengths])


def _part(table: str, sign: int) -> str:
    key = f"{table}.{engine().words_key}"
    return f"SELECT {key}, {sign} FROM {table} WHERE {engine().has_words.format(table=table)} AND {key} BETWEEN ? AND ?"


def _numbers(places: Any) -> list[int]:
    return [number(place) * sign for place, sign in places]
