"""Storage: where the events stand that full text finds: their spots, in order, some at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from service.domain.events import SPAN_CLASS
from service.domain.spots import HIGHEST, beginning, end, number
from service.domain.stretches import Stretch, within
from service.storage.asking import gather
from service.storage.engine import engine
from service.storage.full_text import Alternatives, as_of, past_words_of, words_of
from service.storage.questions import either
from service.storage.tables import Event

MOST: Final = 4_000
"""Spots at a time."""
_GROWTH: Final = 4

Place = tuple[int, int]
"""A spot, and 1 for an event as it stands, -1 for a superseded version."""


@dataclass(frozen=True, slots=True)
class Places:
    """What is asked of the index of words, the stretches of it that are meant (in groups), and the order."""

    question: list[Alternatives]
    groups: list[list[Stretch]]
    backwards: bool

    def numbers(self, after: int | None, size: int) -> Iterator[list[int]]:
        """Numbers of events, some at a time, those of a day together and the days in order.

        From the day of the spot `after` on; `size` spots at first, then more.
        """
        low, high = 0, HIGHEST
        if after is not None:
            low, high = (0, end(after)) if self.backwards else (beginning(after), HIGHEST)
        for group in reversed(self.groups) if self.backwards else self.groups:
            for numbers in self._of(within(group, low, high), size):
                yield numbers
                size = min(size * _GROWTH, MOST) if numbers else size

    def _of(self, group: list[Stretch], size: int) -> Iterator[list[int]]:
        """The same of one group. What may go on in the next spots has to wait for them."""
        begun: list[Place] = []
        while group:
            found = self._next(group, size)
            if len(found) < size:
                yield _numbers([*begun, *found])
                return
            last = found[-1][0]
            begun += [place for place in found if place[0] != last]
            yield _numbers(place for place in begun if beginning(place[0]) != beginning(last))
            begun = [place for place in begun if beginning(place[0]) == beginning(last)]
            group = within(group, 0, last) if self.backwards else within(group, last, HIGHEST)
            size = min(size * _GROWTH, MOST)

    def _next(self, group: list[Stretch], size: int) -> list[Place]:
        """The first spots of a group; a past version may have the spot of a standing event."""
        tables = [(words_of(Event), 1)]
        if as_of():
            tables.append((past_words_of(Event), -1))
        parts, values = [], list[str | int]()
        for stretch in group:
            for table, sign in tables:
                parts.append(_part(table, sign))
                values += [self._asked(stretch), stretch.low, stretch.high]
        order = f"ORDER BY 1 {'DESC' if self.backwards else 'ASC'} LIMIT {size}"
        return gather((int, int), f"{' UNION ALL '.join(parts)} {order}", *values)

    def _asked(self, stretch: Stretch) -> str:
        lengths = [either(SPAN_CLASS, map(str, stretch.classes))] if stretch.classes else []
        return str(engine().question([*self.question, *lengths]))


def _part(table: str, sign: int) -> str:
    key = f"{table}.{engine().words_key}"
    return f"SELECT {key}, {sign} FROM {table} WHERE {engine().has_words.format(table=table)} AND {key} BETWEEN ? AND ?"


def _numbers(places: Iterable[Place]) -> list[int]:
    return [number(place) * sign for place, sign in places]
